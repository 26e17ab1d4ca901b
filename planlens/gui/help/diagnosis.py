"""What a developer needs to know of a user's system, without a word of any document."""

from __future__ import annotations

import os
import platform
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import PySide6
from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from planlens import __version__
from planlens.gui.app import theme
from planlens.gui.app.log import NAME, ascii_only, last_lines
from planlens.gui.app.parts import Tools
from planlens.paths import log_folder

_LINES = 80
"""Lines of the log that are told."""

_VARIABLES = ("QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS", "XDG_SESSION_TYPE")


def diagnosis(tools: Tools) -> str:
    """Return the text for the clipboard: versions, screens, names of settings, counts, the end of the log."""
    return "\n".join(ascii_only(line) for line in _all(tools)) + "\n"


def _all(tools: Tools) -> Iterator[str]:
    yield from _programs()
    yield from _desktop()
    yield f"settings: {' '.join(sorted(tools.settings.names('')))}"
    yield from _project(tools)
    folder = log_folder()
    yield "log:"
    yield from last_lines(folder / NAME, _LINES) if folder else []


def _programs() -> Iterator[str]:
    yield f"planlens {__version__}{' (frozen)' if getattr(sys, 'frozen', False) else ''}"
    yield f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}"
    yield f"system: {platform.system()} {platform.release()} {platform.version()} {platform.machine()}"
    yield f"processors: {os.cpu_count()}"


def _desktop() -> Iterator[str]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    font = QFontInfo(app.font())
    yield f"Qt platform: {QGuiApplication.platformName()}, style: {app.style().objectName()}"
    yield f"locale: {QLocale.system().name()}, font: {font.family()} {font.pointSizeF():g} pt"
    yield f"Chinese font: {theme.has_chinese_font()}"
    for screen in QGuiApplication.screens():
        size, ratio = screen.size(), screen.devicePixelRatio()
        yield f"screen: {size.width()}x{size.height()} x{ratio:g} {screen.logicalDotsPerInch():g} dpi"
    yield from (f"{name}={os.environ[name]}" for name in _VARIABLES if name in os.environ)


def _project(tools: Tools) -> Iterator[str]:
    session = tools.session
    project, path = session.project, session.path
    if project is None:
        yield "project: none"
        return
    newest = next(project.history(newest=1), None)
    yield f"project: {_size(path)} bytes, {newest.seq if newest else 0} actions, read only: {session.read_only}"
    counts = Counter(row.table for row in session.state)
    yield " ".join(f"{table}={count}" for table, count in sorted(counts.items()))
    formats = Counter(row.format for row in session.state.documents())
    yield f"formats: {' '.join(f'{name}={count}' for name, count in sorted(formats.items()))}"
    yield f"last action: {newest.edit if newest else 'none'}"


def _size(path: Path | None) -> int:
    try:
        return path.stat().st_size if path else 0
    except OSError:
        return 0
