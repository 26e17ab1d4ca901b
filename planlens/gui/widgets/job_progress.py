"""The progress of a job in the status bar, with a button to cancel it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from planlens.gui.app.jobs import Job
from planlens.gui.widgets.layouts import in_row
from planlens.gui.widgets.plain import plain_label


class JobProgress(QWidget):
    """Shown while a job is under way; of several jobs the newest is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self.text = plain_label()
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setMaximumWidth(180)
        self.bar.setAccessibleName("处理进度")
        self.button = QPushButton("取消")
        self.button.clicked.connect(self._cancel)
        in_row(self.text, self.bar, self.button, margins=0, on=self)
        self.hide()

    def follow(self, job: Job, *, may_cancel: bool = True) -> None:
        """Show a job until it ends."""
        self._job = job
        self.text.clear()
        self.bar.setValue(0)
        self.button.setVisible(may_cancel)
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)
        self.show()

    @Slot(float, str)
    def _progressed(self, fraction: float, text: str) -> None:
        if self.sender() is self._job:
            self.bar.setValue(round(fraction * 100))
            self.text.setText(text)

    @Slot()
    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.hide()

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
