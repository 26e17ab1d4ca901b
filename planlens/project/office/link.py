"""The connection to an office's server: made, found broken, made again, and its errors in plain words."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from planlens.model import PlanlensError
from planlens.project.office.address import Address
from planlens.project.office.tables import CLOSED_PERIOD

if TYPE_CHECKING:
    import psycopg

_PATIENCE = {
    "application_name": "planlens",
    "connect_timeout": 4,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 6000,
    "client_encoding": "utf8",
}
"""Seconds (the last but one: milliseconds) after which a server that does not answer is given up."""

_OPTIONS = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=30s -c statement_timeout=300s"
"""Nobody waits for ever for another's action, and who goes to sleep in one lets go of it."""

_WRONG_PASSWORD = ("password authentication failed", "no password supplied", "认证失败")
_NO_TRUST = ("certificate verify failed", "server certificate for", "does not match host name")
_NOT_LISTED = ("no pg_hba.conf entry", "pg_hba.conf 记录", "server does not support SSL")
"""What the library and servers say, in English or Chinese, where no connection is made: there is no code for it."""

_LOST = frozenset(("57P01", "57P02", "57P03", "08000", "08001", "08003", "08004", "08006", "25P03"))
_BUSY = frozenset(("55P03", "40001", "40P01", "57014"))
_NOT_MADE = frozenset(("3F000", "42P01", "42883"))


class Link:
    """One connection to a ledger, which comes back by itself when it is asked again.

    Args:
        address: where the ledger is.
        secret: the password, "" where libpq finds it (PGPASSFILE) or none is needed. It is kept in memory only.

    Raises:
        PlanlensError: ``no-psycopg``, ``wrong-password``, ``no-ledger`` or ``office-lost``.
    """

    def __init__(self, address: Address, secret: str = "") -> None:
        self.address = address
        self._secret = secret or address.secret
        self._connection: psycopg.Connection[Any] | None = None
        self._closed = False
        self.lost = False
        self.lock = threading.RLock()
        self._connect()

    def _connect(self) -> psycopg.Connection[Any]:
        library = needed()
        if self._connection is not None:
            with suppress(Exception):
                self._connection.close()
        if self._closed:
            raise PlanlensError("closed", "办公台账已经关闭，请重新打开。")
        given = {"password": self._secret} if self._secret else {}
        with self._explained():
            made: psycopg.Connection[Any] = library.connect(
                self.address.text, autocommit=True, options=_OPTIONS, **_PATIENCE, **given
            )
        self._connection, self.lost = made, False
        return made

    @contextmanager
    def using(self) -> Iterator[psycopg.Connection[Any]]:
        """Yield the connection, made again where it is broken; one thread at a time.

        Raises:
            PlanlensError: ``office-lost``, ``not-allowed``, ``busy``, ``disk-full``, ``bad-text`` or ``office-failed``.
        """
        with self.lock:
            connection = self._connection
            if connection is None or connection.closed or connection.broken or self.lost:
                connection = self._connect()
            with self._explained():
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        psycopg = needed()
        try:
            yield
        except psycopg.Error as error:
            found = explained(self.address, error) if self._connection else unreached(self.address, error)
            if found.code == "office-lost":
                self.let_go()
            raise found from error
        except UnicodeEncodeError as error:
            raise _bad_text() from error

    def let_go(self) -> None:
        """Give up a connection that does not work; the next use makes another."""
        self.lost = True
        if self._connection is not None:
            with suppress(Exception):
                self._connection.close()
            self._connection = None

    def close(self) -> None:
        """Close it for good."""
        self._closed = True
        self.let_go()

    def again(self) -> Link:
        """Return another connection to the same ledger, for another thread."""
        return Link(self.address, self._secret)


def needed() -> Any:
    """Return the library that speaks to the server.

    Raises:
        PlanlensError: ``no-psycopg``, it is not installed.
    """
    try:
        import psycopg  # noqa: PLC0415 (only for who opens an office's ledger)
    except ImportError as error:
        way = '打开办公台账要先安装数据库组件：pip install "planlens[office]"（离线安装见帮助“办公台账”）。'
        without = "这个安装包不含打开办公台账的数据库组件，请向管理员要含有它的安装包（制作时加 --office）。"
        message = without if getattr(sys, "frozen", False) else way
        raise PlanlensError("no-psycopg", message) from error
    return psycopg


