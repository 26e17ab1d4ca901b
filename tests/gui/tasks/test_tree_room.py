"""The task page on a small screen or with large letters: the dearest columns and enough rows stay in view."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.tasks.panel import TasksPanel
from planlens.views.tree.room import ROWS, fitted, lines_for, row_height

WANTED = {"number": 40, "text": 0, "lead": 80, "support": 80, "targets": 80, "light": 50, "source": 40}


@pytest.mark.parametrize(
    ("room", "gone", "text"),
    [
        (800, [], 430),
        (578, [], 208),
        (577, ["source"], 247),
        (500, ["source", "targets"], 250),
        (420, ["source", "targets", "support"], 250),
        (340, ["source", "targets", "support"], 170),  # a narrower text first
        (300, ["source", "targets", "support", "number"], 170),
        (100, ["source", "targets", "support", "number"], 156),  # the rest is scrolled to
    ],
)
def test_the_dearest_columns_stay(room: int, gone: list[str], text: int) -> None:
    found = fitted(WANTED, room, 13)
    assert [key for key in WANTED if key not in found] == sorted(gone, key=list(WANTED).index)
    assert found["text"] == text


def test_what_a_person_chose_is_not_put_away() -> None:
    assert list(fitted(WANTED, 300, 13, ())) == list(WANTED)


@pytest.mark.parametrize(("height", "lines"), [(400, 2), (8 * 42, 2), (8 * 42 - 1, 1), (60, 1)])
def test_lines_give_way_to_rows(height: int, lines: int) -> None:
    assert row_height(2, 18) == 42
    assert lines_for(height, 18, 2) == lines


@pytest.fixture
def panel(open_desk: Desk) -> TasksPanel:
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["tasks"]
    assert isinstance(found, TasksPanel)
    return found


def test_columns_grow_with_the_letters(panel: TasksPanel, open_desk: Desk, qapp: QApplication, qtbot: QtBot) -> None:
    open_desk.window.resize(2400, 900)
    header, column = panel.tree.header(), panel.model.column_of("lead")
    panel.tree.header().resizeSection(column, 120)  # by hand
    before, em = header.sectionSize(column), panel.tree.fontMetrics().horizontalAdvance("国")
    font = QFont(qapp.font())
    font.setPixelSize(em + 8)
    qapp.setFont(font)
    qtbot.waitUntil(lambda: panel.tree.fontMetrics().horizontalAdvance("国") > em)
    now = panel.tree.fontMetrics().horizontalAdvance("国")
    assert header.sectionSize(column) == pytest.approx(before * now / em, abs=2)
    other = TasksPanel(open_desk.tools)  # at the next start
    assert other.tree.header().sectionSize(column) == header.sectionSize(column)
    other.deleteLater()


def test_a_laptop_at_150_percent_shows_enough(panel: TasksPanel, open_desk: Desk, qtbot: QtBot) -> None:
    open_desk.window.resize(911, 480)
    qtbot.waitUntil(lambda: 0 < panel.height() < 480)
    rows = panel.tree.viewport().height() // panel.tree.rowHeight(panel.model.index(0, panel.model.column_of("text")))
    assert rows >= ROWS
    for key in ("text", "lead", "deadline", "status", "progress", "light"):
        column = panel.model.column_of(key)
        assert not panel.tree.isColumnHidden(column)
        assert panel.tree.header().sectionViewportPosition(column) < panel.tree.viewport().width()


def test_folded_filters_show_what_is_on_and_open_at_a_click(panel: TasksPanel, open_desk: Desk, qtbot: QtBot) -> None:
    open_desk.window.resize(900, 27 * panel.fontMetrics().lineSpacing())
    qtbot.waitUntil(lambda: panel.bar.folded)
    assert not panel.bar.chips["units"].isVisible()
    panel.bar.chips["unfinished"].pressed.emit()
    assert panel.bar.chips["unfinished"].isVisible()
    panel.bar.unfold.click()
    assert panel.bar.chips["units"].isVisible()
    panel.bar.unfold.click()
    assert not panel.bar.chips["units"].isVisible()
    open_desk.window.resize(1300, 900)
    qtbot.waitUntil(lambda: not panel.bar.folded)
    assert panel.bar.chips["units"].isVisible()
