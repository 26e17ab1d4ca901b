"""Sending workbooks to the units."""

from __future__ import annotations

from planlens.gui.app.parts import LEDGER, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.sending.dialog import SendingDialog  # noqa: PLC0415 (only once it is chosen)

    SendingDialog(tools).open()


COMMAND = Command("sending", LEDGER, 21, "发出填报(&F)…", Need.WRITABLE, _run)
"""A workbook for each unit."""
