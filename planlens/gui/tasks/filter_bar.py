"""The search and the filters above the tree, as chips that combine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from planlens.gui.tasks import choosing
from planlens.gui.tasks.choosing import Count
from planlens.gui.widgets.chips import Chip
from planlens.gui.widgets.choices import ChoicePopup, Offer
from planlens.gui.widgets.layouts import FlowLayout, in_column, in_row
from planlens.gui.widgets.plain import plain_label
from planlens.gui.widgets.search_line import SearchLine
from planlens.model import Status
from planlens.views.keys import with_key
from planlens.views.task_filter import NamesOf, TaskFilter


@dataclass(frozen=True, slots=True)
class _Kind:
    """A chip with a list: its name, the filter's fields, and the choices."""

    name: str
    fields: tuple[str, ...]
    choices: Callable[[Count], list[Offer]]


_KINDS = (
    _Kind("文件", ("documents",), choosing.documents),
    _Kind("单位", ("units", "suggested"), choosing.units),
    _Kind("分工", ("unit_roles",), choosing.unit_roles),
    _Kind("状态", ("statuses",), choosing.statuses),
    _Kind("预警", ("lights",), choosing.lights),
    _Kind("时限", ("due",), choosing.due),
    _Kind("类型", ("roles",), choosing.roles),
    _Kind("其他", ("words_of",), choosing.words),
)

_SWITCHES = {
    "unfinished": "未完成",
    "uncertain": "待核对",
    "without_unit": "无单位",
    "flagged": "关注",
    "orphan": "新版已无",
    "unreported": "本期未填",
}

_RARE = ("months", "within", "ids")
"""Filters that only other panels set; they have a chip while they are on."""


