"""The check-up before tasks are sent out."""

from __future__ import annotations

from planlens.gui.app.parts import LEDGER, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.checking.page import show_checkup  # noqa: PLC0415 (only once it is chosen)

    show_checkup(tools)


COMMAND = Command("checking", LEDGER, 20, "交办前体检(&J)…", Need.PROJECT, _run)
"""A window that stays open beside the tasks."""
