"""Whether a project file holds what planlens writes into it: nothing that a file says is used before this has passed.

A file comes by mail or on a stick, and may have been damaged or made to harm. Two questions are answered here: are the
tables ours and nothing else (:func:`foreign_object`), and can each row mean something (:func:`sound_rows`).
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from itertools import groupby
from operator import attrgetter
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
from planlens.project.chain import HISTORY
from planlens.project.rows import TABLES, DocumentRow, Row, SettingRow, TaskRow, columns
from planlens.project.settings import SETTING_NAME, check_setting

_PLAIN_TABLE = re.compile(
    r"""CREATE TABLE "?\w++"? \(\s*+"?\w++"? \w++[^(),'";]*+(\(only = 1\))?+"""
    r"""(,\s*+"?\w++"? \w++[^(),'";]*+('t?')?+)*+\s*+\)( WITHOUT ROWID)?"""
)
"""A table without expressions that would run: ``CREATE TABLE notes ("id" TEXT PRIMARY KEY, …) WITHOUT ROWID``.

Nothing in it is tried twice: going back would take for ever in a long table that does not fit.
"""
_TRIGGERS = frozenset(("history_is_kept", "history_stays"))
_TRIGGER = re.compile(
    r"CREATE TRIGGER \w+ BEFORE (UPDATE|DELETE) ON history BEGIN SELECT RAISE\(ABORT, 'history is append-only'\); END"
)
"""``CREATE TRIGGER history_stays BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, '…'); END``."""

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


def foreign_object(connection: sqlite3.Connection) -> str | None:
    """Return the name of a table, view, trigger or index that planlens did not make, None where all are its own.

    A view or a trigger would run whenever the file is looked at or written into, and so would an expression in a table.
    """
    known = {kind.table for kind in TABLES} | {"counters", "files", "holder", "history", "made"}
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        plain = " ".join(str(sql).split())
        ours = (
            (kind == "table" and name in known and _PLAIN_TABLE.fullmatch(plain))
            or (kind == "trigger" and name in _TRIGGERS and _TRIGGER.fullmatch(plain))
            or (kind == "index" and sql is None and str(name).startswith("sqlite_autoindex_"))
        )
        if not ours:
            return str(name)
    return None


def missing_columns(connection: sqlite3.Connection) -> str | None:
    """Return the name of a table that is not there, or has other columns than this version's, None where all are."""
    expected = {kind.table: columns(kind) for kind in TABLES} | {"history": HISTORY}
    for table, names in expected.items():
        found = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if found != set(names):
            return table
    return None


def sound_rows(rows: Iterable[Row]) -> tuple[list[Row], list[str]]:
    """Return the rows that can be used, and what is wrong with the others, in Chinese.

    A row that is wrong takes those that it owns with it: a note of a task that cannot be shown has no place.
    """
    kept: dict[str, Row] = {}
    problems: list[str] = []
    for kind, some in groupby(rows, type):
        together = list(some)
        check = problem_beside_values if _all_fit(kind, together) else problem_of
        for row in together:
            problem = check(row)
            if problem is None:
                kept[row.id] = row
            else:
                problems.append(f"{row.table} 表中编号为 {_shown(row.id)} 的条目：{problem}")
    lengths = {key: len(row.text) for key, row in kept.items() if isinstance(row, DocumentRow)}
    outside = [key for key, row in kept.items() if not _inside(row, kept, lengths)]
    problems += [f"{kept.pop(key).table} 表中编号为 {key} 的条目：原文位置不在文件中" for key in outside]
    rooted = _rooted(kept)
    lost = [row for key, row in kept.items() if key not in rooted]
    problems += [f"{row.table} 表中编号为 {row.id} 的条目：找不到它的上级条目" for row in lost]
    return [row for key, row in kept.items() if key in rooted], problems


_PLACED = tuple(kind for kind in TABLES if "start" in columns(kind))
"""The rows that have a place in their document's text."""


def _inside(row: Row, rows: Mapping[str, Row], lengths: Mapping[str, int]) -> bool:
    """Whether the place that a row has in its document's text is in that text."""
    end = row.end if isinstance(row, _PLACED) else None  # type: ignore[attr-defined]
    if end is None:
        return True
    home = row if hasattr(row, "document") else rows.get(row.owner)
    if home is None:  # told as a row without an owner
        return True
    return bool(end <= lengths.get(getattr(home, "document", ""), -1))


def _all_fit(kind: type[Row], rows: Sequence[Row]) -> bool:
    """Whether the values of all rows of a kind fit their columns; False where each must be looked at by itself.

    Each different value is looked at once, of texts that may say anything only what they are.
    """
    checks, free = _checks(kind.table), _free_texts(kind.table)
    values = zip(*map(attrgetter(*(name for name, _ in checks)), rows), strict=True)
    for (name, fits), column in zip(checks, values, strict=True):
        types = set(map(type, column))
        if name in free and types == {str}:
            continue
        if (bool in types and len(types) > 1) or not all(map(fits, set(column))):  # True is 1 in a set
            return False
    return True


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
    return problem_beside_values(row)


def problem_beside_values(row: Row) -> str | None:
    """Return what is wrong with a row whose values fit their columns one by one."""
    if isinstance(row, SettingRow):
        return _setting_problem(row)
    if not isinstance(row, _PLACED):
        return None
    for prefix in ("", "deadline_"):
        start, end = getattr(row, f"{prefix}start", None), getattr(row, f"{prefix}end", None)
        if (start is None) != (end is None) or (start is not None and end is not None and not 0 <= start <= end):
            return "原文位置不对"
    if isinstance(row, TaskRow) and row.deadline is not None and not is_deadline(row.deadline):
        return "完成时限的写法不对"
    return None


def _setting_problem(row: SettingRow) -> str | None:
    try:
        check_setting(row.id.partition(":")[2], json.loads(row.value))
    except (ValueError, RecursionError, TypeError, AttributeError, PlanlensError):
        return "设置的内容不对"
    return None


def _rooted(rows: Mapping[str, Row]) -> set[str]:
    """Return the ids from which a way of proper owners leads to the top; cycles have none."""
    known: dict[str, bool] = {"": True}
    for key in rows:
        way: list[str] = []
        place = key
        while place not in known:
            way.append(place)
            known[place] = False  # coming back here is a cycle
            row = rows.get(place)
            if row is None or row.owner[:1] not in _OWNERS[row.letter] or (row.owner and row.owner not in rows):
                break
            place = row.owner
        else:
            if known[place]:
                known.update(dict.fromkeys(way, True))
    return {key for key, fine in known.items() if fine and key}


def _shown(key: Any) -> str:
    return str(key)[:20] if isinstance(key, str) else "？"


@cache
def _checks(table: str) -> tuple[tuple[str, Callable[[Any], bool]], ...]:
    """Return for each column of a table whether a value fits it."""
    kind = next(kind for kind in TABLES if kind.table == table)
    letter = re.escape(kind.letter)
    own_id = _SETTING_ID if kind is SettingRow else re.compile(rf"{letter}[1-9][0-9]{{0,15}}")
    special: dict[str, Callable[[Any], bool]] = {"id": lambda value: own_id.fullmatch(value) is not None}
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
