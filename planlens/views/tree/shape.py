"""Trees of whole numbers: what stands below what, and at which row. No Qt, no rows of a project.

A ``QModelIndex`` may carry a number but never a Python object, so every document, section and task gets one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from planlens.project.rows import DocumentRow, SectionRow, TaskRow
from planlens.project.state import State

ROOT = 0
"""The number of what is above everything; that of an invalid ``QModelIndex``."""

DRAFT = 3
"""The number of a task that is being typed and is not in the project yet: ids count from 1."""

_LETTERS = "?" + DocumentRow.letter + SectionRow.letter + TaskRow.letter
_KINDS = {letter: kind for kind, letter in enumerate(_LETTERS) if kind}


def number_of(key: str) -> int:
    """Return the number of a document, section or task: ``t17`` is 71; :data:`ROOT` for any other id."""
    kind = _KINDS.get(key[:1])
    return int(key[1:]) * 4 + kind if kind else ROOT


def key_of(number: int) -> str:
    """Return the id that has this number, "" for none."""
    return f"{_LETTERS[number % 4]}{number // 4}" if number > DRAFT else ""


def is_task(number: int) -> bool:
    """Whether a number is a task's."""
    return number % 4 == DRAFT


def is_document(number: int) -> bool:
    """Whether a number is a document's."""
    return number % 4 == 1


class Shape:
    """What stands below what. All of it may be read; only the methods change it.

    Attributes:
        below: the numbers below each that has any, in their order.
        above: the number above each.
        row: the place of each among its siblings, from 0.
        tasks: how many of them are tasks.
    """

    def __init__(self, below: dict[int, list[int]] | None = None) -> None:
        self.below: dict[int, list[int]] = below or {}
        self.above: dict[int, int] = {}
        self.row: dict[int, int] = {}
        for owner, numbers in self.below.items():
            for row, number in enumerate(numbers):
                self.above[number] = owner
                self.row[number] = row
        self.tasks = sum(number % 4 == DRAFT for number in self.above)

    def __contains__(self, number: object) -> bool:
        return number in self.above

    def __len__(self) -> int:
        return len(self.above)

    def walk(self, owner: int = ROOT) -> Iterator[int]:
        """Yield everything below *owner* as it reads."""
        stack = self.below.get(owner, [])[::-1]
        while stack:
            number = stack.pop()
            yield number
            if number in self.below:
                stack += self.below[number][::-1]

    def line(self, number: int) -> list[int]:
        """Return what stands above a number, the nearest first, without :data:`ROOT`."""
        found = []
        while (number := self.above.get(number, ROOT)) != ROOT:
            found.append(number)
        return found

    def over_tasks(self) -> set[int]:
        """Return the numbers that have a task somewhere below them."""
        found = {ROOT}
        for number, owner in self.above.items():
            while is_task(number) and owner not in found:
                found.add(owner)
                owner = self.above[owner]  # noqa: PLW2901 (climbing)
        return found - {ROOT}

    def insert(self, owner: int, row: int, numbers: list[int]) -> None:
        """Put new numbers below *owner*."""
        self.below.setdefault(owner, [])[row:row] = numbers
        for number in numbers:
            self.tasks += number not in self.above and is_task(number)
            self.above[number] = owner
        self._count(owner, row)

    def remove(self, owner: int, first: int, last: int) -> None:
        """Take out the numbers in these rows, *last* included, with all below them."""
        gone = self.below[owner][first : last + 1]
        for number in [inner for outer in gone for inner in self.walk(outer)] + gone:
            self.below.pop(number, None)
            del self.above[number], self.row[number]
            self.tasks -= is_task(number)
        del self.below[owner][first : last + 1]
        self._count(owner, first)

    def move(self, number: int, owner: int, row: int) -> None:
        """Take a number, with all below it, to the row that it shall have below *owner* once it has left its own."""
        old = self.above[number]
        self.below[old].remove(number)
        self._count(old, 0)
        self.insert(owner, row, [number])

    def _count(self, owner: int, first: int) -> None:
        numbers = self.below[owner]
        if not numbers:
            del self.below[owner]
        for row in range(first, len(numbers)):
            self.row[numbers[row]] = row


