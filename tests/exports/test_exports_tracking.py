"""Exports of projects: what the work adds to the tables, the tree and the JSON of a plan."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from exports_builder import PlanBuilder

from planlens.exports import all_exporters, export_plan
from planlens.exports.layout import A3, A4, paper_for
from planlens.exports.table import all_tables, target_table, task_table
from planlens.model import Judgement, Light, Op, Plan, Signal, Status, Verdict
from planlens.model.outlook import Forecast, Outlook
from planlens.model.tracking import Note
from planlens.views.fields.field import Use
from planlens.views.fields.tasks import TASKS
from planlens.views.fields.work import Tracked, Tracking
from planlens.views.targets import Measured

LIKELY = Forecast(Outlook.LIKELY, "", 12.5)
RED = Signal(Light.RED, "已超期3天")
NOTES = (
    Note("n1", "2026-05-30", "完成选址", "缺资金", "申请资金", "张三"),
    Note("n2", "2026-06-30", "", "用地未批", "", "张三"),
    Note("n3", "2026-06-30", "", "", "7月报批", "李四"),
)


@pytest.fixture
def tracking(plan: Plan) -> Tracking:
    """The first task late, the second done, the third flagged and no longer in the document; a measured target."""
    works = [
        Tracked(Status.BEHIND, "滞后", 40.0, RED, NOTES),
        Tracked(Status.DONE, "已办结", 100.0, Signal(Light.GREEN, "已完成")),
        Tracked(Status.NOT_STARTED, "未启动", None, Signal(Light.NONE, "暂缓"), flagged=True, orphan=True),
    ]
    tasks = {task.id: work for task, work in zip(plan.tasks, works, strict=False)}
    value = Measured(8.0, 2023, "2027", {2024: 9.0, 2025: 9.5}, Verdict(Judgement.ON_COURSE, ""), LIKELY)
    return Tracking("2026-07-03", tasks, {plan.targets[0].id: value})


def cells(plan: Plan, tracking: Tracking, *columns: str) -> list[list[str]]:
    """The texts of a table's cells, their lines one after the other."""
    rows = task_table(plan, columns or None, tracking).rows
    return [["/".join(line.text for line in cell) for cell in row.cells] for row in rows]


def test_columns_of_the_work(plan: Plan, tracking: Tracking) -> None:
    columns = ("status", "percent", "light", "progress", "problems", "next_steps", "remark")
    assert cells(plan, tracking, *columns) == [
        ["滞后", "40%", "▲红灯/已超期3天", "完成选址", "用地未批", "7月报批", ""],
        ["已办结", "100%", "●绿灯", "", "", "", ""],
        ["未启动", "", "", "", "", "", "重点关注/新版文件已无此项/建议单位，待核对"],
        ["", "", "", "", "", "", ""],
    ]


def test_usual_columns_of_a_project(plan: Plan, tracking: Tracking) -> None:
    table = task_table(plan, tracking=tracking)
    titles = [column.title for column in table.columns]
    assert titles == ["序号", "重点任务", "具体举措", "牵头单位", "配合单位", "完成时限", *titles[6:]]
    assert titles[6:] == ["状态", "进度", "预警", "进展情况", "存在问题", "下一步措施", "备注"]
    assert (table.name, table.title) == ("督办台账", "《青川市数字经济发展规划》督办台账")
    assert table.notes[0] == "注：状态和预警截至2026年7月3日。"
    assert "targets" in {column.key for column in TASKS.columns(Use.LEDGER)}


def test_only_lights_are_coloured_on_the_page(plan: Plan, tracking: Tracking, tmp_path: Path) -> None:
    text = export_plan(plan, tmp_path / "台账.html", tracking=tracking).read_text("utf-8")
    assert re.findall(r"<b style[^>]*>(.*?)</b>", text) == ["▲红灯", "●绿灯"]


