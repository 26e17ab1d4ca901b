"""A ledger whole: from a project file up to the server, and from the server down into a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planlens.model import PlanlensError
from planlens.project.chain import HISTORY, Report, Verified, moved, verified
from planlens.project.chain import link as linked
from planlens.project.changes import Change, advanced, loads, restored
from planlens.project.lock import TemporaryFolder
from planlens.project.office import reading
from planlens.project.rows import TABLES, Row, columns, values
from planlens.project.schema import create, insert
from planlens.project.sqlite.database import connect
from planlens.project.sqlite.refusals import explained
from planlens.project.sqlite.store import SqliteStore
from planlens.project.state import State

if TYPE_CHECKING:
    import psycopg

    from planlens.project.office.link import Link

_PIECE = 4 * 1024 * 1024
"""Bytes of a kept file that are brought down at once."""

_EMPTY = "0" * 64
"""The seal of no rows."""


def push(link: Link, path: Path) -> int:
    """Bring a project file up into an empty ledger, with its history and its files; return how many tasks it has.

    Raises:
        PlanlensError: ``ledger-not-empty``, ``not-allowed`` (only who made the ledger may), or the file is damaged.
    """
    folder = TemporaryFolder()
    copy = folder.path / path.name
    try:
        with closing(SqliteStore(path, read_only=True)) as store:
            problems = store.load().problems
            if problems:
                raise PlanlensError("unsound", f"{path.name} 中有内容损坏，不能上传：{problems[0]}。请先从备份恢复。")
            store.copy_to(copy)
        with closing(connect(copy, read_only=True)) as file, link.using() as connection, connection.transaction():
            _must_be_empty(connection)
            return _fill(connection, file)
    finally:
        folder.remove()


def _must_be_empty(connection: psycopg.Connection[Any]) -> None:
    connection.execute("LOCK TABLE planlens.head IN EXCLUSIVE MODE")
    if reading.newest_seq(connection):
        message = "服务器上的台账已有内容，不能用文件覆盖。请为这个文件另建一个台账（地址最后换一个名称）。"
        raise PlanlensError("ledger-not-empty", message)


def _fill(connection: psycopg.Connection[Any], file: sqlite3.Connection) -> int:
    tasks = 0
    for kind in TABLES:
        flags = {name for name in columns(kind) if kind.__dataclass_fields__[name].type == "bool"}
        names = ", ".join(f'"{name}"' for name in columns(kind))
        connection.execute(f"ALTER TABLE planlens.{kind.table} DISABLE TRIGGER is_kept")
        with connection.cursor().copy(f"COPY planlens.{kind.table} ({names}) FROM STDIN") as copy:
            for record in file.execute(f"SELECT {names} FROM {kind.table}"):
                tasks += kind.table == "tasks"
                pairs = zip(columns(kind), record, strict=True)
                copy.write_row([bool(value) if name in flags else value for name, value in pairs])
        connection.execute(f"ALTER TABLE planlens.{kind.table} ENABLE TRIGGER is_kept")
    with connection.cursor().copy(
        f"COPY planlens.history ({', '.join(HISTORY)}) FROM STDIN".replace("changes", "told")
    ) as copy:
        for record in file.execute(f"SELECT {', '.join(HISTORY)} FROM history ORDER BY seq"):
            copy.write_row(record)
    for letter, last in file.execute("SELECT letter, last FROM counters"):
        connection.execute("INSERT INTO planlens.counters VALUES (%s, %s)", (letter, last))
    _count(connection)
    for (digest,) in file.execute("SELECT sha256 FROM files").fetchall():
        data = file.execute("SELECT data FROM files WHERE sha256 = ?", (digest,)).fetchone()[0]
        connection.execute("INSERT INTO planlens.files VALUES (%s, %b)", (digest, data))
    connection.execute("UPDATE planlens.head SET seq = (SELECT coalesce(max(seq), 0) FROM planlens.history)")
    return tasks


def _count(connection: psycopg.Connection[Any]) -> None:
    """Let no number that is in use be given again, whatever the file's counters say."""
    for kind in TABLES:
        if kind.letter == "c":
            continue
        connection.execute(
            f"INSERT INTO planlens.counters SELECT %s, max(substr(id, 2)::bigint) FROM planlens.{kind.table} "
            "HAVING count(*) > 0 ON CONFLICT (letter) DO UPDATE "
            "SET last = greatest(planlens.counters.last, excluded.last)",
            (kind.letter,),
        )


