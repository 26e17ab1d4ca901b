"""What a document's new version changes: every difference, to be seen side by side before it is adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planlens.model import Origin, Plan, Section, Target, Task
from planlens.model.versions import Comparison, Conflict, Difference, Differing, Matching, Work
from planlens.model.wording import TARGET_FIELDS, deadline_words, heading_text, unit_role_text, units_words

Item = Section | Task | Target


def compare(old: Plan, new: Plan, matching: Matching, work: Work | None = None) -> Comparison:
    """Return what is different in a new version.

    Args:
        old: the old version as it was found; its ids are those of the project.
        new: the new version.
        matching: which of their findings are the same.
        work: what users have done to the old one.
    """
    work = work or Work()
    ours = {item.id: item for item in _in_order(old)}
    texts = {key: _text(item) for key, item in ours.items()}
    pairs = matching.known
    found = list(_new_items(ours, texts, old, new, matching, work))
    taken = set(pairs.values())
    position = {pairs[item.id]: index for index, item in enumerate(_in_order(new)) if item.id in pairs}
    last = -1
    for index, (key, item) in enumerate(ours.items()):
        last = position.get(key, last)
        if key not in taken and key not in work.by_hand:
            details = ("已有工作记录，予以保留并作标记",) if key in work.worked_on else ()
            gone = Difference(Differing.REMOVED, _kind(item), key, None, texts[key], "", details)
            found.append(((last, 1, index), gone))
    found.sort(key=lambda pair: pair[0])
    differences = tuple(difference for _, difference in found)
    changed = sum(item.item == "task" and item.kind is Differing.CHANGED for item in differences)
    return Comparison(matching, differences, len(matching.tasks) - changed)


_Placed = tuple[tuple[int, int, int], Difference]


def _new_items(
    ours: Mapping[str, Item], texts: Mapping[str, str], old: Plan, new: Plan, matching: Matching, work: Work
) -> Iterator[_Placed]:
    """Yield what is added or changed, with its place in the new version; what users have already is no change."""
    pairs = matching.known
    homes = {item.id: item.section for item in old.tasks}
    for index, item in enumerate(_in_order(new)):
        if item.id in matching.left_out:
            continue
        key = pairs.get(item.id)
        if key is None:
            yield (index, 0, 0), Difference(Differing.ADDED, _kind(item), None, item.id, "", _text(item))
            continue
        mine = work.ours.get(key, {})
        conflicts = tuple(_conflicts(ours[key], item, mine))
        asked = {conflict.label for conflict in conflicts}
        said = _fields(item)
        agreed = {label for label, own in mine.items() if said.get(label, "") == own}
        details = [text for label, text in _details(ours[key], item) if label not in asked | agreed]
        if isinstance(item, Task) and homes[key] != (pairs.get(item.section) if item.section else None):
            above = next((heading_text(s.number, s.title) for s in new.sections if s.id == item.section), "文首")
            details.append(f"移至：{above}")
        same_words = texts[key] == _text(item) or bool(agreed & {"文字", "标题"})
        if same_words and not details and not conflicts:
            continue
        details += [conflict.words for conflict in conflicts]
        if key in work.corrected and not asked & {"文字", "标题"}:
            details.append(f"保留已作的修改：{work.corrected[key]}")
        yield (
            (index, 0, 0),
            Difference(
                Differing.CHANGED, _kind(item), key, item.id, texts[key], _text(item), tuple(details), conflicts
            ),
        )


def _in_order(plan: Plan) -> list[Item]:
    """Return all findings as the document reads, a task before the targets in it."""
    rank = {Section: 0, Task: 1, Target: 2}
    items: list[Item] = [*plan.sections, *plan.tasks, *plan.targets]
    return sorted(items, key=lambda item: (item.span.start, rank[type(item)]))


def _kind(item: Item) -> str:
    return {Section: "section", Task: "task", Target: "target"}[type(item)]


def _text(item: Item) -> str:
    return heading_text(item.number, item.title) if isinstance(item, Section) else item.text


def _conflicts(old: Item, new: Item, mine: Mapping[str, str]) -> Iterator[Conflict]:
    """Yield the fields that the new version has changed and the user has changed otherwise."""
    before, now = _fields(old), _fields(new)
    for label, ours in mine.items():
        if before.get(label, "") != now.get(label, "") != ours:
            yield Conflict(label, before.get(label, ""), ours, now.get(label, ""))


def _fields(item: Item) -> dict[str, str]:
    """Return what a user may change of a finding, by the name of the field."""
    match item:
        case Section():
            return {"编号": item.number, "标题": item.title}
        case Task():
            units = units_words((unit.name, unit.role) for unit in item.assignments if unit.origin is Origin.STATED)
            until = deadline_words(item.deadline.value if item.deadline else None)
            return {"文字": item.text, "完成时限": until, "责任单位": units}
        case Target():
            fields = {label: str(getattr(item, name) or "") for name, label in TARGET_FIELDS.items()}
            return {"文字": item.text} | fields


def _details(old: Item, new: Item) -> Iterator[tuple[str, str]]:
    """Yield what has changed besides the words: the field's name and what is told of it."""
    match old, new:
        case Task(), Task():
            yield from _task_details(old, new)
        case Target(), Target():
            for name, label in TARGET_FIELDS.items():
                before, now = getattr(old, name), getattr(new, name)
                if before != now:
                    yield label, f"{label}：{before or '无'} → {now or '无'}"


def _task_details(old: Task, new: Task) -> Iterator[tuple[str, str]]:
    before, now = (deadline_words(item.deadline.value if item.deadline else None) for item in (old, new))
    if before != now:
        yield "完成时限", f"完成时限：{before or '无'} → {now or '无'}"
    ours, theirs = _units(old), _units(new)
    gained = [f"{name}（{role}）" for name, role in theirs.items() if ours.get(name) != role]
    lost = [f"{name}（{role}）" for name, role in ours.items() if theirs.get(name) != role]
    if lost:
        yield "责任单位", f"不再列：{'、'.join(lost)}"
    if gained:
        yield "责任单位", f"新列：{'、'.join(gained)}"


def _units(task: Task) -> dict[str, str]:
    stated = (unit for unit in task.assignments if unit.origin is Origin.STATED)
    return {unit.name: unit_role_text(unit.role) for unit in stated}
