"""Every kind of workbook that planlens writes, cell by cell, against pictures that somebody has read (``golden/``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from cell_pictures import assert_golden, workbook_picture
from openpyxl.styles import Alignment, Border, Font, Side
from project_builder import TEXT, key, plan_of_text, project_in

from planlens.exports import export_tables
from planlens.exports.choice import ExportChoice
from planlens.model import FieldKind, Status
from planlens.model.granularity import Granularity
from planlens.project.edits import AddField, AddNote, SetActual, SetProgress, SetStatus
from planlens.project.project import Project
from planlens.project.rows import TargetRow
from planlens.views.ledger.differences import differences
from planlens.views.ledger.tables import differences_table
from planlens.views.overview import overview_on
from planlens.workflow import circle, export, export_project, several
from planlens.workflow.templates import fill_template

DAY = date(2026, 11, 25)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Five tasks: one done, one behind with a note, one with a percent; a field of the office's own with choices."""
    with project_in(tmp_path) as found:
        found.apply(AddField("资金类别", FieldKind.CHOICE, ("中央", "省级", "市级")))
        found.apply(SetStatus((key(found, "新建5G"),), Status.DONE))
        found.apply(SetStatus((key(found, "开展全民"),), Status.BEHIND))
        found.apply(SetProgress((key(found, "推进千兆"),), 40))
        found.apply(AddNote(key(found, "推进千兆"), "完成招标。", "缺少管线资料", "下月开工", date="2026-10-31"))
        yield found


def test_the_workbook_of_a_unit(project: Project, tmp_path: Path) -> None:
    filled = ["status", "percent", "progress", "problems", "next_steps", "资金类别"]
    wanted = circle.Wanted(DAY, filled=filled, due=date(2026, 12, 5), ended=True)
    path = circle.send_packets(project, tmp_path, wanted).files["市通信管理局"][0]
    drawn = workbook_picture(path).replace(date.today().isoformat(), "today")
    assert_golden("packet", re.sub(r" [0-9a-f]{16}\n", " (digest)\n", re.sub(r'"[0-9a-f]{16}"', '"(mark)"', drawn)))


@pytest.mark.parametrize(("name", "by"), [("ledger", Granularity.SENTENCE), ("ledger-by-item", Granularity.ITEM)])
def test_the_ledger(project: Project, tmp_path: Path, name: str, by: Granularity) -> None:
    path = export_project(project, tmp_path / "台账.xlsx", today=DAY, by=by)
    assert_golden(name, workbook_picture(path))


def test_the_tasks_of_a_plan_that_was_only_read(project: Project, tmp_path: Path) -> None:
    assert_golden("tasks", workbook_picture(export(plan_of_text(TEXT)[0], tmp_path / "分解表.xlsx")))


def test_the_table_of_targets(project: Project, tmp_path: Path) -> None:
    target = next(row for row in project.state.all(TargetRow) if row.text.startswith("数字经济"))
    project.apply(SetActual(target.id, 2026, 268.5))
    assert_golden("targets", workbook_picture(several.export_targets(project, tmp_path / "指标.xlsx", today=DAY)))


def test_one_of_each_unit(project: Project, tmp_path: Path) -> None:
    files = several.export_each(project, tmp_path / "台账.xlsx", several.UNIT, ExportChoice("xlsx"), DAY)
    assert_golden("unit", workbook_picture(files["市财政局"]))


def test_what_changed(project: Project, tmp_path: Path) -> None:
    now = overview_on(project, None, DAY)
    tables = [differences_table(differences(overview_on(project, date(2019, 12, 31)), now))]
    assert_golden("changes", workbook_picture(export_tables(tables, tmp_path / "变化.xlsx")))


def test_an_offices_own_table(project: Project, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["重点工作清单"])
    sheet.merge_cells("A1:D1")
    sheet["A1"].font, sheet["A1"].alignment = Font(name="黑体", size=20), Alignment(horizontal="center")
    sheet.append(["序号", "工作任务", "牵头部门", "资金来源"])
    for row in (3, 4):
        for column in range(1, 5):
            sheet.cell(row, column).border = Border(left=Side(style="thin"))
    sheet.column_dimensions["B"].width = 50
    book.save(tmp_path / "清单.xlsx")
    done = fill_template(project, tmp_path / "清单.xlsx", tmp_path / "填好.xlsx", ExportChoice(""))
    assert_golden("template", workbook_picture(done.path))
