"""Hearing what others do at a ledger: a connection of its own that the server wakes up, or that asks now and then."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planlens.model import PlanlensError
from planlens.project.office import reading
from planlens.project.office.link import needed
from planlens.project.store import News

if TYPE_CHECKING:
    import psycopg

    from planlens.project.office.postgres_store import PostgresStore

PATIENCE = 0.3
"""Seconds after which a server that has not said anything is asked, or a lost one is tried again."""

_PRESENT = 2.0
"""Seconds after which it is asked again who is here."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a ledger.

    Attributes:
        news: what others have done, None for nothing.
        present: the names of those who have the ledger open, this user among them.
        lost: what to tell where the server cannot be reached, None where it can.
    """

    news: News | None = None
    present: tuple[str, ...] = ()
    lost: PlanlensError | None = None


class Watch:
    """Follows a ledger that is open, from a thread of its own.

    Args:
        store: the ledger's; it is told where the server cannot be reached.
    """

    def __init__(self, store: PostgresStore) -> None:
        self._store = store
        self._link = store.link.again()
        self._listening: object = None
        self._can_listen = True
        self._present: tuple[str, ...] = ()
        self._asked = 0.0

    def hear(self, seen: int) -> Heard:
        """Wait a little for something that was done after the action with the number *seen*."""
        try:
            with self._link.using() as connection:
                self._listen(connection)
                news = reading.news_since(connection, self._store.member, seen)
                if news is None and self._wait(connection):
                    news = reading.news_since(connection, self._store.member, seen)
                if time.monotonic() - self._asked > _PRESENT:
                    self._present, self._asked = reading.present(connection), time.monotonic()
            if self._store.read_only:
                self._store.come_back()
        except PlanlensError as error:
            self._store.away = True
            time.sleep(PATIENCE)
            return Heard(lost=error)
        return Heard(news, self._present)

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        """Have the server wake this connection up, where it can."""
        if self._listening is connection or not self._can_listen:
            return
        errors = needed().errors
        try:
            connection.execute("LISTEN planlens")
            self._listening = connection
        except (errors.FeatureNotSupported, errors.SyntaxError):
            self._can_listen = False

    def _wait(self, connection: psycopg.Connection[Any]) -> bool:
        """Wait until something was done, or may have been."""
        if not self._can_listen:
            time.sleep(PATIENCE)
            return True
        return any(True for _ in connection.notifies(timeout=PATIENCE, stop_after=1))

    def close(self) -> None:
        """Hear no more."""
        with suppress(PlanlensError):
            self._link.close()
