"""Tables that go on over pages: one table, its repeated header taken once, its cut rows whole again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planlens.readers.pages.grids import GridCell, RuledTable
from planlens.readers.pages.lines import Line, line_of, rows_of

GOES_ON = re.compile(r"[（(]?续(上)?表\s?[\d一二三四五六七八九十.．\-—]{0,5}[）)]?|.{0,40}[（(]续(上)?表?[）)]")
"""A line that says that a table goes on (续表, 表3 主要指标（续）)."""


@dataclass(slots=True)
class CellPart:
    """The lines of a cell on one page, and the right wall."""

    lines: list[Line]
    right: float


@dataclass(slots=True)
class TableCell:
    """A cell of a whole table."""

    row: int
    column: int
    row_span: int
    column_span: int
    parts: list[CellPart] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters without blanks."""
        return "".join("".join(line.text.split()) for part in self.parts for line in part.lines)


@dataclass(slots=True)
class GrowingTable:
    """A table with the places of its walls, the number of its rows, and the page it ends on.

    *top* holds the cells of its first rows, *bottom* those that reach its last one: a table that goes on over many
    pages is not looked through at each.
    """

    xs: list[float]
    rows: int
    cells: list[TableCell]
    page: int
    top: list[TableCell] = field(default_factory=list)
    bottom: list[TableCell] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the cells at the top and at the bottom."""
        self.top = [cell for cell in self.cells if cell.row < _HEADER]
        self.bottom = self.at_bottom(self.cells)

    def at_bottom(self, cells: list[TableCell]) -> list[TableCell]:
        """Return those of some cells that reach the last row."""
        return [cell for cell in cells if cell.row + cell.row_span == self.rows]

    def in_order(self) -> list[TableCell]:
        """Return the cells row by row."""
        return sorted(self.cells, key=lambda cell: (cell.row, cell.column))


_HEADER = 3
"""So many rows at the top of a page may repeat the header."""


def table_of(ruled: RuledTable, page: int) -> GrowingTable:
    """Return the table that a grid on one page draws."""
    return GrowingTable(ruled.xs, len(ruled.ys) - 1, [_cell(cell, page) for cell in ruled.cells], page)


def _cell(cell: GridCell, page: int) -> TableCell:
    lines = [line_of(row, page) for row in rows_of(cell.runs)]
    return TableCell(cell.row, cell.column, cell.row_span, cell.column_span, [CellPart(lines, cell.right)])


def follows(table: GrowingTable, other: GrowingTable) -> bool:
    """Whether *other*, with nothing between, goes on with *table*: on the next page or in the next column, as wide."""
    same = len(table.xs) == len(other.xs) and all(
        abs((a - table.xs[0]) - (b - other.xs[0])) < 4 for a, b in zip(table.xs, other.xs, strict=False)
    )
    return same and (other.page == table.page + 1 or (other.page == table.page and other.xs[0] > table.xs[-1]))


def join_tables(table: GrowingTable, other: GrowingTable) -> None:
    """Append the rows of the next page to a table, in place."""
    skip = _repeated(table, other)
    first = [cell for cell in other.cells if cell.row == skip]
    cut = _cut_row(table, first)
    shift = table.rows - skip - (1 if cut else 0)
    last = {cell.column: cell for cell in table.bottom}
    new: list[TableCell] = []
    for cell in other.cells:
        if cell.row < skip:
            continue
        above = last.get(cell.column)
        carries = cell.row == skip and above is not None and above.column_span == cell.column_span
        if carries and above is not None and (cut or (not cell.text and _merged_on(above, cell, len(first)))):
            above.parts += cell.parts
            above.row_span = cell.row + cell.row_span + shift - above.row
        else:
            cell.row += shift
            new.append(cell)
    table.cells += new
    table.rows += other.rows - skip - (1 if cut else 0)
    table.page = other.page
    table.top += [cell for cell in new if cell.row < _HEADER]
    table.bottom = table.at_bottom([*table.bottom, *new])


def _merged_on(above: TableCell, cell: TableCell, count: int) -> bool:
    """Whether an empty cell at a page's top is the rest of a merged one: it spans rows, or is in the first column."""
    return max(above.row_span, cell.row_span) > 1 or (cell.column == 0 and count > 1)


def _repeated(table: GrowingTable, other: GrowingTable) -> int:
    """Return how many rows at the top of *other* repeat the header of *table*."""
    count = 0
    for row in range(min(table.rows, other.rows, _HEADER)):
        texts = [[(c.column, c.text) for c in t.top if c.row == row] for t in (table, other)]
        if texts[0] != texts[1] or not any(text for _, text in texts[0]):
            break
        count = row + 1
    return count


def _cut_row(table: GrowingTable, first: list[TableCell]) -> bool:
    """Whether the page ended inside a row: some cells are empty, and every other one goes on in mid-sentence."""
    last = {cell.column: cell for cell in table.bottom}
    if len(table.xs) == 2:
        return True
    filled = [cell for cell in first if cell.text]
    if not filled or len(filled) == len(first):
        return False
    pairs = [(last.get(cell.column), cell) for cell in filled]
    return all(above is not None and above.text and above.text[-1] not in "。；！？" for above, _ in pairs) and bool(
        first[0].column or not first[0].text
    )
