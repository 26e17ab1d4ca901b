"""The project file: one SQLite database, one transaction an action."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from planlens import __version__
from planlens.model import PlanlensError
from planlens.model.file_errors import file_error
from planlens.project.chain import HISTORY, Report, Verified, differences, link, moved, newest, verified
from planlens.project.changes import Change, Entry, dumps
from planlens.project.lock import FileLock
from planlens.project.rows import TABLES, Row, values
from planlens.project.schema import VERSION, insert, select, upgrade
from planlens.project.soundness import sound_records
from planlens.project.sqlite.database import (
    check,
    connect,
    holder_of,
    in_memory,
    is_held,
    made_by,
    must_be_sqlite,
    signature,
)
from planlens.project.sqlite.foreign import missing_columns
from planlens.project.sqlite.records import LARGEST, entry_of, highest
from planlens.project.sqlite.refusals import explained, foreign, in_use, is_no_text, read_only_file, unsound_history
from planlens.project.store import Loaded, Turn

_ENTRY = "seq, time, who, kind, label, edit, items, undo, redo, below"

_INTO_HISTORY = f"INSERT INTO history ({', '.join(HISTORY)}) VALUES ({', '.join('?' * len(HISTORY))})"

COMPARED_AT_ONCE = 10_000
"""Rows that are compared with their seal whenever a file is opened: for the longest plans that takes some hundredths of
a second. Longer files are compared once a day, before they are copied."""


class SqliteStore:
    """A project file, open.

    Args:
        path: the file; it must exist, see :func:`create_file`.
        holder: who opens it and where, in Chinese, told to others who want to write.
        read_only: only look; any number of programs may.

    Attributes:
        made: which versions of planlens made the file and wrote into it last, "" for not known.

    Raises:
        PlanlensError: ``file-missing``, ``in-use`` (somebody else writes), ``read-only``, ``not-a-project``,
            ``too-new`` or ``damaged``.
    """

    def __init__(self, path: Path, holder: str = "", *, read_only: bool = False) -> None:
        self.path = self.place = path
        self.name = path.stem
        self.read_only = read_only
        self.shared = False
        self._seq = 0
        self._counters: dict[str, int] = {}
        self._lock = FileLock(path)
        self._holder = ""
        self.made = ("", "")
        if not path.is_file():
            raise PlanlensError("file-missing", f"找不到项目文件：{path}。请检查路径和文件名。")
        if not read_only:
            self._claim()
        try:
            self._open(holder)
        except BaseException:
            self.close()
            raise

    def _claim(self) -> None:
        if not os.access(self.path, os.W_OK):
            raise read_only_file(self.path)
        try:
            free = self._lock.acquire()
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EIO}:
                raise file_error(error) from error
            raise read_only_file(self.path) from error
        if not free:
            raise in_use(self.path, holder_of(self.path))

    def _open(self, holder: str) -> None:
        must_be_sqlite(self.path)
        self._connection = connect(self.path, read_only=self.read_only)
        with explained(self.path):
            check(self._connection, self.path)
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version < VERSION:
                if self.read_only:  # the file stays as it is
                    self._connection = in_memory(self._connection)
                upgrade(self._connection, version)
            self.made = made_by(self._connection)
            if (table := missing_columns(self._connection)) is not None:
                raise foreign(self.path, table)
            if self.read_only:
                return
            if is_held(self._connection, self.path):
                raise in_use(self.path, holder_of(self.path))
            self._identity = self.path.stat()
            self._holder = f"{holder}\n{signature(self._identity)}"
            self._connection.execute("INSERT OR REPLACE INTO holder VALUES (1, ?)", (self._holder,))

    def load(self) -> Loaded:
        """Return the rows and the newest entry.

        What cannot be used is left out and told; the file is only read from then on, so that nothing is built on it.
        """
        with explained(self.path):
            records, problems = self._all_records()
            rows, unsound = sound_records(records)
            problems += unsound
            given = self._connection.execute("SELECT letter, last FROM counters").fetchall()
            counts = ((key, last) for key, last in given if isinstance(key, str) and isinstance(last, int))
            self._counters = {key: last for key, last in counts if 0 <= last < LARGEST}
            for letter, used in highest(rows).items():  # never given again, whatever the counters say
                self._counters[letter] = max(self._counters.get(letter, 0), used)
            try:
                last = next(self.history(newest=1), None)
            except PlanlensError as error:
                last = None
                problems.append(error.message)
            changed: tuple[str, ...] = ()
            if not problems and len(rows) <= COMPARED_AT_ONCE:
                changed = differences(self._connection, ((kind.table, row) for kind, some in records for row in some))
        if problems:
            self._only_look()
        self._seq = last.seq if last else 0
        return Loaded(tuple(rows), self._seq, last, tuple(problems), changed)

    def _all_records(self) -> tuple[list[tuple[type[Row], list[tuple[Any, ...]]]], list[str]]:
        """Return all rows as they are kept, by their kinds, and what is wrong with their text."""
        try:
            return self._records(), []
        except sqlite3.OperationalError as error:
            if not is_no_text(error):
                raise
        self._connection.text_factory = lambda data: data.decode("utf-8", "replace")
        return self._records(), ["有的文字编码已损坏，损坏的字以“\ufffd”代替"]

    def _records(self) -> list[tuple[type[Row], list[tuple[Any, ...]]]]:
        return [(kind, self._connection.execute(select(kind)).fetchall()) for kind in TABLES]

    def _only_look(self) -> None:
        """Write no more, and let others write."""
        if not self.read_only:
            self._let_go()
            self.read_only = True
            self._lock.release()

    @contextmanager
    def turn(self, seen: int) -> Iterator[Turn]:
        """Give the next number: who has the file open for writing is alone."""
        del seen
        yield Turn(self._seq + 1, dict(self._counters))

    def since(self, seen: int) -> None:
        """Nobody else writes while the file is open here."""
        del seen

    def append(
        self, entry: Entry, rows: tuple[Change, ...], files: Mapping[str, bytes], counters: Mapping[str, int]
    ) -> None:
        """Keep an action in one transaction; on any failure nothing of it is kept."""
        if self.read_only:
            raise read_only_file(self.path)
        self._must_be_there()
        with explained(self.path), self._transaction() as run:
            self._must_be_ours(run, entry)
            seal, chain = newest(self._connection)
            for digest, data in files.items():
                run("INSERT OR IGNORE INTO files VALUES (?, ?)", (digest, data))
            for change in rows:
                if change.after is not None:
                    run(insert(type(change.after)), values(change.after))
                else:
                    run(f"DELETE FROM {change.row.table} WHERE id = ?", (change.row.id,))
            for letter, last in counters.items() - self._counters.items():
                run("INSERT OR REPLACE INTO counters VALUES (?, ?)", (letter, last))
            record = (*(getattr(entry, name) for name in _ENTRY.split(", ")), dumps(rows))
            seal = moved(seal, ((change.before, change.after) for change in rows))
            run(_INTO_HISTORY, (*record, seal, link(chain, record, seal)))
            if self.made[1] != __version__:
                run("UPDATE made SET last = ?", (__version__,))
        self._must_be_there()
        self.made = (self.made[0], __version__)
        self._seq = entry.seq
        self._counters.update(counters)

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection.execute
            self._connection.execute("COMMIT")
        except UnicodeEncodeError as error:
            self._connection.execute("ROLLBACK")
            raise PlanlensError("bad-text", "文字中有无法保存的字符（不完整的编码），请删去后再试。") from error
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _must_be_ours(self, run: Any, entry: Entry) -> None:
        """Refuse to write into a file that somebody else has changed since it was opened, past every lock."""
        newest = run("SELECT coalesce(max(seq), 0) FROM history").fetchone()[0]
        holder = run("SELECT text FROM holder").fetchone()
        if newest != entry.seq - 1 or holder is None or holder[0] != self._holder:
            message = f"项目文件刚才被另一个程序改动：{self.path}。刚才的操作没有保存，请关闭项目，重新打开后再做。"
            raise PlanlensError("changed-elsewhere", message)

    def _must_be_there(self) -> None:
        """Refuse to write into a file that has been removed or replaced: on POSIX systems nothing else would tell."""
        with suppress(OSError):
            if os.path.samestat(self._identity, self.path.stat()):
                return
        message = f"项目文件已被移走、删除或替换：{self.path}。刚才的操作没有保存，请先用“另存为”把项目存到别处。"
        raise PlanlensError("file-removed", message)

    def entry(self, seq: int) -> tuple[Entry, str]:
        """Return an entry with its changes as JSON."""
        with explained(self.path):
            record = self._connection.execute(f"SELECT {_ENTRY}, changes FROM history WHERE seq = ?", (seq,)).fetchone()
        if record is None:
            raise unsound_history()
        return entry_of(record[:-1]), str(record[-1])

    def label(self, seq: int) -> str:
        """Return the name of an entry's action."""
        with explained(self.path):
            record = self._connection.execute("SELECT label FROM history WHERE seq = ?", (seq,)).fetchone()
        return str(record[0]) if record else ""

    def history(self, item: str | None = None, newest: int | None = None) -> Iterator[Entry]:
        """Yield entries, the newest first."""
        where = "WHERE instr(items, ?)" if item else ""
        wanted = (*([f" {item} "] if item else []), -1 if newest is None else newest)
        with explained(self.path):
            found = self._connection.execute(f"SELECT {_ENTRY} FROM history {where} ORDER BY seq DESC LIMIT ?", wanted)
            yield from (entry_of(record) for record in found.fetchall())

    def changes(self, since: str = "", after: int = 0) -> Iterator[tuple[str, str]]:
        """Yield the time and the changes of entries, the newest first."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT time, changes FROM history WHERE seq > "
                "max(?, coalesce((SELECT max(seq) FROM history WHERE time <= ?), 0)) ORDER BY seq DESC",
                (after, since),
            )
            yield from found.fetchall()

    def verify(self, report: Report = lambda share, what: None) -> Verified:
        """Compare everything in the file with its history, see :func:`~planlens.project.chain.verified`."""
        with explained(self.path):
            return verified(self._connection, report)

    def file(self, sha256: str) -> bytes:
        """Return the bytes of a kept file."""
        with explained(self.path):
            found = self._connection.execute("SELECT data FROM files WHERE sha256 = ?", (sha256,)).fetchone()
        if found is None:
            raise PlanlensError("no-item", "项目中没有这个文件，它可能已损坏。请从备份恢复。")
        data = found[0]
        if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != sha256:
            raise PlanlensError("bad-file", "项目中保存的这个文件已损坏，与存入时不同。请从备份恢复，或重新添加。")
        return data

    def copy_to(self, path: Path) -> None:
        """Write a copy of the whole file to a new path; the backup API sees no half-written action."""
        with explained(path), closing(sqlite3.connect(path)) as copy:
            self._connection.backup(copy)
            copy.execute("DELETE FROM holder")
            copy.commit()

    def close(self) -> None:
        """Close the file and leave nothing beside it."""
        connection = getattr(self, "_connection", None)
        if connection is not None:
            with suppress(sqlite3.Error):
                self._let_go()
            connection.close()
        self._lock.release()

    def _let_go(self) -> None:
        """Say no longer that the file is open here; one that was refused, or is another's by now, is left as it is."""
        if self._holder:
            self._connection.execute("DELETE FROM holder WHERE text = ?", (self._holder,))
            self._holder = ""
