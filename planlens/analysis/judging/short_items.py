"""Numbered lines that look like headings, but are themselves what is to be done: a list of things (新建学校3所)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from planlens.analysis.draft import Paragraph
from planlens.analysis.judging.commitments import acts
from planlens.analysis.outline.candidates import Candidate
from planlens.analysis.outline.markers import Style

_LEAST = 3
_DEEDS = 0.6
"""The part of a list that must name deeds."""
_OPENING = 4
"""Characters at the start of an item in which its verb stands."""


def without_short_items(paragraphs: Sequence[Paragraph], candidates: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """Return the headings without those series of them that have no text at all below them, and name deeds.

    A line that comes again further on is an entry of a table of contents.
    """
    found = dict(candidates)
    titles = Counter(_title(paragraphs, candidates, index) for index in candidates)
    for series in _series(candidates):
        if len(series) < _LEAST or not all(_is_leaf(paragraphs, candidates, index) for index in series):
            continue
        texts = [_title(paragraphs, candidates, index) for index in series]
        deeds = [text for text in texts if acts(text[:_OPENING]) or re.search(r"\d", text)]  # 12家
        if len(deeds) >= _DEEDS * len(series) and all(titles[text] == 1 for text in texts):
            for index in series:
                del found[index]
    return found


def _title(paragraphs: Sequence[Paragraph], candidates: Mapping[int, Candidate], index: int) -> str:
    start, end = candidates[index].title
    return paragraphs[index].text[start:end].rstrip("。；;")


def _series(candidates: Mapping[int, Candidate]) -> Iterator[list[int]]:
    """Yield the headings of each style that follow each other with nothing higher between them."""
    open_series: dict[int, list[int]] = {}
    for index in sorted(candidates):
        rank, style = candidates[index].rank, candidates[index].style
        for lower in [other for other in open_series if other > rank]:
            yield open_series.pop(lower)
        if style is not None and style < Style.BOX:
            open_series.setdefault(rank, []).append(index)
    yield from open_series.values()


def _is_leaf(paragraphs: Sequence[Paragraph], candidates: Mapping[int, Candidate], index: int) -> bool:
    """Whether nothing stands below a heading."""
    candidate, below = candidates[index], index + 1
    text = paragraphs[index].text
    if candidate.title_from is not None or candidate.body < len(text.rstrip("。；;")):
        return False
    if below >= len(paragraphs) or paragraphs[below].colophon:
        return True
    following = candidates.get(below)
    return following is not None and not following.swallowed and following.rank <= candidate.rank
