"""The source panel: the document as it reads, with all that was found in it, and what can be made of its words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMenu, QWidget

from planlens.gui.app.keys import Keyboard, codes, set_keys
from planlens.gui.app.parts import EDIT, TASK, Area, Panel, Tools
from planlens.gui.source.actions import Actions
from planlens.gui.source.buttons import action_of, tool_button
from planlens.gui.source.contents import ShownDocument
from planlens.gui.source.find_bar import FindBar
from planlens.gui.source.legend import Legend
from planlens.gui.source.selection_bar import SelectionBar
from planlens.gui.source.view import SourceView
from planlens.gui.widgets.layouts import FlowLayout, in_column
from planlens.gui.widgets.plain import choice_box, plain_tip
from planlens.model import Span
from planlens.project.changes import Changes
from planlens.project.rows import DocumentRow
from planlens.views.coverage import Coverage
from planlens.views.keys import with_key, with_keys
from planlens.views.source.marks import Kind, Marks, beside, item_of
from planlens.views.source.tips import tip_of

ZOOM, KINDS_OFF = "source/zoom", "source/kinds-off"

MISSED_TIP = "跳到下一句没有成为任务或目标的话（{window.missed}，{source.missed-back} 往回）"


class SourcePanel(QWidget):
    """Shows a document of the project; nothing is made of it while the panel is not seen."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools, self.session = tools, tools.session
        self._stale, self._offered = True, False
        self._wanted: tuple[str, Span] | None = None
        self.view = SourceView()
        self.contents = ShownDocument(tools, self)
        self.actions_ = Actions(tools, self.view, self.contents)
        off = set(tools.settings.get(KINDS_OFF, []))
        self.legend = Legend([kind for kind in Kind if kind.name not in off])
        self.view.show_kinds(self.legend.kinds)
        zoom = tools.settings.get(ZOOM, 1.0)
        self.view.set_zoom(zoom if isinstance(zoom, int | float) else 1.0)
        self.find_bar = FindBar(self.view)
        self.bar = SelectionBar(self.actions_.makers, self.view.viewport())
        self.finding = action_of(self, "在原文中查找(&S)", self.begin_find)
        self.missed = action_of(self, "下一处未识别(&M)", self.next_missed)
        set_keys(self.missed, "window.missed")
        self._lay_out()
        self._connect()
        self._project_changed()

    def _lay_out(self) -> None:
        self.chooser = choice_box("选择文件", room=6)
        bar = FlowLayout(gap=4)
        for text, tip, run in (
            ("A−", with_key("缩小", "source.zoom-out"), self.view.zoom_out),
            ("A+", with_keys("放大（{source.zoom-in}）；{source.zoom-reset} 恢复"), self.view.zoom_in),
            ("查找", with_key("在原文中查找", "source.find"), self.begin_find),
            (with_keys("下一处未识别 {window.missed}"), with_keys(MISSED_TIP), self.next_missed),
        ):
            bar.addWidget(tool_button(text, tip, run))
        in_column(
            self.chooser, bar, self.legend, self.find_bar, (self.view, 1), margins=(6, 6, 6, 6), spacing=5, on=self
        )
        self.setFocusProxy(self.view)
        self.addActions([*self.actions_.makers, self.actions_.copy])

    def _keys(self) -> dict[int, Callable[[], None]]:
        view = self.view
        runs: dict[str, Callable[[], None]] = {
            "find": self.begin_find,
            "all": view.select_all,
            "zoom-in": self._zoomed(view.zoom_in),
            "zoom-out": self._zoomed(view.zoom_out),
            "zoom-reset": self._zoomed(view.reset_zoom),
            "missed-back": lambda: self.next_missed(back=True),
            "next": self._stepper(self.find_bar.next),
            "previous": self._stepper(self.find_bar.previous),
        }
        runs |= {name: self._keyed(action) for name, action in self.actions_.by_key().items()}
        return {code: run for name, run in runs.items() for code in codes(f"source.{name}")}

    def _connect(self) -> None:
        session, view = self.session, self.view
        session.opened.connect(self._project_changed)
        session.closed.connect(self._project_closed)
        session.changed.connect(self._follow)
        session.selection_changed.connect(self._follow_selection)
        session.source_requested.connect(self.show_place)
        session.busy_changed.connect(self.actions_.update)
        for maker in self.actions_.makers:
            maker.triggered.connect(self._offer_no_more)
        self.contents.pieces_made.connect(self._show_pieces)
        self.contents.marks_made.connect(self._show_marks)
        self.chooser.activated.connect(self._choose)
        self.legend.changed.connect(self._switch_kinds)
        view.describe = lambda marks: tip_of(
            session.sentences, [mark for mark in marks if mark.kind in self.legend.kinds]
        )
        view.clicked.connect(self._select_at)
        view.selecting_ended.connect(self._selected)
        view.verticalScrollBar().valueChanged.connect(self._place_bar)
        view.menu_wanted.connect(self._show_menu)
        view.zoomed.connect(self._keep_zoom)
        self.keyboard = Keyboard(view, self._keys())

    def menu_actions(self) -> dict[str, list[QAction | None]]:
        """Return what the menus hold of the source."""
        return {EDIT: [self.finding], TASK: [*self.actions_.menu_entries(), self.missed]}

    # The project

    def _project_changed(self) -> None:
        """Fill the chooser; a document that is still there stays."""
        documents = self.session.state.documents()
        self.chooser.clear()
        for row in documents:
            self.chooser.addItem(row.title or row.name, row.id)
            self.chooser.setItemData(self.chooser.count() - 1, plain_tip(row.name), Qt.ItemDataRole.ToolTipRole)
        self.chooser.setVisible(len(documents) > 1)
        keys = [row.id for row in documents]
        if self.contents.key not in keys:
            self._open(self._current_document() or (keys[0] if keys else ""))
        self.chooser.setCurrentIndex(self.chooser.findData(self.contents.key))
        self.actions_.update()

    def _project_closed(self) -> None:
        self._wanted = None
        self.chooser.clear()
        self.find_bar.end()
        self._show_nothing()

    def _show_nothing(self) -> None:
        self.contents.close()
        self.view.show_pieces([])
        self._show_marks(Marks(), None)

    def _current_document(self) -> str:
        row = self.session.state.find(self.session.current)
        return str(getattr(row, "document", ""))

    def _open(self, key: str) -> None:
        """Show a document, once the panel is seen."""
        self.chooser.setCurrentIndex(self.chooser.findData(key))
        self._stale = not self.isVisible()
        if not key:
            self._show_nothing()
        elif self._stale:
            self.contents.key = key
        else:
            self.contents.open(key)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Show what has changed meanwhile."""
        super().showEvent(event)
        if self._stale and self.contents.key:
            self._open(self.contents.key)

    def _follow(self, changes: Changes) -> None:
        if any(isinstance(change.row, DocumentRow) for change in changes.rows):
            self._project_changed()
        if self.isVisible() and not self._stale:
            self.contents.follow(changes)
        else:
            self._stale = True
        self.actions_.update()

    def _show_pieces(self, pieces: list[object], fresh: bool) -> None:
        if fresh:
            self.view.show_pieces(pieces)  # type: ignore[arg-type]
        else:
            self.view.replace_pieces(pieces)  # type: ignore[arg-type]
        self.find_bar.document_changed()
        self._tell_actions()

    def _show_marks(self, marks: Marks, found: Coverage | None) -> None:
        self.view.show_marks(marks)
        self.legend.show_counts(marks.counts(), found)
        self.missed.setEnabled(found is not None and bool(found.missed))
        self._tell_actions()
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted[0] == self.contents.key:
            self.view.frame(wanted[1])
        else:
            self._frame_current()

    def _choose(self) -> None:
        self._open(str(self.chooser.currentData()))

    def _switch_kinds(self, kinds: frozenset[Kind]) -> None:
        self.view.show_kinds(kinds)
        self.tools.settings.set(KINDS_OFF, sorted(kind.name for kind in Kind if kind not in kinds))

    def _keep_zoom(self, factor: float) -> None:
        self.tools.settings.set(ZOOM, factor)
        self._place_bar()

    # What is chosen

    def _follow_selection(self) -> None:
        self.actions_.update()
        document = self._current_document()
        if document and document != self.contents.key and document in self.session.state:
            self._open(document)
        elif not self._stale:
            self._frame_current()

    def _frame_current(self) -> None:
        """Frame the current task, section or target; the keyboard stays where it is."""
        of = self.view.showing.marks.of
        marks = [mark for key in self.session.rows.members(self.session.current) if (mark := of(key)) is not None]
        whole = Span(min(mark.start for mark in marks), max(mark.end for mark in marks)) if marks else None
        self.view.frame(whole)

    def show_place(self, document: str, start: int, end: int) -> None:
        """Show a place of a document and frame it."""
        dock = self.parentWidget()
        if isinstance(dock, QDockWidget):
            dock.show()
            dock.raise_()
        if document not in self.session.state or end <= start:
            return
        self._wanted = (document, Span(start, end))
        if document != self.contents.key or self._stale:
            self._open(document)
        elif not self.contents.busy:
            self._wanted = None
            self.view.frame(Span(start, end))

    def _select_at(self, place: int) -> None:
        """Choose the task, section or target's task that stands at a place."""
        key = item_of(self.session.sentences, self.view.showing.marks.at(place))
        if key:
            self.session.select([key])

    def _tell_actions(self) -> None:
        self.actions_.update()
        self._place_bar()

    def _selected(self) -> None:
        """Offer what can be made of the selection."""
        span = self.view.selection
        self._offered = span is not None and not self.session.read_only and not self.find_bar.words.hasFocus()
        self._tell_actions()

    def _offer_no_more(self) -> None:
        """Put the bar away once something has been made of the selection; the next selection brings it back."""
        self._offered = False
        self.bar.hide()

    def _place_bar(self) -> None:
        """Let the bar stay beside the selection, while that is in sight."""
        span = self.view.selection
        if not self._offered or span is None:
            self.bar.hide()
            return
        first, last = self.view.rect_of(span.start), self.view.rect_of(span.end)
        if last.bottom() < 0 or first.top() > self.view.viewport().height():
            self.bar.hide()
        else:
            self.bar.show_beside(first, last)

    def _show_menu(self, point: object) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.actions_.makers))
        menu.addSeparator()
        menu.addAction(self.actions_.copy)
        menu.addActions([self.finding, self.missed])
        menu.popup(point)  # type: ignore[arg-type]

    def next_missed(self, *, back: bool = False) -> None:
        """Select the next sentence that became nothing, the first one behind the last."""
        if not self.isVisible():
            self.tools.show_panel("source")
        missed = [mark for mark in self.view.showing.marks.all if mark.kind is Kind.MISSED]
        if not missed:
            self.session.notice.emit("没有未识别的句子。")
            return
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        here = self.view.selection.start if self.view.selection is not None else self.view.caret - 1
        index = beside(missed, here, back=back)
        self.view.select(Span(missed[index].start, missed[index].end))
        self.session.notice.emit(f"未识别的第{index + 1}处，共{len(missed)}处")

    # Finding

    def _stepper(self, step: Callable[[], None]) -> Callable[[], None]:
        """Return what goes to another place that was found; where nothing was looked for, the search begins."""

        def run() -> None:
            if self.find_bar.hits:
                step()
            else:
                self.begin_find()

        return run

    def _keyed(self, action: QAction) -> Callable[[], None]:
        """Return what the key of an action does: where it is disabled, it says why."""

        def run() -> None:
            if action.isEnabled():
                action.trigger()
            else:
                self.session.notice.emit(self.actions_.why_not(action))

        return run

    def _zoomed(self, zoom: Callable[[], None]) -> Callable[[], None]:
        """Return what also tells how large the source is now: at either end nothing else is seen of it."""

        def run() -> None:
            zoom()
            self.session.notice.emit(f"原文显示比例：{self.view.zoom:.0%}")

        return run

    def begin_find(self) -> None:
        """Show the line for finding words."""
        if not self.isVisible():
            self.tools.show_panel("source")
        self.find_bar.begin()


PANEL = Panel("source", "原文", Area.SIDE, 20, SourcePanel)
