"""How far a section or document is, added up from its tasks."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar

from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, DetailPart, muted
from planlens.gui.detail.standing import light_html
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import wrapped_label
from planlens.model.tracking import Status
from planlens.project.rows import DocumentRow
from planlens.project.settings import status_names
from planlens.views.tallies import statuses_below


class RolledSection(DetailPart):
    """Completion as a bar, the number of tasks in each state, the lights."""

    title = "汇总"
    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.SECTION, Chosen.DOCUMENT})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.name = QLabel()
        self.name.setWordWrap(True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName("完成进度")
        self.light = QLabel()
        self.light.setTextFormat(Qt.TextFormat.RichText)
        self.light.setWordWrap(True)
        self.counts = wrapped_label()
        self.source = muted()
        in_column(self.name, self.bar, self.counts, self.light, self.source, margins=0, on=self)

    def fill(self, *, anew: bool) -> None:
        """Show what the tasks below add up to."""
        state, key = self.session.state, self.ids[0]
        standing = self.session.overview[key]
        row = state.find(key)
        document = row if isinstance(row, DocumentRow) else None
        self.name.setText(document.title or document.name if document else "")
        self.source.setText(f"{document.name}，{document.adopted[:10]} 导入" if document else "")
        self.name.setVisible(document is not None)
        self.source.setVisible(document is not None)
        self.bar.setValue(round(standing.completion))
        self.bar.setVisible(standing.tasks > 0)
        counted, names = statuses_below(self.session.overview, key), status_names(state)
        aside = {Status.CANCELLED: "（不计入）"}
        parts = [f"{names[each]} {counted[each]}{aside.get(each, '')}" for each in Status if counted[each]]
        total = counted.total() - counted[Status.CANCELLED]
        self.counts.setText(f"任务 {total} 项：{'、'.join(parts)}" if parts else "没有任务")
        self.light.setText(light_html(standing.light, standing.reason, word=False))
        self.light.setVisible(bool(parts))
