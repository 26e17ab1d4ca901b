"""Graphic objects of OFD pages: text, paths and pictures, placed in millimetres (GB/T 33190-2016, 8 to 11)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from lxml import etree

from planlens.readers.limits import Tally
from planlens.readers.ooxml.names import Element
from planlens.readers.pages.model import Image, Page, Run, rule_of

POINTS = 72 / 25.4
"""Points in a millimetre."""
MAX_CHARACTERS = 5000
"""Characters of one text object; a line of a page has no more than some hundred."""
_LONGEST = 100_000
"""Characters of an array of numbers that are looked at."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")  # 12.7, -.5, 1e-05
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)")  # M 10 20.5 L 30 -4


def named(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements with this local name; producers use different namespaces."""
    for element in root.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname == name:
            yield element


def numbers(text: str | None) -> list[float]:
    """Return the numbers of an array; those beyond any page are 0."""
    values = (float(found) for found in _NUMBER.findall((text or "")[:_LONGEST]))
    return [value if math.isfinite(value) and abs(value) < 1e6 else 0.0 for value in values]


def deltas(text: str | None) -> list[float]:
    """Return the steps of a DeltaX array; ``g 3 5`` stands for three times 5 (11.3)."""
    tokens = (text or "")[:_LONGEST].replace(",", " ").split()
    steps: list[float] = []
    index = 0
    while index < len(tokens) and len(steps) < MAX_CHARACTERS:
        if tokens[index] == "g" and index + 2 < len(tokens):
            count, step = numbers(tokens[index + 1]), numbers(tokens[index + 2])
            steps += (step or [0.0]) * min(int(count[0]) if count else 0, MAX_CHARACTERS)
            index += 3
        else:
            steps += numbers(tokens[index])
            index += 1
    return steps


def draw(root: Element, page: Page) -> None:
    """Add the text, the ruling lines and the pictures of a page or template to *page*.

    Raises:
        PlanlensError: ``too-large``.
    """
    tally = Tally()
    for element in root.iter():
        kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
        page.drawn += kind in ("PathObject", "ImageObject")
        if kind == "TextObject":
            for run in _text(element):
                tally.add(len(run.text), cell=True)
                page.runs.append(run)
        elif kind == "PathObject":
            _path(element, page)
        elif kind == "ImageObject":
            box = _boundary(element)
            page.pictured |= box[2] * box[3] * POINTS**2 > 0.3 * page.width * page.height
            page.images.append(_image(element))


def _boundary(element: Element) -> list[float]:
    box = numbers(element.get("Boundary"))
    return box if len(box) == 4 else [0.0] * 4


def _matrix(element: Element) -> list[float]:
    matrix = numbers(element.get("CTM"))
    return matrix if len(matrix) == 6 else [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]


def _placing(element: Element) -> Callable[[float, float], tuple[float, float]]:
    """Return where on the page, in points, an object's points are: its matrix, then its boundary's corner."""
    a, b, c, d, e, f = _matrix(element)
    left, top, _, _ = _boundary(element)
    return lambda x, y: ((a * x + c * y + e + left) * POINTS, (b * x + d * y + f + top) * POINTS)


def _image(element: Element) -> Image:
    """Return a picture, which fills the unit square of its own space; without a matrix it fills its boundary (10)."""
    left, top, wide, high = _boundary(element)
    place = _placing(element)
    if len(numbers(element.get("CTM"))) != 6:
        place = lambda x, y: ((left + wide * x) * POINTS, (top + high * y) * POINTS)  # noqa: E731
    return Image((element.get("ResourceID") or "").strip(), place(0, 0), place(1, 0), place(0, 1))


def _text(element: Element) -> Iterator[Run]:
    matrix = _matrix(element)
    if abs(matrix[1]) > 0.2 * abs(matrix[0]):  # turned: a note at the margin, or a watermark
        return
    size = (numbers(element.get("Size")) or [0.0])[0]
    scale = (numbers(element.get("HScale")) or [1.0])[0]
    height = min(max(size * abs(matrix[3]) * POINTS, 1.0), 500.0)
    place = _placing(element)
    x = y = 0.0
    for code in named(element, "TextCode"):
        text = (code.text or "")[:MAX_CHARACTERS]
        x = (numbers(code.get("X")) or [x])[0]
        y = (numbers(code.get("Y")) or [y])[0]
        steps = deltas(code.get("DeltaX"))
        points, at = [], x
        for index, character in enumerate(text):
            points.append(place(at, y))
            default = size * scale * (0.5 if character.isascii() else 1.0)
            at += steps[index] if index < len(steps) else (steps[-1] if len(steps) == 1 else default)
        yield from _runs(text, points, height)


def _runs(text: str, points: list[tuple[float, float]], height: float) -> Iterator[Run]:
    """Cut a text where the next character stands far away."""
    start = 0
    for index in range(1, len(text) + 1):
        before = points[index - 1][0]
        width = height * (0.5 if text[index - 1].isascii() else 1.0)
        if index < len(text) and 0 <= points[index][0] - before < width + 0.6 * height:
            continue
        part = text[start:index]
        lead, kept = len(part) - len(part.lstrip()), len(part.rstrip())
        if kept > lead:
            a, b = start + lead, start + kept
            last = points[b - 1][0] + height * (0.5 if text[b - 1].isascii() else 1.0)
            yield Run(part[lead:kept], [x for x, _ in points[a:b]], last, points[a][1], height)
        start = index


def _path(element: Element, page: Page) -> None:
    """Take thin outlines and straight strokes as ruling lines; curves are drawings."""
    data = next((item.text or "" for item in named(element, "AbbreviatedData")), "")[:20_000]
    if re.search("[QBAqba]", data):
        return
    stroked = element.get("Stroke", "true") != "false"
    for points in _outlines(element, data):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        thin = rule_of(min(xs), min(ys), max(xs), max(ys))
        if thin is not None:
            page.add_rules([thin])
        elif stroked:
            page.add_rules(rule for a, b in pairwise(points) if (rule := rule_of(*a, *b, 1.0)))


def _outlines(element: Element, data: str) -> list[list[tuple[float, float]]]:
    outlines: list[list[tuple[float, float]]] = []
    waiting: list[float] = []
    command = ""
    place = _placing(element)
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
            outlines[-1].append(place(*waiting))
            waiting = []
    return outlines
