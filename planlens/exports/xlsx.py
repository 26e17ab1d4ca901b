"""Excel workbooks: a sheet for the tasks and one for the targets of the goals, ready to print."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date, datetime
from itertools import accumulate
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from planlens.exports.base import FONT_BODY, FONT_HEADER, FONT_NOTE, FONT_TITLE, GREY, LIGHT_COLOURS, Exporter
from planlens.exports.choice import Look
from planlens.exports.layout import FONT_SIZE, TITLE_SIZE, Layout, PaperRow, paper_for
from planlens.exports.table import all_tables
from planlens.model import Light, Plan
from planlens.views.cells import Cell, Column, Line, Row, Table, lines
from planlens.views.fields.work import Tracking

MAX_CELL = 32_767
"""Characters that a cell can hold (Excel's limit)."""

MAX_ROW_HEIGHT = 409.0
"""Points; Excel's limit for a row."""

CUT_MARK = "……（以下略，请查原文）"

_WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    # Widths are counted in digits of this font: the default one of Chinese Excel, known (or replaced by one
    # of the same proportions) where Calibri is not.
    "default_format_properties": {"font_name": "宋体", "font_size": 11},
    "default_row_height": 18,
    "default_column_width": 72,
}
_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.75, "bottom": 0.75}  # inches
_WIDER = 0.98
"""The part of the width that is used: other fonts may be wider."""
_SAFETY = 0.95
"""The part of a page that is counted on: other fonts and printers need a little more room for the same rows."""
_Place = tuple[int, int, int, int]
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": FONT_TITLE, "font_size": TITLE_SIZE, "align": "center"},
    "note": {"font_name": FONT_NOTE, "font_color": f"#{GREY}", "italic": True, "align": "left"},
    "header": {"font_name": FONT_HEADER, "bold": True, "align": "center", "bg_color": "#DDEBF7", "border": 1},
    "left": {"font_name": FONT_BODY, "align": "left", "border": 1},
    "center": {"font_name": FONT_BODY, "align": "center", "border": 1},
}
_Tone = tuple[bool, Light]
"""How a line is set off: as a suggestion, in the colour of a light."""
PLAIN: _Tone = (False, Light.NONE)
_SUGGESTED = {"italic": True, "font_color": f"#{GREY}"}


class _Looks:
    """The formats of a workbook, each made when first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, _Tone, str], Format] = {}

    def __call__(self, name: str, tone: _Tone = PLAIN, number: str = "") -> Format:
        """Return the format *name* of ``_LOOKS``, grey and italic for suggestions, in colour for warning lights.

        *number* is how Excel shows a number, "" as it is.
        """
        key = (name, tone, number)
        if key not in self._made:
            look = {"font_size": FONT_SIZE, "valign": "vcenter", "text_wrap": True, **_LOOKS[name]}
            shown = {"num_format": number} if number else {}
            self._made[key] = self._workbook.add_format(look | _tone_look(*tone) | shown)
        return self._made[key]


def _number_format(line: Line) -> str:
    """Return the format in which Excel shows an exact value as the line reads: ``0.0%``, ``yyyy"年"m"月"``."""
    if isinstance(line.exact, date):
        return "".join(
            f'{code}"{name}"' for code, name in (("yyyy", "年"), ("m", "月"), ("d", "日")) if name in line.text
        )
    decimals = len(line.text.rstrip("%").partition(".")[2])
    return f"0.{'0' * decimals}%" if decimals else "0%"


def _tone_look(suggested: bool, light: Light) -> dict[str, Any]:
    if suggested:
        return _SUGGESTED
    return {"bold": True, "font_color": f"#{LIGHT_COLOURS[light]}"} if light in LIGHT_COLOURS else {}


def _write(
    plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
) -> bytes:
    """Return a workbook with the task table and, where the plan has goals of its own, the table of their targets."""
    look = look or Look()
    return workbook_of(all_tables(plan, columns, tracking, look.title), look.paper)


def workbook_of(tables: Sequence[Table], paper: str = "") -> bytes:
    """Return a workbook with a sheet for each table, on the paper of this name or the usual one."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _WORKBOOK_OPTIONS) as workbook:
        workbook.set_properties({"title": tables[0].title})
        looks = _Looks(workbook)
        for table in tables:
            _Sheet(workbook.add_worksheet(table.name), table, looks, paper).write()
    return buffer.getvalue()