def test_a_plan_keeps_its_own_columns(plan: Plan) -> None:
    table = task_table(plan)
    assert (table.name, [column.key for column in table.columns][7:]) == ("任务分解表", ["progress", "remark"])
    assert task_table(plan, ["status", "light"]).rows[0].cells == ((), ())
    assert len(target_table(plan).columns) == 7  # type: ignore[union-attr]


def test_targets_with_their_values(plan: Plan, tracking: Tracking) -> None:
    table = target_table(plan, tracking)
    assert table is not None
    shown = [["/".join(line.text for line in cell) for cell in row.cells] for row in table.rows]
    assert shown == [
        [
            *("1", "数字经济核心产业增加值占比", "不低于12", "%", "2027年", "预期性"),
            *("8/（2023年）", "9.5/（2025年）", "基本符合预期", "预计能完成", "一、发展目标"),
        ]
    ]


def test_targets_of_tasks_only_where_somebody_measures_them(tracking: Tracking) -> None:
    builder = PlanBuilder()
    target = builder.target("新建基站", Op.AT_LEAST, "3000", "个", year="2026")
    builder.task("新建基站3000个以上。", targets=(target,))
    plan = builder.build()
    empty = Measured(None, None, None, {}, Verdict(None, ""))
    assert target_table(plan, Tracking("2026-07-03", {}, {target: empty})) is None
    assert len(all_tables(plan, None, tracking)) == 2


def test_wide_tables_are_for_a3(plan: Plan, tracking: Tracking) -> None:
    assert paper_for(task_table(plan)) is A4
    assert paper_for(task_table(plan, tracking=tracking)) is A3
    assert paper_for(task_table(plan, ["number", "measure", "status"], tracking)) is A4


def test_lights_in_colour(plan: Plan, tracking: Tracking) -> None:
    writers = {exporter.format: exporter.write for exporter in all_exporters()}
    sheet = openpyxl.load_workbook(
        io.BytesIO(writers["xlsx"](plan, ["measure", "light"], tracking)), rich_text=True
    ).worksheets[0]
    assert sheet.title == "督办台账"
    colours = [part.font.color.rgb for part in sheet["B4"].value if hasattr(part, "font") and part.font.color]
    assert colours[0] == "FFC00000"
    assert sheet["B5"].font.color.rgb == "FF548235"
    document = docx.Document(io.BytesIO(writers["docx"](plan, None, tracking)))
    runs = [run for cell in document.tables[0].columns[8].cells for line in cell.paragraphs for run in line.runs]
    assert {(run.text, run.style.name) for run in runs if "灯" in run.text} == {("▲红灯", "红灯"), ("●绿灯", "绿灯")}
    assert round(document.sections[0].page_width.mm) == 420


def test_json(plan: Plan, tracking: Tracking) -> None:
    writers = {exporter.format: exporter.write for exporter in all_exporters()}
    found = json.loads(writers["json"](plan, None, tracking))
    assert found["day"] == "2026-07-03"
    assert {**found["tasks"][0]["progress"], "notes": len(found["tasks"][0]["progress"]["notes"])} == {
        "status": "behind",
        "percent": 40.0,
        "light": "red",
        "reason": "已超期3天",
        "flagged": False,
        "orphan": False,
        "weight": 1.0,
        "pace": None,
        "planned": None,
        "extensions": 0,
        "notes": 3,
    }
    assert found["targets"][0]["actuals"] == {"2024": 9.0, "2025": 9.5}
    assert found["targets"][0]["judgement"] == "基本符合预期"
    assert found["targets"][0]["outlook"] == "预计能完成"
    assert "progress" not in found["tasks"][3]
    assert "day" not in json.loads(writers["json"](plan, None))


def test_tree(plan: Plan, tracking: Tracking, tmp_path: Path) -> None:
    text = export_plan(plan, tmp_path / "树.txt", tracking=tracking).read_text("utf-8")
    assert "状态：滞后 40%，红灯（已超期3天）" in text
    assert "2026-05-30：完成选址；问题：缺资金；下一步：申请资金" in text
    assert "状态：未启动\n" in text
