"""Texts of cells: as much of them as there is room for, with what a search looks for marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat
from PySide6.QtWidgets import QApplication

from planlens.gui.tree.marked_text import _laid_out, _ranges

TEXT = "省委宣传部（建议）、省应急厅（建议）、省住房城乡建设厅（建议）"


@pytest.fixture(autouse=True, scope="module")
def _app(qapp: QApplication) -> None:
    """Fonts need an application."""


def italic() -> QFont:
    font = QFont(QApplication.font())
    font.setItalic(True)
    return font


def room(characters: int, lines: int) -> QRect:
    metrics = QFontMetrics(italic())
    return QRect(0, 0, characters * metrics.horizontalAdvance("省") + 3, lines * metrics.lineSpacing() + 4)


def picture(hits: list[tuple[int, int]], shown: str, *, cut: bool) -> str:
    ranges = _ranges(hits, shown, cut=cut, look=QTextCharFormat())
    for found in sorted(ranges, key=lambda found: -found.start):
        end = found.start + found.length
        shown = f"{shown[: found.start]}[{shown[found.start : end]}]{shown[end:]}"
    return shown


def test_what_is_cut_off_marks_the_dots() -> None:
    hits = [(0, 1), (2, 4), (10, 12)]
    assert picture(hits, "省委宣传部（建议）、省应急厅", cut=False) == "[省]委[宣传]部（建议）、[省应]急厅"
    assert picture(hits, "省委宣…", cut=True) == "[省]委[宣][…]"
    assert picture(hits[:1], "省委宣…", cut=True) == "[省]委宣…"


def test_a_text_that_has_room_is_whole() -> None:
    assert _laid_out(TEXT, italic(), room(40, 1))[1] == TEXT


@given(characters=st.integers(3, 40), lines=st.integers(1, 3))
def test_what_is_shown_fits_and_says_where_it_is_cut(characters: int, lines: int) -> None:
    rect = room(characters, lines)
    _, shown = _laid_out(TEXT, italic(), rect)
    assert shown == TEXT or (shown.endswith("…") and TEXT.startswith(shown[:-1]))
    again, _ = _laid_out(shown, italic(), rect)
    assert again.lineCount() <= lines
