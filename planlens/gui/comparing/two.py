"""Chooses two plans, each a document of the project or a file, and has them read and compared in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from planlens.gui.app import dialogs
from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import plain_button, waiting_bar, wrapped_label
from planlens.model import PlanlensError
from planlens.project.office.address import Place
from planlens.views.headings import document_name

_FILE = "选择文件…"


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """Where a plan is: a file, or with *document* a document of a project's file or an office's ledger."""

    path: Place
    document: str = ""


class PlanChooser(QComboBox):
    """The documents of the project, the files that have been chosen, and a way to another file.

    Signals:
        picked: another plan is chosen.
    """

    picked = Signal()

    def __init__(self, tools: Tools, name: str) -> None:
        super().__init__()
        self._tools = tools
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.addItem("请选择…", None)
        session = tools.session
        if session.place is not None:
            for row in session.state.documents():
                self.addItem(document_name(row), PlanPlace(session.place, row.id))
        self.addItem(_FILE, _FILE)
        self._before = 0
        self.activated.connect(self._choose)

    @property
    def place(self) -> PlanPlace | None:
        """The chosen plan."""
        found = self.currentData()
        return found if isinstance(found, PlanPlace) else None

    def choose_file(self, path: Path) -> None:
        """Choose a file."""
        self.insertItem(self.count() - 1, path.name, PlanPlace(path))
        self.setCurrentIndex(self.count() - 2)
        self._before = self.currentIndex()
        self.picked.emit()

    def _choose(self, row: int) -> None:
        if self.itemData(row) != _FILE:
            self._before = row
            self.picked.emit()
            return
        self.setCurrentIndex(self._before)
        if paths := dialogs.choose_documents(self._tools, self.accessibleName(), many=False):
            self.choose_file(paths[0])


class TwoPlansBar(QWidget):
    """Two choosers and what is being done; asks as soon as both are chosen.

    Args:
        tools: the window's.
        names: what the two plans are to each other (原版本, 新版本).
        ask: a use case that gets both paths and both ids of documents.
        hint: what to do, as long as nothing is chosen.

    Signals:
        done: the answer.
        begun: what was answered before is no longer asked for.
    """

    done = Signal(object)
    begun = Signal()

    def __init__(self, tools: Tools, names: tuple[str, str], ask: Callable[..., Any], hint: str) -> None:
        super().__init__()
        self._tools, self._ask = tools, ask
        self._job: Job | None = None
        self.choosers = [PlanChooser(tools, name) for name in names]
        self.swap = plain_button("⇄", "两份互换", self._swap)
        self.swap.setAccessibleName("两份互换")
        self.words = wrapped_label(hint)
        self.bar = waiting_bar()
        row = QHBoxLayout()
        for name, chooser in zip(names, self.choosers, strict=True):
            row.addWidget(QLabel(f"{name}："))
            row.addWidget(chooser, 1)
            if chooser is self.choosers[0]:
                row.addWidget(self.swap)
            chooser.picked.connect(self.begin)
        in_column(row, self.bar, self.words, margins=0, on=self)

    @property
    def busy(self) -> bool:
        """Whether the plans are being compared."""
        return self._job is not None

    @property
    def places(self) -> list[PlanPlace | None]:
        """The two plans."""
        return [chooser.place for chooser in self.choosers]

    def _swap(self) -> None:
        for chooser, place in zip(self.choosers, reversed(self.places), strict=True):
            row = next((row for row in range(chooser.count()) if chooser.itemData(row) == place), 0)
            if place is not None and not row:
                chooser.insertItem(chooser.count() - 1, place.path.name, place)
                row = chooser.count() - 2
            chooser.setCurrentIndex(row)
        self.begin()

    @Slot()
    def begin(self) -> None:
        """Compare the two, once there are two."""
        self.stop()
        one, other = self.places
        self.begun.emit()
        if one is None or other is None:
            return
        if one == other:
            self._say("两边是同一份文件，请为其中一边另选一份。")
            return
        self.bar.setValue(0)
        self.bar.setVisible(True)
        self._job = self._tools.jobs.process(self._ask, one.path, other.path, one.document, other.document).then(
            self._show, self._fail, progressed=self._progressed
        )

    def stop(self) -> None:
        """Compare no more."""
        job, self._job = self._job, None
        self.bar.setVisible(False)
        if job is not None:
            job.cancel()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    @Slot(float, str)
    def _progressed(self, fraction: float, text: str) -> None:
        self.bar.setValue(round(fraction * 100))
        self._say(f"{text}……")

    @Slot(object)
    def _fail(self, error: PlanlensError) -> None:
        self._job = None
        self.bar.setVisible(False)
        self._say(error.message)

    @Slot(object)
    def _show(self, answer: object) -> None:
        self._job = None
        self.bar.setVisible(False)
        self._say("")
        self.done.emit(answer)
