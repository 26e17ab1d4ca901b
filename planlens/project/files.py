"""Opening and making project files, their daily copies, and getting a damaged one back."""

from __future__ import annotations

import glob
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING

from planlens.model import PlanlensError
from planlens.model.file_errors import reason
from planlens.project.lock import FileLock, beside, put_in_place, swept
from planlens.project.office.address import Address, Place
from planlens.project.project import Project
from planlens.project.schema import APPLICATION_ID
from planlens.project.sqlite.database import check, connect, create_file, holder_of, is_held, must_be_sqlite
from planlens.project.sqlite.refusals import explained, in_use
from planlens.project.sqlite.store import SqliteStore
from planlens.project.store import Store

if TYPE_CHECKING:
    from planlens.project.sqlite.salvage import Salvaged

EXTENSION = ".planlens"
_COPIES = ".备份"
DAILY, WEEKLY = 7, 4
"""How many of the newest daily copies are kept, and of how many of the newest weeks the last one."""


def new_project(path: Path, who: str, begin: Callable[[Project], None] = lambda _: None) -> Project:
    """Make a project and open it; what *begin* does to it belongs to making it: all of it is there, or no project.

    Raises:
        PlanlensError: there is a file of this name, or none can be made here; whatever *begin* raises.
    """

    def fill(unfinished: Path) -> None:
        with Project(SqliteStore(unfinished, _holder(who)), who) as project:
            begin(project)

    swept(path.parent)
    create_file(path, fill)
    return Project(SqliteStore(path, _holder(who)), who)


def open_project(
    path: Place, who: str, *, read_only: bool = False, today: date | None = None, secret: str = ""
) -> Project:
    """Open a project; the first opening of a day to write makes a copy beside it.

    An office's ledger is opened on its server, with the password *secret* where libpq finds none; the server knows who
    acts.

    A damaged file is moved aside and the error (``damaged``) names the newest good copy. One with rows that cannot be
    used is opened to be read only, without them: see :attr:`~planlens.project.project.Project.problems`.

    Raises:
        PlanlensError: see :class:`~planlens.project.sqlite.store.SqliteStore` and
            :class:`~planlens.project.office.postgres_store.PostgresStore`.
    """
    if isinstance(path, Address):
        from planlens.project.office.postgres_store import PostgresStore  # noqa: PLC0415 (hardly ever)

        return _project_of(PostgresStore(path, secret, read_only=read_only), who)
    if not read_only:
        swept(path.parent)
    try:
        store = SqliteStore(path, _holder(who), read_only=read_only)
    except PlanlensError as error:
        if error.code != "damaged" or read_only:
            raise
        raise _put_aside(path) from error
    project = _project_of(store, who)
    if not store.read_only:
        with suppress(PlanlensError, OSError):  # no copy is no reason not to work
            found = back_up(store, today or date.today())
            project.differences = tuple(dict.fromkeys((*project.differences, *found)))
    return project


def _project_of(store: Store, who: str) -> Project:
    try:
        return Project(store, who)
    except BaseException:
        store.close()
        raise


def save_copy(project: Project, path: Path) -> Path:
    """Write a copy of an open project to *path* (另存为) and return the path written.

    The copy is whole even while others write, and also where the project's own file has been removed; a file at *path*
    is replaced only once the copy is complete.

    Raises:
        PlanlensError: ``same-file``, ``in-use`` (somebody works on the project at *path*), ``folder-missing``, or the
            copy cannot be written.
    """
    own = project.store.path
    target = _target(path)
    if own is not None and own.exists() and target.exists() and own.samefile(target):
        raise PlanlensError("same-file", f"不能另存为正在使用的项目文件：{target}。请换一个文件名。")
    _replace(target, project.store.copy_to)
    return target


