"""The units of a task: how they read, and what typed lists of them mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from project_builder import picture, project_in

from planlens.model import UnitRole
from planlens.project.edits import Assign, SetUnitRole
from planlens.project.project import Project
from planlens.project.rows import TaskRow, UnitRow
from planlens.project.state import State
from planlens.views.cells import Line
from planlens.views.fields.seen import InProject, view_of
from planlens.views.fields.tasks import TASKS
from planlens.views.fields.units import (
    set_units,
    support_lines,
    typed_units,
    unit_choices,
    units_to_type,
)
from planlens.views.overview import Overview

TODAY = date(2026, 11, 25)
TASK = TaskRow("t1", "d1", 1.0, "", "建设。", "d1", None, None, "x", 1.0, "")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def task_of(*words: str) -> InProject:
    """A task with units written as name:role, with ? where it is suggested, ?+ accepted, ?- rejected."""
    found = []
    for place, word in enumerate(words):
        name, _, role = word.partition(":")
        role, mark, decision = role.partition("?")
        origin = "suggested" if mark else "stated"
        decided = {"": "", "+": "accepted", "-": "rejected"}[decision]
        found.append(UnitRow(f"u{place}", "t1", place, name, role, origin, 1, "x", 1, None, None, decided))
    return InProject(view_of(Overview(State([TASK, *found]), TODAY)), TASK)


@pytest.mark.parametrize(
    ("words", "lead", "support"),
    [
        ("甲局:lead 乙局:support 丙局:support", "甲局", "乙局、丙局"),
        ("甲局:responsible 乙局:responsible", "责任：甲局、乙局", ""),
        ("甲局:lead 乙局:responsible", "甲局", "责任：乙局"),
        ("甲局:support? 乙局:lead? 丙局:support?", "乙局（建议）", "甲局（建议）、丙局（建议）"),
        ("甲局:lead?+ 乙局:support?", "甲局", "乙局（建议）"),
        ("甲局:lead?-", "", ""),
        ("甲局:support 乙局:lead? 丙局:support?", "乙局（建议）", "甲局；丙局（建议）"),
        ("甲局:lead 甲局:support?", "甲局", ""),
        ("", "", ""),
    ],
)
def test_units(words: str, lead: str, support: str) -> None:
    task = task_of(*words.split())
    assert TASKS["lead"].words(task) == lead
    assert TASKS["support"].words(task) == support


def test_suggestions_are_lines_of_their_own() -> None:
    task = task_of("甲局:support", "乙局:lead?", "丙局:support?")
    assert support_lines(task) == (Line("甲局"), Line("丙局（建议）", suggested=True))
    assert task.team.suggestions == ["乙局", "丙局"]


def to_type(project: Project, task: str, role: UnitRole) -> str:
    return units_to_type(InProject(view_of(Overview(project.state, TODAY)), project.state.get(task, TaskRow)), role)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市财政局、市教育局", "市财政局 市教育局"),
        (" 市财政局，市教育局；市财政局\n市数据局 ", "市财政局 市教育局 市数据局"),
        ("", ""),
        ("、", ""),
    ],
)
def test_lists_of_units(text: str, names: str) -> None:
    assert typed_units(text) == names.split()


def listed(project: Project, task: str) -> str:
    rows = project.state.children(task, UnitRow)
    return " ".join(f"{row.name}:{row.role}{row.decision and '!'}" for row in rows)


def test_units_take_the_place_of_those_before(project: Project) -> None:
    state = project.state
    assert to_type(project, "t1", UnitRole.SUPPORT) == "市财政局、市住房城乡建设局"
    assert set_units(state, ("t1",), UnitRole.SUPPORT, "市住房城乡建设局、市财政局") is None
    edit = set_units(state, ("t1", "t2"), UnitRole.SUPPORT, "市财政局、市数据局")
    assert edit is not None
    project.apply(edit)
    assert project.undo_label == "设置“新建5G基站3000个以上…”等2项的配合单位"
    assert listed(project, "t1") == "市通信管理局:lead 市财政局:support 市数据局:support"
    assert listed(project, "t2") == "市通信管理局:lead 市财政局:support 市数据局:support"
    project.undo()
    assert listed(project, "t2") == "市通信管理局:lead"


def test_one_of_the_responsible_units_is_said_to_lead(project: Project) -> None:
    project.apply(Assign(("t3",), "市数据局", UnitRole.RESPONSIBLE))
    state = project.state
    assert to_type(project, "t3", UnitRole.LEAD) == "责任：市政务服务局、市数据局"
    for text, now in (
        ("责任：市政务服务局", "市政务服务局:responsible"),
        ("政务局", "市政务服务局:lead"),
        ("", ""),
    ):
        edit = set_units(state, ("t3",), UnitRole.LEAD, text, lambda name: {"政务局": "市政务服务局"}.get(name, name))
        assert edit is not None
        project.apply(edit)
        assert listed(project, "t3") == now


def test_responsible_units_beside_a_leading_one_stay(project: Project) -> None:
    project.apply(Assign(("t2",), "市数据局", UnitRole.RESPONSIBLE))
    for role, text, now in (
        (UnitRole.LEAD, "市财政局", "市数据局:responsible 市财政局:lead"),
        (UnitRole.SUPPORT, "市教育局", "市数据局:responsible 市财政局:lead 市教育局:support"),
        (UnitRole.LEAD, "", "市数据局:responsible 市教育局:support"),
        (UnitRole.SUPPORT, "", "市数据局:responsible"),
        (UnitRole.SUPPORT, "市教育局", "市数据局:responsible 市教育局:support"),
    ):
        edit = set_units(project.state, ("t2",), role, text)
        assert edit is not None
        project.apply(edit)
        assert listed(project, "t2") == now


def test_units_of_the_project_by_use(project: Project) -> None:
    unit = project.state.children("t4", UnitRow)[0]
    project.apply(SetUnitRole(unit.id, UnitRole.LEAD))
    assert unit_choices(project.state)[0] == "市通信管理局"
    assert picture(project.state)


@pytest.mark.parametrize("text", ["市财政局；责任：市教育局；市数据局（建议）", "市财政局\n责任单位：市教育局"])
def test_what_stands_in_a_cell_can_be_typed(project: Project, text: str) -> None:
    edit = set_units(project.state, ("t2",), UnitRole.SUPPORT, text)
    assert edit is not None
    project.apply(edit)
    assert listed(project, "t2") == "市通信管理局:lead 市财政局:support 市教育局:responsible"
