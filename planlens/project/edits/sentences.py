"""Edits of sentences that became nothing: a user has looked at them and says that they are no tasks."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model import PlanlensError, Span
from planlens.project.coverage import Places, Settled, plain_words
from planlens.project.edits.places import check_place
from planlens.project.rows import DismissedRow, DocumentRow, TaskRow
from planlens.project.state import Draft
from planlens.project.wording import quoted


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Say that the sentence at a place holds no task: it is not missed any more, and no new version makes one of it."""

    document: str
    start: int
    end: int

    def run(self, draft: Draft) -> str:
        """Remember its words, as those of a deleted task are; a place with a task or target is refused."""
        text = _words(draft, self.document, self.start, self.end)
        if Places(draft.state, self.document).touch(Span(self.start, self.end)):
            raise PlanlensError("bad-place", "这里已有任务或目标。不需要的，请在任务页删除。")
        if not Settled(draft.state, self.document).holds(text):
            draft.put(DismissedRow(draft.new_id(DismissedRow), self.document, text, TaskRow.letter))
        return f"确认{quoted(text)}没有任务"


@dataclass(frozen=True, slots=True)
class Recall:
    """Take :class:`Dismiss` back: the sentence at a place may hold a task after all."""

    document: str
    start: int
    end: int

    def run(self, draft: Draft) -> str:
        """Forget that it was dismissed."""
        text = _words(draft, self.document, self.start, self.end)
        for row in Settled(draft.state, self.document).by(text):
            draft.remove(row.id)
        return f"把{quoted(text)}改回未识别"


def _words(draft: Draft, document: str, start: int, end: int) -> str:
    check_place(draft.state, document, start, end)
    words = plain_words(draft.state.get(document, DocumentRow).text[start:end])
    if not words:
        raise PlanlensError("empty-text", "选中的地方没有文字，请选中一句话。")
    return words
