"""Where the cells of a table stand (HTML Living Standard, 4.9.12 Processing model)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planlens.readers.web.tree import Element

_MAX_COLUMNS = 1000
_MAX_ROWS = 65534
_CELLS = ("td", "th")


@dataclass(slots=True)
class Cell:
    """A cell and its place; rows and columns count from 0, merged cells appear once."""

    element: Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


def layout(table: Element) -> list[Cell]:
    """Return the cells of a table in reading order, those of tables within it not."""
    rows = list(_rows(table))
    cells: list[Cell] = []
    covered: dict[int, int] = {}  # column: the first row that is free again
    for number, row in enumerate(rows):
        column = 0
        for element in row.elements():
            if element.tag not in _CELLS:
                continue
            while covered.get(column, 0) > number:
                column += 1
            wide = _span(element, "colspan", _MAX_COLUMNS)
            high = min(_span(element, "rowspan", _MAX_ROWS) or len(rows), len(rows) - number)
            if column + wide > _MAX_COLUMNS:
                break
            cells.append(Cell(element, number, column, max(high, 1), max(wide, 1)))
            for place in range(column, column + max(wide, 1)):
                covered[place] = number + high
            column += max(wide, 1)
    return cells


def _rows(table: Element) -> Iterator[Element]:
    """Yield the table's own rows."""
    stack: list[Element] = table.elements()[::-1]
    while stack:
        element = stack.pop()
        if element.tag == "tr":
            yield element
        elif element.tag != "table":
            stack.extend(reversed(element.elements()))


def _span(element: Element, name: str, most: int) -> int:
    digits = re.match(r"\s*(\d{1,6})", element.attributes.get(name, ""))
    return min(int(digits[1]), most) if digits else 1
