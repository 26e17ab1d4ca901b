"""Where the cells of a table stand (HTML Living Standard, 4.9.12 Processing model)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planlens.readers.web.tree import Element

_MAX_COLUMNS = 1000
_MAX_AREA = 500_000
"""Places in a table's grid, merged cells counted in all their places."""
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
    """Return the cells of a table in reading order, those of tables within it not; none where it is beyond limits."""
    rows = list(_rows(table))
    cells: list[Cell] = []
    covered: dict[int, int] = {}  # column: the first row that is free again
    area = 0
    for number, row in enumerate(rows):
        column = 0
        for element in row.elements():
            if element.tag not in _CELLS:
                continue
            while covered.get(column, 0) > number:
                column += 1
            wide = max(_span(element, "colspan"), 1)
            high = max(min(_span(element, "rowspan") or len(rows), len(rows) - number), 1)
            area += wide * high
            if column + wide > _MAX_COLUMNS or area > _MAX_AREA:
                return []
            cells.append(Cell(element, number, column, high, wide))
            covered.update(dict.fromkeys(range(column, column + wide), number + high))
            column += wide
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


def _span(element: Element, name: str) -> int:
    # <td colspan=" 2">
    digits = re.match(r"\s*(\d{1,6})", element.attributes.get(name, ""))
    return int(digits[1]) if digits else 1
