"""The help menu."""

from __future__ import annotations

from planlens.gui.panel import HELP, Command, Need, Tools


def _help(tools: Tools) -> None:
    from PySide6.QtWidgets import QMenu  # noqa: PLC0415 (only once it is chosen)

    from planlens.gui.help.window import HelpWindow, help_window  # noqa: PLC0415 (same)

    window = tools.window.findChild(HelpWindow)
    if window is None:
        menus = [menu for action in tools.window.menuBar().actions() if isinstance(menu := action.menu(), QMenu)]
        window = help_window(tools.window, menus)
    window.show()
    window.raise_()
    window.activateWindow()


def _about(tools: Tools) -> None:
    from planlens.gui.help.about import AboutDialog  # noqa: PLC0415 (only once it is chosen)

    AboutDialog(tools.window).exec()


COMMANDS = (
    Command("help", HELP, 10, "使用帮助(&H)", "F1", Need.NOTHING, _help),
    Command("about", HELP, 90, "关于 planlens(&A)", "", Need.NOTHING, _about),
)
