"""The keys of :mod:`planlens.views.keys` for Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from planlens.views.keys import KEYS, key_words

WINDOW = Qt.ShortcutContext.WindowShortcut
WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
WIDGET = Qt.ShortcutContext.WidgetShortcut
"""Where a key works: in the whole window, in a page with all that is in it, in one widget alone."""


def sequences(name: str) -> list[QKeySequence]:
    """Return the keys of an action; both Enter keys, as the one named Enter on the keyboard is Return to Qt."""
    found = [key for key in QKeySequence.listFromString(KEYS[name]) if not key.isEmpty()]
    returns = [QKeySequence(text.replace("Enter", "Return")) for key in found if "Enter" in (text := key.toString())]
    return [*found, *returns]


def codes(name: str) -> list[int]:
    """Return the keys of an action as numbers, for those who read the keyboard themselves."""
    return [key[0].toCombined() for key in sequences(name)]  # type: ignore[index]


def code_of(event: QKeyEvent) -> int:
    """Return the key that was pressed as such a number; the keys at the right side count as all others."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeyCombination(modifiers, Qt.Key(event.key())).toCombined()


def is_key(event: QKeyEvent, name: str) -> bool:
    """Whether a key that was pressed is one of an action."""
    return code_of(event) in codes(name)


def is_key_of(event: QKeyEvent, actions: Iterable[QAction]) -> bool:
    """Whether a key that was pressed is one of some actions."""
    pressed = QKeySequence(code_of(event))
    return any(pressed in action.shortcuts() for action in actions)


def set_keys(action: QAction, name: str, context: Qt.ShortcutContext = WINDOW) -> None:
    """Give an action its keys."""
    action.setShortcuts(sequences(name))
    action.setShortcutContext(context)


def key_in(widget: QWidget, name: str, run: object, context: Qt.ShortcutContext = WIDGET) -> None:
    """Let the keys of an action call *run* in a widget."""
    for key in sequences(name):
        QShortcut(key, widget, run, context=context)  # type: ignore[call-overload]


def keys_text(action: QAction) -> str:
    """Return the keys of an action as people read them: ``F2、E``."""
    return "、".join(dict.fromkeys(key_words(key.toString()) for key in action.shortcuts()))


Run = Callable[[], None]


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
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            modifiers &= ~Qt.KeyboardModifier.ShiftModifier
        return self._keys.get(QKeyCombination(modifiers, Qt.Key(event.key())).toCombined())
