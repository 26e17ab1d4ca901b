"""Setting the source in lines: only what is seen, at the right place, found again by its pixels."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from pytestqt.qtbot import QtBot
from source_builder import typesetter

from planlens.gui.source.lines import Laid
from planlens.gui.source.pages import PageArea
from planlens.gui.source.sheet import KEPT, Sheet, texts_of
from planlens.model import Block, CellPlace, Document, Source, Span
from planlens.views.source.grid import Rows, rows_of
from planlens.views.source.page import Piece, pieces_of
from planlens.views.source.text import Look, Text

pytestmark = pytest.mark.usefixtures("qapp")

LINES = st.text(st.sampled_from("建设平台，。𠮷😀ab 1"), min_size=1, max_size=60).filter(str.strip)
WITHOUT_FRESH_FIXTURES = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def text(words: str, look: Look = Look.BODY, start: int = 0, **how: bool) -> Text:
    return Text(" " * start + words, [Span(start, start + len(words))], look, **how)


def pages(*words: str) -> list[Piece]:
    source, blocks = "", []
    for each in words:
        blocks.append(Block(Span(len(source), len(source) + len(each))))
        source += f"{each}\n"
    return list(pieces_of(Document(Source("a.txt", "txt", ""), source, tuple(blocks)), None, []))


def area(qtbot: QtBot, pieces: list[Piece], width: int = 400, height: int = 300) -> PageArea:
    found = PageArea()
    qtbot.addWidget(found)
    found.resize(width, height)
    found.show()
    found.show_pieces(pieces)
    return found


def lines_of(laid: Laid) -> list[QRectF]:
    """Return where the first paragraph's lines stand; Qt's own lines die with their layout."""
    return [line.naturalTextRect() for line in laid.texts[0].lines()]


def test_lines_are_as_wide_as_the_page_and_the_first_is_indented() -> None:
    laid = typesetter(200).lay(text("建设覆盖全市的公共服务平台。" * 8))
    lines = lines_of(laid)
    assert len(lines) > 4
    assert lines[0].x() > lines[1].x() == 0
    assert all(line.right() <= 201 for line in lines)
    assert all(below.top() >= above.bottom() for above, below in pairwise(lines))
    assert laid.height >= lines[-1].bottom()


def test_titles_are_centred_and_large() -> None:
    set_lines = typesetter(300)
    (title,) = lines_of(set_lines.lay(text("云山市规划", Look.TITLE, centered=True)))
    (body,) = lines_of(set_lines.lay(text("云山市规划")))
    assert title.height() > body.height()
    assert title.x() == pytest.approx((300 - title.width()) / 2, abs=1)


def test_what_goes_on_stands_close_to_what_it_continues() -> None:
    set_lines = typesetter(300)
    first, rest = (lines_of(set_lines.lay(text("建设平台。", goes_on=on))) for on in (False, True))
    assert rest[0].x() == 0 < first[0].x()


def table(**words: tuple[int, int, int, int]) -> Laid:
    cells = {CellPlace(0, *place): [text(name, Look.CELL)] for name, place in words.items()}
    (rows,) = rows_of(cells)
    return typesetter(300).lay(rows)


def test_merged_cells_cover_their_rows_and_columns() -> None:
    laid = table(甲=(0, 0, 2, 1), 乙=(0, 1, 1, 2), 丙=(1, 1, 1, 1), 丁=(1, 2, 1, 1))
    first, wide, left, right = laid.boxes
    assert first.height() == pytest.approx(laid.height)
    assert (wide.left(), wide.right()) == pytest.approx((left.left(), right.right()))
    assert wide.bottom() == pytest.approx(left.top())
    assert wide.right() == pytest.approx(299)


def test_a_tall_merged_cell_makes_its_last_row_taller_and_empty_cells_have_borders() -> None:
    laid = table(**{"建设覆盖全市的工业互联网公共服务平台" * 4: (0, 0, 2, 1), "乙": (0, 1, 1, 1)})
    tall, short, hole = laid.boxes
    assert tall.bottom() == pytest.approx(laid.height) == pytest.approx(hole.bottom())
    assert hole.height() > short.height()


def test_a_table_of_many_columns_is_wider_than_the_page_and_scrolls_aside(qtbot: QtBot) -> None:
    cells = {CellPlace(0, 0, k): [text("建设公共服务平台", Look.CELL, 20 * k)] for k in range(12)}
    rows = rows_of(cells)
    found = area(qtbot, [*rows])
    assert found.horizontalScrollBar().maximum() > 100
    assert isinstance(rows[0], Rows)
    found.reveal(20 * 11, 20 * 11 + 2)
    assert 0 <= found.rect_of(20 * 11).left() <= found.viewport().width()


@given(st.lists(LINES, min_size=1, max_size=12))
@settings(deadline=None, max_examples=40)
def test_heights_add_up(words: list[str]) -> None:
    pieces = pages(*words)
    sheet = Sheet(pieces, typesetter(180))
    assert sheet.measure(10)
    set_lines = typesetter(180)
    assert [below - above for above, below in pairwise(sheet.tops)] == pytest.approx(
        [set_lines.lay(piece).height for piece in pieces]
    )
    for index, piece in enumerate(pieces):
        assert sheet.at(sheet.tops[index] + 1) == index
        for k, each in enumerate(texts_of(piece)):
            assert sheet.text_at(each.start) == (index, k) == sheet.text_at(each.end - 1)


def test_only_what_is_seen_is_set_in_lines(qtbot: QtBot) -> None:
    pieces = pages(*["推动高频事项一网通办，完善协同推进机制。"] * 3000)
    found = area(qtbot, pieces)
    laid = found.sheet.kept
    list(found.seen())
    assert 0 < len(laid) < 40
    for value in range(0, found.verticalScrollBar().maximum(), 400):
        found.verticalScrollBar().setValue(value)
        list(found.seen())
    assert len(laid) == KEPT


def test_what_is_seen_stays_while_heights_are_found_out(qtbot: QtBot) -> None:
    pieces = pages(*["推动高频事项abcdefghijkl，完善协同推进机制，" * (1 + k % 4) for k in range(400)])
    found = area(qtbot, pieces)
    found.verticalScrollBar().setValue(found.verticalScrollBar().maximum() // 2)
    top = next(iter(found.seen()))
    place = top[0].texts[0].text.start
    before = found.rect_of(place).top()
    qtbot.waitUntil(lambda: not found.measuring)
    assert found.rect_of(place).top() == pytest.approx(before, abs=2)
    found.resize(300, 300)
    assert -200 < found.rect_of(place).top() < 200


@WITHOUT_FRESH_FIXTURES
@given(words=st.lists(LINES, min_size=1, max_size=5))
def test_a_pixel_leads_to_its_character(qtbot: QtBot, words: list[str]) -> None:
    found = area(qtbot, pages(*words), 500, 900)
    for piece in found.sheet.pieces:
        for each in texts_of(piece):
            for index, character in enumerate(each.shown):
                place = each.start + index
                if not character.isspace():
                    middle = found.rect_of(place).center() + QPointF(2, 0)
                    assert found.character_at(middle) == place
                    assert found.place_at(middle) in {place, place + 1}
    found.close()


def test_beside_the_words_there_is_no_character(qtbot: QtBot) -> None:
    found = area(qtbot, pages("建设平台。"))
    assert found.character_at(QPointF(3, found.rect_of(0).center().y())) is None
    assert found.character_at(QPointF(300, 250)) is None
    assert found.place_at(QPointF(300, 250)) == 5
    assert area(qtbot, []).place_at(QPointF(5, 5)) == 0


def test_revealing_scrolls_only_if_it_must(qtbot: QtBot) -> None:
    found = area(qtbot, pages(*["推动高频事项一网通办。"] * 200))
    bar = found.verticalScrollBar()
    found.reveal(0, 5)
    assert bar.value() == 0
    last = texts_of(found.sheet.pieces[-1])[0]
    found.reveal(last.start, last.end)
    assert bar.value() > 0
    assert 0 <= found.rect_of(last.start).top() < found.viewport().height()
    value = bar.value()
    found.reveal(last.start, last.end)
    assert bar.value() == value


def test_what_is_held_stays_where_it_is(qtbot: QtBot) -> None:
    """While heights are found out, in other pieces, after another font and another width."""
    words = ["推动高频事项abcdefghijkl，完善协同推进机制，" * (1 + k % 7) for k in range(300)]
    found = area(qtbot, pages(*words))
    place = texts_of(found.sheet.pieces[220])[0].start
    found.held = (place, place + 5)
    found.reveal(place, place + 5)
    y = found.rect_of(place).top()
    assert y == pytest.approx(found.viewport().height() / 3, abs=1)
    qtbot.waitUntil(lambda: not found.measuring)
    assert found.rect_of(place).top() == pytest.approx(y, abs=1)
    found.replace_pieces(pages(*words))
    assert found.rect_of(place).top() == pytest.approx(y, abs=1)
    qtbot.waitUntil(lambda: not found.measuring)
    assert found.rect_of(place).top() == pytest.approx(y, abs=1)
    font = found.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    found.setFont(font)
    found.retype()
    found.resize(250, 300)
    qtbot.waitUntil(lambda: not found.measuring)
    assert found.rect_of(place).top() == pytest.approx(y, abs=30)
