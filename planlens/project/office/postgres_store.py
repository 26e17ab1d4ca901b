"""An office's ledger: one database of a PostgreSQL server, one transaction an action, several people at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from planlens.model import PlanlensError
from planlens.project.chain import Report, Verified
from planlens.project.changes import Change, Entry
from planlens.project.office import reading, tables, transfer
from planlens.project.office.address import Address
from planlens.project.office.clashes import differing
from planlens.project.office.link import Link, lost, needed
from planlens.project.rows import values
from planlens.project.soundness import sound_records, sound_rows
from planlens.project.store import Loaded, News, Turn

if TYPE_CHECKING:
    import psycopg

_UNSURE = 8.0
"""Seconds in which a server that went away while it kept an action is asked whether it has."""


class PostgresStore:
    """A ledger on a server, open.

    Args:
        address: where it is.
        secret: the password, "" for none; see :class:`~planlens.project.office.link.Link`.
        read_only: only look.

    Raises:
        PlanlensError: the server cannot be reached or does not know this account, or there is no ledger.
    """

    def __init__(self, address: Address, secret: str = "", *, read_only: bool = False) -> None:
        self.place = address
        self.name = address.name
        self.path = None
        self.shared = True
        self.made = ("", "")
        self.link = Link(address, secret)
        self._only_look = read_only
        self.away = False
        self._turning: object = None
        self._process = 0
        self._counters: dict[str, int] = {}
        self._counted = -1
        self._token = ""
        self._notifies: bool | None = None
        try:
            with self.link.using() as connection:
                self.member = reading.who_am_i(connection)
        except BaseException:
            self.link.close()
            raise

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: a leader's account, or the connection is lost for now (*away*)."""
        return self._only_look or self.member.part == "leader" or self.away or self.link.lost

    def come_back(self) -> None:
        """Be ready to write again once the server can be reached.

        Raises:
            PlanlensError: it cannot.
        """
        with self.link.using() as connection:
            connection.execute("SELECT 1")
        self.away = False

    def load(self) -> Loaded:
        """Return the rows and where this user's undo stands; what cannot be used is left out and told."""
        with self.link.using() as connection, reading.snapshot(connection), connection.pipeline():
            head, own = reading.standing(connection)
            if self.member.part == "unit":
                rows, problems = sound_rows(reading.all_rows(connection, self.member))
            else:
                rows, problems = sound_records(reading.all_tables(connection, self.member))
            seq, last = reading.newest_of(head), reading.entry_in(own)
        self._only_look = self._only_look or bool(problems)
        return Loaded(tuple(rows), seq, last, tuple(problems), who=self.member.name)

    @contextmanager
    def turn(self, seen: int) -> Iterator[Turn]:
        """Wait until nobody else writes, and tell what has been done meanwhile."""
        if self._only_look or self.member.part == "leader":
            raise PlanlensError("read-only", f"您只能查看台账“{self.name}”。需要修改时，请与督查室联系。")
        self._token = ""
        with self.link.using() as connection:
            if self._notifies is None:
                self._notifies = can_notify(connection)
            with connection.pipeline():
                connection.execute("BEGIN")
                found = connection.execute("SELECT planlens.turn(), clock_timestamp()")
            seq, now = found.fetchone() or (0, datetime.now(UTC))
            try:
                news = reading_news(connection, self.member, seen) if seq != seen else None
                if self._counted != seq:
                    self._counters = dict(connection.execute("SELECT letter, last FROM planlens.counters").fetchall())
                self._turning, self._process = connection, connection.info.backend_pid
                yield Turn(seq + 1, dict(self._counters), now.astimezone().isoformat(timespec="seconds"), news)
            except BaseException:
                self._counted = -1
                raise
            finally:
                self._turning = None
                self._end(connection)

    def _end(self, connection: psycopg.Connection[Any]) -> None:
        """Take back what :meth:`append` has not kept."""
        if not connection.closed and connection.info.transaction_status != 0:
            connection.execute("ROLLBACK")

    def append(
        self, entry: Entry, rows: tuple[Change, ...], files: Mapping[str, bytes], counters: Mapping[str, int]
    ) -> None:
        """Keep an action in its turn.

        Where the server goes away just then it is asked again, for a while, whether it has kept it.
        """
        self._token = token_hex(16)
        try:
            with self.link.using() as connection:
                if connection is not self._turning:  # the turn went with the connection that it was had on
                    raise lost(self.name)
                self._write(connection, entry, rows, files, counters)
                if connection.info.transaction_status != 0:
                    connection.execute("COMMIT")
        except PlanlensError as error:
            if error.code != "office-lost" or not self._was_kept():
                raise
        self._counters, self._counted = {**self._counters, **counters}, entry.seq

    def _write(
        self,
        connection: psycopg.Connection[Any],
        entry: Entry,
        rows: tuple[Change, ...],
        files: Mapping[str, bytes],
        counters: Mapping[str, int],
    ) -> None:
        new = {letter: last for letter, last in counters.items() if self._counters.get(letter) != last}
        told = (entry.seq, entry.time, entry.kind, entry.label, entry.edit, entry.items, entry.undo, entry.redo)
        with connection.pipeline():
            run = connection.execute
            run("SELECT planlens.act(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", (*told, entry.below, self._token))
            for digest, data in files.items():
                run("INSERT INTO planlens.files VALUES (%s, %b) ON CONFLICT DO NOTHING", (digest, data))
            done = [_change(run, change) for change in rows]
            if new:
                run("SELECT planlens.counted(%s, %s)", (list(new), list(new.values())))
            if self._notifies:
                run("NOTIFY planlens")
            if self.member.part == "office":  # nothing is hidden from it: no row can be missing
                run("COMMIT")
        if any(cursor.rowcount == 0 for cursor in done if cursor is not None):
            raise PlanlensError("not-allowed", "您的账号只能填写本单位任务的状态、进度和自己的进展，这项操作没有保存。")

    def _was_kept(self) -> bool:
        """Ask the server, once it is there again, whether it has kept the action that was under way.

        Raises:
            PlanlensError: ``office-unsure``: it cannot be asked.
        """
        until = monotonic() + _UNSURE
        while monotonic() < until:
            with suppress(PlanlensError), self.link.using() as connection:
                # The old connection may still be at it: it is ended, or has ended, once the turn can be had again.
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE pid = %s AND usename = session_user AND application_name = 'planlens'",
                    (self._process,),
                )
                connection.execute("SELECT planlens.turn()")
                found = connection.execute("SELECT 1 FROM planlens.history WHERE token = %s", (self._token,))
                return found.fetchone() is not None
            sleep(0.2)
        message = (
            f"保存时与办公台账“{self.name}”的连接断开，还不知道刚才的操作是否已保存。"
            "现在只能查看；连上后会显示台账的实际内容，请看过之后再决定是否重做。"
        )
        raise PlanlensError("office-unsure", message)

    def since(self, seen: int) -> News | None:
        """Return what was done after the action with the number *seen*."""
        with self.link.using() as connection:
            return reading.news_since(connection, self.member, seen)

    def entry(self, seq: int) -> tuple[Entry, str]:
        """Return an entry with its changes as JSON."""
        with self.link.using() as connection:
            records = connection.execute(
                f"SELECT {reading.ENTRY}, {reading.CHANGES} WHERE h.seq = %s ORDER BY c.n", (seq,)
            )
            found = next(reading.grouped(records), None)
        if found is None:
            raise PlanlensError("unsound-history", "台账的历史中没有这一步，或您的账号不能查看它。")
        return found

    def label(self, seq: int) -> str:
        """Return the name of an entry's action."""
        with self.link.using() as connection:
            found = connection.execute("SELECT label FROM planlens.history WHERE seq = %s", (seq,)).fetchone()
        return str(found[0]) if found else ""

    def history(self, item: str | None = None, newest: int | None = None) -> Iterator[Entry]:
        """Yield entries, the newest first."""
        where = (
            "WHERE h.seq IN (SELECT seq FROM planlens.changes WHERE item = %(item)s OR owner = %(item)s "
            "OR (old_owner = %(item)s AND old_owner <> owner)) OR (h.told <> '' AND position(%(held)s in h.items) > 0)"
        )
        wanted = {"item": item, "held": f" {item} ", "newest": newest}
        with self.link.using() as connection:
            found = connection.execute(
                f"SELECT {reading.ENTRY} FROM planlens.history h {where if item else ''} "
                "ORDER BY h.seq DESC LIMIT %(newest)s",
                wanted,
            ).fetchall()
        yield from (Entry(*record) for record in found)

    def changes(self, since: str = "", after: int = 0) -> Iterator[tuple[str, str]]:
        """Yield the time and the changes of entries, the newest first."""
        with self.link.using() as connection:
            found = connection.execute(
                f"SELECT {reading.ENTRY}, {reading.CHANGES} WHERE h.seq > greatest(%s, (SELECT coalesce(max(seq), 0) "
                'FROM planlens.history WHERE time COLLATE "C" <= %s)) ORDER BY h.seq DESC, c.n',
                (after, since),
            ).fetchall()
        yield from ((entry.time, text) for entry, text in reading.grouped(found))

    def verify(self, report: Report = lambda share, what: None) -> Verified:
        """Compare all that the server holds with its history, as a file is: on a copy of it."""
        return transfer.verified_copy(self.link, self.member, report)

    def file(self, sha256: str) -> bytes:
        """Return the bytes of a kept file."""
        with self.link.using() as connection:
            found = connection.execute("SELECT data FROM planlens.files WHERE sha256 = %s", (sha256,), binary=True)
            record = found.fetchone()
        if record is None:
            raise PlanlensError("no-item", "台账中没有这个文件，或您的账号不能查看它。")
        data = bytes(record[0])
        if hashlib.sha256(data).hexdigest() != sha256:
            raise PlanlensError("bad-file", "服务器上保存的这个文件已损坏，与存入时不同。请联系管理员从备份恢复。")
        return data

    def copy_to(self, path: Path) -> None:
        """Write the whole ledger as a project file."""
        transfer.write_file(self.link, self.member, path)

    def close(self) -> None:
        """Close the connection."""
        self.link.close()


def can_notify(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server can wake up those who listen; not every one that speaks PostgreSQL's protocol can."""
    errors = needed().errors
    try:
        connection.execute("NOTIFY planlens")
    except (errors.FeatureNotSupported, errors.SyntaxError):
        return False
    return True


def reading_news(connection: psycopg.Connection[Any], member: reading.Member, seen: int) -> News | None:
    """Return the news inside a turn, where nothing can change any more."""
    if member.part == "unit":
        entries = tuple(reading.entries_since(connection, seen))
        return News(reading.newest_seq(connection), entries, tuple(reading.all_rows(connection, member)))
    return reading.news_since(connection, member, seen)


def _change(run: Callable[..., Any], change: Change) -> Any:
    """Send a changed row; return the cursor that tells whether there was such a row, None for a new one."""
    before, after = change.before, change.after
    if before is None:
        assert after is not None
        run(tables.insert(type(after)), values(after))
        return None
    if after is None:
        return run(f"DELETE FROM planlens.{before.table} WHERE id = %s", (before.id,))
    names = differing(before, after)
    return run(tables.update(type(after), names), (*(getattr(after, name) for name in names), after.id))
