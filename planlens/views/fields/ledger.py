"""What an office's ledger tells of a task beside the plan: people, nodes, pace, decisions, and fields of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from planlens.model import FieldKind, LifeStage, Node, Person, PersonKind, PlanlensError
from planlens.model.pace import Pace
from planlens.project.edits import SetNodes, SetPeople, SetStage, SetValue
from planlens.project.ledger import extensions, nodes_of, own_fields, people_of, stages_of, values_of
from planlens.project.project import Edit
from planlens.project.rows import FieldRow, NodeRow, PersonRow, TaskRow
from planlens.project.settings import STAGES, setting
from planlens.project.state import State
from planlens.views.cells import Cell, lines
from planlens.views.fields.answers import Desk, Merge
from planlens.views.fields.custom import choice_field, day_field, number_field, text_field
from planlens.views.fields.field import DATA, TABLES, Field, Fields, Kind, Use
from planlens.views.fields.ledger_words import node_of, node_words, person_of, person_words, typed_nodes, typed_people
from planlens.views.fields.seen import InProject, Seen

# A plan in JSON has people and nodes beside its tasks' units.
_EVERYWHERE = TABLES | DATA | {Use.TREE, Use.JSON}


def people_in(seen: Seen, kind: PersonKind) -> list[Person]:
    """Return the people of a kind of a task, each once."""
    if seen.state is None:
        return [person for person in getattr(seen, "people", ()) if person.kind is kind]
    if isinstance(seen, InProject) and not seen.state.children(seen.id, PersonRow):
        return []
    return [person_of(row) for row in people_of(seen.state, seen.id, kind)] if seen.is_task else []


def nodes_in(seen: Seen) -> list[Node]:
    """Return the nodes of a task in the order of their days."""
    if seen.state is None:
        return list(getattr(seen, "nodes", ()))
    rows: list[NodeRow] = nodes_of(seen.state, seen.id) if seen.is_task else []
    return [node_of(row) for row in rows]


def _people_field(key: str, kind: PersonKind, width: float) -> Field[Seen]:
    def typed(desk: Desk, keys: tuple[str, ...], text: str) -> Edit | None:
        people = typed_people(kind, text)
        changed = tuple(task for task in keys if _told(desk.state, task, kind) != [person_words(p) for p in people])
        return SetPeople(changed, kind, people) if changed else None

    return Field(
        *(key, kind.label, lambda seen: "、".join(person_words(person) for person in people_in(seen, kind))),
        filtered=kind is not PersonKind.CONTACT,
        edit=typed,
        centered=True,
        width=width,
        weight=18,
        uses=_EVERYWHERE - {Use.JSON},
    )


def _told(state: State, task: str, kind: PersonKind) -> list[str]:
    return [person_words(person_of(row)) for row in people_of(state, state.get(task, TaskRow).id, kind)]


def _node_cell(seen: Seen) -> Cell:
    return lines(map(node_words, nodes_in(seen)))


def _typed_nodes(desk: Desk, keys: tuple[str, ...], text: str) -> Edit | None:
    nodes = [typed_nodes(text, desk.today, desk.state.get(key, TaskRow).deadline) for key in keys]
    if len(set(nodes)) > 1:
        raise PlanlensError("bad-date", "所选任务的完成时限不同，请逐项填写这些节点。")
    changed = tuple(key for key in keys if _nodes_told(desk.state, key) != [node_words(node) for node in nodes[0]])
    return SetNodes(changed, nodes[0]) if changed else None


def _nodes_told(state: State, task: str) -> list[str]:
    rows = nodes_of(state, task)
    return [node_words(node_of(row)) for row in rows]


def _pace(seen: Seen) -> Pace | None:
    found = seen.paced
    return found.pace if found else None


def _planned(seen: Seen) -> float | None:
    found = seen.paced
    return round(found.planned, 1) if found and found.planned is not None else None


def _extensions(seen: Seen) -> int:
    return extensions(seen.state, seen.id) if seen.state is not None and seen.is_task else 0


_PACES = {pace: place for place, pace in enumerate(Pace)}

LEDGER_FIELDS: tuple[Field[Seen], ...] = (
    _people_field("leader", PersonKind.LEADER, 4.5),
    _people_field("in_charge", PersonKind.IN_CHARGE, 4.5),
    _people_field("person", PersonKind.RESPONSIBLE, 4.5),
    _people_field("contact", PersonKind.CONTACT, 7),
    Field(
        *("nodes", "节点计划", lambda seen: [node_words(node) for node in nodes_in(seen)]),
        kind=Kind.LIST,
        lines=_node_cell,
        searched=lambda seen: [node.text for node in nodes_in(seen)],
        edit=_typed_nodes,
        width=12,
        weight=36,
        uses=_EVERYWHERE - {Use.JSON},
    ),
    Field(
        *("pace", "进度评价", lambda seen: pace.value if (pace := _pace(seen)) else None),
        says=lambda value: Pace(value).label if value else "",
        order=lambda seen: _PACES[pace] if (pace := _pace(seen)) else None,
        searched=False,
        filtered=True,
        merge=Merge.KEEP,
        centered=True,
        width=3.9,
        weight=15,
        uses=_EVERYWHERE,
    ),
    Field(
        *("planned", "计划进度", _planned),
        kind=Kind.NUMBER,
        says=lambda value: "" if value is None else f"{value:.3g}%",
        searched=False,
        merge=Merge.KEEP,
        centered=True,
        width=3.9,
        weight=14,
        uses=_EVERYWHERE,
    ),
    Field(
        *("extensions", "延期次数", _extensions),
        kind=Kind.COUNT,
        says=lambda value: str(value) if value else "",
        searched=False,
        merge=Merge.KEEP,
        centered=True,
        width=3.9,
        weight=14,
        uses=_EVERYWHERE,
    ),
)
"""The fields of the ledger that planlens knows by itself."""


REMARK = "备注"
"""The title of what a table says in its last column: planlens's own remarks stand behind it."""

