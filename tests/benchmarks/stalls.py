"""How long the window's thread is held up: a timer of 10 ms that notes how late it is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, Qt, QTimer

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TICK = 10


class Stalls:
    """Milliseconds between two ticks of the timer, the longest of them in :attr:`worst`.

    Args:
        clock: what they are measured with; ``time.thread_time`` leaves out what other programs take of a busy machine.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self.start()

    def start(self) -> None:
        """Forget what has been, also the time since the last tick: it belongs to what came before."""
        self.worst = 0.0
        self._last = self._clock()

    def tick(self) -> None:
        """Note the time since the last tick."""
        now = self._clock()
        self.worst = max(self.worst, 1000 * (now - self._last))
        self._last = now


@contextmanager
def watched(clock: Callable[[], float] = time.perf_counter) -> Iterator[Stalls]:
    """Watch the event loop; whoever drives it has to let it run, see :func:`settle`."""
    stalls, timer = Stalls(clock), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(stalls.tick)
    timer.start(TICK)
    settle()
    stalls.start()
    yield stalls
    settle()
    timer.stop()


def settle(milliseconds: int = 30) -> None:
    """Let the event loop run for a while."""
    end = time.perf_counter() + milliseconds / 1000
    while time.perf_counter() < end:
        QCoreApplication.processEvents()
