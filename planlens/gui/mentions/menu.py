"""A work summary or a unit's report against the ledger."""

from __future__ import annotations

from planlens.gui.app.parts import LEDGER, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.ledger.window import show_window  # noqa: PLC0415 (only once it is chosen)
    from planlens.gui.mentions.page import MentionsPage  # noqa: PLC0415 (same)

    show_window(tools, "对照报告", MentionsPage)


COMMAND = Command("mentions", LEDGER, 23, "对照报告(&M)…", Need.PROJECT, _run)
"""A window that stays open beside the tasks."""
