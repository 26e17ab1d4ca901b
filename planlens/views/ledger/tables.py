"""The ledger's answers as tables: what changed, who has not reported, statistics, people and nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from planlens.model import Light, PersonKind, Status
from planlens.model.pace import Pace
from planlens.model.wording import deadline_words
from planlens.project.ledger import node_day, nodes_of
from planlens.project.rows import PersonRow, TaskRow
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.views.cells import Column, Row, Table, lines
from planlens.views.ledger.differences import Differences, Happened
from planlens.views.ledger.periods import Collected, UnitReplies, reporting_units
from planlens.views.ledger.statistics import WHOLE, Figures, Statistics
from planlens.views.overview import Overview
from planlens.views.wording import day_text

T = TypeVar("T")

Told = tuple[Column, Callable[[T], str]]
"""A column and what it says."""

NO_UNIT = "（未明确责任单位）"


def _column(key: str, title: str, width: float = 20.0, *, centered: bool = False) -> Column:
    return Column(key, title, width, centered)


def _table(
    name: str, title: str, notes: Sequence[str], told: Sequence[Told[T]], items: Iterable[tuple[str, T]]
) -> Table:
    rows = [Row(key, None, tuple(lines(say(item).split("\n")) for _, say in told)) for key, item in items]
    return Table(name, title, tuple(notes), tuple(column for column, _ in told), tuple(rows))


def differences_table(found: Differences) -> Table:
    """Return what changed between two days, a row each."""
    counts = "，".join(f"{kind.label}{count}项" for kind, count in found.counts.items()) or "没有变化"
    told: list[Told[Happened]] = [
        (_column("kind", "变化", 16, centered=True), lambda item: item.kind.label),
        (_column("text", "任务", 70), lambda item: item.text),
        (_column("units", "责任单位", 26, centered=True), lambda item: item.units),
        (_column("old", "原来", 32), lambda item: item.old),
        (_column("new", "现在", 40), lambda item: item.new),
        (_column("why", "说明", 30), lambda item: item.why),
    ]
    days = f"{day_text(found.first.isoformat())}至{day_text(found.last.isoformat())}"
    items = [(item.item, item) for item in found.all]
    return _table("变化情况", f"{days}变化情况", [f"注：{counts}。"], told, items)


def missing_table(state: State, found: Collected) -> Table:
    """Return the tasks that have not been reported on in a period, those of a unit together."""
    late = f"，已逾期{found.overdue}天" if found.overdue else ""
    count = len(found.missing)
    note = f"注：应报{len(found.owed)}项，已报{len(found.owed) - count}项，未报{count}项{late}。"
    told: list[Told[tuple[str, TaskRow]]] = [
        (_column("unit", "单位", 30, centered=True), lambda item: item[0] or NO_UNIT),
        (_column("text", "任务", 90), lambda item: item[1].text),
        (_column("deadline", "完成时限", 22, centered=True), lambda item: deadline_words(item[1].deadline)),
    ]
    pairs = [(unit.name, state.get(key, TaskRow)) for unit in found.units for key in unit.missing]
    title = f"{found.period.name}进展情况未报送清单"
    return _table("未报送", title, [note], told, [(task.id, (unit, task)) for unit, task in pairs])


def owed_table(state: State, found: Collected, unit: str | None = None) -> Table:
    """Return the tasks that owe a report for a period and how each stands, those that lack one first.

    Args:
        state: the project's rows.
        found: the reports of the period.
        unit: only the tasks of this unit, None for all.
    """
    whose = {key: unit.name for unit in found.units for key in unit.owed}
    wanted = next((item.owed for item in found.units if item.name == unit), found.owed)
    keys = sorted((key for key in wanted if key in state), key=lambda key: key in found.replies)
    told: list[Told[TaskRow]] = [
        (_column("standing", "报送情况", 30, centered=True), lambda task: _reply_words(found, task.id)),
        (_column("text", "任务", 90), lambda task: task.text),
        (_column("unit", "单位", 30, centered=True), lambda task: unit or whose.get(task.id) or NO_UNIT),
        (_column("deadline", "完成时限", 22, centered=True), lambda task: deadline_words(task.deadline)),
    ]
    tasks = [(key, state.get(key, TaskRow)) for key in keys]
    return _table("报送明细", f"{found.period.name}进展情况报送明细", (), told, tasks)


def _reply_words(found: Collected, task: str) -> str:
    reply = found.replies.get(task)
    if reply is None:
        return f"未报，已逾期{found.overdue}天" if found.overdue else "未报"
    return f"{deadline_words(reply.day.isoformat())}{f'迟报{reply.late}天' if reply.late else '按时'}"


def replies_table(found: Collected) -> Table:
    """Return how the units have reported in a period."""
    told: list[Told[UnitReplies]] = [
        (_column("unit", "单位", 40, centered=True), lambda item: item.name or NO_UNIT),
        (_column("owed", "应报", 14, centered=True), lambda item: str(len(item.owed))),
        (_column("in_time", "按时", 14, centered=True), lambda item: str(len(item.in_time))),
        (_column("late", "迟报", 14, centered=True), lambda item: str(len(item.late))),
        (_column("missing", "未报", 14, centered=True), lambda item: str(len(item.missing))),
        (_column("rate", "按时率", 16, centered=True), lambda item: _rate(len(item.in_time), len(item.owed))),
    ]
    whole = UnitReplies(WHOLE, found.owed, found.in_time, found.late, found.missing)
    title = f"{found.period.name}进展情况报送统计"
    due = f"注：报送期限为{day_text(found.period.due.isoformat())}。"
    return _table("报送情况", title, [due], told, [(item.name, item) for item in (*found.units, whole)])


def statistics_table(found: Statistics, state: State, day: str) -> Table:
    """Return statistics as on a day (ISO date); figures of an earlier day stand behind theirs as the difference."""
    names = status_names(state)
    shown = [found.whole, *found.groups]
    lights = [light for light in (Light.RED, Light.YELLOW, Light.BLUE) if any(item.lights.get(light) for item in shown)]
    paces = [pace for pace in Pace if pace is not Pace.DONE and any(item.paces.get(pace) for item in shown)]
    told: list[Told[Figures]] = [
        (_column("name", found.by.label, 40, centered=True), lambda item: item.name),
        (_column("tasks", "任务", 14, centered=True), lambda item: _moved(found, item, lambda it: it.tasks)),
        (_column("done", names[Status.DONE], 14, centered=True), lambda item: _moved(found, item, lambda it: it.done)),
        (_column("rate", "办结率", 16, centered=True), lambda item: f"{item.rate:.1f}%"),
        (_column("completion", "完成率", 16, centered=True), lambda item: f"{item.completion:.1f}%"),
        *(_counting(f"pace-{pace.value}", pace.label, found, _of_pace(pace)) for pace in paces),
        *(_counting(f"light-{light.value}", light.label, found, _of_light(light)) for light in lights),
        _counting("overdue", "逾期", found, lambda item: item.overdue),
    ]
    if any(item.extended for item in shown):
        told.append(_counting("extended", "延期次数", found, lambda item: item.extended))
    if found.whole.owed:
        told += [
            (_column("owed", "应报", 14, centered=True), lambda item: str(item.owed)),
            (_column("in_time", "按时报送", 16, centered=True), lambda item: str(item.in_time)),
            (_column("late", "迟报", 14, centered=True), lambda item: str(item.late)),
            (_column("missing", "未报", 14, centered=True), lambda item: str(item.missing)),
        ]
    title = f"任务完成情况统计（按{found.by.label}）"
    notes = [f"注：截至{day_text(day)}。"] + (["注：括号中为与上期相比的增减。"] if found.before else [])
    items = [(item.name, item) for item in (*found.groups, found.whole)]
    return _table("统计", title, notes, told, items)


def _of_pace(pace: Pace) -> Callable[[Figures], int]:
    return lambda item: item.paces.get(pace, 0)


def _of_light(light: Light) -> Callable[[Figures], int]:
    return lambda item: item.lights.get(light, 0)


def _counting(key: str, title: str, found: Statistics, count: Callable[[Figures], int]) -> Told[Figures]:
    return (_column(key, title, 14, centered=True), lambda item: _moved(found, item, count))


def _moved(found: Statistics, item: Figures, count: Callable[[Figures], int]) -> str:
    """Return a figure, with its difference to the earlier day's where there is one."""
    now = count(item)
    if not found.before:
        return str(now)
    was = found.before.get(item.name)
    moved = now - (count(was) if was else 0)
    return f"{now}（{moved:+d}）" if moved else str(now)


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else ""


