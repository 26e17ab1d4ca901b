"""A project out of text that was copied elsewhere."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QGuiApplication

from planlens.gui import importing
from planlens.gui.panel import Tools
from planlens.model import PlanlensError
from planlens.paths import projects_folder

NAME = "剪贴板文字.txt"


def paste(tools: Tools) -> None:
    """Import the text of the clipboard; the project takes a copy of it, no other file stays behind."""
    text = QGuiApplication.clipboard().text()
    if not text.strip():
        message = "剪贴板中没有文字。请先在 Word、WPS 或网页中选中正文并复制，再用这项功能。"
        tools.session.problem.emit(PlanlensError("no-text", message))
        return
    folder = TemporaryDirectory(prefix="planlens-")
    path = Path(folder.name) / NAME
    path.write_text(text, "utf-8-sig")
    dialog = importing.start(tools, [path], folder=projects_folder() or Path.home())
    dialog.destroyed.connect(lambda *_: folder.cleanup())
