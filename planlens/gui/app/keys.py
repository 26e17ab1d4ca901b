"""The keys of :mod:`planlens.views.keys` for Qt."""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from planlens.views.keys import KEYS, key_words

WINDOW = Qt.ShortcutContext.WindowShortcut
WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
WIDGET = Qt.ShortcutContext.WidgetShortcut
"""Where a key works: in the whole window, in a page with all that is in it, in one widget alone."""


def sequences(name: str) -> list[QKeySequence]:
    """Return the keys of an action; both Enter keys, as the one named Enter on the keyboard is Return to Qt."""
    found = QKeySequence.listFromString(KEYS[name])
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
