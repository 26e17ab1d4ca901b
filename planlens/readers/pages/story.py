"""From pages to the paragraphs, cells and notes of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from planlens.model import Block, BlockKind, CellPlace, Span
from planlens.readers.pages.columns import gutters_of, page_items
from planlens.readers.pages.frames import Frame, frame_of, frames_of, usual_size
from planlens.readers.pages.furniture import drop_furniture
from planlens.readers.pages.grids import RuledTable, tables_of
from planlens.readers.pages.joining import GOES_ON, GrowingTable, follows, join_tables, table_of
from planlens.readers.pages.lines import Line, rows_of
from planlens.readers.pages.model import Page, Run
from planlens.readers.pages.notes import LABEL, notes_of, split_notes
from planlens.readers.pages.open_tables import open_tables
from planlens.readers.pages.paragraphs import joined, paragraphs_of

Paragraph = tuple[str, Block]


@dataclass(slots=True)
class StorySheet:
    """A page on its way: its lines and tables in reading order, and its footnote lines."""

    page: Page
    items: list[Line | RuledTable]
    notes: list[Line] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    def keep(self, lines: Sequence[Line]) -> None:
        """Drop all lines but these."""
        kept = {id(line) for line in lines}
        self.items = [item for item in self.items if not isinstance(item, Line) or id(item) in kept]


def paragraphs_on(pages: Sequence[Page]) -> list[Paragraph]:
    """Return the paragraphs, table cells and, at the end, footnotes that stand on the pages, in reading order."""
    sheets = _sheets(pages)
    kept = drop_furniture([sheet.lines for sheet in sheets], [page.height for page in pages])
    sizes = [(page.width, page.height) for page in pages]
    size = usual_size(line for lines in kept for line in lines)
    for sheet, lines in zip(sheets, kept, strict=True):
        inside = [(item.ys[0] - 3, item.ys[-1] + 3) for item in sheet.items if isinstance(item, RuledTable)]
        free = [r for r in sheet.page.rules if not any(top <= r.at <= end for top, end in inside)]
        body, sheet.notes = split_notes(lines, free, size, sheet.page.height)
        sheet.keep(body)
    frames = frames_of([sheet.lines for sheet in sheets], sizes)
    return [*_body(sheets, frames), *_notes(sheets)]


def _sheets(pages: Sequence[Page]) -> list[StorySheet]:
    inside = [_tables(page) for page in pages]
    rows = [rows_of(rest) for _, rest in inside]
    return [
        StorySheet(page, page_items(rows[number], inside[number][0], number, gutter))
        for number, (page, gutter) in enumerate(zip(pages, gutters_of(rows), strict=True))
    ]


def _tables(page: Page) -> tuple[list[RuledTable], list[Run]]:
    """Return the tables of a page, and the text outside them."""
    rest = [run for run in page.runs if run.text.strip()]
    tables: list[RuledTable] = []
    for table in tables_of(page.rules):
        rest = _taken(table, rest, tables)
    for table in open_tables(page.rules, rest, tables):
        rest = _taken(table, rest, tables)
    return tables, rest


def _taken(table: RuledTable, runs: list[Run], tables: list[RuledTable]) -> list[Run]:
    """Put text into a table, add it to the page's if it holds any, and return the other text."""
    rest = table.take(runs)
    if any(cell.runs for cell in table.cells):
        tables.append(table)
    return rest


def _body(sheets: Sequence[StorySheet], frames: dict[tuple[int, int], Frame]) -> Iterator[Paragraph]:
    waiting: list[Line] = []
    table: GrowingTable | None = None
    known: dict[tuple[int, int], set[str]] = {
        (page, -1): {note.text[span.start : span.end] for note in sheet.notes for span in note.raised}
        | {found[1] for note in sheet.notes if (found := LABEL.match(note.text))}
        for page, sheet in enumerate(sheets)
    }
    count = 0
    for item in _items(sheets):
        if isinstance(item, Line):
            if table is not None:
                yield from _cells(table, count)
                table, count = None, count + 1
            waiting.append(item)
            continue
        yield from _paragraphs(waiting, frames, known)
        waiting = []
        if table is not None and follows(table, item):
            join_tables(table, item)
            continue
        if table is not None:
            yield from _cells(table, count)
            count += 1
        table = item
    if table is not None:
        yield from _cells(table, count)
    yield from _paragraphs(waiting, frames, known)


def _items(sheets: Sequence[StorySheet]) -> Iterator[Line | GrowingTable]:
    """Yield lines and tables in reading order, without the lines that only say that a table goes on."""
    items = [
        item if isinstance(item, Line) else table_of(item, number)
        for number, sheet in enumerate(sheets)
        for item in sheet.items
    ]
    for before, item, after in zip([None, *items], items, [*items[1:], None], strict=False):
        between = isinstance(before, GrowingTable) and isinstance(after, GrowingTable) and follows(before, after)
        if not (isinstance(item, Line) and between and GOES_ON.fullmatch(item.text)):
            yield item


def _paragraphs(
    lines: Sequence[Line], frames: dict[tuple[int, int], Frame], known: dict[tuple[int, int], set[str]]
) -> Iterator[Paragraph]:
    def frame(line: Line) -> Frame:
        return frames[line.page, line.column]

    for group in paragraphs_of(lines, frame):
        text, raised = joined(group)
        labels = set().union(*(known[line.page, -1] for line in group))
        marks = tuple(mark for mark in raised if mark.of(text) in labels)
        centered = all(frame(line).centered(line) for line in group)
        yield text, Block(Span(0, 0), centered=centered, marks=marks)


def _cells(table: GrowingTable, number: int) -> Iterator[Paragraph]:
    boxed = len(table.cells) == 1
    for cell in table.in_order():
        lines = [line for part in cell.parts for line in part.lines]
        if not lines:
            continue
        place = CellPlace(number, cell.row, cell.column, cell.row_span, cell.column_span)
        block = Block(Span(0, 0), kind=BlockKind.CELL, cell=place)
        if len(lines) == 1 and not boxed:
            yield lines[0].text, block
            continue
        frame = frame_of(lines, near=cell.parts[0].right)
        for group in paragraphs_of(lines, constant(frame)):
            centered = boxed and all(frame.centered(line) for line in group)
            yield joined(group)[0], replace(block, centered=centered)


def constant(frame: Frame) -> Callable[[Line], Frame]:
    """Return a function that gives every line the same frame."""
    return lambda _line: frame


def _notes(sheets: Sequence[StorySheet]) -> Iterator[Paragraph]:
    for sheet in sheets:
        for group in notes_of(sheet.notes):
            text = joined(group)[0]
            found = LABEL.match(text)
            number = found[1] if found is not None else ""
            if found is not None:
                text = f"{number} {text[found.end() :]}"
            yield text, Block(Span(0, 0), kind=BlockKind.FOOTNOTE, number=number)