OWN = "（自定义）"
"""Marks the title of an own field that planlens has for something else too."""


def own_field(row: FieldRow, taken: Iterable[str] = ()) -> Field[Seen]:
    """Return a field of the office's own; its key is its title, which tables and data have too.

    Args:
        row: the field.
        taken: keys and titles that planlens has.
    """
    key = f"{row.title}{OWN}" if row.title in set(taken) else row.title

    def read(seen: Seen) -> Any:
        if seen.state is None:
            return None
        words = [value] if (value := values_of(seen.state, seen.id).get(row.id)) else []
        if not words:
            return None
        return float(words[0]) if row.kind == FieldKind.NUMBER else "；".join(dict.fromkeys(words))

    def write(desk: Desk, keys: tuple[str, ...], value: Any) -> Edit | None:
        words = "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)
        changed = tuple(task for task in keys if values_of(desk.state, task).get(row.id, "") != words)
        return SetValue(changed, row.id, words) if changed else None

    makers: dict[FieldKind, Callable[..., Field[Seen]]] = {
        FieldKind.TEXT: text_field,
        FieldKind.NUMBER: number_field,
        FieldKind.DATE: day_field,
    }
    kind = FieldKind(row.kind)
    if kind is FieldKind.CHOICE:
        return choice_field(key, key, row.options, read, write)
    return makers[kind](key, key, read, write)


def own_fields_in(state: State, fields: Fields[Seen]) -> tuple[Field[Seen], ...]:
    """Return those of a project's fields that the office has made itself, in their order; remarks among them."""
    found = []
    for row in own_fields(state):
        key = "remark" if row.title == REMARK and "remark" in fields else row.title
        if f"{row.title}{OWN}" in fields:
            key = f"{row.title}{OWN}"
        if key in fields and fields[key].edit is not None:
            found.append(fields[key])
    return tuple(found)


