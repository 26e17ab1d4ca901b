"""Keywords of every task and section: the terms that set it apart from the rest of the plan.

Terms are content words and the runs of them that the plan keeps together (工业 + 用地, where most 用地 follow a 工业);
verbs, numbers, web addresses and officialese are none. A term's weight in a text is

    (1 + ln tf) * idf * background * shape,    idf = ln((1 + n) / (1 + df)) + 1

with tf in the text and df among the plan's n sentences (TF-IDF, smoothed as scikit-learn does). *background*, from
0.2 to 1, grows with the rarity of the term in jieba's corpus: in a short plan everyday words are rare too, and the idf
alone would choose them. *shape* prefers longer terms. In a section the weight is multiplied by the root of the share
of the term's uses that fall into the section.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from planlens.analysis.gazetteer import bare_names
from planlens.language.characters import plain
from planlens.language.words import cut, frequency, is_content, is_nominal
from planlens.model import Plan, Section, Span

TASK_MOST, SECTION_MOST = 5, 8
LONGEST = 8  # characters of a merged term
SEEN = 3  # times a pair of words must stand side by side to be one term
TOGETHER = 0.5  # share of the rarer word's uses that must be in the pair
_RARE = 13.0  # -ln of the share from which on a word counts as rare: 2 in a million
_COMMON = 5.0  # -ln of the share of the commonest words: 7 in a thousand
_SHAPE = {2: 0.75, 3: 0.95}
_IN_TITLE = 1.5  # weight of a term that stands in the section's own title
_PLACE_ENDINGS = tuple("省市区县州旗镇")
_OFFICE_ENDINGS = tuple("局厅委")
_STOPS = frozenset("。！？；!?;\n")
_ADDRESS = re.compile(r"https?://[\x21-\x7e]+|www\.[\x21-\x7e]+|[A-Za-z0-9_.]{1,64}@[A-Za-z0-9_.]+")  # a.b@gov.cn

_MISCUT = re.compile(r"(?=.*[或在和与及等并将从向把被让按于为不未请报至日月年]).{2,3}")  # if not in the dictionary

Run = tuple[str, ...]
"""Content words that follow one another without a mark or another word between them."""


def run(plan: Plan) -> Plan:
    """Return *plan* with up to five keywords for each task and up to eight for each section, the strongest first."""
    terms = _Terms(_pieces(plan))
    tasks = tuple(replace(task, keywords=terms.of_task(task.span)) for task in plan.tasks)
    sections = tuple(
        replace(section, keywords=terms.of_section(section.title, section.span.start, end))
        for section, end in _extents(plan.sections, len(plan.document.text))
    )
    return replace(plan, tasks=tasks, sections=sections)


def _extents(sections: tuple[Section, ...], end: int) -> Iterable[tuple[Section, int]]:
    """Return each section with the place where it ends: before the next heading that is not below it."""
    for index, section in enumerate(sections):
        following = (other.span.start for other in sections[index + 1 :] if other.level <= section.level)
        yield section, next(following, end)


def _pieces(plan: Plan) -> Iterable[tuple[int, str]]:
    """Return the plan's text in pieces with their places: tasks without line breaks, and what stands between them."""
    text, done = plain(plan.document.text), 0
    for task in plan.tasks:
        if task.span.start >= done:
            yield done, text[done : task.span.start]
            yield task.span.start, task.text
            done = task.span.end
    yield done, text[done:]


def _sentences(pieces: Iterable[tuple[int, str]]) -> tuple[list[int], list[list[Run]]]:
    """Return where each sentence of the pieces begins, and its runs."""
    starts: list[int] = []
    sentences: list[list[Run]] = []
    for start, text in pieces:
        offset = start
        starts.append(offset)
        sentences.append([])
        current: list[str] = []
        for word in cut(_ADDRESS.sub(lambda found: "，" * len(found[0]), text)):
            offset += len(word)
            if is_content(word) and not word.islower():
                current.append(word)
                continue
            if current:
                sentences[-1].append(tuple(current))
                current = []
            if not _STOPS.isdisjoint(word):
                starts.append(offset)
                sentences.append([])
        if current:
            sentences[-1].append(tuple(current))
    return starts, sentences


