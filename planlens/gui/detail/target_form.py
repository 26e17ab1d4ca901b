"""The fields of one target, each sent when it is left, its actual values by year, and the judgement."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from planlens.gui.app.dialogs import clarified
from planlens.gui.app.session import Session
from planlens.gui.detail.section import clear, muted
from planlens.gui.widgets.fields import LineField, TextField, WheelGuard
from planlens.gui.widgets.layouts import FlowLayout, in_column, in_row
from planlens.gui.widgets.plain import choice_box
from planlens.gui.widgets.sizes import fix_width
from planlens.model import PlanlensError
from planlens.model.course import Aim
from planlens.project.rows import ActualRow, TargetRow
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import Field, plain
from planlens.views.fields.seen_targets import SeenTarget
from planlens.views.fields.targets import actual_field
from planlens.views.fields.typed_targets import OPS
from planlens.views.targets import aim_of, measured

NATURES = ("", "约束性", "预期性")
MOST_YEARS = 12
"""Years that have a field for the actual value."""


def years_to_fill(aim: Aim, actuals: list[ActualRow], this_year: int) -> list[int]:
    """Return the years whose actual value can be filled in, from behind the base year to the target's."""
    found = re.match(r"\d{4}", aim.year or "")  # 2027-06
    last = int(found[0]) if found else this_year
    first = aim.base_year + 1 if aim.base_year else min(this_year, last) - 4
    years = {*range(max(first, last - MOST_YEARS + 1), last + 1), *(row.year for row in actuals)}
    return sorted(years)


class TargetForm(QWidget):
    """Edits one target; every field is one edit.

    Args:
        session: where edits are sent.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._key = ""
        self._years: list[int] = []
        self.fields: dict[str, LineField | TextField] = {}
        self.actuals: dict[int, LineField] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        self._put(grid, 0, 0, "indicator", wide=True)
        self.op = self._box([(text, op.value) for op, text in OPS.items()], "op")
        grid.addWidget(QLabel(self._title("op")), 1, 0)
        grid.addWidget(self.op, 1, 1)
        self._put(grid, 1, 2, "value")
        self._put(grid, 2, 0, "unit")
        self._put(grid, 2, 2, "year")
        self._put(grid, 3, 0, "base")
        self._put(grid, 3, 2, "base_year")
        self.nature = self._box([(text or "未注明", text) for text in NATURES], "nature")
        grid.addWidget(QLabel(self._title("nature")), 4, 0)
        grid.addWidget(self.nature, 4, 1)
        self._put(grid, 5, 0, "text", wide=True, lines=True)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        self.yearly = QWidget()
        FlowLayout(self.yearly)
        self.verdict = muted()
        in_column(grid, QLabel("各年实际值"), self.yearly, self.verdict, margins=0, on=self)

    def _title(self, name: str) -> str:
        return self._session.target_fields[name].title

    def _put(
        self,
        grid: QGridLayout,
        row: int,
        column: int,
        name: str,
        *,
        wide: bool = False,
        lines: bool = False,
    ) -> None:
        title = self._title(name)
        field = TextField(title, (1, 5)) if lines else LineField(title)
        field.committed.connect(self._setter(name))
        label = QLabel(title)
        if lines:
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label, row, column)
        grid.addWidget(field, row, column + 1, 1, 3 if wide else 1)
        self.fields[name] = field

    def _box(self, entries: list[tuple[str, str]], name: str) -> QComboBox:
        box = choice_box(self._title(name))
        box.installEventFilter(WheelGuard(box))
        for text, value in entries:
            box.addItem(text, value)
        set_field = self._setter(name)

        def activated() -> None:
            set_field(box.currentData())

        box.activated.connect(activated)
        return box

    def show_target(self, key: str, *, writable: bool) -> None:
        """Show a target; what is half typed of the one before has been sent by :meth:`settle`."""
        state = self._session.state
        target = state.get(key, TargetRow)
        anew, self._key = key != self._key, key
        for name, field in self.fields.items():
            field.show_value(plain(getattr(target, name)), anew=anew)
            field.setReadOnly(not writable)
        self.op.setCurrentIndex(self.op.findData(target.op))
        self.nature.setCurrentIndex(max(0, self.nature.findData(target.nature or "")))
        self.op.setEnabled(writable)
        self.nature.setEnabled(writable)
        self._show_actuals(target, anew=anew, writable=writable)
        aim, found = aim_of(state, target), measured(state, target, self._session.today()).verdict
        for name, year in (("year", aim.year), ("base_year", aim.base_year)):
            self.fields[name].setPlaceholderText(plain(year))
        self.verdict.setText(f"{found.word.label}：{found.reason}" if found.word else found.reason)

    def _show_actuals(self, target: TargetRow, *, anew: bool, writable: bool) -> None:
        rows = self._session.state.children(target.id, ActualRow)
        years = years_to_fill(aim_of(self._session.state, target), rows, self._session.today().year)
        if anew or years != self._years:
            self._years, self.actuals = years, {}
            layout = self.yearly.layout()
            assert layout is not None
            clear(layout)
            for year in years:
                layout.addWidget(self._year_field(year))
        known = {row.year: row.value for row in rows}
        for year, field in self.actuals.items():
            field.show_value(plain(known.get(year)), anew=anew)
            field.setReadOnly(not writable)

    def _year_field(self, year: int) -> QWidget:
        pair = QWidget()
        row = in_row(margins=(0, 0, 4, 0), on=pair)
        field = LineField(f"{year}年实际值")
        fix_width(field, 70)
        field.committed.connect(self._actual_setter(year))
        row.addWidget(QLabel(str(year)))
        row.addWidget(field)
        self.actuals[year] = field
        return pair

    def settle(self) -> None:
        """Send what is half typed."""
        if self._key in self._session.state:
            for field in (*self.fields.values(), *self.actuals.values()):
                field.settle()

    def forget(self) -> None:
        """Show no target any more."""
        self._key = ""

    def _setter(self, name: str) -> Callable[[str], None]:
        def run(text: str) -> None:
            self._send(self._session.target_fields[name], text, self.fields.get(name))

        return run

    def _actual_setter(self, year: int) -> Callable[[str], None]:
        def run(text: str) -> None:
            self._send(actual_field(year), text, self.actuals[year])

        return run

    def _send(self, told: Field[SeenTarget], text: str, field: LineField | TextField | None) -> None:
        """Send the edit that a text typed into a field means; else show again what was there."""
        assert told.edit is not None
        try:
            edit = told.edit(Desk(self._session.state, self._session.today()), (self._key,), text)
            edit = edit and clarified(self, self._session.state, edit)
        except PlanlensError as error:
            self._session.notice.emit(error.message)
            edit = None
        if edit is None:
            if field is not None:
                field.revert()
        elif self._session.apply(edit) is None and field is not None:
            field.refused()
