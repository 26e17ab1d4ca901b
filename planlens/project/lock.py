"""Who writes a file: a lock that ends with its holder, which programs run, and what killed ones left unfinished."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
import time
import weakref
from contextlib import suppress
from functools import cache
from pathlib import Path
from socket import gethostname
from tempfile import gettempdir


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


def birth_of(process: int) -> str:
    """Return a word that tells a process from any other one that has its number, "" where the system has none.

    On Linux that is the start of the machine and, in the machine's ticks, the start of the process.
    """
    if sys.platform != "linux":
        return ""
    try:
        # 31921 (the (odd) name) S 1 31921 …: the name may hold anything, the start is the 20th word behind it
        words = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        return f"{_machine()}{int(words[19]):x}"
    except (OSError, ValueError, IndexError):
        return ""


@cache
def _machine() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii")[:8]
    except (OSError, ValueError):
        return ""


def is_running(process: int, birth: str = "") -> bool:
    """Whether a process runs, and is the one that was born then where *birth* says so.

    On Windows nothing asks: nobody can remove a lock or an unfinished file there that a program has open.
    """
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return not birth or birth_of(process) in ("", birth)


_AFTER = 24 * 3600
"""Seconds after which an unfinished file is nobody's where it is not known which programs run (Windows)."""
_NAME = re.compile(
    r"\.planlens-(?P<host>.{0,24})-(?P<process>[0-9]+)(-(?P<birth>[0-9a-f]+))?-[0-9a-f]{12}\.tmp(-journal|\.lock)?"
)
"""``.planlens-office-pc-31921-9c1f00aa5d3e-a7bbbd31e36e.tmp-journal``."""


def beside(path: Path) -> Path:
    """Return a name for what is written before it becomes *path*; :func:`swept` knows whose it is.

    It is a short one of its own: that of *path* may be as long as the file system allows.
    """
    born = birth_of(os.getpid())
    whose = f"{gethostname()[:24]}-{os.getpid()}{born and '-'}{born}"
    return path.with_name(f".planlens-{whose}-{secrets.token_hex(6)}.tmp")


def put_in_place(unfinished: Path, path: Path) -> None:
    """Give a finished file its name, in the place of an older file, so that no failure of power takes it back.

    Raises:
        OSError: it cannot be done; the older file is still there.
    """
    unfinished.replace(path)
    if sys.platform == "win32":
        return
    with suppress(OSError):  # not every file system can: then it is as durable as it is
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class TemporaryFolder:
    """A folder for copies to look at, in the system's place for temporary files, that only this user can read.

    What is in those that killed programs left is removed when the next one is made.
    """

    def __init__(self) -> None:
        place = Path(gettempdir())
        swept(place)
        self.path = beside(place / "planlens")
        self.path.mkdir(mode=0o700)
        self._removed = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def remove(self) -> None:
        """Remove it with all that is in it, as far as nobody has it open; the program's end does too."""
        self._removed()


def swept(folder: Path) -> None:
    """Remove the files and folders that programs of this machine left unfinished here when they were killed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            name = _NAME.fullmatch(entry.name)
            if name is None or name["host"] != gethostname()[:24]:
                continue
            with suppress(OSError):
                if not _is_nobodys(name, entry):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    Path(entry.path).unlink()


def _is_nobodys(name: re.Match[str], entry: os.DirEntry[str]) -> bool:
    process = int(name["process"])
    if process == os.getpid() and name["birth"] in (None, birth_of(process)):
        return False
    if sys.platform == "win32":
        return time.time() - entry.stat().st_mtime > _AFTER
    return not is_running(process, name["birth"] or "")
