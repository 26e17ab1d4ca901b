"""Paragraphs one after another with table marks between them, as .doc and .rtf hold them, turned into blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import TypeAlias

from planlens.model import Block, BlockKind, CellPlace
from planlens.readers.word.counting import Counters, Lists
from planlens.readers.word.grid import RowShape, places
from planlens.readers.word.lines import Content
from planlens.readers.word.notes import NoteKind
from planlens.readers.word.story import Story, StoryWriter, WordLook

MAX_DEPTH = 40
"""Tables inside tables deeper than this are read as if they were not nested any further; people nest two or three."""


class End(Enum):
    """What a paragraph's mark ends besides the paragraph."""

    PARAGRAPH = 0
    CELL = 1
    ROW = 2


@dataclass(slots=True)
class WordParagraph:
    """A paragraph of the file.

    Attributes:
        content: its text; text boxes hold paragraphs of the same kind.
        look: its properties.
        depth: how many tables it stands in.
        end: what its mark ends.
        gone: whether its mark is deleted or hidden, so that the next paragraph continues it.
        shape: where it ends a row, what the file says of the row.
    """

    content: Content[Passage]
    look: WordLook = field(default_factory=WordLook)
    depth: int = 0
    end: End = End.PARAGRAPH
    gone: bool = False
    shape: RowShape = field(default_factory=RowShape)


@dataclass(slots=True)
class Passage:
    """Paragraphs that stand together: the body, a text box or a note."""

    paragraphs: list[WordParagraph] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    cells: list[list[_Item]]
    shape: RowShape


@dataclass(slots=True)
class _Table:
    """A table while its rows come in; *cells* are those of the row that has not ended yet, the last one open."""

    rows: list[_Row] = field(default_factory=list)
    cells: list[list[_Item]] = field(default_factory=list)
    open: bool = False

    def add(self, item: _Item) -> None:
        if not self.open:
            self.cells.append([])
            self.open = True
        self.cells[-1].append(item)

    def end_row(self, shape: RowShape) -> None:
        if self.cells:
            self.rows.append(_Row(self.cells, shape))
        self.cells = []
        self.open = False


_Item: TypeAlias = "WordParagraph | _Table"


def read_flow(lists: Lists, body: Passage, notes: Mapping[str, NoteKind[Passage]]) -> list[tuple[str, Block]]:
    """Return the texts and blocks of a document, for :func:`planlens.readers.base.assemble`.

    Args:
        lists: the document's lists.
        body: its text.
        notes: its notes by kind, in the order in which their texts are to follow the body; those that the text refers
            to are known already.
    """
    reader = _FlowReader(lists)
    reader.read(body, Story(Counters(lists)))
    for kind in notes.values():
        counters = Counters(lists)
        for printed, note in kind.referred:
            reader.writer.note(printed, partial(reader.read, note, Story(counters, BlockKind.FOOTNOTE)))
    return reader.writer.paragraphs


@dataclass(slots=True)
class _FlowReader:
    lists: Lists
    writer: StoryWriter[Passage] = field(init=False)

    def __post_init__(self) -> None:
        self.writer = StoryWriter(self._box)

    def read(self, passage: Passage, story: Story[Passage]) -> None:
        self._items(_nested(passage.paragraphs), story)

    def _box(self, box: Passage, anchor: Story[Passage]) -> None:
        self.read(box, Story(Counters(self.lists), anchor.kind, anchor.place))

    def _items(self, items: Iterable[_Item], story: Story[Passage]) -> None:
        for item in items:
            if isinstance(item, WordParagraph):
                self.writer.add(item.content, item.look, story, gone=item.gone)
            else:
                self.writer.finish(story)
                self._table(item, story)
        self.writer.finish(story)

    def _table(self, table: _Table, story: Story[Passage]) -> None:
        number = self.writer.table()
        rows = [row for row in table.rows if not row.shape.dropped]
        layout = places([(len(row.cells), row.shape) for row in rows])
        for row, found in zip(rows, layout, strict=True):
            for cell, place in zip(row.cells, found, strict=True):
                if place is not None:
                    where = CellPlace(number, place.row, place.column, place.row_span, place.column_span)
                    self._items(cell, story.cell(where))


def _nested(paragraphs: Iterable[WordParagraph]) -> list[_Item]:
    """Return the paragraphs and the tables of a passage; a row that never ends is a row all the same."""
    items: list[_Item] = []
    tables: list[_Table] = []
    for paragraph in paragraphs:
        depth = min(paragraph.depth, MAX_DEPTH)
        _close(tables, depth)
        while len(tables) < depth:
            table = _Table()
            if tables:
                tables[-1].add(table)
            else:
                items.append(table)
            tables.append(table)
        if not tables:
            items.append(paragraph)
            continue
        if paragraph.end is not End.ROW or not paragraph.content.is_blank:
            tables[-1].add(paragraph)
        if paragraph.end is End.CELL:
            tables[-1].open = False
        elif paragraph.end is End.ROW:
            tables[-1].end_row(paragraph.shape)
    _close(tables, 0)
    return items


def _close(tables: list[_Table], depth: int) -> None:
    while len(tables) > depth:
        tables.pop().end_row(RowShape())
