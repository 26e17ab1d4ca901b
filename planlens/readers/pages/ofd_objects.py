"""Graphic objects of OFD pages: text, paths, pictures and groups of them (GB/T 33190-2016, 8 to 11 and 13)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from planlens.readers.limits import too_large
from planlens.readers.ooxml.names import Element
from planlens.readers.pages.geometry import Matrix, apply, times, upright
from planlens.readers.pages.model import Image, Page, rule_of
from planlens.readers.pages.ofd_text import OfdText, texts_of
from planlens.readers.pages.ofd_values import POINTS, boundary, local, matrix_of, named, numbers

MAX_GROUPED = 500_000
"""Elements of a page in groups, counted wherever the groups stand."""
MAX_CHARACTERS = 200_000
"""Characters of a page: a hundred times what fits on one."""
_DEPTH = 4
"""Groups within groups."""
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)")  # M 10 20.5 L 30 -4
_Placed = tuple[Element, Matrix]


@dataclass(slots=True)
class _Budget:
    """How much of a page may still be read."""

    grouped: int = MAX_GROUPED
    characters: int = MAX_CHARACTERS

    def take(self, grouped: int = 0, characters: int = 0) -> None:
        """Count what is read.

        Raises:
            PlanlensError: ``too-large``.
        """
        self.grouped -= grouped
        self.characters -= characters
        if min(self.grouped, self.characters) < 0:
            raise too_large("OFD 有一页内容过多", "请用 OFD 阅读器转换为 .docx 后再试。")


@dataclass(slots=True)
class _Found:
    """What stands on a page, in points, before it is turned."""

    texts: list[OfdText] = field(default_factory=list)
    paths: list[_Placed] = field(default_factory=list)
    images: list[_Placed] = field(default_factory=list)


def page_of(roots: Iterable[Element], size: tuple[float, float], groups: Mapping[str, Element]) -> Page:
    """Return a page as it is read: turned so that most of its text is level.

    Args:
        roots: the templates of the page, then the page.
        size: its width and height in millimetres.
        groups: the composite units of the file by their ids (13).

    Raises:
        PlanlensError: ``too-large``.
    """
    found, budget = _Found(), _Budget()
    for root in roots:
        for element, matrix in _objects(root, (POINTS, 0, 0, POINTS, 0, 0), groups, budget, _DEPTH):
            _sort(element, matrix, found, budget)
    turned = Counter[int]()
    for text in found.texts:
        if text.turn is not None:
            turned[text.turn] += len(text.text)
    turn = turned.most_common(1)[0][0] if turned else 0
    width, height = size[0] * POINTS, size[1] * POINTS
    view = upright(turn, width, height)
    page = Page(height, width) if turn % 2 else Page(width, height)
    page.drawn = len(found.paths) + len(found.images)
    page.runs = [run for text in found.texts if text.turn == turn for run in text.runs(view)]
    for element, matrix in found.paths:
        _path(element, times(matrix, view), page)
    for element, matrix in found.images:
        page.pictured |= _area(element, matrix) > 0.3 * width * height
        page.images.append(_image(element, times(matrix, view)))
    return page


def _objects(
    root: Element, matrix: Matrix, groups: Mapping[str, Element], budget: _Budget, depth: int
) -> Iterator[_Placed]:
    """Yield the objects below an element with their matrices, those of groups as well; invisible ones are left out."""
    for element in root.iter():
        budget.take(grouped=depth < _DEPTH)
        kind = local(element)
        if kind not in ("TextObject", "PathObject", "ImageObject", "CompositeObject"):
            continue
        if (element.get("Visible") or "true").strip().lower() in ("false", "0"):
            continue
        placed = times(matrix_of(element), matrix)
        group = groups.get((element.get("ResourceID") or "").strip()) if kind == "CompositeObject" else None
        if group is not None and depth:
            yield from _objects(group, placed, groups, budget, depth - 1)
        elif kind == "ImageObject":
            yield element, matrix
        elif kind != "CompositeObject":
            yield element, placed


def _sort(element: Element, matrix: Matrix, found: _Found, budget: _Budget) -> None:
    kind = local(element)
    if kind == "PathObject":
        found.paths.append((element, matrix))
    elif kind == "ImageObject":
        found.images.append((element, matrix))
    else:
        for text in texts_of(element, matrix):
            budget.take(characters=len(text.text))
            found.texts.append(text)


def _area(element: Element, matrix: Matrix) -> float:
    _, _, wide, high = boundary(element)
    return abs(wide * high * (matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def _image(element: Element, matrix: Matrix) -> Image:
    """Return a picture, which fills the unit square of its own space; without a matrix it fills its boundary (10).

    Args:
        element: the picture.
        matrix: takes the points of what it stands on to the page.
    """
    left, top, wide, high = boundary(element)
    own = matrix_of(element) if len(numbers(element.get("CTM"))) == 6 else (wide, 0.0, 0.0, high, left, top)
    place = times(own, matrix)
    corners = (apply(place, 0, 0), apply(place, 1, 0), apply(place, 0, 1))
    return Image((element.get("ResourceID") or "").strip(), *corners)


def _path(element: Element, matrix: Matrix, page: Page) -> None:
    """Take thin outlines and straight strokes as ruling lines; curves are drawings."""
    data = next((item.text or "" for item in named(element, "AbbreviatedData")), "")[:20_000]
    if re.search("[QBAqba]", data):
        return
    stroked = element.get("Stroke", "true") != "false"
    for points in _outlines(matrix, data):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        thin = rule_of(min(xs), min(ys), max(xs), max(ys))
        if thin is not None:
            page.add_rules([thin])
        elif stroked:
            page.add_rules(rule for a, b in pairwise(points) if (rule := rule_of(*a, *b, 1.0)))


def _outlines(matrix: Matrix, data: str) -> list[list[tuple[float, float]]]:
    outlines: list[list[tuple[float, float]]] = []
    waiting: list[float] = []
    command = ""
    for token in _TOKEN.findall(data):
        if token.isalpha():
            command, waiting = token, []
            if command == "C" and outlines:
                outlines[-1].append(outlines[-1][0])
            continue
        waiting += numbers(token)
        if len(waiting) == 2 and command in "SML":
            if command in "SM" or not outlines:
                outlines.append([])
            outlines[-1].append(apply(matrix, *waiting))
            waiting = []
    return outlines
