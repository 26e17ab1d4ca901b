"""Where items stand among their siblings: numbers between those of their neighbours."""

from __future__ import annotations

from planlens.model import PlanlensError
from planlens.project.rows import DocumentRow, Item, SectionRow, TaskRow
from planlens.project.state import Draft, State

_CLOSEST = 1e-6
"""Places nearer than this to each other are numbered anew."""


def places(draft: Draft, owner: str, after: str | None, count: int) -> list[float]:
    """Return *count* rising places below *owner* just behind the item *after*, None for the beginning.

    Siblings are numbered anew where the room between them is used up.
    """
    low, high = _gap(draft, owner, after)
    if (high - low) / (count + 1) < _CLOSEST:
        for place, item in enumerate(draft.state.items(owner), start=1):
            draft.update(item, place=float(place * 1024))
        low, high = _gap(draft, owner, after)
    return [low + (high - low) * k / (count + 1) for k in range(1, count + 1)]


def _gap(draft: Draft, owner: str, after: str | None) -> tuple[float, float]:
    siblings = draft.state.items(owner)
    if after is None:
        low, rest = None, siblings
    else:
        index = next((k for k, item in enumerate(siblings) if item.id == after), len(siblings) - 1)
        low, rest = siblings[index].place if siblings else None, siblings[index + 1 :]
    if low is None:
        low = rest[0].place - 1024 if rest else 0.0
    return low, rest[0].place if rest else low + 1024


def must_hold(draft: Draft, owner: str, item: type[Item]) -> None:
    """Refuse a place that an item of this kind cannot have.

    Raises:
        PlanlensError: ``no-item`` for an owner that is gone, ``section-in-task``.
    """
    row = draft.state.find(owner)
    if not isinstance(row, DocumentRow | SectionRow | TaskRow):
        raise PlanlensError("no-item", "目标位置已不存在，请刷新后再试。")
    if item is SectionRow and isinstance(row, TaskRow):
        raise PlanlensError("section-in-task", "章节不能放在任务下面，请选择章节作为上级。")


def document_of(draft: Draft, owner: str) -> str:
    """Return the id of the document whose tree *owner* belongs to."""
    row = draft.state.find(owner)
    while row is not None and row.owner:
        row = draft.state.find(row.owner)
    return row.id if row is not None else ""


def check_place(state: State, document: str, start: int | None, end: int | None) -> None:
    """Refuse a place that is not in a document's text; no place at all is one too.

    Raises:
        PlanlensError: ``bad-place``, or ``no-item`` for a document that is gone.
    """
    if start is None and end is None and not document:
        return
    text = state.get(document, DocumentRow).text
    if (start is None) != (end is None) or (
        start is not None and end is not None and not 0 <= start < end <= len(text)
    ):
        raise PlanlensError("bad-place", "选中的位置不在文件原文之内，请重新选择。")
