"""What comes back, as it is read: files of tables of cells, and what a workbook keeps of the packet that it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent of a task, as a workbook keeps it; see :class:`planlens.exchange.packet.Line`."""

    task: str
    leads: bool
    marks: tuple[str, ...]
    last: str
    words: tuple[str, ...]
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What a workbook keeps of the packet that it was.

    Attributes:
        project, unit, period, day, made: as the packet said.
        shown: the keys of the fields that were told.
        filled: the keys of the fields that were to be filled.
        lines: what was sent, by task.
        whole: whether nobody has changed what it keeps.
    """

    project: str
    unit: str
    period: str
    day: str
    made: str
    shown: tuple[str, ...]
    filled: tuple[str, ...]
    lines: dict[str, Sent]
    whole: bool


@dataclass(frozen=True, slots=True)
class CellGrid:
    """The cells of a sheet or table, row by row.

    Attributes:
        name: the sheet's name.
        rows: what the cells say.
        formulas: the places (row, column) of those that hold a formula without a value, or an error (#REF!).
        merged: what is said in a cell that is merged downwards, by the places in the rows below that it covers.
        remarks: what is written in comments (批注), with the row that each is in.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    remarks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A returned file: its name, its tables, and what it keeps of the packet that it was."""

    name: str
    grids: tuple[CellGrid, ...]
    kept: tuple[Kept, ...] = ()
