"""The accepted answers of units as one edit of the project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from planlens.exchange.comparing import Reply, day_of, typed
from planlens.exchange.packet import told_anew
from planlens.project.edits import AddNote, EditNote
from planlens.project.rows import NoteRow
from planlens.project.state import Draft
from planlens.views.fields.answers import Desk


@dataclass(frozen=True, slots=True)
class TakeReturns:
    """Take answers of units into the ledger as one action.

    What a unit says in words becomes a note of its own on the period's day; a second answer of the same unit for the
    same day takes the place of its first. Everything else is typed into its field.
    """

    changes: tuple[Reply, ...]
    desk: Desk

    def run(self, draft: Draft) -> str:
        """Take them; one that is not possible refuses all."""
        desk = replace(self.desk, state=draft.state)
        for change in sorted(self.changes, key=_states_first):
            if not told_anew(change.field) and (edit := typed(change, desk)) is not None:
                edit.run(draft)
        notes = [change for change in self.changes if told_anew(change.field)]
        for (sentences, unit, day), said in groupby(sorted(notes, key=self._whose), key=self._whose):
            _take_note(draft, sentences, unit, day, {change.field.key: change.returned for change in said})
        units = [*dict.fromkeys(change.unit for change in self.changes if change.unit)]
        return f"收取{_few(units)}报送的进展（{len(self.changes)}处）"

    def _whose(self, change: Reply) -> tuple[tuple[str, ...], str, str]:
        return change.sentences, change.unit, day_of(change, self.desk.today)


def _states_first(change: Reply) -> bool:
    """Sort by whether it is no state: what is done has no other percent than 100."""
    return change.field.key != "status"


def _take_note(draft: Draft, sentences: tuple[str, ...], unit: str, day: str, said: dict[str, str]) -> None:
    """Write what a unit says of a task or item on a day: into its note of that day, else as a new one of the first."""
    task = sentences[0]
    notes = [note for key in sentences for note in draft.state.children(key, NoteRow)]
    own = [note for note in notes if note.date == day and note.author == unit]
    if unit and own:
        for note in own:
            if _words(note) == _words(own[-1]):  # several tasks of an item have it, where it is shown once
                EditNote(note.id, **said).run(draft)
        return
    before = {note.id for note in notes}
    AddNote(task, **said, date=day).run(draft)
    for note in draft.state.children(task, NoteRow):
        if note.id not in before and unit:
            draft.update(note, author=unit)


def _words(note: NoteRow) -> tuple[str, str, str]:
    return note.done, note.problems, note.next_steps


def _few(names: Sequence[str], most: int = 3) -> str:
    more = f"等{len(names)}个单位" if len(names) > most else ""
    return "、".join(names[:most]) + more if names else "单位"


def taken(changes: Iterable[Reply], desk: Desk) -> TakeReturns | None:
    """Return the edit that takes changes, None for none."""
    found = tuple(changes)
    return TakeReturns(found, desk) if found else None
