"""Two versions of a document beside each other: which findings are the same, and what has changed between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planlens.model.plan import Plan


class Differing(StrEnum):
    """How an item of two versions differs."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The word for users: 新增, 修改, 删除."""
        return {"added": "新增", "changed": "修改", "removed": "删除"}[self.value]


@dataclass(frozen=True, slots=True)
class Matching:
    """Which finding of a new version is which of the old one: old ids by new ones.

    Attributes:
        sections: the sections that are in both.
        tasks: the tasks that are in both.
        targets: the targets that are in both.
        left_out: the ids of new findings that users have deleted before: they do not come back.
    """

    sections: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    @property
    def known(self) -> dict[str, str]:
        """All pairs together."""
        return {**self.sections, **self.tasks, **self.targets}


@dataclass(frozen=True, slots=True)
class Work:
    """What users have done to the old version, so that a comparison can tell what becomes of it.

    Attributes:
        by_hand: the ids of items that no document names: they stay whatever a new version says.
        worked_on: the ids of items that must not be lost: with progress, notes, evidence, decisions.
        corrected: the words that users gave items, by id: they stand whatever a new version says.
        ours: what users have put in the place of what was found, by id and by the Chinese name of the field
            (完成时限: 2025年): where the new version says something else too, they choose.
    """

    by_hand: Collection[str] = frozenset()
    worked_on: Collection[str] = frozenset()
    corrected: Mapping[str, str] = field(default_factory=dict)
    ours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both a user and the new version have changed; "" stands for nothing there.

    Attributes:
        label: the field's name in Chinese.
        printed: as the old version has it.
        ours: as the user has it.
        now: as the new version has it.
    """

    label: str
    printed: str
    ours: str
    now: str

    @property
    def words(self) -> str:
        """The three states in one line."""
        printed, ours, now = (text or "无" for text in (self.printed, self.ours, self.now))
        return f"{self.label}：原版本 {printed}，您改为 {ours}，新版本 {now}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that is not the same in both versions, to be shown side by side.

    Attributes:
        kind: added, changed or removed.
        item: ``section``, ``task`` or ``target``.
        old: its id in the old version, None if it is new.
        new: its id in the new version, None if it is gone.
        old_text: its words there, "" if there are none; a section's with its number.
        new_text: its words here.
        details: what else has changed, in Chinese (完成时限：2026年 → 2027年).
        conflicts: what a user has changed as well: the user's stays unless the new version's is chosen.
    """

    kind: Differing
    item: str
    old: str | None
    new: str | None
    old_text: str
    new_text: str
    details: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a document's new version brings.

    Attributes:
        matching: which findings are the same.
        differences: what was added, changed and removed, as the new version reads; what is gone stands where it stood.
        unchanged: the number of tasks that are the same in every way.
    """

    matching: Matching
    differences: tuple[Difference, ...]
    unchanged: int

    def of(self, kind: Differing, item: str = "task") -> tuple[Difference, ...]:
        """Return the differences of one kind."""
        return tuple(found for found in self.differences if (found.kind, found.item) == (kind, item))


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A document's new version, read and compared but not adopted yet.

    Attributes:
        document: the id of the document in the project.
        plan: what was found in the new version.
        data: the bytes of its file.
        comparison: what it brings.
        note: what people have to know of the file besides, in Chinese, "" for nothing.
        told: whether the file only tells what the project says already, so that there is nothing to adopt.
    """

    document: str
    plan: Plan
    data: bytes
    comparison: Comparison
    note: str = ""
    told: bool = False
