"""Opening a ledger that an office shares."""

from __future__ import annotations

from planlens.gui.app.parts import FILE, Command, Need, Tools


def _open(tools: Tools) -> None:
    from planlens.gui.office.dialog import choose_ledger  # noqa: PLC0415 (only once it is chosen)

    address = choose_ledger(tools)
    if address is not None:
        tools.open_paths([address])


COMMAND = Command("office", FILE, 13, "打开办公台账(&G)…", Need.NOTHING, _open)
