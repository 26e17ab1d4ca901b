"""A project as if it had one document only."""

from __future__ import annotations

from collections.abc import Iterator

from planlens.project.rows import DocumentRow, Row
from planlens.project.state import State


def of_document(state: State, document: str | None) -> State:
    """Return the rows of one document, with what belongs to the whole project (settings, fields); None for all.

    Of a document that is not there, nothing of documents is left.
    """
    if document is None:
        return state
    whole = (row for row in state.children("", Row) if not isinstance(row, DocumentRow))
    found = State([*whole, *_with_all(state, state.find(document))])
    found.parts = {key: parts for key, parts in state.parts.items() if key in found}
    return found


def _with_all(state: State, row: Row | None) -> Iterator[Row]:
    if row is not None:
        yield row
        for child in state.children(row.id, Row):
            yield from _with_all(state, child)
