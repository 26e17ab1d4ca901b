"""The edges of the text columns: where lines begin and where full lines end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planlens.readers.pages.lines import Line, pitch_of

_HANGS = "。，、；：！？”’）》】.,;:!?)"
"""Stops may stand outside the right edge (hanging punctuation)."""
_WORD = re.compile(r"[（《【〔“‘([]*([!-~]+|.?)[。，、；：！？”’）》】%]*")
"""``（建``, ``GDP，``, ``3.5%。``: what cannot be parted at a line's start: a character, a Latin word or a number,
with brackets and stops."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A text column.

    Attributes:
        left: where lines that go on begin.
        right: where full lines end.
        size: the usual font size.
        pitch: the usual distance of baselines.
        indents: whether paragraphs begin with an indent.
        spaced: whether more room than between lines stands between paragraphs that have no indent.
        walled: whether it is a table cell.
        hangs: whether the second lines of numbered items may be indented; where lines are indented behind numbered
            ones that are short (第一章 发展基础), the indent begins a paragraph.
    """

    left: float
    right: float
    size: float
    pitch: float
    indents: bool
    spaced: bool = False
    walled: bool = False
    hangs: bool = True

    def full(self, line: Line, below: Line) -> bool:
        """Whether the first word of the line below had no room in this line.

        A full line ends within 1.6 em of the edge: a stop that may not begin a line takes a character along.
        """
        opening = _WORD.match(below.text)
        assert opening is not None
        word = sum(0.5 if character.isascii() else 1.0 for character in opening[0])
        return self.right - line.right < max(1.6, min(word, 12.0) + 0.6) * line.size

    def indented(self, line: Line) -> bool:
        """Whether the line begins right of the column's edge."""
        return line.left > self.left + 1.2 * line.size

    def centered(self, line: Line) -> bool:
        """Whether the line stands in the middle of the column with room at both sides."""
        before, after = line.left - self.left, self.right - line.right
        return min(before, after) > 1.5 * line.size and abs(before - after) < 1.2 * line.size


def frame_of(lines: Sequence[Line], near: float | None = None) -> Frame:
    """Return the frame of the lines of one column; *near* is a right edge known from elsewhere (a cell's wall)."""
    size = usual_size(lines)
    usual = [line for line in lines if 0.8 * size <= line.size <= 1.2 * size] or list(lines)
    left = _edge([line.left for line in usual], lowest=True)
    right = _right_edge(usual, size)
    if near is not None and len(usual) < 4:
        right = max(right, near - 0.6 * size)
    longer = [line for line in usual if line.right > right - 2 * size]
    indents = sum(1.2 * size < line.left - left < 3 * size for line in usual)
    pitch = pitch_of(usual)
    indented = indents >= max(2, 0.1 * len(longer))
    spaced = not indented and _spaced(usual, right, pitch)
    return Frame(left, right, size, pitch, indented, spaced, near is not None, _hangs(usual, left, right))


def _hangs(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether lines that are indented behind a numbered line mostly stand behind full ones."""
    behind = [
        line.right > right - 2 * line.size
        for line, below in pairwise(lines)
        if line.opens and line.left < left + line.size and 1.2 * line.size < below.left - left < 4 * line.size
    ]
    return 2 * sum(behind) >= len(behind)


def _spaced(lines: Sequence[Line], right: float, pitch: float) -> bool:
    """Whether lines that end a paragraph, as their length tells, are followed by more room than the others."""
    after: dict[bool, list[bool]] = {True: [], False: []}
    for line, below in pairwise(lines):
        step = below.baseline - line.baseline
        if line.page == below.page and 0 < step < 4 * pitch:
            after[line.right > right - 3 * line.size].append(step > 1.2 * pitch)
    full, short = after[True], after[False]
    return len(short) >= 4 and len(full) >= 4 and sum(short) > 0.7 * len(short) and sum(full) < 0.5 * len(full)


def usual_size(lines: Iterable[Line]) -> float:
    """Return the font size, to half a point, of most characters; 12 where there are none."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _right_edge(lines: Sequence[Line], size: float) -> float:
    """Return where full lines end; a few short lines that end at one place are no edge if others go on behind it."""
    ends = [line.right - size * (line.text[-1] in _HANGS) for line in lines]
    inside = [line.right for line in lines if line.text[-1] not in _HANGS]
    edge = _edge(inside or [line.right for line in lines], lowest=False)
    beyond = sum(end > edge + size for end in ends)
    return edge if 2 * beyond < sum(abs(line.right - edge) <= 3 for line in lines) else max(edge, *ends)


def _edge(places: Sequence[float], *, lowest: bool) -> float:
    """Return the outermost place at which at least a twelfth of the lines, and no fewer than two, begin or end."""
    order = sorted(places)
    least = max(2, len(order) / 12)
    for place in order if lowest else reversed(order):
        if bisect_right(order, place + 3) - bisect_left(order, place - 3) >= least:
            return place
    return (order[0] if lowest else order[-1]) if order else 0.0


def frames_of(pages: Iterable[Sequence[Line]], sizes: Sequence[tuple[float, float]]) -> dict[tuple[int, int], Frame]:
    """Return the frames by page and column: taken from all pages of like size and parity, as margins mirror.

    A page on which many lines end farther right has its own frame; one of short lines has not, for they may be a list.
    """
    groups: dict[tuple[int, int, int, int], list[Line]] = {}
    own: dict[tuple[int, int], list[Line]] = {}
    for lines in pages:
        for line in lines:
            groups.setdefault(_like(line, sizes), []).append(line)
            own.setdefault((line.page, line.column), []).append(line)
    common = {key: frame_of(lines) for key, lines in groups.items()}
    frames = {}
    for key, lines in own.items():
        frame = common[_like(lines[0], sizes)]
        wider = len(lines) >= 8 and _right_edge(lines, frame.size) > frame.right + 1.2 * frame.size
        mine = frame_of(lines) if wider else frame
        frames[key] = mine if mine.right > frame.right + 1.2 * frame.size else frame
    return frames


def _like(line: Line, sizes: Sequence[tuple[float, float]]) -> tuple[int, int, int, int]:
    """Return what pages with the same margins have in common."""
    width, height = sizes[line.page]
    return round(width / 5), round(height / 5), line.page % 2, line.column
