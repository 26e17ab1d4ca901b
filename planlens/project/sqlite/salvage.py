"""The sound part of a damaged project file, written into a new file; the damaged one is only read.

Where the whole history is sound it says what every row was: rows that were damaged are made of it again. Else rows are
taken as they are, each only where it means something, and the history up to where it breaks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from planlens.model import PlanlensError
from planlens.project.chain import HISTORY
from planlens.project.project import Project
from planlens.project.rows import PeriodRow, Row, values
from planlens.project.schema import VERSION, create, insert, upgrade
from planlens.project.sqlite.database import connect, in_memory, must_be_sqlite, version_of
from planlens.project.sqlite.foreign import foreign_object
from planlens.project.sqlite.refusals import explained, foreign, nothing_sound
from planlens.project.sqlite.remains import SoundHistory, SoundRows, digests, sound_file
from planlens.project.sqlite.store import SqliteStore
from planlens.project.state import Draft
from planlens.project.wording import name_of


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of a damaged file.

    Attributes:
        rows: how many rows the new project has.
        left_out: what of the damaged file is not in it, in Chinese.
        recovered: what was damaged and is made again of the history, in Chinese.
    """

    rows: int
    left_out: tuple[str, ...]
    recovered: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """What to tell people, line by line."""
        again = f"，其中 {len(self.recovered)} 项按操作历史找回：" if self.recovered else "。"
        kept = f"保留内容 {self.rows} 项{again}"
        lost = f"未能保留 {len(self.left_out)} 处：" if self.left_out else "没有遗漏。"
        return kept, *_listed(self.recovered), lost, *_listed(self.left_out)


def _listed(names: Iterable[str]) -> Iterator[str]:
    return (f"　{name}" for name in names)


@dataclass(frozen=True, slots=True)
class _SaveSoundPart:
    """The action that makes of the rows that a history leads to those that are sound."""

    rows: tuple[Row, ...]

    def run(self, draft: Draft) -> str:
        """Change the rows and return the action's name."""
        kept = {row.id for row in self.rows}
        for key in [row.id for row in draft.state if row.id not in kept]:
            if key in draft.state:
                draft.remove(key)
        for row in self.rows:
            now = replace(row, seq=min(row.seq, draft.seq)) if isinstance(row, PeriodRow) else row
            if draft.state.find(row.id) != now:
                draft.put(now)
        return "从损坏的项目文件另存完好部分"


def write_sound_part(source: Path, path: Path, who: str) -> Salvaged:
    """Write everything sound of a damaged project file into a new one at *path*, and say what was left out.

    Args:
        source: the damaged file; it is only read.
        path: where nothing is yet.
        who: the user's name, for the history.

    Raises:
        PlanlensError: ``not-a-project``, ``foreign``, ``too-new`` or ``nothing-sound``.
    """
    must_be_sqlite(source)
    try:
        return _saved(source, path, who)
    except PlanlensError as error:
        raise (nothing_sound(source) if error.code == "damaged" else error) from error


def _saved(source: Path, path: Path, who: str) -> Salvaged:
    with explained(source), closing(_opened(source)) as connection:
        history = SoundHistory(connection)
        found = SoundRows(connection, history)
        if not found.rows:
            raise nothing_sound(source)
        left_out = [*found.left_out, *_lost_of_history(history, found.rows)]
        if not _written(connection, found.rows, history, path, who):  # the history does not fit the rows after all
            path.unlink()
            left_out = [*found.left_out, f"操作历史，共 {len(history.records) + history.lost} 条"]
            history.forget()
            if not _written(connection, found.rows, history, path, who):
                raise nothing_sound(source)
    return Salvaged(len(found.rows), tuple(left_out), tuple(found.recovered))


def _opened(source: Path) -> sqlite3.Connection:
    """Return a connection to a damaged file, led to this version in memory where that is possible."""
    connection = connect(source, read_only=True)
    version = version_of(connection, source)
    name = None
    with suppress(sqlite3.Error):  # what can be read of it is read
        name = foreign_object(connection)
        if name is None and version < VERSION:
            connection = in_memory(connection)
            upgrade(connection, version)
    if name is not None:
        connection.close()
        raise foreign(source, name)
    connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    return connection


def _lost_of_history(history: SoundHistory, rows: Iterable[Row]) -> list[str]:
    if not history.lost:
        return []
    first = len(history.records) + 1
    periods = [row for row in rows if isinstance(row, PeriodRow) and row.seq >= first]
    return [
        f"第 {first} 条起的操作历史，共 {history.lost} 条",
        *(f"报告期{name_of(row)}截止时的情况（今后按另存时的情况显示）" for row in periods),
    ]


def _written(source: sqlite3.Connection, rows: tuple[Row, ...], history: SoundHistory, path: Path, who: str) -> bool:
    """Write a project of rows and the history before them; return whether everything in it is as it should be."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        create(file)
        file.execute("BEGIN")
        for row in history.rows:
            file.execute(insert(type(row)), values(row))
        marks = ", ".join("?" * len(HISTORY))
        file.executemany(f"INSERT INTO history ({', '.join(HISTORY)}) VALUES ({marks})", history.records)
        for digest in digests(source):
            data = sound_file(source, digest)
            if data is not None:
                file.execute("INSERT INTO files VALUES (?, ?)", (digest, data))
        file.executemany("INSERT INTO counters VALUES (?, ?)", _counters(source))
        file.execute("COMMIT")
    with Project(SqliteStore(path, who), who) as project:
        if project.problems:
            return False
        project.apply(_SaveSoundPart(rows))
        return not project.store.verify().problems


def _counters(source: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return the last numbers that were given to ids, as far as they can be read: none is given twice."""
    with suppress(sqlite3.Error):
        found = source.execute("SELECT letter, last FROM counters").fetchall()
        return [(key, last) for key, last in found if isinstance(key, str) and isinstance(last, int)]
    return []
