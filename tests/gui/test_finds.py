"""Where the words of a search stand in a text, and that they are seen there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from planlens.gui.models.finds import finds
from planlens.gui.theme import LIGHT
from planlens.gui.tree.found_text import Inks, paint_found
from planlens.language.pinyin import Initials

PINYIN = Initials({"g": "工", "y": "业", "s": "数", "z": "字"})
INKS = Inks(QColor(LIGHT.text), QColor(LIGHT.text), QColor(LIGHT.target))


def marked(text: str, *words: str, initials: Initials | None = None) -> str:
    """The text with [brackets] around what was found."""
    for start, end in reversed(finds(text, words, initials)):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("words", "picture"),
    [
        (["数字"], "发展[数字]工业，建设5G[数字]园区"),
        (["字工", "数字"], "发展[数字工]业，建设5G[数字]园区"),
        (["5g"], "发展数字工业，建设[5G]数字园区"),
        (["没有"], "发展数字工业，建设5G数字园区"),
        ([], "发展数字工业，建设5G数字园区"),
    ],
)
def test_words(words: list[str], picture: str) -> None:
    assert marked("发展数字工业，建设5G数字园区", *words) == picture


def test_initials_of_pinyin_and_repeated_letters() -> None:
    assert marked("发展数字工业", "gy", initials=PINYIN) == "发展数字[工业]"
    assert marked("发展数字工业", "gy") == "发展数字工业"
    assert marked("哈哈哈", "哈哈") == "[哈哈哈]"
    assert marked("İ数字", "数字") == "İ[数字]"


def colours_of(text: str, places: list[tuple[int, int]], qtbot: QtBot) -> set[str]:
    widget = QWidget()
    qtbot.addWidget(widget)
    option = QStyleOptionViewItem()
    option.initFrom(widget)
    option.rect, option.text, option.index = QRect(0, 0, 120, 40), text, QModelIndex()
    image = QImage(120, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.base))
    painter = QPainter(image)
    paint_found(painter, option, places, INKS)
    painter.end()
    return {image.pixelColor(x, y).name() for x in range(120) for y in range(40)}


def test_what_was_found_has_a_ground_of_its_own(qtbot: QtBot) -> None:
    assert LIGHT.target in colours_of("发展数字工业", [(2, 4)], qtbot)
    assert LIGHT.target not in colours_of("发展数字工业", [], qtbot)


def test_what_was_found_in_the_part_that_is_cut_off_is_not_marked(qtbot: QtBot) -> None:
    assert LIGHT.target not in colours_of("发展" * 60, [(110, 112)], qtbot)
