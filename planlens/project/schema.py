"""The tables of a project file, and the steps from each older version of them."""

from __future__ import annotations

import sqlite3
from dataclasses import fields

from planlens import __version__
from planlens.project.rows import TABLES, Row, columns

APPLICATION_ID = 0x504C454E
"""``PLEN``: the mark in the file's header by which SQLite files of planlens are told from others."""

VERSION = 4
"""The file's ``user_version``; a change of any table is a new version with a step in :data:`UPGRADES`."""

_LEDGER = """
CREATE TABLE people ("id" TEXT PRIMARY KEY, "owner" TEXT NOT NULL, "place" REAL NOT NULL, "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL, "post" TEXT NOT NULL, "telephone" TEXT NOT NULL, "unit" TEXT NOT NULL,
    "rule" TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE nodes ("id" TEXT PRIMARY KEY, "owner" TEXT NOT NULL, "due" TEXT NOT NULL, "text" TEXT NOT NULL,
    "done" TEXT, "note" TEXT NOT NULL, "percent" REAL, "rule" TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE fields ("id" TEXT PRIMARY KEY, "owner" TEXT NOT NULL, "place" REAL NOT NULL, "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL, "choices" TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE field_values ("id" TEXT PRIMARY KEY, "owner" TEXT NOT NULL, "field" TEXT NOT NULL,
    "value" TEXT NOT NULL, "rule" TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE periods ("id" TEXT PRIMARY KEY, "owner" TEXT NOT NULL, "name" TEXT NOT NULL, "first" TEXT NOT NULL,
    "last" TEXT NOT NULL, "due" TEXT NOT NULL, "closed" TEXT NOT NULL, "seq" INTEGER NOT NULL,
    "notes" INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE limits ("id" TEXT PRIMARY KEY, "owner" TEXT NOT NULL, "day" TEXT NOT NULL, "old" TEXT, "new" TEXT,
    "reason" TEXT NOT NULL, "approved" TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stages ("id" TEXT PRIMARY KEY, "owner" TEXT NOT NULL, "stage" TEXT NOT NULL, "day" TEXT NOT NULL,
    "note" TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE slips ("id" TEXT PRIMARY KEY, "owner" TEXT NOT NULL, "kind" TEXT NOT NULL, "number" TEXT NOT NULL,
    "day" TEXT NOT NULL, "due" TEXT, "unit" TEXT NOT NULL, "tasks" TEXT NOT NULL,
    "requirement" TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE links ("id" TEXT PRIMARY KEY, "owner" TEXT NOT NULL, "to" TEXT NOT NULL,
    "kind" TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE waived ("id" TEXT PRIMARY KEY, "owner" TEXT NOT NULL, "rule" TEXT NOT NULL, "items" TEXT NOT NULL,
    "note" TEXT NOT NULL) WITHOUT ROWID;
ALTER TABLE history ADD COLUMN seal TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN chain TEXT NOT NULL DEFAULT ''
"""
"""From version 2 to 3: what an office's ledger holds, and the history chained, see :mod:`planlens.project.chain`."""

_MADE = """
CREATE TABLE made (only INTEGER PRIMARY KEY CHECK (only = 1), first TEXT NOT NULL, last TEXT NOT NULL);
INSERT INTO made VALUES (1, '', '')
"""
"""From version 3 to 4: which versions of planlens made a file and wrote into it last, "" for not known."""

UPGRADES: tuple[str, ...] = ("ALTER TABLE dismissed ADD COLUMN kind TEXT NOT NULL DEFAULT 't'", _LEDGER, _MADE)
"""SQL scripts: the first leads from version 1 to 2, and so on."""

_TYPES = {"str": "TEXT", "float": "REAL", "int": "INTEGER", "bool": "INTEGER"}

_FIXED = """
CREATE TABLE counters (letter TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE files (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE holder (only INTEGER PRIMARY KEY CHECK (only = 1), text TEXT NOT NULL);
CREATE TABLE history (
    seq INTEGER PRIMARY KEY, time TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
    edit TEXT NOT NULL, items TEXT NOT NULL, undo INTEGER NOT NULL, redo INTEGER NOT NULL, below INTEGER NOT NULL,
    changes TEXT NOT NULL, seal TEXT NOT NULL DEFAULT '', chain TEXT NOT NULL DEFAULT ''
);
CREATE TRIGGER history_is_kept BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_stays BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
"""


def create(connection: sqlite3.Connection) -> None:
    """Make all tables in an empty file, in one transaction."""
    tables = ";\n".join(_table(kind) for kind in TABLES)
    connection.executescript(
        f"BEGIN;\n{tables};\n{_FIXED}\n{_MADE};\nUPDATE made SET first = '{__version__}', last = '{__version__}';\n"
        f"PRAGMA application_id = {APPLICATION_ID};\n"
        f"PRAGMA user_version = {VERSION};\nCOMMIT;"
    )


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Lead a file of an older version to this one, in one transaction."""
    steps = ";\n".join(UPGRADES[version - 1 :])
    connection.executescript(f"BEGIN;\n{steps};\nPRAGMA user_version = {VERSION};\nCOMMIT;")


def _table(kind: type[Row]) -> str:
    parts = []
    for field in fields(kind):
        base, _, optional = str(field.type).partition(" | ")
        rule = " PRIMARY KEY" if field.name == "id" else "" if optional else " NOT NULL"
        parts.append(f'"{field.name}" {_TYPES[base]}{rule}')
    return f"CREATE TABLE {kind.table} ({', '.join(parts)}) WITHOUT ROWID"


def insert(kind: type[Row]) -> str:
    """Return the statement that adds or replaces a row of this kind."""
    return f"INSERT OR REPLACE INTO {kind.table} VALUES ({', '.join('?' * len(columns(kind)))})"


def select(kind: type[Row]) -> str:
    """Return the statement that reads every row of this kind, its columns in the order of the class."""
    names = ", ".join(f'"{name}"' for name in columns(kind))
    return f"SELECT {names} FROM {kind.table}"
