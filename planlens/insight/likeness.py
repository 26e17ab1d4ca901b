"""Whether a document is a new version of one that is known: by its title, and by the sentences that are in both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from dataclasses import dataclass

from planlens.insight.matching import plain

ALIKE = 0.5
"""The share of equal sentences from which on two texts are versions of one document, whatever their titles."""

SHORTEST = 6
"""Characters of a sentence that says something; shorter ones are in many documents."""

_VERSION = re.compile(r"[（(〔\[【][^（()）〔〕\[\]【】]*(?:稿|草案|版|印发|修[订改])[^（()）〔〕\[\]【】]*[）)〕\]】]")
_STOPS = re.compile(r"[。；;！!？?]")


@dataclass(frozen=True, slots=True)
class Known:
    """A document that is known, by its id."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a document is like a known one.

    Attributes:
        id: the known one's.
        same_title: whether their titles are the same, but for words like （征求意见稿）.
        share: the share of their characters that stand in sentences of both, from 0 to 1.
    """

    id: str
    same_title: bool
    share: float


def nearest(known: Iterable[Known], title: str, text: str) -> Likeness | None:
    """Return the known document that a document seems to be a new version of, None for none.

    It is one where the titles are the same or most of the text is; of several the one with most equal sentences.

    Args:
        known: the documents to compare with.
        title: the document's, "" for none.
        text: its text; how its lines are broken does not matter.
    """
    sentences = _sentences(text)
    name = _name(title)
    found = [
        Likeness(other.id, bool(name) and _name(other.title) == name, _share(_sentences(other.text), sentences))
        for other in known
    ]
    likely = [likeness for likeness in found if likeness.same_title or likeness.share >= ALIKE]
    return max(likely, key=lambda likeness: (likeness.share, likeness.same_title), default=None)


def _name(title: str) -> str:
    return plain(_VERSION.sub("", title))


def _sentences(text: str) -> frozenset[str]:
    found = map(plain, _STOPS.split(unicodedata.normalize("NFKC", text)))
    return frozenset(sentence for sentence in found if len(sentence) >= SHORTEST)


def _share(one: Set[str], other: Set[str]) -> float:
    """Return the Dice coefficient of two sets of sentences, each weighed by its length."""
    both, all_ = sum(map(len, one & other)), sum(map(len, one)) + sum(map(len, other))
    return 2 * both / all_ if all_ else 0.0
