"""Where a project is kept: what every store can do, so that one shared by an office can take the file's place."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from planlens.project.chain import Report, Verified
from planlens.project.changes import Change, Entry
from planlens.project.office.address import Place
from planlens.project.rows import Row


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that a store holds but history and files.

    Attributes:
        rows: the rows.
        seq: the number of the newest entry, 0 for none.
        last: the entry that tells where undo and redo stand: the newest, where several share a store the newest of
            this user's own.
        problems: what cannot be used and was left out, in Chinese; such a project is read only.
        differences: which rows something else than an action has changed, in Chinese, where all can be used.
        who: the user's name where the store itself knows who acts, else "".
    """

    rows: tuple[Row, ...]
    seq: int
    last: Entry | None
    problems: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    who: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What others have done in a shared store.

    Attributes:
        seq: the number of the newest entry.
        entries: the new entries that this user may see, the oldest first, each with its changes as JSON.
        rows: all rows that this user may see, where the entries do not tell everything; else None.
    """

    seq: int
    entries: tuple[tuple[Entry, str], ...] = ()
    rows: tuple[Row, ...] | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to write the next action: nobody else writes meanwhile.

    Attributes:
        seq: the number that the action gets.
        counters: the last number that was given to an id, by the letter of its table.
        now: the store's own time (ISO text) where it has a clock that counts for all, else "".
        news: what others have done since the action that this user has seen last, None for nothing.
    """

    seq: int
    counters: Mapping[str, int]
    now: str = ""
    news: News | None = None


@contextmanager
def no_collecting() -> Iterator[None]:
    """Let Python look for no garbage while tens of thousands of objects are made that all stay: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Store(Protocol):
    """Keeps one project. Every method raises :class:`~planlens.model.PlanlensError` where the store cannot be used."""

    @property
    def name(self) -> str:
        """What people call the project: the file's name without its ending."""
        ...

    @property
    def place(self) -> Place:
        """Where it is kept: a file, or the address of an office's ledger."""
        ...

    @property
    def path(self) -> Path | None:
        """The project's file, None where it is kept in none."""
        ...

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written now."""
        ...

    @property
    def shared(self) -> bool:
        """Whether others may write at the same time."""
        ...

    @property
    def made(self) -> tuple[str, str]:
        """Which versions of planlens made it and wrote into it last, "" for not known."""
        ...

    def load(self) -> Loaded:
        """Return what is kept."""
        ...

    def turn(self, seen: int) -> AbstractContextManager[Turn]:
        """Have the right to write one action, to one who has seen all up to the action with the number *seen*.

        One that is left without :meth:`append` has changed nothing.
        """
        ...

    def append(
        self, entry: Entry, rows: tuple[Change, ...], files: Mapping[str, bytes], counters: Mapping[str, int]
    ) -> None:
        """Keep an action in its turn: all of it is durable when this returns, and nothing of it where this raises."""
        ...

    def since(self, seen: int) -> News | None:
        """Return what others have done after the action with the number *seen*, None for nothing."""
        ...

    def entry(self, seq: int) -> tuple[Entry, str]:
        """Return an entry of the history with its changes as JSON."""
        ...

    def label(self, seq: int) -> str:
        """Return the name of an entry's action: what :meth:`entry` tells, without reading its changes."""
        ...

    def history(self, item: str | None = None, newest: int | None = None) -> Iterator[Entry]:
        """Yield entries, the newest first: all, those that touched an item, at most *newest*."""
        ...

    def changes(self, since: str = "", after: int = 0) -> Iterator[tuple[str, str]]:
        """Yield the time and the changes (as JSON) of entries, the newest first.

        Args:
            since: only entries behind the last one that is not later than this time; clocks may have been put back.
            after: only entries behind the one with this number.
        """
        ...

    def verify(self, report: Report = lambda share, what: None) -> Verified:
        """Say whether anything was changed past :meth:`append`; it takes about a second for 50,000 entries."""
        ...

    def file(self, sha256: str) -> bytes:
        """Return the bytes of a kept file."""
        ...

    def copy_to(self, path: Path) -> None:
        """Write a whole copy as a project file to a new path, also where the store's own file is gone."""
        ...

    def close(self) -> None:
        """Let go of the project; closing twice does nothing."""
        ...
