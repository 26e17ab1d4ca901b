"""Shows what a new version of a document changes: a table of differences, and the chosen one side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTabBar,
    QTextBrowser,
    QTreeView,
    QWidget,
)

from planlens.gui.app.theme import colours
from planlens.gui.versions.differences import CHOICE, DifferenceModel, is_orphaned
from planlens.gui.versions.text_differences import as_html, differing
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.model.versions import Comparison, Difference, Differing

_TABS: tuple[tuple[str, Callable[[Difference], bool]], ...] = (
    ("已有进展、新版没有的", is_orphaned),
    ("与人工修改不一致", lambda found: bool(found.conflicts)),
    ("全部变化", lambda _: True),
    ("修改", lambda found: found.kind is Differing.CHANGED),
    ("新增", lambda found: found.kind is Differing.ADDED),
    ("删除", lambda found: found.kind is Differing.REMOVED),
)
"""The first two are shown first where there is anything in them: nobody must overlook them."""

ALL = 2
"""The place of the tab that is always there."""


class VersionView(QWidget):
    """A comparison."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Difference, ...] = ()
        self._places: list[int] = []
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.model = DifferenceModel(self)
        self.table = _table(self.model)
        self.old, self.new = _browser("原版本"), _browser("新版本")
        self.details = QLabel()
        self.details.setWordWrap(True)
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.keep, self.take = QPushButton("全部保留现有"), QPushButton("全部按新版本")
        self.keep.clicked.connect(self._keep_all)
        self.take.clicked.connect(self._take_all)
        self.choices = self._choices()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._texts())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        in_column(self.tabs, self.choices, (split, 1), margins=0, spacing=0, on=self)
        self.tabs.currentChanged.connect(self._show_tab)
        self.table.selectionModel().currentChanged.connect(self._show_chosen)
        self.table.clicked.connect(self._clicked)
        self.table.activated.connect(self.model.toggle)

    @property
    def as_printed(self) -> frozenset[str]:
        """The ids of the items for which the new version stands, not what users have made of the old one."""
        return frozenset(self.model.as_printed)

    def _choices(self) -> QWidget:
        holder = QWidget()
        row = in_row(margins=(0, 4, 0, 4), on=holder)
        words = QLabel("下列内容您改过，新版本也改了。单击“人工修改”一列（或按 Enter）逐项选择，默认保留现有。")
        words.setWordWrap(True)
        row.addWidget(words, 1)
        for button in (self.keep, self.take):
            button.setAutoDefault(False)
            row.addWidget(button)
        return holder

    def _keep_all(self) -> None:
        self.model.take(self._asked(), as_printed=False)

    def _take_all(self) -> None:
        self.model.take(self._asked(), as_printed=True)

    def _asked(self) -> list[str]:
        return [found.old for found in self._found if found.conflicts and found.old]

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == CHOICE:
            self.model.toggle(index)

    def _texts(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 0, 0)
        for place, (title, browser) in enumerate((("原版本", self.old), ("新版本", self.new))):
            grid.addWidget(QLabel(title), 0, place)
            grid.addWidget(browser, 1, place)
        grid.addWidget(self.details, 2, 0, 1, 2)
        return holder

    def show_comparison(self, comparison: Comparison) -> None:
        """Show the differences; those that somebody's work hangs on first."""
        self._found = comparison.differences
        self.model.as_printed.clear()
        self.choices.setVisible(bool(self._asked()))
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        self._places = [place for place, (_, test) in enumerate(_TABS) if place == ALL or any(map(test, self._found))]
        for place in self._places:
            title, test = _TABS[place]
            self.tabs.addTab(f"{title}（{sum(map(test, self._found))}）")
        self.tabs.blockSignals(False)
        self.tabs.setCurrentIndex(0)
        self._show_tab()

    def _show_tab(self) -> None:
        test = _TABS[self._places[max(0, self.tabs.currentIndex())]][1]
        self.model.show_rows([found for found in self._found if test(found)])
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.table.currentIndex().row()
        chosen = self.model.rows[row] if 0 <= row < len(self.model.rows) else None
        old, new = differing(chosen.old_text, chosen.new_text) if chosen else ([], [])
        self.old.setHtml(as_html(old, colours(), gone=True))
        self.new.setHtml(as_html(new, colours(), gone=False))
        self.details.setText("；".join(chosen.details) if chosen else "")


def _table(model: DifferenceModel) -> QTreeView:
    table = QTreeView()
    table.setModel(model)
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setAlternatingRowColors(True)
    table.setAccessibleName("新旧版本的差别")
    header = table.header()
    for column, width in ((0, 76), (1, 52), (4, 190), (CHOICE, 110)):
        table.setColumnWidth(column, width)
    header.setStretchLastSection(False)
    for column in (2, 3):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return table


def _browser(name: str) -> QTextBrowser:
    browser = QTextBrowser()
    browser.setAccessibleName(name)
    browser.setMinimumHeight(90)
    return browser
