"""The commands that work on a project file."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planlens.cli.main import main
from planlens.project import defaults
from planlens.project.edits import SetSetting
from planlens.project.files import open_project
from planlens.project.settings import STATUS_NAMES
from tests.cli.commands import TEXT, error_of, run


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is done on 5 January 2020, so that the days of the tests come after it."""
    monkeypatch.setattr("planlens.project.project.now", lambda: "2020-01-05T09:00:00+08:00")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    plan = tmp_path / "要点.txt"
    plan.write_text(TEXT, "utf-8")
    path = tmp_path / "督办.planlens"
    assert run("new", plan, "-o", path) == f"已新建项目 {path}：1 份文件，2 项任务。\n"
    return path


def test_a_new_project_begins_with_what_is_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANLENS_HOME", str(tmp_path))
    defaults.keep(STATUS_NAMES, {"not-started": "待启动"})
    plan, path = tmp_path / "要点.txt", tmp_path / "督办.planlens"
    plan.write_text(TEXT, "utf-8")
    run("new", plan, "-o", path)
    assert "待启动 2" in run("status", path)


def test_mark_list_undo_redo_history(project: Path) -> None:
    run("mark", project, "t2", "--status", "办结", "--note", "已上线", "--who", "李四")
    assert run("mark", project, "t1", "--progress", "40%") == "设置“新建5G基站3000个，2…”的进度为40%\n"
    assert run("list", project, "--date", "2026-01-15").splitlines() == [
        "编号  状态    进度  预警  完成时限  单位          任务",
        "t1    进行中  40%   绿灯  2026年    市通信管理局  新建5G基站3000个，2026年底前完成。",
        "t2    已完成  100%  绿灯            市数据局      优化审批流程。",
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
        (["t1", "--progress", "120"], "进度应为 0 到 100 的数字，现在是“120”"),
        (["t1", "--progress", "一半"], "进度应为 0 到 100"),
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


def test_the_sound_part_of_a_damaged_project(project: Path) -> None:
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("UPDATE tasks SET status = 7 WHERE id = 't1'")
        connection.commit()
    before, target = project.read_bytes(), project.with_name("完好部分.planlens")
    told = run("restore", project, "--sound-part", target)
    assert "其中 1 项按操作历史找回：\n　任务“" in told
    assert "没有遗漏。" in told
    assert told.endswith("完好部分.planlens，原文件没有改动。\n")
    assert project.read_bytes() == before
    assert run("verify", target).splitlines()[-1].startswith("没有发现改动或损坏。")
    assert "只能用一个" in error_of("restore", project, "--sound-part", target, "--from", target)


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


def listed(*options: object) -> list[str]:
    """The ids of the tasks that are listed."""
    return [task["id"] for task in json.loads(run("list", *options, "--format", "json"))]


def test_filters_of_the_list(project: Path) -> None:
    run("mark", project, "t2", "--status", "滞后", "--problems", "系统未对接", "--next-steps", "8月底前对接")
    late = ("--date", "2027-02-03")
    assert listed(project) == ["t1", "t2"]
    assert listed(project, "--unit", "通信") == ["t1"]
    assert listed(project, "--status", "滞后") == ["t2"]
    assert listed(project, "--light", "红灯", *late) == listed(project, "--light", "red", *late) == ["t1"]
    assert listed(project, "--light", "黄", "--date", "2026-01-05") == ["t2"]
    assert listed(project, "--due-before", "2027") == ["t1"]
    assert listed(project, "--due-before", "2026-12-31") == []
    assert error_of("list", project, "--light", "紫灯").startswith(
        "没有“紫灯”这种预警，可用：绿灯、蓝灯、黄灯、红灯、无灯"
    )
    assert error_of("list", project, "--status", "好").startswith("没有“好”这个状态")
    assert error_of("list", project, "--due-before", "明年").startswith("无法识别的日期：明年")


def test_list_for_programs(project: Path) -> None:
    (first, _) = json.loads(run("list", project, "--format", "json", "--date", "2027-01-02"))
    more = {"leader", "in_charge", "person", "contact", "nodes", "pace", "planned", "extensions"}
    assert {key: value for key, value in first.items() if key not in more} == {
        "id": "t1",
        "document": "d1",
        "path": ["一、重点任务"],
        "text": "新建5G基站3000个，2026年底前完成。",
        "status": "not-started",
        "progress": None,
        "light": "red",
        "reason": "已超期2天",
        "deadline": "2026",
        "units": [{"name": "市通信管理局", "role": "lead"}],
        "flagged": False,
        "orphan": False,
    }
    rows = list(
        csv.reader(io.StringIO(run("list", project, "--format", "csv", "--date", "2027-01-02").lstrip("\ufeff")))
    )
    assert rows[0] == ["编号", "状态", "进度", "预警", "完成时限", "单位", "任务"]
    assert rows[1][:5] == ["t1", "未启动", "", "红灯", "2026年"]


def test_status(project: Path) -> None:
    run("mark", project, "t2", "--status", "已完成")
    assert run("status", project, "--date", "2027-01-02").splitlines() == [
        "截至2027年1月2日：任务 2 项，完成 50.0%",
        "状态：未启动 1，已完成 1",
        "预警：绿灯 1，红灯 1",
        "",
        "单位          任务  牵头  已完成  黄灯  红灯  逾期",
        "市数据局      1     1     1       0     0     0",
        "市通信管理局  1     1     0       0     1     1",
        "",
        "逾期任务 1 项：",
        "编号  完成时限  情况       单位          任务",
        "t1    2026年    已超期2天  市通信管理局  新建5G基站3000个，2026年底前完成。",
    ]
    found = json.loads(run("status", project, "--date", "2027-01-02", "--format", "json"))
    assert (found["tasks"], found["completion"], found["overdue"], found["late"]) == (2, 50.0, ["t1"], 1)
    assert found["units"]["市数据局"]["statuses"] == {"done": 1}
    assert found["due"] == {"2026-12": ["t1"]}


def test_names_of_the_office(project: Path) -> None:
    with closing(open_project(project, "张三")) as opened:
        opened.apply(SetSetting("status-names", {"done": "已办结"}))
    run("mark", project, "t2", "--status", "已办结")
    assert "状态：未启动 1，已办结 1" in run("status", project)


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".csv", ".json", ".txt"])
def test_export(ending: str, project: Path) -> None:
    target = project.with_suffix(ending)
    assert run("export", project, "-o", target) == f"已写入 {target}，共 2 条任务。\n"
    assert target.stat().st_size > 300


