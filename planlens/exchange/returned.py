"""Which task each returned row is: by its hidden number, else by its words and its unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from planlens.exchange.books import Book, CellGrid, Kept, Sent
from planlens.exchange.heads import GridHead, head_of
from planlens.exchange.item_rows import ItemTask, rows_of_items, said_anew
from planlens.exchange.packet import mark_of, plain, told_anew
from planlens.views.fields.field import Fields, Use
from planlens.views.fields.seen import InProject, Seen

ALIKE = 0.75
"""How alike the words of a row and of a task must be (``difflib``'s ratio) where no number says which it is."""

MOST_TOLD = 20
"""Rows of a sheet that are told one by one where they are no task."""

MOST_COMPARED = 1000
"""Rows of a sheet whose words are looked for among all tasks; one with more is no answer of a unit."""

MARGIN = 0.05
"""How much more alike than the next one."""


@dataclass(frozen=True, slots=True)
class ReturnProblem:
    """Something in a returned file that cannot be taken, or that somebody should know; *row* counts from 1."""

    file: str
    words: str
    sheet: str = ""
    row: int = 0
    unit: str = ""
    task: str = ""

    @property
    def place(self) -> str:
        """Where it is, in words."""
        where = f"“{self.sheet}”第{self.row}行" if self.row else ""
        return f"{self.file}{where}"


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row that came back.

    Attributes:
        file, sheet, row: where it stands; rows count from 1.
        unit: whose it is, "" where nobody can tell.
        sentences: the ids of the tasks that it answers: one, or those of an item (条), the first one first.
        cells: what the fields say, by their keys.
        formulas: the keys of the cells that hold a formula without a value.
        sent: what was sent, None where the file does not say.
        kept: the packet that it was in, None where the file does not say.
    """

    file: str
    sheet: str
    row: int
    unit: str
    sentences: tuple[str, ...]
    cells: Mapping[str, str]
    formulas: frozenset[str]
    sent: Sent | None = None
    kept: Kept | None = None

    @property
    def task(self) -> str:
        """The id of the task, of an item's first one."""
        return self.sentences[0]


@dataclass(slots=True)
class Returned:
    """What came back in all files."""

    answers: list[ReturnedRow] = field(default_factory=list)
    problems: list[ReturnProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The tasks that rows can be, as they stand; *mark* stands for the ledger, *units* are the names in it.

    *items* are the items of several tasks, by their words; *as_one* tells how any tasks stand as one item.
    """

    mark: str
    fields: Fields[Seen]
    tasks: Mapping[str, InProject]
    units: frozenset[str]
    items: Mapping[str, Sequence[ItemTask]]
    as_one: Callable[[tuple[str, ...]], InProject]

    def stands(self, sentences: tuple[str, ...]) -> InProject:
        """Return how the task that a row answers stands, an item as one."""
        return self.tasks[sentences[0]] if len(sentences) == 1 else self.as_one(sentences)


def answers_in(books: Iterable[Book], ledger: Ledger) -> Returned:
    """Return the rows of returned files that are tasks of the ledger, and what is wrong with the others."""
    found = Returned()
    for book in books:
        _take_book(book, ledger, found)
    return found


def _take_book(book: Book, ledger: Ledger, found: Returned) -> None:
    other = [kept for kept in book.kept if kept.project != ledger.mark]
    if other and len(other) == len(book.kept):
        found.problems.append(ReturnProblem(book.name, "这份填报表是另一个项目发出的，未收取。请用发出它的项目收取。"))
        return
    if any(not kept.whole for kept in book.kept):
        words = "表中隐藏的发出记录被改动过，只按现有台账比较，请逐条核对。"
        found.problems.append(ReturnProblem(book.name, words, unit=book.kept[0].unit))
    before = len(found.answers)
    headed = [(grid, head) for grid in book.grids if (head := head_of(grid, ledger.fields, book.kept)) is not None]
    for grid, head in headed:
        _take_grid(book, grid, head, ledger, found)
    if not headed:
        words = "没有找到填报表：表头中应有“具体举措”“进展情况”等列。请检查是不是发错了文件。"
        found.problems.append(ReturnProblem(book.name, words))
    elif len(found.answers) == before and not any(problem.file == book.name for problem in found.problems):
        found.problems.append(ReturnProblem(book.name, "表中没有本项目的任务，未收取任何内容。"))


def _take_grid(book: Book, grid: CellGrid, head: GridHead, ledger: Ledger, found: Returned) -> None:
    heads = grid.rows[head.row]
    rows = [(place, row) for place, row in enumerate(grid.rows) if place > head.row and any(row) and row != heads]
    matched = _matched(book, rows, head, ledger)
    matched |= _continued(rows, head, matched)
    found.problems += _remarks(book, grid, head, ledger)
    found.problems += _columns_lost(book, grid, head, ledger, [row for place, row in rows if place in matched])
    found.problems += _nobodys(book, grid, head, ledger, [row for row in rows if row[0] not in matched])
    for place, _ in rows:
        if place in matched:
            answer = _answer(book, grid, head, place, matched[place], ledger)
            found.answers.append(answer)
            found.problems += _overwritten(answer, ledger)


def _matched(
    book: Book, rows: list[tuple[int, tuple[str, ...]]], head: GridHead, ledger: Ledger
) -> dict[int, tuple[str, ...]]:
    """Return the tasks that rows answer, by their places: by number, as items and sentences by their words."""
    matched = _by_number(book, rows, head, ledger)
    taken = {key for sentences in matched.values() for key in sentences}
    texts = [(place, _cells(row, head).get("text", "")) for place, row in rows if place not in matched]
    items = rows_of_items(texts, ledger.items, taken)
    matched |= {place: item.sentences for place, item in items.items()}
    unmatched = [(place, row) for place, row in rows if place not in matched]
    return matched | {place: (key,) for place, key in _by_words(book, unmatched, head, ledger, taken).items()}


def _answer(
    book: Book, grid: CellGrid, head: GridHead, place: int, sentences: tuple[str, ...], ledger: Ledger
) -> ReturnedRow:
    row = grid.rows[place]
    cells = _cells(row, head) | _covered(grid, place, head)
    unit = _unit(book, row, head, ledger)
    kept = _kept_of(book, unit)
    sent = kept.lines.get(_at(row, head.id)) or kept.lines.get(sentences[0]) if kept else None
    if len(sentences) > 1 and sent is None:
        cells = said_anew(cells, ledger.as_one(sentences), {item.key: item for item in head.fields.values()})
    formulas = frozenset(item.key for column, item in head.fields.items() if (place, column) in grid.formulas)
    return ReturnedRow(book.name, grid.name, place + 1, unit, sentences, cells, formulas, sent, kept)


def _continued(
    rows: Sequence[tuple[int, tuple[str, ...]]], head: GridHead, matched: Mapping[int, tuple[str, ...]]
) -> dict[int, tuple[str, ...]]:
    """Return the tasks of rows that only go on with the words of the row above: a line that a unit has inserted."""
    found: dict[int, tuple[str, ...]] = {}
    for place, row in rows:
        above = matched.get(place - 1) or found.get(place - 1)
        fields = [head.fields.get(column) for column, text in enumerate(row) if text]
        if place not in matched and above and all(field is not None and told_anew(field) for field in fields):
            found[place] = above
    return found


def _remarks(book: Book, grid: CellGrid, head: GridHead, ledger: Ledger) -> Iterator[ReturnProblem]:
    """Tell of comments: what is written there is in no cell."""
    for place, text in grid.remarks[:MOST_TOLD]:
        row = grid.rows[place] if place < len(grid.rows) else ()
        words = f"批注中的内容未收取，如是填报内容请手工填写：{text[:60]}"
        yield ReturnProblem(book.name, words, grid.name, place + 1, _unit(book, row, head, ledger))


def _kept_of(book: Book, unit: str) -> Kept | None:
    return next((item for item in book.kept if item.unit == unit and item.whole), None)


def _nobodys(
    book: Book, grid: CellGrid, head: GridHead, ledger: Ledger, rows: Sequence[tuple[int, tuple[str, ...]]]
) -> Iterator[ReturnProblem]:
    """Tell of rows that are no task of the ledger, of the first ones each and of the others how many."""
    telling = [(at, row) for at, row in rows if _says_something(_cells(row, head))]
    telling = [(at, row) for at, row in telling if not _stands_above(row, grid, head)]
    for at, row in telling[:MOST_TOLD]:
        words = f"找不到对应的任务：{_start(_cells(row, head)) or '（没有任务内容）'}。未收取，请核对。"
        yield ReturnProblem(book.name, words, grid.name, at + 1, _unit(book, row, head, ledger))
    if (more := len(telling) - MOST_TOLD) > 0:
        yield ReturnProblem(book.name, f"还有 {more} 行找不到对应的任务，未收取。请检查是不是发错了文件。")


def _stands_above(row: Sequence[str], grid: CellGrid, head: GridHead) -> bool:
    """Whether a row is one of those above the heads once more: a table that was copied below another one."""
    return any(row == other for other in grid.rows[: head.row])


def _columns_lost(
    book: Book, grid: CellGrid, head: GridHead, ledger: Ledger, rows: Sequence[Sequence[str]]
) -> Iterator[ReturnProblem]:
    """Tell of columns that were to be filled in and are missing, and of unknown ones that hold something."""
    unit = book.kept[0].unit if len(book.kept) == 1 else ""
    there = {item.key for item in head.fields.values()}
    asked = dict.fromkeys(key for kept in book.kept for key in kept.filled if key in ledger.fields)
    if lost := [ledger.fields[key].title_in(Use.LEDGER) for key in asked if key not in there]:
        yield ReturnProblem(book.name, f"表中缺少这些列：{'、'.join(lost)}，没有收到其中的内容。", unit=unit)
    full = [title for column, title in head.strange.items() if any(_at(row, column) for row in rows)]
    if full and rows:
        words = f"不认识的列没有收取：{'、'.join(full)}。如有需要的内容，请把表头改回原来的名称后再收。"
        yield ReturnProblem(book.name, words, grid.name, head.row + 1, unit)


def _cells(row: Sequence[str], head: GridHead) -> dict[str, str]:
    return {item.key: row[column] for column, item in head.fields.items() if column < len(row)}


def _covered(grid: CellGrid, place: int, head: GridHead) -> dict[str, str]:
    """Return what a row says in cells that are merged with those above: one answer for several tasks."""
    fields = [(at, item.key) for at, item in head.fields.items() if item.key != "text"]
    return {key: grid.merged[place, at] for at, key in fields if (place, at) in grid.merged}


def _says_something(cells: Mapping[str, str]) -> bool:
    return any(text for key, text in cells.items() if key not in {"path", "ordinal", "number"})


def _start(cells: Mapping[str, str]) -> str:
    text = cells.get("text", "")
    return f"{text[:30]}…" if len(text) > 30 else text


def _at(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _unit(book: Book, row: Sequence[str], head: GridHead, ledger: Ledger) -> str:
    """Return whose row it is: as the row says, the packet, the file's name, or the title above the heads."""
    if said := _at(row, head.unit):
        return said
    if len(book.kept) == 1:
        return book.kept[0].unit
    for said in (book.name, head.above):
        if named := [unit for unit in ledger.units if unit in said]:
            return max(named, key=len)
    return ""


def _by_number(
    book: Book, rows: list[tuple[int, tuple[str, ...]]], head: GridHead, ledger: Ledger
) -> dict[int, tuple[str, ...]]:
    """Return the tasks of rows with a number, unless the words are plainly those of another task."""
    words = _known_words(ledger)
    asked = {key for kept in book.kept for key in kept.lines}
    found: dict[int, tuple[str, ...]] = {}
    for place, row in rows:
        key = _at(row, head.id)
        if asked and key not in asked and len(book.kept) == 1 and not _at(row, head.unit):
            continue
        told = plain(_cells(row, head).get("text", ""))
        kept = _kept_of(book, _unit(book, row, head, ledger))
        sentences = _sentences(key, told, kept.lines.get(key) if kept else None, ledger)
        if not sentences:
            continue
        if told and told != plain(ledger.stands(sentences).text) and (words.get(told) or ledger.items.get(told)):
            continue  # the row was sorted apart from its number
        found[place] = sentences
    return found


def _sentences(key: str, told: str, sent: Sent | None, ledger: Ledger) -> tuple[str, ...]:
    """Return the tasks that are still there of those that a number stands for: as sent, else as the words say."""
    if sent is not None:
        return tuple(one for one in sent.sentences or (key,) if one in ledger.tasks)
    if (item := next((item for item in ledger.items.get(told, ()) if item.sentences[0] == key), None)) is not None:
        return item.sentences
    return (key,) if key in ledger.tasks else ()


def _known_words(ledger: Ledger) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, task in ledger.tasks.items():
        found[plain(task.text)].append(key)
    return found


def _by_words(
    book: Book, rows: list[tuple[int, tuple[str, ...]]], head: GridHead, ledger: Ledger, taken: set[str]
) -> dict[int, str]:
    """Return the tasks of rows without a number: the same words first, then words that are alike."""
    known, found = _known_words(ledger), {}
    left: list[tuple[int, str, str]] = []
    for place, row in rows:
        told, unit = plain(_cells(row, head).get("text", "")), _unit(book, row, head, ledger)
        fits = [key for key in known.get(told, []) if key not in taken]
        mine = [key for key in fits if unit in _units_of(ledger.tasks[key])] or fits
        if told and mine:
            found[place] = mine[0]
            taken.add(mine[0])
        elif told:
            left.append((place, told, unit))
    for place, told, unit in left[:MOST_COMPARED]:
        if (best := _likest(told, unit, ledger, taken)) is not None:
            found[place] = best
            taken.add(best)
    return found


def _units_of(task: InProject) -> set[str]:
    return {name for name, _ in task.team.everybody()}


def _likest(told: str, unit: str, ledger: Ledger, taken: set[str]) -> str | None:
    """Return the task of a unit (of all where the unit is unknown) whose words are like those, if only one is."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(told)
    scores: list[tuple[float, str]] = []
    for key, task in ledger.tasks.items():
        if key in taken or (unit in ledger.units and unit not in _units_of(task)):
            continue
        matcher.set_seq1(plain(task.text))
        if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
            scores.append((matcher.ratio(), key))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < ALIKE or (len(scores) > 1 and scores[0][0] - scores[1][0] < MARGIN):
        return None
    return scores[0][1]


def _overwritten(answer: ReturnedRow, ledger: Ledger) -> Iterator[ReturnProblem]:
    """Tell of cells that the unit was not to change; what was written into them is not taken."""
    sent, kept = answer.sent, answer.kept
    if sent is None or kept is None:
        return
    pairs = zip(kept.shown, sent.marks, strict=False)
    changed = [key for key, mark in pairs if key in answer.cells and mark_of(answer.cells[key]) != mark]
    if any(answer.cells.get(key) for key in kept.shown) and changed:
        titles = "、".join(ledger.fields[key].title_in(Use.LEDGER) for key in changed if key in ledger.fields)
        words = f"已锁定的内容被改动（{titles}），改动的部分未收取。"
        yield ReturnProblem(answer.file, words, answer.sheet, answer.row, answer.unit, answer.task)
