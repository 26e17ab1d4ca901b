"""What an administrator does: make a ledger, let people in, and see who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planlens.model import PlanlensError
from planlens.project.office import tables
from planlens.project.office.address import Address
from planlens.project.office.link import Link, needed
from planlens.project.office.reading import PARTS, Member

if TYPE_CHECKING:
    import psycopg

_OLDEST = 130000
"""The oldest PostgreSQL that has all that is used here."""


def init(address: Address, name: str, secret: str = "") -> bool:
    """Make a ledger, its database too where there is none, or lead an older one to this version.

    Args:
        address: where it is to be.
        name: what the history calls who makes it.
        secret: the password.

    Returns:
        Whether anything was done.

    Raises:
        PlanlensError: ``old-server``, ``not-allowed``, or the server cannot be reached.
    """
    try:
        link = Link(address, secret)
    except PlanlensError as error:
        if error.code == "wrong-password" or not _make_database(address, secret):
            raise
        link = Link(address, secret)
    try:
        with link.using() as connection, connection.transaction():
            if connection.info.server_version < _OLDEST:
                raise PlanlensError("old-server", "服务器的 PostgreSQL 版本太旧，请升级到 13 或更新的版本。")
            if _is_made(connection):
                return _upgrade(connection)
            connection.execute(tables.creation().encode())
            account = connection.info.user
            connection.execute("INSERT INTO planlens.members VALUES (%s, %s, 'office')", (account, name or account))
            return True
    finally:
        link.close()


def _make_database(address: Address, secret: str) -> bool:
    """Make the ledger's database where the server has none of this name; return whether it was made."""
    sql = needed().sql
    link = Link(address.database("postgres"), secret)
    try:
        with link.using() as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (address.name,)).fetchone():
                return False
            statement = "CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0"
            connection.execute(sql.SQL(statement).format(sql.Identifier(address.name)))
            return True
    finally:
        link.close()


def _is_made(connection: psycopg.Connection[Any]) -> bool:
    found = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'planlens'")
    return found.fetchone() is not None


def _upgrade(connection: psycopg.Connection[Any]) -> bool:
    found = connection.execute("SELECT version FROM planlens.about").fetchone()
    version = int(found[0]) if found else 0
    if version > tables.VERSION:
        raise PlanlensError("too-new", "办公台账由更新版本的 planlens 建立，请升级本程序。")
    for script in tables.UPGRADES[version - 1 :]:
        connection.execute(script.encode())
    connection.execute("UPDATE planlens.about SET version = %s", (tables.VERSION,))
    return version < tables.VERSION


def admit(link: Link, member: Member, secret: str = "") -> None:
    """Let an account in, or give it another part; it is made where there is none.

    Args:
        link: the administrator's.
        member: who, and what they may do.
        secret: the account's password, where it is made here; only its hash goes to the server.

    Raises:
        PlanlensError: ``no-unit``, ``name-taken``, ``no-part``, or ``not-allowed``.
    """
    if member.part not in PARTS:
        raise PlanlensError(
            "no-part", f"没有“{member.part}”这种身份，可用：office（督查室）、unit（单位）、leader（领导）。"
        )
    if member.part == "unit" and not member.unit:
        raise PlanlensError("no-unit", "责任单位的账号要写明单位，如 --unit 市水务局（与台账中的名称一致）。")
    psycopg = needed()
    sql = psycopg.sql
    who = sql.Identifier(member.account)
    with link.using() as connection, connection.transaction():
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (member.account,)).fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(who))
        if secret:
            hashed = connection.pgconn.encrypt_password(secret.encode(), member.account.encode(), b"scram-sha-256")
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(who, sql.Literal(hashed.decode())))
        _forget(connection, member.account)
        taken = connection.execute("SELECT account FROM planlens.members WHERE name = %s", (member.name,)).fetchone()
        if taken is not None:
            raise PlanlensError("name-taken", f"台账中已有姓名为“{member.name}”的成员（账号 {taken[0]}），请加以区分。")
        connection.execute(
            "INSERT INTO planlens.members VALUES (%s, %s, %s, %s)",
            (member.account, member.name, member.part, member.unit),
        )
        for statement in tables.grants(member.part):
            connection.execute(sql.SQL(statement).format(who=who))


def dismiss(link: Link, account: str) -> None:
    """Let an account in no more; what it has done stays in the history.

    Raises:
        PlanlensError: ``no-member``, or ``own-account``.
    """
    with link.using() as connection, connection.transaction():
        if account == connection.info.user:
            raise PlanlensError("own-account", "不能移除自己的账号。")
        if not _forget(connection, account):
            raise PlanlensError("no-member", f"台账中没有账号“{account}”。可用 planlens office users 查看全部成员。")


def _forget(connection: psycopg.Connection[Any], account: str) -> bool:
    """Take every right in this ledger from an account; return whether it was a member."""
    sql = needed().sql
    who = sql.Identifier(account)
    for kind in ("TABLES", "FUNCTIONS"):
        connection.execute(sql.SQL(f"REVOKE ALL ON ALL {kind} IN SCHEMA planlens FROM {{}}").format(who))
    connection.execute(sql.SQL("REVOKE ALL ON SCHEMA planlens FROM {}").format(who))
    found = connection.execute("DELETE FROM planlens.members WHERE account = %s", (account,))
    return found.rowcount > 0


def members(link: Link) -> list[Member]:
    """Return everybody who may open the ledger."""
    with link.using() as connection:
        found = connection.execute("SELECT account, name, part, unit FROM planlens.members ORDER BY part, name")
        return [Member(*record) for record in found]