class FilterBar(QWidget):
    """Shows a :class:`TaskFilter` and lets the user change it.

    Args:
        count: what counts the tasks of each choice, when a list is opened.
        name_of: returns what a section, document or task is called, by its id.
        names: returns what the project calls each status.
        names_of: finds units by their short names.
        more: whether fields of the project's own can be chosen from.

    Signals:
        changed: the filter has changed by the user's hand.
        search_begun: the search has got the keyboard.
        list_wanted: the keyboard is to go on to the tree.
        report_wanted: progress is to be filled in.

    Attributes:
        folded: whether only the filters that are on have a chip, because there is little room.
    """

    changed = Signal(object)
    search_begun = Signal()
    list_wanted = Signal()
    report_wanted = Signal()

    def __init__(
        self,
        count: Callable[[], Count],
        name_of: Callable[[str], str],
        names: Callable[[], Mapping[Status, str]],
        names_of: NamesOf = lambda _typed: (),
        parent: QWidget | None = None,
        *,
        more: bool = False,
    ) -> None:
        super().__init__(parent)
        self._more = more
        self.filter = TaskFilter()
        self._count_tasks = count
        self._name_of = name_of
        self._names = names
        self._names_of = names_of
        self.popup: ChoicePopup | None = None
        self.folded = False
        self._useless = {"documents", "orphan", "unreported"}
        self.chips: dict[str, Chip] = {}
        line = self._tools()
        flow = FlowLayout()
        self._add_chips(flow)
        flow.addWidget(self.clear)
        in_column(line, flow, margins=0, spacing=4, on=self)
        self._show()

    def _tools(self) -> QHBoxLayout:
        """Make what stands above the chips: the search, the number of tasks, buttons."""
        self.search = SearchLine("搜索任务")
        self.search.setPlaceholderText(with_key("搜索编号、内容、单位、目标、进展、章节，可用拼音首字母", "tasks.find"))
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.count = plain_label()
        self.unfold = QToolButton()
        self.unfold.setText("筛选 ▾")
        self.unfold.setToolTip("显示或收起筛选条件")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._show_chips)
        self.report = QToolButton()
        self.report.setText(with_key("填写进展", "tasks.report"))
        self.report.setToolTip("逐项填写状态、进度和进展，选中的几项一起填")
        self.report.clicked.connect(self.report_wanted)
        self.clear = QToolButton()
        self.clear.setText("清除筛选")
        self.clear.setAutoRaise(True)
        self.clear.clicked.connect(self.clear_all)
        return in_row((self.search, 1), self.count, self.unfold, self.report)

    def _add_chips(self, flow: FlowLayout) -> None:
        for kind in _KINDS:
            chip = self._chip(kind.name, flow, kind.fields)
            chip.pressed.connect(lambda chip=chip, kind=kind: self._open(chip, kind))
        for name, title in _SWITCHES.items():
            chip = self._chip(title, flow, (name,), opens=False)
            chip.pressed.connect(lambda name=name: self._switch(name))
        for name in _RARE:
            chip = self._chip(name, flow, (name,))
            chip.pressed.connect(lambda name=name: self._set(self.filter.without(name)))

    def _chip(self, name: str, flow: FlowLayout, fields: tuple[str, ...], *, opens: bool = True) -> Chip:
        chip = Chip(name, opens=opens)
        chip.cleared.connect(lambda: self._set(self.filter.without(*fields)))
        flow.addWidget(chip)
        self.chips[fields[0]] = chip
        return chip

    # What is shown

    def show_filter(self, wanted: TaskFilter) -> None:
        """Show a filter that comes from elsewhere, without telling of it."""
        self.filter = wanted
        if self.search.text().split() != wanted.text.split():
            self.search.blockSignals(True)
            self.search.setText(wanted.text)
            self.search.blockSignals(False)
        self._show()

    def show_count(self, shown: int, tasks: int, sentences: int) -> None:
        """Show how many tasks there are, and how many of them are shown; items are made of so many sentences."""
        what = "条" if sentences > tasks else "项"
        whole = f"共 {tasks} 条（{sentences} 句）" if sentences > tasks else f"共 {tasks} 项"
        self.count.setText(f"显示 {shown} / {tasks} {what}" if self.filter else whole)

    def _show(self) -> None:
        wanted, names = self.filter, self._names()
        for kind in _KINDS:
            values = [value for name in kind.fields for value in getattr(wanted, name)]
            named = self._name_of if kind.name == "文件" else lambda value: choosing.label(value, names)
            labels = sorted(map(named, values))
            self.chips[kind.fields[0]].choose("、".join(labels))
        for name, title in _SWITCHES.items():
            self.chips[name].choose(title if getattr(wanted, name) else "")
        self._show_rare("months", "期限", [choosing.month_label(month) for month in wanted.months])
        self._show_rare("within", "范围", [self._name_of(key) for key in wanted.within])
        self._show_rare("ids", "", [wanted.name or f"指定的{len(wanted.ids)}项"] if wanted.ids else [])
        self._show_chips()

    def offer(self, *, documents: bool, orphans: bool, reports: bool = False) -> None:
        """Offer the filters that have something to tell apart: several documents, what a version lacks, a rhythm."""
        useless = {
            name
            for name, useful in (("documents", documents), ("orphan", orphans), ("unreported", reports))
            if not useful
        }
        if useless != self._useless:
            self._useless = useless
            self._show_chips()

    def fold(self, *, on: bool) -> None:
        """Show only the filters that are on, the others at a click; or all of them again."""
        if on != self.folded:
            self.folded = on
            self._show_chips()

    def _show_chips(self, *_: object) -> None:
        """Show the chips that there is room for, always those that are on."""
        self.unfold.setVisible(self.folded)
        every = not self.folded or self.unfold.isChecked()
        for name, chip in self.chips.items():
            usual = name not in _RARE and name not in self._useless and (name != "words_of" or self._more)
            chip.setVisible(bool(chip.chosen) or (every and usual))
        self.clear.setVisible(bool(self.filter))
        self.updateGeometry()

    def _show_rare(self, name: str, title: str, labels: list[str]) -> None:
        chip = self.chips[name]
        chip.name = title
        chip.choose("、".join(sorted(labels)))

    # What the user does

    def clear_all(self) -> None:
        """Show everything again."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._set(TaskFilter())

    def _set(self, wanted: TaskFilter) -> None:
        if wanted != self.filter:
            self.filter = wanted
            self._show()
            self.changed.emit(wanted)

    def _search(self, text: str) -> None:
        self._set(replace(self.filter, text=text))

    def _switch(self, name: str) -> None:
        self._set(replace(self.filter, **{name: not getattr(self.filter, name)}))  # type: ignore[arg-type]

    def open_at(self, field: str, place: QPoint) -> None:
        """Offer the values of the filter with this first field at a place of the screen."""
        kind = next(kind for kind in _KINDS if kind.fields[0] == field)
        self._choices_of(kind).show_at(place)

    def _open(self, chip: Chip, kind: _Kind) -> None:
        self._choices_of(kind).show_below(chip)

    def _choices_of(self, kind: _Kind) -> ChoicePopup:
        counted = kind.choices(self._count_tasks())
        ticked = [(name, value) for name in kind.fields for value in getattr(self.filter, name)]
        self.popup = ChoicePopup(counted, ticked, self, self._meant)

        def chosen(values: tuple[tuple[str, Any], ...]) -> None:
            fields = {name: frozenset(value for field, value in values if field == name) for name in kind.fields}
            self._set(replace(self.filter, **fields))  # type: ignore[arg-type]

        self.popup.chosen.connect(chosen)
        return self.popup

    def _meant(self, typed: str) -> set[tuple[str, str]]:
        """Return the units that a short name stands for, as they are offered."""
        return {(kind, name) for name in self._names_of(typed) for kind in ("units", "suggested")}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Escape empties the search, Enter and the down key go on to the tree."""
        if event.type() == QEvent.Type.FocusIn and watched is self.search:
            self.search_begun.emit()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape}:
                self.list_wanted.emit()
                return True
        return False
