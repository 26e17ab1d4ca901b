"""A table that was exported and is read again proposes nothing: any columns, any format, whatever was done before."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planlens import workflow
from planlens.model import Status
from planlens.model.granularity import Granularity
from planlens.project.edits import AddNote, Delete, SetDeadline, SetProgress, SetStatus, SetText
from planlens.project.project import Edit, Project
from planlens.project.rows import NoteRow, TaskRow
from planlens.views.fields.field import Use
from planlens.views.fields.tasks import TASKS
from planlens.workflow import circle

TODAY = date(2026, 11, 30)
TEXT = """望澜市2026年重点工作分工方案

一、重点任务
（一）建设城市数据平台。2026年底前建成市级数据平台。归集数据5000项，开放目录300个。（牵头单位：市数据局；配合单位：市财政局、市科技局）
（二）优化营商环境。完善市场准入制度。压减审批环节，办理时限压缩至3个工作日。（牵头单位：市行政审批局）
（三）完善养老服务。推进社区食堂建设。（牵头单位：市民政局）
二、保障措施
（一）强化督查考核。按月调度，按季通报。（责任单位：市政府督查室）
"""
COLUMNS = [column.key for column in TASKS.columns(Use.LEDGER)]


@contextmanager
def opened() -> Iterator[tuple[Project, Path]]:
    with TemporaryDirectory() as folder:
        plan = Path(folder) / "方案.txt"
        plan.write_text(TEXT, "utf-8")
        with workflow.new_project(Path(folder) / "督办.planlens", [plan], "张三") as project:
            yield project, Path(folder)


def edits_of(project: Project, picks: list[tuple[int, int]]) -> Iterator[Edit]:
    """Yield what people do with tasks: each pick is what is done, and to which of them."""
    for what, which in picks:
        tasks = [row.id for row in project.state.tasks()]
        if not tasks:
            return
        task = tasks[which % len(tasks)]
        yield (
            SetStatus((task,), Status.IN_PROGRESS),
            SetProgress((task,), 33.3),
            SetDeadline((task,), "2026-09"),
            SetDeadline((task,), None),
            SetText(task, f"大力推进第{which}项工作。"),
            AddNote(task, "已完成立项", "资金未到位", "争取补助", date="2026-11-01"),
            Delete((task,)),
        )[what]


def nothing_new(project: Project, table: Path) -> None:
    version = workflow.compare_version(project, table, "d1")
    assert [(item.kind, item.old_text, item.new_text) for item in version.comparison.differences] == []
    assert not workflow.adopt_version(project, version)
    replies, _ = circle.compare_returns(project, [table], TODAY, period="")
    assert [(change.field.key, change.stands, change.returned) for change in replies.changes] == []
    assert [problem.words for problem in replies.problems] == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    picks=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=6),
    ending=st.sampled_from([".xlsx", ".docx", ".csv"]),
    by=st.sampled_from(list(Granularity)),
    others=st.sets(st.sampled_from([key for key in COLUMNS if key != "measure"]), min_size=4),
    order=st.randoms(use_true_random=False),
)
def test_our_own_table_proposes_nothing(
    picks: list[tuple[int, int]], ending: str, by: Granularity, others: set[str], order: object
) -> None:
    columns = sorted({"measure", "lead", *others})
    order.shuffle(columns)  # type: ignore[attr-defined]
    with opened() as (project, folder):
        for edit in edits_of(project, picks):
            project.apply(edit)
        table = workflow.export_project(project, folder / f"台账{ending}", columns=columns, by=by)
        nothing_new(project, table)


@pytest.mark.parametrize("by", list(Granularity))
def test_a_part_of_the_tasks_takes_none_of_the_others_away(by: Granularity) -> None:
    with opened() as (project, folder):
        some = [row.id for row in project.state.tasks()][:3]
        table = workflow.export_project(project, folder / "部分.xlsx", tasks=some, by=by)
        nothing_new(project, table)
        assert "不变" in workflow.compare_version(project, table, "d1").note


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize(("ending", "to"), [(".xlsx", "xlsx"), (".xlsx", "xls"), (".docx", "docx"), (".docx", "doc")])
def test_what_another_program_has_saved_anew_is_the_same_table(ending: str, to: str) -> None:
    with opened() as (project, folder):
        project.apply(SetDeadline((next(iter(project.state.tasks())).id,), "2026-06-30"))
        table = workflow.export_project(project, folder / f"台账{ending}")
        out = folder / "另存"
        command = ["soffice", f"-env:UserInstallation=file://{folder}/lo", "--headless", "--convert-to", to]
        subprocess.run([*command, "--outdir", str(out), str(table)], check=True, capture_output=True, env=os.environ)
        nothing_new(project, out / f"台账.{to}")


def test_a_row_that_was_changed_is_told_and_its_progress_taken_as_an_answer() -> None:
    with opened() as (project, folder):
        table = workflow.export_project(project, folder / "台账.xlsx")
        book = openpyxl.load_workbook(table)
        sheet = book.worksheets[0]
        heads = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value in {"牵头单位", "进度"}}
        row = heads["牵头单位"].row + 1
        sheet.cell(row, heads["牵头单位"].column).value = "市大数据中心"
        sheet.cell(row, heads["进度"].column).value = "60%"
        book.save(table)
        note = workflow.compare_version(project, table, "d1").note
        assert f"有1行与台账不同（第{row}行）" in note
        replies, _ = circle.compare_returns(project, [table], TODAY, period="")
        changed = {(change.field.key, change.returned) for change in replies.changes}
        assert changed == {("progress", "60%")}  # what the office says itself no returned table changes


def test_a_state_said_of_an_item_is_that_of_all_its_tasks() -> None:
    with opened() as (project, folder):
        table = workflow.export_project(project, folder / "台账.xlsx", by=Granularity.ITEM)
        book = openpyxl.load_workbook(table)
        sheet = book.worksheets[0]
        heads = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value in {"状态", "进展情况"}}
        row = heads["状态"].row + 1
        sheet.cell(row, heads["状态"].column).value = "已完成"
        sheet.cell(row, heads["进展情况"].column).value = "平台已经上线。"
        book.save(table)
        replies, desk = circle.compare_returns(project, [table], TODAY, period="")
        first, second, *_ = (task.id for task in project.state.tasks())
        told = [(change.sentences, change.field.key) for change in replies.changes]
        assert told == [((first, second), "status"), ((first, second), "done")]
        circle.take_returns(project, replies.changes, desk)
        tasks = [project.state.get(key, TaskRow) for key in (first, second)]
        assert [task.status for task in tasks] == [Status.DONE, Status.DONE]
        assert [len(project.state.children(task.id, NoteRow)) for task in tasks] == [1, 0]


def test_a_table_of_another_plan_is_no_table_of_ours() -> None:
    with opened() as (project, _), opened() as (other, elsewhere):
        for row in list(other.state.tasks()):
            other.apply(SetText(row.id, f"另一项工作{row.id}。"))
        table = workflow.export_project(other, elsewhere / "别处.xlsx")
        version = workflow.compare_version(project, table, "d1")
        assert version.note == ""
        assert version.comparison.differences
