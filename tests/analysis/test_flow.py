"""Clean text that knows its places."""

from hypothesis import given
from hypothesis import strategies as st

from planlens.analysis.flow import flow_of
from planlens.model import Span

TEXT = st.text(st.sampled_from("建设平台ab12。 \t\n　\ufeff"), min_size=1)


def whole(text: str):
    return flow_of(text, [Span(0, len(text))])


def test_line_breaks_and_blanks_between_characters_are_left_out():
    assert whole("建设 12 个\n　　平台").text == "建设12个平台"


def test_a_blank_between_latin_words_stays():
    assert whole("推广 Smart\nCity 平台").text == "推广Smart City平台"


def test_pieces_are_joined():
    text = "建设\n- 1 -\n平台"
    flow = flow_of(text, [Span(0, 2), Span(9, 11)])
    assert flow.text == "建设平台"
    assert flow.span == Span(0, 11)
    assert flow.locate(1, 3) == Span(1, 10)


def test_a_part_has_no_white_space_at_its_ends():
    assert whole("ab cd").part(2, 5).text == "cd"
    assert whole("ab cd").part(0, 3).text == "ab"


def test_nothing_is_nowhere():
    assert whole(" \n").span == Span(0, 0)


@given(TEXT)
def test_every_character_knows_its_place(text):
    flow = whole(text)
    assert len(flow.text) == len(flow.at)
    assert all(
        text[place] == character for character, place in zip(flow.text, flow.at, strict=True) if character != " "
    )
    assert list(flow.at) == sorted(set(flow.at))


@given(TEXT, st.data())
def test_a_part_is_a_piece_of_the_flow(text, data):
    flow = whole(text)
    start = data.draw(st.integers(0, len(flow)))
    end = data.draw(st.integers(start, len(flow)))
    part = flow.part(start, end)
    assert part.text == flow.text[start:end].strip()
    assert set(part.at) <= set(flow.at)
