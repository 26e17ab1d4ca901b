"""Where an office's ledger is: the address of a database, never with a password in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from planlens.model import PlanlensError
from planlens.paths import is_address

EXAMPLE = "postgresql://姓名@服务器/督办"

ALLOWED = frozenset(("host", "port", "user", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout"))
"""What may stand behind the question mark: nothing that holds a secret or runs something."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address as libpq understands it: ``postgresql://张三@10.1.1.5/督办?sslmode=verify-full``.

    Attributes:
        text: the address.
        secret: the password that was typed for it, in memory only, "" for none.
    """

    text: str
    secret: str = field(default="", repr=False, compare=False)

    def with_secret(self, secret: str) -> Address:
        """Return the address with a password, which is never shown and never written anywhere."""
        return replace(self, secret=secret)

    def __str__(self) -> str:
        return self.text

    @property
    def name(self) -> str:
        """The database, which people call the ledger by."""
        return unquote(urlsplit(self.text).path.strip("/")) or self.account

    @property
    def stem(self) -> str:
        """As :attr:`name`: a file's name without its ending is called so."""
        return self.name

    @property
    def account(self) -> str:
        """The account that is named in the address, "" for none."""
        return self._asked("user") or unquote(urlsplit(self.text).username or "")

    def database(self, name: str) -> Address:
        """Return the address of another database on the same server."""
        parts = urlsplit(self.text)
        query = f"?{parts.query}" if parts.query else ""
        return Address(f"{parts.scheme}://{parts.netloc}/{name}{query}")

    def _asked(self, name: str) -> str:
        return dict(parse_qsl(urlsplit(self.text).query)).get(name, "")


Place = Path | Address
"""Where a project is: a file, or an office's ledger."""


def address_of(text: str) -> Address:
    """Return the address that a text is.

    Raises:
        PlanlensError: ``bad-address``, or ``password-in-address``.
    """
    text = text.strip()
    try:
        parts = urlsplit(text)
        asked = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        known = is_address(text) and not parts.fragment and parts.path.strip("/")
        sound = bool(known) and text.isprintable() and " " not in text
    except ValueError:
        raise _bad(text if "@" not in text else "") from None
    if parts.password is not None or "password" in asked:
        advice = "请去掉地址中的密码（它会留在记录里），改用 PGPASSFILE 密码文件，或打开时再输入"
        raise PlanlensError("password-in-address", f"{advice}。")
    if not sound or asked.keys() - ALLOWED:
        raise _bad(text)
    return Address(text)


def place_of(text: str) -> Place:
    """Return what a word on the command line names: a ledger's address, or a file.

    Raises:
        PlanlensError: as :func:`address_of`.
    """
    return address_of(text) if is_address(text) else Path(text)


def _bad(text: str) -> PlanlensError:
    shown = f"：{text}" if text else ""
    return PlanlensError("bad-address", f"无法识别台账地址{shown}。请写成 {EXAMPLE}（服务器后可加端口，如 :5432）。")


def address_with(server: str, ledger: str, account: str) -> Address:
    """Return the address of a ledger on a server (``10.1.1.5``, ``10.1.1.5:5433``) for an account, "" for one's own.

    Raises:
        PlanlensError: ``bad-address``: something is missing, or cannot be understood.
    """
    if not server or not ledger:
        raise PlanlensError("bad-address", "请填写服务器和台账名称，可向管理员索取。")
    whose = f"{quote(account)}@" if account else ""
    return address_of(f"postgresql://{whose}{server}/{quote(ledger, safe='')}")
