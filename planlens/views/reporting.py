"""Filling in progress (填写进展): what one form says of one or several tasks, as one edit; the last note at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planlens.language.numerals import percent_of
from planlens.model import PlanlensError
from planlens.model.tracking import Status
from planlens.project.edits import AddNote, SetProgress, SetStatus, Together
from planlens.project.project import Edit
from planlens.project.rows import NoteRow, TaskRow
from planlens.project.state import State
from planlens.project.wording import names

MIXED = "各不相同"
"""What stands in a field of several tasks that do not agree; it stays so until something is typed."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a form of progress holds.

    Attributes:
        status: None where it is to stay as it is.
        percent: as typed, ``60`` or ``60%``, "" for 未填报; None where it is to stay.
        day: of the note, ISO.
        done: 进展情况.
        problems: 存在问题.
        next_steps: 下一步措施.
    """

    status: Status | None = None
    percent: str | None = None
    day: str = ""
    done: str = ""
    problems: str = ""
    next_steps: str = ""


def report_edit(state: State, ids: Sequence[str], report: Report) -> Edit | None:
    """Return the one edit that a report on tasks means, None where it changes nothing.

    Every task gets the same status and progress, and a note of its own with the same words.

    Raises:
        PlanlensError: ``bad-progress``.
    """
    tasks = [row for key in ids if isinstance(row := state.find(key), TaskRow)]
    edits: list[Edit] = []
    if report.status is not None:
        changed = tuple(task.id for task in tasks if task.status != report.status)
        edits += [SetStatus(changed, report.status)] if changed else []
    if report.percent is not None:
        percent = _percent(report.percent)
        changed = tuple(task.id for task in tasks if task.progress != percent)
        edits += [SetProgress(changed, percent)] if changed else []
    texts = (report.done.strip(), report.problems.strip(), report.next_steps.strip())
    if any(texts):
        edits += [AddNote(task.id, *texts, report.day) for task in tasks]
    if not edits:
        return None
    return Together(tuple(edits), f"填写{names(state, tuple(task.id for task in tasks))}的进展")


def _percent(typed: str) -> float | None:
    percent = percent_of(typed)
    if percent is None and typed.strip():
        raise PlanlensError("bad-progress", f"无法识别的进度“{typed.strip()}”，应为 0 到 100 的数字，清空表示未填报。")
    return percent


def last_note(state: State, task: str) -> NoteRow | None:
    """Return the newest note of a task, of several of one day the one that was written last; None for none."""
    notes = state.children(task, NoteRow)
    return max(notes, key=lambda note: (note.date, len(note.id), note.id), default=None)


def note_words(note: NoteRow) -> str:
    """Return a note in one line: ``2026-10-30 张三：完成选址；问题：用地未批；下一步：7月报批``."""
    parts = (("", note.done), ("问题：", note.problems), ("下一步：", note.next_steps))
    texts = "；".join(f"{title}{' '.join(text.split())}" for title, text in parts if text)
    return f"{' '.join(filter(None, (note.date, note.author)))}：{texts}"
