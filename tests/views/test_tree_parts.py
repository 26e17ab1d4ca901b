"""The parts of the task page that need no window: possible moves, tables for the clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project_builder import key, project_in

from planlens.exports.clipboard import as_html, as_tsv
from planlens.project.edits import Indent, Move
from planlens.project.project import Project
from planlens.project.rows import DocumentRow, Row, SectionRow, TaskRow
from planlens.project.state import State
from planlens.views.tree.possible import (
    can_indent,
    can_outdent,
    loss_of,
    may_hold,
    place_behind,
    section_behind,
    stepped,
    tasks_of,
    to_delete,
    to_join,
    topmost,
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def test_what_a_choice_means(project: Project) -> None:
    state = project.state
    assert topmost(state, ["s2", "t1", "t5", "u1", "t5"]) == ["s2", "t5"]
    assert tasks_of(state, ["s3", "t5"]) == ["t1", "t2", "t5"]
    assert tasks_of(state, ["s3", "t2", "t5"]) == ["t2", "t5"]  # of a section in which something is chosen only that
    assert tasks_of(state, ["d1"]) == ["t1", "t2", "t3", "t4", "t5"]


@given(data=st.data())
def test_nothing_that_is_hidden_is_ever_meant(data: st.DataObject) -> None:
    """For random trees, filters and selections of what is shown: touched is part of shown."""
    state = random_tree(data)
    tasks = [row.id for row in state.all(TaskRow)]
    shown = set(data.draw(st.lists(st.sampled_from(tasks), unique=True))) if tasks else set()
    visible = shown | {row.id for key in shown for row in state.above(key)}
    keys = data.draw(st.lists(st.sampled_from(sorted(visible)), unique=True)) if visible else []
    assert set(tasks_of(state, keys, shown)) <= shown | (set(keys) & set(tasks))
    gone = to_delete(state, keys, shown)
    loss = loss_of(state, gone, shown)
    assert not loss.hidden or "不在当前筛选结果中" in loss.question
    assert {key for key in gone if key in tasks} <= shown | set(keys)


def random_tree(data: st.DataObject) -> State:
    """Sections and tasks, each below one that came before."""
    document = DocumentRow("d1", "", 1.0, "", "txt", "", "", "", "[]", "{}", "[]", "")
    rows: list[Row] = [document]
    for number in range(1, data.draw(st.integers(0, 12)) + 1):
        above = data.draw(st.sampled_from([row for row in rows if not isinstance(row, TaskRow)]))
        if data.draw(st.booleans()):
            rows.append(
                SectionRow(f"s{number}", above.id, float(number), "", "节", "task", "", None, None, "", 1.0, "")
            )
        else:
            rows.append(TaskRow(f"t{number}", above.id, float(number), "", "办。", "", None, None, "", 1.0, ""))
    return State(rows)


@pytest.mark.parametrize(
    ("owner", "keys", "may"),
    [
        ("s4", ["t1"], True),
        ("t2", ["t1"], True),
        ("t2", ["s3"], False),
        ("s3", ["s2"], False),
        ("s2", ["s2"], False),
        ("d1", ["s3"], True),
        ("gone", ["t1"], False),
        ("s1", ["gone"], False),
    ],
)
def test_what_may_be_moved_where(project: Project, owner: str, keys: list[str], may: bool) -> None:
    assert may_hold(project.state, owner, keys) is may


def test_possible_levels(project: Project) -> None:
    state = project.state
    assert not can_indent(state, ["t1"])
    assert can_indent(state, ["t2"])
    assert not can_indent(state, ["s1"])
    assert can_indent(state, ["s2"])
    assert not can_outdent(state, ["s1"])
    assert can_outdent(state, ["t1"])
    project.apply(Indent(("t2",)))
    assert can_outdent(state, ["t2"])


def test_steps_up_and_down(project: Project) -> None:
    state = project.state
    assert stepped(state, ["t1"], -1) is None
    assert stepped(state, ["t1"], 1) == Move(("t1",), "s3", "t2")
    assert stepped(state, ["t2"], -1) == Move(("t2",), "s3", None)
    assert stepped(state, ["t1", "t2"], 1) is None
    assert stepped(state, ["t1", "t3"], 1) is None


def test_places_for_what_is_new(project: Project) -> None:
    state = project.state
    assert place_behind(state, "t1") == ("s3", "t1")
    assert place_behind(state, "s2") == ("s2", None)
    assert place_behind(state, "s3") == ("s3", "t2")
    assert place_behind(state, "") == ("d1", None)
    assert section_behind(state, "t1") == ("s2", "s3")
    assert section_behind(state, "") == ("d1", "s5")


cells = st.text(st.characters(codec="utf-8"), max_size=20)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=4))
def test_no_cell_becomes_a_formula_or_two_cells(rows: list[list[str]]) -> None:
    lines = as_tsv(rows).split("\r\n") if rows else []
    assert len(lines) == len(rows)
    for line in lines:
        fields = line.split("\t")
        assert len(fields) == 2
        assert not any(field.lstrip()[:1] in set("=+-@＝＋－＠") for field in fields if field.strip())
    assert as_html(rows).count("<td") == 2 * len(rows)


def test_joining_sections(project: Project) -> None:
    state, hall = project.state, key(project, "推动高频")
    join = to_join(state, [key(project, "重点任务")])
    assert join is not None
    assert "2 节的 4 项任务合并为 2 项" in join.question
    one = to_join(state, [hall])
    assert one is not None
    assert one.groups == ((hall, key(project, "开展全民")),)
    assert to_join(state, [hall], {hall}) is None
    assert to_join(state, [key(project, "建立联席")]) is None
    assert project.apply(join.edit).label == "合并2节的4项任务为2项"
    assert len(project.state.tasks()) == 3
