"""The help window: titles at the left, the page at the right, a search above."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QMenuBar,
    QTextBrowser,
    QWidget,
)

from planlens.gui.app.keys import keys_text
from planlens.gui.help.pages import HelpPage, about, found, shipped_pages, shortcuts_page
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import plain_button
from planlens.gui.widgets.sizes import fit, fix_width


class HelpWindow(QDialog):
    """All pages; stays open beside the main window."""

    def __init__(self, parent: QWidget, pages: list[HelpPage]) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("帮助")
        fit(self, 860, 600)
        self._pages = pages
        self._shown: list[HelpPage] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找帮助，回车跳到下一处")
        self.search.setClearButtonEnabled(True)
        self.titles = QListWidget()
        self.titles.setAccessibleName("帮助目录")
        fix_width(self.titles, 170)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("帮助内容")
        self.text.document().setDocumentMargin(14)
        close = plain_button("关闭", run=self.close)
        in_column(in_row(self.search, close), in_row(self.titles, (self.text, 1)), on=self)
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


def help_window(parent: QWidget, bar: QMenuBar) -> HelpWindow:
    """Return the help window with a page of the shortcuts that the menus of *bar* have."""
    entries = [entry for menu in _menus(bar).values() for entry in _entries(menu.title().partition("(")[0], menu)]
    return HelpWindow(parent, [*shipped_pages(), shortcuts_page(entries)])


def _menus(holder: QWidget) -> dict[QAction, QMenu]:
    """Return the menus right below *holder* by the action that opens each, in the order in which they were made.

    PySide6 6.8 and 6.9 take what ``QAction.menu()`` returns for the wrapper of the action's own, deleted with it.
    """
    menus = holder.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return {menu.menuAction(): menu for menu in menus}


def _entries(title: str, menu: QMenu) -> list[tuple[str, str, str]]:
    rows = []
    below = _menus(menu)
    for action in menu.actions():
        keys = keys_text(action)
        if keys and not action.isSeparator():
            text = action.text().replace("…", "").partition("：")[0].partition("(&")[0]
            rows.append((title, text, keys))
        if action in below:
            rows += _entries(title, below[action])
    return rows


class AboutDialog(QDialog):
    """About the program."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于 planlens")
        fit(self, 560, 460)
        text = QTextBrowser()
        text.setOpenLinks(False)
        text.setMarkdown(about())
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        in_column(text, buttons, on=self)