def stage_field(stage: LifeStage) -> Field[Seen]:
    """Return the field of the day on which tasks reached a step of their life."""

    def read(seen: Seen) -> str | None:
        if seen.state is None:
            return None
        row = stages_of(seen.state, seen.id).get(stage) if seen.is_task else None
        return row.day if row else None

    def write(desk: Desk, keys: tuple[str, ...], day: str | None) -> Edit | None:
        known = {key: stages_of(desk.state, key).get(stage) for key in keys}
        changed = tuple(key for key, row in known.items() if (row.day if row else None) != day)
        return SetStage(changed, stage, day) if changed else None

    found = day_field(f"stage_{stage.value}", f"{stage.label}日期", read, write)
    return replace(found, width=5.5, merge=Merge.CHOOSE)


def _stage(seen: Seen) -> str | None:
    found = stages_of(seen.state, seen.id) if seen.state is not None and seen.is_task else {}
    return list(found)[-1].value if found else None


STAGE: Field[Seen] = Field(
    *("stage", "当前环节", _stage),
    says=lambda value: LifeStage(value).label if value else "",
    order=lambda seen: list(LifeStage).index(LifeStage(found)) if (found := _stage(seen)) else None,
    searched=False,
    filtered=True,
    merge=Merge.KEEP,
    centered=True,
    width=3.9,
    weight=14,
    uses=_EVERYWHERE,
)
"""The step of its life that a task has reached; there where an office keeps them."""


def stage_fields_in(fields: Fields[Seen]) -> tuple[Field[Seen], ...]:
    """Return the fields of the steps of a task's life, none where the office does not keep them."""
    return tuple(fields[key] for stage in LifeStage if (key := f"stage_{stage.value}") in fields)


def fields_in(state: State, base: Fields[Seen]) -> Fields[Seen]:
    """Return fields with those of a project's own; what its tasks have of people and nodes is in its ledger too.

    A project without any of these has the fields as they are given.
    """
    found = base
    taken = {word for item in base for word in (item.key, item.title, *item.titles.values())} - {
        row.title for row in own_fields(state) if row.title in base and base[row.title].title == row.title
    }
    for row in own_fields(state):
        if row.title == REMARK and "remark" in base:
            found = _with_remark(found, own_field(row))
        elif (made := own_field(row, taken)).key not in found:
            found = found.adding(made, Use.LEDGER, Use.FRAME, Use.LIST, Use.JSON)
    if setting(state, STAGES):
        found = found.adding(STAGE, Use.LEDGER, Use.FRAME, Use.LIST, Use.JSON)
        for stage in LifeStage:
            found = found.adding(stage_field(stage), Use.FRAME, Use.LIST, Use.JSON)
    more = [key for key in _used(state) if key in found and key not in found.usual[Use.LEDGER]]
    if not more:
        return found
    usual = list(found.usual[Use.LEDGER])
    place = usual.index("deadline") if "deadline" in usual else len(usual)
    return Fields(found.all, {**found.usual, Use.LEDGER: (*usual[:place], *more, *usual[place:])})


def _with_remark(fields: Fields[Seen], own: Field[Seen]) -> Fields[Seen]:
    """Return fields whose remarks say and take what the office's own column of remarks says, before planlens's own."""
    remark = fields["remark"]
    if remark.edit is not None:
        return fields
    before = remark.cell
    both = replace(remark, lines=lambda seen: (*own.cell(seen), *before(seen)), value=own.value, edit=own.edit)
    return Fields(tuple(both if item.key == "remark" else item for item in fields), fields.usual)


def _used(state: State) -> list[str]:
    """Return the keys of the fields of people and nodes that any task has something in."""
    kinds = {row.kind for row in state if isinstance(row, PersonRow) and row.owner}
    keys = {"leader": PersonKind.LEADER, "in_charge": PersonKind.IN_CHARGE, "person": PersonKind.RESPONSIBLE}
    found = [key for key, kind in {**keys, "contact": PersonKind.CONTACT}.items() if kind in kinds]
    return [*found, "nodes"] if any(isinstance(row, NodeRow) for row in state) else found
