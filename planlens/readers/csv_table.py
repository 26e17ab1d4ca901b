"""Tables as text (.csv, .tsv): of Excel, WPS and planlens itself, in any encoding and with any usual delimiter."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from planlens.model import Document
from planlens.readers.base import Reader, source_of
from planlens.readers.encodings import Decoded, broken_warnings, decode
from planlens.readers.limits import MAX_CHARACTERS, MAX_TEXT, ten_thousands
from planlens.readers.sheets.model import Sheet, Workbook, too_large
from planlens.readers.sheets.story import book_document
from planlens.readers.unsupported import advice_for

_DELIMITERS = ",\t;|，；"
"""In the order in which they are preferred."""

_SAMPLE = 200_000
"""Characters in which the delimiter is looked for."""

_GUARDED = re.compile(r"'(?='*(?:[\t\n]|[\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\-@＝＋－＠]))")
"""An apostrophe that keeps a spreadsheet from taking a text for a formula: ``'=1+1``."""


def accepts(data: bytes) -> bool:
    """Whether bytes alone are such a table: never, for a text with commas may be any text."""
    del data
    return False


def may_be(data: bytes) -> bool:
    """Whether a file with such a name is one: text in which most rows have the same number of cells."""
    if advice_for(data) is not None or (decoded := decode(data[:MAX_TEXT])) is None:
        return False
    return delimiter_of(decoded.text) is not None


def read(data: bytes, name: str) -> Document:
    """Read a table as the only sheet of a workbook.

    Args:
        data: the file's bytes, accepted by :func:`may_be`.
        name: the file's name.

    Raises:
        PlanlensError: ``too-large`` or ``no-text``.
    """
    if len(data) > MAX_TEXT:
        raise too_large(f"正文超过 {ten_thousands(MAX_CHARACTERS)}字")
    decoded = decode(data) or Decoded(data.decode("utf-8", errors="replace"), "UTF-8")
    book = Workbook(warnings=[*broken_warnings(decoded)])
    sheet = Sheet("表1")
    for row, cells in enumerate(rows_in(decoded.text)):
        for column, text in enumerate(cells):
            if text.strip():
                book.tally.add(len(text), cell=True)
                sheet.cells[row, column] = text
    book.sheets.append(sheet)
    return book_document(book, source_of(data, name, "csv"))


def rows_in(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row, as they were before they were written."""
    delimiter = delimiter_of(text) or ","
    for row in _parsed(text, delimiter):
        yield [_GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell for cell in row]


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    # Cells are limited by the whole text, and NUL is what the parser refuses.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_TEXT))
    yield from csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter, strict=False)


def delimiter_of(text: str) -> str | None:
    """Return what stands between the cells of a table, None where the text is none.

    It is what gives most rows the same number of cells, two at least; of several the one that gives the most cells.
    """
    first = text.partition("\n")[0].strip()
    if first.startswith("sep=") and len(first) == 5:  # Excel's own line
        return first[4]
    best: tuple[float, int, str] | None = None
    for delimiter in _DELIMITERS:
        if delimiter not in text:
            continue
        sizes = Counter(len(row) for row in _parsed(text[:_SAMPLE], delimiter) if any(cell.strip() for cell in row))
        wide = {size: count for size, count in sizes.items() if size > 1}
        if not wide:
            continue
        size, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        share = count / sizes.total()
        if share >= 0.5 and (best is None or (share * size > best[0])):
            best = (share * size, -_DELIMITERS.index(delimiter), delimiter)
    return best[2] if best else None


READER = Reader(
    format="csv", label="CSV 文本表格", extensions=(".csv", ".tsv"), accepts=accepts, read=read, may_be=may_be
)
