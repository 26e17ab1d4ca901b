"""Printing."""

from __future__ import annotations

from planlens.gui.app.parts import FILE, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.printing.dialog import PrintDialog  # noqa: PLC0415 (only once it is chosen)

    PrintDialog(tools).exec()


COMMAND = Command("print", FILE, 45, "打印(&P)…", Need.PROJECT, _run)
