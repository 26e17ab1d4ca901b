"""What one unit is asked in a period: its tasks, what is told of them, and what it has to fill in."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from planlens.model import PlanlensError, Status, UnitRole
from planlens.model.wording import deadline_words
from planlens.project.rows import NoteRow
from planlens.views.fields.answers import Merge
from planlens.views.fields.field import Field, Fields, Use
from planlens.views.fields.seen import InProject, Seen, view_of
from planlens.views.overview import Overview

SHOWN = ("path", "measure", "targets", "deadline")
"""The columns that a unit is shown, where nothing else is asked for."""

FILLED = ("status", "percent", "progress", "problems", "next_steps")
"""The columns that a unit fills in, where nothing else is asked for."""

MAX_CELL = 32_767
"""Characters that a cell holds (Excel's limit)."""

MAGIC = "planlens.packet/1"
"""The first cell of the hidden sheet."""

HIDDEN = "_planlens"
"""The name of the hidden sheet."""

ID, UNIT = "编号（请勿改动）", "单位（请勿改动）"
"""The heads of the two hidden columns."""

SIDE, LAST = "职责", "上期填报"

_NOT_A_WORD = re.compile(r"[\W_]+")  # 建设…，（）

_ENDS = re.compile(r"[。；;，,\s]+$")  # 完成招标。

ENDED = frozenset({Status.DONE, Status.CANCELLED})
"""The states of tasks of which nothing more is to be reported."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What all units are asked.

    Attributes:
        period: the period in words: ``2026年11月``.
        day: the day up to which they report (ISO date), which their notes get.
        shown: the fields that are told.
        filled: the fields to fill in; those that cannot be typed are refused by :func:`asked_for`.
        ended: whether finished and cancelled tasks are asked for too.
        units: only these units, None for all.
        due: by when answers are wanted, in words; "" for as usual.
    """

    period: str
    day: str
    shown: tuple[Field[Seen], ...]
    filled: tuple[Field[Seen], ...]
    ended: bool = False
    units: frozenset[str] | None = None
    due: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A task in a packet.

    Attributes:
        task: its id.
        leads: whether the unit leads it or is responsible; supporting units only report in words.
        shown: what is told of it, in the order of the fields.
        last: what was reported last, in one cell.
        sent: what stands in the cells to fill, in the order of the fields; nothing for words, which are told anew.
        open: which of these cells the unit may fill.
        sentences: the ids of all its tasks where it is an item (条) of several, the first one first; else nothing.
    """

    task: str
    leads: bool
    shown: tuple[str, ...]
    last: str
    sent: tuple[str, ...]
    open: tuple[bool, ...]
    sentences: tuple[str, ...] = ()

    @property
    def side(self) -> str:
        """What the unit is in this task, in words."""
        return "牵头" if self.leads else "配合"

    @property
    def marks(self) -> tuple[str, ...]:
        """A short digest of each thing that is told, by which overwritten cells are noticed."""
        return tuple(map(mark_of, self.shown))


@dataclass(frozen=True, slots=True)
class Packet:
    """What one unit is asked; *project* is the mark of the ledger that it is from, *made* an ISO date."""

    project: str
    unit: str
    asked: Asked
    made: str
    lines: tuple[Line, ...]


def digest(value: object) -> str:
    """Return 16 hexadecimal digits that stand for a JSON-ready value."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()[:16]


def plain(text: str) -> str:
    """Return what a text says without blanks, punctuation and the width of its characters."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


def exact_words(exact: date | float) -> str:
    """Return how a day or a part of 1 that planlens has written as a value is read again: 2026-06-30, 33.3%."""
    return exact.isoformat() if isinstance(exact, date) else f"{exact * 100:.10g}%"


@lru_cache(4096)
def mark_of(text: str) -> str:
    """Return eight hexadecimal digits that stand for what a text says."""
    return digest(plain(text))[:8]


def told_anew(field: Field[Seen]) -> bool:
    """Whether a field is told anew each time (进展情况), instead of being kept up to date (状态)."""
    return field.merge is Merge.JOIN


def may_be_asked(fields: Fields[Seen]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the columns that a unit can be shown, and those that it can be asked to fill in: keys with titles."""
    told = [field for field in fields.of(Use.LEDGER) if field.key not in _ALWAYS]
    own = {"lead", "support", "deadline"}  # what the office says itself
    typed = [field for field in told if field.edit is not None and field.key not in own]
    named = [[(field.named or field.key, field.title_in(Use.LEDGER)) for field in some] for some in (told, typed)]
    return named[0], named[1]


_ALWAYS = frozenset({"ordinal", "number"})
"""What every row of a packet tells by itself, or has no use for a unit."""


def asked_for(
    fields: Fields[Seen],
    period: str,
    day: date,
    *,
    shown: Sequence[str] = SHOWN,
    filled: Sequence[str] = FILLED,
    ended: bool = False,
    units: Collection[str] | None = None,
    due: str = "",
) -> Asked:
    """Return what units are asked, the fields given by their keys in tables.

    Raises:
        PlanlensError: ``unknown-column``, a field is unknown, or cannot be typed.
    """
    told, typed = (fields.chosen(Use.LEDGER, _named(fields, keys)) for keys in (shown, filled))
    closed = [field.title for field in typed if field.edit is None]
    if closed:
        raise PlanlensError("unknown-column", f"这些内容由程序计算，不能请单位填写：{'、'.join(closed)}。")
    chosen = tuple(field for field in told if field not in typed)
    only = None if units is None else frozenset(units)
    return Asked(period, day.isoformat(), chosen, typed, ended, only, due)


def _named(fields: Fields[Seen], keys: Sequence[str]) -> list[str]:
    """Return keys of fields as tables call them; those that are no table's keys are the fields' own."""
    tables = {column.key for column in fields.columns(Use.LEDGER)}
    return [key if key in tables or key not in fields else fields[key].named or key for key in keys]


def packets_of(overview: Overview, asked: Asked, project: str) -> tuple[list[Packet], list[str]]:
    """Return a packet for each unit that owes an answer, and the names of the units that owe none.

    Args:
        overview: where the work stands; where its rows are items, units are asked for items.
        asked: what is asked.
        project: the mark of the ledger.
    """
    leading: dict[str, list[InProject]] = {}
    helping: dict[str, list[InProject]] = {}
    ended: dict[str, None] = {}
    view = view_of(overview)
    for task in (InProject(view, row) for row in overview.state.tasks()):
        for name, role in task.team.everybody():
            if asked.units is not None and name not in asked.units:
                continue
            if task.status in ENDED and not asked.ended:
                ended.setdefault(name)
                continue
            side = helping if role is UnitRole.SUPPORT else leading
            side.setdefault(name, []).append(task)
    names = [*leading, *(name for name in helping if name not in leading)]
    made = overview.today.isoformat()
    packets = [Packet(project, name, asked, made, tuple(_lines(asked, leading, helping, name))) for name in names]
    return packets, [name for name in ended if name not in names]


def _lines(
    asked: Asked, leading: dict[str, list[InProject]], helping: dict[str, list[InProject]], unit: str
) -> Iterator[Line]:
    mine = leading.get(unit, [])
    known = {task.id for task in mine}
    yield from (_line(asked, task, leads=True) for task in mine)
    yield from (_line(asked, task, leads=False) for task in helping.get(unit, []) if task.id not in known)


def _line(asked: Asked, task: InProject, *, leads: bool) -> Line:
    notes = task.state.children(task.id, NoteRow)
    sent = tuple("" if told_anew(field) else field.words(task) for field in asked.filled)
    open_ = tuple(leads or told_anew(field) for field in asked.filled)
    shown = tuple(shown_words(field, task) for field in asked.shown)
    sentences = tuple(row.id for row in task.state.parts.get(task.id, ()))
    return Line(task.id, leads, shown, last_words(notes), sent, open_, sentences)


def shown_words(field: Field[Seen], task: Seen) -> str:
    """Return what a unit is told of a task: the lines of a table's cell, one below the other, as far as a cell goes."""
    return "\n".join(line.text for line in field.cell(task))[:MAX_CELL]


def last_words(notes: Iterable[NoteRow]) -> str:
    """Return what was reported last, with its day: all that the notes of the newest day say."""
    known = list(notes)
    day = max((note.date for note in known), default="")
    newest = [note for note in known if note.date == day]
    told = [text for note in newest for text in (note.done, note.problems, note.next_steps) if text]
    said = [_ENDS.sub("", text) for text in told[:-1]] + told[-1:]
    return f"{deadline_words(day)}：{'；'.join(said)}" if said else ""
