"""The export dialog."""

from __future__ import annotations

from planlens.gui.app.parts import FILE, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.exporting.dialog import ExportDialog  # noqa: PLC0415 (only once it is chosen)

    ExportDialog(tools).exec()


COMMAND = Command("export", FILE, 40, "导出(&E)…", Need.PROJECT, _run, "导出")
"""Tables of the project as Excel, Word and other files."""
