"""What understanding a document anew would bring to one of its sections, in words for the preview."""

from __future__ import annotations

from planlens.model import Plan, Section
from planlens.model.versions import Differing, NewVersion


def effect_text(version: NewVersion, start: int) -> str:
    """Return what adopting a document that was understood anew brings, in one Chinese sentence.

    Args:
        version: the document, understood anew with what users say of its sections.
        start: where the heading of the section begins that this is about; what happens elsewhere is told apart.
    """
    comparison, plan = version.comparison, version.plan
    first, end = start, _end(plan, start)
    places = {task.id: task.span.start for task in plan.tasks} | {item.id: item.span.start for item in plan.targets}
    words = []
    elsewhere = len(comparison.of(Differing.CHANGED))
    for item, name in (("task", "任务 {} 项"), ("target", "目标 {} 个")):
        new = [places.get(found.new or "", -1) for found in comparison.of(Differing.ADDED, item)]
        inside = sum(first <= place < end for place in new)
        elsewhere += len(new) - inside
        if inside:
            words.append(name.format(inside))
    parts = [f"将识别出{'、'.join(words)}"] if words else []
    if gone := len(comparison.of(Differing.REMOVED)):
        kept = sum(bool(found.details) for found in comparison.of(Differing.REMOVED))
        parts.append(f"删去没有处理过的任务 {gone - kept} 项" + (f"，已有进展的 {kept} 项保留" if kept else ""))
    if elsewhere:
        parts.append(f"其他章节另有 {elsewhere} 处变化")
    return "；".join(parts) + "。可以撤销。" if parts else "重新识别的结果与现在相同。"


def _end(plan: Plan, start: int) -> int:
    """Return where the section ends whose heading begins at *start*: at the next one that is no part of it."""
    section = next((each for each in plan.sections if each.span.start == start), None)
    if section is None:
        return start
    return next((each.span.start for each in plan.sections if _follows(each, section)), len(plan.document.text) + 1)


def _follows(each: Section, section: Section) -> bool:
    return each.span.start > section.span.start and each.level <= section.level
