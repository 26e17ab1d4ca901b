"""How text that is typed or pasted into a field becomes the edit of some tasks.

Each function here takes the :class:`Desk`, the ids of the tasks, and the text; it returns None where the edit would
change nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planlens.language.numerals import percent_of
from planlens.language.typed import deadline_advice, typed_deadline
from planlens.model import PlanlensError, Status, UnitRole
from planlens.model.tracking import status_of
from planlens.project.edits import (
    AddNote,
    EditNote,
    Flag,
    SetDeadline,
    SetNumber,
    SetProgress,
    SetStatus,
    SetText,
    SetWeight,
    Together,
)
from planlens.project.project import Edit
from planlens.project.rows import NoteRow, SectionRow, TaskRow
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.views.fields.answers import Desk
from planlens.views.fields.units import set_units

Type = Callable[[Desk, tuple[str, ...], str], Edit | None]
"""Makes the edit that typed text means for some tasks."""

_YES = frozenset({"是", "有", "√", "✓", "★", "1", "y", "yes", "true", "关注", "重点关注"})
_NO = frozenset({"", "否", "无", "0", "n", "no", "false"})


def _each(keys: tuple[str, ...], make: Callable[[str], Edit | None]) -> Edit | None:
    """Return the edits of single tasks as one."""
    found = [edit for edit in map(make, keys) if edit is not None]
    return found[0] if len(found) == 1 else Together(tuple(found)) if found else None


def _set(desk: Desk, keys: tuple[str, ...], name: str, value: Any, make: Callable[..., Edit]) -> Edit | None:
    """Return the edit of the tasks whose row has another value under a name."""
    changed = tuple(key for key in keys if getattr(desk.state.get(key, TaskRow), name) != value)
    return make(changed, value) if changed else None


def text(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
    """Change the sentence of a task, the title of a heading; it becomes one line."""
    words = "".join(typed.splitlines()).strip()
    if not words:
        raise PlanlensError("empty-text", "内容不能为空，请输入文字。")

    def changed(key: str) -> Edit | None:
        item = desk.state.item(key)
        return SetText(key, words) if words != (item.title if isinstance(item, SectionRow) else item.text) else None

    return _each(keys, changed)


def number(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
    """Change the printed number."""
    words = typed.strip()
    return _each(keys, lambda key: SetNumber(key, words) if desk.state.item(key).number != words else None)


def units(role: UnitRole) -> Type:
    """Return what gives tasks the typed units in a role, see :func:`~planlens.views.fields.units.set_units`."""
    return lambda desk, keys, typed: set_units(desk.state, keys, role, typed, desk.full_name)


def deadline(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
    """Set the time limit, as people type it: ``6月底``, ``2025年``, ``长期``; nothing for none."""
    found = typed_deadline(typed, desk.today)
    if found is None:
        raise PlanlensError("bad-deadline", deadline_advice(typed))
    return _set(desk, keys, "deadline", found or None, SetDeadline)


def status(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
    """Mark tasks with the state that a word means; nothing typed changes nothing, for there is always a state."""
    return _set(desk, keys, "status", known_status(desk.state, typed), SetStatus) if typed.strip() else None


def known_status(state: State, word: str) -> Status:
    """Return the state that a word means, in planlens's words or the office's own.

    Raises:
        PlanlensError: ``unknown-status``.
    """
    names = status_names(state)
    meant = next((item for item, name in names.items() if name == word.strip()), None) or status_of(word)
    if meant is None:
        raise PlanlensError("unknown-status", f"没有“{word}”这个状态，可用的状态：{'、'.join(names.values())}。")
    return meant


def progress(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
    """Set the percent done; nothing for unknown. What is 已完成 stays at 100 % until its state changes."""
    wanted = percent(typed) if typed.strip() else None
    if wanted is None:
        keys = tuple(key for key in keys if desk.state.get(key, TaskRow).status != Status.DONE)
    elif wanted != 100 and any(desk.state.get(key, TaskRow).status == Status.DONE for key in keys):
        done = status_names(desk.state)[Status.DONE]
        raise PlanlensError("bad-progress", f"状态为“{done}”的任务进度总是100%。请先修改状态，再填写进度。")
    return _set(desk, keys, "progress", wanted, SetProgress)


def percent(typed: str) -> float:
    """Return a percent as people type it: ``40``, ``40%``.

    Raises:
        PlanlensError: ``bad-progress``.
    """
    found = percent_of(typed)
    if found is None:
        raise PlanlensError("bad-progress", f"进度应为 0 到 100 的数字，现在是“{typed}”。请重新输入。")
    return found


def flagged(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
    """Set the mark that asks for attention, or take it off: 是, √ or 否, nothing."""
    word = typed.strip().lower()
    if word not in _YES | _NO:
        raise PlanlensError("bad-flag", f"重点关注应填“是”或“否”，现在是“{typed.strip()}”。请重新输入。")
    return _set(desk, keys, "flagged", word in _YES, Flag)


def weight(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
    """Set how much tasks count; nothing for 1."""
    try:
        value = float(typed.strip() or 1)
    except ValueError:
        message = f"权重应为大于 0 的数字，现在是“{typed.strip()}”。请重新输入。"
        raise PlanlensError("bad-weight", message) from None
    return _set(desk, keys, "weight", value, SetWeight)


def note(part: str) -> Type:
    """Return what says a part of progress today: in today's note where there is just one, else in a new one.

    Nothing typed changes nothing: what was reported is not taken back by an empty cell.
    """

    def typed_note(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
        words, today = typed.strip(), desk.today.isoformat()

        def said(key: str) -> Edit | None:
            notes = desk.state.children(key, NoteRow)
            newest = [item for item in notes if item.date == max(note.date for note in notes)]
            if not words or words == "\n".join(filter(None, (getattr(item, part) for item in newest))):
                return None
            if len(newest) == 1 and newest[0].date == today:
                return EditNote(newest[0].id, **{part: words})
            return AddNote(key, date=today, **{part: words})

        return _each(keys, said)

    return typed_note
