"""What each filter offers: its values, what they are called, and how many tasks each stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planlens.gui.widgets.choices import Offer
from planlens.model import Light, Role, Status, UnitRole
from planlens.model.lights import LAMPS
from planlens.views.facts import Facts
from planlens.views.fields.units import SUGGESTED
from planlens.views.overview import Overview
from planlens.views.task_filter import Due
from planlens.views.wording import role_text, unit_role_text


@dataclass(frozen=True, slots=True)
class Count:
    """The tasks that choices are counted among.

    Attributes:
        names: what the project calls each status.
        documents: what the documents are called, by their ids.
        titles: the fields that tasks are filtered by, besides what every project has, by their keys.
        units: the names of the units that are chosen.
    """

    facts: Iterable[Facts]
    overview: Overview
    today: date
    names: Mapping[Status, str]
    titles: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    units: frozenset[str] = frozenset()


def units(tasks: Count) -> list[Offer]:
    """Return the units that are responsible for tasks, then those that are only suggested."""
    named = Counter(name for facts in tasks.facts for name in dict.fromkeys(name for name, _ in facts.units))
    proposed = Counter(name for facts in tasks.facts for name in dict.fromkeys(facts.suggested))
    found = [Offer(("units", name), name, count) for name, count in named.most_common()]
    return found + [Offer(("suggested", name), f"{name}{SUGGESTED}", count) for name, count in proposed.most_common()]


def unit_roles(tasks: Count) -> list[Offer]:
    """Return the roles of units, counted of the chosen ones where there are any."""
    of = [{role for name, role in facts.units if not tasks.units or name in tasks.units} for facts in tasks.facts]
    return [Offer(("unit_roles", role), unit_role_text(role), sum(role in roles for roles in of)) for role in UnitRole]


def statuses(tasks: Count) -> list[Offer]:
    """Return the states."""
    found = Counter(tasks.overview[facts.id].status for facts in tasks.facts)
    return [Offer(("statuses", status), tasks.names[status], found[status]) for status in Status]


def lights(tasks: Count) -> list[Offer]:
    """Return the lights, the most urgent first."""
    order = (*LAMPS, Light.NONE)
    found = Counter(tasks.overview[facts.id].light for facts in tasks.facts)
    return [Offer(("lights", light), light.label, found[light]) for light in order]


def due(tasks: Count) -> list[Offer]:
    """Return the kinds of deadlines."""
    pairs = [(facts, tasks.overview[facts.id]) for facts in tasks.facts]
    found = ((item, sum(item.holds(facts, standing, tasks.today) for facts, standing in pairs)) for item in Due)
    return [Offer(("due", item), item.label, count) for item, count in found]


def roles(tasks: Count) -> list[Offer]:
    """Return what sections are for, where any has tasks."""
    count = Counter(facts.role for facts in tasks.facts)
    return [Offer(("roles", role), role_text(role), count[role]) for role in Role if count[role]]


def documents(tasks: Count) -> list[Offer]:
    """Return the documents."""
    count = Counter(key for facts in tasks.facts for key in facts.above)
    return [Offer(("documents", key), name, count[key]) for key, name in tasks.documents.items()]


def words(tasks: Count) -> list[Offer]:
    """Return what the fields that tasks are filtered by say of them, one field after the other."""
    found = Counter(pair for facts in tasks.facts for pair in facts.words)
    pairs = [pair for key in tasks.titles for pair, _ in found.most_common() if pair[0] == key]
    return [Offer(("words_of", pair), f"{tasks.titles[pair[0]]}：{pair[1]}", found[pair]) for pair in pairs]


def label(value: Any, names: Mapping[Status, str]) -> str:
    """Return what a value of any filter with choices is called."""
    if isinstance(value, Status):
        return names[value]
    if isinstance(value, Role):
        return role_text(value)
    if isinstance(value, UnitRole):
        return unit_role_text(value)
    if isinstance(value, tuple):  # of a field: its key and its words
        return str(value[1])
    return value.label if isinstance(value, Light | Due) else str(value)


def month_label(month: str) -> str:
    """Return ``2026年6月`` for ``2026-06``."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月" if number else f"{year}年"
