"""Out and back where a document is kept by 条: units are asked for items, an answer means what typing it would mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from project_builder import project_in

from planlens.exchange.comparing import Replies, ReplyState
from planlens.model import Status
from planlens.project import edits
from planlens.project.ledger import slips_of
from planlens.project.project import Edit, Project
from planlens.project.rows import NoteRow, TaskRow
from planlens.views.items import ShownRows, meant
from planlens.workflow import circle
from planlens.workflow.slips import SlipWanted, make_slips, tasks_for_slips
from tests.views.item_plan import ITEM_PLAN

TODAY = date(2026, 11, 25)
DAY = "2026-11-30"
HEAD = 5
"""The row of the heads in a packet, from 1."""

SCHOOLS = "1.2026年底前新建学校"
"""How the item of three sentences begins; its first one is 1.2026年底前新建学校3所，扩大学位供给。"""

BY_ITEM = edits.SetSetting("granularity:d1", "item")
BY_SENTENCE = edits.SetSetting("granularity:d1", None)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path, ITEM_PLAN) as found:
        found.apply(BY_ITEM)
        yield found


def do(project: Project, edit: Edit) -> None:
    """Do an edit as the window does: it is one of rows as they are shown."""
    project.apply(meant(edit, ShownRows(project.state)))


def sentences(project: Project, start: str = SCHOOLS) -> tuple[TaskRow, ...]:
    """Return the sentences of the item that begins so."""
    shown = ShownRows(project.state)
    item = next(row for row in shown.state.tasks() if row.text.startswith(start))
    return tuple(project.state.get(key, TaskRow) for key in shown.members(item.id))


def packet(project: Project, folder: Path, unit: str = "市教育局", **wanted: Any) -> Path:
    asked = circle.Wanted(date.fromisoformat(DAY), **wanted)
    return circle.send_packets(project, folder / "发出", asked).files[unit][0]


def rows_in(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a packet by their heads."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heads = [cell.value for cell in sheet[HEAD]]
    rows = sheet.iter_rows(HEAD + 1, sheet.max_row, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def fill(path: Path, answers: Mapping[str, Any], start: str = SCHOOLS, name: str = "报回.xlsx") -> Path:
    """Write answers into the row of a packet that begins so, by their heads."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEAD]}
    for row in range(HEAD + 1, sheet.max_row + 1):
        if str(sheet.cell(row, heads["具体举措"]).value).startswith(start):
            for head, value in answers.items():
                sheet.cell(row, heads[head]).value = value
    target = path.with_name(name)
    book.save(target)
    return target


def merge(project: Project, *paths: Path) -> Replies:
    found, desk = circle.compare_returns(project, paths, TODAY)
    circle.take_returns(project, found.of(ReplyState.NEW), desk)
    return found


def picture(found: Replies) -> list[str]:
    """One line a change: how many sentences it is about, what stands, what came back, whether it is asked about."""
    return [
        f"{len(change.sentences)}句 {change.field.title}：{change.stands}→{change.returned}"
        + ("" if change.state is ReplyState.NEW else f" [{change.state.value}]")
        for change in found.changes
    ]


def test_a_unit_is_asked_for_items(project: Project, tmp_path: Path) -> None:
    rows = rows_in(packet(project, tmp_path))
    assert [(row["职责"], row["具体举措"]) for row in rows] == [
        ("牵头", "1.2026年底前新建学校3所，扩大学位供给。开展教师培训。提高待遇。"),
        ("配合", "推进园区建设。完善扶持政策。"),
    ]
    assert rows[0]["完成时限"] == "2026年"
    do(project, BY_SENTENCE)
    assert len(rows_in(packet(project, tmp_path))) == 4


def test_what_a_unit_says_of_an_item_is_done_to_its_sentences_as_one_action(project: Project, tmp_path: Path) -> None:
    path = fill(packet(project, tmp_path), {"状态": "进行中", "进度": 30, "进展情况": "两所学校已开工。"})
    found = merge(project, path)
    assert picture(found) == ["3句 状态：未启动→进行中", "3句 进度：→30", "3句 进展情况：→两所学校已开工。"]
    rows = sentences(project)
    assert {row.status for row in rows} == {Status.IN_PROGRESS}
    assert {row.progress for row in rows} == {30}
    assert [[note.done for note in project.state.children(row.id, NoteRow)] for row in rows] == [
        ["两所学校已开工。"],
        [],
        [],
    ]
    assert not merge(project, path).changes
    project.undo()
    assert {(row.status, row.progress) for row in sentences(project)} == {(Status.NOT_STARTED, None)}


