"""Whether a project holds what planlens writes into it: nothing that a row says is used before this has passed.

A file comes by mail or on a stick, and may have been damaged or made to harm. Whether its tables are ours is asked
before (:mod:`planlens.project.sqlite.foreign`), here whether each row can mean something (:func:`sound_records`).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, make_dataclass
from datetime import date
from functools import cache
from itertools import groupby, starmap
from types import NoneType
from typing import Any

from planlens.model import (
    ONGOING,
    FieldKind,
    LifeStage,
    LinkKind,
    Op,
    Origin,
    PersonKind,
    PlanlensError,
    Role,
    SlipKind,
    UnitRole,
    is_deadline,
)
from planlens.model.tracking import Status
from planlens.project.rows import TABLES, DocumentRow, Row, SettingRow, TaskRow, columns, flags, values
from planlens.project.settings import SETTING_NAME, check_setting

_SETTING_ID = re.compile(rf"c:{SETTING_NAME.pattern}")
"""``c:lights``, ``c:start:d1``."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
"""A SHA-256 in hexadecimal: ``9f86d081…``."""

_OWNERS: Mapping[str, frozenset[str]] = {
    "d": frozenset(("",)),
    "s": frozenset("ds"),
    "t": frozenset("dst"),
    "u": frozenset("t"),
    "g": frozenset("dst"),
    "a": frozenset("g"),
    "n": frozenset("t"),
    "e": frozenset("t"),
    "x": frozenset("d"),
    "c": frozenset(("",)),
    "p": frozenset(("", "t")),
    "m": frozenset("t"),
    "f": frozenset(("",)),
    "v": frozenset("t"),
    "q": frozenset(("",)),
    "h": frozenset("t"),
    "y": frozenset("t"),
    "z": frozenset(("",)),
    "l": frozenset("t"),
    "w": frozenset(("",)),
}
"""By the letter of a row's id: the letters of the ids that may own it, "" for none."""


Columns = Sequence[Sequence[Any]]
"""The values of many rows, a column at a time."""


def sound_rows(rows: Iterable[Row]) -> tuple[list[Row], list[str]]:
    """Return the rows that can be used, and what is wrong with the others, in Chinese.

    A row that is wrong takes those that it owns with it: a note of a task that cannot be shown has no place.
    """
    groups = [list(some) for _, some in groupby(rows, type)]
    return _sound((type(some[0]), some, list(zip(*map(values, some), strict=True))) for some in groups)


def sound_records(tables: Iterable[tuple[type[Row], Sequence[Sequence[Any]]]]) -> tuple[list[Row], list[str]]:
    """Make the rows that a store keeps; return those that can be used, and what is wrong with the others, in Chinese.

    Args:
        tables: of each kind of rows, their values in the order of its columns; true may be kept as 1.
    """
    return _sound(_made(kind, records) for kind, records in tables if records)


def _made(kind: type[Row], records: Sequence[Sequence[Any]]) -> tuple[type[Row], list[Row], Columns]:
    """Make rows of one kind, all at once; return them with their values a column at a time."""
    found: list[Sequence[Any]] = list(zip(*records, strict=True))
    for place in flags(kind):
        found[place] = [value == 1 if value in (0, 1) else value for value in found[place]]
    made = list(starmap(_open_class(kind.table), zip(*found, strict=True) if flags(kind) else records))
    for row in made:
        row.__class__ = kind
    return kind, made, found


@cache
def _open_class(table: str) -> type[Row]:
    """Return a class whose objects become rows of a table once they are filled in, in a fifth of the time.

    What a frozen class takes most of the time for is to set each field past its own lock. The fields of this one have
    the same places and no lock; a row has its lock as soon as it is of its own class.
    """
    kind = next(kind for kind in TABLES if kind.table == table)
    filled = vars(make_dataclass(kind.__name__, columns(kind)))["__init__"]
    free = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__, "__init__": filled}
    return type(kind.__name__, (Row,), {"__slots__": vars(kind)["__slots__"], **free})


def _sound(groups: Iterable[tuple[type[Row], list[Row], Columns]]) -> tuple[list[Row], list[str]]:
    kept: dict[str, Row] = {}
    problems: list[str] = []
    for kind, some, found in groups:
        if _all_fit(kind, found):
            kept.update(zip(found[0], some, strict=True))
            continue
        for row in some:
            problem = problem_of(row)
            if problem is None:
                kept[row.id] = row
            else:
                problems.append(f"{row.table} 表中编号为 {_shown(row.id)} 的条目：{problem}")
    outside = _outside(kept)
    problems += [f"{kept.pop(key).table} 表中编号为 {key} 的条目：原文位置不在文件中" for key in outside]
    rooted = _rooted(kept)
    if not all(rooted.values()):
        lost = [row for key, row in kept.items() if not rooted[key]]
        problems += [f"{row.table} 表中编号为 {row.id} 的条目：找不到它的上级条目" for row in lost]
        kept = {key: row for key, row in kept.items() if rooted[key]}
    return list(kept.values()), problems


