"""Filters and groups of the ledger: 本期未填, by leader, by pace, by the step that a task has reached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from project_builder import TEXT, key, project_in

from planlens.model import LifeStage, Person, PersonKind
from planlens.project.edits import AddNote, AddPerson, SetSetting, SetStage
from planlens.project.project import Project
from planlens.project.rows import TaskRow
from planlens.project.settings import STAGES
from planlens.views.facts import FactBook
from planlens.views.fields.seen import view_of
from planlens.views.lanes import Grouping, lanes
from planlens.views.ledger.periods import rhythms_in
from planlens.views.ledger.statistics import By, statistics
from planlens.views.overview import Overview
from planlens.views.task_filter import TaskFilter

DAY = date(2026, 3, 20)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path, TEXT) as opened:
        yield opened


def shown(project: Project, wanted: TaskFilter) -> list[str]:
    overview = Overview(project.state, DAY)
    book = FactBook(view_of(overview))
    book.finish()
    found = wanted.chosen(book.tasks.values(), overview)
    return [project.state.get(facts.id, TaskRow).text[:4] for facts in found]


def headings(project: Project, grouping: Grouping) -> list[str]:
    return [lane.text for lane in lanes(project.state, Overview(project.state, DAY), grouping) if not lane.id]


def test_only_what_is_not_reported_on_in_the_present_period(project: Project) -> None:
    project.apply(SetSetting("reporting", {"every": "month", "by": 25, "since": "2026-01-01"}))
    assert len(shown(project, TaskFilter(unreported=True))) == 5
    project.apply(AddNote(key(project, "推进千兆"), "已通", date="2026-03-18"))
    project.apply(AddNote(key(project, "推动高频"), "已办", date="2026-01-10"))
    assert shown(project, TaskFilter(unreported=True)) == ["新建5G", "推动高频", "开展全民", "建立联席"]


def test_without_a_rhythm_nothing_is_owed(project: Project) -> None:
    assert rhythms_in(project.state) == {}
    assert shown(project, TaskFilter(unreported=True)) == []


def test_a_document_with_a_rhythm_of_its_own_is_collected_by_itself(project: Project) -> None:
    project.apply(SetSetting("reporting:d1", {"every": "quarter", "by": 20, "since": "2026-01-01"}))
    assert list(rhythms_in(project.state)) == ["d1"]
    assert len(shown(project, TaskFilter(unreported=True))) == 5
    project.apply(SetSetting("reporting", {"every": "month", "by": 25, "since": "2026-01-01"}))
    assert list(rhythms_in(project.state)) == ["", "d1"]


def test_groups_of_the_timeline_by_leader_and_by_step(project: Project) -> None:
    first, second = key(project, "新建5G"), key(project, "推进千兆")
    project.apply(AddPerson((first,), Person("张三", PersonKind.LEADER)))
    project.apply(SetSetting(STAGES, True))
    project.apply(SetStage((second,), LifeStage.ASSIGNED, "2026-01-05"))
    project.apply(SetStage((second,), LifeStage.RECEIVED, "2026-01-06"))
    assert headings(project, Grouping.LEADER) == ["张三（1项）", "（未明确）（4项）"]
    assert headings(project, Grouping.STAGE) == ["（未明确）（4项）", "签收（1项）"]
    found = statistics(Overview(project.state, DAY), By.STAGE)
    assert [(group.name, group.tasks) for group in found.groups] == [("签收", 1), ("（未明确）", 4)]
