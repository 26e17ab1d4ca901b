"""What clerks do to a workbook before they send it back, as offices know it: no answer is lost, none is made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from project_builder import key, project_in
from sent_packets import HEAD, compare, fill, merge, picture, problems, send

from planlens.model import Status, UnitRole
from planlens.project.edits import Assign, SetStatus
from planlens.project.project import Project

FIRST = HEAD + 1
"""The row of the first task."""

ANSWER = [
    "市通信管理局 t1 状态：未启动→进行中",
    "市通信管理局 t1 进度：→40",
    "市通信管理局 t1 进展情况：→开工300个。",
]

Spoil = Callable[[Workbook, Worksheet, dict[str, int]], None]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def spoilt(project: Project, folder: Path, spoil: Spoil, unit: str = "市通信管理局") -> Path:
    """Send, fill in the first task of a unit, and let its clerk do something to the workbook."""
    path = send(project, folder / "发出").files[unit][0]
    fill(path, {"新建": {"状态": "进行中", "进度": 40, "进展情况": "开工300个。"}})
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    spoil(book, sheet, {str(cell.value): int(cell.column) for cell in sheet[HEAD]})
    book.save(path)
    return path


def without_top(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    for area in [*sheet.merged_cells.ranges]:
        sheet.unmerge_cells(area.coord)
    sheet.delete_rows(1, HEAD - 1)


def without_told_columns(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    sheet.delete_cols(heads["上期填报"])
    sheet.delete_cols(heads["目标指标"])


def with_a_cover(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    book.create_sheet("封面", 0)["A1"] = "市通信管理局11月报表"


def signed(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    sheet.cell(9, 3).value = "填报人：张三　电话：12345"
    sheet.cell(10, 3).value = "审核人：李四"


def with_broken_heads(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    sheet.cell(HEAD, heads["进展情况"]).value = "进展\n情 况"
    sheet.cell(HEAD, heads["具体举措"]).value = " 具体 举措"


def with_a_filter(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    sheet.row_dimensions[FIRST].hidden = True


def renamed_and_moved(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    sheet.title = "11月（终稿）"
    sheet.insert_rows(1, 3)
    sheet["C2"] = "报送单位：市通信管理局（盖章）"


@pytest.mark.parametrize(
    "spoil",
    [without_top, without_told_columns, with_a_cover, signed, with_broken_heads, with_a_filter, renamed_and_moved],
)
def test_the_answer_arrives_and_nothing_else(project: Project, tmp_path: Path, spoil: Spoil) -> None:
    found = compare(project, spoilt(project, tmp_path, spoil))
    assert picture(found) == ANSWER
    assert not found.problems


@pytest.mark.parametrize("word", ["/", "—", "－－", "无", "无。", "暂无"])
def test_a_dash_or_the_word_for_nothing_is_no_answer(project: Project, tmp_path: Path, word: str) -> None:
    def nothing(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
        for head in ("进度", "存在问题", "下一步措施"):
            sheet.cell(FIRST, heads[head]).value = word

    assert picture(compare(project, spoilt(project, tmp_path, nothing))) == [ANSWER[0], ANSWER[2]]


def test_no_progress_is_an_answer_all_the_same(project: Project, tmp_path: Path) -> None:
    path = send(project, tmp_path / "发出").files["市教育局"][0]
    found = compare(project, fill(path, {"开展全民": {"进展情况": "无"}}))
    assert [change.returned for change in found.changes] == ["无"]
    assert not found.unfilled


@pytest.mark.parametrize("words", ["约60%", "60-70%", "八成", "2/3", "150", "-5", "完成40%", "已完成"])
def test_a_percent_that_is_none_is_asked_about(project: Project, tmp_path: Path, words: str) -> None:
    def vague(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
        sheet.cell(FIRST, heads["进度"]).value = words

    assert f"市通信管理局 t1 进度：→{words} [unclear]" in picture(compare(project, spoilt(project, tmp_path, vague)))


def copied_row(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    for column in range(1, sheet.max_column + 1):
        sheet.cell(8, column).value = sheet.cell(FIRST, column).value
    sheet.cell(8, heads["进展情况"]).value = "又开工100个。"


def line_below(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    sheet.insert_rows(FIRST + 1)
    sheet.cell(FIRST + 1, heads["进展情况"]).value = "又开工100个。"


@pytest.mark.parametrize("spoil", [copied_row, line_below])
def test_two_rows_on_one_task_are_one_answer(project: Project, tmp_path: Path, spoil: Spoil) -> None:
    path = spoilt(project, tmp_path, spoil)
    found = merge(project, path)
    assert [change.returned for change in found.changes][-1] == "开工300个。\n又开工100个。"
    assert not found.problems
    assert not merge(project, path).changes


def test_a_total_is_no_line_of_the_task_above(project: Project, tmp_path: Path) -> None:
    def total(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
        sheet.cell(8, 3).value, sheet.cell(8, heads["进展情况"]).value = "合计", "2项"

    assert "找不到对应的任务" in problems(compare(project, spoilt(project, tmp_path, total)))


def test_an_older_sheet_beside_the_new_one_is_a_conflict(project: Project, tmp_path: Path) -> None:
    def older(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
        copy = book.copy_worksheet(sheet)
        copy.cell(FIRST, heads["进展情况"]).value = "开工200个。"

    drawn = picture(compare(project, spoilt(project, tmp_path, older)))
    assert [line for line in drawn if "进展情况" in line] == [
        "市通信管理局 t1 进展情况：→开工300个。 [conflict]",
        "市通信管理局 t1 进展情况：→开工200个。 [conflict]",
    ]


def test_comments_are_told(project: Project, tmp_path: Path) -> None:
    def commented(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
        sheet.cell(FIRST + 1, heads["进展情况"]).comment = Comment("已完成招标", "王强")

    found = compare(project, spoilt(project, tmp_path, commented))
    assert "批注中的内容未收取，如是填报内容请手工填写：已完成招标" in problems(found)


def test_rows_that_were_deleted_are_not_filled_in(project: Project, tmp_path: Path) -> None:
    def deleted(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
        sheet.delete_rows(FIRST + 1)

    found = compare(project, spoilt(project, tmp_path, deleted))
    assert [task for _, _, task in found.unfilled] == [key(project, "推进千兆")]


def unlocked(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    sheet.cell(FIRST, heads["状态"]).value = "已完成"


def without_record(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
    book.remove(book["_planlens"])
    sheet.delete_cols(1, 2)


@pytest.mark.parametrize("lost", [False, True])
def test_a_supporting_unit_does_not_say_how_far_a_task_is(project: Project, tmp_path: Path, lost: bool) -> None:
    project.apply(Assign((key(project, "推动高频"),), "市财政局", UnitRole.LEAD))  # the first row is one it supports

    def overwritten(book: Workbook, sheet: Worksheet, heads: dict[str, int]) -> None:
        row = next(row for row in range(FIRST, FIRST + 2) if sheet.cell(row, 4).value == "配合")
        sheet.cell(row, heads["状态"]).value = "已完成"
        if lost:
            without_record(book, sheet, heads)

    found = compare(project, spoilt(project, tmp_path, overwritten, "市财政局"))
    assert [change.field.key for change in found.changes] == ["done"]
    assert "市财政局是配合单位，状态“已完成”" in problems(found)


def test_what_was_left_standing_never_turns_a_task_back(project: Project, tmp_path: Path) -> None:
    """A file without its record: 进行中 may be what was sent, and the office knows better by now."""
    path = spoilt(project, tmp_path, without_record)
    project.apply(SetStatus((key(project, "新建5G"),), Status.DONE))
    assert "市通信管理局 t1 状态：已完成→进行中 [conflict]" in picture(compare(project, path))
