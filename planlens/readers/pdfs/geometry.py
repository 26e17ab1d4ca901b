"""Matrices of PDF objects, and the page as it is read."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as c

from planlens.readers.pages.geometry import IDENTITY, Matrix


@dataclass(frozen=True, slots=True)
class PageView:
    """The page as it is read: turned so that its text runs from left to right, y growing downwards."""

    turn: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """The width of the page as it is read."""
        return self.y1 - self.y0 if self.turn % 2 else self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its height."""
        return self.x1 - self.x0 if self.turn % 2 else self.y1 - self.y0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the place of a point of the page, from its left and its top."""
        if self.turn == 0:
            return x - self.x0, self.y1 - y
        if self.turn == 1:
            return y - self.y0, x - self.x0
        if self.turn == 2:
            return self.x1 - x, y - self.y0
        return self.y1 - y, self.x1 - x


def matrix_of(item: c.FPDF_PAGEOBJECT) -> Matrix:
    """Return an object's matrix."""
    m = c.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if c.FPDFPageObj_GetMatrix(item, ctypes.byref(m)) else IDENTITY
