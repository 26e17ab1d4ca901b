"""Asks which sections the reports of a project have, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from planlens.gui.widgets.column_list import ColumnList
from planlens.gui.widgets.plain import DialogButtons, wrapped_label
from planlens.gui.widgets.sizes import fit
from planlens.views.monthly.sections import SECTIONS


class SectionsDialog(QDialog):
    """The sections, ticked and in order; one at least.

    Args:
        chosen: the keys of those that reports have now.
        parent: the window.
    """

    def __init__(self, chosen: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("报告的章节")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, 460, 400)
        self.sections = ColumnList([*SECTIONS.items()], "报告的章节，打勾为写入")
        self.sections.choose(chosen)
        told = wrapped_label("打勾的写进报告，次序可以调整，序号自动重排；以后各期照此。没有内容的章节不写。")
        buttons = DialogButtons(self, "确定", self.accept)
        self.ok = buttons.yes
        self.sections.changed.connect(self._count)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self.sections, 1)
        column.addWidget(buttons)

    def _count(self) -> None:
        self.ok.setEnabled(bool(self.sections.chosen))
