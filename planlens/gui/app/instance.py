"""One window a user: a second start gives its files to the running one and ends.

Who holds the lock is the first; Qt's lock file knows a holder that has crashed. Only the second start, and the first
once its window is painted, load QtNetwork.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from planlens.gui.app.desktop import LOCK
from planlens.paths import is_address

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT = 3000
"""Milliseconds that a second start waits for the running window, which may just be starting."""

SOCKET = "window.socket"
"""Where the running window listens, in the user's folder for settings."""

_LONGEST = 100
"""Bytes that the path of a socket may have on every Unix."""

_HEAD, _THANKS = 4, b"ok"
"""Bytes of the length that comes before the paths, and the answer."""


class Instance(QObject):
    """This user's only instance, or the wish to reach it.

    Args:
        folder: the user's folder for settings.

    Signals:
        asked: another start wants files to be opened; carries their paths, none to just come to the front.
    """

    asked = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # however long the holder lives
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Become the only instance; False if there is one. Making the lock waits for the disk, 15 ms."""
        return (
            self._lock.isLocked()
            or self._lock.tryLock(0)
            or self._lock.error() is not QLockFile.LockError.LockFailedError
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The server's names, the best first, different for each user and each PLANLENS_HOME.

        A socket in the user's own folder can be made by nobody else; in the folder for temporary files, which is taken
        where the user's folder can hold none (a stick, a long path), anybody could wait under the same name.
        """
        import hashlib  # noqa: PLC0415 (not before the window is painted)

        folder = self._folder.resolve()
        digest = hashlib.sha256(os.fsencode(folder)).hexdigest()
        shared, own = f"planlens-{digest[:16]}", folder / SOCKET
        possible = sys.platform != "win32" and len(os.fsencode(own)) <= _LONGEST
        return (str(own), shared) if possible else (shared,)

    def listen(self) -> bool:
        """Hear other starts; what a crashed instance has left is cleared away."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 (10 ms)

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        for name in self.names:
            QLocalServer.removeServer(name)
            if self._server.listen(name):
                return True
        return False

    def _welcome(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            self._take(socket)

    def _read(self) -> None:
        self._take(self.sender())  # type: ignore[arg-type]

    def _take(self, socket: QLocalSocket) -> None:
        """Take what another start has sent, once all of it is there; the socket lives as long as the server."""
        size = int.from_bytes(bytes(socket.peek(_HEAD).data()), "big")
        if socket.bytesAvailable() < _HEAD + size:
            return
        names = bytes(socket.readAll().data())[_HEAD:].split(b"\0")
        socket.write(_THANKS)
        socket.flush()
        words = [os.fsdecode(name) for name in names if name]
        self.asked.emit([word if is_address(word) else Path(word) for word in words])

    def send(self, paths: Sequence[Path | str]) -> bool:
        """Give files to the running instance; False if it does not answer."""
        from PySide6.QtCore import QDeadlineTimer, QThread  # noqa: PLC0415
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415

        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415 (there only: lets the other process come to the front)

            ctypes.windll.user32.AllowSetForegroundWindow(-1)
        deadline = QDeadlineTimer(_WAIT)
        socket = QLocalSocket()
        while True:
            if any(_reached(socket, name) for name in self.names):
                break
            if deadline.hasExpired():
                return False
            QThread.msleep(50)
        data = b"\0".join(os.fsencode(path) for path in paths)
        socket.write(len(data).to_bytes(_HEAD, "big") + data)
        return socket.waitForReadyRead(_WAIT) and bytes(socket.readAll().data()) == _THANKS

    def release(self) -> None:
        """Let another start be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()


def _reached(socket: QLocalSocket, name: str) -> bool:
    socket.connectToServer(name)
    return socket.waitForConnected(500)
