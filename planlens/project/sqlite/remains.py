"""What is sound of a damaged project file: its history up to a break, its rows, its kept files."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any

from planlens.model import PlanlensError
from planlens.project.chain import ENTRY, HISTORY, link, replay, sealed
from planlens.project.findings import findings_of
from planlens.project.found import document_of
from planlens.project.rows import TABLES, AttachmentRow, DocumentRow, Row, columns, kind_of, values
from planlens.project.soundness import problem_of, sound_rows
from planlens.project.sqlite.records import entry_of, row_of
from planlens.project.wording import name_of

Record = tuple[Any, ...]

_CALLED: Mapping[str, str] = {
    "d": "文件",
    "s": "章节",
    "t": "任务",
    "u": "责任单位",
    "g": "目标",
    "a": "目标完成值",
    "n": "进展",
    "e": "附件",
    "x": "不再列出的内容",
    "c": "设置",
    "p": "人员",
    "m": "节点",
    "f": "自定义字段",
    "v": "自定义字段内容",
    "q": "报告期",
    "h": "延期",
    "y": "办理环节",
    "z": "督办单",
    "l": "任务关系",
    "w": "不再提示的问题",
}
"""What people call the rows of a table, by its letter."""


def records(connection: sqlite3.Connection, table: str, names: str, key: str) -> tuple[list[Record], bool]:
    """Return the records of a table in the order of their key, and whether those are all.

    A page that cannot be read ends the way: then what stands behind it is read from the other end.
    """
    ahead, whole = _one_way(connection, f"SELECT {names} FROM {table} ORDER BY {key}")
    if whole:
        return ahead, True
    back, _ = _one_way(connection, f"SELECT {names} FROM {table} ORDER BY {key} DESC")
    known = {record[0] for record in ahead}
    return [*ahead, *(record for record in reversed(back) if record[0] not in known)], False


def _one_way(connection: sqlite3.Connection, statement: str) -> tuple[list[Record], bool]:
    found: list[Record] = []
    try:
        for record in connection.execute(statement):
            found.append(record)  # noqa: PERF402 (what was read before the error stays)
    except sqlite3.Error:
        return found, False
    return found, True


class SoundHistory:
    """The entries of a history from the first one up to where something is wrong with it.

    Attributes:
        records: these entries, as they are kept.
        lost: how many there are behind them.
        rows: what the rows were after the last of them, as far as they can be made.
        proven: whether no entry is lost, and the seal of the last one says that these were all rows.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        found, whole = records(connection, "history", ", ".join(HISTORY), "seq")
        after: dict[str, dict[str, Any]] = {}
        self.records: list[Record] = []
        chain = ""
        for record in found:
            chain = self._continued(record, chain)
            if not chain or not replay(after, record[len(ENTRY) - 1]):
                break
            self.records.append(record)
        self.lost = len(found) - len(self.records)
        self.rows = tuple(_made(after))
        seal = self.records[-1][-2] if self.records else ""
        fits = seal == sealed((row.table, values(row)) for row in self.rows)
        self.proven = whole and not self.lost and bool(seal) and fits

    def _continued(self, record: Record, chain: str) -> str:
        """Return the chain up to an entry, "" where it is not what was written after those before it."""
        content, seal, kept = record[: len(ENTRY)], record[-2], record[-1]
        try:
            if entry_of(content[:-1]).seq != len(self.records) + 1:
                return ""
        except PlanlensError:
            return ""
        unchained = not kept and not (self.records and self.records[-1][-1])
        own = link(chain, content, "" if unchained else seal)
        return own if unchained or own == kept else ""

    def forget(self) -> None:
        """Keep nothing of the history."""
        self.records, self.rows = [], ()


