"""How the rows of a project read: headings, and which units are only proposed."""

from __future__ import annotations

from planlens.model import Origin
from planlens.project.rows import SectionRow, UnitRow

_CLOSED = tuple("、，。．.）)]】：:")


def is_suggested(unit: UnitRow) -> bool:
    """Whether a unit is only proposed: neither accepted nor rejected."""
    return unit.origin == Origin.SUGGESTED and not unit.decision


def heading_words(row: SectionRow) -> str:
    """Return number and title of a section, with a space between only where the number has no closing mark."""
    gap = " " if row.number and row.title and not row.number.endswith(_CLOSED) else ""
    return f"{row.number}{gap}{row.title}"
