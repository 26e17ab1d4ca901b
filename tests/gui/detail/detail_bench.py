"""A window with the detail panel in front, and short ways to its parts; taken by the panel's tests."""

from __future__ import annotations

from typing import TypeVar

from drawing import drawn
from project_builder import key
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget

from planlens.gui.app.desk import Desk
from planlens.gui.app.unit_book import unit_book
from planlens.gui.detail.panel import DetailPanel
from planlens.gui.detail.section import DetailPart
from planlens.gui.detail.units import UnitsSection
from planlens.gui.widgets.fields import LineField, TextField
from planlens.project.rows import TaskRow

S = TypeVar("S", bound=DetailPart)


class Bench:
    """A window with the panel in front, and short ways to its parts."""

    def __init__(self, desk: Desk) -> None:
        assert desk.workspace is not None
        assert desk.session.project is not None
        self.desk, self.session, self.project = desk, desk.session, desk.session.project
        panel = desk.workspace.widgets["detail"]
        assert isinstance(panel, DetailPanel)
        self.panel = panel
        self.problems: list[str] = []
        unit_book(desk.tools).prepare = lambda: None  # type: ignore[method-assign]  # no second process in every test
        desk.show_panel("detail")
        desk.window.activateWindow()
        QApplication.processEvents()

    def choose(self, *starts: str) -> str:
        """Choose the items that begin so and return the first one's id."""
        ids = [key(self.project, start) for start in starts]
        self.session.select(ids)
        self.panel.refresh_now()
        return ids[0]

    def section(self, kind: type[S]) -> S:
        return next(section for section in self.panel.sections if isinstance(section, kind))

    def picture(self, kind: type[DetailPart]) -> str:
        self.panel.refresh_now()
        QApplication.processEvents()  # layouts show new widgets in their own event
        return drawn(self.section(kind))

    def click(self, kind: type[DetailPart], name: str) -> None:
        """Click the first button that a screen reader calls so."""
        buttons = self.section(kind).findChildren(QAbstractButton)
        next(button for button in buttons if button.accessibleName() == name).click()

    @staticmethod
    def choose_in(section: DetailPart, name: str, entry: str) -> None:
        """Choose an entry of the menu that a button opens."""
        buttons = section.findChildren(QToolButton)
        menu = next(button for button in buttons if button.accessibleName().startswith(name)).menu()
        next(action for action in menu.actions() if action.text() == entry).trigger()

    def task(self, task_id: str) -> TaskRow:
        return self.session.state.get(task_id, TaskRow)

    def actions(self) -> list[str]:
        return [entry.label for entry in self.project.history()]


def type_into(field: LineField | TextField, text: str) -> None:
    """Type over what stands in a field."""
    field.setFocus()
    field.selectAll()
    if isinstance(field, TextField):
        field.insertPlainText(text)
    else:
        field.insert(text)


def enter_unit(units: UnitsSection, name: str, *keys: Qt.Key) -> None:
    """Type a unit's name and press keys, which the list of completions gets while it is open, and Enter."""
    type_into(units.adder.field, name)
    units.adder.field.textEdited.emit(name)
    QApplication.processEvents()
    popup = units.adder.field.completer().popup()
    for each in (*keys, Qt.Key.Key_Return):
        press(popup if popup.isVisible() else units.adder.field, each)
    QApplication.processEvents()


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)
