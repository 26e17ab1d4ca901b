"""Ruling lines in the picture of a page: long thin rows of dark pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planlens.readers.pages.model import Rule
from planlens.readers.recognition.seen import Picture

if TYPE_CHECKING:
    import numpy as np

_LEAST = 36.0
"""Length of the shortest ruling line, in points: the strokes of large titles are shorter."""
_THICKEST = 4.0
"""Thickness of the thickest one, in points: blurred borders are thicker than they were drawn."""
_DARK = 150
MAX_PIECES = 20_000


def strokes_in(picture: Picture) -> list[Rule]:
    """Return the level and upright lines of a picture, in points."""
    import numpy as np  # noqa: PLC0415 - only where a page has to be recognised

    rows = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 3)
    dark = rows.max(axis=2) < _DARK
    return [*_lines(dark, picture.scale, level=True), *_lines(dark.T, picture.scale, level=False)]


def _lines(dark: np.ndarray, scale: float, *, level: bool) -> list[Rule]:
    """Return the lines along the rows of a picture: runs of dark pixels, those of neighbouring rows joined."""
    rules: list[Rule] = []
    open_lines: list[list[int]] = []  # first row, last row, start, end
    for row, start, end in _runs(dark, round(_LEAST * scale)):
        for line in reversed(open_lines[-40:]):
            if row - line[1] <= 2 and start <= line[3] and end >= line[2]:
                line[1], line[2], line[3] = row, min(start, line[2]), max(end, line[3])
                break
        else:
            open_lines.append([row, row, start, end])
    for first, last, start, end in open_lines:
        if (last - first + 1) / scale <= _THICKEST:
            rules.append(Rule(level, (first + last + 1) / 2 / scale, start / scale, end / scale))
    return rules


def _runs(dark: np.ndarray, least: int) -> list[tuple[int, int, int]]:
    """Return the runs of at least so many dark pixels: row, first pixel, the one after the last."""
    import numpy as np  # noqa: PLC0415

    wide = np.zeros((dark.shape[0], dark.shape[1] + 2), np.int8)
    wide[:, 1:-1] = dark
    steps = np.diff(wide, axis=1)
    begin, end = np.argwhere(steps == 1), np.argwhere(steps == -1)
    long = end[:, 1] - begin[:, 1] >= least
    found = np.column_stack([begin[long], end[long][:, 1]])[:MAX_PIECES]
    return [(int(row), int(start), int(stop)) for row, start, stop in found]
