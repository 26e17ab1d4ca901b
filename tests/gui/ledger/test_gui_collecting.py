"""The window of reports: the rhythm is set, who owes and who has answered, reminders, closing a period."""

from __future__ import annotations

from datetime import date

import pytest
from project_builder import key
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.ledger.collecting import CollectingPage
from planlens.gui.ledger.rhythm import RhythmDialog
from planlens.gui.ledger.window import LedgerWindow
from planlens.model.reporting import Every
from planlens.project.edits import AddNote, ClosePeriod, SetSetting
from planlens.project.ledger import closed_periods
from planlens.project.project import Project
from planlens.project.settings import HOLIDAYS, rhythm_of, setting

MONTHLY = {"every": "month", "by": 20, "since": "2026-09-01"}


@pytest.fixture
def page(open_desk: Desk, project: Project) -> CollectingPage:
    """Monthly by the 20th since September; on 25 November one task was reported in time, one late, three are not."""
    session = open_desk.session
    session.apply(SetSetting("reporting", MONTHLY))
    session.apply(AddNote(key(project, "新建5G"), done="开工", date="2026-11-18"))
    session.apply(AddNote(key(project, "推动高频"), done="上线", date="2026-11-24"))
    return opened(open_desk)


def opened(desk: Desk) -> CollectingPage:
    action = next(action for action in desk.menus["督办(&S)"].actions() if action.text() == "报送情况(&B)…")
    action.trigger()
    window = desk.window.findChild(LedgerWindow, "报送情况")
    assert isinstance(window, LedgerWindow)
    assert isinstance(window.page, CollectingPage)
    window.page.refresh_now()
    return window.page


def units(page: CollectingPage) -> list[str]:
    return [" ".join(line.words[:5]) for line in page.units.model.lines]


def tasks(page: CollectingPage) -> list[str]:
    return [f"{line.words[1][:4]} {line.words[0]}" for line in page.tasks.model.lines]


def choose_unit(page: CollectingPage, name: str) -> None:
    page.units.table.selectRow(page.units.model.row_of(name))


def choose_period(page: CollectingPage, name: str) -> None:
    page.period.setCurrentIndex(page.period.findText(name))
    page.mark_stale()
    page.refresh_now()


