"""A Qt model of a :class:`~planlens.views.tree.shape.Shape`: indexes with numbers, rows that come, go and move."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

from planlens.views.fields.field import Field
from planlens.views.fields.seen import Seen
from planlens.views.tree.shape import ROOT, Shape, key_of, number_of

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class ShapedModel(QAbstractItemModel):
    """What Qt asks about the place of things; what they look like is left to others.

    Attributes:
        columns: the fields that have a column, whether it is shown or not.
        width: how many they are.
        shape: what stands where.
    """

    def __init__(self, columns: Sequence[Field[Seen]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_columns(columns)
        self.shape = Shape()

    def set_columns(self, columns: Sequence[Field[Seen]]) -> None:
        """Have other columns; only while the model is reset."""
        self.columns = columns
        self._places = {field.key: place for place, field in enumerate(columns)}
        self.width = len(columns)

    def key(self, index: Index) -> str:
        """Return the id of the item at an index, "" for none and for a row that is being typed."""
        return key_of(index.internalId())

    def index_of(self, key: str, column: str = "text") -> QModelIndex:
        """Return the index of an item's cell, an invalid one where it is not shown."""
        number = number_of(key)
        return self.index_at(number, self._places[column]) if number in self.shape else QModelIndex()

    def index_at(self, number: int, column: int = 0) -> QModelIndex:
        """Return the index of a number, an invalid one for :data:`~planlens.views.tree.shape.ROOT`."""
        return self.createIndex(self.shape.row[number], column, number) if number != ROOT else QModelIndex()

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return the index of a child."""
        if row < 0 or not 0 <= column < self.width:
            return QModelIndex()
        try:
            return self.createIndex(row, column, self.shape.below[parent.internalId()][row])
        except (KeyError, IndexError):
            return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Return the index of what is above."""
        above = self.shape.above.get(index.internalId(), ROOT)
        return self.createIndex(self.shape.row[above], 0, above) if above != ROOT else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many stand below."""
        return len(self.shape.below.get(parent.internalId(), ())) if parent.column() <= 0 else 0

    def hasChildren(self, parent: Index = NOWHERE) -> bool:  # noqa: N802 (Qt's name)
        """Return whether anything stands below."""
        return parent.internalId() in self.shape.below and parent.column() <= 0

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return the number of columns."""
        return self.width if parent.column() <= 0 else 0

    # Rows that come, go and move

    def insert_rows(self, owner: int, row: int, count: int, do: Callable[[], None]) -> bool:
        """Let *do* put *count* rows below *owner*, the first one at *row*."""
        self.beginInsertRows(self.index_at(owner), row, row + count - 1)
        do()
        self.endInsertRows()
        return True

    def remove_rows(self, owner: int, first: int, last: int, do: Callable[[], None]) -> bool:
        """Let *do* take the rows from *first* to *last* from *owner*."""
        self.beginRemoveRows(self.index_at(owner), first, last)
        do()
        self.endRemoveRows()
        return True

    def move_row(self, number: int, owner: int, row: int, do: Callable[[], None]) -> bool:
        """Let *do* move a number below *owner*, to where it then is at *row*; False where Qt does not allow that."""
        old, now = self.shape.above[number], self.shape.row[number]
        if old == owner and row == now:
            return True
        target = row + 1 if old == owner and row > now else row  # Qt counts before the row has left
        if not self.beginMoveRows(self.index_at(old), now, now, self.index_at(owner), target):
            return False
        do()
        self.endMoveRows()
        return True

    def tell(self, numbers: Iterable[int]) -> None:
        """Tell views that these numbers look different."""
        for number in list(numbers):
            if number in self.shape:
                self.dataChanged.emit(self.index_at(number), self.index_at(number, self.width - 1))

    # What stands where

    def parents(self) -> list[int]:
        """Return the numbers of all that has something below it, as they stand from top to bottom."""
        return [number for number in self.shape.walk() if number in self.shape.below]

    def worth_opening(self) -> set[int]:
        """Return the numbers that lead to tasks; where there are no tasks, all that has something below it."""
        return self.shape.over_tasks() or set(self.parents())

    def count_below(self, number: int) -> int:
        """Return how many stand directly below a number."""
        return len(self.shape.below.get(number, ()))

    def place(self, key: str) -> int:
        """Return how many rows stand above an item if all is open, 0 for one that is not shown."""
        number = number_of(key)
        if number not in self.shape:
            return 0
        return next(place for place, other in enumerate(self.shape.walk()) if other == number)

    def line_of(self, index: Index) -> list[str]:
        """Return the ids of an item and of all that it stands below, the nearest first."""
        number = index.internalId()
        return [key_of(number), *map(key_of, self.shape.line(number))]

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Return ids in the order in which they are shown; those that are not shown are left out."""
        wanted = {number_of(key) for key in keys}
        return [key_of(number) for number in self.shape.walk() if number in wanted]

    def column_key(self, column: int) -> str:
        """Return the key of a column."""
        return self.columns[column].key

    def has_column(self, key: str) -> bool:
        """Whether a field has a column."""
        return key in self._places

    def column_of(self, key: str) -> int:
        """Return the number of the column of a field."""
        return self._places[key]
