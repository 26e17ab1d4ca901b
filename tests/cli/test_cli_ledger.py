"""The commands of the ledger: diff, stats, periods, people, nodes, verify, and filling any field in."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from project_builder import plan_of_text

from planlens.cli.main import main
from planlens.project.edits import AdoptDocument
from planlens.project.files import new_project

TEXT = """云山市2026年工作要点
一、重点任务
建成基站3000个，2026年底前完成。（牵头单位：市通信管理局；配合单位：市财政局）
事项一网通办，2026年底前完成。（责任单位：市政务服务局）
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of 1 March 2026, on which the other actions are done on 27 March."""
    found = tmp_path / "督办.planlens"
    with new_project(found, "张三") as project:
        project.clock = lambda: "2026-03-01T09:00:00+08:00"
        project.apply(AdoptDocument(*plan_of_text(TEXT)))
    monkeypatch.setattr("planlens.project.project.now", lambda: "2026-03-27T09:00:00+08:00")
    return found


def run(*args: object, code: int = 0) -> str:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exit_code == code, result.output
    return result.output


def test_filling_fields_in_and_looking_at_them(path: Path) -> None:
    typed = ("责任人=李四（科长，0871-1234567）", "节点计划＝2026年6月：建成1500个")
    done = run("mark", path, "t1", "--set", typed[0], "--set", typed[1])
    assert done == "设置“建成基站3000个，202…”的责任人\n"
    assert "责任人  李四  科长  0871-1234567" in run("people", path)
    assert "2026年6月  建成1500个  未到" in run("nodes", path, "--date", "2026-03-31")
    assert json.loads(run("nodes", path, "--date", "2026-03-01", "--format", "json"))["节点"]["rows"] == []
    run("undo", path)
    assert "还没有填写人员" in run("people", path)
    assert "可填写的字段：编号、任务/举措" in run("mark", path, "t1", "--set", "颜色=红", code=2)


def test_what_changed_between_two_days(path: Path, tmp_path: Path) -> None:
    run("mark", path, "t2", "--status", "已完成")
    text = run("diff", path, "--from", "2026-03-26", "--to", "2026-03-28")
    assert "2026年3月26日至2026年3月28日变化情况\n注：新完成1项。" in text
    found = json.loads(run("diff", path, "--from", "2026-03-26", "--to", "2026-03-28", "--format", "json"))
    assert found["counts"] == {"done": 1}
    assert (found["changes"][0]["old"], found["changes"][0]["new"]) == ("未启动", "已完成")
    output = tmp_path / "变化.xlsx"
    run("diff", path, "--from", "2026-03-26", "--to", "2026-03-28", "-o", output)
    assert openpyxl.load_workbook(output)["变化情况"]["A4"].value == "新完成"


def test_a_period_from_its_rhythm_to_its_end(path: Path) -> None:
    assert "还没有设置报送周期" in run("periods", path, code=2)
    assert run("periods", path, "--every", "month", "--by", "25") == "报送周期：每月25日前\n"
    run("mark", path, "t1", "--note", "完成选址")  # today, which may be after all periods looked at below
    text = run("periods", path, "--period", "2026-03", "--date", "2026-03-31")
    assert "市政务服务局  1     0     0     1     0.0%" in text
    assert "2．" not in run("periods", path, "--period", "2026-03", "--date", "2026-03-31", "--remind", "政务")
    close = ("periods", path, "--period", "2026-03", "--date", "2026-03-31", "--close")
    assert run(*close) == "封存报告期“2026年3月”\n"
    assert "不能补填 2026-03-27 的进展" in run("mark", path, "t2", "--note", "补报", code=2)
    assert "与已封存的“2026年3月”" in run(*close, code=2)
    assert run("periods", path, "--reopen") == "解除封存报告期“2026年3月”\n"
    assert run("periods", path, "--reopen", code=2).startswith("没有封存的报告期")


def test_statistics(path: Path) -> None:
    run("mark", path, "t2", "--status", "已完成")
    text = run("stats", path, "--by", "unit", "--date", "2026-03-31", "--since", "2026-03-20")
    assert "任务完成情况统计（按单位）" in text
    assert "市政务服务局  1     1（+1）  100.0%" in text
    assert json.loads(run("stats", path, "--by", "pace", "--format", "json"))["统计"]["rows"][-1]["name"] == "合计"


def test_verify(path: Path) -> None:
    assert "没有发现改动或损坏" in run("verify", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE tasks SET text = '建成基站4000个。' WHERE id = 't1'")
        connection.commit()
    text = run("verify", path, code=3)
    assert "tasks 表中编号为 t1 的条目：text 与操作历史不同" in text
    assert "发现 1 处问题，请从备份恢复" in text


def test_periods_asked_for_badly_lose_nothing(path: Path) -> None:
    run("periods", path, "--every", "month", "--by", "25")
    before = run("history", path)
    told = {
        ("--close", "--reopen"): "一次只做一件",
        ("--close", "--every", "week"): "一次只做一件",
        ("--close", "--date", "2099-01-01"): "封存日期 2099-01-01 还没有到",
        ("--close", "--period", "2025-01"): "没有“2025-01”这个报告期",
        ("--reopen",): "没有封存的报告期",
        ("--every", "month", "--by", "40"): "1 到 31",
        ("--remind", "市财税局"): "没有要报送的单位“市财税局”",
        ("--date", "2026-02-30"): "无法识别的日期",
    }
    for arguments, words in told.items():
        assert words in run("periods", path, *arguments, code=2), arguments
    assert run("history", path) == before


def test_a_closed_period_stays_as_it_is(path: Path) -> None:
    """Periods that overlap, or an earlier one, are not closed after it, nor is anything written into it."""
    run("periods", path, "--every", "month", "--by", "25")
    run("periods", path, "--close", "--period", "2026-03", "--date", "2026-03-31")
    before = run("history", path)
    assert "“2026年3月”（2026-03-01 至 2026-03-31）重叠" in run(
        "periods", path, "--close", "--period", "2026-03", code=2
    )
    assert "没有封存" in run("periods", path, "--reopen", "--period", "2026-02", code=2)
    assert "已于 2026-03-31 封存，不能补填 2026-03-27 的进展" in run("mark", path, "t1", "--note", "补报", code=2)
    assert run("history", path) == before
    run("periods", path, "--every", "quarter", "--by", "25")
    assert "重叠" in run("periods", path, "--close", "--period", "2026-01-01", "--date", "2026-03-31", code=2)
    assert "解除封存报告期“2026年3月”" in run("periods", path, "--reopen", "--period", "2026-03")
    run("mark", path, "t1", "--note", "补报")
