"""Files that are written before they have their name, and how those are found again that a killed program left."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
import time
import weakref
from contextlib import suppress
from pathlib import Path
from socket import gethostname
from tempfile import gettempdir

from planlens.project.processes import birth_of, is_running

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
