"""A year of an office, month by month: every figure of a month's end is counted again from what was done.

The test keeps its own book of what it does (plain dictionaries) and shares no code with the views.
"""

from __future__ import annotations

import calendar
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from chinese_calendar import is_workday

from planlens.analysis import analyse
from planlens.model import Node, Person, PersonKind, Status
from planlens.project import edits
from planlens.project.files import new_project
from planlens.project.ledger import closed_periods, nodes_of
from planlens.project.project import Project
from planlens.project.rows import TaskRow, UnitRow
from planlens.project.sqlite.store import SqliteStore
from planlens.readers.txt import READER
from planlens.views.ledger.differences import Happening, between
from planlens.views.ledger.periods import Collected, collected_in, period_named
from planlens.views.ledger.statistics import By, statistics
from planlens.views.overview import overview_on

SAMPLE = Path(__file__).parents[3] / "sample_docs" / "云屏区2025年政府重点工作要点.txt"
REAL = Path(__file__).parents[4] / "shared" / "eval" / "docs" / "sd-digital-economy-2019.txt"
"""A plan of a government, where there is one beside the repository."""
MONTHS = range(1, 13)
LEADERS = ("甲副市长", "乙副市长", "")
"""Who leads the first, second, third task, and so on; every third has nobody."""


def last_day(month: int) -> date:
    return date(2025, month, calendar.monthrange(2025, month)[1])


def due_day(month: int) -> date:
    day = date(2025, month, 25)
    while not is_workday(day):
        day += timedelta(1)
    return day


def late_days(month: int, day: date) -> int:
    days = [due_day(month) + timedelta(n) for n in range(1, (day - due_day(month)).days + 1)]
    return max(1, sum(map(is_workday, days)))


@dataclass
class Book:
    """What the test has done.

    Attributes:
        replies: the days on which tasks were reported on, by month.
        done: the days on which tasks were done.
        begun: the days on which tasks were begun.
        limits: the time limits now; *words* as they are written, *ends* the same at the end of each month.
        notes: the days of all notes.
    """

    replies: dict[int, dict[str, date]] = field(default_factory=dict)
    done: dict[str, date] = field(default_factory=dict)
    begun: dict[str, date] = field(default_factory=dict)
    limits: dict[str, date | None] = field(default_factory=dict)
    words: dict[str, str | None] = field(default_factory=dict)
    ends: dict[int, dict[str, str | None]] = field(default_factory=dict)
    notes: list[tuple[str, date]] = field(default_factory=list)
    leads: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[tuple[str, date]] = field(default_factory=list)
    leaders: dict[str, str] = field(default_factory=dict)
    put_off: Counter[str] = field(default_factory=Counter)
    progress: dict[str, float] = field(default_factory=dict)


@dataclass
class Office:
    """A project, its book, and the day that it is."""

    project: Project
    book: Book
    chance: random.Random
    today: date = date(2025, 1, 1)

    def act(self, day: date, *done: edits.Edit) -> None:
        self.today = day
        for edit in done:
            self.project.apply(edit)


def leaf_tasks(project: Project) -> list[TaskRow]:
    return [row for row in project.state.tasks() if not project.state.items(row.id)]


