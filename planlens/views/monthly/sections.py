"""Which sections a report has, and in which order: its writers leave some out and move others, once for all reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planlens.project.settings import setting
from planlens.project.state import State

SECTIONS = {
    "whole": "总体情况",
    "chapters": "各章节进展",
    "units": "各单位进展",
    "done": "本期工作进展",
    "behind": "滞后和逾期事项",
    "problems": "存在的主要问题",
    "next_steps": "下一步工作",
    "moved": "与上期相比的变化",
    "silent": "报送情况",
}
"""Every section of a report in the usual order: its key and its heading."""

KEPT = "report-sections"
"""The project's setting that keeps the choice: the keys of the sections in their order."""


def sections_of(state: State) -> tuple[str, ...]:
    """Return the keys of the sections that the project's reports have, all of them where nobody has chosen."""
    found = setting(state, KEPT)
    return known_sections(found) if isinstance(found, list) and known_sections(found) else tuple(SECTIONS)


def known_sections(keys: Iterable[object]) -> tuple[str, ...]:
    """Return the keys that are sections, each once."""
    return tuple(key for key in dict.fromkeys(map(str, keys)) if key in SECTIONS)


def kept_choice(keys: Sequence[str]) -> list[str] | None:
    """Return what a project keeps for a choice: nothing for all sections in the usual order."""
    chosen = known_sections(keys)
    return None if chosen == tuple(SECTIONS) else [*chosen]
