"""Edits of the tree: add, delete, move, indent and split tasks and sections."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planlens.model import PlanlensError, Role
from planlens.project.edits.own_fields import remove_values
from planlens.project.edits.parts import places_of_parts
from planlens.project.edits.periods import ReopenPeriod, must_be_open
from planlens.project.edits.places import check_place, document_of, must_hold, places
from planlens.project.findings import found_in, found_words
from planlens.project.rows import (
    BY_HAND,
    DismissedRow,
    DocumentRow,
    FieldRow,
    NoteRow,
    PeriodRow,
    PersonRow,
    Row,
    SectionRow,
    TargetRow,
    TaskRow,
    UnitRow,
    ValueRow,
)
from planlens.project.state import Draft
from planlens.project.wording import names, quoted


@dataclass(frozen=True, slots=True)
class AddTask:
    """Add a task below *owner*, behind the sibling *after* (None: first).

    *document*, *start* and *end* tie it to a place in the source where the user selected one.
    """

    owner: str
    text: str
    after: str | None = None
    document: str = ""
    start: int | None = None
    end: int | None = None

    def run(self, draft: Draft) -> str:
        """Add the task."""
        must_hold(draft, self.owner, TaskRow)
        text = _filled(self.text)
        (place,) = places(draft, self.owner, self.after, 1)
        document = self.document or document_of(draft, self.owner)
        check_place(draft.state, document, self.start, self.end)
        draft.put(
            TaskRow(
                *(draft.new_id(TaskRow), self.owner, place, "", text, document, self.start, self.end, BY_HAND, 1.0, ""),
                reviewed=True,
            )
        )
        return f"新增任务{quoted(text)}"


@dataclass(frozen=True, slots=True)
class AddSection:
    """Add a section below *owner*, behind the sibling *after* (None: first)."""

    owner: str
    title: str
    after: str | None = None
    number: str = ""
    role: Role = Role.TASK

    def run(self, draft: Draft) -> str:
        """Add the section."""
        must_hold(draft, self.owner, SectionRow)
        title = _filled(self.title)
        (place,) = places(draft, self.owner, self.after, 1)
        key, document = draft.new_id(SectionRow), document_of(draft, self.owner)
        head = (key, self.owner, place, self.number, title, self.role.value, document)
        draft.put(SectionRow(*head, None, None, BY_HAND, 1.0, "", reviewed=True))
        return f"新增章节{quoted(title)}"


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete rows of any kind (tasks, sections, targets, notes …) with all that belongs to them."""

    ids: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Delete them; findings of the document are remembered, so that its next version does not bring them back."""
        label = f"删除{names(draft.state, self.ids)}"
        for key in self.ids:
            row = draft.state.find(key)
            if row is None:  # it went with one above it
                continue
            dismiss(draft, row)
            if isinstance(row, PeriodRow):
                ReopenPeriod(key).run(draft)
                continue
            if isinstance(row, NoteRow):
                must_be_open(draft.state, row.date, row)
            if isinstance(row, FieldRow):
                remove_values(draft, key)
            draft.remove(key)
        return label


def dismiss(draft: Draft, row: Row) -> None:
    """Remember the words by which a row was found, and all below it."""
    if not isinstance(row, SectionRow | TaskRow | TargetRow):
        return
    document = found_in(draft.state, row)
    if (row.rule != BY_HAND or row.start is not None) and document in draft.state:
        words = found_words(draft.state, row)
        draft.put(DismissedRow(draft.new_id(DismissedRow), document, words, row.letter))
    for child in draft.state.children(row.id, Row):
        dismiss(draft, child)


@dataclass(frozen=True, slots=True)
class Move:
    """Move items, in the order given, below *owner*, behind the sibling *after* (None: first)."""

    ids: tuple[str, ...]
    owner: str
    after: str | None = None

    def run(self, draft: Draft) -> str:
        """Move them."""
        move_items(draft, self.ids, self.owner, self.after)
        return f"移动{names(draft.state, self.ids)}"


def move_items(draft: Draft, ids: tuple[str, ...], owner: str, after: str | None) -> None:
    """Put items, in the order given, below *owner*, behind the sibling *after* (None: first).

    Raises:
        PlanlensError: ``into-itself``, or the place cannot have them.
    """
    moved = [draft.state.item(key) for key in dict.fromkeys(ids)]
    inside = {owner, *(item.id for item in draft.state.above(owner))}
    for item in moved:
        must_hold(draft, owner, type(item))
        if item.id in inside:
            raise PlanlensError("into-itself", "不能把条目移到它自己的下级里，请选择其他位置。")
    gone = {item.id for item in moved}
    if after in gone:
        earlier = [item.id for item in draft.state.items(owner) if item.id not in gone or item.id == after]
        index = earlier.index(after) if after in earlier else 0
        after = earlier[index - 1] if index else None
    for item, place in zip(moved, places(draft, owner, after, len(moved)), strict=True):
        draft.update(draft.state.item(item.id), owner=owner, place=place)


@dataclass(frozen=True, slots=True)
class Indent:
    """Put items one level deeper: below the sibling before the first of them."""

    ids: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Indent them; the first of all siblings cannot be."""
        for key in self.ids:
            item = draft.state.item(key)
            before = [other for other in draft.state.items(item.owner) if other.place < item.place]
            fitting = [other for other in before if isinstance(other, SectionRow) or isinstance(item, TaskRow)]
            if not fitting:
                raise PlanlensError("no-deeper", "前面没有可以作为上级的条目，不能再降级。")
            last = draft.state.items(fitting[-1].id)
            move_items(draft, (key,), fitting[-1].id, last[-1].id if last else None)
        return f"降级{names(draft.state, self.ids)}"


