"""The command line needs neither PySide6 nor pyqtgraph; where they are not installed, the window says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from planlens.gui.app.no_window import WINDOW

ROOT = Path(__file__).parents[1]
LIST = ROOT / "resources/packaging/command-line.pip"
WITHOUT = """
import sys

for name in ("PySide6", "shiboken6", "pyqtgraph"):
    sys.modules[name] = None
from planlens.__main__ import main

main()
"""


def planlens(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run planlens where no package of the window can be imported."""
    environment = {**os.environ, "PLANLENS_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "utf8", "-c", WITHOUT, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_commands(tmp_path: Path) -> None:
    (tmp_path / "规划.txt").write_text(
        "一、重点任务\n（一）建设平台。建成数据平台1个。（牵头单位：市数据局）\n", "utf-8"
    )
    for arguments in (
        ("extract", "规划.txt", "-o", "结果.json"),
        ("new", "规划.txt", "-o", "督办.planlens"),
        ("export", "督办.planlens", "-o", "台账.xlsx"),
    ):
        done = planlens(tmp_path, *arguments)
        assert done.returncode == 0, done.stderr
    assert "市数据局" in (tmp_path / "结果.json").read_text("utf-8")
    assert (tmp_path / "台账.xlsx").exists()


def test_the_window_says_what_to_install(tmp_path: Path) -> None:
    done = planlens(tmp_path)
    assert done.returncode == 2
    assert f'没有安装窗口需要的 PySide6，无法打开窗口。请运行：pip install "{WINDOW}"' in done.stderr
    assert "Traceback" not in done.stderr


def test_the_lists_agree() -> None:
    if not LIST.exists():
        pytest.skip("a source tree only")
    all_of_them = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    wanted = LIST.read_text("utf-8").splitlines()
    for_the_window = [line for line in all_of_them if line.startswith(("PySide6", "pyqtgraph"))]
    assert WINDOW in for_the_window
    assert sorted([line for line in wanted if not line.startswith("#")] + for_the_window) == sorted(all_of_them)
