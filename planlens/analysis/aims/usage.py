"""Which styles of marks a document uses above which.

It may turn the usual order round (（1） over 1.), and have labels of its own (任务1：).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from planlens.analysis.draft import Paragraph
from planlens.analysis.outline.markers import Style

_ORDER = (Style.CHINESE, Style.CHINESE_PAREN, Style.ARABIC, Style.ARABIC_PAREN, Style.CIRCLED)
"""The styles that are turned round at times, the usual order (GB/T 9704-2012, 7.3.3)."""
_OFTEN = 4
"""So often must a style stand below a lower one."""


def as_used(paragraphs: Sequence[Paragraph]) -> None:
    """Give each mark the style whose place it takes in the document."""
    marks = [
        (p.marker.style, p.marker.value)
        for p in paragraphs
        if p.marker is not None and not p.colophon and p.marker.style in _ORDER
    ]
    present = [style for style in _ORDER if any(mark[0] is style for mark in marks)]
    takes = {style: style for style in present}
    for upper, lower in pairwise(present):
        if takes[upper] is upper and _turned(marks, upper, lower):
            takes[upper], takes[lower] = lower, upper
    for paragraph in paragraphs:
        if paragraph.marker is not None and takes.get(paragraph.marker.style) not in (None, paragraph.marker.style):
            paragraph.marker = replace(paragraph.marker, style=takes[paragraph.marker.style])
    _place_labels(paragraphs)


def _place_labels(paragraphs: Sequence[Paragraph]) -> None:
    """Give a document's own labels (任务1：) their rank: below the marks that hold them, above those inside."""
    marks = [p.marker for p in paragraphs if p.marker is not None and not p.colophon and p.marker.style < Style.BOX]
    beside = [(mark.style, below) for mark, below in pairwise(marks) if mark.style is not below.style]
    opened = Counter(below.style for style, below in beside if style is Style.LABEL and below.value == 1)
    above = Counter(style for style, below in beside if below.style is Style.LABEL)
    inside = {style for style in opened if 2 * opened[style] >= above[style]}
    holding = set(above) - inside
    rank = max(holding) + 3 if holding else min(inside, default=Style.LABEL + 3) - 3
    for paragraph in paragraphs:
        if paragraph.marker is not None and paragraph.marker.style is Style.LABEL:
            paragraph.marker = replace(paragraph.marker, rank=rank)


def _turned(marks: Sequence[tuple[Style, int]], upper: Style, lower: Style) -> bool:
    """Whether series of *upper* begin below each mark of *lower*, whose own numbers go on over them.

    Where both are numbered through, the style with more marks stands below.
    """
    last: dict[Style, int] = {}
    inside: Counter[Style] = Counter()
    before: Style | None = None
    for style, value in marks:
        if style not in (upper, lower):
            continue
        if before is not None and before is not style:
            inside[before] += value == 1
            inside[style] += value == last.get(style, 0) + 1 and value > 1
        last[style] = value
        before = style
    uppers, lowers = (sum(mark[0] is style for mark in marks) for style in (upper, lower))
    through = uppers >= 1.5 * lowers
    return inside[lower] >= _OFTEN and inside[upper] < (1.2 if through else 0.34) * inside[lower]
