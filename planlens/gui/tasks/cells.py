"""What the cells of the task tree answer to Qt: texts, fonts, colours, pictures, tips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QFont, QIcon

from planlens.gui.tasks.looks import RowLooks, looks
from planlens.gui.widgets.plain import plain_tip
from planlens.model import Light, Status
from planlens.project.rows import DocumentRow, TaskRow, waits
from planlens.views.cells import Cell
from planlens.views.fields.field import Field
from planlens.views.fields.seen import InProject, Seen, Shown, View
from planlens.views.fields.units import lead_lines, support_lines
from planlens.views.keys import with_key
from planlens.views.overview import NOTHING
from planlens.views.rules import rule_name, sureness

PROGRESS = int(Qt.ItemDataRole.UserRole)
"""The role that gives the percent done as a number, None where there is nothing to be done."""

NUMBER, TEXT, LEAD, SUPPORT, DEADLINE, TARGETS, STATUS, PROGRESS_BAR, LIGHT, SOURCE = range(10)
"""The columns that look like no other, by their places among the usual ones of the tree."""


class Cells:
    """Answers for the cells of rows.

    Args:
        view: what the texts are made from; may be replaced.
        columns: the fields that have a column.
    """

    def __init__(self, view: View, columns: Sequence[Field[Seen]]) -> None:
        self.view = view
        self._columns = columns
        self._words = [field.words for field in columns]
        self._looks: RowLooks | None = looks()  # made before a project is painted
        role = Qt.ItemDataRole
        self._roles: dict[int, Callable[[Shown, int], Any]] = {
            int(role.DisplayRole): self._displayed,
            int(role.EditRole): self._edited,
            int(role.ToolTipRole): self._tip,
            int(role.FontRole): self._font,
            int(role.ForegroundRole): self._foreground,
            int(role.BackgroundRole): self._background,
            int(role.DecorationRole): self._picture,
            int(role.AccessibleTextRole): self._spoken,
            PROGRESS: self._percent,
        }

    @property
    def looks(self) -> RowLooks:
        """Fonts and colours as the window wears them now."""
        if self._looks is None:
            self._looks = looks()
        return self._looks

    def forget_looks(self) -> None:
        """The window's colours or font have changed."""
        self._looks = None

    def data(self, row: Shown, column: int, role: int) -> Any:
        """Return what Qt asks of a cell."""
        answer = self._roles.get(role)
        return answer(row, column) if answer is not None else None

    def text(self, row: Shown, column: int) -> str:
        """Return what a cell says."""
        return self._words[column](InProject(self.view, row))

    def _displayed(self, row: Shown, column: int) -> str:
        return self.text(row, column) or self._assumed(row, column)

    def _assumed(self, row: Shown, column: int) -> str:
        told = self._columns[column].assumed
        return "" if told is None else told(InProject(self.view, row))

    def _edited(self, row: Shown, column: int) -> Any:
        if column == NUMBER:
            return getattr(row, "number", "")
        if column == PROGRESS_BAR and isinstance(row, TaskRow):
            return "" if row.progress is None else f"{row.progress:g}"
        return self.text(row, column)

    def _percent(self, row: Shown, _column: int) -> float | None:
        standing = self.view.standing(row)
        return standing.completion if standing is not NOTHING else None

    def _font(self, row: Shown, column: int) -> QFont | None:
        if not isinstance(row, TaskRow):
            return self.looks.bold if column in {NUMBER, TEXT} else None
        return self.looks.italic if column in {LEAD, SUPPORT} and self._only_suggested(row, column) else None

    def _foreground(self, row: Shown, column: int) -> QBrush | None:
        wanted = self.looks
        if column == STATUS:
            return wanted.statuses[self.view.standing(row).status]
        if column == SOURCE:
            return wanted.muted
        if not isinstance(row, TaskRow):
            return None
        if column in {LEAD, SUPPORT} and self._only_suggested(row, column):
            return wanted.muted
        if (column == NUMBER and not row.number) or (self._assumed(row, column) and not self.text(row, column)):
            return wanted.muted
        return wanted.muted if row.orphan or row.status == Status.CANCELLED else None

    def parts(self, row: Shown, column: int) -> Cell:
        """Return the parts of a cell of units: decided ones, and suggestions."""
        return (lead_lines if column == LEAD else support_lines)(InProject(self.view, row))

    def _only_suggested(self, row: Shown, column: int) -> bool:
        parts = self.parts(row, column)
        return bool(parts) and all(part.suggested for part in parts)

    def _background(self, row: Shown, _column: int) -> QBrush | None:
        return None if isinstance(row, TaskRow) else self.looks.section

    def _picture(self, row: Shown, column: int) -> QIcon | None:
        if column == LIGHT:
            return self.looks.lights[self.view.standing(row).light]
        if column == TEXT and not isinstance(row, DocumentRow):
            return self.looks.marks[isinstance(row, TaskRow) and row.flagged, waits(row)]
        return None

    def _tip(self, row: Shown, column: int) -> str | None:
        standing = self.view.standing(row)
        if column in {LIGHT, STATUS, PROGRESS_BAR} and standing is not NOTHING:
            count = "" if isinstance(row, TaskRow) else f"共{standing.tasks}项任务，已完成{standing.done}项。"
            light = "" if standing.light is Light.NONE else f"{standing.light.label}："
            return plain_tip(f"{count}{light}{standing.reason}")
        if column == SOURCE:
            return with_key("查看原文", "tasks.source") if self.text(row, column) else None
        text = self.text(row, column)
        if column == DEADLINE and not text and (assumed := self._assumed(row, column)):
            text = f"文件没有写完成时限，按{assumed}计算。可在“选项”或文件的“详情”中改为不计算。"
        if column == TEXT:
            text = "\n".join([text, *self._remarks(row)])
        if column in {LEAD, SUPPORT} and any(unit.is_proposed for unit in self.view.units(row)):
            text = f"{text}\n“建议”的单位由软件推荐，采纳前不计入责任单位。"
        # A wide text is broken into lines only where it is rich.
        return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if text.strip() else None

    def _remarks(self, row: Shown) -> list[str]:
        if isinstance(row, DocumentRow):
            return []
        found = []
        if isinstance(row, TaskRow) and row.flagged:
            found.append("★ 已标为关注")
        if waits(row):
            found.append(f"？ 待核对：{rule_name(row.rule)}，{sureness(row.confidence)}")
        if isinstance(row, TaskRow) and row.orphan:
            found.append("最新版文件中已没有这句话。")
        return found

    def _spoken(self, row: Shown, column: int) -> str:
        text = self._displayed(row, column)
        if column == TEXT:
            text = "，".join([text, *self._remarks(row)])
        return f"{self._columns[column].title}：{text or '无'}"
