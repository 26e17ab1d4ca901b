"""Cells pasted from a spreadsheet into a table of the window: what they would change, and what is not understood."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from planlens.model import PlanlensError
from planlens.project.edits import AddNote, EditNote, SetText, Together
from planlens.project.project import Edit
from planlens.project.rows import TABLES, DocumentRow, SectionRow
from planlens.project.state import Draft, State
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import Field, Use
from planlens.views.items.meaning import ONE_SENTENCE

_GUARDED = re.compile(r"'(?='*(?:[\t\n]|[\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\-@＝＋－＠]))")
"""What an export writes before what would be a formula: ``'=1+1``."""


@dataclass(frozen=True, slots=True)
class PastedCell:
    """A pasted cell: the id of the row that it falls on, the field of its column, and its words."""

    row: str
    field: Field[Any]
    words: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that is not taken, and why, in Chinese."""

    cell: PastedCell
    reason: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a paste would do.

    Attributes:
        cells: the cells that would change something, to be shown before anything is done.
        problems: the cells that cannot be taken.
        surplus: how many pasted lines lie below the last row.
        edit: what changes the cells; None where nothing would change.
    """

    cells: tuple[PastedCell, ...]
    problems: tuple[Problem, ...]
    surplus: int
    edit: Together | None

    @property
    def question(self) -> str:
        """What to ask before it is done: how many cells of which fields, and what is left out and why."""
        count = Counter(cell.field.title for cell in self.cells)
        parts = [f"将修改{len(self.cells)}个单元格：" + "、".join(f"{title}{many}个" for title, many in count.items())]
        if self.problems:
            shown = [f"“{found.cell.words.strip()}”：{found.reason}" for found in self.problems[:MOST_SHOWN]]
            parts += [f"另有{len(self.problems)}个不能粘贴，保持原样：", *shown]
        if self.surplus:
            parts.append(f"剪贴板多出{self.surplus}行，下面没有行可以对应。")
        return "\n".join(parts) if self.cells else "\n".join(["没有要修改的内容。", *parts[1:]])


MOST_SHOWN = 8
"""Cells that are not understood of which the question tells."""


def grid(text: str) -> list[list[str]]:
    """Return the cells of text copied in Excel or WPS: tabs between columns, quotes round cells with line breaks."""
    lines = csv.reader(io.StringIO(text.removesuffix("\n").removesuffix("\r"), newline=""), delimiter="\t")
    return [[_GUARDED.sub("", cell.replace("\r\n", "\n"), count=1) for cell in line] for line in lines]


def pasted(
    desk: Desk, text: str, rows: Sequence[str], columns: Sequence[Field[Any]], size: tuple[int, int] = (1, 1)
) -> Pasted:
    """Return what pasting would do; nothing is changed yet.

    Args:
        desk: what typed text is read with.
        text: as it was copied. A first line of nothing but titles of *columns* tells what each of its columns is, in
            whatever order.
        rows: the ids of the rows from the first cell down.
        columns: the fields from the first cell to the right.
        size: how many rows and columns are selected: cells that fit into them several times are repeated, as in Excel.
    """
    table = grid(text)
    chosen = titled(table[0], columns) if table else []
    table = table[1:] if chosen else repeated(table, *size)
    found = [
        PastedCell(row, field, words)
        for row, line in zip(rows, table, strict=False)
        for field, words in zip(chosen or columns, line, strict=False)
    ]
    return _outcome(desk, found, max(0, len(table) - len(rows)), "粘贴{}个单元格")


def repeated(table: list[list[str]], rows: int, columns: int) -> list[list[str]]:
    """Return cells as often as they fit exactly into so many rows and columns, once where they do not."""
    high, wide = len(table), max(map(len, table), default=0)
    if not high or not wide:
        return table
    down = rows // high if rows % high == 0 else 1
    across = columns // wide if columns % wide == 0 else 1
    return [line * max(across, 1) for line in table] * max(down, 1)


def filled_down(desk: Desk, rows: Sequence[str], words: Sequence[tuple[Field[Any], str]], what: str = "任务") -> Pasted:
    """Return what giving all rows these words in these fields would do; nothing is changed yet.

    *what* the rows are called stands in the history.
    """
    cells = [PastedCell(row, field, text) for row in rows for field, text in words]
    titles = "".join(f"“{field.title}”" for field, _ in words)
    return _outcome(desk, cells, 0, f"向下填充{len(rows)}项{what}的{titles}")


def _outcome(desk: Desk, cells: Sequence[PastedCell], surplus: int, label: str) -> Pasted:
    done, problems = _tried(cells, desk)
    edits = _with_whole_notes(done, desk.state)
    edit = Together(tuple(edits), label.format(len(done))) if edits else None
    return Pasted(tuple(cell for cell, _ in done), tuple(problems), surplus, edit)


def _with_whole_notes(done: Sequence[tuple[PastedCell, Edit]], state: State) -> list[Edit]:
    """Return edits one after the other; what changes a note that is only now written is written with it."""
    found: list[Edit] = []
    written: dict[str, int] = {}
    for cell, edit in done:
        if isinstance(edit, EditNote) and edit.id not in state:
            place = written[cell.row]
            said = {name: text for name in _PARTS if (text := getattr(edit, name)) is not None}
            found[place] = replace(found[place], **said)  # type: ignore[type-var]
            continue
        if isinstance(edit, AddNote):
            written[cell.row] = len(found)
        found.append(edit)
    return found


_PARTS = ("done", "problems", "next_steps")


def titled(line: Sequence[str], columns: Sequence[Field[Any]]) -> list[Field[Any]]:
    """Return the fields that a line of titles names, none where anything else stands in it."""
    known = {title: field for field in columns for title in (field.title, *(field.title_in(use) for use in Use))}
    found = [known.get(title.strip()) for title in line]
    return [field for field in found if field is not None] if all(found) else []


def _tried(cells: Sequence[PastedCell], desk: Desk) -> tuple[list[tuple[PastedCell, Edit]], list[Problem]]:
    """Type all cells and take everything back; return what changed something, with its edit, and what failed."""
    done, problems = [], []
    draft = Draft(desk.state, {kind.letter: 10**9 for kind in TABLES}, desk.today.isoformat())
    try:
        for cell in cells:
            try:
                edit = _edit_of(cell, desk)
                if edit is not None:
                    edit.run(draft)
                    done.append((cell, edit))
            except PlanlensError as error:
                problems.append(Problem(cell, error.message))
    finally:
        draft.rollback()
    return done, problems


def _edit_of(cell: PastedCell, desk: Desk) -> Edit | None:
    """Return the edit that typing a cell means; None where that changes nothing.

    Raises:
        PlanlensError: it cannot be typed, or is not understood.
    """
    row, field = desk.state.find(cell.row), cell.field
    if isinstance(row, DocumentRow):
        raise PlanlensError("no-item", "这一行不能填写。")
    if field.edit is None:
        if not cell.words.strip():
            return None
        raise PlanlensError("not-typed", f"“{field.title}”由程序计算，不能粘贴。")
    if isinstance(row, SectionRow) and not field.sections:
        if not cell.words.strip():
            return None
        raise PlanlensError("not-typed", f"章节没有“{field.title}”，不能粘贴。")
    edit = field.edit(desk, (cell.row,), cell.words)
    if isinstance(edit, SetText) and (parts := desk.state.parts.get(cell.row)):
        raise PlanlensError("item-row", ONE_SENTENCE.format(len(parts)))
    return edit
