"""The head of the detail panel: where the item stands, its mark, the way to the source, what waits for review."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, DetailPart, muted, small_button
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.project.edits import Accept, Flag, Reject
from planlens.project.rows import DocumentRow, Row, SectionRow, TargetRow, TaskRow, waits
from planlens.views.rules import rule_name, sureness

SHORT = 22
"""Characters that a step of the path may have."""


class HeadSection(DetailPart):
    """The path above the item, each step of it a link, and buttons for the whole item."""

    kinds: ClassVar[frozenset[Chosen]] = frozenset(
        {Chosen.TASK, Chosen.MANY, Chosen.SECTION, Chosen.TARGET, Chosen.DOCUMENT}
    )

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.path = QLabel()
        self.path.setWordWrap(True)
        self.path.setTextFormat(Qt.TextFormat.RichText)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.path.linkActivated.connect(self._go)
        self.flag = small_button("☆ 关注", "标为重点关注", self._flag, checkable=True, flat=False)
        self.source = small_button("原文", "在原文中查看", self._show_source, flat=False)
        row = in_row((self.path, 1), margins=0, on=self)
        row.addWidget(self.flag, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.source, 0, Qt.AlignmentFlag.AlignTop)

    def fill(self, *, anew: bool) -> None:
        """Show path and mark."""
        state, tasks = self.session.state, self.tasks()
        row = state.find(self.ids[0]) if self.ids else None
        self.path.setText(self._count() if self.kind is Chosen.MANY else self._path(row))
        on = bool(tasks) and all(task.flagged for task in tasks)
        self.flag.setVisible(bool(tasks))
        self.flag.setEnabled(self.writable)
        self.flag.setChecked(on)
        self.flag.setText("★ 已关注" if on else "☆ 关注")
        self.flag.setToolTip("取消重点关注" if on else "标为重点关注")
        self.source.setVisible(self.kind is not Chosen.MANY and getattr(row, "start", None) is not None)

    def _count(self) -> str:
        others = len(self.session.selected) - len(self.ids)
        rest = f"（另选的 {others} 个章节等不受影响）" if others else ""
        return f"<b>已选 {len(self.ids)} 项任务</b>，以下修改同时用于它们{rest}"

    def _path(self, row: Row | None) -> str:
        if row is None:
            return ""
        state = self.session.state
        steps: list[Row] = list(state.above(row.id))
        owner = state.find(row.owner)
        if isinstance(row, TargetRow):
            steps = [*state.above(row.owner), *([owner] if owner is not None else [])]
        if not steps and isinstance(owner, DocumentRow):
            steps = [owner]
        return " › ".join(f'<a href="{step.id}">{escape(_short(step))}</a>' for step in steps)

    def _go(self, key: str) -> None:
        self.session.select([key])

    def _flag(self) -> None:
        self.send(Flag(self.ids, self.flag.isChecked()))

    def _show_source(self) -> None:
        row = self.session.state.find(self.ids[0])
        if isinstance(row, SectionRow | TaskRow | TargetRow) and row.start is not None and row.end is not None:
            self.tools.show_panel("source")
            self.session.source_requested.emit(row.document, row.start, row.end)


def _short(row: Row) -> str:
    match row:
        case SectionRow():
            text = row.number + row.title
        case TaskRow():
            text = row.text
        case DocumentRow():
            text = row.title or row.name
        case _:
            text = row.id
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


class WaitingSection(DetailPart):
    """A line on what waits for review, or is no longer in the document, with the buttons to settle it."""

    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK, Chosen.SECTION, Chosen.TARGET})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.words = muted()
        self.accept = QPushButton("采纳")
        self.reject = QPushButton("否决")
        self.accept.clicked.connect(self._accept)
        self.reject.clicked.connect(self._reject)
        self.buttons = QWidget()
        in_row(self.accept, self.reject, STRETCH, margins=0, on=self.buttons)
        in_column(self.words, self.buttons, margins=0, on=self)

    def fill(self, *, anew: bool) -> None:
        """Say what waits."""
        row = self.session.state.find(self.ids[0])
        assert isinstance(row, SectionRow | TaskRow | TargetRow)
        unsure = waits(row)
        lines = []
        if unsure:
            lines.append(f"待核对：{rule_name(row.rule)}，{sureness(row.confidence)}")
        if isinstance(row, TaskRow) and row.orphan:
            lines.append("原文的新版本中已没有这句话。")
        self.words.setText("\n".join(lines))
        self.buttons.setVisible(unsure)
        self.buttons.setEnabled(self.writable)
        self.setVisible(bool(lines))

    def _accept(self) -> None:
        self.send(Accept(self.ids))

    def _reject(self) -> None:
        self.send(Reject(self.ids))
