"""Taking in what units returned."""

from __future__ import annotations

from planlens.gui.app.parts import LEDGER, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.returning.dialog import ReturningDialog  # noqa: PLC0415 (only once it is chosen)

    ReturningDialog(tools).open()


COMMAND = Command("returning", LEDGER, 22, "收回填报(&R)…", Need.WRITABLE, _run)
"""Returned workbooks against the ledger."""
