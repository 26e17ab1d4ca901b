"""The project file: one SQLite database, one transaction an action."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from socket import gethostname
from typing import Any

from planlens.model import PlanlensError
from planlens.model.file_errors import file_error, reason
from planlens.project.chain import HISTORY, Report, Verified, differences, link, moved, newest, verified
from planlens.project.changes import Change, Entry, dumps
from planlens.project.lock import FileLock, beside, birth_of, is_running, put_in_place
from planlens.project.rows import TABLES, Row, flags, values
from planlens.project.schema import APPLICATION_ID, VERSION, create, insert, select, upgrade
from planlens.project.soundness import foreign_object, missing_columns, sound_rows
from planlens.project.store import Loaded, Turn

_ENTRY = "seq, time, who, kind, label, edit, items, undo, redo, below"

_INTO_HISTORY = f"INSERT INTO history ({', '.join(HISTORY)}) VALUES ({', '.join('?' * len(HISTORY))})"

COMPARED_AT_ONCE = 10_000
"""Rows that are compared with their seal whenever a file is opened: for the longest plans that takes some hundredths of
a second. Longer files are compared once a day, before they are copied."""

_HEAD = b"SQLite format 3\x00"


class SqliteStore:
    """A project file, open.

    Args:
        path: the file; it must exist, see :func:`create_file`.
        holder: who opens it and where, in Chinese, told to others who want to write.
        read_only: only look; any number of programs may.

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
            raise _read_only(self.path)
        try:
            free = self._lock.acquire()
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EIO}:
                raise file_error(error) from error
            raise _read_only(self.path) from error
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
                    self._connection = _in_memory(self._connection)
                upgrade(self._connection, version)
            if (table := missing_columns(self._connection)) is not None:
                raise _foreign(self.path, table)
            if self.read_only:
                return
            if is_held(self._connection, self.path):
                raise in_use(self.path, holder_of(self.path))
            self._identity = self.path.stat()
            self._holder = f"{holder}\n{_signature(self._identity)}"
            self._connection.execute("INSERT OR REPLACE INTO holder VALUES (1, ?)", (self._holder,))

    def load(self) -> Loaded:
        """Return the rows and the newest entry.

        What cannot be used is left out and told; the file is only read from then on, so that nothing is built on it.
        """
        with explained(self.path):
            records, problems = self._all_records()
            rows, unsound = sound_rows([_row(kind, record) for kind, record in records])
            problems += unsound
            given = self._connection.execute("SELECT letter, last FROM counters").fetchall()
            self._counters = {key: last for key, last in given if isinstance(key, str) and isinstance(last, int)}
            for row in rows:  # a number that is in use is never given again, whatever the counters say
                if row.id[1:].isdigit():
                    self._counters[row.letter] = max(self._counters.get(row.letter, 0), int(row.id[1:]))
            try:
                last = next(self.history(newest=1), None)
            except PlanlensError as error:
                last = None
                problems.append(error.message)
            changed: tuple[str, ...] = ()
            if not problems and len(records) <= COMPARED_AT_ONCE:
                changed = differences(self._connection, ((kind.table, record) for kind, record in records))
        if problems:
            self._only_look()
        self._seq = last.seq if last else 0
        return Loaded(tuple(rows), self._seq, last, tuple(problems), changed)

    def _all_records(self) -> tuple[list[tuple[type[Row], tuple[Any, ...]]], list[str]]:
        """Return all rows as they are kept, with their kinds, and what is wrong with their text."""
        try:
            return list(self._records()), []
        except sqlite3.OperationalError as error:
            if not _is_no_text(error):
                raise
        self._connection.text_factory = lambda data: data.decode("utf-8", "replace")
        return list(self._records()), ["有的文字编码已损坏，损坏的字以“\ufffd”代替"]

    def _records(self) -> Iterator[tuple[type[Row], tuple[Any, ...]]]:
        for kind in TABLES:
            yield from ((kind, record) for record in self._connection.execute(select(kind)))

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
            raise _read_only(self.path)
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
        self._must_be_there()
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
            raise _unsound_history()
        return _entry(record[:-1]), str(record[-1])

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
            yield from (_entry(record) for record in found.fetchall())

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


