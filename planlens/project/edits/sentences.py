"""Saying of sentences that became nothing that they are no tasks: nobody has to look at them again."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.project.rows import SENTENCE, DismissedRow, DocumentRow, TaskRow
from planlens.project.state import Draft, State
from planlens.project.wording import quoted

_KINDS = (SENTENCE, TaskRow.letter)
"""The kinds of what was dismissed that are sentences."""


@dataclass(frozen=True, slots=True)
class SettleSentences:
    """Confirm that sentences of a document are no tasks; in its new versions they are none either."""

    document: str
    sentences: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Confirm it of those of which it is not confirmed yet."""
        draft.state.get(self.document, DocumentRow)
        known = settled_sentences(draft.state, self.document)
        for words in _words(self.sentences):
            if words not in known:
                draft.put(DismissedRow(draft.new_id(DismissedRow), self.document, words, SENTENCE))
        return f"确认不是任务：{_named(self.sentences)}"


@dataclass(frozen=True, slots=True)
class UnsettleSentences:
    """Take back what :class:`SettleSentences` has confirmed, or the deletion of a task has said."""

    document: str
    sentences: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Take it back."""
        words = set(_words(self.sentences))
        for row in draft.state.children(self.document, DismissedRow):
            if row.kind in _KINDS and squeezed(row.text) in words:
                draft.remove(row.id)
        return f"恢复未识别：{_named(self.sentences)}"


def squeezed(text: str) -> str:
    """Return a text without white space: a sentence is the same however its lines are broken."""
    return "".join(text.split())


def settled_sentences(state: State, document: str) -> frozenset[str]:
    """Return the sentences, :func:`squeezed`, of which users have said that they are no tasks.

    They have confirmed it, or deleted the task that was found in it.
    """
    rows = state.children(document, DismissedRow)
    return frozenset(squeezed(row.text) for row in rows if row.kind in _KINDS)


def _words(sentences: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(squeezed, sentences))))


def _named(sentences: tuple[str, ...]) -> str:
    return quoted(squeezed(sentences[0])) if len(sentences) == 1 else f"{len(sentences)}句"
