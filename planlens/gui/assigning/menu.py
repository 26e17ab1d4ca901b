"""Who should do the tasks that have no unit."""

from __future__ import annotations

from planlens.gui.app.parts import TOOLS, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.assigning.page import AssigningPage  # noqa: PLC0415 (only once it is chosen)
    from planlens.gui.ledger.window import show_window  # noqa: PLC0415 (same)

    show_window(tools, "推荐责任单位", AssigningPage)


COMMAND = Command("assigning", TOOLS, 24, "推荐责任单位(&U)…", Need.PROJECT, _run)
"""A window that stays open beside the tasks."""
