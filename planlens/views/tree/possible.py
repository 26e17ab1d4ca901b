"""Which actions on the tree are possible, and where they lead; the edits of the project refuse the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from planlens.model import Status
from planlens.project.edits import Merge, Move, Together
from planlens.project.rows import AttachmentRow, DocumentRow, Item, NoteRow, SectionRow, TaskRow
from planlens.project.state import State


def topmost(state: State, keys: Iterable[str]) -> list[str]:
    """Return the sections and tasks among these ids that do not stand below another one of them."""
    wanted = list(dict.fromkeys(keys))
    chosen = set(wanted)
    items = [key for key in wanted if isinstance(state.find(key), SectionRow | TaskRow)]
    return [key for key in items if not any(above.id in chosen for above in state.above(key))]


def tasks_of(state: State, keys: Iterable[str], shown: Collection[str] | None = None) -> list[str]:
    """Return the tasks that a choice means, as they stand: one number for keys, menus, panels and exports.

    Those chosen; of a section or document in which nothing is chosen, all in it that are shown.

    Args:
        state: the rows.
        keys: the ids that are chosen.
        shown: the tasks that a filter shows, None where there is none.
    """
    chosen = dict.fromkeys(keys)
    above = {item.owner for key in chosen if (item := state.find(key)) is not None}
    inside = {row.id for owner in above if owner in state for row in (*state.above(owner), state.find(owner)) if row}
    found: dict[str, None] = {}
    for key in chosen:
        row = state.find(key)
        if isinstance(row, TaskRow):
            found[key] = None
        elif isinstance(row, SectionRow | DocumentRow) and key not in inside:
            below = (item.id for _, item in state.walk(key) if isinstance(item, TaskRow))
            found |= dict.fromkeys(task for task in below if shown is None or task in shown)
    return list(found)


@dataclass(frozen=True, slots=True)
class Loss:
    """What deleting takes away: all tasks, those of them that are not shown, those that have been worked on."""

    tasks: int
    hidden: int
    worked_on: int

    @property
    def question(self) -> str:
        """What to ask before it is done, "" where it is so little that undoing is enough."""
        if self.tasks <= FEW and not self.hidden and not self.worked_on:
            return ""
        parts = [f"将删除 {self.tasks} 项任务"]
        if self.hidden:
            parts.append(f"其中 {self.hidden} 项不在当前筛选结果中")
        if self.worked_on:
            parts.append(f"{self.worked_on} 项已有进展或佐证")
        return f"{'，'.join(parts)}。删除后可以撤销。"


FEW = 3
"""So many tasks are deleted without a question, if nobody has worked on them."""


def loss_of(state: State, keys: Iterable[str], shown: Collection[str] | None = None) -> Loss:
    """Return what deleting items takes away, with all that stands below them."""
    items = {key: row for key in keys if (row := state.find(key)) is not None}
    below = {item.id: item for key in items for _, item in state.walk(key)}
    tasks = {key: row for key, row in (items | below).items() if isinstance(row, TaskRow)}
    worked = [
        row
        for key, row in tasks.items()
        if row.status != Status.NOT_STARTED
        or row.progress is not None
        or any(state.children(key, kind) for kind in (NoteRow, AttachmentRow))
    ]
    hidden = sum(shown is not None and key not in shown for key in tasks)
    return Loss(len(tasks), hidden, len(worked))


def to_delete(state: State, keys: Iterable[str], shown: Collection[str] | None = None) -> list[str]:
    """Return what deleting a choice means: sections whole, but only tasks where a filter hides others in them."""
    chosen = list(keys)
    if shown is None:
        return topmost(state, chosen)
    tasks = tasks_of(state, chosen, shown)
    sections = [
        key for key in chosen if isinstance(state.find(key), SectionRow) and not loss_of(state, [key], shown).hidden
    ]
    return topmost(state, [*sections, *tasks])


@dataclass(frozen=True, slots=True)
class Join:
    """Joining the tasks of sections, one task of each section: *groups* are the tasks that become one."""

    groups: tuple[tuple[str, ...], ...]

    @property
    def question(self) -> str:
        """What to ask before it is done."""
        tasks = sum(map(len, self.groups))
        where = "本节" if len(self.groups) == 1 else f"{len(self.groups)} 节"
        return (
            f"将把{where}的 {tasks} 项任务合并为 {len(self.groups)} 项：文字、单位、目标、进展记录、佐证材料都保留，"
            "时限取最晚的，状态和进度按各项汇总。合并后可以撤销。"
        )

    @property
    def edit(self) -> Together:
        """What joins them."""
        where = "本节" if len(self.groups) == 1 else f"{len(self.groups)}节"
        label = f"合并{where}的{sum(map(len, self.groups))}项任务为{len(self.groups)}项"
        return Together(tuple(Merge(group) for group in self.groups), label)


def to_join(state: State, keys: Iterable[str], shown: Collection[str] | None = None) -> Join | None:
    """Return what joining sections (合并本节) means, None where no section has two tasks of its own.

    Args:
        state: the rows.
        keys: sections, with all below them, or tasks, for the sections that they stand in.
        shown: the tasks that a filter shows, None where there is none; others are left alone.
    """
    owners: dict[str, None] = {}
    for key in keys:
        row = above = state.find(key)
        while isinstance(above, TaskRow):
            above = state.find(above.owner)
        if above is not None:
            owners[above.id] = None
        if not isinstance(row, TaskRow):
            owners |= {item.id: None for _, item in state.walk(key) if isinstance(item, SectionRow)}
    found = (tuple(item.id for item in state.items(owner) if isinstance(item, TaskRow)) for owner in owners)
    if shown is not None:
        found = (tuple(key for key in group if key in shown) for group in found)
    groups = tuple(group for group in found if len(group) > 1)
    return Join(groups) if groups else None


def may_hold(state: State, owner: str, keys: Iterable[str]) -> bool:
    """Whether all these items may be moved below *owner*: no section into a task, nothing into itself."""
    row = state.find(owner)
    if not isinstance(row, DocumentRow | SectionRow | TaskRow):
        return False
    inside = {owner, *(item.id for item in state.above(owner))}
    rows = [state.find(key) for key in keys]
    if any(item is None or item.id in inside for item in rows):
        return False
    return not (isinstance(row, TaskRow) and any(isinstance(item, SectionRow) for item in rows))


def can_indent(state: State, keys: Sequence[str]) -> bool:
    """Whether there is a sibling before the first item that can take it."""
    if not keys:
        return False
    first = state.item(keys[0])
    before = state.items(first.owner)[: _row(state, first)]
    others = [item for item in before if item.id not in keys]
    return any(isinstance(item, SectionRow) or isinstance(first, TaskRow) for item in others)


def can_outdent(state: State, keys: Sequence[str]) -> bool:
    """Whether every item stands below another one that is not a document, and may stand where that one does."""
    for key in keys:
        above = state.above(key)
        if not above or not may_hold(state, above[-1].owner, [key]):
            return False
    return bool(keys)


def stepped(state: State, keys: Sequence[str], step: int) -> Move | None:
    """Return the move of neighbouring siblings by one place up (-1) or down (1), None where there is none."""
    if not keys:
        return None
    items = [state.item(key) for key in keys]
    owner = items[0].owner
    if any(item.owner != owner for item in items):
        return None
    order = [item.id for item in state.items(owner)]
    chosen = set(keys)
    rows = [row for row, key in enumerate(order) if key in chosen]
    if step < 0:
        place = rows[0] - 1
        if place < 0:
            return None
        after = order[place - 1] if place else None
    else:
        if rows[-1] + 1 >= len(order):
            return None
        after = order[rows[-1] + 1]
    return Move(tuple(key for key in order if key in chosen), owner, after)


def place_behind(state: State, key: str) -> tuple[str, str | None] | None:
    """Return owner and sibling before of a task that is added at an item: behind a task, or in a section.

    In a section or document it stands behind the tasks that come before the first section in it. None where there
    is nothing to add to.
    """
    row = state.find(key)
    if isinstance(row, TaskRow):
        return row.owner, row.id
    if not isinstance(row, SectionRow | DocumentRow):
        documents = state.documents()
        return place_behind(state, documents[-1].id) if documents else None
    last = None
    for item in state.items(row.id):
        if isinstance(item, SectionRow):
            break
        last = item.id
    return row.id, last


def section_behind(state: State, key: str) -> tuple[str, str | None] | None:
    """Return owner and sibling before of a section that is added at an item: behind its own section."""
    row = state.find(key)
    while isinstance(row, TaskRow):
        row = state.find(row.owner)
    if isinstance(row, SectionRow):
        return row.owner, row.id
    documents = state.documents()
    owner = row.id if isinstance(row, DocumentRow) else documents[-1].id if documents else ""
    if not owner:
        return None
    items = state.items(owner)
    return owner, items[-1].id if items else None


def _row(state: State, item: Item) -> int:
    return [other.id for other in state.items(item.owner)].index(item.id)
