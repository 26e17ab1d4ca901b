"""Who owes a report in a period, who has answered, how late, and who has not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from project_builder import key, project_in

from planlens.model import PlanlensError, Status, UnitRole
from planlens.project.edits import AddNote, Assign, ClosePeriod, SetSetting, SetStatus
from planlens.project.project import Project
from planlens.views.ledger.calendar import is_announced, workdays
from planlens.views.ledger.periods import Collected, collected, collected_in, period_named, periods, reminder
from planlens.views.ledger.tables import missing_table, replies_table

TEXT = """云山市2026年工作要点
一、重点任务
建成基站3000个。（牵头单位：市通信管理局；配合单位：市财政局）
光网进村入户。（牵头单位：市通信管理局）
事项一网通办。（责任单位：市政务服务局）
建立联席会议制度。
"""
RHYTHM = {"every": "month", "by": 25, "since": "2026-01-01"}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path, TEXT) as opened:
        opened.apply(SetSetting("reporting", RHYTHM))
        yield opened


def march(project: Project, today: str = "2026-03-31") -> Collected:
    day = date.fromisoformat(today)
    return collected_in(project, period_named(project.state, day, "2026年3月"), day)


def shown(found: Collected) -> list[str]:
    """Each unit with its owed, timely, late and missing reports."""
    counts = [(unit.name, *map(len, (unit.owed, unit.in_time, unit.late, unit.missing))) for unit in found.units]
    return [f"{name or '—'} {owed}: {in_time} {late} {missing}" for name, owed, in_time, late, missing in counts]


def note(project: Project, start: str, day: str) -> None:
    project.apply(AddNote(key(project, start), "推进中", date=day))


def test_who_owes_and_who_has_answered(project: Project) -> None:
    note(project, "建成基站", "2026-03-20")
    note(project, "事项一网", "2026-03-27")  # two working days late
    project.apply(SetStatus((key(project, "建立联席"),), Status.DONE))  # owes nothing any more
    found = march(project)
    assert shown(found) == ["市通信管理局 2: 1 0 1", "市政务服务局 1: 0 1 0"]
    assert [(reply.day.day, reply.late) for reply in found.replies.values()] == [(20, 0), (27, 2)]
    assert (len(found.owed), len(found.missing), found.overdue) == (3, 1, 4)


def test_an_answer_counts_for_one_period_only(project: Project) -> None:
    for day in ("2026-02-26", "2026-03-30", "2026-04-20"):  # after February's limit, after March's, before April's
        note(project, "光网进村", day)
    place = key(project, "光网进村")
    day = date(2026, 4, 30)
    answers = {}
    for period in periods(project.state, day):
        reply = collected(project.state, period, day).replies.get(place)
        answers[period.name] = (reply.day.isoformat(), reply.late) if reply else None
    assert answers == {
        "2026年1月": None,
        "2026年2月": ("2026-02-26", 1),
        "2026年3月": ("2026-03-30", 3),
        "2026年4月": ("2026-04-20", 0),
    }


def test_a_note_of_the_second_half_is_no_late_answer(project: Project) -> None:
    note(project, "光网进村", "2026-04-16")
    place, day = key(project, "光网进村"), date(2026, 4, 30)
    named = {
        name: collected(project.state, period_named(project.state, day, name), day) for name in ("2026年3月", "2026-04")
    }
    assert [place in found.replies for found in named.values()] == [False, True]


def test_what_was_closed_is_not_added_to(project: Project) -> None:
    note(project, "建成基站", "2026-03-20")
    project.apply(ClosePeriod("2026年3月", "2026-03-01", "2026-03-31", "2026-03-25", "2026-03-27"))
    before = march(project)
    note(project, "光网进村", "2026-03-27")
    project.apply(Assign((key(project, "事项一网"),), "市数据局", UnitRole.LEAD))
    assert march(project) == before
    assert shown(before)[0] == "市通信管理局 2: 1 0 1"
    april = collected(project.state, period_named(project.state, date(2026, 4, 1)), date(2026, 4, 1))
    assert key(project, "光网进村") in april.replies


def test_holidays_move_the_limit(project: Project) -> None:
    state = project.state
    is_workday = workdays(state)
    assert [is_workday(date(2026, 2, day)) for day in (14, 15, 16, 28)] == [True, False, False, True]
    assert (is_announced(2026), is_announced(2031)) == (True, False)
    assert [workdays(state)(date(2031, 10, day)) for day in (1, 4)] == [True, False]
    project.apply(SetSetting("holidays", {"off": ["2031-10-01"], "on": ["2031-10-04"]}))
    assert [workdays(state)(date(2031, 10, day)) for day in (1, 4)] == [False, True]
    project.apply(SetSetting("reporting", {**RHYTHM, "by": 2}))
    october = period_named(state, date(2026, 10, 31), "2026-10")
    assert october.due == date(2026, 10, 8)


def test_the_reminder_can_be_sent_as_it_is(project: Project) -> None:
    note(project, "建成基站", "2026-03-20")
    found = march(project)
    assert reminder(project.state, found, "市通信管理局") == (
        "市通信管理局：\n"
        "2026年3月进展情况应于2026年3月25日前报送，已逾期4个工作日。以下1项任务尚未报送，请尽快补报。\n"
        "1．光网进村入户。"
    )
    assert reminder(project.state, march(project, "2026-03-24"), "市政务服务局").endswith(
        "以下1项任务尚未报送，请按时报送。\n1．事项一网通办。"
    )
    assert reminder(project.state, found, "市财政局") == ""  # supports only


def test_tables(project: Project) -> None:
    note(project, "建成基站", "2026-03-20")
    rows = [[cell[0].text if cell else "" for cell in row.cells] for row in replies_table(march(project)).rows]
    assert rows[-1] == ["合计", "4", "1", "0", "3", "25.0%"]
    missing = missing_table(project.state, march(project))
    assert missing.notes == ("注：应报4项，已报1项，未报3项，已逾期4天。",)
    assert [row.cells[0][0].text for row in missing.rows] == ["市通信管理局", "（未明确责任单位）", "市政务服务局"]


def test_without_a_rhythm_it_is_said(tmp_path: Path) -> None:
    with project_in(tmp_path, TEXT) as project, pytest.raises(PlanlensError) as error:
        periods(project.state, date(2026, 3, 1))
    assert "还没有设置报送周期" in error.value.message


def test_a_period_that_there_is_not(project: Project) -> None:
    with pytest.raises(PlanlensError) as error:
        period_named(project.state, date(2026, 3, 1), "2027-01")
    assert "最近的报告期：2026年1月、2026年2月、2026年3月" in error.value.message


def test_a_longer_period_that_begins_with_a_closed_one_is_open(project: Project) -> None:
    note(project, "建成基站", "2026-01-20")
    project.apply(ClosePeriod("2026年1月", "2026-01-01", "2026-01-31", "2026-01-23", "2026-01-31"))
    project.apply(SetSetting("reporting", {**RHYTHM, "every": "quarter"}))
    note(project, "光网进村", "2026-03-20")
    day = date(2026, 3, 31)
    found = collected_in(project, period_named(project.state, day), day)
    assert found.period.name == "2026年第1季度"
    assert found.closed is None
    assert "市通信管理局 2: 2 0 0" in shown(found)
