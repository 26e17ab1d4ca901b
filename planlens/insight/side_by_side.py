"""Two versions of a document as one tree, side by side: each row as it was and as it is, with what changed in it.

Which row is which comes from :mod:`planlens.insight.matching`; what changed besides the words from
:mod:`planlens.insight.versions`. Here the whole tree is told, the words are compared one by one, and targets are said
to be raised or lowered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from enum import StrEnum

from planlens.insight.matching import match
from planlens.insight.versions import compare
from planlens.language.words import cut
from planlens.model import Plan, Section, Target, Task
from planlens.model.versions import Difference, Matching
from planlens.model.wording import heading_text

Item = Section | Task | Target


class Beside(StrEnum):
    """How a row of one version stands to that of the other."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    OTHERWISE = "otherwise"

    @property
    def label(self) -> str:
        """What people call it."""
        words = {"same": "未变", "added": "新增", "removed": "删除", "moved": "移动", "reworded": "改写"}
        return words.get(self.value, "调整")


@dataclass(frozen=True, slots=True)
class WordMark:
    """A piece of a row's words: in both versions (""), only in the old one (``-``) or only in the new one (``+``)."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class TargetMove:
    """A target whose value is another one.

    Attributes:
        indicator: what is measured.
        before: the old value with its unit.
        now: the new one.
        raised: whether the value is higher, None where they cannot be compared.
    """

    indicator: str
    before: str
    now: str
    raised: bool | None

    @property
    def words(self) -> str:
        """The move in one line."""
        what = {True: "提高", False: "降低", None: "改为"}[self.raised]
        return f"目标{what}：{self.indicator} {self.before} → {self.now}"


@dataclass(frozen=True, slots=True)
class SideRow:
    """A section, task or target (one that stands in no task) of two versions.

    Attributes:
        kind: how it differs; a row that is moved and re-worded is re-worded, *details* tell where it went.
        item: ``section``, ``task`` or ``target``.
        level: its depth in the tree, from 1.
        old: its id in the old version, None if it is new.
        new: its id in the new version, None if it is gone.
        old_text: its words there, a section's with its number.
        new_text: its words here.
        marks: the words compared, empty unless they differ.
        details: what else has changed, in Chinese.
        targets: the targets in it whose values differ.
    """

    kind: Beside
    item: str
    level: int
    old: str | None
    new: str | None
    old_text: str
    new_text: str
    marks: tuple[WordMark, ...] = ()
    details: tuple[str, ...] = ()
    targets: tuple[TargetMove, ...] = ()


def side_by_side(old: Plan, new: Plan) -> list[SideRow]:
    """Return both versions as one tree, as the new one reads; what is gone stands where it stood."""
    matching = match(old, new)
    told = compare(old, new, matching).differences
    changed = {found.new: found for found in told if found.new is not None}
    moves = _target_moves(old, new, matching)
    known, ours = matching.known, {item.id: item for item in _rows_of(old)}
    rows: list[tuple[tuple[int, int, int], SideRow]] = []
    place: dict[str, int] = {}
    for number, item in enumerate(_rows_of(new)):
        key = known.get(item.id)
        place |= {key: number} if key else {}
        before = ours.get(key) if key else None
        row = _row(before, item, _level(new, item), changed.get(item.id), moves.get(item.id, ()))
        rows.append(((number, 0, 0), row))
    last = -1
    for number, (key, item) in enumerate(ours.items()):
        last = place.get(key, last)
        if key not in place:
            gone = SideRow(Beside.REMOVED, _kind(item), _level(old, item), key, None, text_of(item), "")
            rows.append(((last, 1, number), gone))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def counts(rows: list[SideRow]) -> dict[Beside, int]:
    """Return how many rows there are of each kind that there is."""
    found = Counter(row.kind for row in rows)
    return {kind: found[kind] for kind in Beside if found[kind]}


def marked(old: str, new: str) -> tuple[WordMark, ...]:
    """Return two texts as one, word by word: what is in both, what is gone, what is new."""
    ours, theirs = cut(old), cut(new)
    found: list[WordMark] = []
    for what, start, end, begin, stop in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        before, now = "".join(ours[start:end]), "".join(theirs[begin:stop])
        if what == "equal":
            found.append(WordMark("", before))
        else:
            found += [WordMark(sign, text) for sign, text in (("-", before), ("+", now)) if text]
    return tuple(found)


def text_of(item: Item) -> str:
    """Return the words of a row, a section's with its number."""
    return heading_text(item.number, item.title) if isinstance(item, Section) else item.text


def _row(old: Item | None, new: Item, level: int, found: Difference | None, moves: tuple[TargetMove, ...]) -> SideRow:
    if old is None:
        return SideRow(Beside.ADDED, _kind(new), level, None, new.id, "", text_of(new))
    before, now = text_of(old), text_of(new)
    details = found.details if found else ()
    if before != now:
        kind = Beside.REWORDED
    elif any(detail.startswith("移至") for detail in details):
        kind = Beside.MOVED
    else:
        kind = Beside.OTHERWISE if details or moves else Beside.SAME
    marks = marked(before, now) if before != now else ()
    return SideRow(kind, _kind(new), level, old.id, new.id, before, now, marks, details, moves)


def _rows_of(plan: Plan) -> list[Item]:
    """Return sections, tasks and the targets outside tasks, as the document reads."""
    inside = {key for task in plan.tasks for key in task.targets}
    items: list[Item] = [*plan.sections, *plan.tasks, *(item for item in plan.targets if item.id not in inside)]
    order = {Section: 0, Task: 1, Target: 2}
    return sorted(items, key=lambda item: (item.span.start, order[type(item)]))


def _kind(item: Item) -> str:
    return {Section: "section", Task: "task", Target: "target"}[type(item)]


def _level(plan: Plan, item: Item) -> int:
    return item.level if isinstance(item, Section) else len(plan.path(item.section)) + 1


def _target_moves(old: Plan, new: Plan, matching: Matching) -> Mapping[str, tuple[TargetMove, ...]]:
    """Return the targets that have another value, by the id of the row of the new version in which they stand."""
    home = {key: task.id for task in new.tasks for key in task.targets}
    before = {target.id: target for target in old.targets}
    found: dict[str, tuple[TargetMove, ...]] = {}
    for target in new.targets:
        was = before.get(matching.targets.get(target.id, ""))
        if was is not None and (was.value, was.unit) != (target.value, target.unit):
            row = home.get(target.id, target.id)
            found[row] = (*found.get(row, ()), _move(was, target))
    return found


def _move(was: Target, now: Target) -> TargetMove:
    ours, theirs = _amounts(was), _amounts(now)
    comparable = ours and theirs and was.unit == now.unit and ours != theirs
    raised = theirs > ours if comparable else None
    return TargetMove(now.indicator, f"{was.value}{was.unit}", f"{now.value}{now.unit}", raised)


def _amounts(target: Target) -> list[Decimal]:
    """Return the numbers of a value, two for a range, none for a fraction."""
    return list(_numbers(target.value))


def _numbers(value: str) -> Iterator[Decimal]:
    for part in value.split("~"):
        try:
            yield Decimal(part)
        except InvalidOperation:
            return
