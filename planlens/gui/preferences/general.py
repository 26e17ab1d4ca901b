"""Who I am, colours, size of the text, the layout."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit, QPushButton

from planlens.gui.app import theme
from planlens.gui.app.parts import Tools
from planlens.gui.preferences.page import SettingsPage
from planlens.gui.widgets.plain import choice_box

_SCHEMES = ((theme.Scheme.SYSTEM, "跟随系统"), (theme.Scheme.LIGHT, "浅色"), (theme.Scheme.DARK, "深色"))
_SIZES = (None, 9, 10, 11, 12, 14, 16)


class GeneralPage(SettingsPage):
    """What concerns the user and the window."""

    title = "常规"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        settings = tools.settings
        self.who = QLineEdit(settings.who)
        self.scheme = choice_box("", [(name, scheme.value) for scheme, name in _SCHEMES])
        self.scheme.setCurrentIndex(self.scheme.findData(settings.get(theme.SCHEME, theme.Scheme.SYSTEM.value)))
        self.points = choice_box("", [("默认" if size is None else f"{size} 磅", size) for size in _SIZES])
        self.points.setCurrentIndex(max(0, self.points.findData(settings.get(theme.POINTS))))
        reset = QPushButton("恢复默认的窗口布局")
        reset.clicked.connect(self._reset)
        form = QFormLayout(self)
        form.addRow("我的姓名", self.who)
        form.addRow("", QLabel("记入操作历史，也显示给同时打开同一项目的人。"))
        form.addRow("外观", self.scheme)
        form.addRow("文字大小", self.points)
        form.addRow("窗口", reset)

    def save(self) -> bool:
        """Keep and show it at once."""
        settings = self.tools.settings
        settings.set("who", self.who.text().strip() or None)
        if self.tools.session.project is not None:
            self.tools.session.project.who = settings.who
        settings.set(theme.SCHEME, self.scheme.currentData())
        settings.set(theme.POINTS, self.points.currentData())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.dress(app, settings.get(theme.SCHEME), settings.get(theme.POINTS))
        return True

    def _reset(self) -> None:
        self.tools.reset_layout()
