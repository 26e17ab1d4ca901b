"""Turns a plan (and how a project's work on it stands) into tables that every exporter can write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planlens.model import Plan
from planlens.views.cells import Row, Table, clean
from planlens.views.fields.field import Use
from planlens.views.fields.in_plan import PlanView
from planlens.views.fields.seen_targets import targets_of
from planlens.views.fields.targets import TARGETS
from planlens.views.fields.tasks import TASKS
from planlens.views.fields.work import Tracking
from planlens.views.wording import day_text, table_title

SUGGESTED_NOTE = "注：灰色斜体并标有“（建议）”的单位系软件推荐，原文未载明，须核定后使用。"
NO_TASKS_NOTE = "注：本文件中未发现任务。"


def task_table(plan: Plan, columns: Sequence[str] | None = None, tracking: Tracking | None = None) -> Table:
    """Return the table of a plan's tasks, one row each.

    Args:
        plan: the plan; sections without tasks do not appear.
        columns: keys of columns in the wanted order, None for the usual ones of a plan's table, or of a ledger where
            *tracking* is given.
        tracking: how the work on the tasks stands, and the fields that the project has.

    Raises:
        PlanlensError: a key is unknown, or none is given.
    """
    use = Use.LEDGER if tracking else Use.TABLE
    fields = (tracking.fields if tracking else None) or TASKS
    chosen = fields.chosen(use, columns)
    seen = PlanView(plan, tracking).seen()
    rows = [Row(task.id, task.group, tuple(field.cell(task) for field in chosen)) for task in seen]
    name = "督办台账" if tracking else "任务分解表"
    return Table(
        name=name,
        title=clean(table_title(plan.title, name)),
        notes=_notes(rows, tracking),
        columns=tuple(field.column(use) for field in chosen),
        rows=tuple(rows),
    )


def target_table(plan: Plan, tracking: Tracking | None = None) -> Table | None:
    """Return the table of the targets that stand in no task (those of the goals), None if there are none.

    With *tracking*, all targets that somebody measures are in it too, with their values and how they are judged.
    """
    in_tasks = {key for task in plan.tasks for key in task.targets}
    shown = [seen for seen in targets_of(PlanView(plan, tracking)) if seen.id not in in_tasks or seen.is_measured]
    if not shown:
        return None
    use = Use.LEDGER if tracking else Use.TABLE
    chosen = ((tracking.target_fields if tracking else None) or TARGETS).chosen(use, None)
    numbered = (replace(seen, ordinal=number) for number, seen in enumerate(shown, start=1))
    return Table(
        name="目标指标",
        title=clean(table_title(plan.title, "目标指标表")),
        notes=(),
        columns=tuple(field.column(use) for field in chosen),
        rows=tuple(Row(seen.id, seen.target.section, tuple(field.cell(seen) for field in chosen)) for seen in numbered),
    )


def all_tables(
    plan: Plan, columns: Sequence[str] | None = None, tracking: Tracking | None = None, title: str = ""
) -> tuple[Table, ...]:
    """Return the task table and, where the plan has goals of its own, the table of its targets.

    *title* stands above the task table in place of the usual one.
    """
    targets, tasks = target_table(plan, tracking), task_table(plan, columns, tracking)
    tasks = replace(tasks, title=clean(title.strip()) or tasks.title)
    return (tasks, *([targets] if targets else []))


def _notes(rows: Sequence[Row], tracking: Tracking | None) -> tuple[str, ...]:
    if not rows:
        return (NO_TASKS_NOTE,)
    suggested = any(line.suggested for row in rows for cell in row.cells for line in cell)
    day = (f"注：状态和预警截至{day_text(tracking.day)}。",) if tracking else ()
    return (*day, *((SUGGESTED_NOTE,) if suggested else ()))
