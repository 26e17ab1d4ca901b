"""The table of offices and the units of a project: what is added where, what is refused, what it changes at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.app.jobs import Job
from planlens.gui.app.unit_book import unit_book
from planlens.gui.preferences.dialog import PreferencesDialog
from planlens.gui.preferences.word_lists import WordListsPage
from planlens.gui.units.panel import UnitsPanel
from planlens.language.lexicon import table
from planlens.language.offices import OFFICES, placed, problem_in, row_of
from planlens.language.unit_names import KnownUnit
from planlens.model import UnitRole
from planlens.paths import own_resources, shipped_resource
from planlens.project.edits import Assign

HEADS = "# 代号\t国家\t省级\t市级\t县级\t别名\t职责\n"
SHIPPED = HEADS + "财政\t财政部\t省财政厅\t市财政局\t县财政局\t财审局\t预算\n"


@pytest.mark.parametrize(
    ("name", "column", "written"),
    [
        ("省海洋厅", "省级", "省海洋厅"),
        ("自治区海洋厅", "省级", "省海洋厅"),
        ("州海洋局", "市级", "市海洋局"),
        ("区海洋局", "区级", "区海洋局"),
        ("旗海洋局", "县级", "县海洋局"),
        ("云山投资集团", "县级", "云山投资集团"),
        ("市场监管分局", "县级", "市场监管分局"),
    ],
)
def test_a_unit_belongs_in_the_column_of_its_level(name: str, column: str, written: str) -> None:
    assert placed(name, ["县财政局", "县水利局", "市财政局"]) == (column, written)


def test_a_unit_without_level_among_none_with_one_is_the_nations() -> None:
    assert placed("云山投资集团", ["数据集团"]) == ("国家", "云山投资集团")


def test_a_known_unit_is_found_by_any_of_its_names() -> None:
    rows = [["数据", "-", "市数据局", "大数据局、政数局", "共享"], ["海洋", "-", "市海洋局", "-", "-"]]
    assert [row_of(name, rows) for name in ("县海洋局", "市政数局", "市林业局", "共享", "海洋")] == [
        1,
        0,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        ("海洋\t-\t-\t市海洋局\t-\t-\t-\n", ""),
        ("海洋\t-\t-\t-\t-\t海管局\t-\n", ""),
        ("海洋\t-\t-\t-\t-\t-\t管海\n", "没有名称：管海。请填写它的名称，或者删除这一行。"),
        ("海洋\t-\t-\t市海洋局、市财政局\t-\t-\t-\n", "“市财政局”出现了两次。请只保留一行"),
        ("海洋\t-\t-\t-\t市财政局\t-\t-\n", ""),
    ],
)
def test_a_table_that_cannot_be_used_is_told(added: str, problem: str) -> None:
    found = problem_in(SHIPPED + added, SHIPPED)
    assert problem in found
    assert bool(problem) == bool(found)


def test_the_shipped_table_is_right() -> None:
    text = shipped_resource(OFFICES).read_text("utf-8")
    assert problem_in(text, text) == ""


# In the window


@pytest.fixture
def panel(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[UnitsPanel]:
    """The units page of a project with a unit of its own; the background process is not started anew."""
    monkeypatch.setattr(open_desk.jobs, "renew", lambda: None)
    open_desk.session.apply(Assign(("t5",), "市低空经济局", UnitRole.SUPPORT))
    open_desk.show_panel("units")
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["units"]
    assert isinstance(found, UnitsPanel)
    yield found
    table.cache_clear()


def choose(panel: UnitsPanel, *names: str) -> None:
    panel.table.clearSelection()
    for row, line in enumerate(panel.model.lines):
        if line.id in names:
            panel.table.selectionModel().select(
                panel.model.index(row, 0),
                panel.table.selectionModel().SelectionFlag.Select | panel.table.selectionModel().SelectionFlag.Rows,
            )


def page_shown(panel: UnitsPanel, monkeypatch: pytest.MonkeyPatch, *, accept: bool) -> WordListsPage:
    """Use 加入机构与职责表 and close the dialog; return its page."""
    seen: list[PreferencesDialog] = []

    def run(dialog: PreferencesDialog) -> int:
        seen.append(dialog)
        if accept:
            dialog.accept()
        return 0

    monkeypatch.setattr(PreferencesDialog, "exec", run)
    panel.learn.trigger()
    page = seen[0].tabs.currentWidget()
    assert isinstance(page, WordListsPage)
    return page


def test_a_unit_of_the_project_joins_the_table(panel: UnitsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not panel.learn.isEnabled()
    choose(panel, "市低空经济局")
    page = page_shown(panel, monkeypatch, accept=True)
    assert page.hint.text().startswith("新增了 1 行")
    assert page.sheet.table.currentIndex().data() == "市低空经济局"
    own = (own_resources() / OFFICES).read_text("utf-8")
    assert own.splitlines()[-1].split("\t")[3:] == ["市低空经济局", "-", "-", "-", "-"]


def test_nothing_is_kept_before_it_is_agreed(panel: UnitsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(panel, "市低空经济局")
    page_shown(panel, monkeypatch, accept=False)
    assert not (own_resources() / OFFICES).exists()


def test_a_known_unit_is_shown_in_its_row(panel: UnitsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "市财政局" in [unit.id for unit in panel.model.lines]
    choose(panel, "市财政局")
    page = page_shown(panel, monkeypatch, accept=True)
    assert page.hint.text().startswith("表中已有这个单位。")
    row = page.sheet.table.currentIndex().row()
    assert page.sheet.table.model().index(row, 3).data() == "市财政局"
    assert not (own_resources() / OFFICES).exists()


def test_a_row_without_name_is_told_and_nothing_kept(
    open_desk: Desk, panel: UnitsPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda parent, error: told.append(error.message))
    dialog = PreferencesDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    page = dialog.show_page(WordListsPage)
    assert isinstance(page, WordListsPage)
    page.sheet.model.add({"职责": "管理低空经济"})
    page.files.setCurrentRow(3)
    dialog.accept()
    assert told == ["机构与职责表中有一行没有名称：管理低空经济。请填写它的名称，或者删除这一行。"]
    assert page.files.currentItem().data(Qt.ItemDataRole.UserRole) == OFFICES
    assert not (own_resources() / OFFICES).exists()


def test_a_row_left_empty_is_no_change(open_desk: Desk, panel: UnitsPanel, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    page = dialog.show_page(WordListsPage)
    assert isinstance(page, WordListsPage)
    page.sheet.added.click()
    dialog.accept()
    assert not (own_resources() / OFFICES).exists()


def test_names_are_completed_by_the_new_table_at_once(
    open_desk: Desk, panel: UnitsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Job] = []

    def process(*_: object) -> Job:
        asked.append(Job())
        return asked[-1]

    monkeypatch.setattr(open_desk.jobs, "process", process)
    book = unit_book(open_desk.tools)
    book.prepare()
    book.prepare()
    assert len(asked) == 1
    choose(panel, "市低空经济局")
    page_shown(panel, monkeypatch, accept=True)
    book.prepare()
    asked[-1].done.emit((KnownUnit("市低空经济局", ("低空办",)),))
    assert len(asked) == 2
    assert book.complete("低空办") == ["市低空经济局"]
