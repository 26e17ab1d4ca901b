"""Who has reported, what changed, statistics: windows that stay open beside the tasks."""

from __future__ import annotations

from planlens.gui.app.parts import LEDGER, Command, Need, Tools


def _statistics(tools: Tools) -> None:
    from planlens.gui.ledger.statistics import StatisticsPage  # noqa: PLC0415 (only once it is chosen)
    from planlens.gui.ledger.window import show_window  # noqa: PLC0415 (same)

    show_window(tools, "统计", StatisticsPage)


def _changes(tools: Tools) -> None:
    from planlens.gui.ledger.changes import ChangesPage  # noqa: PLC0415 (only once it is chosen)
    from planlens.gui.ledger.window import show_window  # noqa: PLC0415 (same)

    show_window(tools, "变化情况", ChangesPage)


def _collecting(tools: Tools) -> None:
    from planlens.gui.ledger.collecting import CollectingPage  # noqa: PLC0415 (only once it is chosen)
    from planlens.gui.ledger.window import show_window  # noqa: PLC0415 (same)

    show_window(tools, "报送情况", CollectingPage)


def _rhythm(tools: Tools) -> None:
    from planlens.gui.ledger.rhythm import RhythmDialog  # noqa: PLC0415 (only once it is chosen)

    RhythmDialog(tools).exec()


COMMANDS = (
    Command("collecting", LEDGER, 10, "报送情况(&B)…", Need.PROJECT, _collecting),
    Command("changes", LEDGER, 11, "变化情况(&C)…", Need.PROJECT, _changes),
    Command("statistics", LEDGER, 12, "统计(&T)…", Need.PROJECT, _statistics),
    Command("rhythm", LEDGER, 13, "报送周期(&P)…", Need.WRITABLE, _rhythm),
)
"""What an office asks at the end of a month."""
