"""The window's frame, as little as can be painted at once; :mod:`planlens.gui.app.desk` fills it afterwards.

Whatever is loaded here delays the first painting (Qt's own namespace: 16 ms); ``tests/benchmarks`` keeps watch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QStackedWidget, QWidget

from planlens.gui.app.start import StartPage

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

TITLE = "规划解析与任务跟踪"
GEOMETRY = "window/geometry"
"""The setting that keeps where the window was."""

SIZE = (1240, 700)
"""The size at the first start, for a screen of 1366 × 768 pixels; less where the screen has less."""

TITLE_BAR = 32
"""Pixels that the frame has above the window."""


class Window(QMainWindow):
    """The main window.

    Signals:
        painted: the window has been on the screen for the first time.
        dropped: files were dropped on it; carries their paths.

    Args:
        opening: what will be opened as soon as that can be; the window says so from the first moment.

    Attributes:
        may_close: asked before the window closes.
    """

    painted = Signal()
    dropped = Signal(object)

    def __init__(self, opening: Sequence[Path | str] = ()) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height() - TITLE_BAR))
        self.setAcceptDrops(True)
        self.may_close: Callable[[], bool] = lambda: True
        self._painted = False
        self._heard = False
        self._early: list[Path] = []
        self.start = StartPage()
        if opening:
            name = f"“{opening[0].stem}”" if isinstance(opening[0], Path) else ""  # an address is no name
            self.start.wait(on=True, words=f"正在打开{name}…")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.setCentralWidget(self.stack)
        self.menuBar()
        self.statusBar()

    def show_page(self, page: QWidget) -> None:
        """Show the start page or the work; the other one takes no room from it."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        policy = QSizePolicy.Policy
        for place in range(self.stack.count()):
            each = self.stack.widget(place)
            wanted = policy.Preferred if each is page else policy.Ignored
            if each is not None:
                each.setSizePolicy(wanted, wanted)
        self.stack.setCurrentWidget(page)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Notice the first painting."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask before closing."""
        event.setAccepted(self.may_close())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Welcome files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Take files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._early = paths
            self._tell_early()

    def listen(self) -> None:
        """Tell from now on what is dropped and chosen; what came before anybody was there to hear it is told next."""
        self._heard = True
        self.start.listen()
        QTimer.singleShot(0, self, self._tell_early)

    def _tell_early(self) -> None:
        if self._heard and self._early:
            paths, self._early = self._early, []
            self.dropped.emit(paths)
