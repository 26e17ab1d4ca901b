"""Paragraphs that a lost line break glued to the one before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planlens.analysis.draft import Paragraph
from planlens.analysis.lines import Line, display_width
from planlens.analysis.markers import Style, marker_of

_GLUED_LEAD = re.compile(r"(?<=[。；])(?=专栏\d{1,2}\S{2,30}$|——)")
_GLUED = re.compile(
    r"(?<=[。；）])(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．](?!\d))"
)


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
    parts = [paragraph.flow.part(0, place), paragraph.flow.part(place)]
    return [
        Paragraph(part, paragraph.block, marker_of(part.text), paragraph.indented, box=paragraph.box)
        for part in parts
        if part.text
    ]


def split_glued_series(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Split before a mark that a lost line break glued to a paragraph: the next number of a series that is open."""
    last: dict[Style, int] = {}
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        rest: Paragraph | None = paragraph
        while rest is not None:
            marker = rest.marker
            if marker is not None and marker.value:
                last = {style: value for style, value in last.items() if style <= marker.style}
                last[marker.style] = marker.value
            place = _next_number(rest.text, last)
            head, *tail = [rest] if place is None else cut(rest, place)
            result.append(head)
            rest = tail[0] if tail else None
    return result


def _next_number(text: str, last: dict[Style, int]) -> int | None:
    """Return where a mark inside a text goes on with an open series."""
    for place in _GLUED.finditer(text):
        found = marker_of(text[place.start() :]) if place.start() else None
        if found is not None and found.value > 1 and last.get(found.style) == found.value - 1:
            return place.start()
    return None


def tail_width(line: Line) -> int:
    """Return the width of a line; where a lost break glued a numbered title to its end, that of the title alone."""
    glued = [place.start() for place in _GLUED.finditer(line.text) if place.start()]
    tail = line.text[glued[-1] :] if glued else line.text
    return display_width(tail)
