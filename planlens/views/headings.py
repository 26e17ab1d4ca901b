"""What sections are called away from their tree: two with the same heading are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from planlens.project.rows import DocumentRow, SectionRow
from planlens.project.state import State

LONGEST = 16
"""Characters of a document's title that stand beside a heading."""


def document_name(row: DocumentRow) -> str:
    """Return what a document is called in a few words: its title, else the name of its file."""
    name = row.title or row.name
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def headings(state: State) -> dict[str, str]:
    """Return the heading of every section by its id; no two are the same.

    Where several sections share one, their documents are named behind it, where these are the same the heading above
    is, and at last they are counted: 二、重点任务（云山市规划）, （一）强化保障（四、组织实施）, （一）强化保障（2）.
    """
    sections = [item for _, item in state.walk() if isinstance(item, SectionRow)]
    found: dict[str, str] = {}
    for shared in _by(sections, lambda row: row.heading).values():
        for of_document in _by(shared, lambda row: _document(state, row)).values():
            note = _document(state, of_document[0]) if len(of_document) < len(shared) else ""
            for below in _by(of_document, lambda row: _above(state, row)).values():
                notes = [note, _above(state, below[0]) if len(below) < len(of_document) else ""]
                for place, row in enumerate(below, start=1):
                    known = [*filter(None, notes), *([str(place)] if len(below) > 1 else [])]
                    found[row.id] = row.heading + (f"（{'，'.join(known)}）" if known else "")
    return {row.id: found[row.id] for row in sections}


def _by(rows: Iterable[SectionRow], of: Callable[[SectionRow], str]) -> dict[str, list[SectionRow]]:
    groups: dict[str, list[SectionRow]] = defaultdict(list)
    for row in rows:
        groups[of(row)].append(row)
    return groups


def _document(state: State, row: SectionRow) -> str:
    document = state.find(row.document)
    return document_name(document) if isinstance(document, DocumentRow) else ""


def _above(state: State, row: SectionRow) -> str:
    above = state.find(row.owner)
    return above.heading if isinstance(above, SectionRow) else ""
