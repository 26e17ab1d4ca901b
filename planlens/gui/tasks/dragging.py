"""Dragging items of the tree: what is dragged, and where it may be dropped."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal

from planlens.gui.app.session import Session
from planlens.gui.tasks.shaped_model import Index, ShapedModel
from planlens.views.fields.field import Use
from planlens.views.tree.possible import may_hold, topmost
from planlens.views.tree.shape import key_of

ITEMS = "application/x-planlens-items"
"""The type of dragged items: the number of the process and the ids."""


class DraggableModel(ShapedModel):
    """Lets items be dragged to another place of the tree; whoever hears of it does the move.

    Signals:
        dropped: items were dropped: their ids, the id of what they shall stand below, and that of the sibling before.
    """

    dropped = Signal(object, str, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session.fields.of(Use.TREE), parent)
        self.session = session
        self.order = ""
        self._roots: frozenset[str] = frozenset()

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 (Qt's name)
        """Items are moved."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 (Qt's name)
        """Return the type of what is dragged."""
        return [ITEMS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 (Qt's name)
        """Return the ids of what is dragged, what stands below other dragged items left out."""
        keys = topmost(self.session.state, self.in_order({self.key(index) for index in indexes}))
        data = QMimeData()
        data.setData(ITEMS, " ".join([str(os.getpid()), *keys]).encode("ascii"))
        return data

    def canDropMimeData(  # noqa: N802 (Qt's name)
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Whether items may be dropped here; a place that an edit would refuse is not offered."""
        del action, column
        place = self._drop_place(row, parent)
        keys = _dragged(data)
        return place is not None and bool(keys) and may_hold(self.session.state, place[0], keys)

    def dropMimeData(  # noqa: N802 (Qt's name)
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move; the tree follows once it is done."""
        place = self._drop_place(row, parent)
        if place is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.dropped.emit(_dragged(data), *place)
        return True

    def _drop_place(self, row: int, parent: Index) -> tuple[str, str | None] | None:
        """Return owner and sibling before a place of the tree, None where nothing can be dropped."""
        if self.order or self.session.read_only:
            return None
        owner = self.key(parent) if parent.isValid() else next(iter(self._roots), "")
        if not owner:
            return None
        shown = self._shown.below.get(parent.internalId(), [])
        if row < 0:
            items = self.session.state.items(owner)
            return owner, items[-1].id if items else None
        return owner, key_of(shown[row - 1]) if 0 < row <= len(shown) else None


def _dragged(data: QMimeData) -> tuple[str, ...]:
    """Return the ids that are dragged, nothing where they come from another window."""
    sender, *keys = bytes(data.data(ITEMS).data()).decode("ascii").split() or [""]
    return tuple(keys) if sender == str(os.getpid()) else ()
