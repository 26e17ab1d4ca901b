"""A table that a plain text lost the lines of, as places of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CAPTION = re.compile(r"(附?表|专栏)\s?[\d一二三四五六七八九十]{0,3}.{0,50}")
"""``表3 云山市主要指标``."""

Place = tuple[int, int, int]
"""A piece of a line: the index of the line, and the range of its characters."""
Cell = tuple[Place, ...]
"""The pieces of a cell, in their order."""


@dataclass(frozen=True, slots=True)
class LooseTable:
    """Lines ``[first, end)`` are a table; header and rows are lists of cells, a row's cells in reading order.

    Attributes:
        caption: the line of its caption.
        first: its first line.
        end: the line behind its last one.
        header: the cells of the header, None where a column has none.
        rows: the cells of the rows, None for those that are empty or were merged away.
        parted: whether the text itself parts the cells, by tabs or bars, so that their columns are known.
        bands: the rows of one cell that are titles over the rows below them.
    """

    caption: int | None
    first: int
    end: int
    header: tuple[Cell | None, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    parted: bool = False
    bands: frozenset[int] = frozenset()


def caption_above(lines: Sequence[str], first: int) -> int | None:
    """Return the line with the table's caption, at most four lines above: a page may break between them."""
    above = range(first - 1, max(first - 5, -1), -1)
    return next((index for index in above if CAPTION.fullmatch(lines[index])), None)


def short_line_above(lines: Sequence[str], first: int) -> int | None:
    """Return the line of a table's caption: 表3 …, else the short line without a stop right above it."""
    found = caption_above(lines, first)
    if found is not None or first == 0:
        return found
    return first - 1 if len(lines[first - 1]) <= 40 and lines[first - 1][-1] not in "。；，" else None


def single(places: Iterable[Place | None]) -> tuple[Cell | None, ...]:
    """Return cells of one piece each, None for those that are empty."""
    return tuple(None if place is None else (place,) for place in places)
