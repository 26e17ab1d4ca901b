"""Workbooks in one XML file (XML Spreadsheet 2003, often called .xls), as office systems export them."""

from __future__ import annotations

from planlens.model import Document
from planlens.readers.base import Reader, source_of
from planlens.readers.sheets.story import book_document
from planlens.readers.sheets.xml_book import read_xml_book

_HEAD = 4096


def accepts(data: bytes) -> bool:
    """Whether the bytes are such a workbook; NUL bytes are dropped, so that UTF-16 is seen as well."""
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").lstrip()
    return start.startswith(b"<") and b"Workbook" in start and b"urn:schemas-microsoft-com:office:spreadsheet" in start


def read(data: bytes, name: str) -> Document:
    """Read a workbook: what its visible sheets print. No formula is computed, no link followed, no macro run.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``broken-file``, ``too-large`` or ``no-text``.
    """
    return book_document(read_xml_book(data), source_of(data, name, "xmlsheet"))


READER = Reader(format="xmlsheet", label="XML 表格", extensions=(".xml",), accepts=accepts, read=read)