_PLACED = tuple(kind for kind in TABLES if "start" in columns(kind))
"""The rows that have a place in their document's text."""


def _outside(rows: Mapping[str, Row]) -> list[str]:
    """Return the ids of the rows whose place is not in the text of their document."""
    lengths: dict[str, int] = {}
    found = []
    for kind, group in groupby(rows.values(), type):
        some: list[Any] = list(group)
        if kind is DocumentRow:
            lengths = {row.id: len(row.text) for row in some}
        if kind not in _PLACED:
            continue
        own = "document" in columns(kind)
        for row in some:
            end = row.end
            home = row if own or end is None else rows.get(row.owner)  # none: told as a row without an owner
            if end is not None and home is not None and end > lengths.get(getattr(home, "document", ""), -1):
                found.append(row.id)
    return found


def _all_fit(kind: type[Row], found: Columns) -> bool:
    """Whether the values of all rows of a kind are sound; False where each must be looked at by itself.

    Each different value is looked at once, of texts that may say anything only what they are.
    """
    free = _free_texts(kind.table)
    named = dict(zip(columns(kind), found, strict=True))
    for name, fits in _checks(kind.table):
        types = set(map(type, named[name]))
        if types == {str} and (name in free or (name == "id" and all(map(_id_of(kind.table).fullmatch, named[name])))):
            continue
        if len(types - {NoneType}) > 1 or not all(map(fits, set(named[name]))):  # 1.0 and True are 1 in a set
            return False
    if kind is SettingRow:
        return not any(map(_setting_problem, named["id"], named["value"]))
    places = ((named[f"{name}start"], named[f"{name}end"]) for name in ("", "deadline_") if f"{name}start" in named)
    if not all(all(map(_is_place, starts, ends)) for starts, ends in places):
        return False
    return kind is not TaskRow or all(map(_is_limit, set(named["deadline"])))


@cache
def _id_of(table: str) -> re.Pattern[str]:
    """Return what the ids of a table look like: t17, c:lights."""
    kind = next(kind for kind in TABLES if kind.table == table)
    return _SETTING_ID if kind is SettingRow else re.compile(rf"{re.escape(kind.letter)}[1-9][0-9]{{0,15}}")


@cache
def _free_texts(table: str) -> frozenset[str]:
    """Return the columns of a table that may hold any text."""
    kind = next(kind for kind in TABLES if kind.table == table)
    special = {"id", *_BY_COLUMN, *_BY_TABLE.get(table, {})}
    return frozenset(field.name for field in fields(kind) if field.name not in special and str(field.type) == "str")


def problem_of(row: Row) -> str | None:
    """Return what is wrong with the values of a row, in Chinese, None where it is sound."""
    for name, fits in _checks(row.table):
        if not fits(getattr(row, name)):
            return f"{name} 的值不对"
    if isinstance(row, SettingRow):
        return _setting_problem(row.id, row.value)
    if not isinstance(row, _PLACED):
        return None
    for prefix in ("", "deadline_"):
        if not _is_place(getattr(row, f"{prefix}start", None), getattr(row, f"{prefix}end", None)):
            return "原文位置不对"
    if isinstance(row, TaskRow) and not _is_limit(row.deadline):
        return "完成时限的写法不对"
    return None


def _is_place(start: int | None, end: int | None) -> bool:
    """Whether two numbers are a place in a text, or none at all."""
    if start is None or end is None:
        return start is end
    return 0 <= start <= end


def _is_limit(value: str | None) -> bool:
    return value is None or is_deadline(value)


def _setting_problem(key: str, value: str) -> str | None:
    try:
        check_setting(key.partition(":")[2], json.loads(value))
    except (ValueError, RecursionError, TypeError, AttributeError, PlanlensError):
        return "设置的内容不对"
    return None


def _rooted(rows: Mapping[str, Row]) -> dict[str, bool]:
    """Return for each id whether a way of proper owners leads from it to the top; cycles have none."""
    known: dict[str, bool] = {"": True}
    for _, some in groupby(rows.values(), type):
        own = list(some)
        proper = _OWNERS[own[0].letter]
        if all(known.get(owner) and owner[:1] in proper for owner in {row.owner for row in own}):
            known.update(dict.fromkeys([row.id for row in own], True))  # as nearly always: all owners stand before
            continue
        for row in own:
            _look_up(row.id, rows, known)
    return known


