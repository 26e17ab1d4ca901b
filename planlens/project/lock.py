"""One writer a file: a lock beside it that the system lets go of when its holder ends, however that ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


class FileLock:
    """A lock file held open and locked by the operating system, on this machine and over network shares that can.

    It stands beside the file itself, whatever link leads there.
    """

    def __init__(self, path: Path) -> None:
        real = path.resolve()
        self.path = real.with_name(real.name + ".lock")
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock; False if another process, or another object of this one, has it.

        Raises:
            OSError: the lock file cannot be made here.
        """
        for _ in range(10):
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
            if not _locked(file):
                os.close(file)
                return False
            # The holder before may have removed the file after it was opened here: then this lock guards nothing.
            with suppress(OSError):
                if os.path.samestat(os.fstat(file), self.path.stat()):
                    self._file = file
                    return True
            os.close(file)
        return False

    def release(self) -> None:
        """Let go of the lock and remove its file; without it this does nothing."""
        if self._file is None:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._file)
            with suppress(OSError):
                self.path.unlink()
        else:
            with suppress(OSError):
                if os.path.samestat(os.fstat(self._file), self.path.stat()):  # it may be another's by now
                    self.path.unlink()
            os.close(self._file)
        self._file = None


if sys.platform == "win32":
    import msvcrt

    def _locked(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _locked(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