@dataclass(frozen=True, slots=True)
class Outdent:
    """Put items one level higher: behind the item above them."""

    ids: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Outdent them; items of the highest level cannot be."""
        for key in reversed(self.ids):
            above = draft.state.above(key)
            if not above:
                raise PlanlensError("no-higher", "已经是最高一级，不能再升级。")
            move_items(draft, (key,), above[-1].owner, above[-1].id)
        return f"升级{names(draft.state, self.ids)}"


@dataclass(frozen=True, slots=True)
class Split:
    """Split a task in two at a character of its text; the second part stands behind it, with the same units."""

    id: str
    at: int

    def run(self, draft: Draft) -> str:
        """Split it: status, notes, nodes and evidence stay with the first part, all else holds for both."""
        task = draft.state.get(self.id, TaskRow)
        first, second = task.text[: self.at].strip(), task.text[self.at :].strip()
        if not first or not second:
            raise PlanlensError("nothing-to-split", "拆分位置前后都要有文字，请把光标放在句子中间。")
        (place,) = places(draft, task.owner, task.id, 1)
        here, behind = _places_of(draft, task, first, second)
        draft.update(task, text=first, start=here[0], end=here[1])
        key = draft.new_id(TaskRow)
        draft.put(
            TaskRow(
                *(key, task.owner, place, "", second, task.document, *behind, BY_HAND, 1.0, task.keywords),
                *(task.deadline, task.deadline_start, task.deadline_end, task.deadline_rule),
                reviewed=True,
            )
        )
        for unit in draft.state.children(task.id, UnitRow):
            head = (draft.new_id(UnitRow), key, unit.place, unit.name, unit.role, unit.origin, unit.score)
            draft.put(UnitRow(*head, unit.rule, unit.confidence, unit.start, unit.end, unit.decision))
        for kind in (PersonRow, ValueRow):
            for row in draft.state.children(task.id, kind):
                draft.put(replace(row, id=draft.new_id(kind), owner=key))
        for target in draft.state.children(task.id, TargetRow):
            if target.text in second and target.text not in first:
                draft.update(target, owner=key)
        return f"拆分{quoted(task.text)}"


def _places_of(draft: Draft, task: TaskRow, *parts: str) -> list[tuple[int | None, int | None]]:
    """Return the places of the parts that a task is split into; of one without a place None."""
    document = draft.state.find(task.document)
    if task.start is None or task.end is None or not isinstance(document, DocumentRow):
        return [(task.start, task.end)] * len(parts)
    return [*places_of_parts(document.text, task.start, task.end, parts)]


def _filled(text: str) -> str:
    text = text.strip()
    if not text:
        raise PlanlensError("empty-text", "内容不能为空，请输入文字。")
    return text
