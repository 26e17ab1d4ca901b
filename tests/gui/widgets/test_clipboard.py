"""The clipboard holds a text in two forms, and does not crash the program when it ends."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from planlens.gui.widgets.clipboard import copy

PROGRAM = """
from PySide6.QtWidgets import QApplication
from planlens.gui.widgets.clipboard import copy
app = QApplication([])
copy("任务", "<b>任务</b>")
"""


def test_text_is_copied_plain_and_with_its_layout(qtbot: QtBot) -> None:
    copy("任务\t单位", "<table></table>")
    found = QGuiApplication.clipboard().mimeData()
    assert sorted(found.formats()) == ["text/html", "text/plain"]
    assert (found.text(), found.html()) == ("任务\t单位", "<table></table>")


def test_a_program_ends_well_with_its_text_on_the_clipboard() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    assert subprocess.run([sys.executable, "-c", PROGRAM], env=environment, check=False).returncode == 0