def save_sound_part(path: Path, target: Path, who: str) -> tuple[Path, Salvaged]:
    """Write what is sound of a damaged project into a new one, and return its path and what came of it.

    Args:
        path: the damaged project, which stays as it is; where it was put aside because it is damaged, its old name.
        target: the new project; a file there is replaced only once the new one is complete.
        who: the user's name, for the history.

    Raises:
        PlanlensError: ``file-missing``, ``same-file``, as :func:`save_copy`, or
            :func:`~planlens.project.sqlite.salvage.write_sound_part`.
    """
    from planlens.project.sqlite.salvage import write_sound_part  # noqa: PLC0415 (hardly ever)

    source = path if path.exists() else next(iter(_put_aside_before(path)), path)
    if not source.is_file():
        raise PlanlensError("file-missing", f"找不到项目文件：{path}。请检查路径和文件名。")
    target = _target(target)
    if target.exists() and source.samefile(target):
        raise PlanlensError("same-file", f"不能写到损坏的项目文件上：{target}。请换一个文件名。")
    came: list[Salvaged] = []
    _replace(target, lambda unfinished: came.append(write_sound_part(source, unfinished, who)))
    return target, came[0]


def _target(path: Path) -> Path:
    return path if path.suffix == EXTENSION else path.with_name(path.name + EXTENSION)


def _replace(target: Path, write: Callable[[Path], None]) -> None:
    """Put what *write* writes in the place of a project, once it is complete."""
    if not target.parent.is_dir():
        raise PlanlensError("folder-missing", f"文件夹不存在：{target.parent}。请先建好文件夹，或换一个位置。")
    if target.is_dir():
        raise PlanlensError("is-folder", f"这是文件夹，不是文件：{target}。请换一个文件名。")
    swept(target.parent)
    unfinished = beside(target)
    try:
        with _nobody_writing(target):
            write(unfinished)
            _without_journal(target)
            put_in_place(unfinished, target)
    except OSError as error:
        message = f"未能写入：{target}（{reason(error)}）。请检查权限，或换一个位置。"
        raise PlanlensError("not-written", message) from error
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _nobody_writing(path: Path) -> Iterator[None]:
    """Keep everybody else from writing into a project, damaged or not, while it is replaced.

    Raises:
        PlanlensError: ``in-use``.
        OSError: there is no lock to be had here.
    """
    if not path.exists():
        yield
        return
    lock = FileLock(path)
    if not lock.acquire() or _is_open(path):
        lock.release()
        raise in_use(path, holder_of(path))
    try:
        yield
    finally:
        lock.release()


def _is_open(path: Path) -> bool:
    with suppress(sqlite3.Error, PlanlensError), closing(connect(path, read_only=True)) as connection:
        return is_held(connection, path)
    return False


def _without_journal(path: Path) -> None:
    """Remove the journal that a killed program left: SQLite would roll it into whatever has the name next."""
    path.with_name(path.name + "-journal").unlink(missing_ok=True)


def backup_folder(path: Path) -> Path:
    """Return the folder of a project's copies, beside it."""
    return path.with_name(f"{path.stem}{_COPIES}")


def is_backup(path: Path) -> bool:
    """Whether a project file is one of the copies of another one."""
    return path.parent.name.endswith(_COPIES)


def backups(path: Path) -> list[Path]:
    """Return a project's copies, the newest first."""
    with suppress(OSError):
        return sorted((copy for copy in backup_folder(path).glob(f"*{EXTENSION}") if _day_of(copy)), reverse=True)
    return []


def _day_of(copy: Path) -> date | None:
    """Return the day that a copy is named by, None for files of other names, and for days that are none."""
    with suppress(ValueError):
        return date.fromisoformat(copy.stem) if len(copy.stem) == 10 else None
    return None


