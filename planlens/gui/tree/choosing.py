"""What each filter offers: its values, what they are called, and how many tasks each stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from planlens.exports.row_wording import SUGGESTED
from planlens.exports.wording import role_text
from planlens.gui.models.facts import Facts
from planlens.gui.models.task_filter import Due
from planlens.gui.widgets.choices import Choice
from planlens.model import Light, Role, Status
from planlens.project.overview import Overview, Standing


@dataclass(frozen=True, slots=True)
class Count:
    """The tasks that choices are counted among."""

    facts: Iterable[Facts]
    overview: Overview
    today: date


def units(tasks: Count) -> list[Choice]:
    """Return the units that are responsible for tasks, then those that are only suggested."""
    named = Counter(name for facts in tasks.facts for name in {name for name, _ in facts.units})
    proposed = Counter(name for facts in tasks.facts for name in set(facts.suggested))
    found = [Choice(("units", name), name, count) for name, count in named.most_common()]
    return found + [Choice(("suggested", name), f"{name}{SUGGESTED}", count) for name, count in proposed.most_common()]


def unit_label(name: str) -> str:
    """Return what a unit is called on the chip."""
    return name


def statuses(tasks: Count) -> list[Choice]:
    """Return the states."""
    return _counted("statuses", Status, tasks, lambda _, standing: standing.status)


def lights(tasks: Count) -> list[Choice]:
    """Return the lights, the most urgent first."""
    order = (Light.RED, Light.YELLOW, Light.GREEN, Light.NONE)
    return _counted("lights", order, tasks, lambda _, standing: standing.light)


def due(tasks: Count) -> list[Choice]:
    """Return the kinds of deadlines."""
    pairs = [(facts, tasks.overview[facts.id]) for facts in tasks.facts]
    found = ((item, sum(item.holds(facts, standing, tasks.today) for facts, standing in pairs)) for item in Due)
    return [Choice(("due", item), item.label, count) for item, count in found]


def roles(tasks: Count) -> list[Choice]:
    """Return what sections are for, where any has tasks."""
    count = Counter(facts.role for facts in tasks.facts)
    return [Choice(("roles", role), role_text(role), count[role]) for role in Role if count[role]]


def label(value: Status | Light | Due) -> str:
    """Return what a state, light or kind of deadline is called."""
    return value.label


def role_label(role: Role) -> str:
    """Return what a section's purpose is called."""
    return role_text(role)


def month_label(month: str) -> str:
    """Return ``2026年6月`` for ``2026-06``."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月" if number else f"{year}年"


def _counted(field: str, values: Iterable[Any], tasks: Count, of: Callable[[Facts, Standing], Any]) -> list[Choice]:
    count = Counter(of(facts, tasks.overview[facts.id]) for facts in tasks.facts)
    return [Choice((field, value), value.label, count[value]) for value in values]
