"""The panels of an open project: pages in the middle, tabs at the right side, all of them movable."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QDockWidget, QMenu, QSizePolicy, QTabWidget, QWidget

from planlens.gui.app.keys import set_keys
from planlens.gui.app.parts import Area, Panel, Tools, all_panels
from planlens.gui.app.window import Window

LAYOUT = "window/layout"

SIDE, SIDE_SHARE = 430, 0.38
"""The width of the side panels at the first start, in pixels, and the share of the window that they take at most."""


class Workspace:
    """Makes every panel once and shows or hides them with the project.

    Args:
        tools: the window's.
        menus: the menus by their titles; panels add to them.
        view: the menu that lists the panels.
        made: widgets of panels that have been made already, by the panel's key.
    """

    def __init__(
        self, tools: Tools, menus: Mapping[str, QMenu], view: QMenu, made: Mapping[str, QWidget] | None = None
    ) -> None:
        self._tools = tools
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.docks: dict[str, QDockWidget] = {}
        self.widgets: dict[str, QWidget] = {}
        self._page_of: dict[str, int] = {}
        self._wide: set[int] = set()
        self._aside: tuple[QByteArray, set[str]] | None = None
        first = view.actions()[0] if view.actions() else None
        for panel in all_panels():
            widget = (made or {}).get(panel.key) or panel.create(tools)
            self.widgets[panel.key] = widget
            widget.setObjectName(panel.key)
            widget.setAccessibleName(panel.title)
            if panel.area is Area.PAGE:
                # A page that wants much room must not make the window wider than a small screen.
                widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                self._page_of[panel.key] = self.pages.addTab(widget, panel.title)
                if panel.wide:
                    self._wide.add(self._page_of[panel.key])
            else:
                self._add_dock(panel, widget)
            view.insertAction(first, self._shower(panel))  # type: ignore[arg-type]
            self._add_to_menus(widget, menus)
        self.pages.tabBar().setVisible(self.pages.count() > 1)
        self._usual = tools.window.saveState()
        self._restore()
        self.pages.currentChanged.connect(self._make_room)

    def _make_room(self, page: int) -> None:
        """Put the side panels away while a page is shown that wants the whole window."""
        window = self._tools.window
        if page in self._wide and self._aside is None:
            self._aside = (window.saveState(), self._closed())
            for dock in self.docks.values():
                dock.hide()
        elif page not in self._wide and self._aside is not None:
            state, _ = self._aside
            self._aside = None
            window.restoreState(state)

    def _closed(self) -> set[str]:
        return {dock.objectName() for dock in self.docks.values() if dock.isHidden()}

    def _add_dock(self, panel: Panel, widget: QWidget) -> None:
        dock = QDockWidget(panel.title, self._tools.window)
        dock.setObjectName(f"dock-{panel.key}")
        dock.setWidget(widget)
        _keep_title_in_font(dock, widget)
        others = list(self.docks.values())
        self._tools.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        if others:
            self._tools.window.tabifyDockWidget(others[-1], dock)
        else:
            width = min(SIDE, int(self._tools.window.width() * SIDE_SHARE))
            self._tools.window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
        self.docks[panel.key] = dock

    def _shower(self, panel: Panel) -> QAction:
        action = QAction(panel.title, self._tools.window)
        set_keys(action, f"window.{panel.key}")

        def show() -> None:
            self.show_panel(panel.key)

        action.triggered.connect(show)
        return action

    def _add_to_menus(self, widget: QWidget, menus: Mapping[str, QMenu]) -> None:
        found = getattr(widget, "menu_actions", None)
        for title, actions in (found() if found else {}).items():
            if not menus[title].isEmpty():
                menus[title].addSeparator()
            for action in actions:
                if action is None:
                    menus[title].addSeparator()
                else:
                    menus[title].addAction(action)

    def show_panel(self, key: str) -> None:
        """Bring a panel to the front and give it the keyboard; nothing happens where there is no such panel."""
        if key not in self.widgets:
            return
        if key in self._page_of:
            self.pages.setCurrentIndex(self._page_of[key])
        elif key in self.docks:
            self.docks[key].show()
            self.docks[key].raise_()
        self.widgets[key].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_in(self, window: Window) -> None:
        """Show the panels."""
        window.show_page(self.pages)
        if self._aside is not None:
            return
        for dock in self.docks.values():
            if dock.objectName() not in self._hidden:
                dock.show()
        if self.docks:
            next(iter(self.docks.values())).raise_()

    def hide_from(self, window: Window) -> None:
        """Hide the side panels, while there is no project."""
        self.keep_layout(window)
        for dock in self.docks.values():
            dock.hide()

    def keep_layout(self, window: Window) -> None:
        """Remember where everything stands, while a project is shown."""
        if window.stack.currentWidget() is self.pages:
            state, self._hidden = self._aside or (window.saveState(), self._closed())
            self._tools.settings.set_bytes(LAYOUT, state)
            self._tools.settings.set("window/hidden", sorted(self._hidden))

    def reset_layout(self) -> None:
        """Put everything back where it was at the first start."""
        self._tools.window.restoreState(self._usual)
        self._hidden, self._aside = set(), None
        self.pages.setCurrentIndex(0)
        self.show_in(self._tools.window)  # type: ignore[arg-type]

    def _restore(self) -> None:
        self._hidden = set(self._tools.settings.get("window/hidden", []))
        state = self._tools.settings.bytes(LAYOUT)
        if not state.isEmpty():
            self._tools.window.restoreState(state)


def _keep_title_in_font(dock: QDockWidget, widget: QWidget) -> None:
    """Let a side panel's title follow the application's font: Qt writes it in that of the start unless it has its own.

    Its own differs in what is not seen (no kerning), and the panel in it does not.
    """
    for each, kerning in ((dock, False), (widget, True)):
        font = QFont(each.font())
        font.setKerning(kerning)
        each.setFont(font)
