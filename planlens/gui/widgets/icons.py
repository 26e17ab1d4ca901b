"""Icons in the colour of the text, from the drawings in ``resources/icons``."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from planlens.paths import shipped_resource

_DRAWN = b"#5f6773"
"""The colour in the drawings, for those who look at them elsewhere."""

_SIZES = (18, 27, 36)
"""For screens at 100, 150 and 200 percent."""


def icon(name: str, colour: str, disabled: str) -> QIcon:
    """Return an icon in a colour (``#rrggbb``), in another one where it is disabled; empty if there is no drawing."""
    found = QIcon()
    path = shipped_resource(f"icons/{name}.svg")
    if not path.is_file():
        return found
    drawing = path.read_bytes()
    for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        for size in _SIZES:
            found.addPixmap(_painted(drawing.replace(_DRAWN, shade.encode()), size), mode)
    return found


def _painted(drawing: bytes, size: int) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return QPixmap.fromImage(reader.read())