def write_file(link: Link, member: reading.Member, path: Path) -> None:
    """Write a whole ledger into a new project file, as it is at one moment, its history chained.

    Raises:
        PlanlensError: ``not-allowed``: a unit's account does not see all of it.
    """
    if member.part == "unit":
        raise PlanlensError("not-allowed", "您的账号只能看到本单位的任务，不能下载整个台账。请与督查室联系。")
    with (
        link.using() as connection,
        reading.snapshot(connection),
        explained(path),
        closing(sqlite3.connect(path, isolation_level=None)) as file,
    ):
        create(file)
        file.execute("BEGIN")
        rows = reading.all_rows(connection, member)
        for row in rows:
            file.execute(insert(type(row)), values(row))
        file.executemany("INSERT INTO counters VALUES (?, ?)", connection.execute("SELECT * FROM planlens.counters"))
        marks = ", ".join("?" * len(HISTORY))
        file.executemany(f"INSERT INTO history ({', '.join(HISTORY)}) VALUES ({marks})", _chained(connection, rows))
        _bring_files(connection, file)
        file.execute("COMMIT")


def _chained(connection: psycopg.Connection[Any], rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    """Yield the lines of the history: those that came with a file as they were, the others chained to them."""
    told = connection.execute("SELECT seq, seal, chain FROM planlens.history WHERE told <> ''")
    kept = {seq: (seal, chain) for seq, seal, chain in told}
    old: list[tuple[Any, ...]] = []
    new: list[tuple[Any, ...]] = []
    for entry, text in reading.entries_since(connection, 0):
        content = (*(getattr(entry, name) for name in HISTORY[: len(HISTORY) - 3]), text)
        (old if entry.seq in kept else new).append(content)
    chain = ""
    for content in old:
        seal, own = kept[content[0]]
        chain = own or linked(chain, content, "")
        yield (*content, seal, own)
    state = _before(rows, [content[-1] for content in new])
    seal = moved(_EMPTY, ((None, row) for row in state))
    for content in new:
        pairs = []
        for item in loads(content[-1]):
            before = state.find(item["id"])
            pairs.append(Change(before, advanced(item, before)))
            state.apply(pairs[-1:])
        seal = moved(seal, ((change.before, change.after) for change in pairs))
        chain = linked(chain, content, seal)
        yield (*content, seal, chain)


def _before(rows: list[Row], texts: list[str]) -> State:
    """Return the rows as they were before some actions."""
    state = State(rows)
    for text in reversed(texts):
        for item in reversed(loads(text)):
            current = state.find(item["id"])
            state.apply([Change(current, restored(item, current))])
    return state


def _bring_files(connection: psycopg.Connection[Any], file: sqlite3.Connection) -> None:
    """Bring kept files down piece by piece: one may have 100 MB."""
    sizes = connection.execute("SELECT sha256, octet_length(data) FROM planlens.files").fetchall()
    for digest, size in sizes:
        number = file.execute("INSERT INTO files VALUES (?, zeroblob(?))", (digest, size)).lastrowid or 0
        with file.blobopen("files", "data", number) as blob:
            for start in range(0, size, _PIECE):
                piece = connection.execute(
                    "SELECT substring(data FROM %s FOR %s) FROM planlens.files WHERE sha256 = %s",
                    (start + 1, _PIECE, digest),
                    binary=True,
                ).fetchone()
                assert piece is not None  # the snapshot holds it
                blob.write(bytes(piece[0]))


def verified_copy(link: Link, member: reading.Member, report: Report) -> Verified:
    """Compare a ledger with its history, as a copy of it in a file."""
    folder = TemporaryFolder()
    copy = folder.path / "copy.planlens"
    try:
        report(0.0, "下载台账")
        write_file(link, member, copy)
        with closing(connect(copy, read_only=True)) as connection:
            return verified(connection, report)
    finally:
        folder.remove()
