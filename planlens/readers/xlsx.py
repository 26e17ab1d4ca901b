"""Workbooks (.xlsx, .xlsm): Office Open XML as Excel and WPS write it, transitional or strict."""

from __future__ import annotations

from planlens.model import Document
from planlens.readers.base import Reader, source_of
from planlens.readers.sheets.ooxml_book import read_book
from planlens.readers.sheets.story import book_document
from planlens.readers.zips import is_zip, names_in


def accepts(data: bytes) -> bool:
    """Whether the bytes are a zip with a workbook in it, however damaged; .xlsb holds no XML and is none."""
    if not is_zip(data):
        return False
    names = names_in(data)
    return b"xl/workbook.xml" in data if names is None else "xl/workbook.xml" in names


def read(data: bytes, name: str) -> Document:
    """Read a workbook: what its visible sheets print. No formula is computed, no link followed, no macro run.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``broken-file``, ``encrypted``, ``too-large`` or ``no-text``.
    """
    return book_document(read_book(data), source_of(data, name, "xlsx"))


READER = Reader(format="xlsx", label="Excel 工作簿", extensions=(".xlsx", ".xlsm", ".xltx"), accepts=accepts, read=read)
