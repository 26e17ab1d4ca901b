"""The keys of the source, taken before the window's own shortcuts of the same keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

Run = Callable[[], None]

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keyboard(QObject):
    """Runs what a key stands for while a widget has the keyboard.

    Args:
        widget: the widget.
        keys: what to run, by :func:`~planlens.gui.app.keys.codes`; with Ctrl, Shift does not
            matter (Ctrl++ needs it on some keyboards).
    """

    def __init__(self, widget: QWidget, keys: Mapping[int, Run]) -> None:
        super().__init__(widget)
        self._keys = keys
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take the event where there is something to run."""
        kind = event.type()
        if kind in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(event, QKeyEvent):
            run = self._run_of(event)
            if run is not None:
                event.accept()
                if kind == QEvent.Type.KeyPress:
                    run()
                return True
        return super().eventFilter(watched, event)

    def _run_of(self, event: QKeyEvent) -> Run | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers & _CTRL:
            modifiers &= ~_SHIFT
        return self._keys.get(QKeyCombination(modifiers, Qt.Key(event.key())).toCombined())
