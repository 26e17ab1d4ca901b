"""Whether the tables of a project file are ours and nothing else: asked before anything in it is run or believed."""

from __future__ import annotations

import re
import sqlite3

from planlens.project.chain import HISTORY
from planlens.project.rows import TABLES, columns

_PLAIN_TABLE = re.compile(
    r"""CREATE TABLE "?\w++"? \(\s*+"?\w++"? \w++[^(),'";]*+(\(only = 1\))?+"""
    r"""(,\s*+"?\w++"? \w++[^(),'";]*+('t?')?+)*+\s*+\)( WITHOUT ROWID)?"""
)
"""A table without expressions that would run: ``CREATE TABLE notes ("id" TEXT PRIMARY KEY, …) WITHOUT ROWID``.

Nothing in it is tried twice: going back would take for ever in a long table that does not fit.
"""
_TRIGGERS = frozenset(("history_is_kept", "history_stays"))
_TRIGGER = re.compile(
    r"CREATE TRIGGER \w+ BEFORE (UPDATE|DELETE) ON history BEGIN SELECT RAISE\(ABORT, 'history is append-only'\); END"
)
"""``CREATE TRIGGER history_stays BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, '…'); END``."""


def foreign_object(connection: sqlite3.Connection) -> str | None:
    """Return the name of a table, view, trigger or index that planlens did not make, None where all are its own.

    A view or a trigger would run whenever the file is looked at or written into, and so would an expression in a table.
    """
    known = {kind.table for kind in TABLES} | {"counters", "files", "holder", "history", "made"}
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        plain = " ".join(str(sql).split())
        ours = (
            (kind == "table" and name in known and _PLAIN_TABLE.fullmatch(plain))
            or (kind == "trigger" and name in _TRIGGERS and _TRIGGER.fullmatch(plain))
            or (kind == "index" and sql is None and str(name).startswith("sqlite_autoindex_"))
        )
        if not ours:
            return str(name)
    return None


def missing_columns(connection: sqlite3.Connection) -> str | None:
    """Return the name of a table that is not there, or has other columns than this version's, None where all are."""
    expected = {kind.table: columns(kind) for kind in TABLES} | {"history": HISTORY}
    for table, names in expected.items():
        found = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if found != set(names):
            return table
    return None