def _look_up(key: str, rows: Mapping[str, Row], known: dict[str, bool]) -> None:
    """Find out whether a way leads from an id to the top, and from all on that way."""
    way: list[str] = []
    place = key
    while place not in known:
        way.append(place)
        known[place] = False  # coming back here is a cycle
        row = rows.get(place)
        if row is None or row.owner[:1] not in _OWNERS[row.letter] or (row.owner and row.owner not in rows):
            return
        place = row.owner
    if known[place]:
        known.update(dict.fromkeys(way, True))


def _shown(key: Any) -> str:
    return str(key)[:20] if isinstance(key, str) else "？"


@cache
def _checks(table: str) -> tuple[tuple[str, Callable[[Any], bool]], ...]:
    """Return for each column of a table whether a value fits it."""
    kind = next(kind for kind in TABLES if kind.table == table)
    special: dict[str, Callable[[Any], bool]] = {"id": lambda value: _id_of(table).fullmatch(value) is not None}
    special |= {**_BY_COLUMN, **_BY_TABLE.get(table, {})}
    result = []
    for field in fields(kind):
        base, _, optional = str(field.type).partition(" | ")
        result.append((field.name, _fits(base, bool(optional), special.get(field.name))))
    return tuple(result)


def _fits(base: str, optional: bool, special: Callable[[Any], bool] | None) -> Callable[[Any], bool]:
    of_type = _OF_TYPE[base]

    def fits(value: Any) -> bool:
        if value is None:
            return optional
        return of_type(value) and (special is None or special(value))

    return fits


def _is_day(value: str) -> bool:
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_said(value: str) -> bool:
    return bool(value.strip())


def fits_column(table: str, name: str, value: Any) -> bool:
    """Whether a value can stand in a column of a table."""
    return any(column == name and fits(value) for column, fits in _checks(table))


def _one_of(values: Iterable[str]) -> Callable[[Any], bool]:
    return frozenset(values).__contains__


_OF_TYPE: Mapping[str, Callable[[Any], bool]] = {
    "str": lambda value: type(value) is str,
    "int": lambda value: type(value) is int and abs(value) < 2**53,
    "float": lambda value: type(value) in (float, int) and math.isfinite(value) and abs(value) < 1e18,
    "bool": lambda value: type(value) is bool,
}
_BY_COLUMN: Mapping[str, Callable[[Any], bool]] = {
    "confidence": lambda value: 0 <= value <= 1,
    "score": lambda value: 0 <= value <= 1,
    "progress": lambda value: 0 <= value <= 100,
    "percent": lambda value: 0 <= value <= 100,
    "weight": lambda value: value > 0,
    "size": lambda value: value >= 0,
    "base_year": lambda value: 1000 <= value <= 9999,
    "status": _one_of(Status),
    "origin": _one_of(Origin),
    "op": _one_of(Op),
    "decision": _one_of(("", "accepted", "rejected")),
    "date": _is_day,
    "added": _is_day,
}


def _is_node_day(value: str) -> bool:
    return value != ONGOING and is_deadline(value)


def _are_choices(value: str) -> bool:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and all(type(item) is str for item in found)


_TASK_ID = re.compile("t[1-9][0-9]{0,15}")
"""``t17``."""
_FIELD_ID = re.compile("f[1-9][0-9]{0,15}")
"""``f2``."""
_IDS = re.compile("(?: [a-z][1-9][0-9]{0,15})+ ")
"""Ids between blanks: `` t1 t17 ``."""

_BY_TABLE: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    "sections": {"role": _one_of(Role)},
    "units": {"role": _one_of(UnitRole)},
    "actuals": {"year": lambda value: 1000 <= value <= 9999},
    "attachments": {"sha256": lambda value: _DIGEST.fullmatch(value) is not None},
    "people": {"kind": _one_of(PersonKind), "name": _is_said},
    "nodes": {"due": _is_node_day, "done": _is_day},
    "fields": {"kind": _one_of(FieldKind), "title": _is_said, "choices": _are_choices},
    "field_values": {"field": lambda value: _FIELD_ID.fullmatch(value) is not None},
    "periods": {"first": _is_day, "last": _is_day, "due": _is_day, "closed": _is_day, "seq": lambda value: value > 0},
    "limits": {"day": _is_day, "old": is_deadline, "new": is_deadline},
    "stages": {"stage": _one_of(LifeStage), "day": _is_day},
    "slips": {
        "kind": _one_of(SlipKind),
        "day": _is_day,
        "due": is_deadline,
        "tasks": lambda value: _IDS.fullmatch(value) is not None,
    },
    "links": {"kind": _one_of(LinkKind), "to": lambda value: _TASK_ID.fullmatch(value) is not None},
    "waived": {"items": lambda value: _IDS.fullmatch(value) is not None},
}
