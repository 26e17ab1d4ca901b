"""A strip above the work that tells something once, and may be told to be silent for ever."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from planlens.gui.app.settings import Settings
from planlens.gui.widgets.plain import wrapped_label

_SILENT = "notice/silent"


class NoticeBar(QToolBar):
    """A line of text with buttons to close it.

    Args:
        key: what it is about, for not telling it again.
        text: in Chinese.
        settings: where that is remembered.
    """

    def __init__(self, key: str, text: str, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("提示", parent)
        self.setObjectName(f"notice-{key}")
        self.setMovable(False)
        self._key, self._settings = key, settings
        self.label = wrapped_label(text)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(self.label)
        self.close_button = self._button("知道了")
        self.close_button.clicked.connect(self.hide)
        self.silence_button = self._button("不再提示")
        self.silence_action = self.actions()[-1]
        self.silence_button.clicked.connect(self._silence)

    def tell_once(self) -> None:
        """Tell it this time only, whatever the user answers."""
        self._remember()
        self.silence_action.setVisible(False)

    def _button(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        self.addWidget(button)
        return button

    def _silence(self) -> None:
        self._remember()
        self.hide()

    def _remember(self) -> None:
        self._settings.set(_SILENT, sorted({*self._settings.get(_SILENT, []), self._key}))


def is_silent(key: str, settings: Settings) -> bool:
    """Whether the user wants to hear no more of it."""
    return key in settings.get(_SILENT, [])
