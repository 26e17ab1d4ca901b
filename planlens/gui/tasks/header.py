"""The tree's header: columns chosen, moved, resized and sorted by, all of it remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent
from PySide6.QtWidgets import QMenu

from planlens.gui.app.settings import Settings
from planlens.gui.tasks.cells import TEXT
from planlens.gui.tasks.column_choice import CHOICE, EM, FITS, LINES, MOST_LINES, ColumnChoice, choose, chosen, lines_of
from planlens.gui.tasks.delegate import TreeDelegate
from planlens.gui.tasks.tree_model import TreeModel
from planlens.gui.tasks.view import TaskTree
from planlens.views.fields.field import Use
from planlens.views.tree.room import SPARED, fitted, lines_for


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
        self._wanted: dict[str, int] = {}
        self._spared: set[str] = set()
        self._may_spare = True
        self._follow()
        tree.viewport().installEventFilter(self)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._keep)
        model.columns_changed.connect(self._follow)
        settings.watch(CHOICE, self._follow, self)
        settings.watch(LINES, self._follow_lines, self)

    @property
    def _em(self) -> int:
        return self._tree.fontMetrics().horizontalAdvance("国")

    def _follow(self) -> None:
        """Show the columns that are chosen, as wide as the font of now asks for."""
        if self._busy:
            return
        self._busy = True
        header, em, fields = self._tree.header(), self._em, self._model.session.fields
        kept = self._settings.get(EM, em)
        scale = em / kept if isinstance(kept, int) and kept > 0 else 1.0
        self._wanted.clear()
        for place, choice in enumerate(chosen(self._settings, fields)):
            number = self._model.column_of(choice.key)
            header.moveSection(header.visualIndex(number), place)
            usual_width = int(self._model.columns[number].width * em) + 12
            width = round(choice.width * scale) if choice.width else usual_width
            header.resizeSection(number, width)
            header.setSectionHidden(number, not choice.shown)
            if choice.shown:
                self._wanted[choice.key] = width
        self._busy = False
        self._spared.clear()
        self._may_spare = set(self._wanted) == set(fields.usual[Use.TREE])
        self._fits = bool(self._settings.get(FITS, True))
        self.fit()

    def _follow_lines(self) -> None:
        usual = lines_of(self._settings)
        line = self._tree.fontMetrics().lineSpacing()
        lines = usual if self._settings.get(LINES) else lines_for(self._tree.viewport().height(), line, usual)
        if lines != self._delegate.lines:
            self._delegate.lines = lines
            self._tree.doItemsLayout()

    def fit(self) -> None:
        """Share the width among the columns, until the user has chosen the texts' width.

        Usual columns that there is no room for are put away for the time being; of the user's own choice none is.
        """
        room, header = self._tree.viewport().width(), self._tree.header()
        if not self._fits or not header.length():
            return
        busy, self._busy = self._busy, True
        for key in [key for key in self._wanted if not self._model.has_column(key)]:  # a field that is gone
            del self._wanted[key]
        at = self._tree.current_column()  # the keyboard is there, maybe an editor: it stays
        spared = [key for key in SPARED if key != at] if self._may_spare else []
        found = fitted(self._wanted, room, self._em, spared)
        self._spared = {key for key in self._wanted if key not in found}
        for key in self._wanted:
            header.setSectionHidden(self._model.column_of(key), key in self._spared)
        for key, width in found.items():
            header.resizeSection(self._model.column_of(key), width)
        self._busy = busy

    def _resized(self, place: int, _before: int, width: int) -> None:
        if self._busy:
            return
        if place == TEXT and self._tree.header().isVisible():
            self._fits = False
            self._settings.set(FITS, False)
        if width:
            self._wanted[self._model.column_key(place)] = width
        self._keep()

    def reset(self) -> None:
        """Show the usual columns in their usual widths and order."""
        self.sort_by("")
        choose(self._settings, None)

    def _keep(self, *_: object) -> None:
        """Remember which columns are shown, in which order and how wide; those put away for want of room are shown."""
        if self._busy:
            return
        header = self._tree.header()
        keys = [self._model.column_key(header.logicalIndex(place)) for place in range(header.count())]
        shown = {key: key in self._spared or not header.isSectionHidden(self._model.column_of(key)) for key in keys}
        self._busy = True
        self._settings.set(EM, self._em)
        choose(
            self._settings, [ColumnChoice(key, on, self._wanted.get(key) if on else None) for key, on in shown.items()]
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
            self._follow_lines()
        elif event.type() == QEvent.Type.FontChange and watched is self._tree.header():
            self._follow()
            self._follow_lines()
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
            away = column.key in self._spared
            action = menu.addAction(f"{column.title}（窗口窄，暂不显示）" if away else column.title)
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
            key = self._model.column_key(place)
            self._may_spare = False  # it is the user's own choice from now on
            self._spared.discard(key)
            self._tree.setColumnHidden(place, not on)
            if on:
                self._wanted.setdefault(key, int(self._model.columns[place].width * self._em) + 12)
            else:
                self._wanted.pop(key, None)
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
