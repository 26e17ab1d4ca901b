"""Following the changes of a project row by row, so that views keep what is open, chosen and seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planlens.gui.tasks.shaped_model import ShapedModel
from planlens.project.changes import Changes
from planlens.project.rows import DocumentRow, Row, SectionRow, SettingRow, TaskRow
from planlens.project.state import State
from planlens.views.tree.shape import ROOT, Shape, Steps, is_task, number_of

MANY = 150
"""Rows that come, go or move in one action: with more of them the whole tree is made anew."""


@dataclass(frozen=True, slots=True)
class Following:
    """Keeps two trees in step with the project: all of it, and what is shown.

    Attributes:
        model: shows one of them.
        full: the other one.
        state: the project's, after the changes.
        roots: the ids of what stands for the root.
        ordered: whether a sorted list of tasks is shown.
        narrowed: whether a filter leaves things out.
    """

    model: ShapedModel
    full: Shape
    state: State
    roots: frozenset[str]
    ordered: bool
    narrowed: bool

    def follow(self, changes: Changes) -> bool:
        """Show what has changed, and nothing else; False where everything has to be made anew."""
        rows = [row for change in changes.rows for row in (change.before, change.after) if row is not None]
        moved = [change for change in changes.rows if _moved(change.before, change.after)]
        if len(moved) > MANY or any(isinstance(change.row, DocumentRow) for change in moved):
            return False
        owners = {row.owner for change in moved for row in (change.before, change.after) if row is not None}
        gone = {number_of(change.row.id) for change in moved if change.after is None}
        if moved and not self._rearrange(owners, gone):
            return False
        if any(isinstance(row, SettingRow) for row in rows):
            self.model.tell(self.model.shape.above)
        else:
            self._tell_of(rows)
        return True

    def _rearrange(self, owners: set[str], gone: set[int]) -> bool:
        """Give these owners the children that they have now; False where that cannot be done row by row."""
        wanted = {
            self._owner(owner): [number_of(item.id) for item in self.state.items(owner)]
            for owner in owners
            if isinstance(self.state.find(owner), DocumentRow | SectionRow | TaskRow)
        }
        known = set(self.full.above)
        Steps(self.full, _just_do, _just_do, _just_do).run(wanted, gone)
        fresh = set(self.full.above) - known
        if self.ordered:
            now = self.model.shape.below.get(ROOT, [])
            wanted = {ROOT: self._with_fresh([number for number in now if number not in gone], fresh)}
        elif self.narrowed:
            keep = fresh | set(self.model.shape.above)
            wanted = {owner: [number for number in numbers if number in keep] for owner, numbers in wanted.items()}
            wanted = {owner: numbers for owner, numbers in wanted.items() if owner in keep or owner == ROOT}
        steps = Steps(self.model.shape, self.model.insert_rows, self.model.remove_rows, self.model.move_row)
        missing = fresh - {number for numbers in wanted.values() for number in numbers}
        return steps.run(wanted, gone) and (not missing or self.ordered)

    def _with_fresh(self, now: list[int], fresh: set[int]) -> list[int]:
        """Return a sorted list with new tasks behind the ones that they follow in the tree."""
        if not fresh:
            return now
        followers: dict[int, list[int]] = {}
        before, known = ROOT, set(now)
        for number in self.full.walk():
            if number in fresh and is_task(number):
                followers.setdefault(before, []).append(number)
            elif number in known:
                before = number
        found = [item for number in now for item in (number, *followers.get(number, ()))]
        return found + followers.get(ROOT, [])

    def _owner(self, key: str) -> int:
        return ROOT if key in self.roots else number_of(key)

    def _tell_of(self, rows: Iterable[Row]) -> None:
        """Tell views that these rows' items, and what stands above them, look different."""
        numbers: dict[int, None] = {}
        for row in rows:
            number = number_of(row.id if isinstance(row, DocumentRow | SectionRow | TaskRow) else row.owner)
            numbers |= dict.fromkeys([number, *self.full.line(number)] if number in self.full else [number])
        self.model.tell(numbers)


def _just_do(_owner: int, _row: int, _count: int, do: Callable[[], None]) -> bool:
    do()
    return True


def _moved(before: Row | None, after: Row | None) -> bool:
    """Whether a change of a row changes the tree."""
    row = after or before
    if not isinstance(row, DocumentRow | SectionRow | TaskRow):
        return False
    return _place(before) != _place(after)


def _place(row: Row | None) -> tuple[str, float] | None:
    return (row.owner, row.place) if isinstance(row, DocumentRow | SectionRow | TaskRow) else None
