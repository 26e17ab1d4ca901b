"""What is chosen of a project for an export."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planlens.model import Origin, Plan, Task
from planlens.model.granularity import Granularity


@dataclass(frozen=True, slots=True)
class Look:
    """How a table shall look on paper.

    Attributes:
        title: what stands above it, "" for the usual title, made of the document's.
        paper: the name of the paper (``A4``, ``A3``), "" for the one that its columns need.
    """

    title: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """A choice.

    Attributes:
        format: the short name of the exporter.
        document: the id of one document, None for all.
        tasks: the ids of some tasks, None for all.
        columns: the keys of the columns in the wanted order, None for the usual ones.
        suggested: whether suggested units are told.
        by: whether a row is a sentence or an item, None for what each document is set to.
        look: how it shall look on paper.
    """

    format: str
    document: str | None = None
    tasks: frozenset[str] | None = None
    columns: tuple[str, ...] | None = None
    suggested: bool = True
    by: Granularity | None = None
    look: Look = Look()


def without_suggestions(plan: Plan) -> Plan:
    """Return a plan without the units that planlens suggests."""
    return replace(plan, tasks=tuple(_stated(task) for task in plan.tasks))


def _stated(task: Task) -> Task:
    return replace(task, assignments=tuple(unit for unit in task.assignments if unit.origin is Origin.STATED))
