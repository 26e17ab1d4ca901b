"""The history as a chain of hashes, and a seal over all rows: what tells whether a file was changed behind planlens.

The **seal** of a state is the sum, modulo 2²⁵⁶, of a SHA-256 of every row: one action changes it by the rows that it
touches only. The **chain** of an entry is a SHA-256 over all that the entry says, the seal of the rows after it and the
chain of the entry before, so that no entry can be changed, left out or put in without changing all that follow.

Both find damage, and changes by people who do not know how planlens reckons them. There is no secret in them: they
prove nothing against somebody who reckons them anew, unless the newest chain was written down elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any

from planlens.project.rows import TABLES, AttachmentRow, DocumentRow, Row, columns, kind_of, values

ENTRY = ("seq", "time", "who", "kind", "label", "edit", "items", "undo", "redo", "below", "changes")
"""The columns of an entry of the history that say what was done."""

HISTORY = (*ENTRY, "seal", "chain")
"""All columns of the history."""

_MODULUS = 2**256
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr)
_FEW = 20
_OTHER_SEAL = "各项内容的校验值与最近一次操作时不同，文件在 planlens 以外被改动过"

Report = Callable[[float, str], None]
"""Told how far it is, from 0 to 1, and at what; may raise to stop."""


@cache
def _casts(table: str) -> tuple[type, ...]:
    """Return what the columns of a table hold once SQLite has kept it."""
    kind = next(kind for kind in TABLES if kind.table == table)
    bases = {"str": str, "float": float, "int": int, "bool": int}
    return tuple(bases[str(field.type).partition(" | ")[0]] for field in fields(kind))


@cache
def _numbers(table: str) -> tuple[tuple[int, type], ...]:
    """Return the places of a table's columns that hold numbers, and what they hold."""
    return tuple((place, cast) for place, cast in enumerate(_casts(table)) if cast is not str)


def _kept(value: Any, cast: type) -> Any:
    """Return a value as SQLite gives it back: a whole number as a float where the column is one, no -0.0.

    What cannot be in the column (a damaged file has it) stays as it is.
    """
    if cast is str or not isinstance(value, int | float) or not math.isfinite(value):
        return value
    return cast(value) + 0.0 if cast is float else cast(value) if value == int(value) else value


def row_seal(table: str, content: Iterable[Any]) -> int:
    """Return the share of a row in the seal, of its values in the order of its columns."""
    plain = list(content)
    for place, cast in _numbers(table):
        plain[place] = _kept(plain[place], cast)
    text = _JSON.encode([table, *plain])
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest(), "big")


def moved(seal: str, pairs: Iterable[tuple[Row | None, Row | None]]) -> str:
    """Return the seal after rows (each before and after, None for none) have changed."""
    total = int(seal, 16)
    for before, after in pairs:
        if before is not None:
            total -= row_seal(before.table, values(before))
        if after is not None:
            total += row_seal(after.table, values(after))
    return f"{total % _MODULUS:064x}"


def link(previous: str, content: Iterable[Any], seal: str) -> str:
    """Return the chain of an entry, of all that it says, the seal after it and the chain of the entry before."""
    found = hashlib.sha256()
    for part in (previous, *content, seal):
        data = str(part).encode("utf-8", "surrogateescape")
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def seal_of(connection: sqlite3.Connection) -> str:
    """Return the seal of all rows that a file holds."""
    return sealed((kind.table, record) for kind in TABLES for record in _records(connection, kind))


def sealed(records: Iterable[tuple[str, Iterable[Any]]]) -> str:
    """Return the seal of rows, of their tables and their values in the order of the columns."""
    return f"{sum(row_seal(table, record) for table, record in records) % _MODULUS:064x}"


