"""The command line with an office's ledger in the place of a file."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planlens.project.files import open_project
from tests.cli.commands import TEXT, error_of, run

if TYPE_CHECKING:
    from office_server import Server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    plan, path = tmp_path / "要点.txt", tmp_path / "督办.planlens"
    plan.write_text(TEXT, "utf-8")
    run("new", plan, "-o", path)
    return path


def test_a_ledger_from_the_first_day_to_its_backup(office_server: Server, file: Path, tmp_path: Path) -> None:
    boss, zhang = (office_server.address(f"督办{tmp_path.name}", account) for account in ("boss", "zhang"))
    assert "已建立台账" in run("office", "init", boss, "--who", "主任")
    assert "已经建立" in run("office", "init", boss)
    run("mark", file, "t1", "--progress", "20")
    assert "2 项任务" in run("office", "push", file, boss)
    assert "不能用文件覆盖" in error_of("office", "push", file, boss)
    assert "office user 添加" in error_of("list", zhang)
    assert "督查室" in run("office", "user", boss, "zhang", "--name", "张三")
    assert "要写明单位" in error_of("office", "user", boss, "net", "--part", "unit")
    assert run("office", "users", boss).splitlines()[1].split() == ["boss", "主任", "督查室"]

    assert "40%" in run("mark", zhang, "t1", "--progress", "40", "--note", "完成选址")
    assert json.loads(run("list", zhang, "--format", "json"))[0]["progress"] == 40
    assert "张三" in run("history", boss).splitlines()[0]
    assert "任务 2 项" in run("status", zhang)
    assert "没有发现改动或损坏" in run("verify", zhang)
    run("export", zhang, "-o", tmp_path / "台账.xlsx")
    run("undo", zhang)
    assert "没有可以撤销" in error_of("undo", zhang)

    run("office", "pull", boss, tmp_path / "下载.planlens")
    with closing(open_project(tmp_path / "下载.planlens", "")) as copy, closing(open_project(zhang, "")) as ledger:
        assert copy.state == ledger.state
        assert list(copy.history()) == list(ledger.history())
        assert copy.store.verify().problems == ()
    assert "已存在" in error_of("office", "pull", boss, tmp_path / "下载.planlens")
    run("office", "remove", boss, "zhang")
    assert "成员" in error_of("list", zhang)


def test_mistakes_are_told_in_one_line() -> None:
    assert "去掉地址中的密码" in error_of("list", "postgresql://zhang:secret@127.0.0.1/x")
    assert "secret" not in error_of("list", "postgresql://zhang:secret@127.0.0.1/x")
    assert "无法识别台账地址" in error_of("list", "postgresql://zhang@127.0.0.1/")
    assert "无法识别台账地址" in error_of("list", "postgresql:///x?options=-cfoo")
    assert "管理员" in error_of("restore", "postgresql:///x")


def test_a_server_that_is_not_there_is_told() -> None:
    assert "连不上办公台账" in error_of("list", "postgresql:///x?host=/nowhere")


def test_a_ledger_needs_a_library_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    assert "planlens[office]" in error_of("list", "postgresql:///x?host=/nowhere")
