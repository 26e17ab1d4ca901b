"""What changed in a ledger between two days: done, begun, slipped, newly red, limits moved …, each old → new.

Two overviews are compared, that of the earlier and that of the later day, so that lights and paces are those of their
days: :func:`~planlens.views.overview.overview_on` makes them for any date, :func:`between` for two dates of a project.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planlens.model import Light, Op, Status, UnitRole
from planlens.model.lights import deadline_day
from planlens.model.pace import Pace, Paced
from planlens.model.wording import deadline_words, heading_text
from planlens.project.ledger import limits_of, nodes_of
from planlens.project.project import Project
from planlens.project.rows import ActualRow, NodeRow, NoteRow, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.views.overview import Overview, overview_on


class Happening(StrEnum):
    """What can happen to a task or target between two days, in the order in which a report tells it."""

    DONE = "done"
    BEGUN = "begun"
    SLIPPED = "slipped"
    NEWLY_RED = "newly-red"
    NO_LONGER_RED = "no-longer-red"
    STATUS = "status"
    PROGRESS = "progress"
    NODE = "node"
    LIMIT = "limit"
    UNIT = "unit"
    NOTE = "note"
    TARGET = "target"
    TEXT = "text"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The words that people read."""
        return _LABELS[self]


_LABELS = {
    Happening.DONE: "新完成",
    Happening.BEGUN: "新启动",
    Happening.SLIPPED: "新落后",
    Happening.NEWLY_RED: "新亮红灯",
    Happening.NO_LONGER_RED: "红灯解除",
    Happening.STATUS: "状态变动",
    Happening.PROGRESS: "进度变动",
    Happening.NODE: "节点完成",
    Happening.LIMIT: "时限调整",
    Happening.UNIT: "单位调整",
    Happening.NOTE: "新增进展",
    Happening.TARGET: "目标数值",
    Happening.TEXT: "文字修改",
    Happening.ADDED: "新增任务",
    Happening.REMOVED: "删除任务",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that is otherwise on the later day.

    Attributes:
        kind: what it is.
        item: the id of the task or target.
        text: its words, on the later day where it is still there.
        units: the units that lead it, else those responsible.
        heading: the heading above it.
        old, new: what was and what is, in words; "" for nothing.
        why: what is said of it besides: the reason of a light, the decision about a limit.
    """

    kind: Happening
    item: str
    text: str
    units: str
    heading: str
    old: str
    new: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """All that changed between two days, in the order of the tree, and of :class:`Happening` within a task."""

    first: date
    last: date
    all: tuple[Happened, ...]

    def of(self, kind: Happening) -> list[Happened]:
        """Return what happened of a kind."""
        return [item for item in self.all if item.kind is kind]

    @property
    def counts(self) -> Mapping[Happening, int]:
        """How often each kind happened, those that did not left out, in their order."""
        found = Counter(item.kind for item in self.all)
        return {kind: found[kind] for kind in Happening if kind in found}


def between(project: Project, first: date, last: date) -> Differences:
    """Return what changed in a project from the end of one day to the end of another; the days may be given turned."""
    first, last = sorted((first, last))
    return differences(overview_on(project, first), overview_on(project, last))


def differences(before: Overview, after: Overview) -> Differences:
    """Return what is otherwise in a later overview of the same project."""
    return Differences(before.today, after.today, tuple(_all(before, after)))


def _all(before: Overview, after: Overview) -> Iterator[Happened]:
    old, new = before.state, after.state
    for task in new.tasks():
        was = old.find(task.id)
        if not isinstance(was, TaskRow):
            yield _told(Happening.ADDED, new, task, "", task.text)
            continue
        yield from sorted(_of_task(before, after, was, task), key=lambda item: _ORDER[item.kind])
    for task in old.tasks():
        if task.id not in new:
            yield _told(Happening.REMOVED, old, task, task.text, "")
    for target in new.all(TargetRow):
        yield from _of_target(old, new, target)


_ORDER = {kind: place for place, kind in enumerate(Happening)}
_NOT_BEGUN = frozenset((Status.NOT_STARTED, Status.PAUSED, Status.CANCELLED))
_UNDER_WAY = frozenset((Status.IN_PROGRESS, Status.MOSTLY_DONE, Status.BEHIND))


def _of_task(before: Overview, after: Overview, was: TaskRow, task: TaskRow) -> Iterator[Happened]:
    """Yield what happened to a task that is there on both days."""
    old, new = before.state, after.state
    stood, stands = before[was.id], after[task.id]
    names = (status_names(old)[stood.status], status_names(new)[stands.status])
    if stands.status is not stood.status:
        begun = stood.status in _NOT_BEGUN and stands.status in _UNDER_WAY
        done = stands.status is Status.DONE
        kind = Happening.DONE if done else Happening.BEGUN if begun else Happening.STATUS
        yield _told(kind, new, task, *names)
    yield from _slipped(before, after, was, task)
    if (stood.light is Light.RED) != (stands.light is Light.RED):
        red = stands.light is Light.RED
        kind = Happening.NEWLY_RED if red else Happening.NO_LONGER_RED
        yield _told(kind, new, task, stood.light.label, stands.light.label, stands.reason if red else "")
    told = stands.status is Status.DONE and stood.status is not Status.DONE  # that all of it is done
    if was.progress != task.progress and not told:
        yield _told(Happening.PROGRESS, new, task, _percent(was.progress), _percent(task.progress))
    if was.deadline != task.deadline:
        limits = (deadline_words(was.deadline) or "无", deadline_words(task.deadline) or "无")
        yield _told(Happening.LIMIT, new, task, *limits, _decision(old, new, task.id))
    units = (_units(old, task.id), _units(new, task.id))
    if units[0] != units[1]:
        yield _told(Happening.UNIT, new, task, *units)
    if was.text != task.text:
        yield _told(Happening.TEXT, new, task, was.text, task.text)
    yield from _nodes(old, new, task)
    yield from _notes(old, new, task)


def _slipped(before: Overview, after: Overview, was: TaskRow, task: TaskRow) -> Iterator[Happened]:
    """Yield that a task has fallen behind its plan; what is over does not."""
    then, now = before.paced_of(was), after.paced_of(task)
    if now.pace is Pace.BEHIND and then.pace is not Pace.BEHIND:
        why = f"计划{_percent(now.planned)}，实际{_percent(now.reached)}" if now.planned is not None else ""
        yield _told(Happening.SLIPPED, after.state, task, pace_words(then), pace_words(now), why)


def pace_words(found: Paced) -> str:
    """Return how a task keeps up, in words."""
    return found.pace.label


def _nodes(old: State, new: State, task: TaskRow) -> Iterator[Happened]:
    for row in nodes_of(new, task.id):
        was = old.find(row.id)
        if row.done is not None and not (isinstance(was, NodeRow) and was.done):
            what = f"{deadline_words(row.due)} {row.text}"
            day = deadline_day(row.due)
            late = day is not None and row.done > day.isoformat()
            yield _told(
                Happening.NODE, new, task, what, f"{deadline_words(row.done)}完成", "晚于计划" if late else row.note
            )


def _notes(old: State, new: State, task: TaskRow) -> Iterator[Happened]:
    for note in sorted(new.children(task.id, NoteRow), key=lambda row: row.date):
        was = old.find(note.id)
        texts = (_note(was) if isinstance(was, NoteRow) else "", _note(note))
        if texts[0] != texts[1]:
            yield _told(Happening.NOTE, new, task, *texts, note.author)


def _of_target(old: State, new: State, target: TargetRow) -> Iterator[Happened]:
    """Yield what is otherwise of a target: what is demanded, and the values that were reached."""
    was = old.find(target.id)
    if not isinstance(was, TargetRow):
        return
    demands = (_demand(was), _demand(target))
    if demands[0] != demands[1]:
        yield _told(Happening.TARGET, new, target, *demands)
    values = [{row.year: row.value for row in state.children(target.id, ActualRow)} for state in (old, new)]
    for year in sorted(values[0].keys() | values[1].keys()):
        reached = [values[place].get(year) for place in (0, 1)]
        if reached[0] != reached[1]:
            was_there, is_there = ("" if value is None else f"{value:.10g}{target.unit}" for value in reached)
            yield _told(Happening.TARGET, new, target, was_there, is_there, f"{year}年实际值")


def _demand(row: TargetRow) -> str:
    year = f"{row.year}年" if row.year else ""
    return f"{year}{Op(row.op).value}{row.value}{row.unit}"


def _told(
    kind: Happening, state: State, row: TaskRow | TargetRow, old: str = "", new: str = "", why: str = ""
) -> Happened:
    above = [item for item in state.above(row.id) if isinstance(item, SectionRow)]
    heading = heading_text(above[-1].number, above[-1].title) if above else ""
    text = row.text if isinstance(row, TaskRow) else row.indicator or row.text
    task = row.id if isinstance(row, TaskRow) else row.owner
    return Happened(kind, row.id, text, _leading(state, task), heading, old, new, why)


def _leading(state: State, task: str) -> str:
    units = [row for row in state.children(task, UnitRow) if row.is_responsible]
    leading = [row.name for row in units if row.role == UnitRole.LEAD]
    return "、".join(leading or [row.name for row in units if row.role == UnitRole.RESPONSIBLE])


def _units(state: State, task: str) -> str:
    found: dict[UnitRole, list[str]] = {}
    for row in state.children(task, UnitRow):
        if row.is_responsible:
            found.setdefault(UnitRole(row.role), []).append(row.name)
    words = {UnitRole.LEAD: "牵头", UnitRole.SUPPORT: "配合", UnitRole.RESPONSIBLE: "责任"}
    return "；".join(f"{word}：{'、'.join(found[role])}" for role, word in words.items() if role in found)


def _decision(old: State, new: State, task: str) -> str:
    """Return why a limit was moved, of the decisions that are new."""
    known = {row.id for row in limits_of(old, task)} if task in old else set()
    rows = [row for row in limits_of(new, task) if row.id not in known]
    return "；".join("，".join(filter(None, (row.reason, row.approved and f"{row.approved}批准"))) for row in rows)


def _note(row: NoteRow) -> str:
    parts = {"": row.done, "存在问题：": row.problems, "下一步：": row.next_steps}
    return f"{row.date} " + "；".join(f"{title}{text}" for title, text in parts.items() if text)


def _percent(value: float | None) -> str:
    return "未填" if value is None else f"{value:.4g}%"
