"""Where the cells of a table stand: grid columns, merged cells, deleted rows (ECMA-376 Part 1 §17.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planlens.readers.ooxml.names import ALTERNATE, VAL, Element, W, chosen, flag, number

_MAX_SPAN = 1000
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


@dataclass(slots=True)
class Cell:
    """A cell and its place; rows and columns count from 0, merged cells appear once."""

    element: Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


def layout(table: Element) -> list[Cell]:
    """Return the cells of a ``w:tbl`` in reading order; rows that are deleted or hidden are left out."""
    cells: list[Cell] = []
    merging: dict[int, Cell] = {}
    rows = (row for row in unwrapped(table, W + "tr") if not _is_dropped(row))
    for number_of_row, row in enumerate(rows):
        placed = list(_row(row, number_of_row, merging))
        cells.extend(cell for cell, is_new in placed if is_new)
        merging = {cell.column: cell for cell, _ in placed if _merges(cell.element)}
    return cells


def unwrapped(parent: Iterable[Element], tag: str) -> Iterator[Element]:
    """Yield the children with this tag, also those inside content controls, custom XML and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from unwrapped(child, tag)
        elif child.tag == ALTERNATE:
            yield from unwrapped(chosen(child), tag)


def _row(row: Element, number_of_row: int, merging: dict[int, Cell]) -> Iterator[tuple[Cell, bool]]:
    """Yield the row's cells and whether each is new; the others continue a cell of the row above."""
    column = _span(number(row.find(W + "trPr"), "gridBefore"), least=0)
    last: Cell | None = None
    for element in unwrapped(row, W + "tc"):
        properties = element.find(W + "tcPr")
        span = _span(number(properties, "gridSpan"), least=1)
        if last is not None and _continues(properties, "hMerge"):
            last.column_span += span if last.row == number_of_row else 0
        elif _continues(properties, "vMerge") and column in merging:
            last = merging[column]
            last.row_span = number_of_row - last.row + 1
            yield last, False
        else:
            last = Cell(element, number_of_row, column, column_span=span)
            yield last, True
        column += span


def _merges(element: Element) -> bool:
    properties = element.find(W + "tcPr")
    return properties is not None and properties.find(W + "vMerge") is not None


def _continues(properties: Element | None, merge: str) -> bool:
    """Whether a merge element says that the cell continues another; without a value it does (§17.4.84)."""
    element = None if properties is None else properties.find(W + merge)
    return element is not None and element.get(VAL, "continue") == "continue"


def _is_dropped(row: Element) -> bool:
    properties = row.find(W + "trPr")
    if properties is None:
        return False
    return properties.find(W + "del") is not None or bool(flag(properties, "hidden"))


def _span(count: int | None, *, least: int) -> int:
    return least if count is None else min(max(count, least), _MAX_SPAN)


def is_deleted(cell: Element) -> bool:
    """Whether a tracked change deletes the cell (§17.13.5.1)."""
    properties = cell.find(W + "tcPr")
    return properties is not None and properties.find(W + "cellDel") is not None
