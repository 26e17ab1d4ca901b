"""Draws the program's icon for Windows: ``python icon.py planlens.ico``."""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon

from planlens.paths import shipped_resource

app = QGuiApplication([])
picture = QIcon(str(shipped_resource("icons/planlens.svg"))).pixmap(QSize(256, 256))
if not picture.save(sys.argv[1], "ICO"):
    sys.exit(f"cannot write {sys.argv[1]}")
