"""iCalendar (RFC 5545): time limits and nodes as all-day events, for the calendars of offices and phones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from planlens.exports.base import Exporter
from planlens.exports.choice import Look
from planlens.model import Plan
from planlens.model.lights import deadline_day
from planlens.project.ledger import node_day, nodes_of
from planlens.project.state import State
from planlens.views.cells import clean
from planlens.views.fields.in_plan import PlanView
from planlens.views.fields.seen import Seen
from planlens.views.fields.tasks import TASKS
from planlens.views.fields.work import Tracking

_TOLD = ("lead", "support", "status", "progress")


def _write(
    plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
) -> bytes:
    """Return the calendar; tasks without a day of their own are left out."""
    del columns, look
    calendar = Calendar()
    calendar.add("prodid", "-//planlens//planlens//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean(plan.title or "任务时限"))
    mark = plan.document.source.sha256[:12] or "project"
    told = date.fromisoformat(tracking.day) if tracking else None
    for seen in PlanView(plan, tracking).seen():
        day = deadline_day(seen.deadline)
        if day is not None:
            calendar.add_component(_event(f"{seen.id}-{mark}", day, f"时限：{seen.text}", _about(seen), told))
        if tracking is not None and tracking.state is not None:
            for event in _nodes(tracking.state, seen, mark, told):
                calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found


def _about(seen: Seen) -> str:
    words = ((TASKS[key].title, TASKS[key].words(seen)) for key in _TOLD)
    return "\n".join(f"{title}：{text}" for title, text in words if text)


def _nodes(state: State, seen: Seen, mark: str, told: date | None) -> Iterator[Event]:
    """Yield the nodes of a task that are not reached yet."""
    for node in nodes_of(state, seen.id):
        if node.done is None and node_day(node) != date.max:
            yield _event(f"{node.id}-{mark}", node_day(node), f"节点：{node.text}", seen.text, told)


def _event(key: str, day: date, title: str, about: str, told: date | None) -> Event:
    event = Event()
    event.add("uid", f"{key}@planlens")
    event.add("dtstamp", datetime.combine(told or day, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))  # the day after, RFC 5545 §3.6.1
    event.add("summary", clean(title))
    event.add("description", clean(about))
    event.add("transp", "TRANSPARENT")
    return event


EXPORTER = Exporter(format="ics", label="日历（完成时限和节点）", extension=".ics", write=_write, has_columns=False)