def test_a_percent_of_an_item_of_which_a_part_is_done_is_shared_by_the_rest(project: Project, tmp_path: Path) -> None:
    first, second, third = sentences(project)
    project.apply(edits.SetStatus((first.id,), Status.DONE))
    merge(project, fill(packet(project, tmp_path), {"进度": 50}))
    assert [row.progress for row in sentences(project)[1:]] == [25, 25]
    assert [row.id for row in sentences(project)] == [first.id, second.id, third.id]
    found = merge(project, fill(packet(project, tmp_path), {"进度": 20}))
    assert found.of(ReplyState.UNCLEAR)[0].why.startswith("“1.2026年底前新建学校")


def test_what_the_office_changed_meanwhile_is_a_conflict(project: Project, tmp_path: Path) -> None:
    path = fill(packet(project, tmp_path), {"状态": "滞后"})
    do(project, edits.SetStatus((sentences(project)[0].id,), Status.PAUSED))
    assert picture(merge(project, path)) == ["3句 状态：暂缓→滞后 [conflict]"]
    assert {row.status for row in sentences(project)} == {Status.PAUSED}


def test_two_units_of_an_item_that_differ_are_a_conflict(project: Project, tmp_path: Path) -> None:
    start, asked = "推进园区建设", ("市工信局", "市财政局")
    paths = [
        fill(packet(project, tmp_path, unit), {"状态": said, "进展情况": f"{unit}的进展。"}, start, f"{unit}.xlsx")
        for unit, said in zip(asked, ("进行中", "滞后"), strict=True)
    ]
    assert picture(merge(project, *paths)) == [
        "2句 状态：未启动→进行中 [conflict]",
        "2句 进展情况：→市工信局的进展。",
        "2句 状态：未启动→滞后 [conflict]",
        "2句 进展情况：→市财政局的进展。",
    ]


def test_an_answer_for_an_item_and_one_for_its_sentence_exclude_each_other(project: Project, tmp_path: Path) -> None:
    whole = fill(packet(project, tmp_path), {"状态": "滞后"}, name="按条.xlsx")
    do(project, BY_SENTENCE)
    part = fill(packet(project, tmp_path), {"状态": "进行中"}, "开展教师培训", "按句.xlsx")
    assert picture(merge(project, whole, part)) == [
        "3句 状态：未启动→滞后 [conflict]",
        "1句 状态：未启动→进行中 [conflict]",
    ]


def test_a_packet_by_item_means_its_sentences_however_rows_are_shown_when_it_comes_back(
    project: Project, tmp_path: Path
) -> None:
    path = fill(packet(project, tmp_path), {"状态": "进行中"})
    do(project, BY_SENTENCE)
    merge(project, path)
    states = {row.text: row.status for row in project.state.tasks()}
    assert [text for text, status in states.items() if status == Status.IN_PROGRESS] == [
        "1.2026年底前新建学校3所，扩大学位供给。",
        "开展教师培训。",
        "提高待遇。",
    ]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_sentence_that_is_deleted_meanwhile_does_not_keep_the_others_from_their_answer(
    project: Project, tmp_path: Path, gone: int
) -> None:
    path = fill(packet(project, tmp_path), {"状态": "进行中", "进展情况": "两所学校已开工。"})
    rows = sentences(project)
    project.apply(edits.Delete((rows[gone].id,)))
    assert picture(merge(project, path)) == ["2句 状态：未启动→进行中", "2句 进展情况：→两所学校已开工。"]
    left = [row for place, row in enumerate(rows) if place != gone]
    assert {project.state.get(row.id, TaskRow).status for row in left} == {Status.IN_PROGRESS}


