"""What a form of progress means: one edit for one task or several; the last note."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from project_builder import TEXT, key, project_in

from planlens.model import PlanlensError, Status
from planlens.project.edits import AddNote
from planlens.project.project import Project
from planlens.project.rows import NoteRow, TaskRow
from planlens.views.reporting import Report, last_note, note_words, report_edit


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path, TEXT) as found:
        yield found


def test_several_tasks_are_one_action(project: Project) -> None:
    ids = (key(project, "新建5G"), key(project, "推进千兆"))
    report = Report(Status.IN_PROGRESS, "40%", "2026-11-20", "已完成选址", next_steps="12月开工")
    edit = report_edit(project.state, ids, report)
    assert edit is not None
    assert project.apply(edit).label == "填写“新建5G基站3000个以上…”等2项的进展"
    for task in ids:
        row, note = project.state.get(task, TaskRow), last_note(project.state, task)
        assert (row.status, row.progress) == ("in-progress", 40.0)
        assert note is not None
        assert note_words(note) == "2026-11-20 张三：已完成选址；下一步：12月开工"
    project.undo()
    assert not [row for row in project.state if isinstance(row, NoteRow)]
    assert project.state.get(ids[0], TaskRow).progress is None


def test_what_was_left_as_it_was_stays(project: Project) -> None:
    task = key(project, "新建5G")
    assert report_edit(project.state, (task,), Report()) is None
    assert report_edit(project.state, (task,), Report(Status.NOT_STARTED, "", "2026-11-20")) is None


@pytest.mark.parametrize("typed", ["120", "一半", "-3", "1/2"])
def test_what_is_no_progress_is_refused(project: Project, typed: str) -> None:
    with pytest.raises(PlanlensError, match="无法识别的进度"):
        report_edit(project.state, (key(project, "新建5G"),), Report(percent=typed))


def test_the_last_note_is_the_newest_of_the_newest_day(project: Project) -> None:
    task = key(project, "推进千兆")
    assert last_note(project.state, task) is None
    for day, done in (("2026-03-31", "一季度"), ("2026-06-30", "旧"), ("2026-06-30", "新"), ("2026-01-31", "补记")):
        project.apply(AddNote(task, done, date=day))
    note = last_note(project.state, task)
    assert note is not None
    assert note.done == "新"
