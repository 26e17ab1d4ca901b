"""A writer's words for a passage of a report, and the figures in them that no longer hold.

A figure is known by what stands before it: where the ledger says 已完成12项 and the words say 已完成13项, the words are
wrong, whoever wrote them and whenever. A figure of which the words say something else before it (本月竣工12项) is known
as the one that held when they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from planlens.views.monthly.parts import Told

_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")  # 共有任务128项；
_NUMBER = re.compile(r"\d+(?:\.\d+)?")  # 12.5
_LABEL = re.compile(r"[^\d，。；：、（）()\s%]{2,6}$")  # 其中已完成, 亮红灯

_Wrong = tuple[int, int, str, str]
"""A figure in the words that does not hold: from where to where, as it reads, as it should."""


def with_words(fresh: Told, words: str, written_with: Mapping[str, str]) -> Told:
    """Return a passage in a writer's words, with the sentences whose figures no longer hold.

    Args:
        fresh: what the ledger says now.
        words: the writer's.
        written_with: the figures that held when the words were written.
    """
    wrong = sorted({*_by_label(fresh, words), *_by_value(fresh, words, written_with)})
    stale = []
    for found in _SENTENCE.finditer(words):
        told = [f"{old}应为{new}" for start, _, old, new in wrong if found.start() <= start < found.end()]
        if told:
            stale.append((found[0].strip(), "，".join(dict.fromkeys(told))))
    mended = words
    for start, end, _, new in reversed(wrong):
        mended = mended[:start] + new + mended[end:]
    return Told(fresh.key, words, fresh.figures, tuple(stale), edited=True, automatic=fresh.text, mended=mended)


def _by_label(fresh: Told, words: str) -> Iterator[_Wrong]:
    """Yield the figures that stand behind the same label as in the ledger's own words, but are others."""
    for label, figure in _labelled(fresh):
        unit = _NUMBER.sub("", figure, count=1)
        for found in re.finditer(re.escape(label) + rf"(\d+(?:\.\d+)?{re.escape(unit)})", words):
            if found[1] != figure:
                yield (*found.span(1), found[1], figure)


def _labelled(fresh: Told) -> Iterator[tuple[str, str]]:
    """Yield the figures of the ledger's own words with what stands before them; labels of two figures tell nothing."""
    found: dict[str, set[str]] = {}
    for figure in {*fresh.figures.values()}:
        for place in _whole(figure, fresh.text):
            if label := _LABEL.search(fresh.text[:place]):
                found.setdefault(label[0], set()).add(figure)
    for text, figures in found.items():
        if len(figures) == 1:
            yield text, next(iter(figures))


def _by_value(fresh: Told, words: str, written_with: Mapping[str, str]) -> Iterator[_Wrong]:
    """Yield the figures that held when the words were written and do not hold now."""
    labelled = {label for label, _ in _labelled(fresh)}
    holding = {*fresh.figures.values()}
    for name, old in written_with.items():
        new = fresh.figures.get(name, "") or "0"
        if new == old:
            continue
        same = {fresh.figures.get(other, "") for other, was in written_with.items() if was == old}
        for place in _whole(old, words):
            before = _LABEL.search(words[:place])
            if (before and before[0] in labelled) or (old in holding and len(same) > 1):
                continue  # told by its label, or another figure that still is the same
            yield place, place + len(old), old, new


def _whole(figure: str, text: str) -> Iterator[int]:
    """Yield where a figure stands in a text as a whole number: 3项 does not stand in 13项."""
    place = text.find(figure) if figure else -1
    while place >= 0:
        before = text[place - 1 : place]
        if not (_NUMBER.match(figure) and (before.isdigit() or before == ".")):
            yield place
        place = text.find(figure, place + 1)
