"""Where a project is kept: what every store can do, so that one shared by an office can take the file's place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from planlens.project.chain import Report, Verified
from planlens.project.changes import Change, Entry
from planlens.project.rows import Row


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that a store holds but history and files: the rows, the ids' counters, the newest entry.

    *problems* says in Chinese what cannot be used and was left out; such a project is read only. *differences* says
    which rows something else than an action has changed, where all can be used.
    """

    rows: tuple[Row, ...]
    counters: Mapping[str, int]
    last: Entry | None
    problems: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


class Store(Protocol):
    """Keeps one project. Every method raises :class:`~planlens.model.PlanlensError` where the store cannot be used."""

    def load(self) -> Loaded:
        """Return what is kept."""
        ...

    def append(
        self, entry: Entry, rows: tuple[Change, ...], files: Mapping[str, bytes], counters: Mapping[str, int]
    ) -> None:
        """Keep an action: all of it is durable when this returns, and nothing of it where this raises."""
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

    def changes(self, containing: str = "", since: str = "", after: int = 0) -> Iterator[tuple[str, str]]:
        """Yield the time and the changes (as JSON) of entries, the newest first.

        Args:
            containing: only entries whose changes hold this text.
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
