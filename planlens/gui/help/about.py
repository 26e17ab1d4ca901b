"""The version, the licence, and those of the libraries."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from planlens.gui.help.pages import about


class AboutDialog(QDialog):
    """About the program."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于 planlens")
        self.resize(560, 460)
        text = QTextBrowser()
        text.setOpenLinks(False)
        text.setMarkdown(about())
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)
