"""The projects opened last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import plain_tip
from planlens.paths import is_address
from planlens.project.office.address import address_of

MadeBy = Callable[[Path | str], tuple[str, str]]
"""Tells which versions of planlens made a project and wrote into it last, "" for not known."""


class RecentList(QWidget):
    """A list to choose from with mouse or keyboard; hidden while it is empty.

    Signals:
        chosen: a project was chosen; carries its path, or the address of a ledger.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("最近打开的项目")
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self.list = QListWidget()
        self.list.setAccessibleName("最近打开的项目")
        self.list.setMinimumHeight(80)  # two of them, on the smallest screens
        self.list.setMaximumHeight(200)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        in_column(title, self.list, margins=0, on=self)

    def show_paths(self, paths: Sequence[Path | str], made_by: MadeBy) -> None:
        """List these projects, and which version of planlens made each."""
        self.list.clear()
        for path in paths:
            item = QListWidgetItem(_shown(path, *made_by(path)))
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            item.setToolTip(plain_tip(str(path)))
            self.list.addItem(item)
        self.setVisible(bool(paths))

    def _choose(self, item: QListWidgetItem) -> None:
        name = item.data(Qt.ItemDataRole.UserRole)
        self.chosen.emit(name if is_address(name) else Path(name))


def _shown(place: Path | str, first: str, last: str) -> str:
    """Return two lines for a project: what it is called and which version made it, and where it is."""
    if isinstance(place, str):
        return f"{address_of(place).name}（办公台账）\n{place}"
    made = f"由 planlens {first} 新建" if first else "由旧版 planlens 新建" if last else ""
    written = f"{last} 保存" if last != first else ""
    return f"{place.stem}{'　' if made else ''}{'，'.join(filter(None, (made, written)))}\n{place.parent}"
