"""The reading order of a page: columns of text, and what crosses them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from planlens.readers.pages.grids import RuledTable
from planlens.readers.pages.lines import Line, line_of, merged, rows_of
from planlens.readers.pages.model import Run


def gutters_of(pages: Sequence[Sequence[list[Run]]]) -> list[float | None]:
    """Return for each page, given as its rows, the x where its right column begins, None for a page of one column.

    A page with too little text to tell (the last one) takes the gutter of most other pages, if few lines cross it.
    """
    found = [_gutter(rows) for rows in pages]
    known = [gutter for gutter in found if gutter is not None]
    if not known or 2 * len(known) < len([rows for rows in pages if rows]):
        return found
    usual = sorted(known)[len(known) // 2]
    return [
        usual if own is None and 4 * sum(_crosses(row, usual) for row in rows) <= len(rows) else own
        for own, rows in zip(found, pages, strict=True)
    ]


def page_items(
    rows: Sequence[list[Run]], tables: Sequence[RuledTable], page: int, gutter: float | None
) -> list[Line | RuledTable]:
    """Return the lines and tables of a page in reading order.

    The left column stands before the right one; a line or a table over both columns parts what is above from what is
    below it.
    """
    pieces: list[list[Run] | RuledTable] = sorted([*rows, *tables], key=_top)
    if gutter is None:
        return [line_of(piece, page) if isinstance(piece, list) else piece for piece in pieces]
    items: list[Line | RuledTable] = []
    band: list[list[Run] | RuledTable] = []
    for piece in pieces:
        if not (_crosses(piece, gutter) if isinstance(piece, list) else piece.xs[0] < gutter - 3 < piece.xs[-1] - 6):
            band.append(piece)
            continue
        items += [*_columns(band, gutter, page), line_of(piece, page) if isinstance(piece, list) else piece]
        band = []
    return items + _columns(band, gutter, page)


def _top(piece: list[Run] | RuledTable) -> float:
    """Return where a row's characters have their middle, or where a table begins."""
    return max(piece, key=lambda run: run.size).middle if isinstance(piece, list) else piece.ys[0]


def _columns(band: Sequence[list[Run] | RuledTable], gutter: float, page: int) -> list[Line | RuledTable]:
    """Return the lines and tables of the left column, then those of the right one; each has its own baselines."""
    runs = [run for piece in band if isinstance(piece, list) for run in piece]
    items: list[Line | RuledTable] = []
    for side in (False, True):
        own = rows_of(run for run in runs if (run.left >= gutter) is side)
        tables = [p for p in band if not isinstance(p, list) and (p.xs[0] >= gutter - 3) is side]
        pieces: list[list[Run] | RuledTable] = sorted([*own, *tables], key=_top)
        items += [line_of(piece, page, side + 1) if isinstance(piece, list) else piece for piece in pieces]
    return items


def _crosses(row: Sequence[Run], gutter: float) -> bool:
    """Whether text stands on both sides of a gutter and in it; a stop may hang into it."""
    return any(run.left < gutter - 3 and run.right > gutter + 3 for run in row)


def _gutter(rows: Sequence[Sequence[Run]]) -> float | None:
    """Return the x where the right one of two columns begins, None where the page has one column.

    At least eight long pieces of text begin there, as many end before it, and fewer lines cross it.
    """
    left = min((row[0].left for row in rows), default=0.0)
    right = max((run.right for row in rows for run in row), default=0.0)
    wide = right - left
    pieces = [piece for row in rows for piece in merged(row, 0.8) if piece.right - piece.left > 0.25 * wide]
    middle = [piece.left for piece in pieces if 0.35 * wide < piece.left - left < 0.65 * wide]
    if len(middle) < 8:
        return None
    order = sorted(middle)
    edge = max(middle, key=lambda x: bisect_left(order, x + 2) - bisect_right(order, x - 2))
    begin = sum(abs(x - edge) < 2 for x in middle)
    before = sum(edge - 0.2 * wide < piece.right < edge + 3 for piece in pieces)
    crossing = sum(_crosses(row, edge - 2) for row in rows)
    return edge - 2 if begin >= 8 and before >= 8 and crossing < min(begin, before) else None
