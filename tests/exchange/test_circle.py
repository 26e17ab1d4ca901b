"""Out to the units and back: what is sent, what comes back in whatever shape, and what becomes of it."""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from project_builder import key, project_in
from sent_packets import DAY, HEAD, compare, fill, merge, picture, problems, send

from planlens.exchange.comparing import ReplyState
from planlens.model import PlanlensError, Status, UnitRole
from planlens.project.edits import AddNote, Assign, SetProgress, SetStatus, SetText
from planlens.project.project import Project
from planlens.project.rows import NoteRow, TaskRow

Cells = list[list[Any]]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project of four tasks; 市财政局 leads one and supports one."""
    with project_in(tmp_path) as found:
        found.apply(Assign((key(found, "推动高频"),), "市财政局", UnitRole.LEAD))
        yield found


def test_each_unit_gets_its_own_tasks_leading_ones_first(project: Project, tmp_path: Path) -> None:
    sent = send(project, tmp_path / "发出")
    assert {unit: count for unit, (_, count) in sent.files.items()} == {
        "市通信管理局": 2,
        "市财政局": 2,
        "市政务服务局": 1,
        "市教育局": 1,
        "市住房城乡建设局": 1,
    }
    sheet = openpyxl.load_workbook(sent.files["市财政局"][0]).worksheets[0]
    rows = [[sheet.cell(row, column).value for column in (3, 4, 6)] for row in (6, 7)]
    assert rows == [[1, "牵头", "推动高频事项一网通办。"], [2, "配合", "新建5G基站3000个以上，2026年底前完成。"]]


def test_finished_tasks_are_not_asked_for_and_idle_units_are_named(project: Project, tmp_path: Path) -> None:
    project.apply(SetStatus((key(project, "开展全民"),), Status.DONE))
    sent = send(project, tmp_path / "发出")
    assert "市教育局" not in sent.files
    assert sent.idle == ("市教育局",)
    assert "市教育局" in send(project, tmp_path / "全部", ended=True).files


def test_only_coloured_cells_are_open_and_a_supporting_unit_reports_in_words(project: Project, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(send(project, tmp_path).files["市财政局"][0]).worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEAD]}
    open_ = {
        row: [head for head, column in heads.items() if not sheet.cell(row, column).protection.locked] for row in (6, 7)
    }
    assert open_ == {
        6: ["状态", "进度", "进展情况", "存在问题", "下一步措施"],
        7: ["进展情况", "存在问题", "下一步措施"],
    }
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert "进行中" in lists[0].formula1


def test_what_was_reported_last_is_shown(project: Project, tmp_path: Path) -> None:
    project.apply(AddNote(key(project, "开展全民"), "培训500人", date="2026-10-30"))
    sheet = openpyxl.load_workbook(send(project, tmp_path).files["市教育局"][0]).worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEAD]}
    assert sheet.cell(6, heads["上期填报"]).value == "2026年10月30日：培训500人"
    assert sheet.cell(6, heads["进展情况"]).value is None


def test_answers_arrive_as_one_action_and_once(project: Project, tmp_path: Path) -> None:
    path = send(project, tmp_path / "发出").files["市教育局"][0]
    fill(path, {"开展": {"状态": "进行中", "进度": 40, "进展情况": "培训800人", "存在问题": "缺师资"}})
    merge(project, path)
    task = project.state.get(key(project, "开展全民"), TaskRow)
    assert (task.status, task.progress) == ("in-progress", 40)
    (note,) = project.state.children(task.id, NoteRow)
    assert (note.date, note.done, note.problems, note.author) == (DAY, "培训800人", "缺师资", "市教育局")
    assert not merge(project, path).changes
    project.undo()
    assert project.state.get(task.id, TaskRow).status == "not-started"


def test_two_units_report_on_one_task_side_by_side(project: Project, tmp_path: Path) -> None:
    files = send(project, tmp_path / "发出").files
    lead = fill(files["市通信管理局"][0], {"新建": {"进展情况": "已建1200个"}})
    support = fill(files["市财政局"][0], {"新建": {"进展情况": "拨付资金300万元"}})
    merge(project, lead, support)
    notes = project.state.children(key(project, "新建5G"), NoteRow)
    assert {(note.author, note.done) for note in notes} == {
        ("市通信管理局", "已建1200个"),
        ("市财政局", "拨付资金300万元"),
    }


def test_what_the_office_changed_meanwhile_is_a_conflict(project: Project, tmp_path: Path) -> None:
    path = send(project, tmp_path / "发出").files["市教育局"][0]
    project.apply(SetProgress((key(project, "开展全民"),), 60))
    found = merge(project, fill(path, {"开展": {"进度": 40}}))
    assert picture(found) == ["市教育局 t4 进度：60%→40 [conflict]"]
    assert project.state.get("t4", TaskRow).progress == 60


def test_answers_of_two_units_that_differ_are_a_conflict(project: Project, tmp_path: Path) -> None:
    project.apply(Assign((key(project, "开展全民"),), "市人社局", UnitRole.RESPONSIBLE))
    files = send(project, tmp_path / "发出").files
    one = fill(files["市教育局"][0], {"开展": {"进度": 40}})
    other = fill(files["市人社局"][0], {"开展": {"进度": 50}})
    found = merge(project, one, other)
    assert [change.state for change in found.changes] == [ReplyState.CONFLICT, ReplyState.CONFLICT]
    assert "市人社局填“50”" in found.changes[0].why
    assert project.state.get("t4", TaskRow).progress is None


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"进度": 120}, "0 到 100"),
        ({"进度": 0.4}, "40% 还是 0.4%"),
        ({"进度": "大约一半"}, "0 到 100"),
        ({"状态": "搞定"}, "没有“搞定”这个状态"),
        ({"状态": "已完成", "进度": 80}, "总是100%"),
        ({"进展情况": "=1/0"}, "公式"),
    ],
)
def test_what_is_not_understood_is_asked_about(
    project: Project, tmp_path: Path, cells: dict[str, Any], why: str
) -> None:
    path = send(project, tmp_path / "发出").files["市教育局"][0]
    found = compare(project, fill(path, {"开展": cells}))
    (unclear,) = found.of(ReplyState.UNCLEAR)
    assert why in unclear.why


def test_the_same_file_twice_is_told_as_such(project: Project, tmp_path: Path) -> None:
    path = send(project, tmp_path / "发出").files["市教育局"][0]
    answers = {"开展全民": {"进展情况": "培训800人。"}}
    same = [fill(path, answers, name) for name in ("一.xlsx", "二.xlsx")]
    assert "内容相同，只收取一次。" in problems(compare(project, *same))
    other = fill(path, {"开展全民": {"进展情况": "培训900人。"}}, "三.xlsx")
    assert "内容不同的请逐条核对。" in problems(compare(project, same[0], other))


def test_the_words_of_last_time_are_pointed_out(project: Project, tmp_path: Path) -> None:
    project.apply(AddNote(key(project, "开展全民"), "培训五百名教师", date="2026-10-30"))
    path = send(project, tmp_path / "发出").files["市教育局"][0]
    (change,) = compare(project, fill(path, {"开展": {"进展情况": "培训五百名教师。"}})).changes
    assert change.why == "与上期填报相同。"


def test_locked_cells_that_were_overwritten_are_told_and_not_taken(project: Project, tmp_path: Path) -> None:
    path = send(project, tmp_path / "发出").files["市教育局"][0]
    found = merge(project, fill(path, {"开展": {"完成时限": "2030年", "进展情况": "已启动培训"}}))
    assert "已锁定的内容被改动（完成时限）" in problems(found)
    assert project.state.get("t4", TaskRow).deadline is None
    assert picture(found) == ["市教育局 t4 进展情况：→已启动培训"]


def test_tasks_without_an_answer_are_listed(project: Project, tmp_path: Path) -> None:
    files = send(project, tmp_path / "发出").files
    path = fill(files["市通信管理局"][0], {"推进千兆": {"进展情况": "完成30个村"}})
    assert compare(project, path).unfilled == ((path.name, "市通信管理局", key(project, "新建5G")),)


def test_another_ledger_and_another_period_are_noticed(project: Project, tmp_path: Path) -> None:
    old = fill(send(project, tmp_path / "十月", period="2026年10月").files["市教育局"][0], {"开展": {"进度": 10}})
    send(project, tmp_path / "十一月")
    assert "这是2026年10月的填报表，不是2026年11月的" in problems(compare(project, old))
    text = "甲市数字工作要点\n一、重点任务\n（一）建设\n建设数字展馆。（责任单位：市教育局）\n"
    (tmp_path / "另").mkdir()
    with project_in(tmp_path / "另", text) as other:
        foreign = send(other, tmp_path / "外来").files["市教育局"][0]
    assert "另一个项目" in problems(compare(project, foreign))


def test_broken_and_strange_files_are_told_and_the_others_go_on(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "报回"
    folder.mkdir()
    path = send(project, tmp_path / "发出").files["市教育局"][0]
    fill(path, {"开展": {"进度": 40}}).rename(folder / "改了名.xlsx")
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (folder / "空.xlsx").write_bytes(b"")
    book = openpyxl.Workbook()
    book.active["A1"] = "通讯录"  # type: ignore[index]
    book.save(folder / "通讯录.xlsx")
    found = compare(project, folder)
    assert picture(found) == ["市教育局 t4 进度：→40"]
    assert {problem.file for problem in found.problems} == {"坏.xlsx", "空.xlsx", "通讯录.xlsx"}
    assert (found.files, found.answered) == (4, ("市教育局",))


def test_a_zip_of_answers_and_a_table_in_word(project: Project, tmp_path: Path) -> None:
    path = send(project, tmp_path / "发出").files["市教育局"][0]
    fill(path, {"开展": {"进度": 40}})
    with zipfile.ZipFile(tmp_path / "报回.zip", "w") as archive:
        archive.write(path, "教育/填报.xlsx")
    assert picture(compare(project, tmp_path / "报回.zip")) == ["市教育局 t4 进度：→40"]
    document = docx.Document()
    table = document.add_table(2, 3)
    for row, texts in enumerate(
        [("具体举措", "状态", "进展情况"), ("开展全民数字素养提升行动", "进行中", "培训800人")]
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.save(str(tmp_path / "市教育局报送.docx"))
    assert picture(compare(project, tmp_path / "市教育局报送.docx")) == [
        "市教育局 t4 状态：未启动→进行中",
        "市教育局 t4 进展情况：→培训800人",
    ]


def test_a_returned_file_is_never_written(project: Project, tmp_path: Path) -> None:
    path = fill(send(project, tmp_path / "发出").files["市教育局"][0], {"开展": {"进度": 40}})
    before = path.read_bytes()
    path.chmod(0o444)
    merge(project, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        *("=HYPERLINK(1)", "+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "＝1+1", "x" * 40_000),
        *(
            "='[上月.xlsx]表/一'!A1",
            '=DDE("excel";"a";"b")',
            "-1+1",
            "建\x07成\x00三期",
            "http://a.example/",
            "_x0041_",
        ),
    ],
)
def test_hostile_words_go_out_and_come_back_as_text(project: Project, tmp_path: Path, text: str) -> None:
    project.apply(SetText("t4", text.strip() + "任务"))
    path = send(project, tmp_path / "发出").files["市教育局"][0]
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [problem for problem in compare(project, path).problems if "锁定" in problem.words]


@pytest.mark.parametrize("text", ["+cmd|' /C calc'!A0", "@SUM(1)", "＝1+1", "-1+1", "x" * 32_767, "=HYPERLINK(1)"])
def test_hostile_answers_are_kept_and_exported_as_text(project: Project, tmp_path: Path, text: str) -> None:
    path = fill(send(project, tmp_path / "发出").files["市教育局"][0], {"开展": {"进展情况": "待填"}})
    book = openpyxl.load_workbook(path)
    (cell,) = (cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "待填")
    cell.value, cell.data_type = text, "s"
    book.save(path)
    merge(project, path)
    assert [note.done for note in project.state.all(NoteRow)] == [text]
    again = send(project, tmp_path / "再发").files["市教育局"][0]
    cells = [cell for row in openpyxl.load_workbook(again).worksheets[0].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell for cell in cells if text[:100] in str(cell.value)]


def changed(path: Path, name: str, change: Callable[[Any, dict[str, int]], None]) -> Path:
    """Let a change be made to a packet's sheet, given with the columns by their heads; return the new file."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    change(sheet, {cell.value: cell.column for cell in sheet[HEAD]})
    book.save(path.with_name(name))
    return path.with_name(name)


