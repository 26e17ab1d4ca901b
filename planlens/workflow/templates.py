"""Use cases of an office's own table: learnt by its heads, filled from a project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planlens.model import PlanlensError

if TYPE_CHECKING:
    from planlens.exchange.templates import Learnt
    from planlens.exports.choice import ExportChoice
    from planlens.project.office.address import Place
    from planlens.project.project import Project
    from planlens.views.fields.field import Field, Fields
    from planlens.views.fields.seen import Seen

Report = Callable[[float, str], None]

_MEANT = {
    "number": "ordinal",
    "section": "path",
    "task": "text",
    "lead": "lead",
    "shared": "lead",
    "support": "support",
    "responsible": "units",
    "time": "deadline",
    "target": "targets",
    "status": "status",
    "percent": "progress",
    "done": "done",
    "problems": "problems",
    "next": "next_steps",
}
"""The fields that heads mean, by the kinds of columns that reading tables knows."""


def _silent(fraction: float, text: str) -> None:
    del fraction, text


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    """A table that was filled: where, with how many tasks, and the columns that had to stay empty."""

    path: Path
    count: int
    lacking: tuple[str, ...]

    @property
    def words(self) -> str:
        """What was done, in a sentence."""
        left = f"台账中没有、因而留空的列：{'、'.join(self.lacking)}。" if self.lacking else ""
        return f"已按模板写入 {self.count} 项任务。{left}"


def fill_template(
    project: Project, template: Path, target: Path, choice: ExportChoice, today: date | None = None
) -> FilledTemplate:
    """Write a project's tasks into an office's own empty table.

    Args:
        project: the open project.
        template: the table, a .xlsx or .docx; it is never written.
        target: the file to write; it gets the template's ending.
        choice: which tasks, by sentence or item, with or without suggested units.
        today: the day that is told of, by default now.

    Raises:
        PlanlensError: ``bad-template``, or the file cannot be written.
    """
    from planlens.exchange.templates import learnt, no_template
    from planlens.exports.saving import save

    data = _read(template)
    fields, rows = _contents(project, choice, today)
    fill = _filler(template)
    count = 0

    def texts(found: Learnt) -> Sequence[Sequence[str]]:
        nonlocal count
        made = rows(found)
        count = len(made)
        return made

    filled = fill(data, template.name, lambda cells: learnt(cells, fields, _meaning), texts)
    if filled is None:
        raise no_template(template.name)
    content, found = filled
    ending = template.suffix.lower()
    path = target if target.suffix.lower() == ending else target.with_name(target.name + ending)
    save(path, lambda: content)
    return FilledTemplate(path, count, found.lacking)


def fill_template_of_file(
    project: Place, template: Path, target: Path, choice: ExportChoice, today: date, report: Report = _silent
) -> FilledTemplate:
    """Fill a table from a project file that another process may have open, as :func:`fill_template`.

    Raises:
        PlanlensError: the project cannot be read, or as :func:`fill_template`.
    """
    from planlens.project import files

    report(0.1, "读取项目")
    with files.open_project(project, "", read_only=True) as opened:
        return fill_template(opened, template, target, choice, today)


def _read(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except OSError as error:
        message = f"无法读取模板 {template.name}：{error.strerror or error}。请重新选择。"
        raise PlanlensError("bad-template", message) from error


def _filler(template: Path) -> Callable[..., tuple[bytes, Learnt] | None]:
    from planlens.exchange.template_docx import fill_document
    from planlens.exchange.template_xlsx import fill_workbook

    fill: Callable[..., tuple[bytes, Learnt] | None] | None
    fill = {".xlsx": fill_workbook, ".docx": fill_document}.get(template.suffix.lower())
    if fill is None:
        raise PlanlensError(
            "bad-template", f"模板应是 .xlsx 或 .docx：{template.name}。请在 WPS 或 Office 中另存后再试。"
        )
    return fill


def _contents(
    project: Project, choice: ExportChoice, today: date | None
) -> tuple[Fields[Seen], Callable[[Learnt], list[list[str]]]]:
    """Return what is told of tasks, and what makes the rows of a learnt table."""
    from planlens.exports.choice import without_suggestions
    from planlens.views.fields.in_plan import PlanView
    from planlens.views.fields.tasks import TASKS
    from planlens.views.overview import overview_on
    from planlens.views.tracking import plan_to_export, tracking_of

    overview = overview_on(project, today, by=choice.by, only=choice.tasks)
    plan = plan_to_export(overview.state, choice.document, choice.tasks)
    tracking = tracking_of(overview)
    if not choice.suggested:
        plan = without_suggestions(plan)

    def rows(found: Learnt) -> list[list[str]]:
        tasks = PlanView(plan, tracking).seen()
        return [[_told(field, task) for field in found.fields.values()] for task in tasks]

    return tracking.fields or TASKS, rows


def _told(field: Field[Seen], task: Seen) -> str:
    """Return what goes into a cell: its lines, or all units in one, those who lead first."""
    if field.key == "units" and field.brief is not None:
        return field.brief(task)
    return "\n".join(line.text for line in field.cell(task))


def _meaning(head: str) -> str | None:
    """Return the key of the field that a head means."""
    from planlens.analysis.tables.heads import kind_of

    kind = kind_of(head)
    return _MEANT.get(kind.value) if kind is not None else None
