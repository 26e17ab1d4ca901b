"""Pictures of widgets: to the clipboard, to PNG and SVG files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.model import PlanlensError

SHARPNESS = 2
"""Pixels of a picture for each of the screen's: charts go into printed reports."""


def copy_picture(widget: QWidget) -> None:
    """Put a picture of a widget on the clipboard."""
    QGuiApplication.clipboard().setPixmap(_pixmap(widget))


def save_picture(tools: Tools, widget: QWidget, name: str) -> Path | None:
    """Ask where to save a picture of a widget, as PNG or SVG, and save it; None where nothing was saved."""
    folder = Path(str(tools.settings.get("folder", "")) or ".")
    project = tools.session.place
    stem = f"{project.stem}-{name}" if project else name
    path = dialogs.choose_new_file(tools, "保存图片", folder / f"{stem}.png", "PNG 图片 (*.png);;SVG 矢量图 (*.svg)")
    if path is None:
        return None
    if path.suffix.lower() not in {".png", ".svg"}:
        path = path.with_name(path.name + ".png")
    try:
        write_picture(widget, path)
    except PlanlensError as error:
        tools.session.problem.emit(error)
        return None
    tools.session.notice.emit(f"已保存 {path}")
    return path


def write_picture(widget: QWidget, path: Path) -> None:
    """Write a picture of a widget, as SVG or PNG by the file's ending.

    Raises:
        PlanlensError: ``not-written``.
    """
    done = _write_svg(widget, path) if path.suffix.lower() == ".svg" else _pixmap(widget).save(str(path), "PNG")
    if not done:
        raise PlanlensError("not-written", f"无法写入图片：{path}。请检查磁盘空间和权限，或换一个位置。")


def _pixmap(widget: QWidget) -> QPixmap:
    picture = QPixmap(widget.size() * SHARPNESS)
    picture.setDevicePixelRatio(SHARPNESS)
    widget.render(picture)
    return picture


def _write_svg(widget: QWidget, path: Path) -> bool:
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415 (only once a picture is saved)

    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(widget.size())
    generator.setViewBox(QRect(0, 0, widget.width(), widget.height()))
    generator.setTitle(widget.accessibleName())
    painter = QPainter()
    if not painter.begin(generator):
        return False
    try:
        widget.render(painter, QPoint())
    finally:  # a painter that outlives its device takes the program down
        painter.end()
    return path.is_file() and path.stat().st_size > 0
