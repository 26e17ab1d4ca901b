"""The toolbar: the actions used most, with a picture and a word each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar, QWidget

from planlens.gui.app.keys import keys_text
from planlens.gui.app.theme import colours
from planlens.gui.widgets.icons import icon


class Toolbar(QToolBar):
    """Pictures wear the colour of the text, also after a change of colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("工具栏", parent)
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._pictures: dict[str, QAction] = {}

    def add_short(self, key: str, text: str, action: QAction) -> None:
        """Add a button with a short text for an action of the menus; *key* names its picture."""
        button = QAction(text, self)
        button.setToolTip(f"{action.text().partition('(&')[0]}（{keys_text(action)}）")
        button.setEnabled(action.isEnabled())
        button.triggered.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        self.add(key, button)

    def add(self, key: str, action: QAction) -> None:
        """Add an action; *key* names its picture."""
        action.setIconVisibleInMenu(False)
        self._pictures[key] = action
        self.addAction(action)

    def paint_pictures(self) -> None:
        """Draw the pictures in the colours of now."""
        now = colours()
        for key, action in self._pictures.items():
            action.setIcon(icon(key, now.text, now.grey))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow a change of colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.paint_pictures()
