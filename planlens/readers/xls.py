"""Older workbooks (.xls) and those of WPS (.et): BIFF streams in a compound file ([MS-XLS]), read by xlrd."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

import xlrd

from planlens.model import Document, PlanlensError
from planlens.readers.base import Reader, source_of
from planlens.readers.compound import MAGIC, holds, mentions
from planlens.readers.limits import SizeTally
from planlens.readers.sheets.formats import BUILT_IN, printed
from planlens.readers.sheets.hidden import leave_out_hidden
from planlens.readers.sheets.model import Sheet, Workbook, broken, encrypted
from planlens.readers.sheets.story import book_document

_VISIBLE = 0
_STREAMS = ("Workbook", "Book")
_FIRST_SECTOR = 512
_BEGINS = b"\x09\x08"
"""The record that begins every BIFF5 or BIFF8 stream ([MS-XLS] 2.4.21)."""
_OTHERS = ("WordDocument", "EncryptedPackage", "PowerPoint Document")
"""Streams of other formats, which may have a workbook embedded in them."""


def accepts(data: bytes) -> bool:
    """Whether the bytes are a compound file with a workbook at its top, however damaged."""
    if not data.startswith(MAGIC):
        return False
    if not mentions(data, *_STREAMS):
        return data[_FIRST_SECTOR : _FIRST_SECTOR + 2] == _BEGINS  # the end of the file is missing
    return holds(data, *_STREAMS, unless=_OTHERS)


def read(data: bytes, name: str) -> Document:
    """Read a workbook: what its visible sheets print.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``broken-file``, ``encrypted``, ``too-large`` or ``no-text``.
    """
    return book_document(read_book(data), source_of(data, name, "xls"))


def read_book(data: bytes, *, hidden: bool = False) -> Workbook:
    """Read the sheets of a workbook.

    Args:
        data: the file's bytes.
        hidden: whether hidden sheets, rows and columns are read too.

    Raises:
        PlanlensError: ``broken-file``, ``encrypted`` or ``too-large``.
    """
    workbook = Workbook()
    book = _open(data, workbook)
    left: list[str] = []
    for index, title in enumerate(book.sheet_names()):
        try:
            sheet = book.sheet_by_index(index)
            if sheet.visibility != _VISIBLE and not hidden:
                left.append(title)
                continue
            workbook.sheets.append(_sheet(title, sheet, book, workbook.tally, hidden=hidden))
            book.unload_sheet(index)
        except PlanlensError:
            raise
        except Exception:
            workbook.warnings.append(f"工作表“{title}”已损坏，未能读出。")
    if left:
        workbook.warnings.append(f"隐藏的工作表没有读：{'、'.join(left)}。需要时请取消隐藏，保存后再读。")
    if not workbook.sheets and workbook.warnings:
        raise broken(workbook.warnings[0].rstrip("。"))
    return workbook


def _open(data: bytes, workbook: Workbook) -> Any:
    """Open a workbook with its formats and merged cells; without them where just these are damaged."""
    for formatting in (True, False):
        with suppress(Exception):
            return _opened(data, formatting=formatting)
        workbook.warnings[:] = ["单元格格式已损坏，合并的单元格、日期和百分比可能与原表不同。"]
    try:
        return _opened(data, formatting=False)
    except xlrd.XLRDError as error:
        locked = "encrypted" in str(error).lower() or "password" in str(error).lower()
        raise encrypted() if locked else broken("不是完整的 .xls 文件") from None
    except PlanlensError:
        raise
    except Exception:
        raise broken("内部结构错误") from None


def _opened(data: bytes, *, formatting: bool) -> Any:
    return xlrd.open_workbook(
        file_contents=data,
        formatting_info=formatting,
        on_demand=True,
        ragged_rows=True,
        ignore_workbook_corruption=True,
        logfile=io.StringIO(),
    )


def _sheet(title: str, source: Any, book: Any, tally: SizeTally, *, hidden: bool) -> Sheet:
    sheet = Sheet(title)
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            text = _printed(cell, book, sheet)
            if text.strip():
                tally.add(len(text), cell=True)
                sheet.cells[row, column] = text
    sheet.merges = [(top, left, below - 1, right - 1) for top, below, left, right in source.merged_cells]
    if hidden:
        return sheet
    rows = [(row, row) for row, info in source.rowinfo_map.items() if info.hidden]
    columns = [(column, column) for column, info in source.colinfo_map.items() if info.hidden]
    leave_out_hidden(sheet, rows, columns)
    return sheet


def _printed(cell: Any, book: Any, sheet: Sheet) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return printed(float(cell.value), _format(cell, book), since_1904=bool(book.datemode))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    sheet.errors += cell.ctype == xlrd.XL_CELL_ERROR
    return ""


def _format(cell: Any, book: Any) -> str:
    """Return the number format of a cell; a date in a file whose formats are lost is printed as a date."""
    if cell.xf_index is None:
        return BUILT_IN[14] if cell.ctype == xlrd.XL_CELL_DATE else ""
    key = book.xf_list[cell.xf_index].format_key
    return BUILT_IN.get(key) or str(book.format_map[key].format_str)


READER = Reader(format="xls", label="Excel 97-2003 和 WPS 表格", extensions=(".xls", ".et"), accepts=accepts, read=read)
