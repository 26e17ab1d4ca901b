"""What panels and commands are, and what they get: a folder of the window that has one is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from PySide6.QtWidgets import QMainWindow, QWidget

from planlens import gui
from planlens.gui.app.jobs import Job, Jobs
from planlens.gui.app.session import Session
from planlens.gui.app.settings import Settings
from planlens.model import Formats
from planlens.project.office.address import Place


class Area(StrEnum):
    """Where a panel stands: a page in the middle of the window, or a tab at its right side."""

    PAGE = "page"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Tools:
    """What every panel and command may use.

    Attributes:
        window: the parent of dialogs.
        open_paths: opens a project, or imports documents.
        show_panel: brings the panel with a key to the front.
        reset_layout: puts all panels back where they stand at the first start.
        follow: shows the progress of a job in the status bar, where it can be cancelled.
        formats: returns the file formats that are read and written.
    """

    session: Session
    jobs: Jobs
    settings: Settings
    window: QMainWindow
    open_paths: Callable[[Sequence[Place]], None]
    show_panel: Callable[[str], None]
    reset_layout: Callable[[], None]
    follow: Callable[[Job], None]
    formats: Callable[[], Formats]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the window: the module ``panel`` of a folder in ``gui/`` with ``PANEL``.

    Attributes:
        key: short English name, for the remembered layout and the key ``window.KEY`` that brings it to the front.
        title: its name for users, in Chinese.
        area: where it stands.
        order: its place among the panels of its area.
        create: makes the widget, once a project is open or the window has been painted. The widget may have a method
            ``menu_actions()`` that returns the actions it adds to the menus, by the menu's title:
            ``{"任务(&T)": [QAction, …]}``; None stands for a separator.
        wide: a page that wants the whole window: the side panels are put away while it is shown.
    """

    key: str
    title: str
    area: Area
    order: int
    create: Callable[[Tools], QWidget]
    wide: bool = False


class Need(Enum):
    """What a command cannot do without."""

    NOTHING = auto()
    PROJECT = auto()
    WRITABLE = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of a menu: the module ``menu`` of a folder in ``gui/`` with ``COMMAND``, or ``COMMANDS`` for several.

    The module imports what it needs inside *run*, so that the menus are there at once.

    Attributes:
        key: short English name; ``window.KEY`` names what is pressed for it.
        menu: the menu's title as in :data:`MENUS`.
        order: its place in the menu; a separator stands where the tens change.
        needs: when the entry can be chosen.
        toolbar: the short text of its button in the toolbar, "" for none.
    """

    key: str
    menu: str
    order: int
    text: str
    needs: Need
    run: Callable[[Tools], None]
    toolbar: str = ""


FILE, EDIT, TASK, LEDGER, VIEW, TOOLS, HELP = MENUS = (
    "文件(&F)",
    "编辑(&E)",
    "任务(&T)",
    "督办(&S)",
    "视图(&V)",
    "工具(&O)",
    "帮助(&H)",
)
"""The menus from left to right."""


def all_panels() -> tuple[Panel, ...]:
    """Return every panel in order; imports them all, so only once the window is there."""
    found: list[Panel] = [importlib.import_module(name).PANEL for name in panel_modules()]
    return tuple(sorted(found, key=lambda panel: (panel.area, panel.order)))


def panel_modules() -> list[str]:
    """Return the full names of the panels' modules, without loading them."""
    return _modules("panel")


def all_commands() -> tuple[Command, ...]:
    """Return every command in the order of the menus."""
    found: list[Command] = []
    for module in map(importlib.import_module, _modules("menu")):
        found += [module.COMMAND] if hasattr(module, "COMMAND") else module.COMMANDS
    return tuple(sorted(found, key=lambda command: (MENUS.index(command.menu), command.order)))


def _modules(name: str) -> list[str]:
    """Return the full names of the modules with this *name* in the folders of the window."""
    folders = [
        importlib.import_module(f"{gui.__name__}.{info.name}")
        for info in pkgutil.iter_modules(gui.__path__)
        if info.ispkg
    ]
    return [
        f"{folder.__name__}.{name}"
        for folder in folders
        if any(info.name == name for info in pkgutil.iter_modules(folder.__path__))
    ]
