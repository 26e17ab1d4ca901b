"""A field for a list of units: each name is completed from those that the project knows, also by pinyin initials."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from planlens.language.pinyin import Initials

_LAST = re.compile(r"[^、，,；;：:\s]*$")


class UnitsEdit(QLineEdit):
    """A line with names of units between 、.

    Args:
        choices: the names that are in use, the likeliest first.
        complete: returns the full names that may be meant by what is typed, the likeliest first.
        initials: for completing names by the first letters of their pinyin, None without.
    """

    def __init__(
        self,
        choices: Sequence[str],
        complete: Callable[[str], list[str]],
        initials: Initials | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._complete = complete
        self._choices = list(choices)
        self._initials = initials
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._completer.setWidget(self)
        self._list = QListView()
        self._list.setUniformItemSizes(True)
        self._completer.setPopup(self._list)
        self._completer.activated.connect(self.take)
        self.setToolTip("多个单位之间用顿号隔开；按 ↓ 选择单位")
        self.setAccessibleName("单位")
        self.textEdited.connect(self._offer)

    def matching(self, typed: str) -> list[str]:
        """Return the names that may be meant; all that are in use for ""."""
        if not typed:
            return self._choices
        found = self._complete(typed)
        pattern = self._initials.pattern(typed) if self._initials else None
        if pattern is not None and self._initials is not None:
            found += [name for name in self._choices if pattern.search(self._initials.of(name)) and name not in found]
        return found

    def _typed(self) -> str:
        found = _LAST.search(self.text()[: self.cursorPosition()])
        return found[0] if found else ""

    def _offer(self) -> None:
        found = self.matching(self._typed()) if self._typed() else []
        if found and found != [self._typed()]:
            self._show(found)
        else:
            self._list.hide()

    def _show(self, names: list[str]) -> None:
        self._names.setStringList(names[:200])
        self._completer.complete()

    def take(self, name: str) -> None:
        """Complete the unit that is being typed, whatever stands after it."""
        before, after = self.text()[: self.cursorPosition()], self.text()[self.cursorPosition() :]
        before = _LAST.sub("", before) + name
        self.setText(before + after)
        self.setCursorPosition(len(before))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Offer all units with the down key; let the list of names have its keys."""
        if self.choosing() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Down and not self.choosing():
            self._show(self.matching(self._typed()))
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Close the list of names with the field."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._list.hide()
        super().focusOutEvent(event)

    def choosing(self) -> bool:
        """Whether the list of names is open."""
        return self._list.isVisible()
