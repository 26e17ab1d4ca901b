"""Time until a window has been painted, beside a bare window in a bare program: fresh processes, turn by turn."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import planlens

BARE = """
import os, sys
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def event(self, event):
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint:
            print("painted", flush=True)
            os._exit(0)
        return handled

app = QApplication(sys.argv)
window = Window()
window.resize(1240, 700)
window.show()
app.exec()
"""

OURS = """
import os
from planlens.__main__ import window

def painted():
    print("painted", flush=True)
    os._exit(0)

window([], painted)
"""


def seconds(program: Path, home: Path) -> float:
    """The time from starting a program to the line that it prints once its window is painted."""
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    environment = {**os.environ, "QT_QPA_PLATFORM": platform, "PLANLENS_HOME": str(home)}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == b"painted"
        return time.perf_counter() - start


def test_time_to_a_painted_window(benchmark: Any, tmp_path: Path) -> None:
    """At most 1.15 times that of a bare window; the medians of as many starts of each, turn by turn."""
    compileall.compile_dir(Path(planlens.__file__).parent, quiet=2)
    bare, ours = tmp_path / "bare.py", tmp_path / "ours.py"
    bare.write_text(BARE, "utf-8")
    ours.write_text(OURS, "utf-8")
    for program in (bare, ours):
        seconds(program, tmp_path)
    times: dict[Path, list[float]] = {bare: [], ours: []}
    for _ in range(25 if benchmark.enabled else 1):
        for program, found in times.items():
            found.append(seconds(program, tmp_path))
    benchmark.pedantic(seconds, (ours, tmp_path), rounds=1)
    if benchmark.enabled:
        ratio = statistics.median(times[ours]) / statistics.median(times[bare])
        benchmark.extra_info["ratio"] = ratio
        assert ratio <= 1.15