def _row(kind: type[Row], record: tuple[Any, ...]) -> Row:
    """Return a row of what is kept of it."""
    places = flags(kind)
    if not places:
        return kind(*record)
    fields = list(record)
    for place in places:
        if fields[place] in (0, 1):
            fields[place] = bool(fields[place])
    return kind(*fields)


def create_file(path: Path, fill: Callable[[Path], None] = lambda _: None) -> None:
    """Make a project file, an empty one unless *fill* works on it before it has its name.

    Raises:
        PlanlensError: there is a file of this name, or none can be made here; whatever *fill* raises.
    """
    if path.exists():
        raise PlanlensError("file-exists", f"文件已存在：{path}。请换一个文件名。")
    if not path.parent.is_dir():
        raise PlanlensError("folder-missing", f"文件夹不存在：{path.parent}。请先建好文件夹，或换一个位置。")
    unfinished = beside(path)
    try:
        with explained(path), closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
            create(connection)
        fill(unfinished)
        put_new(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def put_new(unfinished: Path, path: Path) -> None:
    """Give a finished file its name, which nobody may have taken meanwhile.

    Raises:
        PlanlensError: ``file-exists``, or it cannot be written here.
    """
    try:
        try:
            os.link(unfinished, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            path.open("xb").close()
            put_in_place(unfinished, path)
    except FileExistsError as error:
        raise PlanlensError("file-exists", f"文件已存在：{path}。请换一个文件名。") from error
    except OSError as error:
        message = f"未能写入：{path}（{reason(error)}）。请检查权限，或换一个位置。"
        raise PlanlensError("not-written", message) from error


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Return a connection that makes every commit durable, on network shares and when power fails too.

    No function of SQLite is run because a file's own tables ask for it. What a killed program had begun is taken back.
    """
    if read_only:
        _roll_back(path)
    with explained(path):
        name = path.resolve().as_uri() + ("?mode=ro" if read_only else "?mode=rw")
        connection = sqlite3.connect(name, uri=True, isolation_level=None, timeout=5, check_same_thread=False)
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA trusted_schema = OFF")
        return connection


def _roll_back(path: Path) -> None:
    """Let SQLite take back an action that was not finished, which a connection that only reads cannot.

    SQLite itself knows whether the action's program still runs; where nothing can be written here the journal stays.
    """
    if _has_journal(path) and os.access(path, os.W_OK):
        with suppress(PlanlensError, sqlite3.Error), closing(connect(path)) as connection:
            connection.execute("PRAGMA user_version").fetchone()


def _in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of a database in memory and close the one that is copied."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with closing(connection):
        connection.backup(copy)
    return copy


def must_be_sqlite(path: Path) -> None:
    """Refuse a file that is no database at all, so that no document is ever taken for a damaged project.

    Raises:
        PlanlensError: ``not-a-project``, or ``not-written`` where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEAD))
    except OSError as error:
        raise PlanlensError(
            "not-written", f"无法读取项目文件：{path}（{reason(error)}）。请检查权限后再试。"
        ) from error
    if head != _HEAD:
        message = f"这不是 planlens 项目文件：{path}。如果它原来是，可从备份恢复：planlens restore {path.name}"
        raise PlanlensError("not-a-project", message)


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is no project, is of a newer version, or is damaged.

    Raises:
        PlanlensError: ``not-a-project``, ``too-new`` or ``damaged``.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise PlanlensError("not-a-project", f"这不是 planlens 项目文件：{path}。请选择以 .planlens 结尾的文件。")
    if connection.execute("PRAGMA user_version").fetchone()[0] > VERSION:
        raise PlanlensError("too-new", f"{path.name} 由更新版本的 planlens 保存，请升级本程序后再打开。")
    try:
        name = foreign_object(connection)
    except sqlite3.OperationalError as error:
        raise (_damaged(path) if _is_no_text(error) else error) from error
    if name is not None:
        raise _foreign(path, name)
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise _damaged(path)


def holder_of(path: Path) -> str:
    """Return who has the file open for writing, "" where that cannot be told."""
    with suppress(PlanlensError, sqlite3.Error), closing(connect(path, read_only=True)) as connection:
        found = connection.execute("SELECT text FROM holder").fetchone()
        return str(found[0]).partition("\n")[0] if found else ""
    return ""


