"""A project file on the disk: made, connected to, looked at before it is trusted, and who has it open."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from socket import gethostname

from planlens.model import PlanlensError
from planlens.model.file_errors import reason
from planlens.project.lock import beside, birth_of, is_running, put_in_place
from planlens.project.schema import APPLICATION_ID, VERSION, create
from planlens.project.sqlite.foreign import foreign_object
from planlens.project.sqlite.refusals import damaged, explained, foreign, has_journal, is_no_text

# 0.1.0, 1.12.0rc1
_PROGRAM = re.compile(r"[0-9][0-9a-z.]{0,19}|")
_HEAD = b"SQLite format 3\x00"


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
    if has_journal(path) and os.access(path, os.W_OK):
        with suppress(PlanlensError, sqlite3.Error), closing(connect(path)) as connection:
            connection.execute("PRAGMA user_version").fetchone()


def in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
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
    version_of(connection, path)
    try:
        name = foreign_object(connection)
    except sqlite3.OperationalError as error:
        raise (damaged(path) if is_no_text(error) else error) from error
    if name is not None:
        raise foreign(path, name)
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise damaged(path)


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of a project file's tables.

    Raises:
        PlanlensError: ``not-a-project`` or ``too-new``.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise PlanlensError("not-a-project", f"这不是 planlens 项目文件：{path}。请选择以 .planlens 结尾的文件。")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        newer = made_by(connection)[1]
        raise PlanlensError(
            "too-new", f"{path.name} 由更新版本的 planlens{f'（{newer}）' if newer else ''}保存，请升级本程序后再打开。"
        )
    return version


def made_by(connection: sqlite3.Connection) -> tuple[str, str]:
    """Return which versions of planlens made a file and wrote into it last, "" for not known."""
    with suppress(sqlite3.Error):
        found = connection.execute("SELECT first, last FROM made").fetchone() or ("", "")
        if all(isinstance(text, str) and _PROGRAM.fullmatch(text) for text in found):
            return found[0], found[1]
    return "", ""


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
        mine = json.loads(signature(path.stat()))
        there = [host, *file] == [mine[0], *mine[2:4]] and process != os.getpid()
        return bool(there and is_running(process, str(birth)))
    return False


def signature(file: os.stat_result) -> str:
    """Return which program of which machine has which file open."""
    return json.dumps([gethostname(), os.getpid(), file.st_dev, file.st_ino, birth_of(os.getpid())])
