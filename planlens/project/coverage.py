"""How much of a document became a finding: what a worker looks at to see what planlens has missed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from planlens.model import Role, Span
from planlens.project.rows import DismissedRow, SectionRow, TargetRow, TaskRow
from planlens.project.state import State

COUNTED = (Role.TASK.value, Role.SAFEGUARD.value)
"""The sections in which every sentence may be expected to become a task."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sentences of a document's task and safeguard sections.

    Attributes:
        sentences: how many there are.
        found: how many of them share a character with a task or a target.
        characters: the characters of all of them.
        found_characters: those of the sentences that were found.
        missed: the places of the others, in reading order, but for those that are settled.
        settled: the places of sentences that became nothing and that users have said hold no task, or whose task they
            have deleted.
    """

    sentences: int = 0
    found: int = 0
    characters: int = 0
    found_characters: int = 0
    missed: tuple[Span, ...] = ()
    settled: tuple[Span, ...] = ()

    @property
    def share(self) -> float | None:
        """The share of the sentences that are not settled, from 0 to 1; None where there are none."""
        open_ones = self.sentences - len(self.settled)
        return self.found / open_ones if open_ones else None

    @property
    def character_share(self) -> float | None:
        """The same share, every sentence weighed by its length."""
        open_ones = self.characters - sum(map(len, self.settled))
        return self.found_characters / open_ones if open_ones else None


def coverage(state: State, document: str, sentences: Sequence[Span]) -> Coverage:
    """Tell which sentences of a document became a task or hold a target.

    A sentence counts where the last heading before it opens a task or safeguard section; all of them count in a
    document without headings. Headings, notes that name units and tables are no sentences.

    Args:
        state: the project.
        document: the document's id.
        sentences: all sentences of its text, in reading order, as the analysis cuts them.
    """
    headings = _headings(state, document)
    starts = [start for start, _ in headings]
    found, settled = Places(state, document), Settled(state, document)
    text = getattr(state.find(document), "text", "")
    counted = [span for span in sentences if _counts(headings, bisect_right(starts, span.start))]
    nothing = [span for span in counted if not found.touch(span)]
    done = tuple(span for span in nothing if settled.holds(plain_words(text[span.start : span.end])))
    missed = tuple(span for span in nothing if span not in done)
    characters, lost = sum(map(len, counted)), sum(map(len, nothing))
    return Coverage(len(counted), len(counted) - len(nothing), characters, characters - lost, missed, done)


def plain_words(text: str) -> str:
    """Return a sentence without blanks and line breaks, as it is compared."""
    return "".join(text.split())


class Settled:
    """The words that users have said hold no task in a document, those of deleted tasks among them."""

    def __init__(self, state: State, document: str) -> None:
        rows = (row for row in state.children(document, DismissedRow) if row.kind == TaskRow.letter)
        self._rows = [(plain_words(row.text), row) for row in rows]

    def by(self, sentence: str) -> list[DismissedRow]:
        """Return what settles a sentence: the words make up more than half of it (a note may stand behind a task)."""
        return [row for words, row in self._rows if len(words) * 2 > len(sentence) and words in sentence]

    def holds(self, sentence: str) -> bool:
        """Whether a sentence is settled."""
        return bool(self.by(sentence))


def _headings(state: State, document: str) -> list[tuple[int, str]]:
    rows = (row for row in state if isinstance(row, SectionRow) and row.document == document)
    return sorted((row.start, row.role) for row in rows if row.start is not None)


def _counts(headings: Sequence[tuple[int, str]], before: int) -> bool:
    if not headings:
        return True
    return before > 0 and headings[before - 1][1] in COUNTED


class Places:
    """The places of all tasks and targets of a document."""

    def __init__(self, state: State, document: str) -> None:
        spans = sorted(
            (row.start, row.end)
            for row in state
            if isinstance(row, TaskRow | TargetRow)
            and row.document == document
            and row.start is not None
            and row.end is not None
        )
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def touch(self, span: Span) -> bool:
        """Whether any of them shares a character with *span*."""
        last = bisect_left(self._starts, span.end) - 1
        return last >= 0 and self._ends[last] > span.start
