"""How much of a document became a finding: what a worker looks at to see what planlens has missed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from planlens.model import Role, Span
from planlens.project.edits.sentences import settled_sentences, squeezed
from planlens.project.rows import DocumentRow, SectionRow, TargetRow, TaskRow
from planlens.project.state import State

COUNTED = (Role.TASK.value, Role.SAFEGUARD.value)
"""The sections in which every sentence may be expected to become a task."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sentences of a document: those of task and safeguard sections, and how many stand elsewhere.

    Attributes:
        sentences: how many there are.
        found: how many of them share a character with a task or a target.
        characters: the characters of all of them.
        found_characters: those of the sentences that were found.
        missed: the places of those that became nothing, in reading order, without the settled ones.
        settled: the places of those that became nothing, and of which a user has confirmed that they are no tasks.
        elsewhere: how many sentences stand in sections of other kinds, where no tasks are looked for.
    """

    sentences: int = 0
    found: int = 0
    characters: int = 0
    found_characters: int = 0
    missed: tuple[Span, ...] = ()
    settled: tuple[Span, ...] = ()
    elsewhere: int = 0

    @property
    def share(self) -> float | None:
        """The share of sentences that were found, from 0 to 1; None where there are none to find."""
        return self.found / self.sentences if self.sentences else None

    @property
    def handled_share(self) -> float | None:
        """The share of sentences that were found or settled: there is nothing left to look at in them."""
        return 1 - len(self.missed) / self.sentences if self.sentences else None

    @property
    def character_share(self) -> float | None:
        """The same share, every sentence weighed by its length."""
        return self.found_characters / self.characters if self.characters else None


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
    found = _Places(state, document)
    counted = [span for span in sentences if _counts(headings, bisect_right(starts, span.start))]
    nothing = [span for span in counted if not found.touch(span)]
    characters = sum(map(len, counted))
    settled = _settled(state, document, nothing)
    return Coverage(
        len(counted),
        len(counted) - len(nothing),
        characters,
        characters - sum(map(len, nothing)),
        tuple(span for span in nothing if span not in settled),
        tuple(span for span in nothing if span in settled),
        len(sentences) - len(counted),
    )


def _settled(state: State, document: str, spans: Sequence[Span]) -> set[Span]:
    words = settled_sentences(state, document)
    row = state.find(document)
    if not words or not isinstance(row, DocumentRow):
        return set()
    return {span for span in spans if squeezed(span.of(row.text)) in words}


def _headings(state: State, document: str) -> list[tuple[int, str]]:
    rows = (row for row in state if isinstance(row, SectionRow) and row.document == document)
    return sorted((row.start, row.role) for row in rows if row.start is not None)


def _counts(headings: Sequence[tuple[int, str]], before: int) -> bool:
    if not headings:
        return True
    return before > 0 and headings[before - 1][1] in COUNTED


class _Places:
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
