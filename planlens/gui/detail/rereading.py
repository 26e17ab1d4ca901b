"""Understanding a section anew after its type was changed: the effect is told first, and comes as one action."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from planlens import workflow
from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, DetailPart
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import wrapped_label
from planlens.model import PlanlensError
from planlens.model.versions import NewVersion
from planlens.project.edits import AdoptVersion, Together
from planlens.project.rows import SectionRow
from planlens.project.versions import is_reread
from planlens.views.rereading import effect_text

WORKING = "正在按新的类型重新识别……"
BUTTON = "重新识别本节"


class RereadingSection(DetailPart):
    """Shown while what stands under a section was found with another type than it has now."""

    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.SECTION})

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._job: Job | None = None
        self._asked: tuple[str, str] | None = None
        self.version: NewVersion | None = None
        self.effect = wrapped_label()
        self.again = QPushButton(BUTTON)
        self.again.setToolTip("按现在的类型重新识别本节的任务、目标、单位和时限；已修改、已填报的内容都保留")
        self.again.clicked.connect(self._adopt)
        in_column(self.effect, self.again, margins=0, on=self)

    def fill(self, *, anew: bool) -> None:
        """Look what the section's type would bring, where that is not known yet."""
        del anew
        row = self._row()
        wanted = row is not None and self.writable and not is_reread(self.session.state, row)
        self.effect.setVisible(wanted)
        self.again.setVisible(wanted)
        if row is None or not wanted:
            self._forget()
        elif self._asked != (row.id, row.role):
            self._ask(row)

    def leave(self) -> None:
        """Stop looking."""
        self._forget()
        super().leave()

    def _row(self) -> SectionRow | None:
        row = self.session.state.find(self.ids[0]) if self.ids else None
        return row if isinstance(row, SectionRow) and row.start is not None and row.document else None

    def _ask(self, row: SectionRow) -> None:
        self._forget()
        path = self.session.place
        if path is None:
            return
        self._asked = (row.id, row.role)
        self.effect.setText(WORKING)
        self.again.setEnabled(False)
        self._job = self.tools.jobs.process(workflow.reread_file, path, row.document).then(self._show, self._failed)

    def _forget(self) -> None:
        job, self._job = self._job, None
        self._asked = self.version = None
        if job is not None:
            job.cancel()

    @Slot(object)
    def _show(self, version: NewVersion) -> None:
        row = self._row()
        self._job = None
        if row is None or row.start is None:
            return
        self.version = version
        self.effect.setText(effect_text(version, row.start))
        self.again.setEnabled(True)

    @Slot(object)
    def _failed(self, error: PlanlensError) -> None:
        self._job = None
        self.effect.setText(error.message)

    @Slot()
    def _adopt(self) -> None:
        version, row = self.version, self._row()
        if version is None or row is None:
            return
        edit = AdoptVersion(version.document, version.plan, version.data, version.comparison.matching)
        self.session.apply_long(lambda: Together((edit,), f"重新识别“{row.title[:16]}”"), self.tools.jobs)
