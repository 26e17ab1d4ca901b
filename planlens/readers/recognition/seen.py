"""The picture of a page, and the text that is seen in it."""

from __future__ import annotations

from dataclasses import dataclass

DOTS = 200.0
"""Pixels in an inch: at 150 recognition misses whole lines, at 300 it takes twice as long and sees no more."""
MAX_SIDE = 4000
"""Pixels of a picture's longer side; larger pages (plans, posters) are drawn smaller."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a page, upright.

    Attributes:
        width: in pixels.
        height: in pixels.
        pixels: red, green and blue of each pixel, a byte each, row by row from the top without gaps.
        scale: pixels in a point (1/72 inch).
    """

    width: int
    height: int
    pixels: bytes
    scale: float


@dataclass(frozen=True, slots=True)
class SeenText:
    """A line of text in a picture, or a piece of one: its characters and its upright box in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
