"""A line in other dialogs that says what the check-up has found, with a way to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from planlens.gui.app.jobs import Newest
from planlens.gui.app.parts import Tools
from planlens.gui.checking.page import show_checkup
from planlens.gui.widgets.plain import plain_tip
from planlens.workflow import checking


class CheckupLine(QLabel):
    """Asks for the check-up as soon as it is made; the dialog goes on meanwhile.

    Signals:
        left: the user wants to see the check-up instead of the dialog.
    """

    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__("正在体检……", parent)
        self._tools = tools
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.linkActivated.connect(self._leave)
        self.asking = Newest(self)
        self.asking.answered.connect(self._show)
        self.asking.failed.connect(lambda error: self.setText(error.message))
        path = tools.session.place
        if path is not None:
            self.asking.ask(lambda: tools.jobs.process(checking.check_file, path))

    @Slot(object)
    def _show(self, found: checking.CheckUp) -> None:
        self.setText(f'{found.short} <a href="checkup">查看</a>' if found.findings else found.short)
        self.setToolTip(plain_tip(found.words))

    def _leave(self) -> None:
        self.left.emit()
        show_checkup(self._tools)
