"""Python's garbage is collected in the window's thread only.

Widgets that stand in a circle of references are let go of by the collector, in whichever thread it happens to run: in
a worker's thread that takes the program down, for Qt's objects belong to the thread that made them.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 700
"""Milliseconds between two looks at what has gathered."""


class Garbage(QObject):
    """Collects instead of Python's own collector, which is off until :meth:`end`, by Python's own measures."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation of which enough has gathered, and those younger than it."""
        limits, counts = gc.get_threshold(), gc.get_count()
        full = [level for level, (count, limit) in enumerate(zip(counts, limits, strict=True)) if count > limit > 0]
        if full:
            gc.collect(full[-1])

    def end(self) -> None:
        """Let Python collect again."""
        self._timer.stop()
        gc.enable()
