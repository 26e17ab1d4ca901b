"""The printer: previews, prints, or writes a PDF; A4 landscape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from planlens.exports.base import FONT_BODY, FONT_TITLE
from planlens.gui.printing.sheets import BODY, TITLE, Sheets, font
from planlens.model import PlanlensError
from planlens.model.file_errors import reason
from planlens.project.lock import beside, put_in_place, swept
from planlens.views.cells import Table

MARGINS = QMarginsF(20, 20, 20, 15)
"""Left, top, right and bottom margin in millimetres."""

Paint = Callable[[QPrinter], None]


def printer(pdf: Path | None = None) -> QPrinter:
    """Return a printer set to A4 landscape, one that writes a PDF where a path is given."""
    found = QPrinter(QPrinter.PrinterMode.HighResolution)
    if pdf is not None:
        found.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        found.setOutputFileName(str(pdf))
        found.setCreator("planlens")
    size = QPageSize(QPageSize.PageSizeId.A4)
    found.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, MARGINS, QPageLayout.Unit.Millimeter))
    return found


def paint_tables(tables: list[Table]) -> Paint:
    """Return a function that draws tables on a printer, each from a new page."""

    def paint(target: QPrinter) -> None:
        room = QRectF(target.pageRect(QPrinter.Unit.DevicePixel)).size()
        painter = _begun(target)
        try:
            for count, table in enumerate(tables):
                sheets = Sheets(table, room, target.resolution() / 72)
                for number in range(len(sheets.pages)):
                    if count or number:
                        target.newPage()
                    sheets.paint(painter, number)
        finally:
            painter.end()

    return paint


SHARPNESS = 2
"""Pixels of a printed picture for each of the screen's: about 200 to the inch, well below a megabyte."""


def paint_widget(widget: QWidget, title: str = "", note: str = "") -> Paint:
    """Return a function that draws a widget on one page below a title, as large as fits.

    It is printed as a picture of what the screen shows: a printer's own hatches are so fine that they look grey.
    """

    def paint(target: QPrinter) -> None:
        room = QRectF(target.pageRect(QPrinter.Unit.DevicePixel))
        picture = QImage(widget.size() * SHARPNESS, QImage.Format.Format_RGB32)  # opaque: it is packed much smaller
        picture.setDevicePixelRatio(SHARPNESS)
        picture.fill(QColor("white"))
        widget.render(picture)
        painter = _begun(target)
        try:
            top = _paint_head(painter, room.width(), target.resolution() / 72, title, note)
            scale = min(room.width() / widget.width(), (room.height() - top) / widget.height())
            size = QSizeF(widget.width() * scale, widget.height() * scale)
            place = QRectF(QPointF((room.width() - size.width()) / 2, top), size)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, picture, QRectF(picture.rect()))
        finally:
            painter.end()

    return paint


def _paint_head(painter: QPainter, width: float, scale: float, title: str, note: str) -> float:
    """Write a title and a note below it, and return where they end."""
    top = 0.0
    for text, name, points in ((title, FONT_TITLE, TITLE), (note, FONT_BODY, BODY)):
        if text:
            painter.setFont(font(name, points * scale))
            box = QRectF(0, top, width, points * 1.6 * scale)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
            top = box.bottom()
    return top


def write_pdf(path: Path, paint: Paint) -> None:
    """Write a PDF; an older file of this name stays whole if that fails.

    Raises:
        PlanlensError: ``not-written``.
    """
    swept(path.parent)
    unfinished = beside(path)
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        unfinished.touch()
        paint(printer(unfinished))
        put_in_place(unfinished, path)
    except OSError as error:
        message = f"无法写入 PDF：{path}（{reason(error)}）。请关闭正在使用它的程序，或换一个位置。"
        raise PlanlensError("not-written", message) from error
    finally:
        QGuiApplication.restoreOverrideCursor()
        unfinished.unlink(missing_ok=True)


def _begun(target: QPrinter) -> QPainter:
    painter = QPainter()
    if not painter.begin(target):
        raise PlanlensError("not-printed", "无法打印：打印机没有准备好，或文件无法写入。请检查后再试。")
    return painter
