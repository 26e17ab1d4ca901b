"""Dragging items of the tree: what is dragged, and where it may be dropped."""

from __future__ import annotations

import os
from collections.abc import Iterable

from PySide6.QtCore import QMimeData

from planlens.project.state import State
from planlens.views.tree.possible import topmost

ITEMS = "application/x-planlens-items"
"""The type of dragged items: the number of the process and the ids."""


def packed(state: State, keys: Iterable[str]) -> QMimeData:
    """Return ids as they are dragged, what stands below others of them left out."""
    data = QMimeData()
    data.setData(ITEMS, " ".join([str(os.getpid()), *topmost(state, keys)]).encode("ascii"))
    return data


def dragged(data: QMimeData) -> tuple[str, ...]:
    """Return the ids that are dragged, nothing where they come from another window."""
    sender, *keys = bytes(data.data(ITEMS).data()).decode("ascii").split() or [""]
    return tuple(keys) if sender == str(os.getpid()) else ()
