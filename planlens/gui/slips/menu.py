"""Papers on tasks."""

from __future__ import annotations

from planlens.gui.app.parts import LEDGER, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.slips.dialog import SlipsDialog  # noqa: PLC0415 (only once it is chosen)

    SlipsDialog(tools).open()


COMMAND = Command("slips", LEDGER, 23, "开督办单(&D)…", Need.WRITABLE, _run)
"""交办单, 催办单 and 督办单 for chosen tasks."""
