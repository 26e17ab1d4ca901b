"""The units page: who does how much, and one name for one unit across the project."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QInputDialog,
    QLabel,
    QPushButton,
)

from planlens.gui.app.keys import WIDGET, WITHIN, keys_text, set_keys
from planlens.gui.app.parts import Area, Panel, Tools
from planlens.gui.exporting.saving import save_tables
from planlens.gui.widgets.field_table import FieldModel, FieldTable
from planlens.gui.widgets.fold import Fold
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import plain_tip
from planlens.gui.widgets.records.bench import SessionBench
from planlens.gui.widgets.records.record_list import RecordList
from planlens.gui.widgets.search_line import SearchLine
from planlens.gui.widgets.sizes import FirstFills
from planlens.gui.widgets.worn import follow
from planlens.model import Light
from planlens.project.edits import RenameUnit, Together
from planlens.project.rows import UnitRow
from planlens.project.settings import status_names
from planlens.views.fields.field import Fields
from planlens.views.fields.unit_work import UnitWork, unit_fields, unit_table, units_in
from planlens.views.records.people import PeopleRecords
from planlens.views.task_filter import TaskFilter

HINT = "双击名称改名，改成已有的名称即合并；选中几个单位可合并为一个。回车或“查看任务”只看所选单位的任务。"


class UnitsPanel(LateWidget):
    """A table of all units."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools, self._session = tools, tools.session
        self.search = SearchLine("查找单位")
        self.search.setMinimumWidth(110)
        model = FieldModel(self, self._session, self._shown)
        self.table = FieldTable("单位", model)
        self.model = self.table.fields
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)  # ranges of cells
        self._filling = FirstFills(self.table, 170)
        self.setFocusProxy(self.table)
        self.people = RecordList(SessionBench(self._session), PeopleRecords(of_units=True))
        self.fold = Fold("单位人员", self.people)
        self._make_actions()
        self._lay_out()
        self._connect()
        follow(self._filling.fit)

    def _shown(self) -> tuple[list[UnitWork], Fields[UnitWork]]:
        return units_in(self._session.overview), unit_fields(status_names(self._session.state))

    def _make_actions(self) -> None:
        self.show_tasks = QAction("查看任务", self)
        self.merge = QAction("合并所选单位…", self)
        self.learn = QAction("加入机构与职责表…", self)
        self.edit_list = QAction("机构与职责表…", self)
        self.export = QAction("导出…", self)
        # Enter in a name that is being typed ends the typing, and nothing else.
        set_keys(self.show_tasks, "units.show", WIDGET)
        set_keys(self.merge, "units.merge", WITHIN)
        self.table.addAction(self.show_tasks)
        self.addActions(self._all()[1:])
        self.show_tasks.triggered.connect(self._show_tasks)
        self.merge.triggered.connect(self._merge)
        self.learn.triggered.connect(self._learn)
        self.edit_list.triggered.connect(self._edit_list)
        self.export.triggered.connect(self._export)

    def _all(self) -> tuple[QAction, ...]:
        return self.show_tasks, self.merge, self.edit_list, self.learn, self.export

    def _lay_out(self) -> None:
        bar = in_row((self.search, 1))
        self.buttons = {action: QPushButton(action.text()) for action in self._all()}
        for action, button in self.buttons.items():
            button.setAccessibleName(action.text())
            button.setToolTip(f"{action.text()} {keys_text(action)}".strip())
            button.clicked.connect(action.trigger)
            bar.addWidget(button)
        for action, short in ((self.merge, "合并…"), (self.learn, "加入表中…")):  # a small screen has no room for all
            self.buttons[action].setText(short)
        self.hint = QLabel(HINT)
        self.hint.setWordWrap(True)
        in_column(bar, (self.table, 1), self.fold, self.hint, margins=(6, 6, 6, 6), on=self)

    def _connect(self) -> None:
        self._session.opened.connect(self.mark_stale)
        self._session.changed.connect(self.mark_stale)
        self.search.textChanged.connect(self._find)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.table.doubleClicked.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._show_people)
        self.model.modelReset.connect(self._enable)
        self._session.settling.connect(self.people.settle)
        self.people.counted.connect(lambda count: self.fold.set_summary(str(count) if count else ""))
        self._enable()

    def refresh(self) -> None:
        """Show the units of now."""
        self.model.refresh()
        blue = self.model.column_of(Light.BLUE.value)
        self.table.setColumnHidden(blue, self._session.overview.rules.near is not Light.BLUE)
        self._filling.fit()
        self._show_people()

    def _show_people(self) -> None:
        """Show the people of the chosen unit, there is no list for several."""
        names = self.chosen()
        self.people.settle()
        self.fold.setVisible(len(names) == 1)
        self.fold.title = f"{names[0]}的人员" if len(names) == 1 else self.fold.title
        self.people.show_keys(names if len(names) == 1 else (), writable=not self._session.read_only)

    def chosen(self) -> list[str]:
        """Return the names of the selected units, from top to bottom."""
        rows, _ = self.table.block()
        return [self.model.lines[row].id for row in rows if row < len(self.model.lines)]

    def begin_find(self) -> None:
        """Bring the keyboard to the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _find(self, text: str) -> None:
        self.model.search(text)

    def _enable(self) -> None:
        count = len(self.chosen())
        self.learn.setEnabled(count > 0)
        possible = {self.show_tasks: count > 0, self.merge: count > 1 and not self._session.read_only}
        for action, button in self.buttons.items():  # a key of what is not possible says why
            button.setEnabled(possible.get(action, action.isEnabled()))

    def _open(self, index: QModelIndex) -> None:
        if index.column():  # the name is edited by a double click
            self._show_tasks()

    def _show_tasks(self) -> None:
        names = self.chosen()
        if not names:
            self._session.notice.emit("请先选中要查看的单位。")
        else:
            self._session.filter_requested.emit(TaskFilter(units=frozenset(names)))
            self._tools.show_panel("tasks")

    def _merge(self) -> None:
        names = self.chosen()
        if self._session.read_only or len(names) < 2:
            why = "项目以只读方式打开，不能合并。" if self._session.read_only else "请按住 Ctrl 选中要合并的几个单位。"
            self._session.notice.emit(why)
            return
        question = plain_tip(f"将 {'、'.join(names)} 合并为一个单位（涉及{self._tasks_of(names)}项任务），名称为：")
        name, agreed = QInputDialog.getItem(self, "合并单位", question, names, 0, True)
        name = name.strip()
        if agreed and name:
            edits = tuple(RenameUnit(old, name) for old in names if old != name)
            self._session.apply(Together(edits, f"合并单位为“{name}”"))

    def _tasks_of(self, names: list[str]) -> int:
        """Return how many tasks have one of these units, in whatever role, suggested ones too."""
        return len({unit.owner for unit in self._session.state.all(UnitRow) if unit.name in names and unit.stands})

    def _export(self) -> None:
        """Write the table of units to a file."""
        place = self._session.place
        save_tables(self._tools, [unit_table(self._session.overview, place.stem if place else "")])

    def _learn(self) -> None:
        self._open_list(self.chosen())

    def _edit_list(self) -> None:
        self._open_list([])

    def _open_list(self, names: list[str]) -> None:
        """Open the table of offices, with rows for these units."""
        from planlens.gui.preferences.dialog import PreferencesDialog  # noqa: PLC0415 (only once it is chosen)
        from planlens.gui.preferences.word_lists import WordListsPage  # noqa: PLC0415 (same)

        dialog = PreferencesDialog(self._tools)
        page = dialog.show_page(WordListsPage)
        if names and isinstance(page, WordListsPage):
            page.show_units(names, [unit.id for unit in units_in(self._session.overview)])
        dialog.exec()


PANEL = Panel("units", "单位", Area.PAGE, 40, UnitsPanel)