@dataclass(frozen=True, slots=True)
class _Join:
    """Pairs of words that make one term in this plan."""

    pairs: frozenset[tuple[str, str]]

    def __call__(self, run: Run) -> Run:
        """Return *run* with the pairs joined, from left to right."""
        joined: list[str] = []
        previous = ""
        for word in run:
            if previous and (previous, word) in self.pairs:
                joined[-1] += word
                previous = ""
            else:
                joined.append(word)
                previous = word
        return tuple(joined)


def _learn(runs: Iterable[Run]) -> _Join:
    """Return the pairs that stand together in *runs* often enough, see :data:`SEEN` and :data:`TOGETHER`."""
    runs = list(runs)
    singles = Counter(chain.from_iterable(runs))
    pairs = Counter(chain.from_iterable(map(pairwise, runs)))
    return _Join(
        frozenset(
            pair
            for pair, seen in pairs.items()
            if seen >= SEEN
            and seen >= TOGETHER * min(singles[pair[0]], singles[pair[1]])
            and len(pair[0]) + len(pair[1]) <= LONGEST
            and pair[0] != pair[1]
            and all(map(is_nominal, pair))
            and not pair[0].endswith(_PLACE_ENDINGS)
        )
    )


class _Terms:
    """The terms of a plan and how much each says.

    Args:
        pieces: the pieces of the plan's text with their places, in order.
    """

    def __init__(self, pieces: Iterable[tuple[int, str]]) -> None:
        self._starts, sentences = _sentences(pieces)
        for _ in range(2):  # twice, for terms of three and four words
            join = _learn(run_ for sentence in sentences for run_ in sentence)
            sentences = [[join(run_) for run_ in sentence] for sentence in sentences]
        terms = [list(chain.from_iterable(sentence)) for sentence in sentences]
        self._total = Counter(chain.from_iterable(terms))
        self._found_in = Counter(chain.from_iterable(map(set, terms)))
        self._sentences = sum(map(bool, terms))
        topics = {term for term in self._total if _is_topic(term)}
        self._terms = [[term for term in sentence if term in topics] for sentence in terms]
        self._rarity: dict[str, float] = {}

    def of_task(self, span: Span) -> tuple[str, ...]:
        """Return the terms of greatest weight in a task, of equal ones the first in the text."""
        counts = self._between(span.start, span.end)
        return _top({term: self._weight(term, times) for term, times in counts.items()}, TASK_MOST)

    def of_section(self, title: str, start: int, end: int) -> tuple[str, ...]:
        """Return the terms of greatest weight in ``[start, end)`` of the plan; it counts how much they are its own."""
        weights: dict[str, float] = {}
        for term, times in self._between(start, end).items():
            share = min(1.0, times / max(1, self._total[term]))
            weights[term] = self._weight(term, times) * math.sqrt(share) * (_IN_TITLE if term in title else 1.0)
        return _top(weights, SECTION_MOST)

    def _between(self, start: int, end: int) -> Counter[str]:
        """Return how often each topic occurs in the sentences that begin in ``[start, end)``."""
        part = self._terms[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return Counter(chain.from_iterable(part))

    def _weight(self, term: str, times: int) -> float:
        rarity = self._rarity.get(term)
        if rarity is None:
            idf = math.log((1 + self._sentences) / (1 + self._found_in[term])) + 1
            rarity = self._rarity[term] = max(idf, 0.0) * _background(term) * _SHAPE.get(len(term), 1.0)
        return (1 + math.log(times)) * rarity


def _is_topic(term: str) -> bool:
    """Whether *term* may be a keyword: it names a thing, and no office (units have a column of their own)."""
    office = (len(term) > 2 and term.endswith(_OFFICE_ENDINGS)) or term in bare_names()
    return is_nominal(term) and not office and not (_MISCUT.fullmatch(term) and frequency(term) <= 0)


def _background(term: str) -> float:
    """Return how rare *term* is in general Chinese, from 0.2 (commonest) to 1 (rare, or not in the dictionary).

    Two characters that are not in the dictionary are mostly a wrong cut, and count little.
    """
    share = frequency(term)
    if share <= 0:
        return 1.0 if len(term) > 2 else 0.4
    return min(1.0, max(0.2, (-math.log(share) - _COMMON) / (_RARE - _COMMON)))


def _top(weights: dict[str, float], most: int) -> tuple[str, ...]:
    """Return the *most* heaviest terms, without those that are only a part of a heavier one."""
    chosen: list[str] = []
    for term in sorted(weights, key=lambda term: -weights[term]):
        if len(chosen) == most:
            break
        if not any(term in other for other in chosen):
            chosen.append(term)
    return tuple(chosen)