def differences(connection: sqlite3.Connection, records: Iterable[tuple[str, Iterable[Any]]]) -> tuple[str, ...]:
    """Say in Chinese which rows are not as the last action left them: something else has changed them since.

    Only where the seal is another one is the history followed; where an older version wrote last there is none.

    Args:
        connection: the file, of this version.
        records: all its rows: their tables, and their values in the order of the columns.
    """
    found = connection.execute("SELECT seal FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    if found is None or not found[0] or found[0] == sealed(records):
        return ()
    problems: list[str] = []
    _compare(connection, _history(connection, [])[-1], problems)
    return tuple(problems or [_OTHER_SEAL])


def newest(connection: sqlite3.Connection) -> tuple[str, str]:
    """Return the seal of the rows now and the chain that the next entry continues.

    Where an older version of planlens has written last, both are reckoned from what is there: from then on it is kept.
    """
    found = connection.execute("SELECT seal, chain FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    if found is not None and found[0] and found[1]:
        return str(found[0]), str(found[1])
    chain = ""
    for record in connection.execute(f"SELECT {', '.join(ENTRY)} FROM history ORDER BY seq"):
        chain = link(chain, record, "")
    return seal_of(connection), chain


def _records(connection: sqlite3.Connection, kind: type[Row]) -> Iterator[tuple[Any, ...]]:
    names = ", ".join(f'"{name}"' for name in columns(kind))
    return iter(connection.execute(f"SELECT {names} FROM {kind.table}"))


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of a file.

    Attributes:
        entries: how many entries the history has.
        chained: how many of them are in the chain; those before were written by an older version.
        rows: how many rows were compared with the history.
        files: how many kept files were compared with their SHA-256.
        chain: the newest link, to be written down elsewhere, "" for none.
        problems: what is not as it was written, in Chinese; nothing where all is sound.
    """

    entries: int
    chained: int
    rows: int
    files: int
    chain: str
    problems: tuple[str, ...]


def verified(connection: sqlite3.Connection, report: Report = lambda share, what: None) -> Verified:
    """Compare everything in a file with its history, the history with its chain and the files with their digests.

    It takes about a second for 50,000 entries; nothing is written.

    Args:
        connection: the file, of this version.
        report: told how far it is.
    """
    problems: list[str] = []
    given, connection.text_factory = connection.text_factory, lambda data: data.decode("utf-8", "surrogateescape")
    try:
        report(0.0, "检查文件结构")
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
        problems += [f"文件结构有损坏：{text}" for text in found if text != "ok"]
        report(0.1, "核对操作历史")
        entries, chained, chain, seal, expected = _history(connection, problems)
        report(0.6, "核对各项内容")
        rows = _compare(connection, expected, problems)
        if seal and seal != seal_of(connection) and not problems:
            problems.append(_OTHER_SEAL)
        report(0.8, "核对附件和原文件")
        files = _files(connection, problems)
    finally:
        connection.text_factory = given
    return Verified(entries, chained, rows, files, chain, tuple(problems))


def _history(
    connection: sqlite3.Connection, problems: list[str]
) -> tuple[int, int, str, str, dict[str, dict[str, Any]]]:
    """Follow the history: return its length, that of its chain, the newest link and seal, and the rows it leads to."""
    rows: dict[str, dict[str, Any]] = {}
    chain, seal, chained, count, broken = "", "", 0, 0, 0
    for record in connection.execute(f"SELECT {', '.join(HISTORY)} FROM history ORDER BY seq"):
        count += 1
        content, seal, kept = record[: len(ENTRY)], record[-2], record[-1]
        if content[0] != count and broken < _FEW:
            problems.append(f"操作历史缺少第{count}条" if content[0] > count else f"操作历史的第{count}条编号不对")
            broken = _FEW
        if not kept and not chained:
            chain = link(chain, content, "")
        else:
            chained += 1
            own = link(chain, content, seal)
            if own != kept and broken < _FEW:
                broken += 1
                what = f"{str(content[1])[:16].replace('T', ' ')} {content[2]} {content[4]}"
                problems.append(f"第{content[0]}条操作（{what}）与写入时不同，或它前面的操作被删改")
            chain = kept or own
        if not replay(rows, content[-1]) and broken < _FEW:
            broken += 1
            problems.append(f"第{content[0]}条操作的内容无法读取")
    return count, chained, chain if chained else "", seal if chained else "", rows


def replay(rows: dict[str, dict[str, Any]], text: str) -> bool:
    """Do the changes of an entry on rows (their values by column, by id); return whether they could be read."""
    try:
        for change in json.loads(text):
            key, before, after = change["id"], change.get("before"), change.get("after")
            if after is None:
                rows.pop(key, None)
            elif before is None:
                rows[key] = dict(after)
            else:
                rows.setdefault(key, {}).update(after)
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return False
    return True


def _compare(connection: sqlite3.Connection, expected: dict[str, dict[str, Any]], problems: list[str]) -> int:
    """Compare the rows of a file with what its history leads to; return how many there are."""
    count = 0
    missing = dict(expected)
    wrong: list[str] = []
    for kind in TABLES:
        names, casts = columns(kind), _casts(kind.table)
        for record in _records(connection, kind):
            count += 1
            row = missing.pop(record[0], None)
            if row is None:
                wrong.append(f"{kind.table} 表中编号为 {str(record[0])[:20]} 的条目不是由任何操作写入的")
                continue
            wrong += [
                f"{kind.table} 表中编号为 {record[0]} 的条目：{name} 与操作历史不同"
                for name, value, cast in zip(names, record, casts, strict=True)
                if _kept(row.get(name, _usual(kind, name)), cast) != value
            ]
    wrong += [f"{kind_of(key).table} 表中编号为 {key} 的条目不见了" for key in missing if _is_known(key)]
    problems += wrong[:_FEW]
    if len(wrong) > _FEW:
        problems.append(f"另有{len(wrong) - _FEW}处内容与操作历史不同")
    return count


def _is_known(key: object) -> bool:
    return isinstance(key, str) and any(key[:1] == kind.letter for kind in TABLES)


def _usual(kind: type[Row], name: str) -> Any:
    """Return what a column holds that an older version did not write."""
    default = next(field.default for field in fields(kind) if field.name == name)
    return None if default is MISSING else default


def _files(connection: sqlite3.Connection, problems: list[str]) -> int:
    """Compare the kept files with their digests, and look for those that rows speak of; return how many there are."""
    found: set[str] = set()
    for digest, data in connection.execute("SELECT sha256, data FROM files"):
        found.add(digest)
        if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != digest:
            problems.append(f"保存的文件 {str(digest)[:12]}… 已损坏，与存入时不同")
    for kind in (DocumentRow, AttachmentRow):
        for name, digest in connection.execute(f"SELECT name, sha256 FROM {kind.table}"):
            if digest and digest not in found:  # "": it was lost, and is known to be
                problems.append(f"保存的文件“{name}”不见了")
    return len(found)
