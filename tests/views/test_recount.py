"""Figures are true: every one is counted again from the rows, on random histories and for random days.

The recounting below shares no code with the views: it reads rows, and knows the rules only from the help.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from project_builder import TEXT, plan_of_text

from planlens.cli.main import main
from planlens.model import PlanlensError, UnitRole
from planlens.model.tracking import Status
from planlens.project import edits
from planlens.project.files import new_project
from planlens.project.project import Edit, Project
from planlens.project.rows import SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.sqlite.store import SqliteStore
from planlens.project.state import State
from planlens.views.burnup import burnup
from planlens.views.chart_data import MOST, facts
from planlens.views.fields.unit_work import units_in
from planlens.views.frames import targets_frame, tasks_frame
from planlens.views.overview import overview_on
from planlens.views.tallies import statuses_below

FIRST = date(2026, 3, 1)
STEPS = 60
MORE = "".join(
    f"（{name}）开展第{name}项专项行动\n推进第{name}类事项{'，2026年3月底前完成' if name[-1] in '三五七九' else ''}。\n"
    for name in (*"三四五六七八九十", *(f"十{name}" for name in "一二三四五六七八"))
)


@pytest.fixture(params=range(4))
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project with one random edit a day, from the first of March 2026."""
    chance, path = random.Random(request.param), tmp_path / "督办.planlens"
    new_project(path, "张三").close()
    days = iter(FIRST + timedelta(day) for day in range(10 * STEPS))
    now = {"day": next(days)}
    text = TEXT.replace("三、保障", MORE + "三、保障")
    with closing(Project(SqliteStore(path), "张三", clock=lambda: f"{now['day']}T09:00:00+08:00")) as project:
        project.apply(edits.AdoptDocument(*plan_of_text(text)))
        for _ in range(STEPS):
            now["day"] = next(days)
            try:
                project.apply(_edit(project.state, chance))
            except PlanlensError:  # what cannot be done changes nothing
                continue
    return path


def _edit(state: State, chance: random.Random) -> Edit:
    task = chance.choice([row.id for row in state.tasks()])
    target = chance.choice([row.id for row in state.all(TargetRow)] or ["g1"])
    value, year = chance.uniform(0, 400), chance.randint(2024, 2027)
    return chance.choice(
        [
            edits.SetStatus((task,), chance.choice(list(Status))),
            edits.SetStatus((task,), chance.choice(list(Status))),
            edits.SetProgress((task,), float(chance.randint(0, 100))),
            edits.SetDeadline((task,), chance.choice(["2026-03", "2026-04-15", "2026", None])),
            edits.SetWeight((task,), chance.choice([1.0, 2.0, 5.0])),
            edits.Indent((task,)),
            edits.Delete((task,)),
            edits.AddTask(chance.choice([row.id for row in state.all(SectionRow)]), "新增的任务。"),
            edits.Assign((task,), chance.choice(["市水务局", "市民政局"]), UnitRole.LEAD),
            edits.AddNote(task, state.get(task, TaskRow).text[:4], "", ""),
            edits.SetActual(target, year, value),
            edits.SetTarget(target, "base", value),
        ]
    )


def days(path: Path) -> list[date]:
    """Some days of the history, and one behind it."""
    chance = random.Random(path.stat().st_size)
    return [FIRST, *(FIRST + timedelta(chance.randrange(STEPS)) for _ in range(3)), FIRST + timedelta(STEPS + 400)]


# Recounting


def status_of(state: State, task: TaskRow) -> Status:
    """A task's state: its own word where it says more than that work is under way, else what its parts say."""
    own, below = Status(task.status), [row for row in state.items(task.id) if isinstance(row, TaskRow)]
    if not below or own not in {Status.NOT_STARTED, Status.IN_PROGRESS}:
        return own
    found = {status_of(state, row) for row in below}
    if found == {Status.CANCELLED}:
        return Status.CANCELLED
    found -= {Status.CANCELLED}
    if Status.BEHIND in found:
        return Status.BEHIND
    if found <= {Status.DONE, Status.MOSTLY_DONE}:
        return Status.MOSTLY_DONE if Status.MOSTLY_DONE in found else Status.DONE
    if found == {Status.PAUSED}:
        return Status.PAUSED
    return Status.NOT_STARTED if found <= {Status.NOT_STARTED, Status.PAUSED} else Status.IN_PROGRESS


def counting(state: State) -> dict[str, Status]:
    """The tasks that count, with their states: neither 已取消 nor below what is."""
    found = {}
    for task in state.tasks():
        line = [task, *(row for row in state.above(task.id) if isinstance(row, TaskRow))]
        if all(status_of(state, row) is not Status.CANCELLED for row in line):
            found[task.id] = status_of(state, task)
    return found


def units_of(state: State, task: str) -> set[str]:
    """The units that have to do with a task."""
    return {unit.name for unit in state.children(task, UnitRow) if unit.is_responsible}


