"""A window that stays open beside the tasks and shows one page of answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from planlens.gui.app.parts import Tools
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.sizes import fit


class LedgerWindow(QDialog):
    """The window around a page; closed with the project.

    Args:
        tools: the window's.
        title: its title.
        page: the page, which follows the session by itself once it is connected here.
    """

    def __init__(self, tools: Tools, title: str, page: LateWidget) -> None:
        super().__init__(tools.window)
        self.setWindowTitle(title)
        self.setObjectName(title)
        self.page = page
        in_column(page, on=self)
        fit(self, 1040, 600)
        session = tools.session
        session.opened.connect(page.mark_stale)
        session.changed.connect(page.mark_stale)
        session.closed.connect(self.close)


def show_window(tools: Tools, title: str, make: Callable[[Tools], LateWidget]) -> LedgerWindow:
    """Bring the window with a title to the front; it is made when it is wanted first."""
    found = tools.window.findChild(LedgerWindow, title)
    window = found if isinstance(found, LedgerWindow) else LedgerWindow(tools, title, make(tools))
    window.show()
    window.raise_()
    window.activateWindow()
    return window
