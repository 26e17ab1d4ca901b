"""Texts of cells: as much of them as there is room for, with what a search looks for marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat
from PySide6.QtWidgets import QApplication

from planlens.gui.tasks.marked_text import _lines, _ranges

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


def picture(hits: list[tuple[int, int]], start: int, line: str, *, cut: bool) -> str:
    ranges = _ranges(hits, start, line, cut=cut, look=QTextCharFormat())
    for found in sorted(ranges, key=lambda found: -found.start):
        end = found.start + found.length
        line = f"{line[: found.start]}[{line[found.start : end]}]{line[end:]}"
    return line


def test_what_is_cut_off_marks_the_dots() -> None:
    hits = [(0, 1), (3, 7), (11, 13)]
    assert picture(hits, 0, "省委宣传部", cut=False) == "[省]委宣[传部]"
    assert picture(hits, 5, "（建议）、省…", cut=True) == "[（建]议）、省[…]"
    assert picture(hits[:2], 5, "（建议）、省…", cut=True) == "[（建]议）、省…"


def test_a_text_that_has_room_is_whole() -> None:
    assert list(_lines(TEXT, italic(), room(40, 1))) == [(0, TEXT, False)]


@given(characters=st.integers(3, 40), lines=st.integers(1, 3))
def test_what_is_shown_fits_and_says_where_it_is_cut(characters: int, lines: int) -> None:
    found = list(_lines(TEXT, italic(), room(characters, lines)))
    whole = "".join(line for _, line, _ in found)
    assert len(found) <= lines
    assert whole == TEXT or (whole.endswith("…") and TEXT.startswith(whole[:-1]))
    assert [cut for _, _, cut in found] == [False] * (len(found) - 1) + [whole != TEXT]
    assert all(TEXT.startswith(line.removesuffix("…"), start) for start, line, _ in found)
