"""Use cases that export more than one table: a file for each unit or leader, and the table of all targets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planlens.model import PlanlensError

if TYPE_CHECKING:
    from planlens.exports.choice import ExportChoice
    from planlens.project.office.address import Place
    from planlens.project.project import Project
    from planlens.project.state import State

Report = Callable[[float, str], None]

UNIT, LEADER = "单位", "领导"
"""What a file of its own is written for."""

EACH = (UNIT, LEADER)


def _silent(fraction: float, text: str) -> None:
    del fraction, text


def export_each(
    project: Project, target: Path, each: str, choice: ExportChoice, today: date | None = None, report: Report = _silent
) -> dict[str, Path]:
    """Write a file for each unit (with the tasks that it leads or supports) or each leader, whose name its title has.

    Args:
        project: the open project.
        target: how the files are called: the name of the unit or leader is put before the ending.
        each: :data:`UNIT` or :data:`LEADER`.
        choice: which tasks, columns and rows.
        today: the day that is told of, by default now.
        report: told of each file.

    Returns:
        The files by the names of units or leaders.

    Raises:
        PlanlensError: ``nothing-to-do``, no task has one, or a file cannot be written.
    """
    from planlens.exports import export_plan
    from planlens.exports.choice import without_suggestions
    from planlens.project.evidence import safe_name
    from planlens.views.overview import overview_on
    from planlens.views.tracking import plan_to_export, tracking_of
    from planlens.views.wording import table_title

    state = project.state if today is None else project.as_of(today.isoformat())
    groups = (_by_unit if each == UNIT else _by_leader)(state, choice.tasks)
    if not groups:
        raise PlanlensError("nothing-to-do", f"任务都没有{each}，没有可以导出的文件。请先填写{each}。")
    written: dict[str, Path] = {}
    for place, (name, tasks) in enumerate(groups.items()):
        report(place / len(groups), f"写出 {name}")
        overview = overview_on(project, today, by=choice.by, only=tasks)
        plan = plan_to_export(overview.state, choice.document, tasks)
        plan = plan if choice.suggested else without_suggestions(plan)
        path = target.with_name(safe_name(f"{target.stem}_{name}{target.suffix}"))
        tracking = tracking_of(overview)
        title = choice.look.title or table_title(plan.title, "督办台账")
        look = replace(choice.look, title=f"{title}（{name}）")
        written[name] = export_plan(
            plan, path, format=choice.format or None, columns=choice.columns, tracking=tracking, look=look
        )
    return written


def export_each_of_file(
    project: Place, target: Path, each: str, choice: ExportChoice, today: date, report: Report = _silent
) -> dict[str, Path]:
    """Write such files of a project that another process may have open, as :func:`export_each`.

    Raises:
        PlanlensError: the project cannot be read, or as :func:`export_each`.
    """
    from planlens.project import files

    report(0.0, "读取项目")
    with files.open_project(project, "", read_only=True) as opened:
        day = today if today < date.today() else None
        return export_each(opened, target, each, choice, day, report)


def _by_unit(state: State, tasks: Iterable[str] | None) -> dict[str, frozenset[str]]:
    """Return the tasks of each unit that has to do with some."""
    from planlens.views.tallies import responsible

    found: dict[str, list[str]] = {}
    for key in _among(state, tasks):
        for unit in responsible(state, key):
            found.setdefault(unit.name, []).append(key)
    return {name: frozenset(keys) for name, keys in found.items()}


def _by_leader(state: State, tasks: Iterable[str] | None) -> dict[str, frozenset[str]]:
    """Return the tasks of each leader: who leads them, else who is in charge of them."""
    from planlens.model import PersonKind
    from planlens.project.ledger import people_of

    found: dict[str, list[str]] = {}
    for key in _among(state, tasks):
        leaders = people_of(state, key, PersonKind.LEADER) or people_of(state, key, PersonKind.IN_CHARGE)
        for person in leaders:
            found.setdefault(person.name, []).append(key)
    return {name: frozenset(keys) for name, keys in found.items()}


def _among(state: State, tasks: Iterable[str] | None) -> list[str]:
    chosen = None if tasks is None else {*tasks}
    return [row.id for row in state.tasks() if chosen is None or row.id in chosen]


def export_targets(project: Project, target: Path, document: str | None = None, today: date | None = None) -> Path:
    """Write the table of all targets with their values and how they are judged; return the path written.

    Raises:
        PlanlensError: ``nothing-to-do``, there are none, or the file cannot be written.
    """
    from planlens.exports import export_tables
    from planlens.exports.table import target_table
    from planlens.views.overview import overview_on
    from planlens.views.tracking import plan_to_export, tracking_of

    overview = overview_on(project, today)
    plan = plan_to_export(overview.state, document)
    table = target_table(replace(plan, tasks=()), tracking_of(overview))
    if table is None:
        raise PlanlensError("nothing-to-do", "项目中没有目标指标，没有可以导出的内容。")
    return export_tables([table], target)
