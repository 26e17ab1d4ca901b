"""The targets page: numbers typed in place become edits, and the judgement follows."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.app.theme import colours
from planlens.gui.targets.panel import TargetsPanel
from planlens.gui.widgets.field_table import FieldModel
from planlens.model import Op
from planlens.project.changes import Changes
from planlens.project.edits import AddTarget, SetActual, SetTarget
from planlens.project.rows import ActualRow, TargetRow
from planlens.views.fields.field import Use


@pytest.fixture
def panel(open_desk: Desk, qtbot: QtBot) -> TargetsPanel:
    open_desk.show_panel("targets")
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["targets"]
    assert isinstance(found, TargetsPanel)
    QAbstractItemModelTester(found.model, QAbstractItemModelTester.FailureReportingMode.Fatal, found)
    return found


def drawn(model: FieldModel) -> str:
    """Every cell that says something, with its column."""
    return "\n".join(
        "  ".join(f"{c.title_in(Use.PAGE)}={c.words(line)}" for c in model.columns if c.words(line))
        for line in model.lines
    )


def type_into(panel: TargetsPanel, row: int, title: str, text: str) -> bool:
    column = [column.title_in(Use.PAGE) for column in panel.model.columns].index(title)
    return panel.model.setData(panel.model.index(row, column), text, Qt.ItemDataRole.EditRole)


def test_typing(panel: TargetsPanel, open_desk: Desk, qtbot: QtBot) -> None:
    assert drawn(panel.model) == (
        "指标=数字经济核心产业增加值  目标值=300  单位=亿元  目标年=2027  判断=—  期末预计=—  所在章节=一、发展目标\n"
        "指标=5G基站  目标值=不低于3000  单位=个  判断=—  期末预计=—  所在章节=（一）建设信息网络"
    )
    for title, text in (("基期值", "200亿元"), ("基期年", "2023"), ("2025年实际", "2,60")):
        assert type_into(panel, 0, title, text)
        panel.refresh()
    assert drawn(panel.model).splitlines()[0] == (
        "指标=数字经济核心产业增加值  目标值=300  单位=亿元  目标年=2027  基期值=200  基期年=2023  2025年实际=260  "
        "判断=快于预期  期末预计=预计能完成  所在章节=一、发展目标"
    )
    assert "快于预期 1" in panel.counts.text()
    open_desk.session.undo()
    panel.refresh()
    assert "2025年实际" not in drawn(panel.model)


def test_what_is_no_number_is_told_and_changes_nothing(panel: TargetsPanel, open_desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(open_desk.session.notice) as told:
        assert not type_into(panel, 0, "2025年实际", "很多")
    assert told.args == ["应填数字（单位：亿元），“很多”不是数字，没有修改。"]


def test_search(panel: TargetsPanel) -> None:
    panel.search.setText("基站")
    assert [line.target.indicator for line in panel.model.lines] == ["5G基站"]
    panel.search.clear()
    assert len(panel.model.lines) == 2


def test_selection_goes_both_ways(panel: TargetsPanel, open_desk: Desk, qtbot: QtBot) -> None:
    open_desk.session.select(["g2"])
    assert panel.table.currentIndex().row() == 1
    assert "5G基站" in panel.words.text()
    qtbot.waitUntil(lambda: panel.chart is not None)


def test_a_target_is_deleted_on_its_page(
    panel: TargetsPanel, open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Delete in the table takes a target away; values that somebody has filled in are asked about."""
    asked: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.ask", lambda parent, title, text, *_: asked.append(text))
    state = open_desk.session.state
    first, second = (line.id for line in panel.model.lines[:2])
    open_desk.session.apply(SetActual(first, 2025, 200))
    panel.refresh()
    for key in (first, second):
        panel.table.setCurrentIndex(panel.model.index(panel.model.row_of(key), 0))
        panel.table.setFocus()
        qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert len(asked) == 1
    assert "已填报 1 个实际值" in asked[0]
    assert first in state
    assert second not in state


def test_a_range_is_filled_down(panel: TargetsPanel, open_desk: Desk) -> None:
    assert type_into(panel, 0, "基期年", "2023")
    panel.refresh()
    titles = [column.title_in(Use.PAGE) for column in panel.model.columns]
    table = panel.table
    flag = QItemSelectionModel.SelectionFlag.Select
    for row in (0, 1):
        for title in ("目标年", "基期年"):
            table.selectionModel().select(panel.model.index(row, titles.index(title)), flag)
    table.fill_down()
    panel.refresh()
    targets = open_desk.session.state.all(TargetRow)
    assert [(row.year, row.base_year) for row in targets] == [("2027", 2023), ("2027", 2023)]
    open_desk.session.undo()
    assert [row.year for row in open_desk.session.state.all(TargetRow)] == ["2027", None]


