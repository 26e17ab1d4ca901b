"""What the office calls the states."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit

from planlens.gui.app.parts import Tools
from planlens.gui.preferences.page import Page, ProjectValues
from planlens.model.tracking import Status
from planlens.project.settings import STATUS_NAMES


class StatusesPage(Page):
    """The seven states and their official words."""

    title = "状态名称"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.kept = ProjectValues(self, (STATUS_NAMES,), self.values)
        form = QFormLayout(self)
        form.addRow(self.kept.scope)
        form.addRow(QLabel("各地叫法不同，可改成本单位的说法；留空为默认。导出的表格也用这里的名称。"))
        before = self.kept.before[STATUS_NAMES] or {}
        self.words = {status: QLineEdit() for status in Status}
        for status, edit in self.words.items():
            edit.setPlaceholderText(status.label)
            edit.setText(before.get(status.value, ""))
            edit.setMaxLength(12)
            form.addRow(status.label, edit)
        form.addRow(self.kept.also)
        self.kept.begin()

    def save(self) -> bool:
        """Keep what has been changed."""
        return self.kept.save()

    def values(self) -> dict[str, Any]:
        """Return the names that differ from the usual words."""
        typed = {status: edit.text().strip() for status, edit in self.words.items()}
        own = {status.value: word for status, word in typed.items() if word and word != status.label}
        return {STATUS_NAMES: own or None}