def _made(after: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    """Yield the rows of their values by column; what makes none is left out."""
    for key, given in after.items():
        with suppress(StopIteration, TypeError):
            row = kind_of(key)(**given)
            if row.id == key:
                yield row


class SoundRows:
    """The rows that are sound, and in Chinese what is to be told of the others.

    Attributes:
        rows: these rows; each means something, and what they need is among them.
        left_out: what is not among them.
        recovered: what was damaged and is made of the history.
    """

    def __init__(self, connection: sqlite3.Connection, history: SoundHistory) -> None:
        self.left_out: list[str] = []
        self.recovered: list[str] = []
        known = {row.id: row for row in history.rows}
        own, broken = _own_rows(connection)
        found = self._proven(own, known) if history.proven else self._as_they_are(own, known, broken)
        self.rows = self._rooted(self._mended(row, connection) for row in found)

    def _proven(self, own: Mapping[Any, Row], known: Mapping[str, Row]) -> list[Row]:
        """Return what the history says; it says all."""
        self.recovered += [told(row) for key, row in known.items() if own.get(key) != row]
        self.left_out += [f"{told(row)}（不是由任何操作写入的）" for key, row in own.items() if key not in known]
        return list(known.values())

    def _as_they_are(self, own: Mapping[Any, Row], known: Mapping[str, Row], broken: list[type[Row]]) -> list[Row]:
        """Return the rows that mean something; in the place of others what an older entry says of them."""
        found: list[Row] = []
        for key, row in own.items():
            if problem_of(row) is None and _is_text(row):
                found.append(row)
            elif key in known:
                self.recovered.append(f"{told(known[key])}（按较早的操作历史，请核对）")
                found.append(known[key])
            elif problem_of(legible := _legible(row)) is None:
                self.left_out.append(f"{told(legible)}中损坏的字（以“\ufffd”代替）")
                found.append(legible)
            else:
                self.left_out.append(told(row))
        lost = [row for key, row in known.items() if key not in own and type(row) in broken]
        self.recovered += [f"{told(row)}（按较早的操作历史，请核对）" for row in lost]
        self.left_out += [f"{_CALLED[kind.letter]}中读不出来的部分" for kind in broken]
        return [*found, *lost]

    def _mended(self, row: Row, connection: sqlite3.Connection) -> Row | None:
        """Return a row whose kept file is sound, and whose document can be shown; None for evidence without a file."""
        if isinstance(row, AttachmentRow) and sound_file(connection, row.sha256) is None:
            self.left_out.append(f"{told(row)}（内容已损坏）")
            return None
        if not isinstance(row, DocumentRow):
            return row
        if row.sha256 and sound_file(connection, row.sha256) is None:
            self.left_out.append(f"{told(row)}的原件（原文和任务仍在）")
            row = replace(row, sha256="")
        with suppress(PlanlensError):
            document_of(row)
            findings_of(row)
            return row
        self.left_out.append(f"{told(row)}的版式和识别记录（原文和任务仍在）")
        return replace(row, blocks=_lines(row.text), findings="{}", warnings="[]")

    def _rooted(self, found: Iterator[Row | None]) -> tuple[Row, ...]:
        rows = sorted(filter(None, found), key=lambda row: TABLES.index(type(row)))
        sound, _ = sound_rows(rows)
        kept = {row.id for row in sound}
        self.left_out += [f"{told(row)}（它所属的条目没有了）" for row in rows if row.id not in kept]
        return tuple(sound)


def _own_rows(connection: sqlite3.Connection) -> tuple[dict[Any, Row], list[type[Row]]]:
    """Return the rows of all tables by what they have as id, and the kinds that could not be read to the end."""
    found: dict[Any, Row] = {}
    broken: list[type[Row]] = []
    for kind in TABLES:
        some, whole = records(connection, kind.table, ", ".join(f'"{name}"' for name in columns(kind)), '"id"')
        for record in some:
            row = row_of(kind, record)
            found[row.id] = row
        if not whole:
            broken.append(kind)
    return found, broken


def told(row: Row) -> str:
    """Return what a row is called, damaged or not: 任务“建设数字云山”（编号 t3）."""
    name = ""
    with suppress(TypeError, AttributeError):
        name = name_of(_legible(row))
    return f"{_CALLED[row.letter]}{name}（编号 {str(_legible(row).id)[:20]}）"


def _is_text(row: Row) -> bool:
    """Whether all that is text in a row was read as UTF-8."""
    return _legible(row) == row


def _legible(row: Row) -> Row:
    """Return a row whose texts have "\ufffd" where their bytes are no text."""
    given = {field.name: getattr(row, field.name) for field in fields(row)}
    texts = {name: value for name, value in given.items() if isinstance(value, str) and not value.isascii()}
    legible = {name: text.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for name, text in texts.items()}
    return replace(row, **legible)


def _lines(text: str) -> str:
    """Return a text's lines as the blocks of a document that lost its own, as JSON."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append({"span": {"start": start, "end": start + len(line)}})
        start += len(line) + 1
    return json.dumps(blocks)


def sound_file(connection: sqlite3.Connection, digest: str) -> bytes | None:
    """Return the bytes of a kept file, None where they cannot be read or are others than when they were kept."""
    for way in ("", " NOT INDEXED"):
        with suppress(sqlite3.Error):
            found = connection.execute(f"SELECT data FROM files{way} WHERE sha256 = ?", (digest,)).fetchone()
            if found and isinstance(found[0], bytes) and hashlib.sha256(found[0]).hexdigest() == digest:
                return bytes(found[0])
    return None


def digests(connection: sqlite3.Connection) -> list[str]:
    """Return the digests of the kept files, as far as they can be read."""
    found, _ = records(connection, "files", "sha256", "sha256")
    return [record[0] for record in found if isinstance(record[0], str)]
