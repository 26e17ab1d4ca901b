"""Opening thousands of rows without a pause that anybody would feel: what is seen first, the rest by and by."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from planlens.gui.app.piecemeal import SLICE, Piecemeal
from planlens.gui.tasks.tree_model import TreeModel
from planlens.views.tree.shape import number_of

AT_ONCE = 120
"""Rows that are opened at once; what stands further down follows in the pauses of the event loop."""


class Unfolder(QObject):
    """Opens and closes what a tree shows.

    Args:
        tree: shows *model*.
    """

    def __init__(self, tree: QTreeView, model: TreeModel) -> None:
        super().__init__(tree)
        self._tree = tree
        self._model = model
        self._queue: list[int] = []
        self._anchor = ""
        self._held = 0
        self._work = Piecemeal(self._open_next, self, SLICE, self.hold)

    @property
    def busy(self) -> bool:
        """Whether there is still something to open."""
        return bool(self._queue)

    def open_all(self) -> None:
        """Open everything."""
        self.unfold(None)

    def close_all(self) -> None:
        """Close everything."""
        self._queue.clear()
        self._work.stop()
        self._tree.collapseAll()

    def opened(self) -> set[int]:
        """Return the numbers of what is open, or will be in a moment."""
        found = set(self._queue)
        for number in self._model.parents():
            if self._tree.isExpanded(self._model.index_at(number)):
                found.add(number)
        return found

    def unfold(self, wanted: set[int] | None, anchor: str = "") -> None:
        """Open the given numbers (None: all), at once a few screens of rows.

        The item *anchor* stays at the top while what stands above it opens, until the user scrolls.
        """
        self._work.stop()
        self._queue = self._in_turn([n for n in self._model.parents() if wanted is None or n in wanted], anchor)
        self._anchor = anchor
        self._tree.scheduleDelayedItemsLayout()  # what is opened meanwhile is laid out once
        left = AT_ONCE
        while self._queue and left > 0:
            left -= self._open(self._queue.pop())
        self.hold()
        if self._queue:
            self._work.begin()

    def _in_turn(self, parents: list[int], anchor: str) -> list[int]:
        """Return what is to be opened, the first last: what is above the anchor, what follows it, what comes before."""
        index = self._model.index_of(anchor)
        if not index.isValid():
            return parents[::-1]
        line = set(map(number_of, self._model.line_of(index)))
        place = next((k for k in range(len(parents) - 1, -1, -1) if parents[k] in line), 0)
        first = [number for number in parents if number in line]
        before = [number for number in parents[:place] if number not in line]
        return (first + [number for number in parents[place:] if number not in line] + before)[::-1]

    def hold(self) -> None:
        """Keep the anchor at the top, unless the user has scrolled since."""
        bar = self._tree.verticalScrollBar()
        if self._queue and bar.value() != self._held and self._work.busy:
            self._anchor = ""
        index = self._model.index_of(self._anchor)
        if index.isValid():
            self._tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        self._held = bar.value()

    def _open(self, number: int) -> int:
        """Open a number and return how many rows that shows."""
        below = self._model.count_below(number)
        if below:
            self._tree.setExpanded(self._model.index_at(number), True)
        return below

    def _open_next(self) -> bool:
        if self._queue:
            self._open(self._queue.pop())
        return bool(self._queue)
