"""The rows of a task table: what groups them, which of them are tasks, and what they say of their progress."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from planlens.analysis.draft import Draft, Heading
from planlens.analysis.flow import Flow
from planlens.analysis.outline.markers import Marker, Style, marker_of
from planlens.analysis.tables.cells import lines_of, percents
from planlens.analysis.tables.columns import Columns
from planlens.analysis.tables.grid import Grid, Row
from planlens.analysis.tables.heads import Kind
from planlens.language.numerals import narrow
from planlens.model import Evidence, Role, Span, StatedProgress
from planlens.model.tracking import status_of

_TOTAL = re.compile(r"[（(]?(合|小|总|共)\s?计[)）]?.{0,8}")  # 合计
_NOTE = re.compile(
    r"[（(]?(注|备注|说明|填表说明|填报说明|附注)\s?\d*\s?[:：、]|(示例|样例|例)[:：]?$|填(表|报)(人|单位|时间|日期)"
)
_COUNTED = re.compile(r"\d{1,3}|[A-Za-z]|[①-⑳]|[（(]\d{1,2}[)）]|[甲乙丙丁戊己庚辛]|栏次")  # 12 / （3） / 甲
_EMPTY = re.compile(r"[-—–/／\\]+|无|暂无")  # — / 无
_WHETHER = re.compile(r"是否(?:已经?|按期|按时|全部)*(完成|办结|落实|销号|整改)")  # 是否按期完成
_ANSWERS = {
    **dict.fromkeys(("是", "已", "√", "✓", "Y", "y"), "已"),
    **dict.fromkeys(("否", "未", "×", "✗", "N", "n"), "未"),
}
_PATH = re.compile(r"\d{1,3}(?:\s?[-—–－.．]\s?\d{1,3}){0,3}[.．、]?")
"""``1``, ``1.10``, ``1—2``: a number by its parts."""
_PATH_MARK = re.compile(r"\d{1,2}(?:[-—–－]\d{1,2}){1,3}[.．、]?\s?(?=[\u4e00-\u9fff“])")
"""``1-1 专业定位``: such a number before its title."""
_LONGEST_BAND = 30
_SHORT = 6
"""Characters of words among percentages that are more of a state than a report."""
_BARE_TITLE = 0
"""Rank of a band without a mark: above all marks."""


def filled(row: Row) -> list[Flow]:
    """Return the cells of a row that hold text."""
    return [cell for cell in row if cell is not None and len(cell)]


def is_aside(row: Row) -> bool:
    """Whether a row is no task whatever its columns: a total, a note below the table, the numbers of the columns."""
    cells = [cell.text for cell in filled(row)]
    if not cells or any(_TOTAL.fullmatch(text) for text in cells[:2]) or _NOTE.match(cells[0]):
        return True
    return len(cells) > 2 and all(_COUNTED.fullmatch(text) for text in cells)


class Groups:
    """Makes sections of what groups the rows of a table.

    These are rows of one wide cell, rows whose number stands above those of the rows below (1 above 1.1, 一 above 1),
    and the columns left of the tasks.
    """

    def __init__(self, draft: Draft, grid: Grid, columns: Columns, above: int | None) -> None:
        self._draft = draft
        self._grid = grid
        self._columns = columns
        self._above = above
        self._bands: list[tuple[int, _Title]] = []
        self._cells: list[tuple[_Title, ...]] = [()] * len(columns.sections)
        self._open: list[tuple[str, int]] = []
        self._ranks = _ranks(grid, columns)

    def is_band(self, place: int, row: Row) -> bool:
        """Whether a row is a title over the rows below it; it is noted."""
        found = self._top(place, row) or self._band(place, row)
        if found is None:
            return False
        rank, title = found
        while self._bands and self._bands[-1][0] >= rank:
            self._bands.pop()
        self._bands.append((rank, title))
        self._cells = [()] * len(self._columns.sections)
        return True

    def _band(self, place: int, row: Row) -> tuple[int, _Title] | None:
        cells = filled(row)
        if len(cells) != 1 or re.search(r"[\u4e00-\u9fff]", cells[0].text) is None:  # 一、产业发展
            return None
        marker = _marker(cells[0].text)
        chapter = marker is not None and marker.style <= Style.CHINESE_PAREN and len(cells[0]) <= _LONGEST_BAND
        if place not in self._grid.bands and cells[0] == row[self._columns.task] and not chapter:
            return None
        return (int(marker.style) if marker is not None else _BARE_TITLE), _Title(cells[0])

    def _top(self, place: int, row: Row) -> tuple[int, _Title] | None:
        """Return the title of a row whose number stands above that of the next; a number as high ends the others."""
        own = self._ranks[place]
        if own is None:
            return None
        while self._bands and self._bands[-1][0] >= own[0]:
            self._bands.pop()
        if not _is_top(own, next(iter(self._ranks[place + 1 : place + 2]), None)):
            return None
        assert self._columns.number is not None
        cells = (row[k] for k in (*self._columns.sections, self._columns.task))
        named = next((cell for cell in cells if cell is not None and len(cell)), None)
        return None if named is None else (own[0], _Title(named, row[self._columns.number]))

    def heading(self, row: Row) -> int | None:
        """Return the index in ``draft.headings`` of the section of a row; new sections are added at the end."""
        fresh = False
        for k, (column, number) in enumerate(zip(self._columns.sections, self._columns.numbers, strict=True)):
            cell = row[column]
            if cell is not None and len(cell) and _EMPTY.fullmatch(cell.text) is None:
                titles = _titles(cell, None if number is None else row[number], self._draft.text)
                fresh = fresh or [t.text for t in titles] != [t.text for t in self._cells[k]]
                self._cells[k] = titles
            elif fresh:
                self._cells[k] = ()
        path = [band for _, band in self._bands]
        for title in (title for titles in self._cells for title in titles):
            if not path or title.span.start >= path[-1].span.end:  # else it goes over several groups
                path.append(title)
        return self._opened(path)

    def above(self, column: int) -> int | None:
        """Return the section of the row last seen that stands left of a column."""
        count = len(self._bands) + sum(len(self._cells[k]) for k, c in enumerate(self._columns.sections) if c < column)
        return self._open[min(count, len(self._open)) - 1][1] if count and self._open else self._above

    def _opened(self, path: Sequence[_Title]) -> int | None:
        same = 0
        while same < min(len(path), len(self._open)) and path[same].text == self._open[same][0]:
            same += 1
        del self._open[same:]
        for title in path[same:]:
            parent = self._open[-1][1] if self._open else self._above
            self._open.append((title.text, self._add(title, parent)))
        return self._open[-1][1] if self._open else self._above

    def _add(self, title: _Title, parent: int | None) -> int:
        headings = self._draft.headings
        number, words = title.parts()
        headings.append(
            Heading(
                paragraph=self._grid.paragraph,
                level=1 if parent is None else headings[parent].level + 1,
                parent=parent,
                number=self._draft.printed(number),
                title=self._draft.printed(words).rstrip("：:。"),
                span=title.span,
                evidence=Evidence("table", 0.8),
                role=Role.TASK,
            )
        )
        return len(headings) - 1


@dataclass(frozen=True, slots=True)
class _Title:
    """The title of a section: its cell, and the cell of its number where that stands apart."""

    cell: Flow
    number: Flow | None = None

    @property
    def text(self) -> str:
        """Number and words, to tell titles apart."""
        return f"{self.number.text} {self.cell.text}" if self.number is not None else self.cell.text

    @property
    def span(self) -> Span:
        """Where number and words stand."""
        span = self.cell.span
        apart = self.number is not None and len(self.number) and self.number.span.end <= span.start
        return Span(self.number.span.start, span.end) if self.number is not None and apart else span

    def parts(self) -> tuple[Flow, Flow]:
        """Return the number and the words."""
        if self.number is not None and len(self.number):
            return self.number, self.cell
        text = self.cell.text
        path, marker = _PATH_MARK.match(text), _marker(text)
        end = path.end() if path is not None else marker.end if marker is not None else 0
        end = end if end < len(text) else 0
        return self.cell.part(0, end), self.cell.part(end)


def _ranks(grid: Grid, columns: Columns) -> list[tuple[int, tuple[int, ...]] | None]:
    """Return for each row how high its number stands, and the path of a number of parts (1—2); None without one."""
    if columns.number is None:
        return [None] * len(grid.rows)
    cells = (row[columns.number] for row in grid.rows)
    return [None if cell is None or not len(cell) else _rank(cell.text) for cell in cells]


@lru_cache(maxsize=4096)
def _rank(number: str) -> tuple[int, tuple[int, ...]] | None:
    half = narrow(number).strip()
    if _PATH.fullmatch(half):
        path = tuple(int(part) for part in re.findall(r"\d+", half))  # 1.2.3
        return int(Style.ARABIC) + len(path), path
    marker = marker_of(half if half[-1] in "、.)）" else f"{half}、")
    return (int(marker.style), ()) if marker is not None and marker.style < Style.ORDINAL else None


def _is_top(own: tuple[int, tuple[int, ...]] | None, below: tuple[int, tuple[int, ...]] | None) -> bool:
    """Whether a row's number stands above that of the next row: 1 above 1.1, 一 above 1."""
    if own is None or below is None or own[0] >= below[0]:
        return False
    return below[1][: len(own[1])] == own[1] if len(below[1]) > 1 else not own[1]


