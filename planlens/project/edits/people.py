"""Edits of who answers for tasks and units: 牵头领导, 分管领导, 责任人, 联系人."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model import Person, PersonKind, PlanlensError
from planlens.project.ledger import people_of
from planlens.project.rows import BY_HAND, PersonRow, TaskRow
from planlens.project.state import Draft
from planlens.project.wording import names, quoted


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Give tasks a person; without *ids* the person's unit has it, wherever the unit takes part."""

    ids: tuple[str, ...]
    person: Person

    def run(self, draft: Draft) -> str:
        """Add it; tasks that have it stay as they are, and it is refused where all have it."""
        person = _checked(self.person)
        if not self.ids:
            if not person.unit:
                raise PlanlensError("empty-text", "请填写单位名称：这个人是哪个单位的。")
            self._must_be_new(person, [] if _has(draft, "", person) else [""], f"单位“{person.unit}”")
            _put(draft, "", person)
            return f"为单位{quoted(person.unit)}添加{person.kind.label}{quoted(person.name)}"
        without = [key for key in self.ids if not _has(draft, draft.state.get(key, TaskRow).id, person)]
        self._must_be_new(person, without, names(draft.state, self.ids))
        for key in without:
            _put(draft, key, person)
        return f"为{names(draft.state, self.ids)}添加{person.kind.label}{quoted(person.name)}"

    def _must_be_new(self, person: Person, without: list[str], where: str) -> None:
        if not without:
            message = f"{where}已有{person.kind.label}“{person.name}”，不用重复添加。要改职务、电话，请修改原来的一条。"
            raise PlanlensError("known-person", message)


@dataclass(frozen=True, slots=True)
class EditPerson:
    """Change a person's row; what is None stays as it is."""

    id: str
    name: str | None = None
    kind: PersonKind | None = None
    post: str | None = None
    telephone: str | None = None
    unit: str | None = None

    def run(self, draft: Draft) -> str:
        """Change it; a person twice is refused."""
        row = draft.state.get(self.id, PersonRow)
        given = (self.name, self.kind, self.post, self.telephone, self.unit)
        old = (row.name, PersonKind(row.kind), row.post, row.telephone, row.unit)
        name, kind, post, telephone, unit = (was if now is None else now for was, now in zip(old, given, strict=True))
        person = _checked(Person(str(name), PersonKind(kind), str(post), str(telephone), str(unit)))
        if not row.owner and not person.unit:
            raise PlanlensError("empty-text", "请填写单位名称：这个人是哪个单位的。")
        if any(other.id != row.id for other in _same(draft, row.owner, person)):
            raise PlanlensError("known-person", f"已有{person.kind.label}“{person.name}”，不用重复添加。")
        draft.update(row, rule=BY_HAND, **_fields(person))
        return f"修改{person.kind.label}{quoted(person.name)}"


@dataclass(frozen=True, slots=True)
class SetPeople:
    """Make exactly these the people of a kind of tasks; of those who stay, what is not told stays as it is."""

    ids: tuple[str, ...]
    kind: PersonKind
    people: tuple[Person, ...]

    def run(self, draft: Draft) -> str:
        """Set them; a person named twice is refused."""
        people = [_checked(person) for person in self.people]
        twice = [person.name for place, person in enumerate(people) if person.name in {p.name for p in people[:place]}]
        if twice:
            raise PlanlensError("known-person", f"{self.kind.label}中“{twice[0]}”写了两次，请删去一个。")
        for key in self.ids:
            self._set(draft, draft.state.get(key, TaskRow).id, people)
        return f"设置{names(draft.state, self.ids)}的{self.kind.label}"

    def _set(self, draft: Draft, task: str, people: list[Person]) -> None:
        known = {row.name: row for row in people_of(draft.state, task, self.kind)}
        for place, person in enumerate(people, start=1):
            row = known.pop(person.name, None)
            if row is None:
                _put(draft, task, person, float(place))
            else:
                told = {name: value for name, value in _fields(person).items() if value and name != "kind"}
                draft.update(row, place=float(place), **told)
        for row in known.values():
            draft.remove(row.id)


def _put(draft: Draft, owner: str, person: Person, place: float | None = None) -> None:
    if place is None:
        rows = draft.state.children(owner, PersonRow)
        place = rows[-1].place + 1 if rows else 1.0
    draft.put(PersonRow(draft.new_id(PersonRow), owner, place, **_fields(person)))


def _fields(person: Person) -> dict[str, str]:
    return {
        "kind": person.kind.value,
        "name": person.name,
        "post": person.post,
        "telephone": person.telephone,
        "unit": person.unit,
    }


def _same(draft: Draft, owner: str, person: Person) -> list[PersonRow]:
    """Return the rows that are the same person in the same kind of the same task, or of the same unit."""
    rows = people_of(draft.state, owner, person.kind)
    return [row for row in rows if row.name == person.name and (owner or row.unit == person.unit)]


def _has(draft: Draft, owner: str, person: Person) -> bool:
    return bool(_same(draft, owner, _checked(person)))


def _checked(person: Person) -> Person:
    parts = (person.name, person.post, person.telephone, person.unit)
    name, post, telephone, unit = (" ".join(part.split()) for part in parts)
    if not name:
        raise PlanlensError("empty-text", f"{person.kind.label}的姓名不能为空，请输入姓名。")
    return Person(name, person.kind, post, telephone, unit)
