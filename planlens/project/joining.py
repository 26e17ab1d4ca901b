"""What several tasks say as one: their texts, limits and units; the same for a row that shows them and for merging."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TypeVar

from planlens.model import ONGOING, UnitRole
from planlens.model.lights import deadline_day

T = TypeVar("T")

_CLOSED = "。；，、：！？…”）》】.;,:!?)"
_RANKS = {role: rank for rank, role in enumerate((UnitRole.LEAD, UnitRole.RESPONSIBLE, UnitRole.SUPPORT))}


def joined_text(texts: Iterable[str]) -> str:
    """Return texts as one; where one has no mark at its end, 。 stands before the next: ``推进甲`` ``建设乙。``."""
    found = [text for text in texts if text]
    closed = (text if text[-1] in _CLOSED else f"{text}。" for text, _ in pairwise(found))
    return "".join([*closed, *found[-1:]])


def latest(items: Iterable[T], value: Callable[[T], str | None]) -> T | None:
    """Return the item whose limit (``2025``, ``2025-06``, ``ongoing``) ends last, None where none has one."""
    found = [item for item in items if value(item) is not None]
    return max(found, key=lambda item: _end(value(item)), default=None)


def _end(value: str | None) -> tuple[str, int]:
    """Return what orders limits: the last day, then how exact it is; work without an end ends last."""
    day = "9999" if value == ONGOING else str(deadline_day(value) or "")
    return day, len(value or "")


def each_once(units: Iterable[T], name: Callable[[T], str], rank: Callable[[T], int]) -> list[T]:
    """Return units without those that stand there again under the same name, the highest ranks (0) first.

    Of several with one name the one of the highest rank stays, see :func:`rank_of`.
    """
    found: dict[str, T] = {}
    for unit in sorted(units, key=rank):
        found.setdefault(name(unit), unit)
    return list(found.values())


def rank_of(role: str, *, proposed: bool) -> int:
    """Return the rank of a unit: who leads, is responsible, supports; then who is only proposed, alike."""
    return _RANKS[UnitRole(role)] + (len(_RANKS) if proposed else 0)