def back_up(store: SqliteStore, today: date) -> tuple[str, ...]:
    """Copy the project beside itself unless today's copy is there, and remove copies that are not kept.

    The whole file is verified before: where anything is wrong with it, no older copy is removed.

    Returns:
        What is wrong with it, in Chinese.

    Raises:
        PlanlensError, OSError: no copy could be made.
    """
    folder = backup_folder(store.path)
    target = folder / f"{today.isoformat()}{EXTENSION}"
    if target.exists():
        return ()
    problems = store.verify().problems
    folder.mkdir(exist_ok=True)
    swept(folder)
    unfinished = beside(target)
    try:
        store.copy_to(unfinished)
        put_in_place(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    if not problems:
        for old in set(backups(store.path)) - kept(backups(store.path), today):
            old.unlink()
    return problems


def kept(copies: Iterable[Path], today: date) -> set[Path]:
    """Return which copies (named by their days) stay: the newest days, and the last of each of the newest weeks.

    Copies of days to come (a clock was wrong) stay too, and count for nothing.
    """
    days = {copy: day for copy in copies if (day := _day_of(copy)) is not None}
    newest = sorted((copy for copy, day in days.items() if day <= today), key=days.__getitem__, reverse=True)
    weeks: dict[tuple[int, int], Path] = {}
    for copy in newest:
        year, week, _ = days[copy].isocalendar()
        weeks.setdefault((year, week), copy)
    return {*newest[:DAILY], *list(weeks.values())[:WEEKLY], *(copy for copy, day in days.items() if day > today)}


def newest_good(path: Path) -> Path | None:
    """Return the newest copy of a project that is undamaged; one of a day to come only where there is no other.

    Where each is damaged somewhere: the newest that opens, for most of it is there.
    """
    today = date.today()
    copies = sorted(backups(path), key=lambda copy: (_day_of(copy) or today) <= today, reverse=True)
    return next((copy for fits in (is_good, opens) for copy in copies if fits(copy)), None)


def is_good(path: Path) -> bool:
    """Whether a file is a project in which everything is as it was kept: its structure, rows, history and files."""
    with suppress(PlanlensError, OSError), closing(SqliteStore(path, read_only=True)) as store:
        return not store.verify().problems
    return False


def opens(path: Path) -> bool:
    """Whether a file is a project whose structure is whole, whatever its rows say."""
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
    chosen = copy or newest_good(path)
    if chosen is None or not opens(chosen):
        raise PlanlensError("no-backup", f"没有可用的备份：{backup_folder(path)}。请检查该文件夹，或联系管理员。")
    swept(path.parent)
    unfinished = beside(path)
    try:
        with _nobody_writing(path):
            with closing(connect(chosen, read_only=True)) as source, closing(sqlite3.connect(unfinished)) as target:
                source.backup(target)
            if path.exists():
                _keep_aside(path, _aside(path, "恢复前"))
            _without_journal(path)
            put_in_place(unfinished, path)
    except (OSError, sqlite3.Error) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise PlanlensError("not-written", f"未能恢复：{path}（{why}）。请检查磁盘空间和权限后再试。") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return chosen


def _keep_aside(path: Path, aside: Path) -> None:
    """Keep a file, with the journal that belongs to it, under another name too; at no moment is its own name free."""
    for suffix in ("-journal", ""):
        old, new = path.with_name(path.name + suffix), aside.with_name(aside.name + suffix)
        if not old.exists():
            continue
        try:
            os.link(old, new)
        except OSError:  # a file system without hard links
            shutil.copy2(old, new)


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
    good = newest_good(path)
    advice = f"最近的完好备份是 {good.name}，" if good else "没有找到完好的备份，"
    sound = f"planlens restore {path.name} --sound-part 新文件.planlens"
    what = f"运行 planlens restore {path.name} 即可恢复。" if good else f"可运行 {sound} 另存其中完好的部分。"
    return PlanlensError("damaged", f"项目文件已损坏，已改名为 {aside.name}。{advice}{what}")


def _put_aside_before(path: Path) -> list[Path]:
    """Return the files that were put aside because a project was damaged, the newest first."""
    with suppress(OSError):
        return sorted(path.parent.glob(f"{glob.escape(path.stem)}.损坏-*{path.suffix}"), reverse=True)
    return []


def _aside(path: Path, why: str) -> Path:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    return path.with_name(f"{path.stem}.{why}-{stamp}-{os.getpid()}{path.suffix}")


def _holder(who: str) -> str:
    since = datetime.now().strftime("%m月%d日%H:%M")
    return f"{who}（电脑 {gethostname()}，{since} 打开）"
