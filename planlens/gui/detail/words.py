"""The words of a task or section: text, number, and what a section is for."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QLabel

from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, DetailPart
from planlens.gui.widgets.fields import LineField, TextField, WheelGuard
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.gui.widgets.plain import choice_box
from planlens.gui.widgets.sizes import fix_width
from planlens.model import Role
from planlens.project.edits import SetNumber, SetRole, SetText
from planlens.project.rows import SectionRow
from planlens.views.keys import with_keys
from planlens.views.wording import role_text

_LINES = "这一条由{}句话组成，一行一句，改哪句就记到哪句；离开或按 {{words.save}} 保存，{{words.leave}} 恢复"


class WordsSection(DetailPart):
    """Text or title, edited in place; number; a section's role; a task's weight."""

    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK, Chosen.SECTION})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._drafts: dict[str, str] = {}
        self.text = TextField("任务内容")
        self.number = LineField("编号")
        self.number.setPlaceholderText("无")
        fix_width(self.number, 110)
        self.role_label = QLabel("类型")
        self.role = choice_box("章节类型")
        self.role.installEventFilter(WheelGuard(self.role))
        for role in Role:
            self.role.addItem(role_text(role), role.value)
        self.text.committed.connect(self._set_text)
        self.number.committed.connect(self._set_number)
        self.role.activated.connect(self._set_role)
        self.setFocusProxy(self.text)
        row = in_row(QLabel("编号"), self.number, 10, self.role_label, self.role, STRETCH)
        in_column(self.text, row, margins=0, on=self)

    def fill(self, *, anew: bool) -> None:
        """Show the words; a text that could not be kept comes back as it was typed."""
        item = self.session.state.item(self.ids[0])
        section = isinstance(item, SectionRow)
        self.text.setAccessibleName("章节标题" if section else "任务内容")
        self.text.setToolTip(with_keys("直接修改，离开或按 {words.save} 保存，{words.leave} 恢复"))
        self.text.show_value(self._kept(), anew=anew)
        if anew and item.id in self._drafts:
            self.text.setPlainText(self._drafts.pop(item.id))
        self.number.show_value(item.number, anew=anew)
        if isinstance(item, SectionRow):
            self.role.setCurrentIndex(self.role.findData(item.role))
        for widget in (self.role_label, self.role):
            widget.setVisible(section)
        parts = self.session.state.parts.get(item.id, ())
        self.text.setReadOnly(not self.writable)
        if parts:
            self.text.setToolTip(with_keys(_LINES.format(len(parts))))
        self.number.setReadOnly(not self.writable)
        self.role.setEnabled(self.writable)

    def _kept(self) -> str:
        item, parts = self.session.state.item(self.ids[0]), self.session.state.parts.get(self.ids[0], ())
        if parts:
            return "\n".join(part.text for part in parts)
        return item.title if isinstance(item, SectionRow) else item.text

    def settle(self) -> None:
        """Send what is half typed."""
        if self.ids:
            if not self.text.dirty:
                self._drafts.pop(self.ids[0], None)
            self.text.settle()
            self.number.settle()

    def _set_text(self, text: str) -> None:
        key = self.ids[0]
        self._drafts.pop(key, None)
        if text.strip() in {"", self._kept()}:
            self.text.revert()
            if not text.strip():
                self.session.notice.emit("内容不能为空，已恢复原来的文字。")
        elif not self.send(SetText(key, text), self.text):
            self._drafts[key] = text

    def _set_number(self, number: str) -> None:
        self.send(SetNumber(self.ids[0], number), self.number)

    def _set_role(self) -> None:
        row = self.session.state.find(self.ids[0])
        role = Role(self.role.currentData())
        if isinstance(row, SectionRow) and row.role != role:
            self.send(SetRole(row.id, role))