def test_the_year_that_a_target_does_not_say_itself_is_grey(panel: TargetsPanel, open_desk: Desk) -> None:
    titles = [column.title_in(Use.PAGE) for column in panel.model.columns]

    def cell(row: int, title: str) -> tuple[str, bool]:
        index = panel.model.index(row, titles.index(title))
        brush = index.data(Qt.ItemDataRole.ForegroundRole)
        return index.data(), brush is not None and brush.name() == colours().muted

    assert [cell(0, "目标年"), cell(1, "目标年"), cell(1, "基期年")] == [
        ("2027", False),
        ("2026", True),
        ("2023", True),
    ]
    panel.table.setCurrentIndex(panel.model.index(1, titles.index("目标年")))
    panel.table.copy_cells()
    assert QApplication.clipboard().text().strip() == ""  # what nobody has said is not copied


@pytest.mark.parametrize(
    ("base", "typed", "answer", "kept"),
    [
        (200.0, "8", 0, {2026: 216.0}),  # growth among levels: reckoned from the base
        (200.0, "8", 1, {2026: 8.0}),
        (200.0, "8", None, {}),
        (None, "4500", 0, {2026: 4500.0}),  # a level among growth: its base is asked for
        (None, "4500", 1, {2026: 4500.0}),
        (None, "4500", None, {}),
    ],
)
def test_what_a_typed_value_is_is_asked_where_it_is_unclear(
    base: float | None,
    typed: str,
    answer: int | None,
    kept: dict[int, float],
    panel: TargetsPanel,
    open_desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session, asked = open_desk.session, []
    for name, value in (("text", "年均增长7%以上"), ("value", "7"), ("unit", "%"), ("base", base), ("base_year", 2025)):
        session.apply(SetTarget("g1", name, value))
    panel.refresh()
    monkeypatch.setattr(dialogs, "choose", lambda _parent, _title, words, _answers: asked.append(words) or answer)
    monkeypatch.setattr(QInputDialog, "getDouble", lambda *_, **__: (4200.0, True))
    type_into(panel, 0, "2026年实际", typed)
    qtbot.waitUntil(lambda: bool(asked))
    QApplication.processEvents()
    rows = session.state.children("g1", ActualRow)
    assert {row.year: row.value for row in rows} == kept
    assert session.state.get("g1", TargetRow).base == (4200.0 if base is None and answer == 0 else base)


def test_a_clear_value_is_not_asked_about(panel: TargetsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "choose", lambda *_: pytest.fail("asked"))
    assert type_into(panel, 0, "2025年实际", "260")


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_touched_that_is_not_shown(
    seed: int, panel: TargetsPanel, open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For random searches, chosen cells and commands."""
    session, chance = open_desk.session, random.Random(seed)
    for indicator in ("森林覆盖率", "常住人口城镇化率", "5G用户普及率", "数字化车间"):
        session.apply(AddTarget("s1", f"{indicator}达到60", indicator, Op.AT_LEAST, "60", "%", "2027"))
    monkeypatch.setattr(dialogs, "ask", lambda *_: True)
    monkeypatch.setattr(dialogs, "choose", lambda *_: 1)
    changed: list[str] = []
    session.changed.connect(lambda changes: changed.extend(targets_of(changes)))
    for _ in range(12):
        panel.search.setText(chance.choice(["", "率", "5G", "数字", "没有这个"]))
        panel.refresh()
        rows, columns = panel.model.rowCount(), panel.model.columnCount()
        if rows and chance.random() < 0.8:
            panel.table.setCurrentIndex(panel.model.index(chance.randrange(rows), chance.randrange(columns)))
        shown = {line.id for line in panel.model.lines}
        current = panel.table.currentIndex()
        changed.clear()
        match chance.choice(["delete", "paste", "type"]):
            case "delete" if chance.random() < 0.3:
                panel.delete.click()
            case "paste":
                QApplication.clipboard().setText("\n".join(str(chance.randint(1, 99)) for _ in range(4)))
                panel.table.paste()
            case _ if current.isValid():
                panel.model.setData(current, str(chance.randint(1, 99)), Qt.ItemDataRole.EditRole)
        QApplication.processEvents()
        assert set(changed) <= shown


def targets_of(changes: Changes) -> set[str]:
    rows = [change.row for change in changes.rows if isinstance(change.row, TargetRow | ActualRow)]
    return {row.owner if isinstance(row, ActualRow) else row.id for row in rows}
