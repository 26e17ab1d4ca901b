"""The shape of a table row, from the modifiers of the paragraph that ends it ([MS-DOC] §2.6.3, §2.9.321, §2.9.327)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from planlens.readers.msdoc.sprm import Sprm, number, sprms
from planlens.readers.word.grid import CellShape, RowShape, VerticalMerge

_MOST_CELLS = 64
_CELL = 20
_VERTICAL = {1: VerticalMerge.NEXT, 3: VerticalMerge.FIRST}


@dataclass(slots=True)
class _Row:
    """A row while its modifiers are applied.

    Attributes:
        edges: the left edge of the first cell and the right edge of each.
        horizontal: the cells' horizontal merge flags as they are in the file.
        vertical: the cells' vertical merge flags as they are in the file.
    """

    edges: list[int] = field(default_factory=list)
    horizontal: list[int] = field(default_factory=list)
    vertical: list[int] = field(default_factory=list)

    def define(self, operand: bytes) -> None:
        """Apply sprmTDefTable: all edges, then up to as many cells (TC80) as there are."""
        count = min(operand[0], _MOST_CELLS)
        self.edges = list(struct.unpack_from(f"<{count + 1}h", operand, 1))
        cells = operand[1 + 2 * (count + 1) :]
        flags = [int.from_bytes(cells[_CELL * place : _CELL * place + 2], "little") for place in range(count)]
        self.horizontal = [flag & 3 for flag in flags]
        self.vertical = [flag >> 5 & 3 for flag in flags]

    def insert(self, first: int, count: int, width: int) -> None:
        """Apply sprmTInsert: new cells before a cell; it is stored for cells beyond the last one too."""
        count = min(count, _MOST_CELLS - len(self.horizontal))
        if not self.edges or count <= 0:
            return
        first = min(first, len(self.horizontal))
        left = self.edges[first]
        self.edges[first:] = [left + width * step for step in range(count)] + [
            edge + width * count for edge in self.edges[first:]
        ]
        self.horizontal[first:first] = [0] * count
        self.vertical[first:first] = [0] * count

    def delete(self, first: int, limit: int) -> None:
        """Apply sprmTDelete: cells go, those behind them move to the left."""
        limit = min(limit, len(self.horizontal))
        if not self.edges or first >= limit:
            return
        gap = self.edges[limit] - self.edges[first]
        self.edges[first:] = [edge - gap for edge in self.edges[limit:]]
        del self.horizontal[first:limit]
        del self.vertical[first:limit]

    def widen(self, first: int, limit: int, width: int) -> None:
        """Apply sprmTDxaCol: new widths for some cells."""
        for place in range(first, min(limit, len(self.horizontal))):
            change = width - (self.edges[place + 1] - self.edges[place])
            self.edges[place + 1 :] = [edge + change for edge in self.edges[place + 1 :]]

    def merge(self, first: int, limit: int) -> None:
        """Apply sprmTMerge."""
        for place in range(first, min(limit, len(self.horizontal))):
            self.horizontal[place] = 2 if place == first else 1

    def split(self, first: int, limit: int) -> None:
        """Apply sprmTSplit."""
        for place in range(first, min(limit, len(self.horizontal))):
            self.horizontal[place] = 0

    def merge_vertically(self, cell: int, flag: int) -> None:
        """Apply sprmTVertMerge."""
        if cell < len(self.vertical):
            self.vertical[cell] = flag


@dataclass(slots=True)
class RowShapes:
    """Reads the shapes of rows, each different one once."""

    _shapes: dict[tuple[bytes, bool], RowShape] = field(default_factory=dict)

    def shape(self, modifiers: bytes, *, dropped: bool) -> RowShape:
        """Return the shape of a row; see :func:`row_shape`."""
        key = modifiers, dropped
        found = self._shapes.get(key)
        if found is None:
            found = self._shapes[key] = row_shape(modifiers, dropped=dropped)
        return found


def row_shape(modifiers: bytes, *, dropped: bool) -> RowShape:
    """Return the shape of a row.

    Args:
        modifiers: those of the paragraph that ends the row.
        dropped: whether the row is deleted by a tracked change.
    """
    row = _Row()
    for opcode, operand in sprms(modifiers):
        try:
            _apply(row, opcode, operand)
        except (struct.error, IndexError):
            continue  # a modifier that is too short says nothing
    cells = zip(_continuing(row.horizontal), row.vertical, strict=True)
    return RowShape(
        tuple(row.edges),
        tuple(CellShape(joined, _VERTICAL.get(vertical, VerticalMerge.NONE)) for joined, vertical in cells),
        dropped,
    )


def _apply(row: _Row, opcode: int, operand: bytes) -> None:
    match opcode:
        case Sprm.TABLE:
            row.define(operand)
        case Sprm.CELL_INSERT:
            row.insert(operand[0], operand[1], number(operand[2:4]))
        case Sprm.CELL_DELETE:
            row.delete(operand[0], operand[1])
        case Sprm.CELL_WIDTH:
            row.widen(operand[0], operand[1], number(operand[2:4]))
        case Sprm.CELL_MERGE:
            row.merge(operand[0], operand[1])
        case Sprm.CELL_SPLIT:
            row.split(operand[0], operand[1])
        case Sprm.CELL_VERTICAL_MERGE:
            row.merge_vertically(operand[0], operand[1])


def _continuing(flags: list[int]) -> list[bool]:
    """Return which cells continue the one on their left.

    [MS-DOC] §2.9.327 calls 2 the first cell and 1 the others, older descriptions the other way round: so the flag that
    opens a group decides, and the same flag again opens the next one.
    """
    found = []
    opened = 0
    for flag in flags:
        found.append(bool(opened and flag and flag != opened))
        if not found[-1]:
            opened = flag
    return found
