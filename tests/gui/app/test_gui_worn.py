"""Colours and size of the text can be changed at any time: whatever is open looks as if it had been opened so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from project_builder import TEXT, project_in
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planlens.gui.app import theme
from planlens.gui.app.desk import Desk
from planlens.gui.app.settings import Settings
from planlens.gui.app.start import StartPage
from planlens.gui.app.window import Window
from planlens.gui.source.panel import SourcePanel
from planlens.gui.source.view import SourceView
from planlens.gui.targets.panel import TargetsPanel
from planlens.gui.timeline.panel import TimelinePanel
from planlens.gui.widgets.tile import Tile
from planlens.model import UnitRole
from planlens.project.edits import Assign
from planlens.project.project import Project

PAGES = ("tasks", "source", "review", "detail", "targets", "units", "timeline", "monthly")
ALONE = ("source", "targets")
LOOKS = (("dark", None), ("light", 14))


@pytest.fixture(autouse=True)
def _usual_look(qapp: QApplication) -> Iterator[None]:
    theme.dress(qapp, "light")
    yield
    theme.dress(qapp, "light")


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Opens a window with the small project in it, a page in front."""
    desks: list[Desk] = []
    stack = ExitStack()

    def new(page: str) -> Desk:
        folder = tmp_path / str(len(desks))
        folder.mkdir()
        window = Window()
        qtbot.addWidget(window)
        desk = Desk(window, Settings(folder / "settings.ini"))
        desks.append(desk)
        window.resize(1366, 700)
        window.show()
        project = stack.enter_context(project_in(folder, TEXT))
        desk.take(project)
        desk.session.apply(Assign((first_task(project),), "市数据局", UnitRole.LEAD))
        desk.session.select([first_task(project)])
        desk.show_panel(page)
        ready(qtbot, desk, page)
        return desk

    yield new
    for desk in desks:
        desk.close()
    stack.close()


def first_task(project: Project) -> str:
    return next(iter(project.state.tasks())).id


def settle(qtbot: QtBot) -> None:
    for _ in range(5):
        QApplication.processEvents()


def ready(qtbot: QtBot, desk: Desk, page: str) -> None:
    """Wait until a page shows what it fetches from the background, at the place where it begins."""
    assert desk.workspace is not None
    widget = desk.workspace.widgets[page]
    if isinstance(widget, SourcePanel):
        qtbot.waitUntil(lambda: "%" in widget.legend.coverage.text())
    if isinstance(widget, TargetsPanel):
        qtbot.waitUntil(lambda: widget.chart is not None)
    settle(qtbot)
    if isinstance(widget, TimelinePanel):
        widget.view.show_today()


def seen(desk: Desk, page: str) -> QImage:
    """Return a picture of the window, of a page alone where what stands beside it may be scrolled otherwise."""
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    assert desk.workspace is not None
    desk.window.statusBar().clearMessage()
    source = desk.workspace.widgets["source"].findChild(SourceView)
    assert source is not None
    source.verticalScrollBar().setValue(0)  # the heights of pages that were never seen are estimated, hence the place
    return (desk.workspace.widgets[page] if page in ALONE else desk.window).grab().toImage()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
@pytest.mark.parametrize("page", PAGES)
def test_a_page_looks_as_if_opened_in_the_new_look(
    qtbot: QtBot, qapp: QApplication, opened: Callable[[str], Desk], page: str, look: tuple[str, int | None]
) -> None:
    changed = opened(page)
    ready(qtbot, changed, page)
    theme.dress(qapp, *look)
    settle(qtbot)
    ready(qtbot, changed, page)
    fresh = opened(page)
    qtbot.waitUntil(lambda: seen(changed, page) == seen(fresh, page))


def test_a_tile_looks_as_if_made_in_the_new_look(qtbot: QtBot, qapp: QApplication) -> None:
    def picture(tile: Tile) -> QImage:
        qtbot.addWidget(tile)
        tile.show_number("12", theme.colours().red)
        tile.resize(tile.sizeHint())
        settle(qtbot)
        return tile.grab().toImage()

    tile = Tile("红灯")
    before = picture(tile)
    reds = {before.pixelColor(x, y).name() for x in range(before.width()) for y in range(before.height())}
    assert theme.LIGHT.red in reds
    theme.dress(qapp, "dark", 16)
    assert before != picture(tile) == picture(Tile("红灯"))


def test_the_desktop_is_followed_at_once_where_that_is_wanted(qapp: QApplication) -> None:
    hints = qapp.styleHints()
    for scheme, wanted in (("system", theme.DARK), ("light", theme.LIGHT)):
        theme.dress(qapp, scheme)
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        assert theme.colours() is wanted
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
        assert theme.colours() is theme.LIGHT


def test_the_start_page_takes_another_size_of_text(qtbot: QtBot, qapp: QApplication) -> None:
    def picture(page: StartPage) -> QImage:
        qtbot.addWidget(page)
        page.resize(1000, 600)
        page.show()
        settle(qtbot)
        return page.grab().toImage()

    page = StartPage()
    before = picture(page)
    theme.dress(qapp, "light", 16)
    assert before != picture(page) == picture(StartPage())