def test_a_packet_by_sentence_that_comes_back_later_answers_its_sentences(project: Project, tmp_path: Path) -> None:
    do(project, BY_SENTENCE)
    path = fill(packet(project, tmp_path), {"状态": "进行中"}, "开展教师培训")
    do(project, BY_ITEM)
    assert picture(merge(project, path)) == ["1句 状态：未启动→进行中"]


@pytest.mark.parametrize("columns", [0, 2])
def test_without_its_record_an_item_is_known_by_its_number_or_its_words(
    project: Project, tmp_path: Path, columns: int
) -> None:
    path = fill(packet(project, tmp_path), {"状态": "进行中"})
    book = openpyxl.Workbook()
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(HEAD, values_only=True)
    assert book.active is not None
    for row in rows:
        book.active.append(row[columns:])
    book.save(tmp_path / "市教育局另存.xlsx")
    assert "3句 状态：未启动→进行中" in picture(merge(project, tmp_path / "市教育局另存.xlsx"))


ANSWER = st.fixed_dictionaries(
    {},
    optional={
        "状态": st.sampled_from(["进行中", "滞后", "已完成", "暂缓"]),
        "进度": st.integers(1, 99),
        "进展情况": st.sampled_from(["已开工。", "完成一半。"]),
    },
)
STATES = {"进行中": Status.IN_PROGRESS, "滞后": Status.BEHIND, "已完成": Status.DONE, "暂缓": Status.PAUSED}
MEANWHILE = st.sampled_from(["", "状态", "进度", "一句的状态", "备注", "按句"])


def _meanwhile(project: Project, what: str, item: Sequence[TaskRow]) -> None:
    first = item[0].id
    match what:
        case "状态":
            do(project, edits.SetStatus((first,), Status.CANCELLED))
        case "进度":
            do(project, edits.SetProgress((first,), 77))
        case "一句的状态":
            project.apply(edits.SetStatus((item[-1].id,), Status.BEHIND))
        case "备注":
            do(project, edits.AddNote(first, "办公室的记录。", date="2026-11-20"))
        case "按句":
            do(project, BY_SENTENCE)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answer=ANSWER, meanwhile=MEANWHILE)
def test_a_returned_item_merges_three_ways_and_does_what_typing_into_its_row_does(
    tmp_path_factory: pytest.TempPathFactory, answer: dict[str, Any], meanwhile: str
) -> None:
    folder = tmp_path_factory.mktemp("items")
    with project_in(folder, ITEM_PLAN) as project:
        project.apply(BY_ITEM)
        item = sentences(project)
        path = fill(packet(project, folder), answer)
        _meanwhile(project, meanwhile, item)
        before = {row.id: row for row in project.state}
        found = merge(project, path)

        touched = {row.id for row in project.state if before.get(row.id) != row and isinstance(row, TaskRow)}
        assert touched <= {row.id for row in item}  # nothing else than the item was ever asked for
        taken = {change.field.title for change in found.of(ReplyState.NEW)}
        disputed = {change.field.title for change in found.changes} - taken
        if meanwhile in {"", "备注", "按句"}:
            assert not {"状态", "进展情况"} & disputed  # the office had not touched them
        merged = [project.state.get(row.id, TaskRow) for row in item]

        if found.of(ReplyState.NEW):
            project.undo()
        do(project, BY_ITEM)
        if "状态" in taken:
            do(project, edits.SetStatus((item[0].id,), STATES[answer["状态"]]))
        if "进度" in taken:
            do(project, edits.SetProgress((item[0].id,), answer["进度"]))
        assert merged == [project.state.get(row.id, TaskRow) for row in item]


def test_papers_go_out_on_items_and_are_found_at_the_item_and_at_each_sentence(
    project: Project, tmp_path: Path
) -> None:
    rows = sentences(project)
    assert len(tasks_for_slips(project, TODAY, None, "市教育局")) == 1
    files = make_slips(project, tmp_path / "单", SlipWanted("督办单", (rows[2].id,), TODAY))
    assert list(files) == ["市教育局"]
    shown = ShownRows(project.state)
    assert [slip.number for slip in slips_of(shown.state, rows[0].id)] == ["2026-001"]
    do(project, BY_SENTENCE)
    assert all(slips_of(project.state, row.id) for row in rows)
