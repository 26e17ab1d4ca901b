"""Workbooks (.xlsx, .xlsm): Office Open XML as Excel and WPS write it, transitional or strict."""

from __future__ import annotations

import io
import zipfile

from planlens.model import Document
from planlens.readers.base import Reader, source_of
from planlens.readers.sheets.ooxml_book import read_book
from planlens.readers.sheets.story import book_document


def accepts(data: bytes) -> bool:
    """Whether the bytes are a zip with a workbook in it, however damaged; .xlsb holds no XML and is none."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        names = [name.replace("\\", "/").lower() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"xl/workbook.xml" in data
    return "xl/workbook.xml" in names


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