def is_held(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether a running program of this machine has this very file open for writing, under whatever name.

    The lock beside the file does not tell where it was removed, or where the file is reached by a hard link.
    """
    found = connection.execute("SELECT text FROM holder").fetchone()
    lines = str(found[0]).split("\n") if found else []
    if len(lines) != 2:
        return False
    with suppress(ValueError, OSError, TypeError):
        host, process, *file, birth = json.loads(lines[1])
        mine = json.loads(_signature(path.stat()))
        there = [host, *file] == [mine[0], *mine[2:4]] and process != os.getpid()
        return bool(there and is_running(process, str(birth)))
    return False


def _signature(file: os.stat_result) -> str:
    """Return which program of which machine has which file open."""
    return json.dumps([gethostname(), os.getpid(), file.st_dev, file.st_ino, birth_of(os.getpid())])


def _entry(record: tuple[Any, ...]) -> Entry:
    """Return a line of the history.

    Raises:
        PlanlensError: ``unsound-history``, somebody has changed it.
    """
    entry = Entry(*record)
    numbers = (entry.seq, entry.undo, entry.redo, entry.below)
    texts = (entry.time, entry.who, entry.kind, entry.label, entry.edit, entry.items)
    typed = all(isinstance(value, int) for value in numbers) and all(isinstance(value, str) for value in texts)
    if not typed or entry.kind not in ("do", "undo", "redo") or not _is_time(entry.time):
        raise _unsound_history()
    return entry


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ones that a user can do something about."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise _damaged(path) from error
        if _is_no_text(error):
            raise _unsound_history() from error
        if code == sqlite3.SQLITE_FULL:
            message = f"磁盘空间不足，刚才的操作没有保存：{path}。请清理磁盘后再试。"
            raise PlanlensError("disk-full", message) from error
        if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN} and _has_journal(path):
            raise _interrupted(path) from error
        if code == sqlite3.SQLITE_CANTOPEN:
            message = f"不能在这里新建或打开项目文件：{path.parent}。请检查文件夹的权限和剩余空间，或换一个位置。"
            raise PlanlensError("not-written", message) from error
        if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
            raise _read_only(path) from error
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise PlanlensError("busy", f"项目文件正被其他程序占用：{path}。请稍候再试。") from error
        message = f"无法读写项目文件：{path}（{error}）。请检查磁盘或网络连接后再试。"
        raise PlanlensError("not-written", message) from error


def _is_no_text(error: sqlite3.Error) -> bool:
    """Whether text in the file is no UTF-8: damage that SQLite itself does not see."""
    return str(error).startswith("Could not decode to UTF-8")


def in_use(path: Path, holder: str) -> PlanlensError:
    """Return the error that somebody else writes in a file."""
    who = holder or "另一个程序"
    return PlanlensError("in-use", f"{who}正在使用 {path.name}，请等对方关闭后再试；现在可以只读方式打开。")


def _foreign(path: Path, name: str) -> PlanlensError:
    what = f"{path.name} 中有不是 planlens 写入的内容（{name[:40]}），可能被人改动过，没有打开。"
    return PlanlensError("foreign", f"{what}请从备份恢复，或向发来文件的人核实。")


def _unsound_history() -> PlanlensError:
    return PlanlensError("unsound-history", "项目的操作历史已损坏或被改动，这一步不能撤销、重做或查看。请从备份恢复。")


def _has_journal(path: Path) -> bool:
    return path.with_name(f"{path.name}-journal").exists()


def _interrupted(path: Path) -> PlanlensError:
    what = f"上次操作中途中断（如断电），{path.name} 要能写入才能恢复到操作之前"
    advice = f"请把它和 {path.name}-journal 一起复制到能写入的文件夹，再打开"
    return PlanlensError("interrupted", f"{what}，而文件或所在文件夹是只读的。{advice}。")


def _read_only(path: Path) -> PlanlensError:
    message = f"项目文件或所在文件夹是只读的：{path}。可以只读方式打开，或复制到能写入的文件夹后再打开。"
    return PlanlensError("read-only", message)


def _damaged(path: Path) -> PlanlensError:
    return PlanlensError("damaged", f"项目文件已损坏：{path}。请从备份恢复：planlens restore {path.name}")
