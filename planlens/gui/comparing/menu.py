"""Plans beside each other, in windows that stay open."""

from __future__ import annotations

from planlens.gui.app.parts import TOOLS, Command, Need, Tools


def _compare(tools: Tools) -> None:
    from planlens.gui.comparing.versions import ComparePage  # noqa: PLC0415 (only once it is chosen)
    from planlens.gui.ledger.window import show_window  # noqa: PLC0415 (same)

    show_window(tools, "版本对照", ComparePage)


def _align(tools: Tools) -> None:
    from planlens.gui.comparing.alignment import AlignPage  # noqa: PLC0415 (only once it is chosen)
    from planlens.gui.ledger.window import show_window  # noqa: PLC0415 (same)

    show_window(tools, "规划衔接", AlignPage)


COMMANDS = (
    Command("compare", TOOLS, 20, "版本对照(&V)…", Need.NOTHING, _compare),
    Command("align", TOOLS, 21, "规划衔接(&A)…", Need.NOTHING, _align),
)
"""What changed between two versions, and whether plans fit together."""
