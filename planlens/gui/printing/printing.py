"""The printer: previews, prints, or writes a PDF; A4 landscape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from planlens.gui.printing.sheets import Sheets
from planlens.model import PlanlensError
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


def paint_widget(widget: QWidget) -> Paint:
    """Return a function that draws a widget on one page, as large as fits."""

    def paint(target: QPrinter) -> None:
        room = QRectF(target.pageRect(QPrinter.Unit.DevicePixel))
        painter = _begun(target)
        try:
            scale = min(room.width() / widget.width(), room.height() / widget.height())
            painter.scale(scale, scale)
            widget.render(painter, widget.rect().topLeft())
        finally:
            painter.end()

    return paint


def write_pdf(path: Path, paint: Paint) -> None:
    """Write a PDF; an older file of this name stays whole if that fails.

    Raises:
        PlanlensError: ``not-written``.
    """
    unfinished = path.with_name(f".{path.name}.tmp")
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        unfinished.touch()
        paint(printer(unfinished))
        unfinished.replace(path)
    except OSError as error:
        message = f"无法写入 PDF：{path}（{error.strerror}）。请关闭正在使用它的程序，或换一个位置。"
        raise PlanlensError("not-written", message) from error
    finally:
        QGuiApplication.restoreOverrideCursor()
        unfinished.unlink(missing_ok=True)


def _begun(target: QPrinter) -> QPainter:
    painter = QPainter()
    if not painter.begin(target):
        raise PlanlensError("not-printed", "无法打印：打印机没有准备好，或文件无法写入。请检查后再试。")
    return painter
