"""After an export: open the file, or the folder that it stands in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from planlens.gui.widgets.plain import plain_tip


class Exported(QMessageBox):
    """Says what was written, and offers to open it; *words* is what people have to know of it besides."""

    def __init__(self, path: Path, parent: QWidget | None = None, words: str = "") -> None:
        super().__init__(QMessageBox.Icon.Information, "导出完成", f"已导出 {path.name}", parent=parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setInformativeText(plain_tip("\n".join(filter(None, (words, str(path.parent))))))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path = path
        self.open_file = self.addButton("打开文件", QMessageBox.ButtonRole.ActionRole)
        self.open_folder = self.addButton("打开所在文件夹", QMessageBox.ButtonRole.ActionRole)
        close = self.addButton("关闭", QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(close)
        self.buttonClicked.connect(self._open)

    def _open(self, button: object) -> None:
        wanted = {self.open_file: self._path, self.open_folder: self._path.parent}.get(button)  # type: ignore[call-overload]
        if wanted is not None:
            open_with_system(wanted)


def open_with_system(path: Path) -> None:
    """Open a file or a folder with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
