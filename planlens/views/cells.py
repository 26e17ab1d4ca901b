"""What a table is made of, without any format: lines, cells, columns and rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from planlens.model import Light

_LINE_BREAKS = re.compile("\r\n?")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell.

    Attributes:
        text: what it says.
        suggested: whether planlens proposes it and the document does not say it.
        light: the warning light that it tells of.
        exact: what a spreadsheet can reckon with where it is one: a day, or a percentage as a part of 1.
    """

    text: str
    suggested: bool = False
    light: Light = Light.NONE
    exact: date | float | None = None


Cell = tuple[Line, ...]
"""The lines of a cell from top to bottom; empty for an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        key: short English name, by which columns are chosen.
        title: what stands in the header row.
        width: share of the page's width, in millimetres of a type area 225 mm wide.
        centered: whether its text is centred.
        merged: whether equal neighbours of one group become one cell.
        numeric: whether its text is a whole number.
        separator: what joins the lines of a cell where a cell can have one line only.
    """

    key: str
    title: str
    width: float
    centered: bool = False
    merged: bool = False
    numeric: bool = False
    separator: str = "；"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the id of what it shows, the id of the section it belongs to, and a cell for every column."""

    key: str
    group: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table without any format: name (short, for a sheet), title, notes under the title, columns and rows."""

    name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def groups(self) -> Iterator[range]:
        """Yield the row numbers of each run of neighbouring rows that belong to one section."""
        for _, rows in groupby(range(len(self.rows)), key=lambda index: self.rows[index].group):
            numbers = list(rows)
            yield range(numbers[0], numbers[-1] + 1)


def clean(text: str) -> str:
    r"""Return *text* with every line break as ``\n`` and without the characters that XML 1.0 forbids."""
    return text if text.isprintable() else _NOT_IN_XML.sub("", _LINE_BREAKS.sub("\n", text))


def lines(texts: Iterable[str], *, suggested: bool = False) -> Cell:
    """Return a cell with these texts as its lines, cleaned; blank ones are left out."""
    return tuple(Line(text, suggested) for text in map(clean, texts) if text)
