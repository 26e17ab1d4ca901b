"""What is shown of a step: where it stands, its words in their surroundings, the reason, suggestions to tick."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from planlens.gui.app import theme
from planlens.gui.app.session import Session
from planlens.gui.app.unit_book import UnitBook
from planlens.gui.detail.section import clear, muted
from planlens.gui.widgets.layouts import STRETCH, in_column
from planlens.gui.widgets.plain import plain_label, wrapped_label
from planlens.project.rows import Finding, Item, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.views.keys import with_keys
from planlens.views.review.context import context_of, said_of, unit_text, why
from planlens.views.review.steps import Step, StepKind
from planlens.views.rules import rule_name


class StepCard(QScrollArea):
    """One step.

    Signals:
        ticked: the user has ticked a suggested unit or taken its tick off.
    """

    ticked = Signal()

    def __init__(self, session: Session, book: UnitBook) -> None:
        super().__init__()
        self._session, self._book = session, book
        self.boxes: dict[str, QCheckBox] = {}
        self.kind = plain_label()
        font = self.kind.font()
        font.setBold(True)
        self.kind.setFont(font)
        self.path = muted()
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.said = wrapped_label()
        self.reason = muted()
        self.units = QWidget()
        QVBoxLayout(self.units).setContentsMargins(0, 4, 0, 0)
        body = QWidget()
        in_column(
            self.kind,
            self.path,
            self.words,
            self.said,
            self.reason,
            self.units,
            STRETCH,
            margins=(4, 4, 4, 4),
            spacing=8,
            on=body,
        )
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_step(self, step: Step, *, writable: bool) -> None:
        """Show a step; the ticks of the same step stay."""
        state = self._session.state
        row = state.find(step.item)
        if not isinstance(row, Finding):
            return
        self.kind.setText("任务的责任单位（建议）" if step.kind is StepKind.UNITS else f"{step.kind.label}（待核对）")
        self.path.setText(self._path(row))
        self.words.setText(self._html(row, step.kind))
        units = [unit for key in step.ids if isinstance(unit := state.find(key), UnitRow)]
        self.said.setText(self._asked(units, row) if units else said_of(row))
        self.reason.setText("" if units else why(row))
        self.reason.setVisible(not units)
        self._show_units(units, row, writable=writable)
        self.verticalScrollBar().setValue(0)

    def chosen(self) -> tuple[str, ...]:
        """Return the suggested units that are ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def tick(self, number: int) -> None:
        """Tick the suggestion with a number, from 1, or take its tick off."""
        boxes = list(self.boxes.values())
        if 1 <= number <= len(boxes) and boxes[number - 1].isEnabled():
            boxes[number - 1].toggle()

    def _asked(self, units: list[UnitRow], row: Finding) -> str:
        rows = self._session.state.children(row.id, UnitRow)
        known = [unit.name for unit in rows if unit.stands and unit not in units]
        has = f"已有 {'、'.join(known)}。" if known else ""
        ticks = "勾选的采纳，其余否决，按数字键勾选" if len(units) > 1 else with_keys("按 {review.accept} 采纳")
        return f"{has}建议的单位（{ticks}）："

    def _path(self, row: Item | TargetRow) -> str:
        state = self._session.state
        above: list[Item] = list(state.above(row.id))
        owner = state.find(row.owner)
        if isinstance(row, TargetRow):
            above = state.above(row.owner)
            above += [owner] if isinstance(owner, SectionRow | TaskRow) else []
        return " › ".join(item.number + item.title if isinstance(item, SectionRow) else item.text for item in above)

    def _html(self, row: Finding, kind: StepKind) -> str:
        worn = theme.colours()
        found = context_of(self._session.state, row)
        ground = {StepKind.SECTION: worn.section, StepKind.TARGET: worn.target}.get(kind, worn.task)
        around = f'<span style="color:{worn.muted}">'
        return (
            f"{around}{escape(found.before)}</span>"
            f'<span style="background-color:{ground};color:{worn.text}">{escape(found.words)}</span>'
            f"{around}{escape(found.after)}</span>"
        )

    def _show_units(self, units: list[UnitRow], row: Finding, *, writable: bool) -> None:
        ticks = {key: box.isChecked() for key, box in self.boxes.items()}
        layout = self.units.layout()
        assert layout is not None
        clear(layout)
        self.boxes = {}
        self.units.setVisible(bool(units))
        if units:
            self._book.prepare()
        for number, unit in enumerate(units, start=1):
            box = QCheckBox(f"{number}  {unit_text(unit)}")
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            box.setChecked(ticks.get(unit.id, True))
            box.setEnabled(writable)
            box.toggled.connect(self._ticked)
            words = "、".join(self._book.words(unit.name, getattr(row, "text", "")))
            reason = muted(f"{rule_name(unit.rule)}{f'，相同的词：{words}' if words else ''}")
            reason.setContentsMargins(24, 0, 0, 4)
            layout.addWidget(box)
            layout.addWidget(reason)
            self.boxes[unit.id] = box

    def _ticked(self) -> None:
        self.ticked.emit()
