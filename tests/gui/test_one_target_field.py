"""A field of targets that planlens does not have, registered once, is told everywhere: nothing else is changed for it.

What is pasted into the tables of targets and units finds its columns by their titles, as in the table of tasks.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from project_builder import project_in
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planlens.gui.app.session import Session
from planlens.gui.targets.table import targets_table
from planlens.gui.widgets.field_table import FieldModel, FieldTable
from planlens.project.edits import SetActual, SetSetting
from planlens.project.project import Edit, Project
from planlens.project.rows import TargetRow, UnitRow
from planlens.project.settings import setting, status_names
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import Field, Use
from planlens.views.fields.seen_targets import SeenTarget
from planlens.views.fields.targets import TARGETS
from planlens.views.fields.unit_work import unit_fields, units_in
from planlens.views.frames import targets_frame
from planlens.workflow import export_project

TODAY = date(2025, 7, 1)


def source_of(seen: SeenTarget) -> str | None:
    return (setting(seen.state, "sources") or {}).get(seen.id) if seen.state else None


def keep_source(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
    now = setting(desk.state, "sources") or {}
    changed = now | dict.fromkeys(keys, typed)
    return SetSetting("sources", changed) if any(now.get(key, "") != typed for key in keys) else None


SOURCE: Field[SeenTarget] = Field("source", "数据来源", source_of, edit=keep_source)
FIELDS = TARGETS.adding(SOURCE, Use.PAGE, Use.LEDGER, Use.FRAME, Use.JSON)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        found.apply(SetSetting("sources", {"g1": "统计年鉴"}))
        found.apply(SetActual("g1", 2024, 260))
        yield found


@pytest.fixture
def session(project: Project, qtbot: QtBot) -> Session:
    del qtbot
    found = Session(None, lambda: TODAY, target_fields=FIELDS)
    found.take(project)
    return found


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    found = QWidget()
    qtbot.addWidget(found)
    return found


@pytest.fixture
def table(session: Session, page: QWidget) -> FieldTable:
    found = targets_table(page, session)
    found.setParent(page)
    found.fields.refresh()
    return found


def test_on_the_page(table: FieldTable) -> None:
    column = table.fields.column_of("source")
    assert table.fields.headerData(column, Qt.Orientation.Horizontal) == "数据来源"
    assert [table.fields.index(row, column).data() for row in range(2)] == ["统计年鉴", ""]
    table.fields.search("年鉴")
    assert [seen.id for seen in table.fields.lines] == ["g1"]
    table.fields.search("")
    table.fields.sort(column, Qt.SortOrder.DescendingOrder)
    assert [seen.id for seen in table.fields.lines] == ["g1", "g2"]


def test_in_exports_and_data(project: Project, tmp_path: Path) -> None:
    def written(ending: str) -> io.BytesIO:
        path = tmp_path / f"台账{ending}"
        return io.BytesIO(export_project(project, path, today=TODAY, target_fields=FIELDS).read_bytes())

    sheet = openpyxl.load_workbook(written(".xlsx")).worksheets[1]
    assert [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["数据来源", "统计年鉴"]
    assert [row.cells[-1].text for row in docx.Document(written(".docx")).tables[1].rows] == ["数据来源", "统计年鉴"]
    assert [target["source"] for target in json.load(written(".json"))["targets"]] == ["统计年鉴", None]
    assert targets_frame(project, TODAY, FIELDS)["source"].tolist()[0] == "统计年鉴"


def paste(table: FieldTable, text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Paste a text from the first cell on, agreed to; return what was asked."""
    asked: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.ask", lambda *words: asked.append(words[2]) or True)
    QGuiApplication.clipboard().setText(text)
    table.setCurrentIndex(table.fields.index(0, 0))
    table.paste()
    return "".join(asked)


def test_pasted_columns_are_found_by_their_titles(table: FieldTable, monkeypatch: pytest.MonkeyPatch) -> None:
    state = table.fields.session.state
    text = "数据来源\t2025年实际\t目标值\t判断\n年报\t280亿元\t不低于310\t\n台账\t很多\t3000\t滞后"
    question = paste(table, text, monkeypatch)
    assert question.splitlines() == [
        "将修改4个单元格：数据来源2个、2025年实际1个、目标值1个",
        "另有2个不能粘贴，保持原样：",
        "“很多”：应填数字（单位：个），“很多”不是数字，没有修改。",
        "“滞后”：“进展评价”由程序计算，不能粘贴。",
    ]
    goal = state.get("g1", TargetRow)
    assert (setting(state, "sources"), goal.op, goal.value) == ({"g1": "年报", "g2": "台账"}, ">=", "310")


def test_what_the_table_copies_changes_nothing_when_pasted(table: FieldTable, monkeypatch: pytest.MonkeyPatch) -> None:
    table.selectAll()
    table.copy_titled()
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].split("\t")[:3] == ["指标", "目标值", "单位"]
    assert paste(table, text, monkeypatch) == ""


def test_units_are_renamed_by_pasting(session: Session, page: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = unit_fields(status_names(session.state))
    table = FieldTable("单位", FieldModel(page, session, lambda: (units_in(session.overview), fields)))
    table.setParent(page)
    table.fields.refresh()
    assert table.fields.lines[0].id == "市通信管理局"
    assert paste(table, "任务\t单位\n2\t市通信局", monkeypatch).startswith("将修改1个单元格：单位1个")
    assert "市通信局" in {unit.name for unit in session.state.all(UnitRow)}
    session.undo()
    assert "市通信管理局" in {unit.name for unit in session.state.all(UnitRow)}
