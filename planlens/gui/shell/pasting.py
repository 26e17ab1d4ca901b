"""A project out of text that was copied elsewhere."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QGuiApplication

from planlens.gui import importing
from planlens.gui.panel import Tools
from planlens.model import PlanlensError
from planlens.paths import projects_folder
from planlens.workflow import pasted_file

NAME = "剪贴板文字"


def paste(tools: Tools) -> None:
    """Import the clipboard, with its tables and headings; the project takes a copy, no other file stays behind."""
    data = QGuiApplication.clipboard().mimeData()
    try:
        ending, content = pasted_file(data.text(), data.html() if data.hasHtml() else "")
    except PlanlensError as error:
        tools.session.problem.emit(error)
        return
    folder = TemporaryDirectory(prefix="planlens-")
    path = Path(folder.name) / f"{NAME}{ending}"
    path.write_bytes(content)
    dialog = importing.start(tools, [path], folder=projects_folder() or Path.home())
    dialog.destroyed.connect(lambda *_: folder.cleanup())
