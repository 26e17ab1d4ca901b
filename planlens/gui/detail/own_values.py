"""What tasks have in the office's own fields, and the dated steps of their life where the office keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QFormLayout

from planlens.gui.app.parts import Tools
from planlens.gui.app.session import Session
from planlens.gui.detail.section import Chosen, DetailPart
from planlens.gui.widgets.fields import LineField, WheelGuard
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import choice_box
from planlens.gui.widgets.records.aside import Aside
from planlens.model import PlanlensError
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import Field
from planlens.views.fields.ledger import own_fields_in, stage_fields_in
from planlens.views.fields.seen import InProject, Seen, view_of

MIXED = "不一致"
"""Stands in a field that tasks fill differently."""


Wanted = Callable[[Session], tuple[Field[Seen], ...]]
"""Returns the fields that have a line."""


class FieldsSection(DetailPart):
    """A line a field: typed, or chosen from what it can have; the same for all tasks that are chosen.

    Args:
        tools: the window's.
        title: the section's heading.
        wanted: returns its fields now; without any the section is not shown.
    """

    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK, Chosen.MANY})

    def __init__(self, tools: Tools, title: str, wanted: Wanted) -> None:
        super().__init__(tools)
        self.title = title
        self._wanted = wanted
        self.editors: dict[str, LineField | QComboBox] = {}
        self._fields: tuple[Field[Seen], ...] = ()
        self._drafts: dict[tuple[tuple[str, ...], str], str] = {}
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(3)
        self.problem = Aside()
        in_column(self.form, self.problem, margins=0, spacing=3, on=self)

    def useful(self) -> bool:
        """Whether there is any such field."""
        return bool(self._wanted(self.session))

    def fill(self, *, anew: bool) -> None:
        """Show what all tasks have; what could not be kept comes back as it was typed."""
        fields = self._wanted(self.session)
        if [(field.key, field.options) for field in fields] != [(field.key, field.options) for field in self._fields]:
            self._make(fields)
        self._fields = fields
        if anew:
            self.problem.say("")
        view = view_of(self.session.overview)
        tasks = [InProject(view, task) for task in self.tasks()]
        filled = 0
        for field in fields:
            words = {field.typing(task) for task in tasks}
            filled += words != {""}
            self._show(field, words, anew=anew)
        self.on_summary(f"{filled}" if filled else "")

    def _make(self, fields: tuple[Field[Seen], ...]) -> None:
        while self.form.rowCount():
            self.form.removeRow(0)
        self.editors = {field.key: self._editor(field) for field in fields}
        for field in fields:
            self.form.addRow(field.title, self.editors[field.key])

    def _editor(self, field: Field[Seen]) -> LineField | QComboBox:
        if not field.options:
            line = LineField(field.title)
            line.committed.connect(lambda text: self._send(field.key, text))
            return line
        box = choice_box(field.title)
        box.installEventFilter(WheelGuard(box))
        for option in ("", *field.options):
            box.addItem(option)
        box.activated.connect(lambda _: self._send(field.key, box.currentText()))
        return box

    def _show(self, field: Field[Seen], words: set[str], *, anew: bool) -> None:
        editor, mixed = self.editors[field.key], len(words) > 1
        text = "" if mixed else next(iter(words), "")
        if isinstance(editor, QComboBox):
            editor.setPlaceholderText(MIXED if mixed else "")
            editor.setCurrentIndex(-1 if mixed else max(0, editor.findText(text)))
            editor.setEnabled(self.writable)
            return
        editor.setPlaceholderText(MIXED if mixed else field.hint)
        editor.show_value(text, anew=anew)
        draft = self._drafts.pop((self.ids, field.key), None) if anew else None
        if draft is not None:
            editor.setText(draft)
        editor.setReadOnly(not self.writable)

    def settle(self) -> None:
        """Send what is half typed."""
        if self.ids:
            for editor in self.editors.values():
                if isinstance(editor, LineField):
                    editor.settle()

    def _send(self, key: str, text: str) -> None:
        field, editor = next(field for field in self._fields if field.key == key), self.editors[key]
        assert field.edit is not None
        self._drafts.pop((self.ids, key), None)
        line = editor if isinstance(editor, LineField) else None
        try:
            edit = field.edit(Desk(self.session.state, self.session.today()), self.ids, text)
            done = edit is None or self.session.attempt(edit)
        except PlanlensError as error:
            self.problem.say(error.message, wrong=True)
            done = False
        if done:
            self.problem.say("")
        elif line is not None:
            line.refused()
            self._drafts[self.ids, key] = text
        if done or line is None:
            self.fill(anew=False)


def own_values_section(tools: Tools) -> DetailPart:
    """Return the section of the project's own fields."""
    return FieldsSection(tools, "自定义字段", lambda session: own_fields_in(session.state, session.fields))


def stages_section(tools: Tools) -> DetailPart:
    """Return the section of the days of 立项, 交办 … 销号; not shown where the office does not keep them."""
    return FieldsSection(tools, "办理环节", lambda session: stage_fields_in(session.fields))