def test_columns_that_a_unit_has_called_otherwise_arrive(project: Project, tmp_path: Path) -> None:
    answers = {"进度": 40, "进展情况": "培训800人", "存在问题": "缺师资", "下一步措施": "再办两期"}
    path = fill(send(project, tmp_path).files["市教育局"][0], {"开展": answers})
    names = {
        "进度": "完成进度",
        "进展情况": "进展情况（截至11月底）",
        "存在问题": "存在的问题",
        "下一步措施": "后续打算",
    }

    def rename(sheet: Any, heads: dict[str, int]) -> None:
        for old, new in names.items():
            sheet.cell(HEAD, heads[old]).value = new

    found = compare(project, changed(path, "改了表头.xlsx", rename))
    assert [change.returned for change in found.changes] == ["40", "培训800人", "缺师资", "再办两期"]
    assert not found.problems


def test_lost_and_unknown_columns_are_told(project: Project, tmp_path: Path) -> None:
    path = fill(send(project, tmp_path).files["市教育局"][0], {"开展": {"进度": 40}})

    def change(sheet: Any, heads: dict[str, int]) -> None:
        sheet.cell(HEAD, sheet.max_column + 1).value = "领导批示"
        sheet.cell(HEAD + 1, sheet.max_column).value = "已阅"
        sheet.delete_cols(heads["存在问题"])

    found = compare(project, changed(path, "缺列.xlsx", change))
    assert picture(found) == ["市教育局 t4 进度：→40"]
    assert "缺少这些列：存在问题" in problems(found)
    assert "不认识的列没有收取：领导批示" in problems(found)


