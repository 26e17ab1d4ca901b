"""What the heads of a table's columns mean, whatever their wording (``resources/table-heads.tsv``)."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from planlens.language.lexicon import table
from planlens.model import UnitRole


class Kind(StrEnum):
    """The kinds of columns."""

    NUMBER = "number"
    SECTION = "section"
    TASK = "task"
    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"
    SHARED = "shared"
    TIME = "time"
    TARGET = "target"
    STATUS = "status"
    PERCENT = "percent"
    DONE = "done"
    PROBLEMS = "problems"
    NEXT = "next"
    OTHER = "other"


UNITS = {
    Kind.LEAD: UnitRole.LEAD,
    Kind.SHARED: UnitRole.LEAD,
    Kind.SUPPORT: UnitRole.SUPPORT,
    Kind.RESPONSIBLE: UnitRole.RESPONSIBLE,
}
"""The kinds of columns of units, and the part of the units in them."""
PROGRESS = (Kind.STATUS, Kind.PERCENT, Kind.DONE, Kind.PROBLEMS, Kind.NEXT)
"""The kinds of columns that say how far a task is."""
_BRACKETS = re.compile(r"(?<=.)[（(][^（）()]*[)）]$")  # 完成时限（2026年）
_SAYS = re.compile(r"[:：。；，]")
"""What stands in cells, not in heads: 责任单位：市财政局."""
_PERSONS = re.compile(r"领导|责任人|负责人|联系人|联络员|经办人|包保|姓名")  # 牵头领导 / 联系人
LONGEST = 24
"""Characters of a head; the words above a ledger's columns are shorter, its cells mostly longer."""


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((Kind(row[0]), re.compile(row[1])) for row in table("table-heads.tsv"))


@lru_cache(maxsize=2048)
def kind_of(head: str) -> Kind | None:
    """Return what a column with this head holds, None where the head says nothing."""
    plain = re.sub(r"\s", "", head)
    return next((kind for kind, pattern in _patterns() if pattern.search(plain)), None) if plain else None


def names_persons_below(head: str) -> bool:
    """Whether a column with this head names persons: 责任人, 分管领导, 联系电话."""
    return _PERSONS.search(head) is not None and kind_of(head) is Kind.OTHER


def is_header(cells: list[str]) -> bool:
    """Whether the cells of a row (those with text) are the heads of a task table: most of them known, two at least.

    A row with a number in a cell of its own is one of the table's rows.
    """
    if any(re.fullmatch(r"\d+(\.\d+)?", cell) for cell in cells):  # 2026 / 3.5
        return False
    kinds = [kind_of(cell) for cell in cells if len(cell) <= LONGEST and not _SAYS.search(_BRACKETS.sub("", cell))]
    known = [kind for kind in kinds if kind is not None]
    telling = {*known} - {Kind.OTHER, Kind.NUMBER}
    return len(known) >= max(2, 0.6 * len(cells)) and bool(telling)


def opens_table(cells: list[str]) -> bool:
    """Whether a row further down is the header of another task table: as above, and unlike the words of tasks."""
    kinds = {kind_of(cell) for cell in cells}
    return is_header(cells) and len(kinds & {*UNITS, *PROGRESS, Kind.TIME, Kind.NUMBER}) > 1
