"""Opening and making project files, their daily copies, and getting a damaged one back."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path
from socket import gethostname

from planlens.model import PlanlensError
from planlens.project.project import Project
from planlens.project.schema import APPLICATION_ID
from planlens.project.sqlite_store import SqliteStore, check, connect, create_file, explained, must_be_sqlite

EXTENSION = ".planlens"
_COPIES = ".备份"
DAILY, WEEKLY = 7, 4
"""How many of the newest daily copies are kept, and of how many of the newest weeks the last one."""


def new_project(path: Path, who: str) -> Project:
    """Make an empty project and open it.

    Raises:
        PlanlensError: there is a file of this name, or none can be made here.
    """
    create_file(path)
    return Project(SqliteStore(path, _holder(who)), who)


def open_project(path: Path, who: str, *, read_only: bool = False, today: date | None = None) -> Project:
    """Open a project; the first opening of a day to write makes a copy beside it.

    A damaged file is moved aside and the error (``damaged``) names the newest good copy.

    Raises:
        PlanlensError: see :class:`~planlens.project.sqlite_store.SqliteStore`.
    """
    try:
        store = SqliteStore(path, _holder(who), read_only=read_only)
    except PlanlensError as error:
        if error.code != "damaged" or read_only:
            raise
        raise _put_aside(path) from error
    if not read_only:
        with suppress(PlanlensError, OSError):  # no copy is no reason not to work
            back_up(store, today or date.today())
    return Project(store, who)


def save_copy(project: Project, path: Path) -> Path:
    """Write a copy of an open project to *path* (另存为) and return the path written.

    The copy is whole even while others write, and also where the project's own file has been removed; a file at *path*
    is replaced only once the copy is complete.

    Raises:
        PlanlensError: ``same-file``, ``in-use`` (somebody works on the project at *path*), ``folder-missing``, or the
            copy cannot be written.
    """
    target = path if path.suffix == EXTENSION else path.with_name(path.name + EXTENSION)
    own = getattr(project.store, "path", None)
    if own is not None and own.exists() and target.exists() and own.samefile(target):
        raise PlanlensError("same-file", f"不能另存为正在使用的项目文件：{target}。请换一个文件名。")
    if not target.parent.is_dir():
        raise PlanlensError("folder-missing", f"文件夹不存在：{target.parent}。请先建好文件夹，或换一个位置。")
    if target.is_dir():
        raise PlanlensError("is-folder", f"这是文件夹，不是文件：{target}。请换一个文件名。")
    if is_good(target):  # nobody may be working in it
        SqliteStore(target).close()
    unfinished = target.with_name(f".planlens-{secrets.token_hex(6)}.tmp")
    try:
        project.store.copy_to(unfinished)
        unfinished.replace(target)
    except OSError as error:
        message = f"未能写入：{target}（{error.strerror}）。请检查权限，或换一个位置。"
        raise PlanlensError("not-written", message) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def backup_folder(path: Path) -> Path:
    """Return the folder of a project's copies, beside it."""
    return path.with_name(f"{path.stem}{_COPIES}")


def is_backup(path: Path) -> bool:
    """Whether a project file is one of the copies of another one."""
    return path.parent.name.endswith(_COPIES)


def backups(path: Path) -> list[Path]:
    """Return a project's copies, the newest first."""
    with suppress(OSError):
        return sorted(backup_folder(path).glob(f"????-??-??{EXTENSION}"), reverse=True)
    return []


def back_up(store: SqliteStore, today: date) -> None:
    """Copy the project beside itself unless today's copy is there, and remove copies that are not kept.

    Raises:
        PlanlensError, OSError: no copy could be made.
    """
    folder = backup_folder(store.path)
    target = folder / f"{today.isoformat()}{EXTENSION}"
    if target.exists():
        return
    folder.mkdir(exist_ok=True)
    unfinished = target.with_suffix(".tmp")
    unfinished.unlink(missing_ok=True)
    try:
        store.copy_to(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in set(backups(store.path)) - kept(backups(store.path)):
        old.unlink()


def kept(copies: Iterable[Path]) -> set[Path]:
    """Return which copies (named by their days) stay: the newest days, and the last of each of the newest weeks."""
    newest = sorted(copies, reverse=True)
    weeks: dict[tuple[int, int], Path] = {}
    for copy in newest:
        year, week, _ = date.fromisoformat(copy.stem).isocalendar()
        weeks.setdefault((year, week), copy)
    return {*newest[:DAILY], *list(weeks.values())[:WEEKLY]}


def is_good(path: Path) -> bool:
    """Whether a file is an undamaged project."""
    with suppress(PlanlensError, OSError):
        must_be_sqlite(path)
        with closing(connect(path, read_only=True)) as connection, explained(path):
            check(connection, path)
            return True
    return False


def is_project(path: Path) -> bool:
    """Whether a file is a project, damaged or not: told by its first bytes, as all formats are."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\x00") and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


def restore(path: Path, copy: Path | None = None) -> Path:
    """Put a copy (None: the newest good one) in the place of a project, which is moved aside, and return the copy.

    Raises:
        PlanlensError: ``no-backup``, ``in-use``, or the file cannot be replaced.
    """
    chosen = copy or next((found for found in backups(path) if is_good(found)), None)
    if chosen is None or not is_good(chosen):
        raise PlanlensError("no-backup", f"没有可用的备份：{backup_folder(path)}。请检查该文件夹，或联系管理员。")
    if is_good(path):  # nobody may be writing in it
        SqliteStore(path).close()
    unfinished = path.with_name(path.name + ".tmp")
    try:
        with closing(connect(chosen, read_only=True)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        if path.exists():
            path.rename(_aside(path, "恢复前"))
        unfinished.replace(path)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise PlanlensError("not-written", f"未能恢复：{path}（{error}）。请检查磁盘空间和权限后再试。") from error
    return chosen


def _put_aside(path: Path) -> PlanlensError:
    """Move a damaged file (with its journal) aside and return what to tell."""
    aside = _aside(path, "损坏")
    try:
        path.rename(aside)
        journal = path.with_name(path.name + "-journal")
        if journal.exists():
            journal.rename(aside.with_name(aside.name + "-journal"))
    except OSError:
        aside = path
    good = next((copy for copy in backups(path) if is_good(copy)), None)
    advice = f"最近的完好备份是 {good.name}，" if good else "没有找到完好的备份，"
    what = f"运行 planlens restore {path.name} 即可恢复。" if good else "请联系管理员，勿删除该文件。"
    return PlanlensError("damaged", f"项目文件已损坏，已改名为 {aside.name}。{advice}{what}")


def _aside(path: Path, why: str) -> Path:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    return path.with_name(f"{path.stem}.{why}-{stamp}-{os.getpid()}{path.suffix}")


def _holder(who: str) -> str:
    since = datetime.now().strftime("%m月%d日%H:%M")
    return f"{who}（电脑 {gethostname()}，{since} 打开）"
