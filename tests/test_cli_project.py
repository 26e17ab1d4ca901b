"""The commands that work on a project file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from planlens.cli import main
from planlens.project.files import open_project

TEXT = (
    "一、重点任务\n新建5G基站3000个，2026年底前完成。（牵头单位：市通信管理局）\n优化审批流程。（牵头单位：市数据局）\n"
)


def run(*args: object) -> str:
    """Run a command that must work and return what it prints."""
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def error_of(*args: object) -> str:
    """Run a command that must fail and return its one line."""
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    return line


@pytest.fixture
def project(tmp_path: Path) -> Path:
    plan = tmp_path / "要点.txt"
    plan.write_text(TEXT, "utf-8")
    path = tmp_path / "督办.planlens"
    assert run("new", plan, "-o", path) == f"已新建项目 {path}：1 份文件，2 项任务。\n"
    return path


def test_mark_list_undo_redo_history(project: Path) -> None:
    run("mark", project, "t2", "--status", "办结", "--note", "已上线", "--who", "李四")
    assert run("mark", project, "t1", "--progress", 40) == "设置“新建5G基站3000个，2…”的进度为40%\n"
    assert run("list", project).splitlines() == [
        "编号  状态    进度  完成时限  单位          任务",
        "t1    进行中  40%   2026      市通信管理局  新建5G基站3000个，2026年底前完成。",
        "t2    已完成  100%            市数据局      优化审批流程。",
        "共 2 项。",
    ]
    assert run("list", project, "--unit", "市数据局", "--status", "未启动").endswith("共 0 项。\n")
    assert run("undo", project).startswith("已撤销：设置")
    assert run("redo", project).startswith("已重做：设置")
    lines = run("history", project, "--item", "t2", "-n", 1).splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("李四  标记“优化审批流程。”为“已完成”")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["t1"], "没有要标记的内容"),
        (["t1", "--status", "好"], "没有“好”这个状态，可用的状态：未启动、"),
        (["t1", "--progress", "120"], "进度应为 0 到 100"),
        (["t9", "--status", "已完成"], "找不到编号为 t9 的条目"),
        ([], "缺少参数“编号…”"),
    ],
)
def test_what_cannot_be_marked(options: list[str], message: str, project: Path) -> None:
    assert error_of("mark", project, *options).startswith(message)


def test_several_actions_are_one(project: Path) -> None:
    error_of("mark", project, "t1", "--status", "已完成", "--progress", "-5")
    assert "已完成" not in run("list", project)


def test_a_plan_that_cannot_be_read_leaves_no_project(project: Path) -> None:
    other = project.with_name("另.planlens")
    assert error_of("new", project.with_name("没有.docx"), "-o", other).startswith("找不到文件")
    assert error_of("new", project.with_name("要点.txt"), project.with_name("要点.txt"), "-o", other).startswith(
        "项目中已有这份文件"
    )
    assert not other.exists()
    assert error_of("new", project.with_name("要点.txt"), "-o", project).startswith("文件已存在")


def test_restore(project: Path) -> None:
    assert error_of("restore", project).startswith("没有可用的备份")
    run("mark", project, "t1", "--progress", 40)  # the day's copy is made before
    assert "40%" in run("list", project)
    assert run("restore", project).endswith("原文件已改名保留。\n")
    assert "40%" not in run("list", project)


def test_surplus_and_missing_arguments(project: Path) -> None:
    assert error_of("undo", project, "更多").startswith("多余的参数：更多")
    assert error_of("list", project.with_name("无.planlens")).startswith("找不到项目文件")
    assert error_of("list", project.with_name("要点.txt")).startswith("这不是 planlens 项目文件")


def test_in_use(project: Path) -> None:
    opened = open_project(project, "王五")
    try:
        assert "王五" in error_of("mark", project, "t1", "--progress", 1)
        assert "t1" in run("list", project)
    finally:
        opened.close()


@pytest.mark.parametrize("command", ["new", "mark", "list", "history", "undo", "redo", "restore"])
def test_help(command: str) -> None:
    text = run(command, "--help")
    assert text.startswith(f"用法：planlens {command} [选项] ")
    assert ("可读取的文件" in text) == (command == "new")
