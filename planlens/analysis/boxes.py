"""Where a 专栏 belongs: to the item above it, or to the whole section that it closes."""

from __future__ import annotations

from collections.abc import Mapping

from planlens.analysis.markers import Style
from planlens.analysis.titles import Candidate


def closing_boxes(candidates: Mapping[int, Candidate]) -> set[int]:
    """Return the boxes that speak for a section of numbered items: its only box, with none of its items after it.

    A section with several boxes between its items gives each to the item above it.
    """
    found: set[int] = set()
    section: list[int] = []
    for index in [*sorted(candidates), None]:
        if index is None or candidates[index].rank <= Style.CHINESE_PAREN:
            boxes = [k for k in section if candidates[k].style is Style.BOX]
            if len(boxes) == 1 and not _goes_on(candidates, section, boxes[0]):
                found.add(boxes[0])
            section = []
        if index is not None:
            section.append(index)
    return found


def _goes_on(candidates: Mapping[int, Candidate], section: list[int], box: int) -> bool:
    """Whether the items before the box go on after it; its own items count from 1 again."""
    before = [candidates[k] for k in section if k < box and candidates[k].style is Style.ARABIC]
    outer = before[-1].value if before else 0
    inner = 0
    for k in section:
        candidate = candidates[k]
        if k < box or candidate.style is not Style.ARABIC:
            continue
        if candidate.value == inner + 1:
            inner += 1
        elif candidate.value == outer + 1:
            return True
    return False
