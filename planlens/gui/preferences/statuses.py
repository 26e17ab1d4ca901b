"""What the office calls the states, kept in the project."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit

from planlens.gui.panel import Tools
from planlens.gui.preferences.lights import NO_PROJECT
from planlens.gui.preferences.page import Page
from planlens.model.tracking import Status
from planlens.project.edits import SetSetting
from planlens.project.settings import STATUS_NAMES, status_names


class StatusesPage(Page):
    """The seven states and their official words."""

    title = "状态名称"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        form = QFormLayout(self)
        known = tools.session.project is not None
        form.addRow(QLabel("各地叫法不同，可改成本单位的说法；留空为默认。导出的表格也用这里的名称。"))
        if not known:
            form.addRow(QLabel(NO_PROJECT))
        self._before = status_names(tools.session.state)
        self.names = {status: QLineEdit() for status in Status}
        for status, edit in self.names.items():
            name = self._before[status]
            edit.setPlaceholderText(status.label)
            edit.setText("" if name == status.label else name)
            edit.setMaxLength(12)
            form.addRow(status.label, edit)
        self._writable = known and not tools.session.read_only
        self.setEnabled(self._writable)

    def save(self) -> bool:
        """Keep the names in the project, as an edit, where they have been changed."""
        chosen = {status.value: edit.text().strip() for status, edit in self.names.items() if edit.text().strip()}
        before = {status.value: name for status, name in self._before.items() if name != status.label}
        if not self._writable or chosen == before:
            return True
        return self.tools.session.apply(SetSetting(STATUS_NAMES, chosen or None)) is not None
