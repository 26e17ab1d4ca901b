"""An office's ledger over TCP and TLS: in a process of its own, on 127.0.0.1 only."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from office_server import programs

TESTS = Path(__file__).parents[2]


def test_over_tcp() -> None:
    """What the program tells is what holds; it stops at the first thing that does not."""
    pytest.importorskip("psycopg", reason="没有安装 psycopg，不测试办公台账")
    pytest.importorskip("keyring", reason="没有安装 keyring")
    if programs() is None or shutil.which("openssl") is None:
        pytest.skip("没有安装 PostgreSQL 或 openssl，不测试加密连接")
    folders = [str(TESTS / "project"), str(TESTS), str(TESTS.parent)]
    code = f"import sys; sys.path[:0] = {folders!r}; import office_over_tcp; office_over_tcp.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "encrypted whatever the address asks for",
        "refused without encryption",
        "refused where the certificate is another's, or of another name",
        "a password file is used",
        "a keyring keeps it and gives it back",
        "another's change arrives",
        "a server that was killed comes back with all that was told to be kept",
    ]
