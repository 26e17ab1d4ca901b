"""Builds small web pages, so that a test shows only the part it is about."""

from __future__ import annotations

from planlens.model import Document
from planlens.readers.html import READER

PROSE = "建设公共服务平台，完善服务功能。" * 8
"""Enough text to be a page's main part."""


def read(html: str, encoding: str = "utf-8") -> Document:
    """Read a page."""
    return READER.read(html.encode(encoding), "页.html")


def lines(html: str) -> list[str]:
    """Read a page and return the texts of its blocks."""
    return texts(read(html))


def texts(document: Document) -> list[str]:
    """Return the texts of a document's blocks."""
    return [block.span.of(document.text) for block in document.blocks]


def cells(document: Document) -> list[str]:
    """Return the cells of a document: table, row, column, merged size where it is one, and text."""
    return [
        f"{cell.table} {cell.row}.{cell.column}"
        + (f" {cell.row_span}x{cell.column_span}" if (cell.row_span, cell.column_span) != (1, 1) else "")
        + f" {block.span.of(document.text)}"
        for block in document.blocks
        if (cell := block.cell) is not None
    ]
