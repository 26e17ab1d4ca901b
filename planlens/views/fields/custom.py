"""Fields of a user's own: a text, a number, a day or one of some choices, described as planlens's own are."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from planlens.language.typed import typed_deadline
from planlens.model import PlanlensError
from planlens.model.wording import deadline_words
from planlens.project.project import Edit
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import Field, Kind
from planlens.views.fields.seen import Seen

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")  # 2025-06-30

Read = Callable[[Seen], Any]
"""Returns the value that is kept for a task, None for none."""

Write = Callable[[Desk, tuple[str, ...], Any], Edit | None]
"""Returns the edit that keeps a value for tasks, None where nothing would change."""


def text_field(key: str, title: str, read: Read, write: Write) -> Field[Seen]:
    """Return a field of free text."""
    return Field(key, title, read, filtered=True, edit=_typing(lambda _, typed: typed.strip() or None, write))


def number_field(key: str, title: str, read: Read, write: Write) -> Field[Seen]:
    """Return a field of a number; typed ``1,200`` is 1200."""

    def parse(_: Desk, typed: str) -> float | None:
        words = typed.strip().replace(",", "").replace("，", "")
        try:
            found = float(words) if words else None
        except ValueError:
            found = math.nan
        if found is not None and not math.isfinite(found):
            raise PlanlensError("bad-value", f"“{title}”应为数字，现在是“{typed.strip()}”。请重新输入。")
        return found

    typing = _typing(parse, write)
    return Field(key, title, read, Kind.NUMBER, centered=True, searched=False, edit=typing, hint="数字")


def day_field(key: str, title: str, read: Read, write: Write) -> Field[Seen]:
    """Return a field of a day, kept as an ISO date and typed as time limits are; a whole day must be named."""

    def parse(desk: Desk, typed: str) -> str | None:
        found = typed_deadline(typed, desk.today)
        if found is None or (found and not _DAY.fullmatch(found)):
            message = f"“{title}”应为日期，现在是“{typed.strip()}”。请写成 2025-06-30 或 2025年6月30日。"
            raise PlanlensError("bad-date", message)
        return found or None

    typing = _typing(parse, write)
    return Field(
        key, title, read, Kind.DAY, says=deadline_words, centered=True, edit=typing, hint="日期，如 2026-06-30"
    )


def choice_field(key: str, title: str, choices: Sequence[str], read: Read, write: Write) -> Field[Seen]:
    """Return a field that has one of some values."""

    def parse(_: Desk, typed: str) -> str | None:
        words = typed.strip()
        if words and words not in choices:
            raise PlanlensError("bad-choice", f"“{title}”没有“{words}”这一项，可选：{'、'.join(choices)}。")
        return words or None

    def order(seen: Seen) -> int | None:
        value = read(seen)
        return choices.index(value) if value in choices else None

    typing = _typing(parse, write)
    return Field(key, title, read, order=order, filtered=True, centered=True, edit=typing, options=tuple(choices))


def _typing(parse: Callable[[Desk, str], Any], write: Write) -> Callable[[Desk, tuple[str, ...], str], Edit | None]:
    return lambda desk, tasks, typed: write(desk, tasks, parse(desk, typed))
