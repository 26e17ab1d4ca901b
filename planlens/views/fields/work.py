"""How the work on a project's tasks and targets stands, beside the plan that they are part of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planlens.model import Signal, Status
from planlens.model.pace import Paced
from planlens.model.tracking import Note
from planlens.project.state import State
from planlens.views.fields.field import Fields
from planlens.views.targets import Measured


@dataclass(frozen=True, slots=True)
class Tracked:
    """How the work on a task stands.

    Attributes:
        status: its state.
        status_text: the word that the office has for it.
        percent: percent done, None where nobody has said.
        signal: its warning light and why it is on.
        notes: the progress notes, the oldest first.
        flagged: whether it asks for attention.
        orphan: whether the document's newest version no longer has it.
        weight: how much it counts among its siblings.
        paced: how it keeps up with its plan, None where that was not asked for.
    """

    status: Status
    status_text: str
    percent: float | None
    signal: Signal
    notes: tuple[Note, ...] = ()
    flagged: bool = False
    orphan: bool = False
    weight: float = 1.0
    paced: Paced | None = None


@dataclass(frozen=True, slots=True)
class Tracking:
    """How a project's work stands on a day (ISO date): its tasks and targets by their ids in the plan.

    Attributes:
        state: the project's rows.
        fields: what the project tells of its tasks, None for what planlens knows by itself.
        target_fields: the same of its targets.
    """

    day: str
    tasks: Mapping[str, Tracked] = field(default_factory=dict)
    targets: Mapping[str, Measured] = field(default_factory=dict)
    state: State | None = None
    fields: Fields[Any] | None = None
    target_fields: Fields[Any] | None = None
