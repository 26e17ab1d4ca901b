"""People of tasks and of units as a list: 牵头领导, 分管领导, 责任人, 联系人 with their telephones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planlens.model import Person, PersonKind
from planlens.project.edits import AddPerson, EditPerson
from planlens.project.ledger import people_of_units
from planlens.project.project import Edit
from planlens.project.rows import PersonRow, UnitRow
from planlens.project.state import State
from planlens.views.fields.answers import Desk
from planlens.views.fields.ledger_words import person_of, person_words, typed_people
from planlens.views.records.record import Listed, Part, Records, only, shared, together

_USUAL = 12
"""People that are offered to be chosen."""


def _words(*kinds: PersonKind) -> tuple[tuple[str, str], ...]:
    return tuple((kind.value, kind.label) for kind in kinds)


class PeopleRecords(Records):
    """The people of tasks, those of their units shown too; or the people of one unit, wherever it takes part.

    Args:
        of_units: whether the keys are names of units.
    """

    name = "人员"
    hint = "姓名（职务，电话）"
    advice = "如 张三（科长，0871-1234567）、李四；几人用顿号隔开"

    def __init__(self, *, of_units: bool = False) -> None:
        first = (
            (PersonKind.CONTACT, PersonKind.RESPONSIBLE) if of_units else (PersonKind.RESPONSIBLE, PersonKind.CONTACT)
        )
        rest = (PersonKind.IN_CHARGE, PersonKind.LEADER) if of_units else (PersonKind.LEADER, PersonKind.IN_CHARGE)
        self.kinds = _words(*first, *rest)
        self._of_units = of_units

    def shown(self, desk: Desk, keys: Sequence[str]) -> list[Listed]:
        """Return them by kind; of several tasks how many have each."""
        rows = [row for key in keys for row in self._rows(desk.state, key)]
        found = [
            listed
            for kind in PersonKind
            for listed in _listed([row for row in rows if row.kind == kind], kind.label, keys)
        ]
        return found + (_with_units(desk.state, keys[0]) if len(keys) == 1 and not self._of_units else [])

    def _rows(self, state: State, key: str) -> list[PersonRow]:
        return people_of_units(state).get(key, []) if self._of_units else state.children(key, PersonRow)

    def added(self, desk: Desk, keys: Sequence[str], text: str, kind: str) -> Edit | None:
        """Add one or several people."""
        people = typed_people(PersonKind(kind), text)
        if self._of_units:
            return together(AddPerson((), replace(person, unit=key)) for key in keys for person in people)
        return together(AddPerson(tuple(keys), person) for person in people)

    def retyped(self, desk: Desk, record: Listed, text: str) -> Edit | None:
        """Change a person, of all tasks that the record is of."""
        row = desk.state.get(record.ids[0], PersonRow)
        people = typed_people(PersonKind(row.kind), text)
        only(people, text, "人")
        (person,) = people
        return _changing(record, replace(person, unit=row.unit))

    def usual(self, desk: Desk, keys: Sequence[str], kind: str) -> list[str]:
        """Return the people of a kind who are named most often elsewhere; for a unit by its tasks."""
        known = {row.name for key in keys for row in self._rows(desk.state, key) if row.kind == kind}
        rows = [row for row in desk.state.all(PersonRow) if row.kind == kind and row.name not in known]
        if self._of_units:
            tasks = {row.owner for row in desk.state.all(UnitRow) if row.name in keys and row.is_responsible}
            rows = [row for row in rows if row.owner in tasks]
        return [words for words, _ in Counter(person_words(person_of(row)) for row in rows).most_common(_USUAL)]

    def parts(self, desk: Desk, keys: Sequence[str], record: Listed | None) -> tuple[Part, ...]:
        """Return name, kind, post, telephone and unit."""
        if record is None:
            return ()
        row = desk.state.get(record.ids[0], PersonRow)
        return (
            Part("name", "姓名", row.name),
            Part("kind", "身份", row.kind, _words(*PersonKind)),
            Part("post", "职务", row.post, hint="如 副市长"),
            Part("telephone", "电话", row.telephone),
            *((Part("unit", "单位", row.unit, hint="所在单位，可不填"),) if row.owner else ()),
        )

    def filled(self, desk: Desk, keys: Sequence[str], record: Listed | None, values: Mapping[str, str]) -> Edit | None:
        """Change a person as the form says."""
        assert record is not None
        row = desk.state.get(record.ids[0], PersonRow)
        unit = values.get("unit", row.unit)
        person = Person(values["name"], PersonKind(values["kind"]), values["post"], values["telephone"], unit)
        return _changing(record, person)


def _listed(rows: Sequence[PersonRow], head: str, keys: Sequence[str]) -> list[Listed]:
    found: dict[tuple[str, str], list[PersonRow]] = {}
    for row in rows:
        found.setdefault((person_words(person_of(row)), row.unit if row.owner else ""), []).append(row)
    return [
        Listed(
            tuple(row.id for row in same),
            words,
            head,
            "，".join(filter(None, (unit, shared(len({row.owner for row in same}), keys)))),
        )
        for (words, unit), same in found.items()
    ]


def _with_units(state: State, task: str) -> list[Listed]:
    """Return the people of the units that are responsible for a task."""
    people = people_of_units(state)
    if not people:
        return []
    names = dict.fromkeys(row.name for row in state.children(task, UnitRow) if row.is_responsible)
    return [
        Listed((row.id,), person_words(person_of(row)), PersonKind(row.kind).label, name, fixed=True)
        for name in names
        for row in people.get(name, ())
    ]


def _changing(record: Listed, person: Person) -> Edit | None:
    what = (person.name, person.kind, person.post, person.telephone, person.unit)
    return together(EditPerson(key, *what) for key in record.ids)
