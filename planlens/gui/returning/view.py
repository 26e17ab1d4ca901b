"""Shows what came back: the table of changes with its keys, the chosen one in full, and what was not taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from planlens.exchange.comparing import Replies, Reply, ReplyState
from planlens.exchange.decisions import Decisions
from planlens.gui.app.keys import key_in
from planlens.gui.returning.table import DECISION, WHY, ReplyModel
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import read_text, wrapped_label
from planlens.gui.widgets.sizes import grown
from planlens.views.keys import with_key

_WIDTHS = {0: 120, 2: 84, 3: 80, 4: 96, DECISION: 112}


class ReplyView(QWidget):
    """A comparison and what is decided about it.

    Args:
        text_of: returns the text of a task.

    Signals:
        decided: something has been decided.
    """

    decided = Signal()

    def __init__(self, text_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.decisions = Decisions()
        self._text_of = text_of
        self.model = ReplyModel(self)
        self.table = _table(self.model)
        self.units, self.states = QComboBox(), QComboBox()
        for box in (self.units, self.states):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.units.setAccessibleName("只看一个单位")
        self.states.setAccessibleName("只看一类")
        self.accept = QPushButton(with_key("采纳", "returning.accept"))
        self.reject = QPushButton(with_key("不采纳", "returning.reject"))
        self.all = QPushButton(with_key("全部采纳无冲突的", "returning.all"))
        self.texts = {name: read_text(name, 60) for name in ("发出时", "台账现有", "单位报回")}
        self.about = wrapped_label()
        self.problems = _problem_list()
        self.tabs = QTabWidget()
        self.tabs.addTab(self._changes(), "变化")
        self.tabs.addTab(self.problems, "问题和未报")
        in_column(self.tabs, margins=0, on=self)
        self._connect()

    def _changes(self) -> QWidget:
        holder, row = QWidget(), QHBoxLayout()
        row.addWidget(self.units)
        row.addWidget(self.states)
        row.addStretch(1)
        for button in (self.accept, self.reject, self.all):
            button.setAutoDefault(False)
            row.addWidget(button)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._chosen())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        header = self.table.header()
        header.setStretchLastSection(False)
        for place, width in _WIDTHS.items():
            self.table.setColumnWidth(place, grown(width, self))
        for place in (1, 5, WHY):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        in_column(row, (split, 1), on=holder)
        return holder

    def _chosen(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.addWidget(self.about, 0, 0, 1, 3)
        for place, (name, text) in enumerate(self.texts.items()):
            grid.addWidget(QLabel(name), 1, place)
            grid.addWidget(text, 2, place)
        return holder

    def _connect(self) -> None:
        self.units.currentIndexChanged.connect(self._filter)
        self.states.currentIndexChanged.connect(self._filter)
        self.accept.clicked.connect(self.accept_chosen)
        self.reject.clicked.connect(self.reject_chosen)
        self.all.clicked.connect(self.accept_sound)
        self.table.selectionModel().currentChanged.connect(self._show_chosen)
        self.table.clicked.connect(self._toggle)
        runs = {"accept": self.accept_chosen, "reject": self.reject_chosen, "all": self.accept_sound}
        for name, run in runs.items():
            key_in(self.table, f"returning.{name}", run)

    def show_replies(self, replies: Replies) -> None:
        """Show a comparison; nothing of it is decided."""
        self.decisions = Decisions(replies.changes)
        self._fill(self.units, "全部单位", dict.fromkeys(change.unit for change in replies.changes))
        self._fill(self.states, "全部", [state.value for state in ReplyState if replies.of(state)])
        _fill_problems(self.problems, replies, self._text_of)
        count = len(replies.problems) + len(replies.missing) + len(replies.unfilled)
        self.tabs.setTabText(0, f"变化（{len(replies.changes)}）")
        self.tabs.setTabText(1, f"问题和未报（{count}）")
        self.tabs.setCurrentIndex(0 if replies.changes or not count else 1)
        self._filter()
        self.table.setFocus()

    @staticmethod
    def _fill(box: QComboBox, whole: str, values: Iterable[str]) -> None:
        box.blockSignals(True)
        box.clear()
        box.addItem(whole, None)
        known = set(ReplyState)
        for value in values:
            box.addItem(ReplyState(value).label if value in known else value or "（未注明）", value)
        box.blockSignals(False)

    def _filter(self) -> None:
        unit, state = self.units.currentData(), self.states.currentData()
        places = [
            place
            for place, change in enumerate(self.decisions.changes)
            if unit in {None, change.unit} and state in {None, change.state.value}
        ]
        self.model.show_changes(self.decisions, places)
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_chosen()

    def _places(self) -> list[int]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.places[row] for row in rows]

    def accept_chosen(self) -> None:
        """Accept the chosen changes and go to the next one."""
        self._decide(self.decisions.accept)

    def reject_chosen(self) -> None:
        """Reject the chosen changes and go to the next one."""
        self._decide(self.decisions.reject)

    def accept_sound(self) -> None:
        """Accept all that are shown, are not decided and have nothing that speaks against them."""
        self.decisions.accept(self.decisions.sound(self.model.places))
        self._told()

    def _decide(self, how: Callable[[Iterable[int]], None]) -> None:
        places = self._places()
        if not places:
            return
        how(places)
        self._told()
        last = self.model.places.index(places[-1])
        if last + 1 < len(self.model.places):
            self.table.setCurrentIndex(self.model.index(last + 1, 0))

    def _toggle(self, index: QModelIndex) -> None:
        """Decide the other way by a click on the decision."""
        if index.column() == DECISION:
            place = self.model.places[index.row()]
            (self.decisions.reject if self.decisions.of(place) else self.decisions.accept)([place])
            self._told()

    def _told(self) -> None:
        self.model.renew()
        self.decided.emit()

    def _show_chosen(self) -> None:
        change = self.model.change(self.table.currentIndex().row())
        for button in (self.accept, self.reject):
            button.setEnabled(change is not None)
        self.about.setText("" if change is None else self._about(change))
        told = ("", "", "") if change is None else (change.sent or "", change.stands, change.returned)
        for text, words in zip(self.texts.values(), told, strict=True):
            text.setPlainText(words)

    def _about(self, change: Reply) -> str:
        where = f"{change.file}“{change.sheet}”第{change.row}行" if change.row else change.file
        why = f"\n{change.why}" if change.why else ""
        return f"{change.text}\n{change.field.title}，见 {where}{why}"


def _table(model: ReplyModel) -> QTreeView:
    table = QTreeView()
    table.setModel(model)
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setAlternatingRowColors(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setAccessibleName("单位报回的变化")
    return table


def _problem_list() -> QTreeWidget:
    found = QTreeWidget()
    found.setHeaderLabels(["文件或单位", "情况"])
    found.setAccessibleName("没有收取的内容和原因")
    found.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    found.setWordWrap(True)
    found.setColumnWidth(0, 320)
    return found


def _fill_problems(tree: QTreeWidget, replies: Replies, text_of: Callable[[str], str]) -> None:
    """List the problems file by file, then what units have not filled in."""
    tree.clear()
    parents: dict[str, QTreeWidgetItem] = {}
    lines = [(problem.file, problem.place, problem.words) for problem in replies.problems]
    lines += [("没有收到", unit, "发出了填报表，没有收到能读取的答复，请催报。") for unit in replies.missing]
    lines += [(f"未填报：{unit or file}", "", text_of(task)) for file, unit, task in replies.unfilled]
    for group, place, words in lines:
        if group not in parents:
            parents[group] = QTreeWidgetItem(tree, [group])
        item = QTreeWidgetItem(parents[group], [place.removeprefix(group), words])
        item.setToolTip(1, words if "<" not in words else "")
    for parent in parents.values():
        parent.setText(1, f"{parent.childCount()} 处")
        parent.setExpanded(True)
