"""A widget that follows changes only while it is seen, and then once the events under way are done."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from planlens.gui.app.piecemeal import Piecemeal
from planlens.gui.widgets.worn import follow


class LateWidget(QWidget):
    """Shows what has changed when it has to; many changes at once are shown once.

    Args:
        delay: milliseconds between a change and :meth:`refresh`.
    """

    def __init__(self, delay: int = 0) -> None:
        super().__init__()
        self._stale = True
        self._delay = delay
        self._later = Piecemeal(self._refresh_shown, self)
        follow(self.mark_stale)

    def refresh(self) -> None:
        """Show everything as it is now."""
        raise NotImplementedError

    def mark_stale(self, _what: object = None) -> None:
        """Remember that what is shown is out of date; connected to the signals of the session."""
        self._stale = True
        if self.isVisible():
            self._later.begin(self._delay)

    def refresh_now(self) -> None:
        """Show what has changed at once, where that was put off."""
        self._later.stop()
        if self._stale:
            self._stale = False
            self.refresh()

    def _refresh_shown(self) -> None:
        if self.isVisible():  # else once it comes to sight
            self.refresh_now()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Show what has changed meanwhile."""
        super().showEvent(event)
        self.refresh_now()
