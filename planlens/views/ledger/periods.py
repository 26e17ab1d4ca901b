"""Reporting periods: who owes a report, who has answered and how late, who has not (未报送).

An answer is a progress note. A note belongs to the first period whose limit is not before it; where the period before
that is still open and unanswered, a note of its first half is that one's late answer. What was closed is not added to.
Tasks without sub-tasks owe, in every period until they are 已完成, 暂缓 or 已取消; their leading units report, where
nobody leads those that are responsible.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from planlens.model import PlanlensError, Status
from planlens.model.reporting import ReportingPeriod, Rhythm
from planlens.model.wording import deadline_words
from planlens.project.ledger import closed_period
from planlens.project.project import Project
from planlens.project.rows import DocumentRow, NoteRow, PeriodRow, TaskRow, UnitRow
from planlens.project.settings import rhythm_of
from planlens.project.state import State
from planlens.views.items import as_shown
from planlens.views.ledger.calendar import workdays

NO_RHYTHM = "还没有设置报送周期。请先设置，如每月25日前报送。"
NO_UNIT = ""
"""The name under which tasks without a unit are counted."""


@dataclass(frozen=True, slots=True)
class PeriodReply:
    """An answer to a period: the note's id, its day, and how many (working) days it was late, 0 for in time."""

    note: str
    day: date
    late: int