def test_a_cell_merged_over_several_tasks_is_the_answer_of_each(project: Project, tmp_path: Path) -> None:
    path = fill(send(project, tmp_path).files["市通信管理局"][0], {"新建": {"进展情况": "已完成选址"}})

    def merge_cells(sheet: Any, heads: dict[str, int]) -> None:
        column = heads["进展情况"]
        sheet.merge_cells(start_row=HEAD + 1, end_row=HEAD + 2, start_column=column, end_column=column)

    found = compare(project, changed(path, "合并.xlsx", merge_cells))
    assert [(change.task, change.returned) for change in found.changes] == [
        (key(project, "新建5G"), "已完成选址"),
        (key(project, "推进千兆"), "已完成选址"),
    ]


def test_an_older_workbook_keeps_its_record_and_its_hidden_rows(project: Project, tmp_path: Path) -> None:
    path = fill(send(project, tmp_path).files["市教育局"][0], {"开展": {"进度": 40, "进展情况": "培训800人"}})
    old = xlwt.Workbook()
    for sheet in openpyxl.load_workbook(path).worksheets:
        copy = old.add_sheet(sheet.title)
        for row, cells in enumerate(sheet.iter_rows(values_only=True)):
            for column, value in enumerate(cells):
                copy.write(row, column, value)
        copy.visibility = 0 if sheet.sheet_state == "visible" else 2
    old.get_sheet(0).row(HEAD).hidden = True  # filtered away
    old.save(str(tmp_path / "报回.xls"))
    project.apply(SetProgress((key(project, "开展全民"),), 60))
    assert picture(compare(project, tmp_path / "报回.xls")) == [
        "市教育局 t4 进度：60%→40 [conflict]",  # what was sent is known
        "市教育局 t4 进展情况：→培训800人",
    ]


