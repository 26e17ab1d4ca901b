"""What an office's ledger tells of a task beside the plan: people, nodes, pace, decisions, and fields of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from planlens.language.typed import typed_deadline
from planlens.model import FieldKind, Node, Person, PersonKind, PlanlensError
from planlens.model.pace import Pace
from planlens.model.wording import deadline_words
from planlens.project.edits import SetNodes, SetPeople, SetValue
from planlens.project.ledger import extensions, nodes_of, own_fields, people_of, values_of
from planlens.project.project import Edit
from planlens.project.rows import FieldRow, NodeRow, PersonRow, TaskRow
from planlens.project.state import State
from planlens.views.cells import Cell, lines
from planlens.views.fields.answers import Desk, Merge
from planlens.views.fields.custom import choice_field, day_field, number_field, text_field
from planlens.views.fields.field import DATA, TABLES, Field, Fields, Kind, Use
from planlens.views.fields.seen import InProject, Seen

# A plan in JSON has people and nodes beside its tasks' units.
_EVERYWHERE = TABLES | DATA | {Use.TREE, Use.JSON}

# 张三（科长，0871-1234567）
_PERSON = re.compile(r"(?P<name>[^（）()]+)(?:[（(](?P<more>[^（）()]*)[）)])?")
# 、 between people, not inside of brackets
_BETWEEN = re.compile(r"[、，,；;\n](?![^（(]*[）)])")
_IN_BRACKETS = re.compile(r"[，,、\s]+")
# 0871-1234567, 13800000000
_TELEPHONE = re.compile(r"[\d+][\d\-—*#]{4,}")
# 2026年3月：完成选址（2026年3月20日完成）
_NODE = re.compile(r"(?P<due>[^：:]{1,24})[：:]\s*(?P<text>.+?)(?:[（(](?P<done>[^（）()]+?)完成[）)])?")
# 6月底完成选址, 2026年3月20日前开工
_DATED = re.compile(
    r"(?P<due>(?:(?:20)?\d\d年|今年|明年)?(?:\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|[底末])?|[一二三四1-4]季度[底末]?|"
    r"上半年|年中|年底|年末)(?:以?前|底前|末前)?)\s*(?P<text>\D.*?)(?:[（(](?P<done>[^（）()]+?)完成[）)])?"
)
# 每季度末报送进展, 每月底
_AGAIN = re.compile(r"每(?P<every>个?月|季度?|半年)[底末]?(?:前)?[：:]?\s*(?P<text>.*)")
_MONTHS = {"月": 1, "个月": 1, "季": 3, "季度": 3, "半年": 6}


def people_in(seen: Seen, kind: PersonKind) -> list[Person]:
    """Return the people of a kind of a task, each once."""
    if seen.state is None:
        return [person for person in getattr(seen, "people", ()) if person.kind is kind]
    if isinstance(seen, InProject) and not seen.state.children(seen.id, PersonRow):
        return []
    return [_person(row) for row in people_of(seen.state, seen.id, kind)] if seen.is_task else []


def _person(row: PersonRow) -> Person:
    return Person(row.name, PersonKind(row.kind), row.post, row.telephone, row.unit)


def nodes_in(seen: Seen) -> list[Node]:
    """Return the nodes of a task in the order of their days."""
    if seen.state is None:
        return list(getattr(seen, "nodes", ()))
    rows: list[NodeRow] = nodes_of(seen.state, seen.id) if seen.is_task else []
    return [Node(row.due, row.text, row.done, row.note, row.percent) for row in rows]


def person_words(person: Person) -> str:
    """Return how a person reads, and is typed: 张三（科长，0871-1234567）."""
    more = "，".join(filter(None, (person.post, person.telephone)))
    return f"{person.name}（{more}）" if more else person.name


def node_words(node: Node) -> str:
    """Return how a node reads, and is typed: 2026年3月：完成选址（2026年3月20日完成）."""
    done = f"（{deadline_words(node.done)}完成）" if node.done else ""
    return f"{deadline_words(node.due)}：{node.text}{done}"


def typed_people(kind: PersonKind, text: str) -> tuple[Person, ...]:
    """Return the people that a typed list names: 张三（科长，0871-1234567）、李四.

    Raises:
        PlanlensError: ``bad-person``, a part of it is no name.
    """
    found = []
    for part in filter(None, (part.strip() for part in _BETWEEN.split(text))):
        match = _PERSON.fullmatch(part)
        if match is None or not match["name"].strip():
            raise PlanlensError("bad-person", f"无法识别的姓名：{part}。请写成 张三（科长，0871-1234567）、李四。")
        more = list(filter(None, _IN_BRACKETS.split(match["more"] or "")))
        telephone = "、".join(word for word in more if _TELEPHONE.fullmatch(word))
        post = "、".join(word for word in more if not _TELEPHONE.fullmatch(word))
        found.append(Person(match["name"].strip(), kind, post, telephone))
    return tuple(found)


def typed_nodes(text: str, today: date, until: str | None = None) -> tuple[Node, ...]:
    """Return the nodes that are typed, one a line (or between ；).

    ``2026年3月：完成选址``, ``6月底完成选址``, ``每季度末：报送进展`` (the quarters that are left of this year,
    or until *until*, the time limit of the task).

    Raises:
        PlanlensError: ``bad-date``, a part of it has no day.
    """
    found: list[Node] = []
    for part in filter(None, (part.strip() for part in re.split(r"[；;\n]+", text))):
        again = _AGAIN.fullmatch(part)
        if again is not None:
            found += _repeated(_MONTHS[again["every"]], again["text"] or "按计划推进", today, until)
            continue
        match = _NODE.fullmatch(part) or _DATED.fullmatch(part)
        due = typed_deadline(match["due"], today) if match else None
        done = typed_deadline(match["done"], today) if match and match["done"] else None
        if match is None or not due or due == "ongoing" or (match["done"] and not done):
            message = f"无法识别的节点：{part}。请写成“2026年3月：完成选址”“6月底完成选址”或“每季度末：报送进展”。"
            raise PlanlensError("bad-date", message)
        found.append(Node(due, match["text"].strip(), done))
    return tuple(found)


def _repeated(months: int, text: str, today: date, until: str | None) -> list[Node]:
    """Return a node at the end of every so many months, from today's on."""
    last = until if until and until[:4].isdigit() else f"{today.year}-12"
    end = int(last[:4]) * 12 + (int(last[5:7]) if len(last) >= 7 else 12)
    now = today.year * 12 + (today.month + months - 1) // months * months
    return [Node(f"{(n - 1) // 12}-{(n - 1) % 12 + 1:02}", text) for n in range(now, end + 1, months)]


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
    return [person_words(_person(row)) for row in people_of(state, state.get(task, TaskRow).id, kind)]


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
    return [node_words(Node(row.due, row.text, row.done, row.note, row.percent)) for row in rows]


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