def shape_of(state: State) -> Shape:
    """Return the tree of a state: documents at the top where there are several, else what is in the only one."""
    below: defaultdict[int, list[tuple[float, int, str, int]]] = defaultdict(list)
    roots = root_keys(state)
    for row in state:
        if isinstance(row, TaskRow | SectionRow) or (isinstance(row, DocumentRow) and not roots):
            owner = ROOT if row.owner in roots else number_of(row.owner)
            below[owner].append((row.place, len(row.id), row.id, number_of(row.id)))  # State's own order
    return Shape({owner: [found[-1] for found in sorted(rows)] for owner, rows in below.items()})


def root_keys(state: State) -> frozenset[str]:
    """Return the id of the only document, which is not shown itself; nothing where there are several."""
    documents = state.documents()
    return frozenset(row.id for row in documents) if len(documents) < 2 else frozenset()


def narrowed(full: Shape, wanted: Iterable[int]) -> Shape:
    """Return the part of a tree that holds these numbers and all above them."""
    keep: set[int] = {ROOT}
    for number in wanted:
        while number not in keep and number in full:
            keep.add(number)
            number = full.above[number]  # noqa: PLW2901 (climbing)
    below = {}
    for owner, numbers in full.below.items():
        if owner in keep and (found := [number for number in numbers if number in keep]):
            below[owner] = found
    return Shape(below)


def flat(numbers: Iterable[int]) -> Shape:
    """Return these numbers as a plain list."""
    found = list(numbers)
    return Shape({ROOT: found} if found else None)


Step = Callable[[int, int, int, Callable[[], None]], bool]
"""Does a step, and returns whether it could be done."""


class Steps:
    """How to get from one order of children to another; each step is told before and after it happens.

    Args:
        shape: changed step by step.
        insert, remove, move: called with the step, and do it by calling the function given last.
    """

    def __init__(
        self,
        shape: Shape,
        insert: Step,
        remove: Step,
        move: Step,
    ) -> None:
        self._shape = shape
        self._insert = insert
        self._remove = remove
        self._move = move

    def run(self, wanted: dict[int, list[int]], gone: set[int]) -> bool:
        """Give every owner in *wanted* these children and take out *gone*; False where only a reset will do."""
        shape = self._shape
        self._take_out({number for number in gone if number in shape and gone.issuperset(shape.walk(number))})
        todo = list(wanted)
        while todo:
            ready = [owner for owner in todo if owner == ROOT or owner in shape]
            if not ready:
                return False
            for owner in sorted(ready, key=lambda owner: not self._gains(owner, wanted[owner])):
                todo.remove(owner)  # who gains first: else all that stands behind what leaves would have to pass it
                if not self._arrange(owner, wanted[owner], gone):
                    return False
        self._take_out({number for number in gone if number in shape})
        return True

    def _gains(self, owner: int, wanted: list[int]) -> bool:
        """Whether anything comes to an owner from another one."""
        return any(self._shape.above.get(number, owner) != owner for number in wanted)

    def _take_out(self, gone: set[int]) -> None:
        shape = self._shape
        top = [number for number in gone if gone.isdisjoint(shape.line(number))]
        for number in sorted(top, key=lambda number: shape.row[number], reverse=True):
            owner, row = shape.above[number], shape.row[number]
            self._remove(owner, row, row, lambda owner=owner, row=row: shape.remove(owner, row, row))  # type: ignore[misc]

    def _arrange(self, owner: int, wanted: list[int], gone: set[int]) -> bool:
        shape = self._shape
        row = 0
        while row < len(wanted):
            now = shape.below.get(owner, [])
            if row < len(now) and now[row] == wanted[row]:
                row += 1
            elif wanted[row] not in shape:
                fresh = 1
                while row + fresh < len(wanted) and wanted[row + fresh] not in shape:
                    fresh += 1
                numbers = wanted[row : row + fresh]
                self._insert(owner, row, fresh, lambda r=row, n=numbers: shape.insert(owner, r, n))  # type: ignore[misc]
                row += fresh
            elif row + 1 < len(now) and now[row + 1] == wanted[row] and now[row] in wanted[row:]:
                if not self._bring(now[row], owner, wanted.index(now[row]), len(now)):
                    return False
            elif not self._bring(wanted[row], owner, row, len(now)):
                return False
        return True

    def _bring(self, number: int, owner: int, row: int, length: int) -> bool:
        inside = self._shape.above[number] == owner
        row = min(row, length - inside)
        return self._move(number, owner, row, lambda: self._shape.move(number, owner, row))
