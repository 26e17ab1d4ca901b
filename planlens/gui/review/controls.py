"""The rows of buttons of the review: the kinds that are asked about, and the decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from planlens.gui.widgets.layouts import FlowLayout
from planlens.project.project import Edit
from planlens.views.keys import key_text, with_keys
from planlens.views.review.bulk import Choice
from planlens.views.review.steps import Step, StepKind


def _button(text: str, tip: str) -> QToolButton:
    """Return a button that never takes the keyboard: every one has a key of the panel."""
    button = QToolButton()
    button.setText(with_keys(text))
    button.setToolTip(with_keys(tip))
    button.setAccessibleName(with_keys(tip))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


class KindRow(QWidget):
    """A button for each kind with the number that waits.

    Signals:
        changed: the user wants to be asked about other kinds.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[StepKind, QToolButton] = {}
        flow = FlowLayout(self)
        for kind in StepKind:
            button = _button(kind.label, f"是否核对{kind.label}")
            button.setCheckable(True)
            button.setChecked(True)
            button.clicked.connect(self._clicked)
            flow.addWidget(button)
            self.buttons[kind] = button

    def chosen(self) -> list[StepKind]:
        """Return the kinds that are asked about."""
        return [kind for kind, button in self.buttons.items() if button.isChecked()]

    def count(self, steps: Sequence[Step]) -> None:
        """Show how many steps of each kind wait."""
        counts = Counter(step.kind for step in steps)
        for kind, button in self.buttons.items():
            mark = "✓ " if button.isChecked() else ""
            button.setText(f"{mark}{kind.label} {counts[kind]}")
            button.setVisible(counts[kind] > 0)

    def _clicked(self) -> None:
        self.changed.emit()


class DecisionRow(QWidget):
    """The buttons for a step, each named with its key.

    Args:
        runs: what each button does, in the order 采纳, 否决, 修改, 原文, 返回, 跳过, 批量.
    """

    def __init__(self, runs: Sequence[Callable[[], None]]) -> None:
        super().__init__()
        self.accept = _button("采纳 {review.accept}", "采纳并看下一条：{review.accept*}")
        self.reject = _button("否决 {review.reject}", "否决并看下一条：{review.reject*}")
        self.edit = _button("修改 {review.edit}", "在“详情”中修改：{review.edit*}；按 {window.review} 回到这里")
        self.source = _button("原文 {review.source}", "在“原文”中查看：{review.source*}；按 {window.review} 回到这里")
        self.back = _button("{review.back}", "看上一条：{review.back*}")
        self.skip = _button("跳过 {review.skip}", "先不定，看下一条：{review.skip*}")
        self.many = _button("批量 {review.many}", "一次决定许多条：{review.many*}")
        flow = FlowLayout(self)
        buttons = (self.accept, self.reject, self.edit, self.source, self.back, self.skip, self.many)
        for button, run in zip(buttons, runs, strict=True):
            button.clicked.connect(_without_argument(run))
            flow.addWidget(button)

    def tell(self, step: Step | None, chosen: int, *, writable: bool, any_left: bool) -> None:
        """Show what can be done about a step, of whose suggested units *chosen* are ticked."""
        for button in (self.accept, self.reject):
            button.setEnabled(step is not None and writable)
        for button in (self.edit, self.source, self.back, self.skip):
            button.setEnabled(step is not None)
        self.many.setEnabled(any_left and writable)
        key = key_text("review.accept")
        units = len(step.ids) if step is not None and step.kind is StepKind.UNITS else 0
        self.accept.setText(f"采纳 {chosen} 个 {key}" if chosen < units else f"采纳 {key}")


def _without_argument(run: Callable[[], None]) -> Callable[[], None]:
    def clicked() -> None:
        run()

    return clicked


def choice_menu(parent: QWidget, choices: Sequence[Choice], decide: Callable[[Edit], None]) -> QMenu:
    """Return a menu of decisions on many steps."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def decider(edit: Edit) -> Callable[[], None]:
        return lambda: decide(edit)

    for choice in choices:
        menu.addAction(choice.text).triggered.connect(_without_argument(decider(choice.edit)))
    return menu
