"""What the parts of some work say of the whole: completion, state and light of a section or a task with sub-tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planlens.model.lights import Light, worst
from planlens.model.tracking import Status

OWN_WORD = frozenset({Status.DONE, Status.MOSTLY_DONE, Status.BEHIND, Status.PAUSED, Status.CANCELLED})
"""States that stand where somebody has given them to a whole; 未启动 and 进行中 are told by its parts."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of some work: its state, percent done, weight among its siblings (above 0) and light."""

    status: Status
    completion: float
    weight: float = 1.0
    light: Light = Light.NONE


def completion(parts: Iterable[Share]) -> float | None:
    """Return the percent done of the whole: ``Σ weight × completion / Σ weight``; what is 已取消 is left out.

    None where nothing is left.
    """
    done = total = 0.0
    for part in parts:
        if part.status is not Status.CANCELLED:
            done += part.weight * part.completion
            total += part.weight
    return done / total if total else None


def status(parts: Sequence[Share]) -> Status | None:
    """Return the state of the whole: that of the worst part, where one is worse than being under way.

    What is 已取消 is left out, unless all is. Any 滞后 makes 滞后; all 已完成 makes 已完成, with 基本完成 among them
    基本完成; all 暂缓 makes 暂缓; if nothing has begun it is 未启动, else 进行中. None without parts.
    """
    found = {part.status for part in parts}
    if not found:
        return None
    if found == {Status.CANCELLED}:
        return Status.CANCELLED
    found.discard(Status.CANCELLED)
    if Status.BEHIND in found:
        return Status.BEHIND
    if found <= {Status.DONE, Status.MOSTLY_DONE}:
        return Status.MOSTLY_DONE if Status.MOSTLY_DONE in found else Status.DONE
    if found == {Status.PAUSED}:
        return Status.PAUSED
    return Status.NOT_STARTED if found <= {Status.NOT_STARTED, Status.PAUSED} else Status.IN_PROGRESS


def light(parts: Iterable[Share]) -> Light:
    """Return the light of the whole: the worst of its parts; what is 已取消 is left out."""
    return worst(part.light for part in parts if part.status is not Status.CANCELLED)
