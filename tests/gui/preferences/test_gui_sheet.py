"""Tables of resources as grids to edit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from planlens.gui.preferences.sheet import TableEditor
from planlens.gui.preferences.sheet_model import SheetModel, heads_of
from planlens.paths import shipped_resource

OFFICES = "units/duties.tsv"
SHIPPED = (
    "# 机构表\n"
    "# 代号\t市级\t别名\t职责\n"
    "财政\t市财政局\t-\t编制预算\n"
    "# —— 其他 ——\n"
    "数据\t市数据局\t大数据局、政数局\t数据共享\n"
)


def drawn(model: QAbstractItemModel) -> str:
    """The cells that can be seen, bold rows with a star."""
    lines = []
    for row in range(model.rowCount()):
        index = [model.index(row, column) for column in range(1, model.columnCount())]
        font = index[0].data(Qt.ItemDataRole.FontRole)
        lines.append(("*" if isinstance(font, QFont) else "") + "|".join(cell.data() for cell in index))
    return "\n".join(lines)


@pytest.fixture
def sheet(qtbot: QtBot) -> TableEditor:
    sheet = TableEditor()
    qtbot.addWidget(sheet)
    tester = QAbstractItemModelTester(sheet.model, QAbstractItemModelTester.FailureReportingMode.Fatal, sheet)
    assert tester.model() is sheet.model
    sheet.show_text(SHIPPED, SHIPPED)
    return sheet


def test_a_table_is_kept_as_it_is() -> None:
    model = SheetModel()
    for text in (SHIPPED, shipped_resource(OFFICES).read_text("utf-8")):
        model.show_text(text, text)
        assert model.text() == text
    assert heads_of("# 两列，以制表符（Tab）隔开\n河北\t省\n") == []


def test_cells_are_changed_rows_added_and_removed(sheet: TableEditor) -> None:
    model = sheet.model
    assert drawn(model) == "市财政局||编制预算\n市数据局|大数据局、政数局|数据共享"
    model.setData(model.index(1, 1), " 市大数据局\t# ")
    sheet.added.click()
    model.setData(model.index(2, 1), "市海洋局")
    assert drawn(model) == "市财政局||编制预算\n*市大数据局 ＃|大数据局、政数局|数据共享\n*市海洋局||"
    sheet.table.selectRow(0)
    sheet.removed.click()
    assert sheet.text() == (
        "# 机构表\n"
        "# 代号\t市级\t别名\t职责\n"
        "# —— 其他 ——\n"
        "数据\t市大数据局 ＃\t大数据局、政数局\t数据共享\n"
        "自定义1\t市海洋局\t-\t-\n"
    )


def test_search_shows_what_matches_and_removes_only_that(sheet: TableEditor) -> None:
    sheet.search.setText("政数")
    table = sheet.table.model()
    assert drawn(table) == "市数据局|大数据局、政数局|数据共享"
    sheet.table.selectRow(0)
    sheet.removed.click()
    sheet.search.clear()
    assert drawn(table) == "市财政局||编制预算"


def test_a_short_row_is_filled(sheet: TableEditor) -> None:
    sheet.show_text("# 代号\t市级\t别名\t职责\n海洋\t市海洋局\n", SHIPPED)
    assert drawn(sheet.model) == "*市海洋局||"