def test_without_a_rhythm_it_says_so_and_lets_one_be_set(
    open_desk: Desk, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(open_desk)
    assert page.nothing.isVisible()
    assert "报送周期" in page.nothing.label.text()

    def fill_in(dialog: RhythmDialog) -> None:
        dialog.every.setCurrentIndex(dialog.every.findData(Every.QUARTER.value))
        dialog.by.setValue(20)
        dialog.accept()

    monkeypatch.setattr(RhythmDialog, "exec", fill_in)
    page.nothing.button.click()
    page.refresh_now()
    found = rhythm_of(project.state)
    assert found is not None
    assert found.words == "每季度末月20日前"
    assert page.period.currentText() == "2026年第4季度"
    assert project.undo_label == "设置报送周期：每季度末月20日前"


def test_who_owes_who_has_answered_and_how_late(page: CollectingPage) -> None:
    assert page.standing.text() == ("报送期限2026年11月20日，已逾期3天。应报5项：按时1项，迟报1项，未报3项。")
    assert units(page) == [
        "市通信管理局 2 1 0 1",
        "（未明确责任单位） 1 0 0 1",
        "市教育局 1 0 0 1",
        "市政务服务局 1 0 1 0",
        "合计 5 1 1 3",
    ]
    assert tasks(page) == [
        "推进千兆 未报，已逾期3天",
        "开展全民 未报，已逾期3天",
        "建立联席 未报，已逾期3天",
        "新建5G 2026年11月18日按时",
        "推动高频 2026年11月24日迟报2天",
    ]
    choose_unit(page, "市通信管理局")
    assert tasks(page) == ["推进千兆 未报，已逾期3天", "新建5G 2026年11月18日按时"]


def test_another_period(page: CollectingPage) -> None:
    assert [page.period.itemText(place) for place in range(page.period.count())] == [
        "2026年11月",
        "2026年10月",
        "2026年9月",
    ]
    choose_period(page, "2026年10月")
    assert units(page)[-1] == "合计 5 0 0 5"


def test_what_is_missing_in_the_tree(page: CollectingPage, open_desk: Desk, project: Project) -> None:
    wanted: list[object] = []
    open_desk.session.filter_requested.connect(wanted.append)
    page.missing.click()
    choose_unit(page, "市教育局")
    page.missing.click()
    starts = [{"推进千兆", "开展全民", "建立联席"}, {"开展全民"}]
    assert [item.ids for item in wanted] == [{key(project, each) for each in some} for some in starts]  # type: ignore[attr-defined]
    assert [item.name for item in wanted] == ["2026年11月未填报", "2026年11月未填报（市教育局）"]  # type: ignore[attr-defined]


def test_words_to_send(page: CollectingPage) -> None:
    choose_unit(page, "市教育局")
    page.remind.click()
    text = QApplication.clipboard().text()
    assert text.startswith("市教育局：\n2026年11月进展情况应于2026年11月20日前报送，已逾期3个工作日。")
    assert "1．开展全民数字素养提升行动。" in text
    page.units.table.clearSelection()
    page.remind.click()
    assert QApplication.clipboard().text().count("\n\n") == 2  # three units


def test_a_closed_period_stays_as_it_was(
    page: CollectingPage, open_desk: Desk, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.ask", lambda *texts: bool(asked.append(texts[2])) or True)
    choose_period(page, "2026年10月")
    page.close_period.click()
    assert asked[0].startswith("还有5项任务没有报送。")
    assert [row.name for row in closed_periods(project.state)] == ["2026年10月"]
    page.refresh_now()
    qtbot.waitUntil(lambda: page.standing.text().startswith("已于2026年11月25日封存。"))
    assert page.close_period.text() == "解除封存…"
    open_desk.session.apply(AddNote(key(project, "开展全民"), done="补报", date="2026-11-25"))
    page.refresh_now()
    assert units(page)[-1] == "合计 5 0 0 5"
    page.close_period.click()
    assert closed_periods(project.state) == []


OCTOBER = ClosePeriod("2026年10月", "2026-10-01", "2026-10-31", "2026-10-20", "2026-11-02")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The messages that were shown; every question is answered with yes."""
    found: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda _, error: found.append(error.message))
    monkeypatch.setattr("planlens.gui.app.dialogs.ask", lambda *_: True)
    return found


def test_a_period_that_overlaps_with_a_closed_one_is_told(
    page: CollectingPage, open_desk: Desk, project: Project, told: list[str]
) -> None:
    """The quarter begins on the day of the closed month, and is another period all the same."""
    open_desk.session.apply(OCTOBER)
    open_desk.session.apply(SetSetting("reporting", {**MONTHLY, "every": "quarter"}))
    page.refresh_now()
    assert page.period.currentText() == "2026年第4季度"
    assert page.close_period.text() == "封存本期…"
    assert page.standing.text().startswith("报送期限2026年12月21日")
    before = len(list(project.history()))
    page.close_period.click()
    assert told == ["“2026年第4季度”与已封存的“2026年10月”（2026-10-01 至 2026-10-31）重叠，请检查起止日期。"]
    assert [row.name for row in closed_periods(project.state)] == ["2026年10月"]
    assert len(list(project.history())) == before


def test_an_earlier_period_is_not_closed_after_a_later_one(
    page: CollectingPage, open_desk: Desk, project: Project, told: list[str]
) -> None:
    open_desk.session.apply(OCTOBER)
    choose_period(page, "2026年9月")
    page.close_period.click()
    assert told == ["“2026年10月”已先封存，不能再封存它以前的“2026年9月”。"]
    assert [row.name for row in closed_periods(project.state)] == ["2026年10月"]


def test_an_office_s_own_holidays(page: CollectingPage, open_desk: Desk, project: Project) -> None:
    dialog = RhythmDialog(open_desk.tools)
    dialog.off.setPlainText("2026年11月20日\n2026-11-23")
    dialog.accept()
    assert setting(project.state, HOLIDAYS) == {"off": ["2026-11-20", "2026-11-23"], "on": []}
    page.refresh_now()
    assert page.found is not None
    assert page.found.period.due == date(2026, 11, 24)  # 21 and 22 November are a weekend


def test_a_holiday_that_is_no_day_is_told_and_nothing_lost(
    page: CollectingPage, open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda _, error: told.append(error.message))
    dialog = RhythmDialog(open_desk.tools)
    dialog.off.setPlainText("国庆节")
    dialog.accept()
    assert told == ["无法识别的日期：国庆节。请写成 2026-10-01，每行一天。"]
    assert dialog.off.toPlainText() == "国庆节"
    assert rhythm_of(open_desk.session.state) is not None
