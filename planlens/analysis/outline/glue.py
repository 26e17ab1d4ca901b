"""Paragraphs that a lost line break glued to the one before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planlens.analysis.draft import Paragraph
from planlens.analysis.outline.markers import LONGEST_MARK, Marker, Style, marker_of

_GLUED_LEAD = re.compile(r"(?<=[。；])(?=专栏\d{1,2}\S{2,30}$|——)")
"""…全面推广。专栏3重点工程, …全面推广。——结构更优."""
_GLUED = re.compile(
    r"(?<=[。；）])(?=第?[一二三四五六七八九十]{1,3}[、章节]|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．](?!\d))"
)
"""…（市水务局负责）二、推进示范, …示范作用。3.更新管网."""


def split_glued_leads(paragraph: Paragraph) -> list[Paragraph]:
    """Split before a 专栏 or a —— that a lost line break glued to a paragraph."""
    parts: list[Paragraph] = []
    while (glued := _GLUED_LEAD.search(paragraph.text)) is not None and 0 < glued.start() < len(paragraph.flow):
        head, *tail = cut(paragraph, glued.start())
        parts.append(head)
        if not tail:
            return parts
        paragraph = tail[0]
    return [*parts, paragraph]


def cut(paragraph: Paragraph, place: int) -> list[Paragraph]:
    """Return the two parts of a paragraph cut at *place*; one only if the other would be empty."""
    head, tail = paragraph.flow.part(0, place), paragraph.flow.part(place)
    parts = [(head, paragraph.marker), (tail, marker_of(tail.text))]
    return [
        Paragraph(part, paragraph.block, marker, paragraph.indented, box=paragraph.box)
        for part, marker in parts
        if part.text
    ]


def split_glued_series(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Split before a mark that a lost line break glued to a paragraph: the next number of a series that is open."""
    last: dict[Style, int] = {}
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.marker is not None:
            _open(last, paragraph.marker)
        rest = [paragraph]
        for place in reversed(_next_numbers(paragraph.text, last)):
            rest = [*cut(rest[0], place), *rest[1:]]
        result += rest
    return result


def _open(last: dict[Style, int], marker: Marker) -> None:
    """Note the mark of a series; those of lower ones end with it."""
    if marker.value:
        for style in [style for style in last if style > marker.style]:
            del last[style]
        last[marker.style] = marker.value


def _next_numbers(text: str, last: dict[Style, int]) -> list[int]:
    """Return where marks inside a text go on with open series, and note them in *last*."""
    places = []
    for place in _GLUED.finditer(text):
        found = marker_of(text[place.start() : place.start() + LONGEST_MARK]) if place.start() else None
        if found is not None and found.value > 1 and last.get(found.style) == found.value - 1:
            _open(last, found)
            places.append(place.start())
    return places


def tail_of(text: str) -> str:
    """Return a line; where a lost break glued a numbered title to its end, that title alone."""
    glued = [place.start() for place in _GLUED.finditer(text) if place.start()]
    return text[glued[-1] :] if glued else text
