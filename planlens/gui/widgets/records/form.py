"""A record filled in field by field; what cannot be kept is told in the form, which stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import DialogButtons, choice_box
from planlens.gui.widgets.records.aside import Aside
from planlens.gui.widgets.sizes import grown
from planlens.model import PlanlensError
from planlens.views.records.record import Part


class RecordForm(QDialog):
    """The form.

    Args:
        parent: the widget that it belongs to.
        title: of the window.
        parts: its fields.
        keep: keeps what is filled in; False where that was refused and told, or raises a PlanlensError.
    """

    def __init__(
        self, parent: QWidget, title: str, parts: Sequence[Part], keep: Callable[[Mapping[str, str]], bool]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._keep = keep
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        form = QFormLayout()
        for part in parts:
            self.fields[part.key] = _field(part)
            form.addRow(part.title, self.fields[part.key])
        self.problem = Aside()
        buttons = DialogButtons(self, "确定", self.accept)
        in_column(form, self.problem, buttons, on=self)
        self.setMinimumWidth(grown(340, self))

    def values(self) -> dict[str, str]:
        """Return what the fields hold."""
        return {
            key: str(field.currentData()) if isinstance(field, QComboBox) else field.text().strip()
            for key, field in self.fields.items()
        }

    def accept(self) -> None:
        """Keep it; what cannot be kept is told and the form stays."""
        try:
            kept = self._keep(self.values())
        except PlanlensError as error:
            self.problem.say(error.message, wrong=True)
            return
        if kept:
            super().accept()


def _field(part: Part) -> QLineEdit | QComboBox:
    if part.options:
        box = choice_box("", [(words, value) for value, words in part.options])
        box.setCurrentIndex(max(0, box.findData(part.text)))
        box.setAccessibleName(part.title)
        return box
    line = QLineEdit(part.text)
    line.setPlaceholderText(part.hint)
    line.setToolTip(part.hint)
    line.setAccessibleName(part.title)
    line.setCursorPosition(0)
    return line
