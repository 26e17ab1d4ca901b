"""Cells pasted into the task table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from project_builder import project_in

from planlens.exports.clipboard import as_tsv
from planlens.model.granularity import Granularity
from planlens.project.project import Project
from planlens.project.rows import NoteRow, TaskRow, UnitRow
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import Use
from planlens.views.fields.seen import view_of
from planlens.views.fields.tasks import TASKS
from planlens.views.items import ShownRows, meant
from planlens.views.overview import Overview
from planlens.views.pasting import Pasted, grid, pasted, repeated

TODAY = date(2026, 11, 25)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def paste(project: Project, text: str, rows: str, columns: str) -> Pasted:
    return pasted(Desk(project.state, TODAY), text, rows.split(), [TASKS[key] for key in columns.split()])


def picture(project: Project, *keys: str) -> list[str]:
    """The tasks as number, deadline, status, percent and units."""
    found = []
    for task in (project.state.get(key, TaskRow) for key in keys):
        units = " ".join(f"{unit.name}:{unit.role}" for unit in project.state.children(task.id, UnitRow))
        found.append(f"{task.deadline} {task.status} {task.progress} {units}")
    return found


def test_cells_fall_on_rows_and_columns(project: Project) -> None:
    result = paste(project, "6月底\t进行中\t30%\n2027年\t办结\t\n", "t1 t2", "deadline status progress")
    assert result.problems == ()
    assert result.edit is not None
    assert [(cell.row, cell.field.key) for cell in result.cells] == [
        *(("t1", "deadline"), ("t1", "status"), ("t1", "progress")),
        *(("t2", "deadline"), ("t2", "status")),
    ]
    project.apply(result.edit)
    assert picture(project, "t1", "t2") == [
        "2026-06 in-progress 30.0 市通信管理局:lead 市财政局:support 市住房城乡建设局:support",
        "2027 done 100.0 市通信管理局:lead",
    ]
    project.undo()
    assert picture(project, "t2") == ["None not-started None 市通信管理局:lead"]


def test_nothing_changes_before_the_paste_is_done(project: Project) -> None:
    before = project.state.copy()
    paste(project, "市数据局\t好\t已开工", "t1", "lead status done")
    assert project.state == before


def test_what_is_not_understood_is_told_and_the_rest_taken(project: Project) -> None:
    result = paste(project, "某天\t红灯\t已完成\n\t\t好\n多出", "t1 t2", "deadline light status")
    assert [(found.cell.row, found.cell.field.key) for found in result.problems] == [
        *(("t1", "deadline"), ("t1", "light"), ("t2", "status")),
    ]
    assert result.problems[1].reason == "“预警灯”由程序计算，不能粘贴。"
    assert [(cell.row, cell.field.key) for cell in result.cells] == [("t1", "status")]
    assert result.surplus == 1


def test_headings_take_their_number_and_title_only(project: Project) -> None:
    result = paste(project, "（一）\t建设算力网络\t2026年", "s3", "number text deadline")
    assert [cell.words for cell in result.cells] == ["建设算力网络"]
    assert [found.reason for found in result.problems] == ["章节没有“完成时限”，不能粘贴。"]


def test_titles_tell_what_a_column_is(project: Project) -> None:
    result = paste(project, "状态\t完成时限\n进行中\t2027年", "t1", "deadline light status")
    assert [(cell.field.key, cell.words) for cell in result.cells] == [("deadline", "2027年"), ("status", "进行中")][
        ::-1
    ]


def test_units_that_change_places_stay(project: Project) -> None:
    result = paste(project, "市财政局\t市通信管理局", "t1", "lead support")
    assert result.edit is not None
    project.apply(result.edit)
    assert sorted(picture(project, "t1")[0].split()[3:]) == ["市财政局:lead", "市通信管理局:support"]


def test_what_is_pasted_of_one_day_becomes_one_note(project: Project) -> None:
    result = paste(project, "已开工\t缺资金\t申请资金", "t1", "done problems next_steps")
    assert result.edit is not None
    project.apply(result.edit)
    (note,) = project.state.children("t1", NoteRow)
    assert (note.date, note.done, note.problems, note.next_steps) == ("2026-11-25", "已开工", "缺资金", "申请资金")


def test_nothing_to_do(project: Project) -> None:
    assert paste(project, "", "t1", "status") == Pasted((), (), 0, None)
    assert paste(project, "未启动", "t1", "status").edit is None


def test_what_the_tree_copies_changes_nothing_when_pasted(project: Project) -> None:
    columns = [field for field in TASKS.of(Use.TREE) if field.edit and field.key != "number"]
    seen = list(view_of(Overview(project.state, TODAY)).tasks())
    copied = as_tsv([[field.words(task) for field in columns] for task in seen])
    assert pasted(Desk(project.state, TODAY), copied, [task.id for task in seen], columns).edit is None


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=20).map(
    lambda text: " ".join(text.split())
)


@example([['"一', "二"]])
@example([["", "'="]])
@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_copied_is_read_again(rows: list[list[str]]) -> None:
    assert grid(as_tsv(rows)) == rows


def test_quoted_cells_with_line_breaks() -> None:
    assert grid('一\t"第一行\r\n第二行"\r\n二\t"说""好"""\r\n') == [["一", "第一行\n第二行"], ["二", '说"好"']]


def test_cells_are_repeated_over_the_range(project: Project) -> None:
    assert repeated([["1"]], 2, 2) == [["1", "1"], ["1", "1"]]
    assert repeated([["1", "2"]], 2, 1) == [["1", "2"], ["1", "2"]]
    assert repeated([["1"], ["2"]], 3, 1) == [["1"], ["2"]]
    columns = [TASKS["deadline"]]
    result = pasted(Desk(project.state, TODAY), "2027年", ["t1", "t2", "t3"], columns, (2, 1))
    assert [cell.row for cell in result.cells] == ["t1", "t2"]


def test_parts_of_a_new_note_are_one_note(project: Project) -> None:
    result = paste(project, "已开工\t资金不足", "t1", "done problems")
    assert result.edit is not None
    project.apply(result.edit)
    (note,) = project.state.children("t1", NoteRow)
    assert (note.done, note.problems) == ("已开工", "资金不足")


def test_words_of_an_item_are_no_cell_to_paste(project: Project) -> None:
    rows = ShownRows(project.state, Granularity.ITEM)
    item = next(iter(rows.state.parts))
    desk = Desk(rows.state, TODAY)
    result = pasted(desk, "新的文字\t2027年", [item], [TASKS["text"], TASKS["deadline"]])
    assert ["按句显示" in found.reason for found in result.problems] == [True]
    assert result.edit is not None
    project.apply(meant(result.edit, rows))
    assert {project.state.get(key, TaskRow).deadline for key in rows.members(item)} == {"2027"}
