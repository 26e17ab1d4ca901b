"""The history browser."""

from __future__ import annotations

from planlens.gui.app.parts import TOOLS, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.history.window import HistoryWindow  # noqa: PLC0415 (only once it is chosen)

    window = tools.window.findChild(HistoryWindow) or HistoryWindow(tools)
    window.show()
    window.raise_()
    window.activateWindow()


COMMAND = Command("history", TOOLS, 10, "操作历史(&H)…", Need.PROJECT, _run)
"""What was done, when and by whom."""
