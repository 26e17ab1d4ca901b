"""Paragraphs in reading order, turned into blocks: numbers counted, paragraphs joined, text boxes put behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic

from planlens.model import Block, BlockKind, CellPlace, Document, Span
from planlens.readers.base import trim
from planlens.readers.limits import SizeTally
from planlens.readers.word.counting import UNNUMBERED, Counters, Printed
from planlens.readers.word.lines import Box, Content, WordLine


@dataclass(frozen=True, slots=True)
class WordLook:
    """What a paragraph's properties and style say of it.

    Attributes:
        outline: outline level from 1, None for body text.
        is_title: whether its style is the built-in style Title.
        centered: whether it is centred.
        list_place: its list and level, None when it is not numbered.
        printed: the number that the file itself holds, for formats that write it out.
    """

    outline: int | None = None
    is_title: bool = False
    centered: bool = False
    list_place: tuple[int, int] | None = None
    printed: Printed = UNNUMBERED

    def unnumbered(self) -> WordLook:
        """Return the same without its number."""
        return replace(self, list_place=None, printed=UNNUMBERED)


@dataclass(slots=True)
class Story(Generic[Box]):
    """A run of text that is counted and joined on its own: the body, a table cell, a text box, a note.

    Attributes:
        counters: counts its lists.
        kind: the kind of blocks it gives outside tables.
        place: the table cell that it stands in.
        pending: a paragraph without a mark of its own, which the next one continues.
    """

    counters: Counters
    kind: BlockKind = BlockKind.BODY
    place: CellPlace | None = None
    pending: tuple[Content[Box], WordLook] | None = None

    def cell(self, place: CellPlace) -> Story[Box]:
        """Return the story of a table cell, which goes on counting this one's lists."""
        return Story(self.counters, BlockKind.CELL, place)


@dataclass(slots=True)
class StoryWriter(Generic[Box]):
    """Writes a document's paragraphs.

    Attributes:
        read_box: reads a text box and adds its paragraphs, with the kind and the place of the story it is anchored in.
        paragraphs: the texts and blocks so far, for :func:`planlens.readers.base.assemble`.
        tables: how many tables there were so far.
    """

    read_box: Callable[[Box, Story[Box]], None]
    paragraphs: list[tuple[str, Block]] = field(default_factory=list)
    tables: int = 0
    _tally: SizeTally = field(default_factory=SizeTally)

    def table(self) -> int:
        """Return the number of a new table."""
        self.tables += 1
        return self.tables - 1

    def add(self, content: Content[Box], look: WordLook, story: Story[Box], *, gone: bool = False) -> None:
        """Add a paragraph.

        Args:
            content: its text.
            look: its properties.
            story: the story that it stands in.
            gone: whether its mark is deleted or hidden, so that the next paragraph of the story continues it.
        """
        if story.pending is not None:
            before, first_look = story.pending
            look = look if before.is_blank else first_look
            before.join(content)
            content = before
        story.pending = (content, look)
        if not gone:
            self._close(story)

    def finish(self, story: Story[Box]) -> None:
        """Close a paragraph that nothing follows; without any text it is no paragraph and is not counted."""
        if story.pending is not None and story.pending[0].is_blank:
            content, look = story.pending
            story.pending = (content, look.unnumbered())
        self._close(story)

    def note(self, printed: str, read: Callable[[], None]) -> None:
        """Add a note.

        Args:
            printed: the number of its mark, empty when the author set an own mark.
            read: adds the note's paragraphs.
        """
        first = len(self.paragraphs)
        read()
        if printed and len(self.paragraphs) > first:
            text, block = self.paragraphs[first]
            number = f"{printed} {block.number}".strip()
            self.paragraphs[first] = (f"{printed} {text.strip()}", replace(block, number=number))

    def include(self, document: Document, place: CellPlace | None) -> None:
        """Add all of another document.

        Args:
            document: the other document; its tables get new numbers.
            place: the table cell that it stands in; then its tables are lost in the cell's paragraphs.
        """
        first = self.tables
        for block in document.blocks:
            cell = place or (block.cell and replace(block.cell, table=first + block.cell.table))
            self.tables = max(self.tables, block.cell.table + first + 1 if block.cell else 0)
            marks = tuple(Span(mark.start - block.span.start, mark.end - block.span.start) for mark in block.marks)
            kind = BlockKind.CELL if place else block.kind
            new = replace(block, span=Span(0, 0), kind=kind, cell=cell, marks=marks)
            self._put(block.span.of(document.text), new)

    def _close(self, story: Story[Box]) -> None:
        if story.pending is None:
            return
        content, look = story.pending
        story.pending = None
        printed = story.counters.advance(*look.list_place) if look.list_place else look.printed
        target = next((line for line in content.lines if not line.is_blank), content.lines[0])
        for line in content.lines:
            # The number stands at the start of the first line with text, or alone when there is none.
            self._add_line(line, printed if line is target else UNNUMBERED, look, story)
        for box in content.boxes:
            self.read_box(box, story)

    def _add_line(self, line: WordLine, printed: Printed, look: WordLook, story: Story[Box]) -> None:
        text, marks = _numbered(line, printed)
        block = Block(
            span=Span(0, 0),
            kind=story.kind,
            style_level=look.outline,
            number=printed.number,
            cell=story.place,
            marks=marks,
            centered=look.centered,
            is_title=look.is_title,
        )
        self._put(text, block)

    def _put(self, text: str, block: Block) -> None:
        self._tally.add(len(text), cell=block.cell is not None)
        self.paragraphs.append((text, block))


def _numbered(line: WordLine, printed: Printed) -> tuple[str, tuple[Span, ...]]:
    visible = [mark for mark in (trim(line.text, mark.start, mark.end) for mark in line.marks) if mark]
    if not printed.number:
        return line.text, tuple(visible)
    text = line.text.lstrip()
    shift = len(printed.number) + len(printed.gap) - (len(line.text) - len(text))
    return f"{printed.number}{printed.gap}{text}", tuple(Span(mark.start + shift, mark.end + shift) for mark in visible)
