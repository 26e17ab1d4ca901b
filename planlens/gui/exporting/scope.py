"""Which documents and tasks of the project are exported."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from planlens.gui.app.session import Session
from planlens.project.rows import UnitRow

_ALL, _FILTER, _SELECTED, _UNIT = "all", "filter", "selected", "unit"


class Scope(QWidget):
    """The fields for it, as rows of a form.

    Signals:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filtered = session.tasks_in_filter()
        meant = set(session.tasks_meant())
        self._selected = [task.id for task in session.state.tasks() if task.id in meant]
        self._by_unit = tasks_by_unit(session)
        self.documents = QComboBox()
        self.which = QComboBox()
        self.unit = QComboBox()
        self._fill()
        self.unit.setEnabled(False)
        for box in (self.documents, self.which, self.unit):
            box.currentIndexChanged.connect(self._changed)

    def _fill(self) -> None:
        documents = self._session.state.documents()
        if len(documents) != 1:
            self.documents.addItem(f"全部 {len(documents)} 份文件，合成一张表", None)
        for row in documents:
            self.documents.addItem(row.title or row.name, row.id)
        self.which.addItem(f"全部任务（{len(self._session.state.tasks())} 项）", _ALL)
        if self._filtered is not None:
            self.which.addItem(f"任务页筛选出的任务（{len(self._filtered)} 项）", _FILTER)
        if self._selected:
            self.which.addItem(f"选中的任务（{len(self._selected)} 项）", _SELECTED)
        if self._by_unit:
            self.which.addItem("一个单位的任务", _UNIT)
        for name, tasks in self._by_unit.items():
            self.unit.addItem(f"{name}（{len(tasks)} 项）", name)
        for box, title in ((self.documents, "文件"), (self.which, "任务"), (self.unit, "单位")):
            box.setAccessibleName(title)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(30)

    def add_to(self, form: QFormLayout) -> None:
        """Add the fields to a form; the choice of a document only where there are several."""
        if self.documents.count() > 1:
            form.addRow("文件(&D)：", self.documents)
        form.addRow("任务(&T)：", self.which)
        if self._by_unit:
            form.addRow("单位(&U)：", self.unit)

    def _changed(self) -> None:
        self.unit.setEnabled(self.which.currentData() == _UNIT)
        self.changed.emit()

    @property
    def document(self) -> str | None:
        """The id of the chosen document, None for all."""
        found: str | None = self.documents.currentData()
        return found

    @property
    def rows(self) -> list[str] | None:
        """The ids of the chosen tasks as they are shown, None for all."""
        if self.which.currentData() == _UNIT:
            return self._by_unit[self.unit.currentData()]
        return {_FILTER: self._filtered, _SELECTED: self._selected}.get(self.which.currentData())

    @property
    def tasks(self) -> list[str] | None:
        """The ids of the chosen tasks, None for all: those of every sentence where a row stands for several."""
        found = self.rows
        return None if found is None else self._session.rows.sentences_of(found)


def tasks_by_unit(session: Session) -> dict[str, list[str]]:
    """Return the tasks of every unit that is not rejected, the unit with the most tasks first."""
    units = [row for row in session.state.all(UnitRow) if row.stands]
    counts = Counter(name for name, _ in {(row.name, row.owner) for row in units})
    found: dict[str, list[str]] = {name: [] for name, _ in counts.most_common()}
    for row in units:
        if row.owner not in found[row.name]:
            found[row.name].append(row.owner)
    return found
