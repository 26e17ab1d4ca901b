"""The program with a window: ``planlens`` and ``planlens FILE``.

Only what the first painting needs is loaded at the top; :mod:`planlens.gui.app.filling` brings the rest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from planlens.gui.app import desktop
from planlens.gui.app.desktop import FONTS, LOCK
from planlens.gui.app.settings import Settings
from planlens.gui.app.window import GEOMETRY, Window
from planlens.paths import settings_folder


def run(paths: Sequence[Path | str], painted: Callable[[], None]) -> int:
    """Show the window, open *paths* in it, and return the exit code once it is closed.

    Args:
        paths: projects or documents; texts are the addresses of offices' ledgers.
        painted: called once the window is on the screen, for measurements.
    """
    folder = settings_folder()
    if folder is not None and (folder / LOCK).exists() and sent(folder, paths):
        return 0
    advice = desktop.settle_input_method(os.environ, desktop.qt_plugins(PySide6.__file__))
    qInstallMessageHandler(one_line_for_abort())
    # QApplication.setStyle would load all that Qt knows of styles: 5 ms.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    qInstallMessageHandler(None)
    app.setApplicationName("planlens")
    app.setDesktopFileName("planlens")
    settings = Settings()
    dress(app, settings)
    window = Window(opening=paths)
    window.restoreGeometry(settings.bytes(GEOMETRY))
    window.painted.connect(painted)

    def fill() -> None:
        from planlens.gui.app.filling import Filling  # noqa: PLC0415 (not before the window is painted)

        Filling(app, window, settings, folder, advice, paths).begin()

    window.painted.connect(fill)
    window.show()
    return app.exec()


def sent(folder: Path, paths: Sequence[Path | str]) -> bool:
    """Give files to the window that is open already; False if there is none, or it does not answer."""
    from planlens.gui.app.instance import Instance  # noqa: PLC0415 (for a second start, and after a crash)

    instance = Instance(folder)
    if instance.claim():
        instance.release()
        return False
    waiting = QCoreApplication(sys.argv[:1])
    try:
        return instance.send(paths)
    finally:
        waiting.shutdown()


def dress(app: QApplication, settings: Settings) -> None:
    """Give the application its style and font, as far as can be had in no time; ``theme`` does it all.

    Who has chosen other colours or sizes than the usual does not see the usual ones first.
    """
    if settings.names("appearance/"):
        from planlens.gui.app import theme  # noqa: PLC0415 (24 ms)

        theme.dress(app, settings.get(theme.SCHEME), settings.get(theme.POINTS))
        return
    if sys.platform != "darwin":
        font = app.font()
        font.setFamilies([*FONTS, *font.families()])
        app.setFont(font)


def one_line_for_abort() -> Callable[[QtMsgType, object, str | None], None]:
    """Return a handler of Qt's messages that says in one line why Qt cannot start, where Qt would dump and abort."""
    said: list[str] = []

    def hear(kind: QtMsgType, context: object, message: str | None) -> None:
        said.append(" ".join((message or "").split()))
        if kind is QtMsgType.QtFatalMsg:
            from planlens.gui.app.no_window import cannot_start, tell  # noqa: PLC0415 (hardly ever)

            tell(cannot_start(said))
            os._exit(2)

    return hear