def explained(address: Address, error: Any) -> PlanlensError:
    """Return what to tell a user of an error of the server or of the way to it."""
    psycopg = needed()
    state = error.sqlstate or ""
    name = address.name
    if state in _NOT_MADE:
        return PlanlensError("no-ledger", f"“{name}”还不是办公台账，请管理员运行 planlens office init {address}。")
    if state == "42501":
        message = "服务器没有允许这项操作：您的账号只能填写本单位任务的状态、进度和进展，或只能查看。"
        if "schema planlens" in str(error):
            message = f"您的账号还没有列入“{name}”的成员，请管理员用 planlens office user 添加。"
        return PlanlensError("not-allowed", message)
    if state == CLOSED_PERIOD:
        period = (error.diag.message_primary or "").strip()
        what = f"“{period}”已封存，这一期以前填写的进展不能再增加、修改或撤销"
        return PlanlensError("closed-period", f"{what}。请另填一条今天的进展，或请督查室先解除封存。")
    if state == "53100":
        return PlanlensError("disk-full", "服务器磁盘空间不足，刚才的操作没有保存。请联系管理员。")
    if state in _BUSY:
        return PlanlensError("busy", "台账正被其他人的操作占用，刚才的操作没有保存，请稍候再试。")
    if isinstance(error, psycopg.DataError):
        return _bad_text() if "NUL" in str(error) or state in {"22021", "22P05"} else _failed(error)
    if state in _LOST or isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
        return lost(name)
    return _failed(error)


def unreached(address: Address, error: Any) -> PlanlensError:
    """Return what to tell where no connection could be made: the library gives the reason in words only."""
    why = str(error)
    refused = error.pgconn is not None and (error.pgconn.needs_password or error.pgconn.used_password)
    # after a refusal over TLS the library tries without, and forgets that there was a password
    if refused or any(words in why for words in _WRONG_PASSWORD):
        return PlanlensError("wrong-password", f"服务器没有接受账号或密码：{address}。请核对账号、密码后再试。")
    if "database" in why and ("does not exist" in why or "不存在" in why):
        message = f"服务器上没有“{address.name}”这个台账。请核对地址，或请管理员用 planlens office init 建立。"
        return PlanlensError("no-ledger", message)
    if ("role" in why and "does not exist" in why) or "角色" in why:
        message = f"服务器上没有这个账号：{address}。请核对地址中的账号，或请管理员用 planlens office user 添加。"
        return PlanlensError("no-account", message)
    if any(words in why for words in _NO_TRUST):
        message = f"服务器的证书没有通过核对：{address}。请核对服务器名称和证书文件，或联系管理员。"
        return PlanlensError("office-distrusted", message)
    if any(words in why for words in _NOT_LISTED):
        message = f"服务器不接受这种方式的连接：{address}。它可能只接受加密连接或指定的电脑，请联系管理员。"
        return PlanlensError("office-refused", message)
    line = next((line.strip() for line in why.splitlines() if line.strip()), "")[:200]
    return PlanlensError("office-lost", f"连不上办公台账：{address}（{line}）。请检查网络和地址，或联系管理员。")


def lost(name: str) -> PlanlensError:
    """Return the error that the server cannot be reached."""
    what = f"与办公台账“{name}”的连接已断开，现在只能查看，刚才的操作没有保存"
    return PlanlensError("office-lost", f"{what}。连上后会自动恢复；若一直连不上，请检查网络或联系管理员。")


def _bad_text() -> PlanlensError:
    return PlanlensError("bad-text", "文字中有无法保存的字符（不完整的编码或空字符），请删去后再试。")


def _failed(error: Exception) -> PlanlensError:
    what = " ".join(str(error).split())[:200]
    return PlanlensError("office-failed", f"服务器没有完成这项操作（{what}），刚才的操作没有保存。请联系管理员。")


def remembered(address: Address) -> str:
    """Return the password that the system's keyring keeps for an address, "" for none or no keyring.

    Where libpq is told of a password itself (PGPASSWORD, PGPASSFILE), that one counts.
    """
    if "PGPASSWORD" in os.environ:
        return ""
    with suppress(Exception):  # a keyring fails in many ways, and none of them matters here
        import keyring  # noqa: PLC0415 (same as above)

        return str(keyring.get_password("planlens", address.text) or "")
    return ""


def remember(address: Address, secret: str) -> bool:
    """Give a password to the system's keyring; False where there is none."""
    with suppress(Exception):
        import keyring  # noqa: PLC0415

        keyring.set_password("planlens", address.text, secret)
        return True
    return False