def people_table(state: State) -> Table:
    """Return the people of all tasks and units."""
    told: list[Told[tuple[PersonRow, str]]] = [
        (_column("kind", "身份", 18, centered=True), lambda item: PersonKind(item[0].kind).label),
        (_column("name", "姓名", 18, centered=True), lambda item: item[0].name),
        (_column("post", "职务", 30), lambda item: item[0].post),
        (_column("telephone", "电话", 26), lambda item: item[0].telephone),
        (_column("unit", "单位", 34), lambda item: item[0].unit),
        (_column("text", "任务", 80), lambda item: item[1]),
    ]
    people = [(row, "") for row in state.children("", PersonRow)]
    people += [(row, task.text) for task in state.tasks() for row in state.children(task.id, PersonRow)]
    return _table("人员", "人员名单", (), told, [(row.id, (row, text)) for row, text in people])


def nodes_table(overview: Overview, *, open_only: bool = False) -> Table:
    """Return the nodes of all tasks in the order of their days, with how each stands on the overview's day."""
    state, today = overview.state, overview.today
    told: list[Told[tuple[str, str, str, str, str, str]]] = [
        (_column("due", "时间", 24, centered=True), lambda item: item[0]),
        (_column("node", "节点", 60), lambda item: item[1]),
        (_column("standing", "情况", 30, centered=True), lambda item: item[2]),
        (_column("text", "任务", 70), lambda item: item[3]),
        (_column("units", "责任单位", 30, centered=True), lambda item: item[4]),
        (_column("note", "说明", 30), lambda item: item[5]),
    ]
    found = []
    for task in state.tasks():
        units = "、".join(reporting_units(state, task.id))
        for row in nodes_of(state, task.id):
            if open_only and row.done is not None:
                continue
            late = (today - node_day(row)).days
            standing = f"{deadline_words(row.done)}完成" if row.done else f"已超{late}天" if late > 0 else "未到"
            what = (deadline_words(row.due), row.text, standing, task.text, units, row.note)
            found.append((node_day(row), row.id, what))
    found.sort(key=lambda item: item[0])
    note = f"注：截至{day_text(today.isoformat())}。"
    return _table("节点", "节点计划", [note], told, [(key, what) for _, key, what in found])