@pytest.fixture(params=[(0, SAMPLE), (1, SAMPLE), (2, REAL)], ids=["sample-0", "sample-1", "real"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    seed, document = request.param
    if not document.is_file():
        pytest.skip("no plan of a government is there")
    path = tmp_path / "督办.planlens"
    new_project(path, "张三").close()
    found: list[Office] = []
    project = Project(SqliteStore(path), "张三", clock=lambda: f"{found[0].today}T17:00:00+08:00")
    with closing(project):
        found.append(Office(project, Book(), random.Random(seed)))
        data = document.read_bytes()
        project.apply(edits.AdoptDocument(analyse(READER.read(data, document.name)), data))
        project.apply(edits.SetSetting("reporting", {"every": "month", "by": 25, "since": "2025-01-01"}))
        tasks = leaf_tasks(project)
        project.apply(edits.Accept(tuple(row.id for row in project.state.all(UnitRow) if row.is_proposed)))
        for place, row in enumerate(tasks):
            found[0].book.leaders[row.id] = LEADERS[place % 3]
            if LEADERS[place % 3]:
                project.apply(edits.AddPerson((row.id,), Person(LEADERS[place % 3], PersonKind.LEADER)))
            units = [unit for unit in project.state.children(row.id, UnitRow) if unit.is_responsible]
            leading = [unit.name for unit in units if unit.role == "lead"]
            found[0].book.leads[row.id] = leading or [unit.name for unit in units if unit.role == "responsible"]
            found[0].book.limits[row.id] = _limit(row.deadline)
            found[0].book.words[row.id] = row.deadline
        found[0].book.ends[0] = dict(found[0].book.words)
        project.apply(edits.AddNode(tuple(row.id for row in tasks[:5]), Node("2025-06", "完成过半")))
        yield found[0]


def _limit(text: str | None) -> date | None:
    if text is None or not text[:4].isdigit():
        return None
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def work(office: Office, month: int) -> None:
    """Do what happens in a month: units report or do not, begin, finish, put limits off; then close it."""
    book, chance = office.book, office.chance
    book.replies[month] = {}
    plans: list[tuple[date, str, str]] = []
    for row in leaf_tasks(office.project):
        if row.id in book.done:
            continue
        how = chance.choice(["time", "time", "late", "none"])
        if how != "none":
            first, last = (date(2025, month, 2), due_day(month)) if how == "time" else (due_day(month), last_day(month))
            room = (last - first).days
            day = first + timedelta(chance.randint(0, room) if how == "time" else chance.randint(1, max(1, room - 1)))
            plans.append((day, row.id, "note"))
        what = chance.random()
        middle = date(2025, month, chance.randint(2, 20))
        plans += [(middle, row.id, "begin")] if row.id not in book.begun and what < 0.4 else []
        plans += [(middle, row.id, "finish")] if row.id in book.begun and what < 0.15 else []
        plans += [(middle, row.id, "move")] if what > 0.9 else []
    for day, key, what in sorted(plans):
        _do(office, day, key, what, month)
    for row in [row for row in leaf_tasks(office.project)[:5] if month == 5]:
        node = nodes_of(office.project.state, row.id)[0]
        office.act(last_day(5), edits.MarkNodes((node.id,), "2025-05-30"))
        book.nodes.append((row.id, last_day(5)))
    days = (f"2025-{month:02}-01", last_day(month).isoformat(), due_day(month).isoformat())
    office.act(last_day(month), edits.ClosePeriod(f"2025年{month}月", *days))
    book.ends[month] = dict(book.words)


def _do(office: Office, day: date, key: str, what: str, month: int) -> None:
    book = office.book
    match what:
        case "note":
            office.act(day, edits.AddNote(key, f"{day:%m月%d日}报送", date=day.isoformat()))
            book.replies[month].setdefault(key, day)
            book.notes.append((key, day))
        case "begin":
            book.progress[key] = float(office.chance.randint(1, 60))
            office.act(day, edits.SetProgress((key,), book.progress[key]))
            book.begun[key] = day
        case "finish":
            office.act(day, edits.SetStatus((key,), Status.DONE))
            book.done[key] = day
        case "move":
            new = date(2025, 12, 31) if office.chance.random() < 0.5 else last_day(month)
            if book.limits[key] != new:
                office.act(day, edits.MoveLimit((key,), new.isoformat(), "调整"))
                old = book.limits[key]
                book.put_off[key] += old is not None and new > old
                book.limits[key] = new
                book.words[key] = new.isoformat()


def reports(office: Office, month: int) -> Collected:
    day = last_day(month)
    return collected_in(office.project, period_named(office.project.state, office.today, f"2025年{month}月"), day)


def check_reports(office: Office, month: int, found: Collected) -> None:
    """Who owes, who has answered in time or how late, and who has not."""
    book, end = office.book, last_day(month)
    replies = book.replies[month]
    open_then = [row for row in book.leads if book.done.get(row, date.max) > end or row in replies]
    assert set(found.owed) == set(open_then)
    assert {key: reply.day for key, reply in found.replies.items()} == replies
    expected = {key: late_days(month, day) if day > due_day(month) else 0 for key, day in replies.items()}
    assert {key: reply.late for key, reply in found.replies.items()} == expected
    missing = Counter(unit for key in open_then if key not in replies for unit in book.leads[key] or [""])
    assert {unit.name: len(unit.missing) for unit in found.units if unit.missing} == missing


def check_figures(office: Office, month: int) -> None:
    """Tasks, done and overdue by leading unit."""
    book, end = office.book, last_day(month)
    found = statistics(overview_on(office.project, end), By.LEAD)
    done = {key for key, day in book.done.items() if day <= end}
    limits = office.book.limits
    overdue = {key for key, limit in limits.items() if key not in done and limit is not None and limit < end}
    for name, keys in (("tasks", set(book.leads)), ("done", done), ("overdue", overdue)):
        counted = Counter(unit for key in keys for unit in book.leads[key] or ["（未明确）"])
        assert {group.name: getattr(group, name) for group in found.groups if getattr(group, name)} == counted
        assert getattr(found.whole, name) == len(keys)


def check_leaders(office: Office, month: int) -> None:
    """The same by leader, with how often limits were put off, and how much is done on the whole."""
    book, end = office.book, last_day(month)
    found = statistics(overview_on(office.project, end), By.LEADER)
    done = {key for key, day in book.done.items() if day <= end}
    for group in found.groups:
        keys = {key for key, leader in book.leaders.items() if (leader or "（未明确）") == group.name}
        assert set(group.keys) == keys
        assert group.done == len(keys & done)
        assert group.extended == sum(book.put_off[key] for key in keys)
        assert group.rate == pytest.approx(100 * len(keys & done) / len(keys))
        whole = sum(100.0 if key in done else book.progress.get(key, 0.0) for key in keys)
        assert group.completion == pytest.approx(whole / len(keys))
    assert sum(group.tasks for group in found.groups) == len(book.leads)


def check_changes(office: Office, month: int) -> None:
    """What changed between the ends of two months."""
    book, end = office.book, last_day(month)
    before = last_day(month - 1) if month > 1 else date(2025, 1, 1)
    found = between(office.project, before, end)

    def told(kind: Happening) -> list[str]:
        return sorted(item.item for item in found.of(kind))

    def within(days: dict[str, date]) -> list[str]:
        return sorted(key for key, day in days.items() if before < day <= end)

    assert told(Happening.DONE) == within(book.done)
    begun = {key: day for key, day in book.begun.items() if not before < book.done.get(key, date.min) <= end}
    assert told(Happening.BEGUN) == within(begun)
    assert told(Happening.NOTE) == sorted(key for key, day in book.notes if before < day <= end)
    was, now = book.ends[month - 1], book.ends[month]
    assert told(Happening.LIMIT) == sorted(key for key in now if was[key] != now[key])
    assert told(Happening.NODE) == sorted(key for key, day in book.nodes if before < day <= end)


def test_a_year(office: Office) -> None:
    at_the_time = {}
    for month in MONTHS:
        work(office, month)
        at_the_time[month] = reports(office, month)
        check_reports(office, month, at_the_time[month])
        check_figures(office, month)
        check_leaders(office, month)
        check_changes(office, month)
    assert len(office.book.done) > 5
    assert office.book.put_off.total() > 0
    assert len(closed_periods(office.project.state)) == 12
    for month in MONTHS:  # what was reported is the same at the end of the year
        assert reports(office, month) == at_the_time[month]
    assert office.project.store.verify().problems == ()
