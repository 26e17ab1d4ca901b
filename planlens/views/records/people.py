"""People of tasks and of units as a list: 牵头领导, 分管领导, 责任人, 联系人 with their telephones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planlens.model import Person, PersonKind
from planlens.project.edits import AddPerson, EditPerson
from planlens.project.ledger import people_of, people_of_units
from planlens.project.project import Edit
from planlens.project.rows import PersonRow, UnitRow
from planlens.project.state import State
from planlens.views.fields.answers import Desk
from planlens.views.fields.ledger_words import person_of, person_words, typed_people
from planlens.views.records.record import Part, Record, Records, only, shared, together

_USUAL = 12
"""People that are offered to be chosen."""


def _words(*kinds: PersonKind) -> tuple[tuple[str, str], ...]:
    return tuple((kind.value, kind.label) for kind in kinds)


class PeopleRecords(Records):
    """The people of tasks; those of their units are shown too."""

    name = "人员"
    hint = "姓名（职务，电话），几人用顿号隔开"
    kinds = _words(PersonKind.RESPONSIBLE, PersonKind.CONTACT, PersonKind.LEADER, PersonKind.IN_CHARGE)

    def shown(self, desk: Desk, keys: Sequence[str]) -> list[Record]:
        """Return them by kind; of several tasks how many have each."""
        rows = {kind: [row for key in keys for row in people_of(desk.state, key, kind)] for kind in PersonKind}
        found = [record for kind, people in rows.items() for record in _records(people, kind.label, keys)]
        return found + (_of_units(desk.state, keys[0]) if len(keys) == 1 else [])

    def added(self, desk: Desk, keys: Sequence[str], text: str, kind: str) -> Edit | None:
        """Add one or several people."""
        return together(AddPerson(tuple(keys), person) for person in typed_people(PersonKind(kind), text))

    def retyped(self, desk: Desk, record: Record, text: str) -> Edit | None:
        """Change a person, of all tasks that the record is of."""
        row = desk.state.get(record.ids[0], PersonRow)
        people = typed_people(PersonKind(row.kind), text)
        only(people, text, "人")
        (person,) = people
        return _changing(record, replace(person, unit=row.unit))

    def usual(self, desk: Desk, keys: Sequence[str], kind: str) -> list[str]:
        """Return the people of a kind who are named most often elsewhere."""
        here = {row.id for key in keys for row in desk.state.children(key, PersonRow)}
        rows = [row for row in desk.state.all(PersonRow) if row.kind == kind and row.id not in here]
        return [words for words, _ in Counter(person_words(person_of(row)) for row in rows).most_common(_USUAL)]

    def parts(self, desk: Desk, keys: Sequence[str], record: Record | None) -> tuple[Part, ...]:
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

    def filled(self, desk: Desk, keys: Sequence[str], record: Record | None, values: Mapping[str, str]) -> Edit | None:
        """Change a person as the form says."""
        assert record is not None
        row = desk.state.get(record.ids[0], PersonRow)
        unit = values.get("unit", row.unit)
        person = Person(values["name"], PersonKind(values["kind"]), values["post"], values["telephone"], unit)
        return _changing(record, person)


class UnitPeopleRecords(PeopleRecords):
    """The people of one unit, wherever it takes part; the keys are its name."""

    kinds = _words(PersonKind.CONTACT, PersonKind.RESPONSIBLE, PersonKind.IN_CHARGE, PersonKind.LEADER)

    def shown(self, desk: Desk, keys: Sequence[str]) -> list[Record]:
        """Return them by kind."""
        rows = [row for key in keys for row in people_of_units(desk.state).get(key, ())]
        return [
            record
            for kind in PersonKind
            for record in _records([row for row in rows if row.kind == kind], kind.label, keys)
        ]

    def added(self, desk: Desk, keys: Sequence[str], text: str, kind: str) -> Edit | None:
        """Add one or several people of the unit."""
        people = typed_people(PersonKind(kind), text)
        return together(AddPerson((), replace(person, unit=key)) for key in keys for person in people)

    def usual(self, desk: Desk, keys: Sequence[str], kind: str) -> list[str]:
        """Return the people whom tasks of the unit name, and who are not its people yet."""
        tasks = {row.owner for row in desk.state.all(UnitRow) if row.name in keys and row.is_responsible}
        known = {row.name for key in keys for row in people_of_units(desk.state).get(key, ())}
        rows = [row for task in tasks for row in desk.state.children(task, PersonRow) if row.kind == kind]
        named = Counter(person_words(person_of(row)) for row in rows if row.name not in known)
        return [words for words, _ in named.most_common(_USUAL)]


def _records(rows: Sequence[PersonRow], head: str, keys: Sequence[str]) -> list[Record]:
    found: dict[tuple[str, str], list[PersonRow]] = {}
    for row in rows:
        found.setdefault((person_words(person_of(row)), row.unit if row.owner else ""), []).append(row)
    return [
        Record(
            tuple(row.id for row in same),
            words,
            head,
            "，".join(filter(None, (unit, shared(len({row.owner for row in same}), keys)))),
        )
        for (words, unit), same in found.items()
    ]


def _of_units(state: State, task: str) -> list[Record]:
    """Return the people of the units that are responsible for a task."""
    people = people_of_units(state)
    if not people:
        return []
    names = dict.fromkeys(row.name for row in state.children(task, UnitRow) if row.is_responsible)
    return [
        Record((row.id,), person_words(person_of(row)), PersonKind(row.kind).label, name, fixed=True)
        for name in names
        for row in people.get(name, ())
    ]


def _changing(record: Record, person: Person) -> Edit | None:
    what = (person.name, person.kind, person.post, person.telephone, person.unit)
    return together(EditPerson(key, *what) for key in record.ids)
