"""The list of documents in the import, each with how far it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from planlens.gui.importing.reading import FileReading, ImportedPaper, Stage
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import plain_tip


def stage_text(paper: ImportedPaper) -> str:
    """Return how far a document is, with a mark that does not need colour."""
    if paper.plan is not None:
        tasks, targets = len(paper.plan.tasks), len(paper.plan.targets)
        return f"✓ {targets} 个目标" if targets and not tasks else f"✓ {tasks} 项任务"
    return {
        Stage.WAITING: "等待",
        Stage.UNDER_WAY: f"{paper.fraction:.0%}",
        Stage.FAILED: "✗ 未能读取",
        Stage.STOPPED: "已停止",
    }[paper.stage]


class PaperList(QWidget):
    """The files of a :class:`Reading`, of which one is chosen.

    Signals:
        chosen: a document was chosen; carries its place.
        add_wanted: the user wants to add documents.
    """

    chosen = Signal(int)
    add_wanted = Signal()

    def __init__(self, reading: FileReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("要导入的文件")
        self.tree.setHeaderLabels(["文件", "结果"])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, 104)
        self.add = QPushButton("添加文件…")
        self.remove = QPushButton("移除")
        row = QHBoxLayout()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        in_column((self.tree, 1), row, margins=0, on=self)
        self.tree.currentItemChanged.connect(lambda: self.chosen.emit(self.current))
        self.add.clicked.connect(self.add_wanted)
        self.remove.clicked.connect(self._remove)
        reading.changed.connect(self._show)
        reading.listed.connect(self._list)

    @property
    def current(self) -> int:
        """The place of the document that is shown, -1 for none."""
        item = self.tree.currentItem()
        return self.tree.indexOfTopLevelItem(item) if item is not None else -1

    def choose(self, place: int) -> None:
        """Show the document at a place."""
        item = self.tree.topLevelItem(place)
        if item is not None:
            self.tree.setCurrentItem(item)

    def _list(self) -> None:
        place = max(self.current, 0)
        self.tree.clear()
        for paper in self._reading.papers:
            item = QTreeWidgetItem([paper.path.name, stage_text(paper)])
            item.setToolTip(0, plain_tip(str(paper.path)))
            self.tree.addTopLevelItem(item)
        self.remove.setEnabled(bool(self._reading.papers))
        if self._reading.papers:
            self.choose(min(place, len(self._reading.papers) - 1))
        self.chosen.emit(self.current)

    def _show(self, place: int) -> None:
        item = self.tree.topLevelItem(place)
        if item is not None:
            item.setText(1, stage_text(self._reading.papers[place]))

    def _remove(self) -> None:
        if self.current >= 0:
            self._reading.remove(self.current)
