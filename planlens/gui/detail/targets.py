"""The targets of a task, section or document, each unfolded to its fields on a click; and a single target's page."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, ClickLabel, DetailPart, clear, small_button
from planlens.gui.detail.target_form import TargetForm
from planlens.gui.widgets.fields import LineField
from planlens.gui.widgets.layouts import in_column
from planlens.language.typed_target import typed_target
from planlens.project.edits import AddTarget, Delete
from planlens.project.found import target_of
from planlens.project.rows import ActualRow, TargetRow
from planlens.views.targets import measured
from planlens.views.wording import target_text


class TargetSection(DetailPart):
    """The fields of one target that is chosen itself."""

    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TARGET})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.form = TargetForm(tools.session)
        in_column(self.form, margins=0, on=self)
        self.setFocusProxy(self.form.fields["indicator"])

    def fill(self, *, anew: bool) -> None:
        """Show its fields."""
        if anew:
            self.form.forget()
        self.form.show_target(self.ids[0], writable=self.writable)

    def settle(self) -> None:
        """Send what is half typed."""
        if self.ids:
            self.form.settle()


class TargetsSection(DetailPart):
    """A line for each target; the one that is unfolded shows its fields."""

    title = "目标指标"
    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK, Chosen.SECTION, Chosen.DOCUMENT})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._drawn: object = None
        self._open = ""
        self._lines: dict[str, tuple[QToolButton, QLabel]] = {}
        self.form = TargetForm(tools.session)
        self.form.setParent(self)
        self.list = QWidget()
        QVBoxLayout(self.list).setContentsMargins(0, 0, 0, 0)
        self.adder = LineField("新目标")
        self.adder.setPlaceholderText("添加目标，如 森林覆盖率达到42%，按 Enter")
        self.adder.returnPressed.connect(self._add)
        in_column(self.list, self.adder, margins=0, on=self)

    def fill(self, *, anew: bool) -> None:
        """Show the targets."""
        state = self.session.state
        rows = state.children(self.ids[0], TargetRow)
        actuals = tuple(tuple(state.children(row.id, ActualRow)) for row in rows)
        drawn = (tuple(rows), actuals, self.writable)
        if self._open not in {row.id for row in rows}:
            self._open = ""
        if anew or drawn != self._drawn:
            self._drawn = drawn
            self._draw(rows)
        self.adder.setVisible(self.writable)
        self.on_summary(f"{len(rows)}" if rows else "")

    def settle(self) -> None:
        """Send what is half typed."""
        if self.ids and self._open:
            self.form.settle()
        if self.ids:
            self._add()

    def leave(self) -> None:
        """Fold everything."""
        super().leave()
        self._open = ""
        self.form.forget()

    def _draw(self, rows: list[TargetRow]) -> None:
        if set(self._lines) != {row.id for row in rows} or self._open_shown() != self._open:
            self._rebuild(rows)
        state = self.session.state
        for row in rows:
            word = measured(state, row, self.session.today()).verdict.word
            text = target_text(target_of(row)) + (f"　{word.label}" if word else "")
            fold, words = self._lines[row.id]
            fold.setText("▾" if row.id == self._open else "▸")
            words.setText(text)
        if self._open:
            self.form.show_target(self._open, writable=self.writable)

    def _open_shown(self) -> str:
        return "" if self.form.isHidden() else str(self.form.property("target"))

    def _rebuild(self, rows: list[TargetRow]) -> None:
        self.form.setParent(self)
        self.form.hide()
        layout = self.list.layout()
        assert isinstance(layout, QVBoxLayout)
        clear(layout)
        self._lines = {}
        for row in rows:
            layout.addLayout(self._line(row.id))
            if row.id == self._open:
                layout.addWidget(self.form)
                self.form.setProperty("target", row.id)
                self.form.show()

    def _line(self, key: str) -> QHBoxLayout:
        fold = small_button("▸", "展开或收起目标的各项内容", partial(self.unfold, key))
        words = ClickLabel()
        words.clicked.connect(partial(self.unfold, key))
        delete = small_button("✕", "删除这个目标", partial(self.send, Delete((key,))))
        delete.setEnabled(self.writable)
        row = QHBoxLayout()
        row.addWidget(fold, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        row.addWidget(delete, 0, Qt.AlignmentFlag.AlignTop)
        self._lines[key] = (fold, words)
        return row

    def unfold(self, key: str) -> None:
        """Show the fields of a target, or hide them where they are shown."""
        if self._open:
            self.form.settle()
        self._open = "" if self._open == key else key
        self.form.forget()
        self._draw(self.session.state.children(self.ids[0], TargetRow))

    def _add(self) -> None:
        if not self.adder.text().strip():
            return
        typed = typed_target(self.adder.text())
        what = (typed.text, typed.indicator, typed.op, typed.value, typed.unit, typed.year)
        if self.send(AddTarget(self.ids[0], *what)):
            self.adder.clear()