@dataclass(frozen=True, slots=True)
class UnitReplies:
    """What a unit owes in a period: the ids of its tasks, those answered in time, late, and not at all."""

    name: str
    owed: tuple[str, ...]
    in_time: tuple[str, ...]
    late: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """What was reported for a period, seen on a day.

    Attributes:
        period: the period.
        today: the day.
        closed: its row, where it is closed.
        owed: the ids of the tasks that owe a report, in the tree's order.
        replies: the answers by the ids of the tasks.
        overdue: how many (working) days the limit has passed, 0 where it has not.
        units: the same by unit, the one that lacks most first.
    """

    period: ReportingPeriod
    today: date
    closed: PeriodRow | None
    owed: tuple[str, ...]
    replies: Mapping[str, PeriodReply]
    overdue: int
    units: tuple[UnitReplies, ...] = field(default=())

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the tasks that have not been reported on (本期未填)."""
        return tuple(key for key in self.owed if key not in self.replies)

    @property
    def in_time(self) -> tuple[str, ...]:
        """The ids of the tasks that were reported on in time."""
        return tuple(key for key in self.owed if key in self.replies and not self.replies[key].late)

    @property
    def late(self) -> tuple[str, ...]:
        """The ids of the tasks that were reported on too late."""
        return tuple(key for key in self.owed if key in self.replies and self.replies[key].late)


def rhythm(state: State, document: str = "") -> Rhythm:
    """Return when progress is reported, of a document or the whole project.

    Raises:
        PlanlensError: ``no-rhythm``, nobody has set it.
    """
    found = rhythm_of(state, document)
    if found is None:
        raise PlanlensError("no-rhythm", NO_RHYTHM)
    return found


WHOLE_PROJECT = "整个项目"


def rhythms_in(state: State) -> dict[str, str]:
    """Return whose reports are collected together, with their names: "" the project, the ids of single documents.

    A document with a rhythm of its own reports by itself; there is nothing where nobody has set a rhythm.
    """
    main = rhythm_of(state)
    found = {"": WHOLE_PROJECT} if main else {}
    own = [row for row in state.documents() if rhythm_of(state, row.id) != main]
    return {**found, **{row.id: row.title or row.name for row in own}}


def periods(state: State, today: date, document: str = "") -> list[ReportingPeriod]:
    """Return the periods until the one of a day, the oldest first.

    They begin with the rhythm's first day, or with the first document of the project.

    Raises:
        PlanlensError: ``no-rhythm``.
    """
    found = rhythm(state, document)
    adopted = [day for row in state.documents() if (day := _adopted(row)) is not None]
    first = date.fromisoformat(found.since) if found.since else min(adopted, default=today)
    return list(found.periods(min(first, today), today, workdays(state)))


def period_named(state: State, today: date, name: str = "", document: str = "") -> ReportingPeriod:
    """Return the period with a name (``2026年3月``, ``2026-03`` or any day in it), that of today for none.

    Raises:
        PlanlensError: ``no-rhythm`` or ``no-period``.
    """
    known = periods(state, today, document)
    wanted = name.strip()
    if not wanted:
        return known[-1]
    for period in known:
        inside = len(wanted) == 10 and period.start.isoformat() <= wanted <= period.end.isoformat()
        if inside or wanted in {period.name, period.start.isoformat()[: len(wanted)] if len(wanted) >= 7 else ""}:
            return period
    names = "、".join(period.name for period in known[-6:])
    raise PlanlensError("no-period", f"没有“{wanted}”这个报告期。最近的报告期：{names}。")


def collected(state: State, period: ReportingPeriod, today: date, document: str = "") -> Collected:
    """Return what was reported for a period.

    Args:
        state: the project's rows; of a closed period use :func:`collected_in`, which looks at what was kept.
        period: the period.
        today: the day that it is seen from.
        document: the id of a document with a rhythm of its own, "" for all that have none.
    """
    line = _Line(state, document, today)
    owed: list[str] = []
    replies: dict[str, PeriodReply] = {}
    for task in _tasks(state, document):
        if not _existed(state, task, period):
            continue
        reply = line.reply(state.children(task.id, NoteRow), period)
        if reply is not None:
            replies[task.id] = reply
        if reply is not None or task.status not in _ENDED:
            owed.append(task.id)
    is_workday = workdays(state)
    overdue = rhythm(state, document).delay(period, today, is_workday)
    found = Collected(period, today, closed_period(state, period), tuple(owed), replies, overdue)
    return replace(found, units=_by_units(state, found))


def unreported(state: State, today: date) -> frozenset[str]:
    """Return the ids of the tasks that owe a report for the present period of their rhythm and have none (本期未填)."""
    found: set[str] = set()
    for document in rhythms_in(state):
        found |= set(collected(state, periods(state, today, document)[-1], today, document).missing)
    return frozenset(found)


_ENDED = frozenset((Status.DONE, Status.PAUSED, Status.CANCELLED))


def collected_in(
    project: Project, period: ReportingPeriod, today: date, document: str = "", state: State | None = None
) -> Collected:
    """Return what was reported for a period; of a closed one what was kept when it was closed.

    Args:
        project: the open project.
        period: the period.
        today: the day that it is seen from.
        document: see :func:`collected`.
        state: the project's rows as they were on that day, by default those of now.
    """
    now = as_shown(project.state if state is None else state)
    row = closed_period(now, period)
    if row is None:
        return collected(now, period, today, document)
    return collected(as_shown(project.as_of_action(row.seq)), period, date.fromisoformat(row.closed), document)


def reminder(state: State, found: Collected, unit: str, document: str = "") -> str:
    """Return words to send to a unit that has not reported, to be copied; "" where it has."""
    missing = next((item.missing for item in found.units if item.name == unit), ())
    if not missing:
        return ""
    head = f"{unit or '（未明确责任单位）'}："
    late = f"，已逾期{found.overdue}个{'工作' if _counts_workdays(state, document) else ''}日" if found.overdue else ""
    due = deadline_words(found.period.due.isoformat())
    tail = "请尽快补报。" if found.overdue else "请按时报送。"
    lines = [head, f"{found.period.name}进展情况应于{due}前报送{late}。以下{len(missing)}项任务尚未报送，{tail}"]
    for number, key in enumerate(missing, start=1):
        task = state.get(key, TaskRow)
        limit = f"（完成时限：{deadline_words(task.deadline)}）" if task.deadline else ""
        lines.append(f"{number}．{task.text}{limit}")
    return "\n".join(lines)


def _counts_workdays(state: State, document: str) -> bool:
    found = rhythm_of(state, document)
    return found is None or found.workdays


def reporting_units(state: State, task: str) -> list[str]:
    """Return the units that report on a task: those that lead, else those that are responsible."""
    units = [row for row in state.children(task, UnitRow) if row.is_responsible]
    leading = [row.name for row in units if row.role == "lead"]
    return list(dict.fromkeys(leading or [row.name for row in units if row.role == "responsible"]))


class _Line:
    """The periods of a project one after the other, and where notes belong."""

    def __init__(self, state: State, document: str, today: date) -> None:
        self.rhythm = rhythm(state, document)
        self.is_workday = workdays(state)
        self.periods = periods(state, today, document)
        self.closed = {period.start: closed_period(state, period) for period in self.periods}
        self.ends = [self._end(place) for place in range(len(self.periods))]

    def _end(self, place: int) -> date:
        """Return the last day on which a note may still be a late answer to a period."""
        period = self.periods[place]
        following = self.rhythm.period_at(period.end + timedelta(1), self.is_workday)
        middle = period.limit + (following.limit - period.limit) // 2
        row = self.closed[period.start]
        return middle if row is None else min(middle, date.fromisoformat(row.closed))

    def reply(self, notes: Sequence[NoteRow], period: ReportingPeriod) -> PeriodReply | None:
        """Return the answer that the notes of a task give to a period, the first one; None for none."""
        found: dict[int, NoteRow] = {}
        for note in sorted(notes, key=lambda row: (row.date, len(row.id), row.id)):
            place = self._place(note, found)
            if place is not None:
                found.setdefault(place, note)
        wanted = next((place for place, item in enumerate(self.periods) if item.start == period.start), None)
        if wanted is None or wanted not in found:
            return None
        note = found[wanted]
        day = date.fromisoformat(note.date)
        return PeriodReply(note.id, day, self.rhythm.delay(period, day, self.is_workday))

    def _place(self, note: NoteRow, found: Mapping[int, NoteRow]) -> int | None:
        """Return the place of the period that a note answers, given which were answered before."""
        day = date.fromisoformat(note.date)
        for place, period in enumerate(self.periods):
            row = self.closed[period.start]
            if row is not None and int(note.id[1:]) > row.notes:
                continue  # written after it was closed
            if day <= period.limit:
                return place
            if day <= self.ends[place] and place not in found:
                return place
        return None


def _tasks(state: State, document: str) -> Iterable[TaskRow]:
    """Return the tasks without sub-tasks that report in the rhythm of a document, or in the project's."""
    for row in state.documents():
        own = rhythm_of(state, row.id) != rhythm_of(state)
        if (own and row.id != document) or (document and row.id != document):
            continue
        tasks = (item for _, item in state.walk(row.id) if isinstance(item, TaskRow))
        yield from (task for task in tasks if not state.items(task.id))


def _existed(state: State, task: TaskRow, period: ReportingPeriod) -> bool:
    """Whether the document of a task was there before a period ended."""
    document = state.find(task.document)
    adopted = _adopted(document) if isinstance(document, DocumentRow) else None
    return adopted is None or adopted <= period.end


def _adopted(document: DocumentRow) -> date | None:
    """Return the day on which a document was taken in, None where a damaged file does not say."""
    try:
        return date.fromisoformat(document.adopted[:10])
    except ValueError:
        return None


def _by_units(state: State, found: Collected) -> tuple[UnitReplies, ...]:
    tasks: dict[str, list[str]] = {}
    for key in found.owed:
        for name in reporting_units(state, key) or [NO_UNIT]:
            tasks.setdefault(name, []).append(key)
    late, missing, in_time = set(found.late), set(found.missing), set(found.in_time)
    units = [
        UnitReplies(
            name,
            tuple(keys),
            tuple(key for key in keys if key in in_time),
            tuple(key for key in keys if key in late),
            tuple(key for key in keys if key in missing),
        )
        for name, keys in tasks.items()
    ]
    return tuple(sorted(units, key=lambda item: (-len(item.missing), -len(item.owed), item.name)))
