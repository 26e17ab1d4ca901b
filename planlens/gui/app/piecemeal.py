"""Work that is done a little at a time, so that the window answers between."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

SLICE = 0.005
"""Seconds of work before the window gets its turn, for work that comes in small pieces."""


class Piecemeal(QObject):
    """Calls a function again and again in the pauses of the event loop, until it says that nothing is left.

    Args:
        step: does a piece of the work and returns whether there is more. It may begin other work, or stop.
        parent: what the work is for; it ends with it.
        seconds: how long pieces are done before the window gets its turn, 0 for one piece a turn.
        turn_over: called after each turn.
    """

    def __init__(
        self,
        step: Callable[[], object],
        parent: QObject,
        seconds: float = 0,
        turn_over: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._step, self._seconds, self._turn_over = step, seconds, turn_over
        self._begun = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether there is still something to do."""
        return self._timer.isActive()

    def begin(self, wait: int = 0) -> None:
        """Begin, or begin anew, in *wait* milliseconds."""
        self._begun = True
        self._timer.start(wait)

    def stop(self) -> None:
        """Do no more."""
        self._timer.stop()

    def _turn(self) -> None:
        if self._timer.interval():
            self._timer.setInterval(0)
        try:
            over = self._work(time.perf_counter() + self._seconds)
        except Exception:
            self.stop()  # the same error would come again at once
            raise
        if self._turn_over is not None:
            self._turn_over()
        if over:
            self.stop()

    def _work(self, until: float) -> bool:
        """Work for a while and return whether all is done."""
        while True:
            self._begun = False
            more = self._step()
            if self._begun or not self.busy:
                return False
            if not more or time.perf_counter() >= until:
                return not more