def test_export_of_columns(project: Path) -> None:
    run("mark", project, "t2", "--progress", 30, "--note", "已梳理事项")
    target = project.with_suffix(".csv")
    run("export", project, "-o", target, "--columns", "measure,percent,progress，light", "--date", "2026-01-10")
    assert target.read_text("utf-8-sig").splitlines() == [
        "具体举措,进度,进展情况,预警",
        "新建5G基站3000个，2026年底前完成。,,,●绿灯",
        "优化审批流程。,30%,已梳理事项,",
    ]
    assert "没有这样的列：灯" in error_of("export", project, "-o", target, "--columns", "灯")
    assert error_of("export", project, "-o", target, "--document", "d7").startswith("找不到编号为 d7")


def test_adopt(project: Path) -> None:
    new = project.with_name("要点（印发）.txt")
    new.write_text(TEXT.replace("3000", "4000") + "建设算力中心。（牵头单位：市数据局）\n", "utf-8")
    run("mark", project, "t1", "--progress", 40)
    lines = [
        "修改任务 t1",
        "  旧：新建5G基站3000个，2026年底前完成。",
        "  新：新建5G基站4000个，2026年底前完成。",
        "修改目标 g1",
        "  旧：新建5G基站3000个",
        "  新：新建5G基站4000个",
        "  目标值：3000 → 4000",
        "新增任务",
        "  新：建设算力中心。",
        "任务：新增 1 项，修改 1 项，删除 0 项，相同 1 项。",
    ]
    assert run("adopt", project, new, "--dry-run").splitlines() == [*lines, "未改动项目（--dry-run）。"]
    assert "3000" in run("list", project)
    assert run("adopt", project, new).splitlines() == [*lines, "已采用“要点（印发）.txt”的新版本，可用 undo 撤销。"]
    shown = run("list", project)
    assert "40%" in shown
    assert "4000" in shown
    assert run("adopt", project, new).splitlines()[-1] == "与现有版本相同，没有变化。"
    assert run("undo", project).startswith("已撤销：采用")
    new.write_text("一、重点任务\n建设算力中心。（牵头单位：市数据局）\n", "utf-8")
    assert "  已有工作记录，予以保留并作标记" in run("adopt", project, new).splitlines()
    assert "新版文件已无、予以保留的任务：1 项" in run("status", project)
    run("undo", project)
    assert "3000" in run("list", project)
    assert error_of("adopt", project, new, "--document", "d9").startswith("找不到编号为 d9")


def test_copy(project: Path) -> None:
    target = project.with_name("副本.planlens")
    opened = open_project(project, "王五")
    try:
        assert run("copy", project, target) == f"已复制到 {target}。\n"
    finally:
        opened.close()
    assert run("list", target) == run("list", project)
    assert error_of("copy", project, project).startswith("不能另存为正在使用的项目文件")


COMMANDS = ["new", "mark", "list", "status", "history", "undo", "redo", "adopt", "copy", "restore"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command: str) -> None:
    text = run(command, "--help")
    assert text.startswith(f"用法：planlens {command} [选项] ")
    assert ("可读取的文件" in text) == (command in {"new", "adopt"})


def test_a_project_with_damaged_rows_is_read_and_told(project: Path) -> None:
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("UPDATE tasks SET status = 'x' WHERE id = 't2'")
        connection.commit()
    result = CliRunner().invoke(main, ["list", str(project)])
    assert (result.exit_code, "t1" in result.stdout, "t2" in result.stdout) == (0, True, False)
    assert "有 1 处内容损坏或被改动" in result.stderr or "有 2 处内容损坏或被改动" in result.stderr
    assert "只读" in error_of_last(CliRunner().invoke(main, ["mark", str(project), "t1", "--progress", "5"]))


def error_of_last(result: Result) -> str:
    assert result.exit_code == 2
    return result.stderr.splitlines()[-1]


def test_no_project_or_device_is_replaced_by_a_table(project: Path) -> None:
    other = project.with_name("表.csv")
    other.write_bytes(project.read_bytes())
    assert "项目文件" in error_of("export", project, "-o", other)
    if hasattr(os, "mkfifo"):
        pipe = project.with_name("管道.csv")
        os.mkfifo(pipe)
        assert "不是普通文件" in error_of("export", project, "-o", pipe)
