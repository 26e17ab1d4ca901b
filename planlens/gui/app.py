"""The program with a window: ``planlens`` and ``planlens FILE``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from planlens.gui.window import Window


def run(paths: Sequence[Path] = ()) -> int:
    """Show the window, open *paths* in it, and return the exit code once it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("planlens")
    window = Window()

    def fill() -> None:
        # Everything that costs time comes once the window is on the screen.
        from planlens.gui.desk import Desk  # noqa: PLC0415
        from planlens.gui.settings import Settings  # noqa: PLC0415

        desk = Desk(window, Settings())
        if paths:
            desk.open_paths(paths)
        QTimer.singleShot(500, desk.warm_up)

    window.painted.connect(fill)
    window.show()
    return app.exec()
