"""What a file itself says of a task beside its text (a 督办台账): progress, people, nodes, other columns.

All of it is taken into the project, so that none of it is lost.
"""

from __future__ import annotations

from planlens.model import FieldKind, StatedProgress, Status, Task
from planlens.model.tracking import status_of
from planlens.project.findings import Finding
from planlens.project.rows import BY_HAND, FieldRow, NodeRow, NoteRow, PersonRow, Row, TaskRow, ValueRow
from planlens.project.state import Draft

TABLE = "table"
"""The rule of all that a table says."""

NOTHING: Finding = {}


def stated(progress: StatedProgress | None) -> tuple[Status, float | None]:
    """Return the state and the percentage that a file tells.

    已完成 is 100 % whatever else is written; without a word for the state it follows from the percentage, 100 %
    being 已完成 and anything above 0 进行中.
    """
    if progress is None:
        return Status.NOT_STARTED, None
    percent = progress.percent if progress.percent is not None and 0 <= progress.percent <= 100 else None
    status = status_of(progress.status)
    if status is Status.DONE or (status is None and percent == 100):
        return Status.DONE, 100.0
    if status is None:
        return (Status.IN_PROGRESS if percent else Status.NOT_STARTED), percent
    return status, percent


def put_stated_note(draft: Draft, progress: StatedProgress, task: str, source: str) -> None:
    """Add the words of a file as a note of *source*, with what :func:`stated` could not tell; not the same twice."""
    texts = (_with_rest(progress), progress.problems.strip(), progress.next_steps.strip())
    known = {(note.done, note.problems, note.next_steps) for note in draft.state.children(task, NoteRow)}
    if any(texts) and texts not in known:
        draft.put(NoteRow(draft.new_id(NoteRow), task, draft.now[:10], *texts, source))


def _with_rest(progress: StatedProgress) -> str:
    """Return 进展情况 with the words for the state and the percentage that have no place of their own before it."""
    _, percent = stated(progress)
    rest = []
    word = progress.status.strip()
    if word and status_of(word) is None:
        rest.append(f"状态：{word}。")
    if progress.percent is not None and progress.percent != percent:
        rest.append(f"完成率：{progress.percent:g}%。")
    return "".join([*rest, progress.done.strip()])


def told_of(task: Task) -> Finding:
    """Return what a table says of a task, as its finding keeps it; nothing where it says nothing."""
    found: Finding = {
        "people": [[person.kind.value, person.name] for person in task.people],
        "nodes": [[node.due, node.text] for node in task.nodes],
        "extra": [[title, value] for title, value in task.extra],
    }
    return {name: pairs for name, pairs in found.items() if pairs}


def put_told(draft: Draft, key: str, task: Task, before: Finding = NOTHING) -> None:
    """Give a task what its document says of it beside its text, in the place of what an older version has said.

    Args:
        draft: the project.
        key: the id of the task's row.
        task: the task as it was found.
        before: its finding in the older version: what users have taken away since stays away, what they have changed
            or added stays.
    """
    now = told_of(task)
    draft.state.get(key, TaskRow)
    _let_go(draft, key, before, now)
    gone = {name: {tuple(pair) for pair in before.get(name, ())} for name in ("people", "nodes", "extra")}
    rows = draft.state.children(key, PersonRow)
    have = {(row.kind, row.name) for row in rows}
    for place, person in enumerate(task.people, start=len(rows) + 1):
        pair = (person.kind.value, person.name)
        if pair not in have and pair not in gone["people"]:
            have.add(pair)
            what = (*pair, person.post, person.telephone, person.unit, TABLE)
            draft.put(PersonRow(draft.new_id(PersonRow), key, float(place), *what))
    steps = {(row.due, row.text) for row in draft.state.children(key, NodeRow)}
    for node in task.nodes:
        if (node.due, node.text) not in steps | gone["nodes"]:
            steps.add((node.due, node.text))
            what_node = (node.due, node.text, node.done, node.note, node.percent, TABLE)
            draft.put(NodeRow(draft.new_id(NodeRow), key, *what_node))
    for title, value in task.extra:
        if (title, value) not in gone["extra"]:
            _put_value(draft, key, _field(draft, title), value)


def _let_go(draft: Draft, key: str, before: Finding, now: Finding) -> None:
    """Take out what an older version has said and the new one does not, unless users have changed it."""
    titles = {row.id: row.title for row in draft.state.children("", FieldRow)}
    kept = {name: {tuple(pair) for pair in now.get(name, ())} for name in ("people", "nodes", "extra")}
    for row in draft.state.children(key, Row):
        match row:
            case PersonRow(kind=kind, name=name, rule=rule):
                gone = (kind, name) not in kept["people"]
            case NodeRow(due=due, text=text, rule=rule, done=done):
                gone = (due, text) not in kept["nodes"] and done is None
            case ValueRow(field=field, value=value, rule=rule):
                gone = (titles.get(field, ""), value) not in kept["extra"]
            case _:
                continue
        if gone and rule != BY_HAND and before:
            draft.remove(row.id)


def _field(draft: Draft, title: str) -> str:
    """Return the id of the field with a title, which is made where there is none."""
    rows = draft.state.children("", FieldRow)
    known = next((row.id for row in rows if row.title == title), None)
    if known is None:
        known = draft.new_id(FieldRow)
        draft.put(FieldRow(known, "", rows[-1].place + 1 if rows else 1.0, title, FieldKind.TEXT.value))
    return known


def _put_value(draft: Draft, key: str, field: str, value: str) -> None:
    if any(row.field == field for row in draft.state.children(key, ValueRow)):
        return  # what a user has put there stays
    row = draft.state.get(field, FieldRow)
    if row.kind == FieldKind.TEXT:
        draft.put(ValueRow(draft.new_id(ValueRow), key, field, value, TABLE))
