"""The columns of the task tree: which, in which order, and how many lines of text a row has."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel

from planlens.gui.app.parts import Tools
from planlens.gui.preferences.page import SettingsPage
from planlens.gui.tasks.column_choice import (
    LINES,
    MOST_LINES,
    USUAL_LINES,
    ColumnChoice,
    choose,
    chosen,
    lines_of,
    usual,
)
from planlens.gui.widgets.column_list import ColumnList
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import choice_box
from planlens.views.fields.field import Use


class ColumnsPage(SettingsPage):
    """A list to tick and to sort, by mouse or keyboard."""

    title = "任务列表"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        fields = tools.session.fields
        known = [(field.key, field.title) for field in fields.of(Use.TREE)]
        self.columns = ColumnList(known, "任务列表的列", fields.usual[Use.TREE], fixed="text")
        self.columns.reset_wanted.connect(self._show_usual)
        self.lines = choice_box("", [(f"{'一两三'[count - 1]}行", count) for count in range(1, MOST_LINES + 1)])
        self._lay_out()
        self._before = chosen(tools.settings, fields)
        self._widths = {choice.key: choice.width for choice in self._before}
        self._lines = lines_of(tools.settings)
        self.columns.show_rows((choice.key, choice.shown) for choice in self._before)
        self.lines.setCurrentIndex(self.lines.findData(self._lines))

    def _lay_out(self) -> None:
        hint = QLabel("勾选任务页要显示的列，拖动或用“上移”“下移”调整次序。列宽在表头上拖动，表头的右键菜单也能选列。")
        hint.setWordWrap(True)
        rows = QHBoxLayout()
        label = QLabel("每行最多显示文字(&L)")
        label.setBuddy(self.lines)
        rows.addWidget(label)
        rows.addWidget(self.lines)
        rows.addStretch(1)
        in_column(hint, self.columns, rows, on=self)

    def _show_usual(self) -> None:
        """Forget the widths too, and show as many lines as at first."""
        self._widths = {}
        self.lines.setCurrentIndex(self.lines.findData(USUAL_LINES))

    def choices(self) -> list[ColumnChoice]:
        """Return the columns as they are listed."""
        return [ColumnChoice(key, ticked, self._widths.get(key)) for key, ticked in self.columns.rows]

    def save(self) -> bool:
        """Show the columns at once."""
        choices = self.choices()
        if choices != self._before:
            choose(self.tools.settings, None if choices == usual(self.tools.session.fields) else choices)
        if self.lines.currentData() != self._lines:
            self.tools.settings.set(LINES, self.lines.currentData())
        return True
