"""Tables of a document as rows of cells, however the file wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planlens.analysis.flow import Flow, flow_of, joined
from planlens.analysis.tables.heads import is_header, opens_table
from planlens.model import Block, BlockKind, CellPlace, Span

Row = tuple[Flow | None, ...]

_TOP = 10
"""Rows of a table in which its header is looked for."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        caption: the line above it (表3 …), "" if there is none.
        header: the cells of the header row or rows, one flow a column; None where a column has no header.
        rows: the cells of every other row, as long as the header; None for an empty or merged-away cell.
        exact: whether the columns are known from the file (false where a table was laid out one cell a line).
        span: the whole table.
        paragraph: how many paragraphs stand before it.
        ruled: whether the columns are known from the file itself: it has a table, or parts the cells by tabs or bars.
        plain: whether it stands in a plain text, which has lost what was merged.
        bands: the rows of one cell that goes over most of the columns.
    """

    caption: str
    header: Row
    rows: tuple[Row, ...]
    exact: bool
    span: Span
    paragraph: int
    ruled: bool = False
    plain: bool = False
    bands: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CellTable:
    """The blocks of one table, and its cells by row and column, a merged cell in every row that it takes."""

    text: str
    blocks: Sequence[Block]
    rows: tuple[Row, ...]
    columns: int

    def texts(self, row: int) -> list[str]:
        """Return the texts of a row's cells, empty ones left out."""
        return [cell.text for cell in self.rows[row] if cell is not None and len(cell)]


def is_box(blocks: Sequence[Block]) -> bool:
    """Whether the blocks of a table are only a box around text: a table of one column or one row."""
    rows = max(block.cell.row + block.cell.row_span for block in blocks if block.cell)
    columns = max(block.cell.column + block.cell.column_span for block in blocks if block.cell)
    return rows < 2 or columns < 2


def table_of(text: str, blocks: Sequence[Block]) -> CellTable:
    """Return the blocks of one table, which must have cells, as rows."""
    cells: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        assert block.cell is not None
        for row in range(block.cell.row, block.cell.row + block.cell.row_span):
            cells.setdefault((row, block.cell.column), []).append(block)
    flows = {place: flow_of(text, [block.span for block in found]) for place, found in cells.items()}
    count = max(row for row, _ in cells) + 1
    columns = max((block.cell.column + block.cell.column_span for block in blocks if block.cell), default=0)
    rows = tuple(tuple(flows.get((row, column)) for column in range(columns)) for row in range(count))
    return CellTable(text, blocks, rows, columns)


def above_header(table: CellTable) -> Sequence[Block]:
    """Return the blocks of the rows above a table's header: a title, who reports when, the unit of the numbers."""
    first = _header_row(table)
    count = sum(block.cell is not None and block.cell.row < first for block in table.blocks)
    return table.blocks[: min(count, len(table.blocks) - 1)]


def grids_of(table: CellTable, caption: str, paragraph: int) -> list[Grid]:
    """Build the grids of one table: one, or one from each header where another one stands further below."""
    ranges = pairwise([*_starts(table), len(table.rows)])
    return [_grid(table, start, end, caption, paragraph) for start, end in ranges if end - start > 1]


def _header_row(table: CellTable) -> int:
    """Return the row with the heads of a task table; where no row has such heads, the first one below a title."""
    top = range(min(_TOP, len(table.rows) - 1))
    named = next((row for row in top if is_header(table.texts(row))), None)
    while named and any(
        cell is not None and cell == table.rows[named - 1][k] for k, cell in enumerate(table.rows[named])
    ):
        named -= 1  # heads that begin higher up
    if named is not None:
        return named
    titles = _wide_rows(table)
    return next((row for row in top if row not in titles), 0)


def _wide_rows(table: CellTable) -> set[int]:
    """Return the rows of nothing but one cell that goes over most of the columns."""
    wide = [block.cell for block in table.blocks if block.cell and 2 * block.cell.column_span > table.columns]
    rows = {row for cell in wide for row in range(cell.row, cell.row + cell.row_span)}
    return {row for row in rows if len(table.texts(row)) == 1}


def _starts(table: CellTable) -> list[int]:
    """Return the rows with which grids begin: the header, and others further below; the same heads again do not."""
    found = [_header_row(table)]
    row = found[0] + _header_height(table, found[0], len(table.rows))
    while row < len(table.rows) - 1:
        cells = table.texts(row)
        if len(cells) > 2 and opens_table(cells) and cells != table.texts(found[-1]):
            found.append(row)
            row += _header_height(table, row, len(table.rows))
        else:
            row += 1
    return found


def _grid(table: CellTable, start: int, end: int, caption: str, paragraph: int) -> Grid:
    head = start + _header_height(table, start, end)
    header = _merged_header(_spread(table, start, head))
    repeated = {tuple(table.texts(row)) for row in range(start, head)}
    kept = [row for row in range(head, end) if tuple(table.texts(row)) not in repeated]
    titles = _wide_rows(table)
    bands = (place for place, row in enumerate(kept) if row in titles)
    spans = [block.span for block in table.blocks if block.cell is not None and start <= block.cell.row < end]
    return Grid(
        caption=caption,
        header=header,
        rows=tuple(table.rows[row] for row in kept),
        exact=True,
        span=Span(spans[0].start, spans[-1].end),
        paragraph=paragraph,
        ruled=True,
        bands=frozenset(bands),
    )


def _header_height(table: CellTable, start: int, end: int) -> int:
    """Return how many rows the header takes: as many as its tallest cell spans, two where heads stand over others."""
    heads = [block.cell for block in table.blocks if block.cell is not None and block.cell.row == start]
    tallest = max((cell.row_span for cell in heads), default=1)
    over = any(1 < cell.column_span < table.columns for cell in heads)
    if tallest == 1 and over and start + 2 < end and _are_heads(table, start + 1, heads):
        tallest = 2
    return min(tallest, 3, end - start - 1)


def _are_heads(table: CellTable, row: int, above: Sequence[CellPlace]) -> bool:
    """Whether the cells of a row stand only below heads that go over several columns."""
    wide = {
        column
        for cell in above
        if cell.column_span > 1
        for column in range(cell.column, cell.column + cell.column_span)
    }
    filled = [column for column, cell in enumerate(table.rows[row]) if cell is not None and len(cell)]
    return len(filled) > 1 and all(column in wide for column in filled)


def _spread(table: CellTable, start: int, head: int) -> list[Row]:
    """Return the header rows with every cell in all the columns that it spans."""
    cells: dict[tuple[int, int], list[Span]] = {}
    for block in table.blocks:
        place = block.cell
        if place is None or not start <= place.row < head:
            continue
        for row in range(place.row, min(place.row + place.row_span, head)):
            for column in range(place.column, place.column + place.column_span):
                cells.setdefault((row, column), []).append(block.span)
    return [
        tuple(
            flow_of(table.text, cells[row, column]) if (row, column) in cells else None
            for column in range(table.columns)
        )
        for row in range(start, head)
    ]


def _merged_header(rows: Sequence[Row]) -> Row:
    header: list[Flow | None] = []
    for column in range(len(rows[0])):
        parts: list[Flow] = []
        for row in rows:
            cell = row[column]
            if cell is not None and cell not in parts:
                parts.append(cell)
        header.append(joined(parts) if parts else None)
    return tuple(header)


def block_cells(blocks: Sequence[Block]) -> list[list[Block]]:
    """Group the cell blocks of a document by table."""
    tables: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind is BlockKind.CELL and block.cell is not None:
            tables.setdefault(block.cell.table, []).append(block)
    return list(tables.values())
