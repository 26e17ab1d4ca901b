"""What is asked from an office's server: the rows, the history, and what others have done since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby, starmap
from typing import TYPE_CHECKING, Any

from planlens.model import PlanlensError
from planlens.project.changes import Entry
from planlens.project.office import tables
from planlens.project.rows import TABLES, DocumentRow, Row, columns, floats, kind_of
from planlens.project.store import News

if TYPE_CHECKING:
    import psycopg

CHANGES = "h.told, c.item, c.before, c.after FROM planlens.history h LEFT JOIN planlens.changes c ON c.seq = h.seq"
"""A line for each change of an entry; one that came with a file tells all of its changes itself (*told*)."""

ENTRY = "h.seq, h.time, h.who, h.kind, h.label, h.edit, h.items, h.undo, h.redo, h.below"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may open a ledger.

    Attributes:
        account: the account of the database.
        name: what the history calls them.
        part: ``office`` edits all, ``leader`` reads all, ``unit`` fills in the tasks of its unit.
        unit: the unit, several between 、; "" for the others.
    """

    account: str
    name: str
    part: str
    unit: str = ""


PARTS = {"office": "督查室", "unit": "责任单位", "leader": "领导"}
"""What people call the parts that members have."""


def who_am_i(connection: psycopg.Connection[Any]) -> Member:
    """Return who has connected.

    Raises:
        PlanlensError: ``too-new``, ``no-ledger`` (it must be upgraded), or ``not-allowed``.
    """
    version = connection.execute("SELECT version FROM planlens.about").fetchone()
    if version is None or version[0] > tables.VERSION:
        raise PlanlensError("too-new", "办公台账由更新版本的 planlens 建立，请升级本程序后再打开。")
    if version[0] < tables.VERSION:
        raise PlanlensError("no-ledger", "办公台账的表还是旧版本，请管理员运行 planlens office init 升级。")
    found = connection.execute(
        "SELECT account, name, part, unit FROM planlens.members WHERE account = session_user::text"
    ).fetchone()
    if found is None:
        raise PlanlensError("not-allowed", "您的账号还没有列入台账的成员，请管理员用 planlens office user 添加。")
    return Member(*found)


@contextmanager
def snapshot(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """See all that is asked inside as it was at one moment."""
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if not connection.closed:
            connection.execute("ROLLBACK")
        raise


def all_tables(
    connection: psycopg.Connection[Any], member: Member
) -> Iterator[tuple[type[Row], list[tuple[Any, ...]]]]:
    """Yield the values of every row that a member may see, by the kinds of rows, as they arrive.

    All is asked at once, and comes as the server has it in memory: it writes no number as text, and nobody reads one.
    """
    masked = member.part == "unit"
    seen = [kind for kind in TABLES if not masked or kind.table in tables.SEEN_BY_UNITS]
    with connection.pipeline():
        cursors = [connection.execute(tables.select(kind, masked=masked), binary=True) for kind in seen]
        for kind, cursor in zip(seen, cursors, strict=True):
            yield kind, cursor.fetchall()


def all_rows(connection: psycopg.Connection[Any], member: Member) -> list[Row]:
    """Return every row that a member may see; what hangs on rows that it may not see is hung on the document."""
    rows = [row for kind, records in all_tables(connection, member) for row in starmap(kind, records)]
    return _fitted(rows) if member.part == "unit" else rows


_PLACES = ("start", "end", "deadline_start", "deadline_end")


def _fitted(rows: list[Row]) -> list[Row]:
    """Return a part of a project's rows so that it is whole in itself: no places in texts that cannot be seen."""
    known = {row.id for row in rows}
    found: list[Row] = []
    for row in rows:
        places: dict[str, Any] = {name: None for name in _PLACES if name in columns(type(row))}
        home = getattr(row, "document", "")
        owner = row.owner if row.owner in known or not row.owner else home
        if isinstance(row, DocumentRow):
            row = replace(row, blocks="[]", findings="{}", warnings="[]")  # noqa: PLW2901
        found.append(replace(row, owner=owner, **places))
    return found


def newest_seq(connection: psycopg.Connection[Any]) -> int:
    """Return the number of the newest action."""
    return newest_of(connection.execute(_HEAD))


def newest_of(cursor: psycopg.Cursor[Any]) -> int:
    """Return the number of the newest action, of an answer to :func:`standing`."""
    found = cursor.fetchone()
    return int(found[0]) if found else 0


def entry_in(cursor: psycopg.Cursor[Any]) -> Entry | None:
    """Return the newest action of who has connected, of an answer to :func:`standing`."""
    found = cursor.fetchone()
    return Entry(*found) if found else None


_HEAD = "SELECT seq FROM planlens.head"
_LAST_OWN = f"SELECT {ENTRY} FROM planlens.history h WHERE h.account = session_user::text ORDER BY h.seq DESC LIMIT 1"


def standing(connection: psycopg.Connection[Any]) -> tuple[psycopg.Cursor[Any], psycopg.Cursor[Any]]:
    """Ask for the newest action and for the newest of who has connected; the answers may come later."""
    return connection.execute(_HEAD), connection.execute(_LAST_OWN)


def news_since(connection: psycopg.Connection[Any], member: Member, seen: int) -> News | None:
    """Return what was done after the action with the number *seen*, None for nothing; in one look."""
    if member.part == "unit":
        with snapshot(connection):
            seq = newest_seq(connection)
            if seq <= seen:
                return None
            return News(seq, tuple(entries_since(connection, seen)), tuple(all_rows(connection, member)))
    found = tuple(entries_since(connection, seen))
    return News(found[-1][0].seq, found) if found else None


def entries_since(connection: psycopg.Connection[Any], seen: int) -> Iterator[tuple[Entry, str]]:
    """Yield the entries after the one with the number *seen* that may be seen, with their changes as JSON."""
    found = connection.execute(f"SELECT {ENTRY}, {CHANGES} WHERE h.seq > %s ORDER BY h.seq, c.n", (seen,))
    yield from grouped(found)


def grouped(records: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Entry, str]]:
    """Yield each entry with its changes, of lines that hold an entry and one of its changes."""
    for head, lines in groupby(records, lambda record: record[:-3]):
        parts = [change_text(*line[-3:]) for line in lines if line[-3] is not None]
        yield Entry(*head[:-1]), head[-1] or f"[{','.join(parts)}]"


def change_text(item: str, before: str | None, after: str | None) -> str:
    """Return a change as the history of a file keeps it, of what the server has kept of it."""
    found: dict[str, Any] = {"id": item}
    kind = kind_of(item)
    for key, text in (("before", before), ("after", after)):
        if text is not None:
            values = json.loads(text)
            found[key] = {
                name: float(values[name]) if name in floats(kind) and values[name] is not None else values[name]
                for name in sorted(values, key=columns(kind).index)
            }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def present(connection: psycopg.Connection[Any]) -> tuple[str, ...]:
    """Return the names of those who have the ledger open now."""
    found = connection.execute(
        "SELECT DISTINCT m.name FROM pg_stat_activity a JOIN planlens.members m ON m.account = a.usename::text "
        "WHERE a.datname = current_database() AND a.application_name = 'planlens' ORDER BY 1"
    )
    return tuple(record[0] for record in found)
