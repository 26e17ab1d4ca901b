"""Which programs of this machine still run: a number alone does not tell, for it is given again to later ones."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path


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
