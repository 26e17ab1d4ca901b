"""Adopting a new version of a document."""

from __future__ import annotations

from planlens.gui.app.parts import FILE, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.app.dialogs import choose_documents  # noqa: PLC0415 (only once it is chosen)
    from planlens.gui.versions.dialog import VersionDialog  # noqa: PLC0415 (same)

    if paths := choose_documents(tools, "选择文件的新版本", many=False):
        VersionDialog(tools, paths[0]).open()


COMMAND = Command("adopt-version", FILE, 21, "采用新版本(&U)…", Need.WRITABLE, _run)
"""The work on the old version goes on with the new one."""
