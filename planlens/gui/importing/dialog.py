"""The import: documents being read, what was found in each, and where they go. The window stays usable meanwhile."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QProgressBar,
    QPushButton,
    QSplitter,
    QWidget,
)

from planlens.gui.app.parts import Tools
from planlens.gui.importing.destination import Destination
from planlens.gui.importing.making import free_path, title_of
from planlens.gui.importing.paper_list import PaperList
from planlens.gui.importing.preview import Preview
from planlens.gui.importing.reading import FileReading, ImportedPaper, Stage
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import plain_button, plain_label
from planlens.gui.widgets.sizes import fit
from planlens.model import Plan
from planlens.model.granularity import Granularity
from planlens.paths import projects_folder
from planlens.views.summary import Summary, summary_of

BY = "importing/by"
"""How fine the user had the rows of the last document."""


class ImportDialog(QDialog):
    """What an import shows and asks.

    Signals:
        decided: the user wants these documents: the papers, and the path of the new project or None for the open one.
    """

    decided = Signal(object, object)

    def __init__(
        self, tools: Tools, paths: Sequence[Path], *, into_project: bool = False, folder: Path | None = None
    ) -> None:
        super().__init__(tools.window)
        self.setWindowTitle("导入规划文件")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, 980, 600)
        self._tools = tools
        self._folder = folder
        self._summaries: dict[int, Summary] = {}
        self.reading = FileReading(tools.jobs, _usual(tools.settings.get(BY)), self)
        self.papers = PaperList(self.reading)
        self.preview = Preview()
        self.destination = Destination(tools.session, into_project=into_project)
        self._lay_out()
        self.reading.changed.connect(self._changed)
        self.reading.listed.connect(self._listed)
        self.reading.idle.connect(self._refresh)
        self.papers.chosen.connect(self._show)
        self.preview.by_chosen.connect(self._show_by)
        self.papers.add_wanted.connect(self._add)
        self.destination.changed.connect(self._refresh)
        self.reading.add(paths)

    def _lay_out(self) -> None:
        split = QSplitter()
        split.addWidget(self.papers)
        split.addWidget(self.preview)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([280, 680])
        self.buttons = QDialogButtonBox()
        self.make = QPushButton("创建项目")
        self.cancel = QPushButton("取消")
        self.buttons.addButton(self.make, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.make.setDefault(True)
        self.buttons.accepted.connect(self._decide)
        self.buttons.rejected.connect(self.reject)
        in_column(self._progress_row(), (split, 1), self.destination, self.buttons, on=self)

    def _progress_row(self) -> QWidget:
        self.progress_row = QWidget()
        self.doing = plain_label()
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("读取进度")
        self.stop = plain_button("停止读取", run=self.reading.stop)
        in_row(self.doing, (self.bar, 1), self.stop, margins=0, on=self.progress_row)
        return self.progress_row

    def done(self, result: int) -> None:
        """Stop reading when the dialog closes, however it closes."""
        self.reading.stop()
        super().done(result)

    def _listed(self) -> None:
        self._summaries.clear()
        self._refresh()

    def _changed(self, place: int) -> None:
        paper = self.reading.papers[place]
        if place == self.papers.current:
            self._show(place)
        elif paper.stage is Stage.READ and self._chosen_stage() is not Stage.READ:
            self.papers.choose(place)
        if paper.stage is Stage.READ and place == self._first_read():
            self._suggest(paper)
        self._refresh()

    def _chosen_stage(self) -> Stage | None:
        place = self.papers.current
        return self.reading.papers[place].stage if place >= 0 else None

    def _first_read(self) -> int:
        return next((n for n, paper in enumerate(self.reading.papers) if paper.plan is not None), -1)

    def _suggest(self, paper: ImportedPaper) -> None:
        assert paper.plan is not None
        folder = self._folder or paper.path.absolute().parent
        if not os.access(folder, os.W_OK):  # a share to read only, a CD
            folder = projects_folder() or folder
        self.destination.suggest(free_path(folder, title_of(paper.plan)))

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self.reading.papers):
            self.preview.show_message("", "请添加要导入的文件。")
            return
        paper = self.reading.papers[place]
        if paper.plan is not None:
            self.preview.show_summary(self._summary(place, paper.plan), paper.by)
        else:
            texts = {
                Stage.WAITING: "等待读取。",
                Stage.UNDER_WAY: f"正在处理：{paper.doing}……",
                Stage.STOPPED: "已停止读取，不会导入这份文件。",
            }
            self.preview.show_message(paper.path.name, paper.problem or texts.get(paper.stage, ""))

    def _show_by(self, by: Granularity) -> None:
        """Remember how fine rows are wished for."""
        self.reading.show_by(self.papers.current, by)
        self._tools.settings.set(BY, by.value)

    def _summary(self, place: int, plan: Plan) -> Summary:
        if place not in self._summaries:
            self._summaries[place] = summary_of(plan)
        return self._summaries[place]

    def _refresh(self) -> None:
        running = self.reading.running
        self.progress_row.setVisible(running)
        if running:
            paper = next(paper for paper in self.reading.papers if paper.stage is Stage.UNDER_WAY)
            self.doing.setText(f"{paper.doing}：{paper.path.name}")
            self.bar.setValue(round(self.reading.fraction * 1000))
        count = len(self.reading.done)
        self.make.setEnabled(not running and count > 0 and not self.destination.problem)
        verb = "添加到项目" if self.destination.into_project else "创建项目"
        self.make.setText(f"{verb}（{count} 份文件）" if count > 1 else verb)

    def _add(self) -> None:
        from planlens.gui.app.dialogs import choose_documents  # noqa: PLC0415 (only once it is chosen)

        self.reading.add(choose_documents(self._tools))

    def _decide(self) -> None:
        if self.make.isEnabled():
            into = None if self.destination.into_project else self.destination.new_path
            self.decided.emit(list(self.reading.done), into)


def _usual(kept: object) -> Granularity:
    """Return how fine rows were wished for last."""
    return Granularity(str(kept)) if kept in set(Granularity) else Granularity.SENTENCE
