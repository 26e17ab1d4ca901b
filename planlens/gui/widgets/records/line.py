"""One record of a list: ticked, read and typed in its line, filled in, taken away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QToolButton, QWidget

from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import plain_label, wrapped_label
from planlens.gui.widgets.records.aside import Aside
from planlens.gui.widgets.records.entry import EntryField
from planlens.views.records.record import Listed


class RecordLine(QWidget):
    """The line; what is typed into it and not sent yet stays when it shows its record anew.

    Signals:
        ticked: the box was clicked; carries whether it is on.
        typed: other words were typed; carries them.
        form_wanted: the record is to be filled in.
        removed: it is to be taken away.
        raised: it is to stand before the one above it.
    """

    ticked = Signal(bool)
    typed = Signal(str)
    form_wanted = Signal()
    removed = Signal()
    raised = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.record: Listed | None = None
        self.head = plain_label()
        self.head.setContentsMargins(0, 3, 0, 0)
        self.box = QCheckBox()
        self.field = EntryField(name, quiet=True)
        self.words = wrapped_label()
        self.note = Aside()
        self.form, self.up, self.cross = QToolButton(), QToolButton(), QToolButton()
        row = in_row(spacing=2)
        row.addWidget(self.head, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        middle = in_column(self.field, self.words, self.note, spacing=0)
        row.addLayout(middle, 1)
        for button, text, tip, signal in (
            (self.up, "↑", "上移", self.raised),
            (self.form, "✎", "填表修改各项内容", self.form_wanted),
            (self.cross, "✕", "删除", self.removed),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self.box.clicked.connect(self.ticked)
        self.field.committed.connect(self.typed)

    def show_record(self, record: Listed, *, writable: bool, typed: bool, form: bool, ordered: bool) -> None:
        """Show a record.

        Args:
            record: what to show.
            writable: whether it can be changed at all.
            typed: whether it can be changed by typing.
            form: whether there is a form for it.
            ordered: whether it can be moved.
        """
        self.record = record
        can = writable and not record.fixed
        self.head.setText(record.head)
        self.head.setVisible(bool(record.head))
        self.box.setVisible(record.done is not None)
        self.box.setChecked(bool(record.done))
        self.box.setEnabled(can)
        self.box.setAccessibleName(f"已完成：{record.words}")
        self.box.setToolTip("已完成" if record.done else "打勾表示今天已完成")
        self.field.setVisible(can and typed)
        self.field.show_value(record.words)
        self.words.setVisible(not (can and typed))
        self.words.setText(record.words)
        self.note.say(record.note, wrong=record.late)
        self.form.setVisible(can and form)
        self.up.setVisible(can and ordered)
        self.cross.setVisible(can)
        for button, verb in ((self.form, "填表修改"), (self.up, "上移"), (self.cross, "删除")):
            button.setAccessibleName(f"{verb}{record.words}")
