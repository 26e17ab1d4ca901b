"""An office's ledger on a server: made, filled from a file, brought down into one, and who may open it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planlens.model import PlanlensError

if TYPE_CHECKING:
    from planlens.project.office.address import Address
    from planlens.project.office.reading import Member
    from planlens.project.office.watching import Watch
    from planlens.project.store import Store


def remembered(address: Address) -> str:
    """Return the password that the system's keyring keeps for an address, "" for none."""
    from planlens.project.office import link

    return link.remembered(address)


def remember(address: Address, secret: str) -> bool:
    """Give a password to the system's keyring; False where there is none."""
    from planlens.project.office import link

    return link.remember(address, secret)


def init(address: Address, name: str, secret: str = "") -> bool:
    """Make a ledger, or lead an older one to this version; False where it was there already.

    Args:
        address: where it is to be.
        name: what the history calls who makes it.
        secret: the password, "" where libpq finds one or none is needed.

    Raises:
        PlanlensError: see :func:`planlens.project.office.members.init`.
    """
    from planlens.project.office import members

    return members.init(address, name, secret)


def push(path: Path, address: Address, secret: str = "") -> int:
    """Bring a project file up into an empty ledger, with history and evidence; return how many tasks it has.

    Raises:
        PlanlensError: see :func:`planlens.project.office.transfer.push`.
    """
    from planlens.project.office import transfer
    from planlens.project.office.link import Link

    link = Link(address, secret)
    try:
        return transfer.push(link, path)
    finally:
        link.close()


def pull(address: Address, path: Path, secret: str = "") -> Path:
    """Bring a whole ledger down into a new project file, with history and evidence; return the file.

    Raises:
        PlanlensError: ``file-exists``, or see :func:`planlens.project.files.save_copy`.
    """
    from planlens.project import files

    if path.exists():
        raise PlanlensError("file-exists", f"文件已存在：{path}。请换一个文件名。")
    with files.open_project(address, "", read_only=True, secret=secret) as project:
        return files.save_copy(project, path)


def admit(address: Address, member: Member, password: str = "", secret: str = "") -> None:
    """Let somebody in, or give them another part; the account is made where there is none.

    Args:
        address: the ledger.
        member: who, and what they may do.
        password: the new account's, "" to leave it as it is.
        secret: the administrator's own.

    Raises:
        PlanlensError: see :func:`planlens.project.office.members.admit`.
    """
    from planlens.project.office import members
    from planlens.project.office.link import Link

    link = Link(address, secret)
    try:
        members.admit(link, member, password)
    finally:
        link.close()


def dismiss(address: Address, account: str, secret: str = "") -> None:
    """Let an account in no more; what it has done stays.

    Raises:
        PlanlensError: see :func:`planlens.project.office.members.dismiss`.
    """
    from planlens.project.office import members
    from planlens.project.office.link import Link

    link = Link(address, secret)
    try:
        members.dismiss(link, account)
    finally:
        link.close()


def members(address: Address, secret: str = "") -> list[Member]:
    """Return everybody who may open a ledger.

    Raises:
        PlanlensError: the server cannot be reached, or does not let this account in.
    """
    from planlens.project.office import members as kept
    from planlens.project.office.link import Link

    link = Link(address, secret)
    try:
        return kept.members(link)
    finally:
        link.close()


def watch(store: Store) -> Watch:
    """Return what hears others' actions at a ledger that is open, by a connection of its own.

    Raises:
        PlanlensError: the server cannot be reached, or the project is kept in a file.
    """
    from planlens.project.office.postgres_store import PostgresStore
    from planlens.project.office.watching import Watch

    if not isinstance(store, PostgresStore):
        raise PlanlensError("not-shared", "这个项目保存在文件中，没有其他人同时使用。")
    return Watch(store)
