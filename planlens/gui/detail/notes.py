"""Dated notes on the progress of a task, the newest first: 进展情况, 存在问题, 下一步措施."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planlens.gui.app.parts import Tools
from planlens.gui.detail.note_form import PARTS, NoteForm, Typed
from planlens.gui.detail.section import DetailPart, clear, muted, small_button
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import plain_button
from planlens.project.edits import AddNote, Delete, EditNote
from planlens.project.rows import NoteRow

FEW = 5
"""Notes that are shown at first."""


class NotesSection(DetailPart):
    """The notes of one task and a form for a new one."""

    title = "进展记录"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._drafts: dict[str, tuple[str, Typed]] = {}
        self._drawn: object = None
        self._all = False
        self.add = plain_button("＋ 填写进展", run=self.begin)
        self.form = NoteForm()
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self._end)
        self.form.hide()
        self.list = QWidget()
        QVBoxLayout(self.list).setContentsMargins(0, 0, 0, 0)
        self.more = small_button("", "显示更早的进展", self._show_all)
        layout = in_column(margins=0, on=self)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.form)
        layout.addWidget(self.list)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def fill(self, *, anew: bool) -> None:
        """Show the notes; what could not be kept comes back as it was typed."""
        key = self.ids[0]
        notes = sorted(self.session.state.children(key, NoteRow), key=lambda note: (note.date, len(note.id), note.id))
        notes.reverse()
        if anew:
            self._all = False
            self._end()
            if key in self._drafts:
                self._take_up(*self._drafts.pop(key))
        if self.form.note and self.form.note not in self.session.state:
            self._end()
        drawn = (tuple(notes), self.writable, self._all)
        if anew or drawn != self._drawn:
            self._drawn = drawn
            self._draw(notes)
        self.add.setVisible(self.writable and self.form.isHidden())
        self.on_summary(f"{len(notes)}" if notes else "")

    def settle(self) -> None:
        """Keep a half-typed note; nothing typed is ever lost."""
        if self.ids and not self.form.isHidden() and self.form.dirty:
            self._save()

    def begin(self) -> None:
        """Open the form for a new note."""
        self._open(None)

    def _open(self, note: NoteRow | None) -> None:
        if not self.form.isHidden():
            self.settle()
        self.form.show_note(note, self.session.today())
        self.form.show()
        self.add.hide()
        self.form.texts["done"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_up(self, note: str, typed: Typed) -> None:
        row = self.session.state.find(note)
        self._open(row if isinstance(row, NoteRow) else None)
        self.form.restore(typed)

    def _end(self) -> None:
        self.form.note = ""
        self.form.hide()
        self.add.setVisible(self.writable)

    def _save(self) -> None:
        typed, key = self.form.typed(), self.ids[0]
        if not self.form.dirty:
            if any(typed[1:]) or not self.form.note:
                self._end()
            else:
                self.session.notice.emit("进展情况、存在问题、下一步措施不能都为空；不要这条进展请点“删除”。")
            return
        if self.form.note:
            note = EditNote(self.form.note, typed.done, typed.problems, typed.next_steps, typed.date)
            kept = self.send(note)
        else:
            kept = self.send(AddNote(key, typed.done, typed.problems, typed.next_steps, typed.date))
        if kept:
            self._end()
        else:
            self._drafts[key] = (self.form.note, typed)

    def _draw(self, notes: list[NoteRow]) -> None:
        layout = self.list.layout()
        assert layout is not None
        clear(layout)
        shown = notes if self._all else notes[:FEW]
        for note in shown:
            layout.addWidget(self._card(note))
        rest = len(notes) - len(shown)
        self.more.setText(f"更早的 {rest} 条…")
        self.more.setVisible(rest > 0)

    def _card(self, note: NoteRow) -> QWidget:
        card = QWidget()
        head = QHBoxLayout()
        who = f"　{note.author}" if note.author else ""
        day = QLabel(f"<b>{escape(note.date)}</b>")
        day.setTextFormat(Qt.TextFormat.RichText)
        head.addWidget(day)
        head.addWidget(muted(who), 1)
        for text, tip, run in (
            ("修改", f"修改 {note.date} 的进展", partial(self._open, note)),
            ("删除", f"删除 {note.date} 的进展", partial(self.send, Delete((note.id,)))),
        ):
            button = small_button(text, tip, run)
            button.setVisible(self.writable)
            head.addWidget(button)
        layout = in_column(head, margins=(0, 2, 0, 4), spacing=1, on=card)
        for name, title in PARTS:
            text = getattr(note, name)
            if text:
                label = QLabel(f"{title}：{text}" if name != "done" else text)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                layout.addWidget(label)
        return card

    def _show_all(self) -> None:
        self._all = True
        self.fill(anew=False)
