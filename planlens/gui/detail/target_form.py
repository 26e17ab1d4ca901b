"""The fields of one target, each sent when it is left, its actual values by year, and the judgement."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planlens.gui.app.session import Session
from planlens.gui.detail.section import clear, muted
from planlens.gui.widgets.fields import LineField, TextField, WheelGuard
from planlens.gui.widgets.flow import FlowLayout
from planlens.language.numerals import narrow
from planlens.language.typed_target import typed_value
from planlens.model import Op
from planlens.project.edits import SetActual, SetTarget
from planlens.project.rows import ActualRow, TargetRow
from planlens.views.targets import measured

OPS = {
    Op.AT_LEAST: "不低于（≥）",
    Op.AT_MOST: "不高于（≤）",
    Op.EQUAL: "等于（=）",
    Op.ABOUT: "左右（≈）",
    Op.INCREASE: "增长（+）",
    Op.DECREASE: "下降（－）",
}
NATURES = ("", "约束性", "预期性")
MOST_YEARS = 12
"""Years that have a field for the actual value."""


def years_of(target: TargetRow, actuals: list[ActualRow], this_year: int) -> list[int]:
    """Return the years whose actual value can be filled in, from behind the base year to the target's."""
    found = re.match(r"\d{4}", target.year or "")
    last = int(found[0]) if found else this_year
    first = target.base_year + 1 if target.base_year else min(this_year, last) - 4
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
        self._put(grid, 0, 0, "indicator", "指标", wide=True)
        self.op = self._box("要求", [(text, op.value) for op, text in OPS.items()], "op")
        grid.addWidget(QLabel("要求"), 1, 0)
        grid.addWidget(self.op, 1, 1)
        self._put(grid, 1, 2, "value", "目标值")
        self._put(grid, 2, 0, "unit", "单位")
        self._put(grid, 2, 2, "year", "年份")
        self._put(grid, 3, 0, "base", "基期值")
        self._put(grid, 3, 2, "base_year", "基期年")
        self.nature = self._box("性质", [(text or "未注明", text) for text in NATURES], "nature")
        grid.addWidget(QLabel("性质"), 4, 0)
        grid.addWidget(self.nature, 4, 1)
        self._put(grid, 5, 0, "text", "原文", wide=True, lines=True)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        self.yearly = QWidget()
        FlowLayout(self.yearly)
        self.verdict = muted()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(grid)
        layout.addWidget(QLabel("各年实际值"))
        layout.addWidget(self.yearly)
        layout.addWidget(self.verdict)

    def _put(
        self,
        grid: QGridLayout,
        row: int,
        column: int,
        name: str,
        title: str,
        *,
        wide: bool = False,
        lines: bool = False,
    ) -> None:
        field = TextField(title, (1, 5)) if lines else LineField(title)
        field.committed.connect(self._setter(name))
        label = QLabel(title)
        if lines:
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label, row, column)
        grid.addWidget(field, row, column + 1, 1, 3 if wide else 1)
        self.fields[name] = field

    def _box(self, title: str, entries: list[tuple[str, str]], name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(title)
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
        target = self._session.state.get(key, TargetRow)
        anew, self._key = key != self._key, key
        for name, field in self.fields.items():
            field.show_value(_shown(getattr(target, name)), anew=anew)
            field.setReadOnly(not writable)
        self.op.setCurrentIndex(self.op.findData(target.op))
        self.nature.setCurrentIndex(max(0, self.nature.findData(target.nature or "")))
        self.op.setEnabled(writable)
        self.nature.setEnabled(writable)
        self._show_actuals(target, anew=anew, writable=writable)
        found = measured(self._session.state, target, self._session.today()).verdict
        self.verdict.setText(f"{found.word.label}：{found.reason}" if found.word else found.reason)

    def _show_actuals(self, target: TargetRow, *, anew: bool, writable: bool) -> None:
        rows = self._session.state.children(target.id, ActualRow)
        years = years_of(target, rows, self._session.today().year)
        if anew or years != self._years:
            self._years, self.actuals = years, {}
            layout = self.yearly.layout()
            assert layout is not None
            clear(layout)
            for year in years:
                layout.addWidget(self._year_field(year))
        known = {row.year: row.value for row in rows}
        for year, field in self.actuals.items():
            field.show_value(_shown(known.get(year)), anew=anew)
            field.setReadOnly(not writable)

    def _year_field(self, year: int) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 4, 0)
        field = LineField(f"{year}年实际值")
        field.setFixedWidth(70)
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
            target = self._session.state.get(self._key, TargetRow)
            try:
                value = _typed(name, text, target.unit)
            except ValueError as error:
                self._refuse(self.fields[name], str(error))
                return
            field = self.fields.get(name)
            if value == getattr(target, name):
                if field is not None:
                    field.revert()
            elif self._session.apply(SetTarget(target.id, name, value)) is None and field is not None:
                field.refused()

        return run

    def _actual_setter(self, year: int) -> Callable[[str], None]:
        def run(text: str) -> None:
            value = typed_value(text, self._session.state.get(self._key, TargetRow).unit)
            if value is None and text.strip():
                self._refuse(self.actuals[year], f"{year}年的实际值应为数字")
            elif self._session.apply(SetActual(self._key, year, value)) is None:
                self.actuals[year].refused()

        return run

    def _refuse(self, field: LineField | TextField, why: str) -> None:
        field.revert()
        self._session.notice.emit(f"{why}，已恢复原来的内容。")


def _shown(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _typed(name: str, text: str, unit: str) -> Any:
    """Return what was typed as the field keeps it.

    Raises:
        ValueError: it cannot be; says so in Chinese.
    """
    plain = text.strip()
    match name:
        case "base":
            value = typed_value(plain, unit)
            if plain and value is None:
                raise ValueError("基期值应为数字，单位与目标值一致")
            return value
        case "base_year" | "year":
            digits = narrow(plain).removesuffix("年")
            if plain and not re.fullmatch(r"(?:19|20)\d{2}", digits):
                raise ValueError("年份应为四位数字")
            return (int(digits) if name == "base_year" else digits) if plain else None
        case "nature":
            return plain or None
        case "text" if not plain:
            raise ValueError("原文不能为空")
    return plain
