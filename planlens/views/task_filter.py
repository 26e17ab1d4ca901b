"""Which tasks the tree shows: a filter as a value, that any panel may make and send."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from planlens.language.pinyin import Initials
from planlens.model import Light, Role, Status, UnitRole
from planlens.views.facts import Facts
from planlens.views.ledger.periods import unreported
from planlens.views.overview import Overview, Standing
from planlens.views.tallies import is_open

SOON = 30
"""Days that 近期到期 looks ahead."""


class Due(StrEnum):
    """When a task has to be done, seen from today; the first three mean unfinished ones only."""

    OVERDUE = "overdue"
    SOON = "soon"
    THIS_MONTH = "this-month"
    THIS_YEAR = "this-year"
    LATER = "later"
    ONGOING = "ongoing"
    NONE = "none"

    @property
    def label(self) -> str:
        """The words for users."""
        return _DUE[self]

    def holds(self, facts: Facts, standing: Standing, today: date) -> bool:
        """Whether a task's deadline is of this kind on a day."""
        day = facts.day
        match self:
            case Due.NONE:
                return day is None and not facts.ongoing
            case Due.ONGOING:
                return facts.ongoing
        if day is None:
            return False
        match self:
            case Due.OVERDUE:
                return day < today and is_open(standing)
            case Due.SOON:
                return today <= day <= today + timedelta(days=SOON) and is_open(standing)
            case Due.THIS_MONTH:
                return (day.year, day.month) == (today.year, today.month) and is_open(standing)
            case Due.THIS_YEAR:
                return day.year == today.year
        return day.year > today.year


_DUE = {
    Due.OVERDUE: "已超期",
    Due.SOON: f"{SOON}天内到期",
    Due.THIS_MONTH: "本月到期",
    Due.THIS_YEAR: "今年到期",
    Due.LATER: "今年以后",
    Due.ONGOING: "长期坚持",
    Due.NONE: "无时限",
}

Test = Callable[[Facts, Standing], bool]

NamesOf = Callable[[str], Collection[str]]
"""Returns the names of units that a typed word stands for: 工信局 for 市工业和信息化局."""


