"""What the page adds to the text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from planlens.readers.pages.lines import Line, pitch_of

_COUNT = r"\s{0,9}(\d{1,9}|[一二三四五六七八九十百零〇]{1,9})\s{0,9}"
PAGE_NUMBER = re.compile(
    r"[-—–―－~·•\s]{0,99}(\d{1,4}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩivxIVX]{1,6})[-—–―－~·•\s]{0,99}|"  # — 12 —
    rf"第?{_COUNT}页([，,/／（(\s]{{0,9}}共?{_COUNT}页[）)]?)?|共{_COUNT}页[，,/／\s]{{0,9}}第?{_COUNT}页|"  # 第3页
    r"\d{1,9}\s{0,9}[/／]\s{0,9}\d{1,9}|[Pp]age\s{0,9}\d{1,9}(\s{0,9}(of|/)\s{0,9}\d{1,9})?"  # 3/12, Page 3 of 12
)
_LONGEST_HEAD = 200
"""Characters of a running head whose number may count the pages."""
_ZONE = 0.17
"""The share of the page's height at either end in which heads and feet stand: GB/T 9704 has margins of 37 mm."""


def drop_furniture(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Return the pages' lines without page numbers, running heads and feet.

    A page number is the first or last line of its page and looks like one; a running head is one of the outer lines
    that comes again at the same height (a number in it may count the pages) on at least three pages, on two of a short
    file, or on nearly all odd or nearly all even pages.
    """
    kept = [sorted(lines, key=lambda line: line.baseline) for lines in pages]
    dropped: set[int] = set()
    pitch = pitch_of([line for lines in kept for line in lines])
    for _ in range(3):
        found = _outer(kept, heights, pitch)
        if not found:
            break
        dropped |= {id(line) for line in found}
        kept = [[line for line in lines if id(line) not in dropped] for lines in kept]
    return [[line for line in lines if id(line) not in dropped] for lines in pages]


def _outer(pages: Sequence[Sequence[Line]], heights: Sequence[float], pitch: float) -> list[Line]:
    edges: list[tuple[bool, Line]] = []
    for lines, height in zip(pages, heights, strict=True):
        if lines and lines[0].baseline < _ZONE * height and _apart(lines[0], lines[1:2], pitch):
            edges.append((True, lines[0]))
        if lines and lines[-1].baseline > (1 - _ZONE) * height and _apart(lines[-1], lines[-2:-1], pitch):
            edges.append((False, lines[-1]))
    shapes = Counter(key for top, line in edges for key in set(_keys(top, line)))
    sides = Counter((key, line.page % 2) for top, line in edges for key in set(_keys(top, line)))
    least = 3 if len(pages) > 3 else 2
    halves = [max(2, 0.75 * len([lines for lines in pages[side::2] if lines])) for side in (0, 1)]
    return [
        line
        for top, line in edges
        if PAGE_NUMBER.fullmatch(line.text)
        or any(shapes[k] >= least or sides[k, line.page % 2] >= halves[line.page % 2] for k in _keys(top, line))
    ]


def _apart(line: Line, neighbours: Sequence[Line], pitch: float) -> bool:
    """Whether a line stands off the text: in another size, farther away than lines do, or as a number with dashes."""
    if not neighbours or (PAGE_NUMBER.fullmatch(line.text) and not line.text.isdigit()):
        return True
    other = neighbours[0]
    ratio = line.size / other.size
    distance = abs(line.baseline - other.baseline)
    return not 0.9 < ratio < 1.12 or distance > 1.25 * max(pitch, 1.2 * other.size)


def _keys(top: bool, line: Line) -> list[tuple[bool, str, int]]:
    """Return what a line shares with its like on other pages: its text and its height.

    One number may grow with the pages, so that 附件1, 附件2 at the tops of pages are no running head. The height is
    given in two grids, so that no edge parts them.
    """
    text = "".join(line.text.split())
    numbers = re.finditer(r"\d{1,6}", text) if len(text) <= _LONGEST_HEAD else ()  # 第12页
    shapes = {text} | {f"{text[: found.start()]}#{int(found[0]) - line.page}{text[found.end() :]}" for found in numbers}
    heights = round(line.baseline / 4), -1 - round(line.baseline / 4 + 0.5)
    return [(top, shape, height) for shape in shapes for height in heights]
