"""A project out of text that was copied elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from planlens import workflow
from planlens.gui.app.parts import Tools
from planlens.gui.importing import importing
from planlens.gui.versions.dialog import VersionDialog
from planlens.model import PlanlensError
from planlens.paths import projects_folder
from planlens.project.lock import TemporaryFolder

NAME = "剪贴板文字"


def paste(tools: Tools) -> None:
    """Import what the clipboard holds, tables and headings too; no file stays behind but the project."""
    mime = QGuiApplication.clipboard().mimeData()
    held = mime is not None  # a clipboard of which nothing was ever known has none
    text, html = mime.text() if held and mime.hasText() else "", mime.html() if held and mime.hasHtml() else ""
    if not text.strip():
        message = "剪贴板中没有文字。请先在 Word、WPS 或网页中选中正文并复制，再用这项功能。"
        tools.session.problem.emit(PlanlensError("no-text", message))
        return
    job = tools.jobs.process(workflow.pasted_file, text, html)
    job.failed.connect(tools.session.problem)

    def read(file: tuple[str, bytes]) -> None:
        ending, data = file
        folder = TemporaryFolder()
        path = folder.path / f"{NAME}{ending}"
        path.write_bytes(data)
        dialog = importing.start(tools, [path], folder=projects_folder() or Path.home())

        def closed(*_: object) -> None:
            version = tools.window.findChild(VersionDialog)  # the text may be a new version, and is read once more then
            if isinstance(version, VersionDialog):
                version.destroyed.connect(lambda *_: folder.remove())
            else:
                folder.remove()

        dialog.destroyed.connect(closed)

    job.done.connect(read)