def _no_names(_word: str) -> Collection[str]:
    return ()


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks to show; what is empty does not narrow. Values of one field are alternatives, fields all must hold.

    Attributes:
        text: words that all must occur in the task, its units, targets, notes or the headings above it; letters also
            find the first letters of pinyin.
        units: names of units responsible for the task.
        suggested: names of units that are suggested for it and not decided on.
        unit_roles: how one of *units* takes part; without *units* any unit.
        statuses: the task's status, as :class:`~planlens.views.overview.Standing` has it.
        lights: its warning light.
        due: when it has to be done, seen from today.
        months: beginnings of the last day's ISO date: ``2026`` or ``2026-06``.
        roles: what the section is for that it stands in.
        within: ids of documents, sections or tasks that it stands below.
        documents: ids of the documents that it belongs to.
        words_of: keys of fields, each with words that the field says of the task.
        ids: the ids of the tasks themselves, for a choice that nothing else describes; *name* says in Chinese what.
        unfinished: work still to be done.
        uncertain: it or one of its targets is not sure and not reviewed yet.
        without_unit: nobody is responsible.
        flagged: it is marked 关注.
        orphan: the newest version of its document no longer has it.
        unreported: it owes a report for the present period and has none.
    """

    text: str = ""
    units: frozenset[str] = frozenset()
    suggested: frozenset[str] = frozenset()
    unit_roles: frozenset[UnitRole] = frozenset()
    statuses: frozenset[Status] = frozenset()
    lights: frozenset[Light] = frozenset()
    due: frozenset[Due] = frozenset()
    months: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()
    within: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    words_of: frozenset[tuple[str, str]] = frozenset()
    ids: frozenset[str] = frozenset()
    name: str = ""
    unfinished: bool = False
    uncertain: bool = False
    without_unit: bool = False
    flagged: bool = False
    orphan: bool = False
    unreported: bool = False

    def __bool__(self) -> bool:
        """Whether it narrows anything."""
        return self.criteria != TaskFilter() or bool(self.words)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the search, in lower case."""
        return tuple(self.text.lower().split())

    @property
    def criteria(self) -> TaskFilter:
        """The same without its search."""
        return replace(self, text="", name="")

    def without(self, *names: str) -> TaskFilter:
        """Return the same with these fields empty."""
        usual = {field.name: field.default for field in fields(TaskFilter) if field.name in names}
        return replace(self, **usual)  # type: ignore[arg-type]

    def chosen(
        self,
        facts: Iterable[Facts],
        overview: Overview,
        initials: Initials | None = None,
        names_of: NamesOf = _no_names,
    ) -> list[Facts]:
        """Return the tasks that are to be shown.

        Args:
            facts: of all tasks.
            overview: where they stand; *due* is seen from its day.
            initials: what turned the facts into letters; None while pinyin is not searched.
            names_of: finds units by their short names.
        """
        found = list(facts)
        for word in self.words:
            pattern = initials.pattern(word) if initials else None
            names = frozenset(names_of(word))
            if pattern is None:
                found = [item for item in found if word in item.text or (names and not names.isdisjoint(item.names))]
            else:
                search = pattern.search
                found = [item for item in found if word in item.text or search(item.letters)]
        for test in self._tests(overview):
            found = [item for item in found if test(item, overview[item.id])]
        return found

    def hits(self, text: str, initials: Initials | None = None, names_of: NamesOf = _no_names) -> list[tuple[int, int]]:
        """Return where the words of the search stand in a text, as starts and ends in order that do not overlap.

        Args:
            text: as it is shown.
            initials: as for :meth:`chosen`; the characters are found that typed letters stand for.
            names_of: as for :meth:`chosen`; the full names are found that short ones stand for.
        """
        words, plain = self.words, text.lower()
        names = [name.lower() for word in words for name in names_of(word)]
        if not words or len(plain) != len(text):  # a letter that is longer in lower case: nobody could tell the places
            return []
        found = [match.span() for match in re.finditer("|".join(map(re.escape, [*names, *words])), plain)]
        patterns = [pattern for word in words if initials and (pattern := initials.pattern(word))]
        if initials and patterns:
            letters = initials.of(text)
            found += [match.span() for pattern in patterns for match in pattern.finditer(letters)]
        return _joined(found)

    def _tests(self, overview: Overview) -> list[Test]:
        tests = [make(getattr(self, name), overview.today) for name, make in _TESTS.items() if getattr(self, name)]
        if self.units or self.suggested or self.unit_roles:
            tests.append(_units(self.units, self.suggested, self.unit_roles))
        if self.unreported:
            missing = unreported(overview.state, overview.today)
            tests.append(lambda facts, _: facts.id in missing)
        return tests


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _units(units: frozenset[str], suggested: frozenset[str], roles: frozenset[UnitRole]) -> Test:
    def found(facts: Facts, _: Standing) -> bool:
        for name, role in facts.units:
            if (not roles or role in roles) and (name in units or not (units or suggested)):
                return True
        return not suggested.isdisjoint(facts.suggested)

    return found


def _due(wanted: frozenset[Due], today: date) -> Test:
    return lambda facts, standing: any(due.holds(facts, standing, today) for due in wanted)


def _months(wanted: frozenset[str], _: date) -> Test:
    starts = tuple(wanted)
    return lambda facts, _: facts.day is not None and facts.day.isoformat().startswith(starts)


def _words_of(wanted: frozenset[tuple[str, str]], _: date) -> Test:
    """Values of one field are alternatives, fields all must hold."""
    fields = [frozenset(pair for pair in wanted if pair[0] == key) for key, _ in wanted]
    return lambda facts, _: not any(field.isdisjoint(facts.words) for field in fields)


_TESTS: dict[str, Callable[[Any, date], Test]] = {
    "statuses": lambda wanted, _: lambda _facts, standing: standing.status in wanted,
    "lights": lambda wanted, _: lambda _facts, standing: standing.light in wanted,
    "due": _due,
    "months": _months,
    "roles": lambda wanted, _: lambda facts, _standing: facts.role in wanted,
    "within": lambda wanted, _: lambda facts, _standing: not wanted.isdisjoint(facts.above),
    "documents": lambda wanted, _: lambda facts, _standing: not wanted.isdisjoint(facts.above),
    "words_of": _words_of,
    "ids": lambda wanted, _: lambda facts, _standing: facts.id in wanted,
    "unfinished": lambda _on, _: lambda _facts, standing: is_open(standing),
    "uncertain": lambda _on, _: lambda facts, _standing: facts.uncertain,
    "without_unit": lambda _on, _: lambda facts, _standing: not facts.units,
    "flagged": lambda _on, _: lambda facts, _standing: facts.flagged,
    "orphan": lambda _on, _: lambda facts, _standing: facts.orphan,
}
