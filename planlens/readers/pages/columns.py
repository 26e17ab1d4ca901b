"""The reading order of a page: columns of text, and what crosses them."""

from __future__ import annotations

from collections.abc import Sequence

from planlens.readers.pages.lines import Line, line_of, merged, rows_of
from planlens.readers.pages.model import Run


def gutters_of(pages: Sequence[Sequence[Run]]) -> list[float | None]:
    """Return for each page the x where its right column begins, None for a page of one column.

    A page that is too short to tell (the last one) takes the gutter of most other pages, if nothing crosses it.
    """
    rows = [rows_of(runs) for runs in pages]
    found = [_gutter(page) for page in rows]
    known = [gutter for gutter in found if gutter is not None]
    if not known or 2 * len(known) < len([page for page in rows if page]):
        return found
    usual = sorted(known)[len(known) // 2]
    return [
        usual if own is None and not any(_crosses(row, usual) for row in page) else own
        for own, page in zip(found, rows, strict=True)
    ]


def page_lines(runs: Sequence[Run], page: int, gutter: float | None) -> list[Line]:
    """Return the lines of a page in reading order; the left column before the right one between full-width lines."""
    rows = rows_of(runs)
    if gutter is None:
        return [line_of(row, page) for row in rows]
    lines: list[Line] = []
    band: list[Sequence[Run]] = []
    for row in rows:
        if _crosses(row, gutter):
            lines += _columns(band, gutter, page)
            band = []
            lines.append(line_of(row, page))
        else:
            band.append(row)
    return lines + _columns(band, gutter, page)


def _columns(band: Sequence[Sequence[Run]], gutter: float, page: int) -> list[Line]:
    """Return the lines of the left column, then those of the right one; each has its own baselines."""
    runs = [run for row in band for run in row]
    sides = [run for run in runs if run.left < gutter], [run for run in runs if run.left >= gutter]
    return [line_of(row, page, side) for side, part in enumerate(sides, 1) for row in rows_of(part)]


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
    edge = max(middle, key=lambda x: sum(abs(other - x) < 2 for other in middle))
    begin = sum(abs(x - edge) < 2 for x in middle)
    before = sum(edge - 0.2 * wide < piece.right < edge + 3 for piece in pieces)
    crossing = sum(_crosses(row, edge - 2) for row in rows)
    return edge - 2 if begin >= 8 and before >= 8 and crossing < min(begin, before) else None
