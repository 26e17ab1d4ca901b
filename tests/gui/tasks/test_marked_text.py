"""Texts of cells: as much of them as there is room for, with what a search looks for marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat
from PySide6.QtWidgets import QApplication

from planlens.gui.tasks.marked_text import _lines, _ranges, in_qt

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


RARE = "推进𠮷家𡋾水库除险加固，建设智慧水务平台并接入市级平台，完成灌区改造"


def marked(text: str, word: str, rect: QRect) -> list[str]:
    """What of a word is marked in the lines of a text, as Qt finds it there."""
    hits = in_qt([(text.index(word), text.index(word) + len(word))], text)
    found: list[bytes] = []
    for start, line, cut in _lines(text, italic(), rect):
        counted = line.encode("utf-16-le")
        spans = _ranges(hits, start, line, cut=cut, look=QTextCharFormat())
        found += [counted[2 * span.start : 2 * (span.start + span.length)] for span in spans]
    return [part.decode("utf-16-le") for part in found]


@pytest.mark.parametrize("word", ["水库", "𠮷家", "智慧水务平台", "灌区"])
def test_marks_stand_at_their_words_behind_rare_characters(word: str) -> None:
    assert "".join(marked(RARE, word, room(11, 6))) == word


def test_lines_with_rare_characters_fit_and_are_whole() -> None:
    rect = room(11, 6)
    lines = list(_lines(RARE, italic(), rect))
    assert "".join(line for _, line, _ in lines) == RARE
    assert all(line and QFontMetrics(italic()).horizontalAdvance(line) <= rect.width() for _, line, _ in lines)
    ((_, _, cut),) = _lines(RARE, italic(), room(11, 1))
    assert cut
