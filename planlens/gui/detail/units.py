"""Who is responsible: units by role as chips, suggestions with score and reason, a field that completes names."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planlens.gui.app.parts import Tools
from planlens.gui.app.unit_book import UnitBook, unit_book
from planlens.gui.detail.section import Chosen, DetailPart, clear, muted, small_button
from planlens.gui.widgets.chips import NameChip
from planlens.gui.widgets.fields import LineField, WheelGuard
from planlens.gui.widgets.layouts import FlowLayout, in_column, in_row
from planlens.gui.widgets.plain import choice_box, plain_button, plain_label
from planlens.model import UnitRole
from planlens.project.edits import Accept, Assign, Reject, SetUnitRole, Together, Unassign
from planlens.project.rows import UnitRow
from planlens.views.rules import rule_name
from planlens.views.wording import fit_text, unit_role_text

Drawn = tuple[tuple[UnitRow, ...], int, bool]
"""What the chips show: rows, number of tasks, whether they can be changed."""


class UnitsSection(DetailPart):
    """The units of the chosen tasks."""

    title = "责任单位"
    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK, Chosen.MANY})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._book = unit_book(tools)
        self._book.learned.connect(self._learn)
        self._drafts: dict[tuple[str, ...], str] = {}
        self._drawn: Drawn | None = None
        self.groups: dict[UnitRole, QWidget] = {}
        layout = in_column(margins=0, on=self)
        self._labels: dict[UnitRole, QLabel] = {}
        for role in UnitRole:
            group, flow = QWidget(), QHBoxLayout()
            FlowLayout(group)
            label = QLabel(unit_role_text(role))
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(0, 3, 0, 0)
            flow.addWidget(label)
            flow.addWidget(group, 1)
            layout.addLayout(flow)
            self.groups[role], self._labels[role] = group, label
        self.suggestions = QWidget()
        QVBoxLayout(self.suggestions).setContentsMargins(0, 2, 0, 2)
        layout.addWidget(self.suggestions)
        self.adder = UnitAdder(self._book)
        self.adder.wanted.connect(self._add)
        layout.addWidget(self.adder)

    def fill(self, *, anew: bool) -> None:
        """Show the units of all tasks; of several tasks also how many have each."""
        rows = tuple(unit for key in self.ids for unit in self.session.state.children(key, UnitRow))
        rows = tuple(unit for unit in rows if unit.stands)
        drawn = (rows, len(self.ids), self.writable)
        if anew or drawn != self._drawn:
            self._drawn = drawn
            self._draw([unit for unit in rows if not unit.is_proposed])
            self._draw_suggestions([unit for unit in rows if unit.is_proposed])
        self.adder.setVisible(self.writable)
        if anew:
            self.adder.field.show_value("", anew=True)
            self.adder.field.setText(self._drafts.pop(self.ids, ""))
        self.on_summary(f"{len({unit.name for unit in rows})}" if rows else "")

    def _learn(self) -> None:
        """Show the reasons of suggestions, once the duties are known."""
        if self.ids and self.kind is Chosen.TASK:
            self._drawn = None
            self.fill(anew=False)

    def settle(self) -> None:
        """Keep a half-typed name for when the task is shown again: it may be no name yet."""
        if self.ids and self.adder.field.text().strip():
            self._drafts[self.ids] = self.adder.field.text()

    def _draw(self, rows: list[UnitRow]) -> None:
        for role, group in self.groups.items():
            layout = group.layout()
            assert layout is not None
            clear(layout)
            named = Counter(unit.name for unit in rows if unit.role == role)
            for name, count in named.items():
                layout.addWidget(self._chip(name, role, count))
            group.setVisible(bool(named))
            self._labels[role].setVisible(bool(named))

    def _chip(self, name: str, role: UnitRole, count: int) -> NameChip:
        share = f"（{count}/{len(self.ids)}）" if self.kind is Chosen.MANY else ""
        chip = NameChip(name + share, f"{unit_role_text(role)}单位 {name}", removable=self.writable)
        if self.writable:
            chip.removed.connect(partial(self._remove, name))
            for other in UnitRole:
                if other is not role:
                    chip.add_action(f"改为{unit_role_text(other)}单位", partial(self._change, name, other))
            chip.add_action("去掉这个单位", partial(self._remove, name))
        return chip

    def _remove(self, name: str) -> None:
        self.send(Unassign(self.ids, name))

    def _change(self, name: str, role: UnitRole) -> None:
        state = self.session.state
        rows = [unit for key in self.ids for unit in state.children(key, UnitRow) if unit.name == name]
        edits = tuple(SetUnitRole(unit.id, role) for unit in rows if unit.role != role)
        if edits:
            self.send(Together(edits))

    def _draw_suggestions(self, rows: list[UnitRow]) -> None:
        layout = self.suggestions.layout()
        assert isinstance(layout, QVBoxLayout)
        clear(layout)
        self.suggestions.setVisible(bool(rows))
        if not rows:
            return
        self._book.prepare()
        head = in_row((QLabel(f"建议单位（{len(rows)}），原文没有写："), 1))
        ids = tuple(unit.id for unit in rows)
        for text, edit in (("全部采纳", Accept(ids)), ("全部否决", Reject(ids))):
            button = small_button(text, text + "建议的单位", partial(self.send, edit), flat=False)
            button.setEnabled(self.writable)
            head.addWidget(button)
        layout.addLayout(head)
        if self.kind is Chosen.TASK:
            text = self.tasks()[0].text
            for unit in rows:
                layout.addWidget(self._suggestion(unit, text))

    def _suggestion(self, unit: UnitRow, text: str) -> QWidget:
        widget = QWidget()
        words = "、".join(self._book.words(unit.name, text))
        role = unit_role_text(UnitRole(unit.role))
        label = plain_label(f"{unit.name}（{role}）　{fit_text(unit.score)}")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = in_row((label, 1))
        for word, edit in (("✓ 采纳", Accept((unit.id,))), ("✗ 否决", Reject((unit.id,)))):
            button = small_button(word, f"{word[2:]}建议单位 {unit.name}", partial(self.send, edit), flat=False)
            button.setEnabled(self.writable)
            row.addWidget(button)
        in_column(
            row,
            muted(f"{rule_name(unit.rule)}{f'，相同的词：{words}' if words else ''}"),
            margins=(8, 0, 0, 0),
            spacing=0,
            on=widget,
        )
        return widget

    def _add(self, name: str, role: UnitRole) -> None:
        state = self.session.state
        missing = tuple(
            key
            for key in self.ids
            if not any(
                unit.name == name and unit.role == role and unit.is_responsible for unit in state.children(key, UnitRow)
            )
        )
        if missing and not self.send(Assign(missing, name, role)):
            return
        if not missing:
            self.session.notice.emit(f"{name}已是{unit_role_text(role)}单位。")
        self._drafts.pop(self.ids, None)
        self.adder.field.show_value("", anew=True)


class UnitAdder(QWidget):
    """A role, a field that completes names, a button.

    Signals:
        wanted: a unit is to be added; carries its full name and its role.
    """

    wanted = Signal(str, object)

    def __init__(self, book: UnitBook) -> None:
        super().__init__()
        self._book = book
        self.role = choice_box("分工")
        self.role.installEventFilter(WheelGuard(self.role))
        for role in UnitRole:
            self.role.addItem(unit_role_text(role), role.value)
        self.field = LineField("单位名称")
        self.field.setPlaceholderText("添加单位：全称或简称，如 发改委")
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.field.setCompleter(completer)
        self.field.textEdited.connect(self._complete)
        self.field.returnPressed.connect(self._entered)
        # Later: the field writes the chosen name into itself after this signal.
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._completer = completer
        button = plain_button("添加", run=self._add)
        in_row(self.role, (self.field, 1), button, margins=0, on=self)

    def _complete(self, text: str) -> None:
        self._book.prepare()
        self._names.setStringList(self._book.complete(text))
        QTimer.singleShot(0, self._unmark)

    def _unmark(self) -> None:
        """Let Enter take what was typed, unless an entry of the list is chosen: the list marks one by itself."""
        popup = self._completer.popup()
        if popup is not None and popup.isVisible() and not popup.selectionModel().hasSelection():
            popup.selectionModel().clearCurrentIndex()

    def _take(self, name: str) -> None:
        self.field.setText(name)
        self._add()

    def _entered(self) -> None:
        popup = self._completer.popup()
        chosen = popup is not None and popup.isVisible() and popup.currentIndex().isValid()
        if not chosen:  # else the chosen name comes by itself
            self._add()

    def _add(self) -> None:
        name = self._book.meant(self.field.text())
        if name:
            self.wanted.emit(name, UnitRole(self.role.currentData()))
