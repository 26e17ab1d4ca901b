"""Paragraph styles with all that they inherit (ECMA-376 Part 1 §17.7; [MS-DOC] §2.4.6.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planlens.readers.word.counting import NumberingChoice

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)  # heading 1, 标题 2
MAX_BASES = 30
"""Styles that a style is based on, one on the other; Word allows some ten."""
_TITLES = frozenset({"title", "标题"})


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all that it inherits.

    Attributes:
        outline: outline level from 1, None for body text.
        is_title: whether it is or inherits from the built-in style Title.
        centered: whether it centres the paragraph.
        hidden: whether its text is hidden.
        numbering: what the style and those it is based on say of numbering, the style itself first.
    """

    outline: int | None = None
    is_title: bool = False
    centered: bool = False
    hidden: bool = False
    numbering: tuple[NumberingChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class StyleSheetEntry:
    """What one style itself says; None where it is silent.

    Attributes:
        name: its name in the file, such as ``heading 1``.
        outline: outline level from 1, 0 for explicit body text.
        centered: whether it centres the paragraph.
        hidden: whether its text is hidden.
        numbering: its own list and level.
    """

    name: str
    outline: int | None
    centered: bool | None
    hidden: bool | None
    numbering: NumberingChoice


def resolve(chain: list[StyleSheetEntry]) -> ParagraphStyle:
    """Return a style from what it and those it is based on say, the style itself first."""
    outline: int | None = None
    centered: bool | None = None
    hidden: bool | None = None
    for entry in chain:
        if outline is None:
            outline = outline_of_name(entry.name) if entry.outline is None else entry.outline
        centered = entry.centered if centered is None else centered
        hidden = entry.hidden if hidden is None else hidden
    is_title = any(entry.name.strip().lower() in _TITLES for entry in chain)
    numbering = tuple(entry.numbering for entry in chain)
    return ParagraphStyle(outline or None, is_title, bool(centered), bool(hidden), numbering)


def outline_of_name(name: str) -> int | None:
    """Return the outline level (from 1) of a built-in heading style's name, None for other styles."""
    heading = _HEADING.fullmatch(name.strip())
    return int(heading[1]) if heading else None
