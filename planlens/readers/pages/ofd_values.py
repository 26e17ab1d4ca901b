"""Elements and values of OFD parts (GB/T 33190-2016, 7.3 and 8.5); lengths in millimetres."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from lxml import etree

from planlens.readers.ooxml.names import Element
from planlens.readers.pages.geometry import IDENTITY, Matrix, times

POINTS = 72 / 25.4
"""Points in a millimetre."""
MAX_CHARACTERS = 5000
"""Characters of one text object; a line of a page has no more than some hundred."""
_LONGEST = 100_000
"""Characters of an array of numbers that are looked at."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")  # 12.7, -.5, 1e-05


def named(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements with this local name; producers use different namespaces."""
    for element in root.iter():
        if local(element) == name:
            yield element


def local(element: Element) -> str:
    """Return an element's local name, ``""`` for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def numbers(text: str | None) -> list[float]:
    """Return the numbers of an array; those beyond any page are 0."""
    values = (float(found) for found in _NUMBER.findall((text or "")[:_LONGEST]))
    return [value if math.isfinite(value) and abs(value) < 1e6 else 0.0 for value in values]


def number(text: str | None, default: float) -> float:
    """Return the first number of a value."""
    return next(iter(numbers(text)), default)


def deltas(text: str | None) -> list[float]:
    """Return the steps of a DeltaX or DeltaY array; ``g 3 5`` stands for three times 5 (11.3)."""
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


def boundary(element: Element) -> list[float]:
    """Return an object's left, top, width and height."""
    box = numbers(element.get("Boundary"))
    return box if len(box) == 4 else [0.0] * 4


def matrix_of(element: Element) -> Matrix:
    """Return the matrix that takes an object's own points to what it stands on: its own, then its boundary's corner."""
    own = numbers(element.get("CTM"))
    left, top, _, _ = boundary(element)
    a, b, c, d, e, f = own if len(own) == 6 else IDENTITY
    return times((a, b, c, d, e, f), (1, 0, 0, 1, left, top))
