"""The columns of the task tree: which, in which order, and how many lines of text a row has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from planlens.gui.app.parts import Tools
from planlens.gui.preferences.page import Page
from planlens.gui.tasks.column_choice import LINES, MOST_LINES, USUAL_LINES, Choice, choose, chosen, lines_of, usual

_KEY = Qt.ItemDataRole.UserRole
_FIXED = "text"
"""The column that is always shown."""


class ColumnsPage(Page):
    """A list to tick and to sort, by mouse or keyboard."""

    title = "任务列表"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.columns = QListWidget()
        self.columns.setAccessibleName("任务列表的列")
        self.columns.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.lines = QComboBox()
        for count in range(1, MOST_LINES + 1):
            self.lines.addItem(f"{'一两三'[count - 1]}行", count)
        self.up, self.down, self.usual = QPushButton("上移"), QPushButton("下移"), QPushButton("恢复默认")
        for button, step, keys in ((self.up, -1, "Ctrl+Up"), (self.down, 1, "Ctrl+Down")):
            move = self._mover(step)
            button.clicked.connect(move)
            button.setToolTip(keys)
            QShortcut(QKeySequence(keys), self.columns, move, context=Qt.ShortcutContext.WidgetShortcut)
        self.usual.clicked.connect(self._show_usual)
        self._lay_out()
        self._before = chosen(tools.settings, tools.session.fields)
        self._widths = {choice.key: choice.width for choice in self._before}
        self._lines = lines_of(tools.settings)
        self._show(self._before, self._lines)

    def _lay_out(self) -> None:
        hint = QLabel("勾选任务页要显示的列，拖动或用“上移”“下移”调整次序。列宽在表头上拖动，表头的右键菜单也能选列。")
        hint.setWordWrap(True)
        buttons = QVBoxLayout()
        for button in (self.up, self.down, self.usual):
            buttons.addWidget(button)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.columns, 1)
        row.addLayout(buttons)
        rows = QHBoxLayout()
        label = QLabel("每行最多显示文字(&L)")
        label.setBuddy(self.lines)
        rows.addWidget(label)
        rows.addWidget(self.lines)
        rows.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addLayout(row)
        layout.addLayout(rows)

    def _show(self, choices: list[Choice], lines: int) -> None:
        self.columns.clear()
        for choice in choices:
            item = QListWidgetItem(self.tools.session.fields[choice.key].title)
            item.setData(_KEY, choice.key)
            item.setCheckState(Qt.CheckState.Checked if choice.shown else Qt.CheckState.Unchecked)
            if choice.key == _FIXED:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            self.columns.addItem(item)
        self.columns.setCurrentRow(0)
        self.lines.setCurrentIndex(self.lines.findData(lines))

    def _show_usual(self) -> None:
        self._widths = {}
        self._show(usual(self.tools.session.fields), USUAL_LINES)

    def _mover(self, step: int) -> Callable[[], None]:
        def move() -> None:
            row = self.columns.currentRow()
            if 0 <= row + step < self.columns.count() and row >= 0:
                self.columns.insertItem(row + step, self.columns.takeItem(row))
                self.columns.setCurrentRow(row + step)

        return move

    def choices(self) -> list[Choice]:
        """Return the columns as they are listed."""
        items = [self.columns.item(row) for row in range(self.columns.count())]
        return [
            Choice(item.data(_KEY), item.checkState() is Qt.CheckState.Checked, self._widths.get(item.data(_KEY)))
            for item in items
        ]

    def save(self) -> bool:
        """Show the columns at once."""
        choices = self.choices()
        if choices != self._before:
            choose(self.tools.settings, None if choices == usual(self.tools.session.fields) else choices)
        if self.lines.currentData() != self._lines:
            self.tools.settings.set(LINES, self.lines.currentData())
        return True