def test_a_file_without_record_is_told_whose_it_is_by_its_title(project: Project, tmp_path: Path) -> None:
    path = fill(send(project, tmp_path).files["市教育局"][0], {"开展": {"进展情况": "培训800人"}})
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [[cell if cell is not None else "" for cell in row[2:]] for row in sheet.iter_rows(values_only=True)]
    for encoding, delimiter in (("gb18030", ","), ("utf-8-sig", "\t"), ("utf-16", ";")):
        with (tmp_path / "报回.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        assert picture(compare(project, tmp_path / "报回.csv")) == ["市教育局 t4 进展情况：→培训800人"]


def test_a_table_copied_below_another_one_is_read_once_and_its_heads_are_no_task(
    project: Project, tmp_path: Path
) -> None:
    path = fill(send(project, tmp_path).files["市教育局"][0], {"开展": {"进展情况": "培训800人"}})

    def append(sheet: Any, heads: dict[str, int]) -> None:
        del heads
        for row in [*sheet.iter_rows(values_only=True)]:
            sheet.append(row)

    found = compare(project, changed(path, "两遍.xlsx", append))
    assert picture(found) == ["市教育局 t4 进展情况：→培训800人"]
    assert not found.problems


def test_errors_of_a_sheet_are_no_answers(project: Project, tmp_path: Path) -> None:
    path = fill(send(project, tmp_path).files["市教育局"][0], {"开展": {"进展情况": "#REF!"}})
    (change,) = compare(project, path).changes
    assert (change.state, change.returned) == (ReplyState.UNCLEAR, "")


def test_many_strange_rows_are_told_together(project: Project, tmp_path: Path) -> None:
    path = send(project, tmp_path).files["市教育局"][0]

    def append(sheet: Any, heads: dict[str, int]) -> None:
        for number in range(300):
            sheet.cell(HEAD + 2 + number, heads["具体举措"]).value = f"另外的第{number}件事"

    told = compare(project, changed(path, "多行.xlsx", append)).problems
    assert len(told) == 21
    assert "还有 280 行" in told[-1].words


def test_a_word_for_the_same_state_changes_nothing(project: Project, tmp_path: Path) -> None:
    path = fill(send(project, tmp_path).files["市教育局"][0], {"开展": {"状态": "未开工", "进展情况": "无"}})
    assert picture(compare(project, path)) == ["市教育局 t4 进展情况：→无"]


def test_one_is_asked_about_where_more_was_done_before(project: Project, tmp_path: Path) -> None:
    project.apply(SetProgress((key(project, "开展全民"),), 60))
    (change,) = compare(project, fill(send(project, tmp_path).files["市教育局"][0], {"开展": {"进度": 1}})).changes
    assert (change.state, change.why) == (ReplyState.UNCLEAR, "“1”是 100% 还是 1%？请核实。")


def test_bad_wishes_are_refused_in_words(project: Project, tmp_path: Path) -> None:
    for wanted, code in (
        ({"units": ["市外星局"]}, "unknown-unit"),
        ({"name": "填报表"}, "bad-name"),
        ({"filled": ["light"]}, "unknown-column"),
        ({"shown": ["colour"]}, "unknown-column"),
    ):
        with pytest.raises(PlanlensError) as error:
            send(project, tmp_path / "发出", **wanted)
        assert error.value.code == code
    with pytest.raises(PlanlensError, match="找不到文件"):
        compare(project, tmp_path / "没有")


# The circle as a whole: random answers, then whatever people do to a workbook.


def _shuffled(rows: Cells, rng: random.Random) -> Cells:
    return [rows[0], *rng.sample(rows[1:], len(rows) - 1)]


def _moved(rows: Cells, rng: random.Random) -> Cells:
    order = rng.sample(range(len(rows[0])), len(rows[0]))
    return [[row[column] for column in order] for row in rows]


def _without_numbers(rows: Cells, rng: random.Random) -> Cells:
    del rng
    return [row[2:] for row in rows]


def _with_blank_rows(rows: Cells, rng: random.Random) -> Cells:
    place = rng.randint(1, len(rows))
    return [*rows[:place], [None] * len(rows[0]), *rows[place:]]


CHANGES: tuple[Callable[[Cells, random.Random], Cells], ...] = (_shuffled, _moved, _without_numbers, _with_blank_rows)
ANSWER = st.fixed_dictionaries(
    {},
    optional={
        "状态": st.sampled_from(["进行中", "滞后", "暂缓"]),
        "进度": st.integers(1, 99),
        "进展情况": st.text("完成推进建设一二三，。", min_size=4, max_size=20).filter(lambda text: text.strip("，。")),
        "下一步措施": st.sampled_from(["继续推进", "加快招标"]),
    },
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.lists(ANSWER, min_size=2, max_size=2),
    done=st.lists(st.sampled_from(CHANGES), max_size=3, unique=True),
    rng=st.randoms(use_true_random=False),
)
def test_every_answer_arrives_whatever_is_done_to_the_workbook(
    tmp_path_factory: pytest.TempPathFactory,
    answers: list[dict[str, Any]],
    done: Sequence[Callable[[Cells, random.Random], Cells]],
    rng: random.Random,
) -> None:
    folder = tmp_path_factory.mktemp("circle")
    with project_in(folder) as project:
        path = send(project, folder / "发出").files["市通信管理局"][0]
        told = dict(zip(("新建", "推进千兆"), answers, strict=True))
        fill(path, told)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(HEAD)]
        for change in sorted(done, key=lambda one: one is _moved):  # columns last: the first two are the numbers
            rows = change(rows, rng)
        new = openpyxl.Workbook()
        for row in rows:
            new.active.append(row)  # type: ignore[union-attr]
        new.save(folder / "市通信管理局报回.xlsx")
        answered = {key(project, start) for start in told}
        others = [row for row in project.state.all(TaskRow) if row.id not in answered]
        merge(project, folder / "市通信管理局报回.xlsx")
        assert others
        assert [row for row in project.state.all(TaskRow) if row.id not in answered] == others
        for start, cells in told.items():
            task = project.state.get(key(project, start), TaskRow)
            notes = project.state.children(task.id, NoteRow)
            expected = {"进行中": "in-progress", "滞后": "behind", "暂缓": "paused"}.get(cells.get("状态", ""))
            if expected:
                assert task.status == expected
            assert task.progress == cells.get("进度")
            said = [(note.done, note.next_steps) for note in notes]
            wanted = (cells.get("进展情况", ""), cells.get("下一步措施", ""))
            assert [(one.strip(), two) for one, two in said] == (
                [(wanted[0].strip(), wanted[1])] if any(wanted) else []
            )
        assert not merge(project, folder / "市通信管理局报回.xlsx").changes


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_every_answer_arrives_from_a_workbook_that_libreoffice_has_saved_anew(
    project: Project, tmp_path: Path, ending: str
) -> None:
    files = send(project, tmp_path / "发出").files
    for unit, (path, _) in files.items():
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        heads = {cell.value: cell.column for row in sheet.iter_rows(1, 8) for cell in row if cell.value}
        head = next(cell.row for row in sheet.iter_rows(1, 8) for cell in row if cell.value == "进展情况")
        for row in range(head + 1, sheet.max_row + 1):
            sheet.cell(row, heads["进展情况"]).value = f"{unit}第{row}行的进展"
        book.save(path)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", ending]
    names = [str(path) for path, _ in files.values()]
    subprocess.run([*command, "--outdir", str(tmp_path / "另存"), *names], check=True, capture_output=True)
    found = merge(project, tmp_path / "另存")
    told = [change.returned for change in found.changes]
    assert len(told) == len({*told}) == sum(count for _, count in files.values())
    assert {note.done for note in project.state.all(NoteRow)} == {*told}
    assert not merge(project, tmp_path / "另存").changes
