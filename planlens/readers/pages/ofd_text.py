"""Text objects of OFD pages: characters, their places and their direction (GB/T 33190-2016, 11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from planlens.readers.ooxml.names import Element
from planlens.readers.pages.geometry import Matrix, apply, quarter
from planlens.readers.pages.model import Run, is_faint
from planlens.readers.pages.ofd_values import MAX_CHARACTERS, deltas, named, number, numbers

_AHEAD = ((1, 0), (0, 1), (-1, 0), (0, -1))
"""Where text goes with a ReadDirection of 0, 90, 180 and 270."""


@dataclass(frozen=True, slots=True)
class OfdText:
    """A text on the page.

    Attributes:
        text: the characters.
        points: where each begins, on its baseline.
        height: the font size.
        turn: how it is turned, in quarters clockwise, None where it is slanted.
        faint: whether it is printed pale or transparent.
    """

    text: str
    points: list[tuple[float, float]]
    height: float
    turn: int | None
    faint: bool

    def runs(self, view: Matrix) -> Iterator[Run]:
        """Yield its runs on the page as it is read; it is cut where the next character stands far away."""
        points = [apply(view, *point) for point in self.points]
        start = 0
        for index in range(1, len(self.text) + 1):
            wide = self._width(index - 1)
            if index < len(points) and 0 <= points[index][0] - points[index - 1][0] < wide + 0.6 * self.height:
                continue
            part = self.text[start:index]
            lead, kept = len(part) - len(part.lstrip()), len(part.rstrip())
            if kept > lead:
                a, b = start + lead, start + kept
                last = points[b - 1][0] + self._width(b - 1)
                lefts = [x for x, _ in points[a:b]]
                yield Run(part[lead:kept], lefts, last, points[a][1], self.height, self.faint)
            start = index

    def _width(self, index: int) -> float:
        return self.height * (0.5 if self.text[index].isascii() else 1.0)


def texts_of(element: Element, matrix: Matrix) -> Iterator[OfdText]:
    """Yield the texts of a text object; *matrix* takes its own points to the page."""
    size = number(element.get("Size"), 0.0)
    height = min(max(size * hypot(matrix[2], matrix[3]), 1.0), 500.0)
    ahead = _AHEAD[int(number(element.get("ReadDirection"), 0.0)) // 90 % 4]
    wide = size * number(element.get("HScale"), 1.0)
    faint = _is_faint(element)
    x = y = 0.0
    for code in named(element, "TextCode"):
        text = (code.text or "")[:MAX_CHARACTERS]
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        across, down = deltas(code.get("DeltaX")), deltas(code.get("DeltaY"))
        points, here = [], (x, y)
        for index, character in enumerate(text):
            points.append(apply(matrix, *here))
            default = wide * (0.5 if character.isascii() else 1.0)
            here = (
                here[0] + _step(across, index, default * ahead[0], down),
                here[1] + _step(down, index, default * ahead[1], across),
            )
        yield OfdText(text, points, height, _turn(points, matrix, ahead), faint)


def _step(steps: Sequence[float], index: int, default: float, others: Sequence[float]) -> float:
    """Return a step; one that is given stands for all. Where only the other axis has steps, there is none on this."""
    if index < len(steps):
        return steps[index]
    if len(steps) == 1:
        return steps[0]
    return 0.0 if others and not steps else default


def _turn(points: Sequence[tuple[float, float]], matrix: Matrix, ahead: tuple[int, int]) -> int | None:
    """Return how a text is turned: as its characters follow each other, a lone one as its axes are."""
    x = matrix[0] * ahead[0] + matrix[2] * ahead[1]
    y = matrix[1] * ahead[0] + matrix[3] * ahead[1]
    if quarter(matrix[0], matrix[1]) is None:
        return None
    if len(points) > 1 and hypot(points[-1][0] - points[0][0], points[-1][1] - points[0][1]) > 1:
        x, y = points[-1][0] - points[0][0], points[-1][1] - points[0][1]
    return quarter(x, y)


def _is_faint(element: Element) -> bool:
    """Whether a text object's fill colour, or the object itself, is pale or transparent (8.3.2, 8.5)."""
    colour = next(named(element, "FillColor"), None)
    value = numbers(colour.get("Value")) if colour is not None else []
    opacity = number(element.get("Alpha"), 255.0) * (
        number(colour.get("Alpha"), 255.0) if colour is not None else 255.0
    )
    levels = value if len(value) == 3 else value * 3 if len(value) == 1 else [0.0] * 3
    return is_faint(levels[0], levels[1], levels[2], opacity / 255)
