"""planlens killed before some of its writes: the project is whole, what was said to be done is; nothing is left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

POINTS = ("pwrite64:31", "fdatasync:5", "unlink:2", "rename:1")
"""System calls that write; all of them with ``python tests/project/kill_points.py``, which takes minutes."""


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("strace") is None, reason="needs strace")
def test_killed_before_a_write() -> None:
    script = Path(__file__).with_name("kill_points.py")
    done = subprocess.run(
        [sys.executable, str(script), *POINTS],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if "ptrace" in done.stderr:
        pytest.skip("strace may not watch processes here")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{len(POINTS)} × 9 commands killed, 0 problems\n"
