"""Tables: with merged cells and column widths that suit their texts, and the boxes that are tables of one cell."""

from __future__ import annotations

from word.elements import BLACK_FONT, Element, copied, fonts, size, w
from word.runs import RunWriter, plain_runs

_LONGEST_COUNTED = 20  # characters; a longer cell breaks into lines instead of narrowing its neighbours


def table(rows: list[list[str]], width: int, writer: RunWriter) -> Element:
    """Return a table; a cell ``^`` is joined to the one above, ``<`` to the one on its left."""
    widths = _column_widths(rows, width)
    table_rows = [_row(rows, index, widths, writer) for index in range(len(rows))]
    grid = w("tblGrid", *(w("gridCol", w=column) for column in widths))
    return w("tbl", _table_properties(sum(widths)), grid, *table_rows)


def box(lines: list[str], width: int, writer: RunWriter) -> Element:
    """Return a box of the given width: a centered title and paragraphs in a table of one cell."""
    title, *items = lines
    centered = w("p", w("pPr", w("jc", val="center")), *plain_runs(title, [fonts(BLACK_FONT), *size(28)]))
    first_indent = w("ind", firstLineChars=200, firstLine=560)
    paragraphs = [centered]
    paragraphs += [w("p", w("pPr", copied(first_indent)), *writer.runs(item, [*size(28)])) for item in items]
    cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *paragraphs)
    grid = w("tblGrid", w("gridCol", w=width))
    return w("tbl", _table_properties(width), grid, w("tr", cell))


def _column_widths(rows: list[list[str]], width: int) -> list[int]:
    """Share *width* by the longest cell of each column."""
    columns = zip(*(row for row in rows if "<" not in row), strict=True)
    shares = [max(min(len(cell), _LONGEST_COUNTED) for cell in column) + 4 for column in columns]
    return [width * share // sum(shares) for share in shares]


def _row(rows: list[list[str]], index: int, widths: list[int], writer: RunWriter) -> Element:
    header = w("trPr", w("cantSplit"), w("tblHeader") if index == 0 else None)
    columns = [column for column, content in enumerate(rows[index]) if content != "<"]
    return w("tr", header, *(_cell(rows, index, column, widths, writer) for column in columns))


def _cell(rows: list[list[str]], index: int, column: int, widths: list[int], writer: RunWriter) -> Element:
    content = rows[index][column]
    span = _columns_spanned(rows[index], column)
    properties = w(
        "tcPr",
        w("tcW", w=sum(widths[column : column + span]), type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        _vertical_merge(rows, index, column),
        w("vAlign", val="center"),
    )
    header_font = [fonts(BLACK_FONT)] if index == 0 else None
    runs = writer.runs("" if content == "^" else content, header_font)
    return w("tc", properties, w("p", w("pPr", w("pStyle", val="a7")), *runs))


def _columns_spanned(row: list[str], column: int) -> int:
    span = 1
    while row[column + span : column + span + 1] == ["<"]:
        span += 1
    return span


def _vertical_merge(rows: list[list[str]], index: int, column: int) -> Element | None:
    """Return the mark of a cell that goes on from the one above, or begins what the one below goes on with."""
    if rows[index][column] == "^":
        return w("vMerge")
    below = rows[index + 1] if index + 1 < len(rows) else []
    return w("vMerge", val="restart") if below[column : column + 1] == ["^"] else None


def _table_properties(width: int) -> Element:
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0, "noVBand": 1}
    return w(
        "tblPr",
        w("tblStyle", val="a8"),
        w("tblW", w=width, type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", **look),
    )
