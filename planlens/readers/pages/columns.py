"""The reading order of a page: columns of text, and what crosses them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planlens.readers.pages.lines import Line, line_of, merged, rows_of
from planlens.readers.pages.model import Run


def page_lines(runs: Sequence[Run], page: int) -> list[Line]:
    """Return the lines of a page in reading order; the left column before the right one between full-width lines."""
    rows = rows_of(runs)
    gutter = _gutter(rows)
    if gutter is None:
        return [line_of(row, page) for row in rows]
    lines: list[Line] = []
    band: tuple[list[list[Run]], list[list[Run]]] = ([], [])
    for row in rows:
        if any(segment.left < gutter - 3 and segment.right > gutter + 3 for segment in merged(row)):
            lines += _columns(band, page)
            band = ([], [])
            lines.append(line_of(row, page))
        else:
            for side, part in enumerate(
                ([run for run in row if run.left < gutter], [run for run in row if run.left >= gutter])
            ):
                if part:
                    band[side].append(part)
    return lines + _columns(band, page)


def _columns(band: tuple[list[list[Run]], list[list[Run]]], page: int) -> list[Line]:
    return [line_of(row, page, side + 1) for side in (0, 1) for row in band[side]]


def _gutter(rows: Sequence[Sequence[Run]]) -> float | None:
    """Return the x between two columns of running text, None where the page has one column.

    Two columns stand side by side in at least eight rows, each filled by more than a third of the page's text width.
    """
    left = min((row[0].left for row in rows), default=0.0)
    right = max((run.right for row in rows for run in row), default=0.0)
    wide = right - left
    places: Counter[int] = Counter()
    for row in rows:
        segments = merged(row)
        if len(segments) == 2 and all(segment.right - segment.left > 0.33 * wide for segment in segments):
            places[round((segments[0].right + segments[1].left) / 2 / 12)] += 1
    if not places:
        return None
    place = places.most_common(1)[0][0]
    count = sum(places[near] for near in (place - 1, place, place + 1))
    middle = place * 12.0
    crossing = sum(any(run.left < middle - 3 and run.right > middle + 3 for run in merged(row)) for row in rows)
    return middle if count >= 8 and crossing < count else None
