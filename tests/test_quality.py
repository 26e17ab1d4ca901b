"""The code passes the linter, the formatter and the type checker, so that one command checks everything."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

CHECKS = [["ruff", "check", "."], ["ruff", "format", "--check", "--diff", "."], ["mypy"]]


@pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="only in a source tree")
@pytest.mark.parametrize("command", CHECKS, ids=" ".join)
def test_code_passes(command: list[str]) -> None:
    if importlib.util.find_spec(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-5000:]
