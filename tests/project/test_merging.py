"""What counts as a correction, a move, a decision and work, when a document's new version comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from project_builder import key, project_in

from planlens.model import Assignment, Evidence, Origin, UnitRole
from planlens.model.ledger import Person, PersonKind
from planlens.model.tracking import Status
from planlens.project import edits
from planlens.project.merging import (
    are_units_corrected,
    assumed,
    differs,
    has_work,
    is_corrected,
    is_decided,
    is_moved,
    merged,
)
from planlens.project.project import Edit, Project
from planlens.project.rows import BY_HAND, SectionRow, TargetRow, TaskRow, UnitRow


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


TASK = "t1"
WHY = Evidence("lead", 0.9)


def task(project: Project) -> TaskRow:
    return project.state.get(TASK, TaskRow)


def units(project: Project) -> list[UnitRow]:
    return project.state.children(TASK, UnitRow)


CHANGES: dict[str, tuple[Edit, bool, bool, bool]] = {
    "text": (edits.SetText(TASK, "新建5G基站5000个。"), True, False, True),
    "limit": (edits.SetDeadline((TASK,), "2027"), True, False, True),
    "limit moved": (edits.MoveLimit((TASK,), "2028", "推迟", "会议"), True, False, True),
    "state": (edits.SetStatus((TASK,), Status.DONE), True, False, True),
    "flag": (edits.Flag((TASK,)), False, False, True),
    "weight": (edits.SetWeight((TASK,), 2.0), False, False, True),
    "note": (edits.AddNote(TASK, "已开工。"), False, False, True),
    "unit given": (edits.Assign((TASK,), "市教育局", UnitRole.SUPPORT), False, False, True),
    "unit taken off": (edits.Unassign((TASK,), "市财政局"), False, False, True),
    "person": (edits.AddPerson((TASK,), Person("王五", PersonKind.LEADER)), False, False, True),
    "moved within": (edits.Move((TASK,), "s3", "t2"), False, True, False),
    "nothing": (edits.SetWeight(("t2",), 2.0), False, False, False),
}


@pytest.mark.parametrize("name", CHANGES)
def test_corrections_moves_and_work(project: Project, name: str) -> None:
    """A correction is of what the document says; work is all that must not be lost with a task; a move is neither."""
    edit, corrected, moved, work = CHANGES[name]
    before = assumed(task(project), units(project))
    project.apply(edit)
    assert is_corrected(task(project), before) is corrected
    assert is_moved(task(project), before) is moved
    assert has_work(project.state, task(project), before) is work


def test_what_was_added_by_hand_is_found_nowhere_and_stands_where_it_was_put(project: Project) -> None:
    project.apply(edits.AddTask("s3", "新建算力中心。"))
    row = project.state.get(key(project, "新建算力"), TaskRow)
    assert row.rule == BY_HAND
    assert assumed(row) == {}
    assert is_moved(row, assumed(row))
    assert is_corrected(row, assumed(row))


def test_a_limit_set_by_hand_is_none_that_was_found(project: Project) -> None:
    assert assumed(task(project))["deadline"] == "2026"
    project.apply(edits.SetDeadline((TASK,), "2027"))
    assert "deadline" not in assumed(task(project))


def test_a_target_and_a_section(project: Project) -> None:
    target = project.state.all(TargetRow)[0]
    section = project.state.get("s1", SectionRow)
    for row in (target, section):
        assert not has_work(project.state, row, assumed(row))
    assert not has_work(project.state, replace(section, title="目标"), assumed(section))
    assert has_work(project.state, replace(target, value="400"), assumed(target))
    project.apply(edits.SetActual(target.id, 2024, 210.0))
    assert has_work(project.state, target, assumed(target))
    project.undo()
    project.apply(edits.SetTarget(target.id, "base", 200.0))
    assert has_work(project.state, project.state.get(target.id, TargetRow), assumed(target))


def test_a_new_version_changes_what_nobody_has_corrected(project: Project) -> None:
    before = assumed(task(project))
    project.apply(edits.SetText(TASK, "新建5G基站5000个。"))
    now = replace(
        task(project), text="新建5G基站4000个。", deadline="2027", deadline_rule="until", place=7.0, start=1, end=9
    )
    kept = merged(task(project), before, now, same_text=False)
    assert (kept.text, kept.deadline, kept.deadline_rule) == ("新建5G基站5000个。", "2027", "until")
    assert (kept.place, kept.start, kept.end) == (7.0, 1, 9)
    assert merged(task(project), before, now, same_text=False, as_printed=True).text == "新建5G基站4000个。"


def test_a_correction_stays_where_the_new_version_says_what_the_old_one_said(project: Project) -> None:
    before, found = assumed(task(project)), task(project)
    project.apply(edits.SetText(TASK, "新建5G基站5000个。"))
    assert merged(task(project), before, found, same_text=False, as_printed=True).text == "新建5G基站5000个。"


def test_what_is_reported_is_never_the_documents(project: Project) -> None:
    before, found = assumed(task(project)), task(project)
    project.apply(edits.SetStatus((TASK,), Status.DONE))
    now = replace(found, status=Status.BEHIND.value)
    assert merged(task(project), before, now, same_text=False, as_printed=True).status == Status.DONE.value


@pytest.mark.parametrize(("same_text", "orphan", "start"), [(True, False, 100), (False, False, 5), (True, True, 5)])
def test_a_place_chosen_by_hand_holds_as_long_as_the_text_is_the_same(
    project: Project, same_text: bool, orphan: bool, start: int
) -> None:
    before = assumed(task(project))
    row = replace(task(project), start=100, end=110, orphan=orphan)
    kept = merged(row, before, replace(task(project), start=5, end=15), same_text=same_text)
    assert kept.start == start
    assert not kept.orphan


def test_who_is_decided_on(project: Project) -> None:
    """By hand, by a decision, by another role than was found; as found, nobody has decided."""
    row = units(project)[0]
    found = [row.role, row.origin]
    assert not is_decided(row, found)
    assert is_decided(row, None)
    assert is_decided(replace(row, rule=BY_HAND), found)
    assert is_decided(replace(row, decision="rejected"), found)
    assert is_decided(replace(row, role="support" if row.role != "support" else "lead"), found)


@pytest.mark.parametrize(
    ("edit", "corrected"),
    [
        (edits.Assign((TASK,), "市教育局", UnitRole.SUPPORT), True),
        (edits.Unassign((TASK,), "市财政局"), True),
        (edits.SetText(TASK, "新建基站。"), False),
    ],
)
def test_stated_units_are_corrected_by_giving_and_taking_them(project: Project, edit: Edit, corrected: bool) -> None:
    before = assumed(task(project), units(project))
    project.apply(edit)
    assert are_units_corrected(project.state, TASK, before) is corrected


def test_a_unit_in_another_role_is_corrected(project: Project) -> None:
    before = assumed(task(project), units(project))
    project.apply(edits.SetUnitRole(units(project)[1].id, UnitRole.LEAD))
    assert are_units_corrected(project.state, TASK, before)


def test_units_differ_where_others_or_other_roles_are_stated(project: Project) -> None:
    before = assumed(task(project), units(project))
    stated = [Assignment(row.name, UnitRole(row.role), Origin.STATED, 1.0, WHY) for row in units(project)]
    assert not differs(before, stated)
    assert differs(before, stated[1:])
    assert differs(before, [replace(stated[0], role=UnitRole.RESPONSIBLE), *stated[1:]])
    assert not differs(before, [*stated, Assignment("市数据局", UnitRole.LEAD, Origin.SUGGESTED, 0.5, WHY)])
