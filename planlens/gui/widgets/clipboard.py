"""Copying text in several forms at once."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QGuiApplication


def copy(text: str, html: str) -> None:
    """Put a text on the clipboard, plain and with its layout.

    A QMimeData made in Python that is still on the clipboard when the program ends crashes it (PySide6 6.11: its
    destructor asks the interpreter, which is gone by then); so Qt makes the object, and only the content is ours.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    for form in data.formats():
        data.removeFormat(form)
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
