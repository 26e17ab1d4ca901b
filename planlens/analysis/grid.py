"""Tables of a document as rows of cells, however the file wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planlens.analysis.flow import Flow, flow_of
from planlens.model import Block, BlockKind, Span


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
    """

    caption: str
    header: tuple[Flow | None, ...]
    rows: tuple[tuple[Flow | None, ...], ...]
    exact: bool
    span: Span
    paragraph: int


def grid_of_cells(text: str, blocks: Sequence[Block], caption: str, paragraph: int) -> Grid | None:
    """Build a grid from the blocks of one table; None for a table of one column, which is only a box around text."""
    cells: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        assert block.cell is not None
        for row in range(block.cell.row, block.cell.row + block.cell.row_span):
            cells.setdefault((row, block.cell.column), []).append(block)
    rows = max(row for row, _ in cells) + 1
    columns = max((block.cell.column + block.cell.column_span for block in blocks if block.cell), default=0)
    if columns < 2 or rows < 2:
        return None
    table = [
        tuple(
            flow_of(text, [b.span for b in cells[row, column]]) if (row, column) in cells else None
            for column in range(columns)
        )
        for row in range(rows)
    ]
    head = _header_rows(blocks, table)
    span = Span(blocks[0].span.start, blocks[-1].span.end)
    return Grid(
        caption, _merged_header(_spread(text, blocks, head, columns)), tuple(table[head:]), True, span, paragraph
    )


def _header_rows(blocks: Sequence[Block], table: Sequence[tuple[Flow | None, ...]]) -> int:
    """Return how many rows the header takes: as many as its tallest cell spans, at least one."""
    spans = [block.cell.row_span for block in blocks if block.cell is not None and block.cell.row == 0]
    tallest = max(spans, default=1)
    return min(tallest, 3, len(table) - 1)


def _spread(text: str, blocks: Sequence[Block], head: int, columns: int) -> list[tuple[Flow | None, ...]]:
    """Return the header rows with every cell in all the columns that it spans."""
    cells: dict[tuple[int, int], list[Span]] = {}
    for block in blocks:
        place = block.cell
        if place is None or place.row >= head:
            continue
        for row in range(place.row, min(place.row + place.row_span, head)):
            for column in range(place.column, place.column + place.column_span):
                cells.setdefault((row, column), []).append(block.span)
    return [
        tuple(flow_of(text, cells[row, column]) if (row, column) in cells else None for column in range(columns))
        for row in range(head)
    ]


def _merged_header(rows: Sequence[tuple[Flow | None, ...]]) -> tuple[Flow | None, ...]:
    header: list[Flow | None] = []
    for column in range(len(rows[0])):
        parts: list[Flow] = []
        for row in rows:
            cell = row[column]
            if cell is not None and cell not in parts:
                parts.append(cell)
        flow = Flow("".join(p.text for p in parts), tuple(place for p in parts for place in p.at))
        header.append(flow if parts else None)
    return tuple(header)


def block_cells(blocks: Sequence[Block]) -> list[list[Block]]:
    """Group the cell blocks of a document by table."""
    tables: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind is BlockKind.CELL and block.cell is not None:
            tables.setdefault(block.cell.table, []).append(block)
    return list(tables.values())
