"""How the rows of a project read: units, time limits, targets, headings; for windows and tables alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planlens.model import Deadline, Evidence, UnitRole
from planlens.project.found import target_of
from planlens.project.rows import SectionRow, TargetRow, UnitRow
from planlens.views.wording import ONGOING_TEXT, deadline_text, target_text

RESPONSIBLE = "责任："
ONGOING_WORD = ONGOING_TEXT
SUGGESTED = "（建议）"
BETWEEN = "、"
_CLOSED = tuple("、，。．.）)]】：:")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a cell's text; *suggested* where planlens proposes it and nobody has decided."""

    text: str
    suggested: bool = False


def deadline_words(value: str | None) -> str:
    """Return ``2025年6月30日`` for ``2025-06-30``, ``长期坚持`` for no end, "" for None."""
    return deadline_text(Deadline(value, Evidence(""))) if value else ""


def is_suggested(unit: UnitRow) -> bool:
    """Whether a unit is only proposed: neither accepted nor rejected."""
    return unit.is_proposed


def unit_names(units: Iterable[UnitRow], role: UnitRole) -> list[str]:
    """Return the units that take part in this role: named by the document, assigned or accepted."""
    return list(dict.fromkeys(unit.name for unit in units if unit.role == role and unit.is_responsible))


def suggested_names(units: Sequence[UnitRow]) -> list[str]:
    """Return the units that are only proposed, those meant to lead first."""
    known = {unit.name for unit in units if unit.is_responsible}
    found = sorted((unit for unit in units if is_suggested(unit)), key=lambda unit: unit.role != UnitRole.LEAD)
    return [name for name in dict.fromkeys(unit.name for unit in found) if name not in known]


def lead_parts(units: Sequence[UnitRow]) -> tuple[Part, ...]:
    """Return what stands under 牵头单位.

    The leading units; where nobody leads the responsible ones as ``责任：…``, else the first of the suggested ones.
    """
    if leads := unit_names(units, UnitRole.LEAD):
        return (Part(BETWEEN.join(leads)),)
    if responsible := unit_names(units, UnitRole.RESPONSIBLE):
        return (Part(RESPONSIBLE + BETWEEN.join(responsible)),)
    return _marked(suggested_names(units)[:1])


def support_parts(units: Sequence[UnitRow]) -> tuple[Part, ...]:
    """Return what stands under 配合单位: supporting units, responsible ones beside a leading one, then suggestions."""
    leads, responsible = unit_names(units, UnitRole.LEAD), unit_names(units, UnitRole.RESPONSIBLE)
    stated = [BETWEEN.join(unit_names(units, UnitRole.SUPPORT))]
    if leads and responsible:
        stated.append(RESPONSIBLE + BETWEEN.join(responsible))
    parts = tuple(Part(text) for text in stated if text)
    return parts + _marked(suggested_names(units)[0 if leads or responsible else 1 :])


def joined(parts: Iterable[Part]) -> str:
    """Return the parts of a cell as one text."""
    return "；".join(part.text for part in parts)


def _marked(names: Iterable[str]) -> tuple[Part, ...]:
    text = BETWEEN.join(f"{name}{SUGGESTED}" for name in names)
    return (Part(text, suggested=True),) if text else ()


def targets_words(rows: Iterable[TargetRow]) -> str:
    """Return targets as phrases: ``新建5G基站3000个以上；…``."""
    return "；".join(target_text(target_of(row)) for row in rows)


def heading_words(row: SectionRow) -> str:
    """Return number and title of a section, with a space between only where the number has no closing mark."""
    gap = " " if row.number and row.title and not row.number.endswith(_CLOSED) else ""
    return f"{row.number}{gap}{row.title}"
