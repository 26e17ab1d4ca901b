"""The help window: titles at the left, the page at the right, a search above."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from planlens.gui.app.keys import keys_text
from planlens.gui.help.pages import Page, found, shipped_pages, shortcuts_page


class HelpWindow(QDialog):
    """All pages; stays open beside the main window."""

    def __init__(self, parent: QWidget, pages: list[Page]) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("帮助")
        self.resize(860, 600)
        self._pages = pages
        self._shown: list[Page] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找帮助，回车跳到下一处")
        self.search.setClearButtonEnabled(True)
        self.titles = QListWidget()
        self.titles.setAccessibleName("帮助目录")
        self.titles.setFixedWidth(170)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("帮助内容")
        self.text.document().setDocumentMargin(14)
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        top = QHBoxLayout()
        top.addWidget(self.search)
        top.addWidget(close)
        below = QHBoxLayout()
        below.addWidget(self.titles)
        below.addWidget(self.text, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addLayout(below)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._next)
        self.titles.currentRowChanged.connect(self._show)
        self._find("")

    def _find(self, words: str) -> None:
        self._shown = found(self._pages, words)
        self.titles.clear()
        self.titles.addItems([page.title for page in self._shown])
        if self._shown:
            self.titles.setCurrentRow(0)
        else:
            self.text.setPlainText("没有找到，请换一个词。")

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.text.setMarkdown(self._shown[row].text)
            self._next()

    def _next(self) -> None:
        """Go to the next place of the word that is searched, from the beginning behind the last one."""
        word = (self.search.text().split() or [""])[0]
        if word and not self.text.find(word, QTextDocument.FindFlag(0)):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(word)


def help_window(parent: QWidget, menus: list[QMenu]) -> HelpWindow:
    """Return the help window with a page of the shortcuts that the menus have."""
    entries = [entry for menu in menus for entry in _entries(menu.title().partition("(")[0], menu.actions())]
    return HelpWindow(parent, [*shipped_pages(), shortcuts_page(entries)])


def _entries(menu: str, actions: list[QAction]) -> list[tuple[str, str, str]]:
    rows = []
    for action in actions:
        keys = keys_text(action)
        if keys and not action.isSeparator():
            text = action.text().replace("…", "").partition("：")[0].partition("(&")[0]
            rows.append((menu, text, keys))
        below = action.menu()
        if isinstance(below, QMenu):
            rows += _entries(menu, below.actions())
    return rows
