"""The sheets of a workbook in one XML file, as Excel 2002 and 2003 and office systems write it (XML Spreadsheet)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planlens.readers.limits import MAX_PART, SizeTally, megabytes
from planlens.readers.ooxml.names import Element, to_int
from planlens.readers.ooxml.package import PartError, PartTooLargeError, parse
from planlens.readers.sheets.formats import printed, serial
from planlens.readers.sheets.hidden import Range, leave_out_hidden
from planlens.readers.sheets.model import LONGEST_NAME, Sheet, Workbook, broken, too_large

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_NAMED = {
    "General Date": "yyyy/m/d h:mm",
    "Short Date": "yyyy/m/d",
    "Medium Date": "yyyy/m/d",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Percent": "0.00%",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Currency": "#,##0.00",
}
"""Formats that have names; those that are missing here print a number as it is."""


def read_xml_book(data: bytes) -> Workbook:
    """Read such a workbook.

    Raises:
        PlanlensError: ``broken-file`` or ``too-large``.
    """
    if len(data) > MAX_PART:
        raise too_large(f"超过 {megabytes(MAX_PART)}")
    try:
        root = parse(data)
    except PartTooLargeError as error:
        raise too_large(str(error)) from None
    except PartError as error:
        raise broken(str(error)) from None
    formats = {style.get(_SS + "ID", ""): _format(style) for style in root.iterfind(f"{_SS}Styles/{_SS}Style")}
    book, hidden = Workbook(), []
    for number, element in enumerate(root.iterfind(_SS + "Worksheet"), start=1):
        name = element.get(_SS + "Name", "").strip()[:LONGEST_NAME] or f"工作表{number}"
        if _is_hidden(element):
            hidden.append(name)
            continue
        book.sheets.append(_Reader(Sheet(name), formats, book.tally).read(element.find(_SS + "Table")))
    if hidden:
        book.warnings.append(f"隐藏的工作表没有读：{'、'.join(hidden)}。需要时请取消隐藏，保存后再读。")
    return book


def _format(style: Element) -> str:
    element = style.find(_SS + "NumberFormat")
    code = "" if element is None else element.get(_SS + "Format", "")
    return _NAMED.get(code, "" if code in ("General", "General Number", "Scientific") else code)


def _is_hidden(sheet: Element) -> bool:
    visible = sheet.find("{urn:schemas-microsoft-com:office:excel}WorksheetOptions/{*}Visible")
    return visible is not None and (visible.text or "").strip() in ("SheetHidden", "SheetVeryHidden")


@dataclass(slots=True)
class _Reader:
    """Reads a sheet; *formats* are the number formats by the ids of the styles."""

    sheet: Sheet
    formats: Mapping[str, str]
    tally: SizeTally

    def read(self, table: Element | None) -> Sheet:
        hidden: list[Range] = []
        for row, element in _placed(table, "Row", MAX_ROW):
            if _hides(element, "Height"):
                hidden.append((row, row + _more(element)))
            style = element.get(_SS + "StyleID", "")
            column = 0
            for place, cell in _placed(element, "Cell", MAX_COLUMN):
                column = max(column, place)
                self._cell(row, column, cell, style)
                column += 1 + self._merged(row, column, cell)
                if column >= MAX_COLUMN:
                    break
        columns = _placed(table, "Column", MAX_COLUMN)
        out = [(first, first + _more(element)) for first, element in columns if _hides(element, "Width")]
        leave_out_hidden(self.sheet, hidden, out)
        return self.sheet

    def _merged(self, row: int, column: int, cell: Element) -> int:
        """Note the range that a cell is merged over; return how many columns more than one it takes."""
        wide, high = (max(to_int(cell.get(_SS + name)) or 0, 0) for name in ("MergeAcross", "MergeDown"))
        if wide or high:
            self.sheet.merges.append((row, column, row + high, column + wide))
        return wide

    def _cell(self, row: int, column: int, cell: Element, row_style: str) -> None:
        data = cell.find(_SS + "Data")
        text = "" if data is None else "".join(map(str, data.itertext()))
        if data is None:
            self.sheet.uncounted += cell.get(_SS + "Formula") is not None
            return
        printed_text = self._printed(data.get(_SS + "Type", "String"), text, cell.get(_SS + "StyleID") or row_style)
        if printed_text.strip():
            self.tally.add(len(printed_text), cell=True)
            self.sheet.cells[row, column] = printed_text

    def _printed(self, kind: str, text: str, style: str) -> str:
        code = self.formats.get(style, "")
        try:
            if kind == "Number":
                return printed(float(text), code)
            if kind == "DateTime":
                return printed(serial(text.strip()), code or "yyyy/m/d")
        except ValueError:
            return text
        if kind == "Error":
            self.sheet.errors += 1
            return ""
        return {"1": "TRUE", "0": "FALSE"}.get(text.strip(), text) if kind == "Boolean" else text


def _placed(parent: Element | None, name: str, limit: int) -> Iterator[tuple[int, Element]]:
    """Yield rows or cells with their places from 0; those that have no index follow the one before."""
    place = 0
    for element in () if parent is None else parent.iterchildren(_SS + name):
        place = max((to_int(element.get(_SS + "Index")) or place + 1) - 1, 0)
        if place >= limit:
            return
        yield place, element
        place += 1 + _more(element)


def _more(element: Element) -> int:
    """Return for how many further rows or columns an element speaks (ss:Span)."""
    return max(to_int(element.get(_SS + "Span")) or 0, 0)


def _hides(element: Element, size: str) -> bool:
    """Whether a row or column is hidden, or so flat or narrow that nothing of it is seen."""
    return element.get(_SS + "Hidden") == "1" or element.get(_SS + size) in ("0", "0.0")
