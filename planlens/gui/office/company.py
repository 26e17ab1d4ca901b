"""Who else is at an office's ledger and what they do: heard in a thread, shown in the window."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit

from planlens.gui.app.session import Session
from planlens.gui.widgets.plain import plain_label, plain_tip
from planlens.gui.widgets.search_line import SearchLine
from planlens.model import PlanlensError
from planlens.project.office.watching import Heard, Watch
from planlens.workflow.office import watch

_SOON = 300
"""Milliseconds after which it is tried again to show what others did, while the user is typing."""
_KEPT = 12
"""How many of others' last actions are told."""


class Hearing(QObject):
    """A thread that follows a ledger.

    Args:
        listening: its connection.
        seen: returns the number of the newest action that the window shows.

    Signals:
        heard: something was heard; carries a :class:`~planlens.project.office.watching.Heard`.
    """

    heard = Signal(object)

    def __init__(self, listening: Watch, seen: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watch, self._seen = listening, seen
        self._ended, self._taken = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with suppress(RuntimeError):  # the window is gone
            while not self._ended.is_set():
                found = self._watch.hear(self._seen())
                self._taken.clear()
                self.heard.emit(found)
                self._taken.wait(2)
        self._watch.close()

    def go_on(self) -> None:
        """Hear the next: what was heard has been taken in."""
        self._taken.set()

    def end(self) -> None:
        """Hear no more."""
        self._ended.set()
        self._taken.set()
        self._thread.join(1)


class Company(QObject):
    """Shows others' actions as they happen, who is here, and whether the server can be reached.

    Args:
        session: the window's.
        changed: called when what can be done has changed: the server was lost, or is there again.

    Attributes:
        label: for the status bar.
    """

    def __init__(self, session: Session, changed: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._changed = session, changed
        self._hearing: Hearing | None = None
        self._deeds: deque[str] = deque(maxlen=_KEPT)
        self._waiting: Heard | None = None
        self._lost = False
        self.label: QLabel = plain_label("")
        self.label.hide()
        session.closed.connect(self.end)
        session.others_acted.connect(self._remember)

    def begin(self) -> None:
        """Follow the ledger that the session has opened."""
        project = self._session.project
        if project is None:
            return
        self._deeds.clear()
        self._lost = False
        try:
            listening = watch(project.store)
        except PlanlensError as error:
            self._session.problem.emit(error)
            return
        self._hearing = Hearing(listening, lambda: project.seen, self)
        self._hearing.heard.connect(self._take)
        self.label.setText("正在查看谁在线……")
        self.label.show()

    @Slot()
    def end(self) -> None:
        """Follow nothing any more."""
        if self._hearing is not None:
            self._hearing.heard.disconnect(self._take)
            self._hearing.end()
            self._hearing.deleteLater()
            self._hearing = None
        self._waiting = None
        self.label.hide()

    @Slot(object)
    def _take(self, heard: Heard) -> None:
        self._say(heard)
        self._waiting = heard
        self._show()

    def _show(self) -> None:
        """Show what others did, once nobody is in the middle of typing or of a long action."""
        heard, project = self._waiting, self._session.project
        if heard is None or project is None or self._hearing is None:
            return
        if heard.news is not None and (self._session.busy or is_typing() or QApplication.activeModalWidget()):
            self.label.setText("其他人有新的修改，您输入完后显示")
            QTimer.singleShot(_SOON, self, self._show)
            return
        self._waiting = None
        if heard.news is not None:
            try:
                project.catch_up(heard.news)
            except PlanlensError as error:
                self._session.problem.emit(error)
            self._say(heard)
        self._hearing.go_on()

    def _say(self, heard: Heard) -> None:
        if (heard.lost is not None) != self._lost:
            self._lost = heard.lost is not None
            self._session.notice.emit("连接已断开，现在只能查看。" if self._lost else "连接已恢复，可以继续填写。")
            self._changed()
        if heard.lost is not None:
            self.label.setText("⚠ 与服务器的连接已断开，只能查看，正在重新连接……")
            self.label.setToolTip(plain_tip(heard.lost.message))
            return
        self.label.setText(f"在线：{'、'.join(heard.present)}" if heard.present else "已连接")
        deeds = "\n".join(reversed(self._deeds))
        self.label.setToolTip(plain_tip(f"其他人最近的操作：\n{deeds}" if deeds else "打开以来其他人还没有操作。"))

    @Slot(object)
    def _remember(self, deeds: tuple[str, ...]) -> None:
        self._deeds.extend(deeds)


def is_typing() -> bool:
    """Whether the user is in the middle of typing something that is not kept yet."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit):
        return focus.isModified() and not focus.isReadOnly() and not isinstance(focus, SearchLine)
    if isinstance(focus, QTextEdit | QPlainTextEdit):
        return focus.document().isModified() and not focus.isReadOnly()
    return False
