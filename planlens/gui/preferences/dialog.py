"""The dialog around the pages."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QTabWidget

from planlens.gui.app.parts import Tools
from planlens.gui.preferences.columns import ColumnsPage
from planlens.gui.preferences.general import GeneralPage
from planlens.gui.preferences.ledger import LedgerPage
from planlens.gui.preferences.lights import LightsPage
from planlens.gui.preferences.memory import MemoryPage
from planlens.gui.preferences.page import SettingsPage
from planlens.gui.preferences.statuses import StatusesPage
from planlens.gui.preferences.word_lists import WordListsPage
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import DialogButtons
from planlens.gui.widgets.sizes import fit

PAGES: tuple[type[SettingsPage], ...] = (
    *(GeneralPage, ColumnsPage, LightsPage, StatusesPage, LedgerPage, MemoryPage, WordListsPage),
)


class PreferencesDialog(QDialog):
    """All settings; nothing changes before 确定."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.window)
        self.setWindowTitle("设置")
        self.tabs = QTabWidget()
        self.pages = [page(tools) for page in PAGES]
        for page in self.pages:
            self.tabs.addTab(page, page.title)
        buttons = DialogButtons(self, "确定", self.accept)
        in_column(self.tabs, buttons, on=self)
        fit(self, 940, 600)

    def show_page(self, kind: type[SettingsPage]) -> SettingsPage:
        """Bring a page to the front and return it."""
        found = next(page for page in self.pages if isinstance(page, kind))
        self.tabs.setCurrentWidget(found)
        return found

    def accept(self) -> None:
        """Keep everything; a page that cannot be kept comes to the front."""
        for page in self.pages:
            if not page.save():
                self.tabs.setCurrentWidget(page)
                return
        super().accept()
