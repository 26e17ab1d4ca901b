"""Turns a plan (and how a project's work on it stands) into tables that every exporter can write."""

from __future__ import annotations

from collections.abc import Sequence

from planlens.model import Plan, Target
from planlens.views.cells import Cell, Column, Line, Row, Table, clean, lines
from planlens.views.fields.field import Use
from planlens.views.fields.in_plan import PlanView
from planlens.views.fields.tasks import TASKS
from planlens.views.fields.work import Tracking
from planlens.views.targets import Measured
from planlens.views.wording import day_text, table_title, target_indicator, target_unit, target_value, year_text

SUGGESTED_NOTE = "注：灰色斜体并标有“（建议）”的单位系软件推荐，原文未载明，须核定后使用。"
NO_TASKS_NOTE = "注：本文件中未发现任务。"

TARGET_COLUMNS: tuple[Column, ...] = (
    Column("number", "序号", 12, centered=True, numeric=True),
    Column("indicator", "指标", 73),
    Column("value", "目标值", 30, centered=True),
    Column("unit", "单位", 26, centered=True),
    Column("year", "年份", 20, centered=True),
    Column("nature", "属性", 20, centered=True),
    Column("path", "所在章节", 44, merged=True, separator="／"),
)


_MEASURED_COLUMNS: tuple[Column, ...] = (
    Column("base", "基期值", 24, centered=True),
    Column("actual", "最新实际值", 28, centered=True),
    Column("judgement", "进展评价", 30, centered=True),
    Column("outlook", "期末预计", 30, centered=True),
)


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
    view = PlanView(plan, tracking)
    measured = tracking.targets if tracking else {}
    in_tasks = {key for task in plan.tasks for key in task.targets}
    targets = [target for target in plan.targets if target.id not in in_tasks or _is_measured(measured.get(target.id))]
    if not targets:
        return None
    rows = (_target_row(view, number, target) for number, target in enumerate(targets, start=1))
    title = clean(table_title(plan.title, "目标指标表"))
    first = next(k for k, column in enumerate(TARGET_COLUMNS) if column.key == "path")
    more = _MEASURED_COLUMNS if tracking else ()
    columns = (*TARGET_COLUMNS[:first], *more, *TARGET_COLUMNS[first:])
    return Table(name="目标指标", title=title, notes=(), columns=columns, rows=tuple(rows))


def all_tables(plan: Plan, columns: Sequence[str] | None = None, tracking: Tracking | None = None) -> tuple[Table, ...]:
    """Return the task table and, where the plan has goals of its own, the table of its targets."""
    targets = target_table(plan, tracking)
    return (task_table(plan, columns, tracking), *([targets] if targets else []))


def _number(number: int) -> Cell:
    return (Line(str(number)),)


def _notes(rows: Sequence[Row], tracking: Tracking | None) -> tuple[str, ...]:
    if not rows:
        return (NO_TASKS_NOTE,)
    suggested = any(line.suggested for row in rows for cell in row.cells for line in cell)
    day = (f"注：状态和预警截至{day_text(tracking.day)}。",) if tracking else ()
    return (*day, *((SUGGESTED_NOTE,) if suggested else ()))


def _target_row(view: PlanView, number: int, target: Target) -> Row:
    texts = (
        target_indicator(target),
        target_value(target),
        target_unit(target),
        year_text(target.year),
        target.nature or "",
    )
    found = view.tracking.targets.get(target.id) if view.tracking else None
    measured = _measured_cells(found) if view.tracking else ()
    cells = (_number(number), *(lines([text]) for text in texts), *measured, lines(view.headings[target.section]))
    return Row(target.id, target.section, cells)


def _is_measured(found: Measured | None) -> bool:
    return found is not None and (found.base is not None or bool(found.actuals))


def _measured_cells(found: Measured | None) -> tuple[Cell, ...]:
    if found is None:
        return ((), (), (), ())
    base = "" if found.base is None else f"{found.base:.10g}"
    began = f"（{found.base_year}年）" if base and found.base_year else ""
    last = max(found.actuals, default=None)
    actual = [] if last is None else [f"{found.actuals[last]:.10g}", f"（{last}年）"]
    word = found.verdict.word
    outlook = [found.forecast.word.label] if found.actuals else []
    return (lines([base, began]), lines(actual), lines([word.label] if word else []), lines(outlook))
