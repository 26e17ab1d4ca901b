"""What is kept of a folder for searching it: the sentences of its files, each read once, and again when it changes.

A SQLite file in the user's cache, one a folder; it can be thrown away at any time. A file is known by its path, its
size and the time of its change. While a file is being read it is marked, so that one that takes the process down is
not tried again until it has changed.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planlens import __version__
from planlens.paths import cache_folder

if TYPE_CHECKING:
    from planlens.insight.searching import Findable
    from planlens.model import Plan

_TABLES = """
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER, changed INTEGER, error TEXT);
CREATE TABLE IF NOT EXISTS sentences (path TEXT, item TEXT, place TEXT, text TEXT, words TEXT);
CREATE INDEX IF NOT EXISTS of_file ON sentences (path);
"""
_BEING_READ = "上次读取这份文件时程序中断，已跳过。"
_GAP = "\x1f"
"""What parts the words of a sentence; no word has it."""

Read = Callable[[Path], list["Plan"]]
Report = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Renewed:
    """How far a folder is read.

    Attributes:
        files: how many files there are to search.
        left: how many of them are still to be read.
        failed: the files that cannot be read, each with why.
        stamp: another one once what is kept has changed.
    """

    files: int
    left: int
    failed: tuple[tuple[str, str], ...]
    stamp: str


class SearchStore:
    """What is kept of a folder; close it.

    Raises:
        PlanlensError: ``no-index``, nothing can be kept.
    """

    def __init__(self, folder: Path) -> None:
        from planlens.model import PlanlensError

        cache = cache_folder()
        key = hashlib.sha256(f"{__version__}\n{folder.absolute()}".encode()).hexdigest()[:24]
        try:
            if cache is None:
                raise OSError("没有可以写入的用户文件夹")
            (cache / "search").mkdir(exist_ok=True)
            self._rows = _opened(cache / "search" / f"{key}.sqlite")
        except (OSError, sqlite3.Error) as error:
            message = f"无法保存检索用的索引（{error}）。请检查磁盘空间和用户文件夹的权限后再试。"
            raise PlanlensError("no-index", message) from error

    def close(self) -> None:
        """Close it."""
        self._rows.close()

    def renew(self, files: Sequence[Path], read: Read, report: Report, most: int) -> Renewed:
        """Read what is new or has changed, at most so many files, and forget what is gone.

        Args:
            files: the files of the folder.
            read: returns the plans of a file.
            report: told before each file.
            most: how many files to read in this turn.
        """
        from planlens.model import PlanlensError

        states = {str(path): _state(path) for path in files}
        known = {row[0]: (row[1], row[2]) for row in self._rows.execute("SELECT path, size, changed FROM files")}
        with self._rows:
            for path in known.keys() - states.keys():
                self._forget(path)
        todo = [path for path, state in states.items() if known.get(path) != state]
        for number, path in enumerate(todo[:most]):
            report(number / min(most, len(todo)), f"读取 {Path(path).name}")
            with self._rows:
                self._forget(path)
                self._rows.execute("INSERT INTO files VALUES (?, ?, ?, ?)", (path, *states[path], _BEING_READ))
            error = ""
            try:
                rows = list(_rows_of(read(Path(path)), path))
            except PlanlensError as found:
                rows, error = [], found.message
            with self._rows:
                self._rows.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?, ?)", rows)
                self._rows.execute("UPDATE files SET error = ? WHERE path = ?", (error, path))
        failed = tuple(self._rows.execute("SELECT path, error FROM files WHERE error != '' ORDER BY path"))
        return Renewed(len(files), max(0, len(todo) - most), failed, self.stamp())

    def _forget(self, path: str) -> None:
        for table in ("files", "sentences"):
            self._rows.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def stamp(self) -> str:
        """Return a word that is another one once what is kept has changed."""
        rows = self._rows.execute("SELECT path, size, changed, error FROM files ORDER BY path").fetchall()
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def sentences(self) -> tuple[list[Findable], list[list[str]]]:
        """Return what can be found, with the words of each."""
        from planlens.insight.searching import Findable

        rows = self._rows.execute(
            "SELECT path, text, item, place, words FROM sentences ORDER BY path, rowid"
        ).fetchall()
        return [Findable(*row[:4]) for row in rows], [row[4].split(_GAP) for row in rows]


def _opened(path: Path) -> sqlite3.Connection:
    rows = sqlite3.connect(path, timeout=10)
    try:
        rows.executescript(_TABLES)
    except sqlite3.DatabaseError:  # damaged: what can be made again is made again
        rows.close()
        path.unlink(missing_ok=True)
        rows = sqlite3.connect(path, timeout=10)
        rows.executescript(_TABLES)
    return rows


def _state(path: Path) -> tuple[int, int]:
    """Return size and time of change (nanoseconds), what is gone meanwhile as empty."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _rows_of(plans: Sequence[Plan], path: str) -> Iterator[tuple[str, ...]]:
    from planlens.insight.searching import of_plan
    from planlens.language.relevance import spoken

    for plan in plans:
        for found in of_plan(plan, path):
            yield path, found.item, found.place, found.text, _GAP.join(sorted(spoken(found.text)))


def renewed(folder: Path, files: Sequence[Path], read: Read, report: Report, most: int) -> Renewed:
    """Return how far a folder is read, after reading at most so many of its files; see :meth:`SearchStore.renew`."""
    with closing(SearchStore(folder)) as store:
        return store.renew(files, read, report, most)


def kept(folder: Path) -> tuple[list[Findable], list[list[str]]]:
    """Return what can be found in a folder as far as it has been read, with the words of each sentence."""
    with closing(SearchStore(folder)) as store:
        return store.sentences()
