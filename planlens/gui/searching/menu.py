"""Search across documents, and tasks that are alike."""

from __future__ import annotations

from planlens.gui.app.parts import TOOLS, Command, Need, Tools


def _search(tools: Tools) -> None:
    from planlens.gui.searching.page import show_search  # noqa: PLC0415 (only once it is chosen)

    show_search(tools).begin_find()


def _similar(tools: Tools) -> None:
    from planlens.gui.searching.page import show_search  # noqa: PLC0415 (only once it is chosen)

    show_search(tools).find_similar()


COMMANDS = (
    Command("search", TOOLS, 22, "跨文件检索(&F)…", Need.NOTHING, _search),
    Command("similar", TOOLS, 23, "相似任务(&L)…", Need.PROJECT, _similar),
)
"""A window that stays open beside the tasks."""