class _Sheet:
    """Writes one table on one sheet; sheet rows count from 0, a place is (first row, first column, last row, last)."""

    def __init__(self, sheet: Worksheet, table: Table, looks: _Looks, paper: str = "") -> None:
        self.sheet = sheet
        self.table = table
        self.looks = looks
        self.paper = paper_for(table, paper)
        width = (self.paper.width / 25.4 - _MARGINS["left"] - _MARGINS["right"]) * 72
        height = (self.paper.height / 25.4 - _MARGINS["top"] - _MARGINS["bottom"]) * 72
        self.layout = Layout(table, width * _WIDER, height * _SAFETY)

    def write(self) -> None:
        """Write title, notes, header and rows, and set the page up."""
        header = self._write_heading()
        blocks = self.layout.blocks()
        # The sheet row at which each block begins, and the one after the last.
        starts = list(accumulate(map(_sheet_rows, blocks), initial=header + 1))
        for start, block in zip(starts, blocks, strict=False):
            self._write_block(block, start)
        chunks = [index for index, block in enumerate(blocks) if block.starts_chunk]
        for first, after in zip(chunks, [*chunks[1:], len(blocks)], strict=False):
            self._write_merged(self.table.rows[blocks[first].row], starts[first], starts[after] - 1)
        self._set_page(header, last_row=starts[-1] - 1)

    def _write_heading(self) -> int:
        """Write title, notes and header row; return the sheet row of the header."""
        table = self.table
        for position, width in enumerate(self.layout.column_widths()):
            self.sheet.set_column_pixels(position, position, int(width * 96 / 72))
        notes = [("note", note, self.layout.note_height(note)) for note in table.notes]
        above = [("title", table.title, self.layout.title_height()), *notes]
        last = len(table.columns) - 1
        for row, (look, text, height) in enumerate(above):
            self.sheet.set_row(row, min(height, MAX_ROW_HEIGHT))
            self._write_text((row, 0, row, last), lines([text]), look)
        header = len(above)
        self.sheet.set_row(header, self.layout.header_height())
        for position, column in enumerate(table.columns):
            self.sheet.write_string(header, position, column.title, self.looks("header"))
        return header

    def _write_block(self, block: PaperRow, start: int) -> None:
        """Write one row of the table, which takes several sheet rows if it is higher than Excel allows."""
        last = start + _sheet_rows(block) - 1
        for row in range(start, last + 1):
            self.sheet.set_row(row, block.height / _sheet_rows(block))
        for position, (column, cell) in enumerate(
            zip(self.table.columns, self.table.rows[block.row].cells, strict=True)
        ):
            if not column.merged:
                self._write_cell((start, position, last, position), column, cell)

    def _write_merged(self, row: Row, first: int, last: int) -> None:
        """Write the cells that are merged over the rows of a section on one page."""
        for position, (column, cell) in enumerate(zip(self.table.columns, row.cells, strict=True)):
            if column.merged:
                self._write_cell((first, position, last, position), column, cell)

    def _write_cell(self, place: _Place, column: Column, cell: Cell) -> None:
        look = "center" if column.centered else "left"
        if column.numeric:
            self._merge(place, look)
            self.sheet.write_number(*place[:2], int(cell[0].text), self.looks(look))
        elif len(cell) == 1 and (exact := cell[0].exact) is not None:
            self._merge(place, look)
            self._write_exact(place, exact, self.looks(look, number=_number_format(cell[0])))
        else:
            self._write_text(place, cell, look)

    def _write_exact(self, place: _Place, exact: date | float, look: Format) -> None:
        """Write a day or a percentage as what it is, so that it sorts, filters and adds up."""
        if isinstance(exact, date):
            self.sheet.write_datetime(*place[:2], datetime(exact.year, exact.month, exact.day), look)
        else:
            self.sheet.write_number(*place[:2], exact, look)

    def _write_text(self, place: _Place, cell: Cell, look: str) -> None:
        """Write lines into a range, always as text."""
        row, column = place[:2]
        tones = [(line.suggested, line.light) for line in cell]
        whole = "\n".join(line.text for line in cell)
        self._merge(place, look)
        if not whole:
            self.sheet.write_blank(row, column, None, self.looks(look))
        elif len(set(tones)) == 1 or len(whole) > MAX_CELL:
            tone = tones[0] if len(set(tones)) == 1 else PLAIN
            self.sheet.write_string(row, column, _cut(whole), self.looks(look, tone))
        else:
            fragments: list[Any] = []
            for index, (line, tone) in enumerate(zip(cell, tones, strict=True)):
                text = f"\n{line.text}" if index else line.text
                fragments += [self.looks(look, tone), text]
            self.sheet.write_rich_string(row, column, *fragments, self.looks(look))

    def _merge(self, place: _Place, look: str) -> None:
        if place[:2] != place[2:]:
            self.sheet.merge_range(*place, "", self.looks(look))

    def _set_page(self, header: int, last_row: int) -> None:
        """Set the sheet up across, one page wide, the header row on every page and on the screen."""
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(self.paper.code)
        sheet.set_margins(**_MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.repeat_rows(header)
        sheet.freeze_panes(header + 1, 0)
        if last_row > header:
            sheet.autofilter(header, 0, last_row, len(self.table.columns) - 1)
        sheet.print_area(0, 0, last_row, len(self.table.columns) - 1)
        sheet.set_footer('&C&"宋体"&10第 &P 页  共 &N 页', {"margin": 0.35})
        # Values such as 70 are text on purpose: no green corners.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _sheet_rows(block: PaperRow) -> int:
    """Return how many sheet rows a row needs, more than one if it is higher than Excel allows."""
    return math.ceil(block.height / MAX_ROW_HEIGHT)


def _cut(text: str) -> str:
    """Return *text*, cut visibly if a cell cannot hold it."""
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - len(CUT_MARK)] + CUT_MARK


EXPORTER = Exporter(
    format="xlsx",
    label="Excel 工作簿",
    extension=".xlsx",
    write=_write,
    has_paper=True,
    write_tables=workbook_of,
)
