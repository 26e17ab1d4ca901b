"""Tells what the desktop lacks: a Chinese font, a way to type Chinese."""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import Qt

from planlens.gui.app import theme
from planlens.gui.app.parts import Tools
from planlens.gui.widgets.notice_bar import NoticeBar, is_silent

LOG = logging.getLogger(__name__)

NO_FONT = (
    "No Chinese font found. Please install one: sudo apt install fonts-noto-cjk"
    "（没有中文字体，文字会显示为方块，请安装 fonts-noto-cjk 或 fonts-wqy-microhei 后重新打开本程序。）"
)


def advise(tools: Tools, typing: str) -> None:
    """Show a strip for each thing that is missing; of typing only once, for it may well work.

    Args:
        tools: the window's.
        typing: what to say of the input method, "" for nothing.
    """
    if not theme.has_chinese_font():
        if sys.stderr is not None:  # the strip itself may be unreadable
            sys.stderr.write("planlens: no Chinese font found, install fonts-noto-cjk or fonts-wqy-microhei\n")
        if not is_silent("font", tools.settings):
            _tell(tools, "font", NO_FONT)
    if typing and not is_silent("typing", tools.settings):
        _tell(tools, "typing", typing).tell_once()


def _tell(tools: Tools, key: str, text: str) -> NoticeBar:
    LOG.warning("the desktop lacks: %s", key)
    bar = NoticeBar(key, text, tools.settings, tools.window)
    tools.window.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
    tools.window.addToolBar(bar)
    return bar
