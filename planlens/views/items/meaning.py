"""What is meant by an edit of a row that stands for the sentences of an item (条).

State, progress, limit, people, units, own fields and stages are those of every sentence; a note, a piece of evidence, a
target and a new node belong to the first one; weight and progress of the item are shared out so that the item has
what was typed; so is its text, each sentence keeps what nobody has touched. Moving, merging, deleting, accepting and
rejecting mean all its sentences. What only a single sentence can have (its place in the document, what stands below it)
is refused, and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from planlens.model import PlanlensError, Status, UnitRole
from planlens.project import edits
from planlens.project.edits.units import undivided
from planlens.project.project import Edit
from planlens.project.rows import NodeRow, SectionRow, TaskRow, UnitRow, waits
from planlens.project.state import Draft
from planlens.project.wording import name_of, names
from planlens.views.items.shown import ShownRows
from planlens.views.items.texts import parted

ONE_SENTENCE = "按条显示的一行由{}句话组成，不能这样修改。请先在“视图”菜单中改为“按句显示”，再改其中一句。"
NO_WORDS_LEFT = (
    "这样改，这一条的第{}句（共{}句）就没有文字了。要删去一句，请先在“视图”菜单中改为“按句显示”，再删除这一句。"
)
NOTHING_BELOW = "按条显示时，一条不能放到另一条之下。请先在“视图”菜单中改为“按句显示”。"


def meant(edit: Edit, rows: ShownRows) -> Edit:
    """Return what an edit of rows that are shown does to the project's rows.

    Args:
        edit: made for the ids that are shown.
        rows: what is shown.

    Raises:
        PlanlensError: ``item-row``, it cannot be done to a row that stands for several sentences.
    """
    if not rows.joined:
        return edit
    found = MEANINGS.get(type(edit), _as_it_is)(edit, rows)
    return found if found is edit else _told(found, edit, rows)


@dataclass(frozen=True, slots=True)
class OfItems:
    """An edit of items: it is told of as many rows as people see, not of the *ids* behind them."""

    edit: Edit
    ids: tuple[str, ...]
    said: str

    def run(self, draft: Draft) -> str:
        """Do it."""
        behind = names(draft.state, self.ids)
        return self.edit.run(draft).replace(behind, self.said, 1)


def _told(found: Edit, edit: Edit, rows: ShownRows) -> Edit:
    """Return what an edit means, told of the rows that are shown."""
    first = found.edits[0] if isinstance(found, edits.Together) and found.edits else found
    shown, behind = getattr(edit, "ids", ()), getattr(first, "ids", ())
    return OfItems(found, behind, names(rows.state, shown)) if shown and behind and shown != behind else found


def _as_it_is(edit: Edit, _rows: ShownRows) -> Edit:
    return edit


def _of_all(edit: Any, rows: ShownRows) -> Edit:
    """Return what changes all sentences."""
    return _new(edit, ids=tuple(rows.sentences_of(edit.ids)))


def _of_each_twin(edit: Any, rows: ShownRows) -> Edit:
    """Return what changes a unit, note, node or person in each sentence that has it."""
    twins = rows.twins(edit.id)
    return _together([_new(edit, id=key) for key in twins])


def _of_rows(edit: edits.Delete | edits.MarkNodes, rows: ShownRows) -> Edit:
    return replace(edit, ids=_behind(edit.ids, rows))


def _new(edit: Any, **fields: object) -> Edit:
    found: Edit = replace(edit, **fields)
    return found


def _behind(keys: Iterable[str], rows: ShownRows) -> tuple[str, ...]:
    """Return the rows of any kind behind those that are shown."""
    return tuple(dict.fromkeys(other for key in keys for member in rows.members(key) for other in rows.twins(member)))


def _together(found: list[Edit], label: str = "") -> Edit:
    return found[0] if len(found) == 1 else edits.Together(tuple(found), label)


def _text(edit: edits.SetText, rows: ShownRows) -> Edit:
    """Give each sentence of an item its part of the new text: its line, where there are as many lines as sentences."""
    members = rows.members(edit.id)
    tasks = [row for key in members if isinstance(row := rows.sentences.find(key), TaskRow)]
    if len(tasks) < 2 or not edit.text.strip():
        return edit
    lines = [line.strip() for line in edit.text.splitlines() if line.strip()]
    alone = lines if len(lines) == len(tasks) else parted([task.text for task in tasks], "".join(lines))
    parts = [part.strip() for part in alone]
    if "" in parts:
        raise PlanlensError("item-row", NO_WORDS_LEFT.format(parts.index("") + 1, len(tasks)))
    changed = [edits.SetText(task.id, part) for task, part in zip(tasks, parts, strict=True) if part != task.text]
    label = f"修改{name_of(rows.state.item(edit.id))}的文字"
    return edits.Together(tuple(changed or [edits.SetText(tasks[0].id, parts[0])]), label)


def _one_sentence(edit: edits.Split | edits.SetPlace, rows: ShownRows) -> Edit:
    _must_be_one(edit.id, rows)
    return edit


def _must_be_one(key: str, rows: ShownRows) -> None:
    if (many := len(rows.members(key))) > 1:
        raise PlanlensError("item-row", ONE_SENTENCE.format(many))


# What people decide on


def _accepted(edit: edits.Accept, rows: ShownRows) -> Edit:
    """Accept what waits in each sentence; an item that has its lead keeps it, whichever sentence names it."""
    found: list[str] = []
    supporting: list[str] = []
    for key in _behind(edit.ids, rows):
        row = rows.sentences.find(key)
        if isinstance(row, UnitRow) and not row.is_proposed and key not in edit.ids:
            continue
        found.append(key)
        if isinstance(row, UnitRow) and row.role == UnitRole.LEAD and _is_led(rows, row):
            supporting.append(key)
    accepted = replace(edit, ids=tuple(found))
    return _together([accepted, *(edits.SetUnitRole(key, UnitRole.SUPPORT) for key in supporting)])


def _is_led(rows: ShownRows, but: UnitRow) -> bool:
    """Whether another unit leads the item of a unit."""
    units = (unit for unit in rows.state.children(rows.shown_id(but.owner), UnitRow) if unit.name != but.name)
    return any(unit.is_responsible and unit.role == UnitRole.LEAD for unit in units)


def _rejected(edit: edits.Reject, rows: ShownRows) -> Edit:
    """Reject the sentences of an item that are not sure; all of them where that is what was asked about."""
    found: list[str] = []
    for key in edit.ids:
        members = [(member, rows.sentences.find(member)) for member in rows.members(key)]
        unsure = [member for member, row in members if isinstance(row, TaskRow) and waits(row)]
        found += unsure if len(members) > 1 and unsure else _behind([key], rows)
    return replace(edit, ids=tuple(found))


def _lead_first(edit: edits.LeadFirst, rows: ShownRows) -> Edit:
    found = [key for key in rows.sentences_of(edit.ids) if undivided(rows.sentences, key)]
    return replace(edit, ids=tuple(found)) if found else edit


# How far it is


@dataclass(frozen=True, slots=True)
class SetItemProgress:
    """Set how much of an item is done, in percent: what is left of its sentences gets so much that all come to it."""

    ids: tuple[str, ...]
    percent: float

    def run(self, draft: Draft) -> str:
        """Set it; less than what its finished sentences come to is refused."""
        tasks = [draft.state.get(key, TaskRow) for key in self.ids]
        counted = [task for task in tasks if task.status != Status.CANCELLED]
        done = [task for task in counted if task.status == Status.DONE]
        left = [task for task in counted if task.status != Status.DONE]
        whole, ended, open_ = (sum(task.weight for task in part) for part in (counted, done, left))
        share = (self.percent * whole - 100 * ended) / open_ if open_ else -1.0
        if 0 <= self.percent <= 100 and share < -1e-9:
            message = (
                f"{name_of(tasks[0])}这一条的{len(tasks)}句中，{len(done)}句已完成，"
                f"进度不能低于{100 * ended / whole if whole else 0:.3g}%。请先修改状态，再填写进度。"
            )
            raise PlanlensError("bad-progress", message)
        wanted = min(100.0, max(0.0, share)) if 0 <= self.percent <= 100 else self.percent
        edits.SetProgress(tuple(task.id for task in left), wanted).run(draft)
        return f"设置{names(draft.state, self.ids)}的进度为{self.percent:g}%"


def _progress(edit: edits.SetProgress, rows: ShownRows) -> Edit:
    single = tuple(key for key in edit.ids if len(rows.members(key)) == 1)
    found: list[Edit] = [replace(edit, ids=single)] if single else []
    for key in edit.ids:
        members = rows.members(key)
        if len(members) > 1 and edit.percent is None:
            left = [key for key in members if rows.sentences.get(key, TaskRow).status != Status.DONE]
            found.append(replace(edit, ids=tuple(left)))
        elif len(members) > 1 and edit.percent is not None:
            found.append(SetItemProgress(_leaves(members, rows), edit.percent))
    return _together(found)


def _leaves(members: tuple[str, ...], rows: ShownRows) -> tuple[str, ...]:
    """Return the sentences whose progress tells that of their item."""
    owners = {row.owner for key in members if (row := rows.sentences.find(key)) is not None}
    return tuple(key for key in members if key not in owners)


def _weight(edit: edits.SetWeight, rows: ShownRows) -> Edit:
    found: list[Edit] = []
    for key in edit.ids:
        tops = rows.tops(key)
        own = [rows.sentences.get(top, TaskRow).weight for top in tops]
        parts = (edit.weight * weight / sum(own) for weight in own)
        found += [replace(edit, ids=(top,), weight=part) for top, part in zip(tops, parts, strict=True)]
    return _together(found)


# Nodes


def _nodes(edit: edits.SetNodes, rows: ShownRows) -> Edit:
    """Set the nodes of items: one that a sentence has stays there, new ones go to the first sentence."""
    found: list[Edit] = []
    for key in edit.ids:
        members = rows.members(key)
        has = {member: {(row.due, row.text) for row in rows.sentences.children(member, NodeRow)} for member in members}
        for member in members:
            own = [node for node in edit.nodes if _home((node.due, node.text), has, members[0]) == member]
            found.append(replace(edit, ids=(member,), nodes=tuple(own)))
    return _together(found)


def _home(node: tuple[str, str], has: Mapping[str, set[tuple[str, str]]], first: str) -> str:
    return next((member for member, nodes in has.items() if node in nodes), first)


# Where it stands


def _moved(edit: edits.Move, rows: ShownRows) -> Edit:
    _must_not_be_item(edit.owner, rows)
    tops = tuple(top for key in edit.ids for top in rows.tops(key))
    return replace(edit, ids=tops, after=_behind_item(edit.after, rows))


def _must_not_be_item(owner: str, rows: ShownRows) -> None:
    row = rows.sentences.find(owner)
    if isinstance(row, TaskRow) and rows.by_item(row.document):
        raise PlanlensError("item-row", NOTHING_BELOW)


def _behind_item(after: str | None, rows: ShownRows) -> str | None:
    return after if after is None else rows.tops(after)[-1]


def _added(edit: edits.AddTask | edits.AddSection, rows: ShownRows) -> Edit:
    """Add something behind the last sentence of an item; what has a place in the document stands where that is."""
    _must_not_be_item(edit.owner, rows)
    placed = isinstance(edit, edits.AddTask) and edit.start is not None
    return edit if placed else replace(edit, after=_behind_item(edit.after, rows))


def _indented(edit: edits.Indent, rows: ShownRows) -> Edit:
    for key in edit.ids:
        item = rows.state.item(key)
        before = (other for other in rows.state.items(item.owner) if other.place < item.place)
        others = (other for other in before if other.id not in edit.ids)
        fitting = [other for other in others if isinstance(other, SectionRow) or isinstance(item, TaskRow)]
        if fitting:
            _must_not_be_item(fitting[-1].id, rows)
    return _of_tops(edit, rows)


def _of_tops(edit: edits.Indent | edits.Outdent, rows: ShownRows) -> Edit:
    return replace(edit, ids=tuple(top for key in edit.ids for top in rows.tops(key)))


def _all_of(edit: edits.Together, rows: ShownRows) -> Edit:
    return replace(edit, edits=tuple(meant(part, rows) for part in edit.edits))


MEANINGS: Mapping[type[Any], Callable[[Any, ShownRows], Edit]] = {
    **dict.fromkeys(
        (
            *(edits.SetStatus, edits.SetDeadline, edits.MoveLimit, edits.Flag, edits.Assign, edits.Unassign),
            *(edits.AddPerson, edits.SetPeople, edits.SetValue, edits.SetStage, edits.MakeSlip, edits.Merge),
        ),
        _of_all,
    ),
    **dict.fromkeys((edits.SetUnitRole, edits.EditNote, edits.EditNode, edits.EditPerson), _of_each_twin),
    **dict.fromkeys((edits.Delete, edits.MarkNodes), _of_rows),
    edits.SetText: _text,
    **dict.fromkeys((edits.Split, edits.SetPlace), _one_sentence),
    **dict.fromkeys((edits.AddTask, edits.AddSection), _added),
    edits.Accept: _accepted,
    edits.Reject: _rejected,
    edits.LeadFirst: _lead_first,
    edits.SetProgress: _progress,
    edits.SetWeight: _weight,
    edits.SetNodes: _nodes,
    edits.Move: _moved,
    edits.Indent: _indented,
    edits.Outdent: _of_tops,
    edits.Together: _all_of,
    **dict.fromkeys(
        (
            # to the first sentence, or to a row that is shown as it is
            *(edits.AddNote, edits.Attach, edits.AddTarget, edits.AddNode, edits.LinkTasks, edits.UnlinkTasks),
            *(edits.SetNumber, edits.SetTarget, edits.SetActual, edits.SetRole, edits.SetTitle),
            # of the whole project, or of its documents
            *(edits.AdoptDocument, edits.AdoptVersion, edits.SettleSentences, edits.UnsettleSentences),
            *(edits.SetSetting, edits.RenameUnit, edits.AddField, edits.EditField),
            *(edits.ClosePeriod, edits.ReopenPeriod, edits.WaiveFinding, edits.UnwaiveFinding),
        ),
        _as_it_is,
    ),
}
"""What each edit means; a test asks for every one."""
