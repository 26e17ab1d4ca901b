"""The history browser: what was done, when and by whom; back to any point of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
)

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.widgets.plain import plain_label, plain_tip
from planlens.gui.widgets.sizes import fit
from planlens.project.changes import Entry
from planlens.project.rows import SectionRow, TaskRow
from planlens.views.history_lines import HistoryLine, line_of, matching, standing
from planlens.views.past import told_of

Index = QModelIndex | QPersistentModelIndex

_TITLES = ("时间", "操作人", "操作")
_DISPLAY, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)


class HistoryModel(QAbstractTableModel):
    """Lines of the history, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[HistoryLine] = []

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """One row a line."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's)
        """Time, person, action."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the text of a cell."""
        if not index.isValid() or role not in {_DISPLAY, _TIP} or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        text = (line.time, line.who, line.text)[index.column()]
        return plain_tip(text) if role == _TIP else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802 (Qt's)
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return _TITLES[section]
        return None


FIRST = 2000
"""Actions that are read at first, and with every wish for older ones."""

_AT_ONCE = 8
"""Actions taken back between two looks at what the user does."""


class HistoryWindow(QDialog):
    """Stays open beside the window and follows what is done there."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.window)
        self.setWindowTitle("操作历史")
        fit(self, 760, 520)
        self._tools = tools
        self._entries: list[Entry] = []
        self._lines: list[HistoryLine] = []
        self._wanted, self._left = FIRST, 0
        self._make()
        self._lay_out()
        session = tools.session
        session.opened.connect(self._start)
        session.closed.connect(self.close)
        session.changed.connect(self._follow)
        session.current_changed.connect(self._filter)
        self._start()

    def _make(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("按时间、操作人、内容查找")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.only_current = QCheckBox("只看当前条目(&C)")
        self.only_current.toggled.connect(self._filter)
        self.model = HistoryModel(self)
        self.table = QTreeView()
        self.table.setModel(self.model)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAlternatingRowColors(True)
        self.table.setAccessibleName("操作历史")
        self.table.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 130)
        self.table.setColumnWidth(1, 90)
        self.table.activated.connect(self._jump)
        self.table.selectionModel().currentChanged.connect(self._refresh)
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setAccessibleName("改了什么")
        self.told.setMaximumHeight(7 * self.fontMetrics().lineSpacing())
        self.count = plain_label()
        self.older = QPushButton("读取更早的记录")
        self.older.clicked.connect(self._read_older)
        self.jump = QPushButton("转到条目(&J)")
        self.jump.clicked.connect(self._jump)
        self.back = QPushButton("撤销到这里(&Z)")
        self.back.clicked.connect(self._ask_back)
        self.shut = QPushButton("关闭")
        self.shut.clicked.connect(self.close)
        for button in (self.older, self.jump, self.back, self.shut):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        top, bottom, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.search, 1)
        top.addWidget(self.only_current)
        bottom.addWidget(self.count)
        bottom.addWidget(self.older)
        bottom.addStretch(1)
        for button in (self.jump, self.back, self.shut):
            bottom.addWidget(button)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addLayout(bottom)

    # Reading

    @Slot()
    def _start(self) -> None:
        project = self._tools.session.project
        if project is None:
            return
        wanted = self._wanted
        job = self._tools.jobs.run(lambda report: list(project.history(newest=wanted)))
        job.done.connect(self._take)

    def _read_older(self) -> None:
        self._wanted += FIRST
        self._start()

    @Slot(object)
    def _take(self, entries: list[Entry]) -> None:
        self._entries = entries
        self._lines = [line_of(entry) for entry in entries]
        self._filter()

    @Slot()
    def _follow(self) -> None:
        """Add what has just been done."""
        project = self._tools.session.project
        known = self._entries[0].seq if self._entries else 0
        if project is None:
            return
        fresh = [entry for entry in project.history(newest=4 * _AT_ONCE) if entry.seq > known]
        if fresh and fresh[-1].seq != known + 1:  # more than that: all anew
            self._start()
            return
        self._take([*fresh, *self._entries][: self._wanted])

    @Slot()
    def _filter(self) -> None:
        chosen = self._chosen()
        item = self._tools.session.current if self.only_current.isChecked() else ""
        self.model.show_lines(matching(self._lines, self.search.text(), item))
        kept = next((row for row, line in enumerate(self.model.lines) if chosen and line.seq == chosen.seq), 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.model.index(kept, 0), flag)
        self._refresh()

    # What can be done

    def _chosen(self) -> HistoryLine | None:
        index = self.table.currentIndex()
        return self.model.lines[index.row()] if 0 <= index.row() < len(self.model.lines) else None

    def _steps_back(self) -> int:
        """How many actions have to be taken back so that the chosen one is the last; 0 where that is not possible."""
        chosen, stand = self._chosen(), standing(self._entries)
        return stand.index(chosen.seq) if chosen is not None and chosen.seq in stand else 0

    def _item(self) -> str:
        """The task or section that the chosen action touched, a task before a section; "" for none that is there."""
        chosen, state = self._chosen(), self._tools.session.state
        rows = [state.find(key) for key in (chosen.items if chosen else ())]
        found = [row.id for kind in (TaskRow, SectionRow) for row in rows if isinstance(row, kind)]
        return found[0] if found else ""

    @Slot()
    def _refresh(self) -> None:
        session, steps = self._tools.session, self._steps_back()
        self._tell()
        self.count.setText(f"{len(self.model.lines)} 条")
        self.older.setVisible(len(self._entries) >= self._wanted)
        self.jump.setEnabled(bool(self._item()))
        self.back.setEnabled(steps > 0 and not session.read_only and not self._left)
        self.back.setText(f"撤销到这里（{steps} 步）(&Z)" if steps else "撤销到这里(&Z)")

    def _tell(self) -> None:
        """Say what the chosen action changed, old → new."""
        chosen, project = self._chosen(), self._tools.session.project
        lines = told_of(project, chosen.seq) if chosen is not None and project is not None else []
        self.told.setPlainText("\n".join(lines) or "没有可以列出的变化。")

    def _jump(self) -> None:
        if key := self._item():
            self._tools.session.select([key])
            self._tools.show_panel("tasks")

    def _ask_back(self) -> None:
        steps = self._steps_back()
        question = f"将撤销这项操作之后的 {steps} 步操作。撤销后可以用“重做”逐步恢复。"
        if steps and dialogs.ask(self, "撤销到这里？", question, f"撤销 {steps} 步"):
            self._left = steps
            self._go_back()

    def _go_back(self) -> None:
        now = min(self._left, _AT_ONCE)
        self._left -= now
        if now == 0 or self._tools.session.undo_some(now) is None:
            self._left = 0
        if self._left:
            QTimer.singleShot(0, self, self._go_back)
        else:
            self._refresh()
