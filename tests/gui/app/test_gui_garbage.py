"""What is let go of in the window is let go of in its thread, whichever thread makes the most garbage."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk


class Ring(QLabel):
    """A widget that holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_a_worker_that_makes_garbage_lets_go_of_no_widget(qtbot: QtBot, desk: Desk) -> None:
    threads: list[threading.Thread] = []
    ring = Ring()
    weakref.finalize(ring, lambda: threads.append(threading.current_thread()))
    del ring

    def work(_report: Callable[[float, str], None]) -> None:
        kept = [[place] for place in range(200_000)]  # enough for the collector to look at everything
        assert kept

    job = desk.jobs.run(work)
    with qtbot.waitSignal(job.ended):
        pass
    gc.collect()
    assert threads == [threading.main_thread()]
