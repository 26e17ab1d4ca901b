"""The settings dialog."""

from __future__ import annotations

from planlens.gui.app.parts import TOOLS, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.preferences.dialog import PreferencesDialog  # noqa: PLC0415 (only once it is chosen)

    PreferencesDialog(tools).exec()


COMMAND = Command("preferences", TOOLS, 90, "设置(&S)…", Need.NOTHING, _run)
