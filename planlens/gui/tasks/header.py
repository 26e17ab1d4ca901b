"""The tree's header: columns chosen, moved, resized and sorted by, all of it remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent
from PySide6.QtWidgets import QMenu

from planlens.gui.app.settings import Settings
from planlens.gui.app.worn import follow
from planlens.gui.tasks.cells import TEXT
from planlens.gui.tasks.column_choice import CHOICE, FITS, LINES, MOST_LINES, ColumnChoice, choose, chosen, lines_of
from planlens.gui.tasks.delegate import TreeDelegate
from planlens.gui.tasks.tree_model import TreeModel
from planlens.gui.tasks.view import TaskTree

LEAST = 16
"""Chinese characters that a line of a task's text holds at least."""


class HeaderKeeper(QObject):
    """Looks after the header of a tree.

    Args:
        tree: whose header it is.
        model: what the tree shows.
        delegate: what knows how many lines a row has.
        settings: where it is remembered.
    """

    def __init__(self, tree: TaskTree, model: TreeModel, delegate: TreeDelegate, settings: Settings) -> None:
        super().__init__(tree)
        self._tree = tree
        self._model = model
        self._delegate = delegate
        self._settings = settings
        self.menu: QMenu | None = None
        header = tree.header()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setFirstSectionMovable(True)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(28)
        header.setSortIndicatorShown(False)
        header.setAccessibleName("任务表列标题")
        header.sectionClicked.connect(self._sort)
        header.installEventFilter(self)
        delegate.lines = lines_of(settings)
        self._busy = False
        follow(self._follow)
        tree.viewport().installEventFilter(self)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._keep)
        settings.watch(CHOICE, self._follow, self)
        settings.watch(LINES, self._follow_lines, self)

    def _follow(self) -> None:
        """Show the columns that are chosen."""
        if self._busy:
            return
        self._busy = True
        header, em = self._tree.header(), self._tree.fontMetrics().horizontalAdvance("国")
        for place, choice in enumerate(chosen(self._settings, self._model.session.fields)):
            number = self._model.column_of(choice.key)
            header.moveSection(header.visualIndex(number), place)
            header.resizeSection(number, choice.width or int(self._model.columns[number].width * em) + 12)
            header.setSectionHidden(number, not choice.shown)
        self._busy = False
        self._fits = bool(self._settings.get(FITS, True))
        self.fit()

    def _follow_lines(self) -> None:
        self._delegate.lines = lines_of(self._settings)
        self._tree.doItemsLayout()

    def fit(self) -> None:
        """Give the texts the width that the other columns leave, until the user has chosen one."""
        header = self._tree.header()
        least = self._tree.fontMetrics().horizontalAdvance("国") * LEAST
        spare = self._tree.viewport().width() - header.length()
        if self._fits and spare:
            busy, self._busy = self._busy, True
            header.resizeSection(TEXT, max(least, header.sectionSize(TEXT) + spare))
            self._busy = busy

    def _resized(self, place: int, *_: int) -> None:
        if self._busy:
            return
        if place == TEXT and self._tree.header().isVisible():
            self._fits = False
            self._settings.set(FITS, False)
        self._keep()

    def reset(self) -> None:
        """Show the usual columns in their usual widths and order."""
        self.sort_by("")
        choose(self._settings, None)

    def _keep(self, *_: object) -> None:
        if self._busy:
            return
        header = self._tree.header()
        columns = [header.logicalIndex(place) for place in range(header.count())]
        shown = {number: not header.isSectionHidden(number) for number in columns}
        self._busy = True
        choose(
            self._settings,
            [
                ColumnChoice(self._model.column_key(number), on, header.sectionSize(number) if on else None)
                for number, on in shown.items()
            ],
        )
        self._busy = False

    # Sorting

    def _sort(self, place: int) -> None:
        """Sort up, then down, then show the tree again."""
        key, model = self._model.column_key(place), self._model
        if model.order != key:
            self.sort_by(key)
        elif not model.descending:
            self.sort_by(key, descending=True)
        else:
            self.sort_by("")

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Show tasks in the order of a column, "" for the tree; the header says so."""
        header = self._tree.header()
        header.setSortIndicatorShown(bool(key))
        if key:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(self._model.column_of(key), order)
        self._tree.setRootIsDecorated(not key)
        self._model.sort_by(key, descending=descending)

    # The menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Offer the columns."""
        # The kind of event first: while the window goes away, nothing else may be touched any more.
        if event.type() == QEvent.Type.Resize and watched is not self._tree.header():
            self.fit()
        elif isinstance(event, QContextMenuEvent) and watched is self._tree.header():
            self.show_menu(event.globalPos())
            return True
        return False

    def show_menu(self, place: QPoint) -> None:
        """Show the menu of columns at a place of the screen."""
        self.menu = self.make_menu()
        self.menu.popup(place)

    def make_menu(self) -> QMenu:
        """Return a menu of the columns, the lines of a row, and the way back."""
        menu = QMenu("显示的列", self._tree)
        for place, column in enumerate(self._model.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._tree.isColumnHidden(place))
            action.setEnabled(column.key != "text")
            action.toggled.connect(self._shower(place))
        menu.addSeparator()
        group = QActionGroup(menu)
        for lines in range(1, MOST_LINES + 1):
            action = menu.addAction(f"每行显示{'一两三'[lines - 1]}行文字")
            action.setCheckable(True)
            action.setChecked(lines == self._delegate.lines)
            action.triggered.connect(self._liner(lines))
            group.addAction(action)
        menu.addSeparator()
        if self._model.order:
            self._add(menu, "取消排序", lambda: self.sort_by(""))
        self._add(menu, "恢复默认列", self.reset)
        return menu

    def _add(self, menu: QMenu, text: str, run: Callable[[], None]) -> QAction:
        action = menu.addAction(text)

        def triggered() -> None:
            run()

        action.triggered.connect(triggered)
        return action

    def _shower(self, place: int) -> Callable[[bool], None]:
        def show(on: bool) -> None:
            self._tree.setColumnHidden(place, not on)
            self.fit()
            self._keep()

        return show

    def _liner(self, lines: int) -> Callable[[], None]:
        def show() -> None:
            self.set_lines(lines)

        return show

    def set_lines(self, lines: int) -> None:
        """Give every row room for so many lines of text."""
        self._settings.set(LINES, lines)