def _marker(text: str) -> Marker | None:
    marker = marker_of(text)
    return marker if marker is not None and marker.style < Style.ORDINAL else None


def _titles(cell: Flow, number: Flow | None, text: str) -> tuple[_Title, ...]:
    """Return the titles in a cell: one, or several where each line opens with a mark below that of the line before."""
    lines = lines_of(cell, text)
    markers = [_marker(line.text) for line in lines]
    ranks = [marker.style for marker in markers if marker is not None]
    nested = len(ranks) == len(lines) > 1 and all(a < b for a, b in pairwise(ranks))
    return tuple(map(_Title, lines)) if nested else (_Title(cell, number),)


def progress_of(grid: Grid, columns: Columns, text: str) -> list[StatedProgress | None]:
    """Return what each row says of the progress of its task, None where it says nothing; *text* is the document's."""
    stated: dict[int, list[float | None]] = {}
    for kind, column in columns.progress:
        if kind is Kind.PERCENT:
            stated[column] = percents([cell.text if (cell := row[column]) is not None else "" for row in grid.rows])
    numbers = ({column: stated[column][place] for column in stated} for place in range(len(grid.rows)))
    return [_progress(row, columns, own, text) for row, own in zip(grid.rows, numbers, strict=True)]


def _progress(row: Row, columns: Columns, stated: dict[int, float | None], text: str) -> StatedProgress | None:
    words: dict[Kind, list[str]] = {}
    for kind, column in columns.progress:
        cell = row[column]
        if cell is None or not len(cell) or _EMPTY.fullmatch(cell.text):
            continue
        said = "\n".join(line.text for line in lines_of(cell, text))
        if kind is Kind.PERCENT and stated[column] is None:  # words in a column of numbers: 已完成, 正在招标
            words.setdefault(Kind.STATUS if _is_state(said) or len(said) <= _SHORT else Kind.DONE, []).append(said)
        elif kind is Kind.STATUS:
            words.setdefault(kind, []).append(_state(columns.heads[column], said))
        elif kind is Kind.DONE and _is_state(said):
            words.setdefault(Kind.STATUS, []).append(said)
            if (known := status_of(said)) is None or said.strip("。") != known.label:  # 已完工 tells more than 已完成
                words.setdefault(Kind.DONE, []).append(said)
        elif kind is not Kind.PERCENT:
            several = sum(other is kind for other, _ in columns.progress) > 1
            words.setdefault(kind, []).append(f"{columns.heads[column]}：{said}" if several else said)
    percent = next((number for number in stated.values() if number is not None), None)
    if not words and percent is None:
        return None
    done, problems, following = ("\n".join(words.get(kind, [])) for kind in (Kind.DONE, Kind.PROBLEMS, Kind.NEXT))
    states = sorted(words.get(Kind.STATUS, [""]), key=lambda word: status_of(word) is None)
    return StatedProgress(states[0], percent, done, problems, following)


def _is_state(said: str) -> bool:
    """Whether words name a state and tell nothing else: 已完成, 正在推进."""
    return status_of(said) is not None


def _state(head: str, said: str) -> str:
    """Return the words for a state; 是 below 是否完成 is 已完成."""
    asked = _WHETHER.search(head)
    answer = _ANSWERS.get(said.strip("。"))
    return f"{answer}{asked[1]}" if asked is not None and answer is not None else said