def last_day(deadline: str) -> date:
    """The last day of ``2026``, ``2026-03`` or ``2026-04-15``."""
    parts = [int(part) for part in deadline.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


# The tests


def test_overview(ledger: Path) -> None:
    with closing(Project(SqliteStore(ledger))) as project:
        for day in days(ledger):
            state = project.as_of(day.isoformat())
            overview, counted = overview_on(project, day), counting(state)
            found, whole = facts(overview), overview[""]
            assert found.tasks == set(counted)
            assert (whole.tasks, whole.done) == (len(counted), list(counted.values()).count(Status.DONE))
            cancelled = {task.id for task in state.tasks()} - set(counted)
            told = {status: len(ids) for status, ids in found.statuses.items()}
            assert told == Counter(counted.values()) | Counter({Status.CANCELLED: len(cancelled)})
            assert sum(map(len, found.lights.values())) == len(counted)
            assert found.unassigned == {key for key in counted if not units_of(state, key)}
            late = set()
            for key, status in counted.items():
                deadline, open_ = state.get(key, TaskRow).deadline, overview[key].completion < 100
                ended = status in {Status.DONE, Status.PAUSED}
                if deadline and deadline[0] == "2" and open_ and not ended and last_day(deadline) < day:
                    late.add(key)
            assert found.overdue == late
            assert {key for month in found.months for key in month.late} == late


def test_charts_leave_no_task_out(ledger: Path) -> None:
    with closing(Project(SqliteStore(ledger))) as project:
        for day in days(ledger):
            found = facts(overview_on(project, day))
            in_bars = [key for bar in found.sections for ids in bar.parts.values() for key in ids]
            assert Counter(in_bars) == Counter(found.tasks)
            assert len(found.sections) <= MOST
            assert len(found.units) <= MOST
            in_bars = [key for bar in found.units for ids in bar.parts.values() for key in ids]
            assert set(in_bars) == found.tasks - found.unassigned


def test_the_units_page(ledger: Path) -> None:
    with closing(Project(SqliteStore(ledger))) as project:
        for day in days(ledger):
            state = project.as_of(day.isoformat())
            overview, counted = overview_on(project, day), counting(state)
            late = facts(overview).overdue
            own = {key: units_of(state, key) for key in counted}
            for unit in units_in(overview):
                tasks = [key for key, names in own.items() if unit.id in names]
                roles = [
                    row.role
                    for key in tasks
                    for row in state.children(key, UnitRow)
                    if row.name == unit.id and row.stands
                ]
                tally = unit.tally
                assert (tally.tasks, tally.overdue) == (len(tasks), len(late.intersection(tasks)))
                assert {key: count for key, count in tally.roles.items() if count} == Counter(roles)
                told = Counter(counted[key] for key in tasks)
                assert {key: count for key, count in tally.statuses.items() if key is not Status.CANCELLED} == told
                assert tally.lights == Counter(overview[key].light for key in tasks)


def test_the_details_of_headings_and_documents(ledger: Path) -> None:
    with closing(Project(SqliteStore(ledger))) as project:
        for day in days(ledger):
            state = project.as_of(day.isoformat())
            overview, counted = overview_on(project, day), counting(state)
            for row in (*state.all(SectionRow), *state.documents()):
                below = [item.id for _, item in state.walk(row.id) if isinstance(item, TaskRow)]
                told = Counter(counted.get(key, Status.CANCELLED) for key in below)
                assert statuses_below(overview, row.id) == told


def test_every_day_of_the_burn_up_is_that_days_overview(ledger: Path) -> None:
    with closing(Project(SqliteStore(ledger))) as project:
        points = burnup(project, project.state.copy(), FIRST + timedelta(STEPS))
        known = {date.fromisoformat(point.day): (point.tasks, point.done) for point in points}
        shown = (0, 0)
        for day in (FIRST + timedelta(n) for n in range(STEPS)):
            shown = known.get(day, shown)
            whole = overview_on(project, day)[""]
            assert shown == (whole.tasks, whole.done), day


def run(*args: object) -> str:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_commands_and_exports_of_a_day_agree_with_its_overview(ledger: Path, tmp_path: Path) -> None:
    for day in days(ledger):
        with closing(Project(SqliteStore(ledger))) as project:
            state, shown = project.as_of(day.isoformat()), facts(overview_on(project, day))
            frame, targets = tasks_frame(project, day), targets_frame(project, day)
        status = json.loads(run("status", ledger, "--date", day, "--format", "json"))
        assert (status["tasks"], status["late"]) == (len(shown.tasks), len(shown.overdue))
        assert status["completion"] == round(shown.completion, 2)
        assert status["statuses"] == {key.value: len(ids) for key, ids in shown.statuses.items()}
        assert status["lights"] == {key.value: len(ids) for key, ids in shown.lights.items()}
        assert (set(status["overdue"]), set(status["unassigned"])) == (shown.overdue, shown.unassigned)
        listed = json.loads(run("list", ledger, "--date", day, "--format", "json"))
        rows = {row["id"]: row for row in listed}
        assert list(rows) == [task.id for task in state.tasks()] == list(frame.index)
        assert {key: row["status"] for key, row in rows.items()} == dict(frame["status"])
        assert {key for key, row in rows.items() if row["light"] == "red"} >= shown.lights.get("red", set())
        path = tmp_path / f"{day}.csv"
        run("export", ledger, "-o", path, "--date", day, "--columns", "measure,status,percent,light,progress")
        table = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))[-len(rows) :]
        names = {task.id: status_of(state, task).label for task in state.tasks()}
        assert [row[1] for row in table] == list(names.values())
        told = [row.progress if row.status != Status.DONE else 100.0 for row in state.tasks()]
        for cells, task, percent in zip(table, state.tasks(), told, strict=True):
            if not state.items(task.id):  # nothing that nobody reported
                assert cells[2] == ("" if percent is None else f"{percent:.0f}%")
        assert set(targets.index) == {row.id for row in state.all(TargetRow)}
