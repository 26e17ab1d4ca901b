"""The document from its first paragraph to its last note, as texts with blocks (ECMA-376 Part 1 §17.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from planlens.model import Block, BlockKind, CellPlace, Span
from planlens.readers.ooxml.inline import Content, Line, ParagraphReader, is_gone
from planlens.readers.ooxml.names import ALTERNATE, Element, W, chosen, value
from planlens.readers.ooxml.notes import NoteKind
from planlens.readers.ooxml.numbering import Counters, Numbering, Printed
from planlens.readers.ooxml.styles import Styles, centers, numbering_of, outline_of
from planlens.readers.ooxml.tables import is_deleted, layout

EMBEDDED_WARNING = "文件中嵌入了其他文件的内容，未能读出。请打开原文件复制这部分内容。"

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph's properties and style say of it; *list_place* is its list and level, None when not numbered."""

    outline: int | None
    is_title: bool
    centered: bool
    list_place: tuple[int, int] | None


@dataclass(slots=True)
class Story:
    """A run of text that is counted and joined on its own: the body, a table cell, a text box, a note.

    Attributes:
        reader: reads its paragraphs.
        counters: counts its lists.
        kind: the kind of blocks it gives outside tables.
        place: the table cell that it stands in.
        pending: a paragraph without a mark of its own, which the next one continues.
    """

    reader: ParagraphReader
    counters: Counters
    kind: BlockKind = BlockKind.BODY
    place: CellPlace | None = None
    pending: tuple[Content, Look] | None = None


@dataclass(slots=True)
class BodyReader:
    """Reads a document.

    Attributes:
        styles: its styles.
        numbering: its lists.
        notes: its footnotes and endnotes by kind, in the order in which their texts are to follow the body.
        paragraphs: the texts and blocks read so far, for :func:`planlens.readers.base.assemble`.
        warnings: what could not be read, in Chinese.
    """

    styles: Styles
    numbering: Numbering
    notes: Mapping[str, NoteKind]
    paragraphs: list[tuple[str, Block]] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)
    _tables: int = 0

    def read(self, body: Element) -> None:
        """Read a ``w:body`` and the notes that it refers to."""
        reader = ParagraphReader(self.styles, self.notes, body)
        self._whole(body, Story(reader, Counters(self.numbering)))
        for kind in self.notes.values():
            counters = Counters(self.numbering)
            for printed, note in kind.referred:
                self._note(printed, note, counters)

    def _note(self, printed: str, note: Element, counters: Counters) -> None:
        first = len(self.paragraphs)
        reader = ParagraphReader(self.styles, None, note)
        self._whole(note, Story(reader, counters, kind=BlockKind.FOOTNOTE))
        if printed and len(self.paragraphs) > first:
            text, block = self.paragraphs[first]
            number = f"{printed} {block.number}".strip()
            self.paragraphs[first] = (f"{printed} {text.strip()}", replace(block, number=number))

    def _whole(self, container: Element, story: Story) -> None:
        self._walk(container, story)
        self._flush(story)

    def _walk(self, container: Iterable[Element], story: Story) -> None:
        for child in container:
            if child.tag == W + "p":
                self._paragraph(child, story)
            elif child.tag == W + "tbl":
                self._flush(story)
                self._table(child, story)
            elif child.tag in _WRAPPERS:
                self._walk(child, story)
            elif child.tag == ALTERNATE:
                self._walk(chosen(child), story)
            elif child.tag == W + "altChunk":
                self.warnings[EMBEDDED_WARNING] = None

    def _table(self, table: Element, story: Story) -> None:
        number = self._tables
        self._tables += 1
        for cell in layout(table):
            if is_deleted(cell.element):
                continue
            place = CellPlace(number, cell.row, cell.column, cell.row_span, cell.column_span)
            self._whole(cell.element, replace(story, kind=BlockKind.CELL, place=place, pending=None))

    def _paragraph(self, paragraph: Element, story: Story) -> None:
        properties = paragraph.find(W + "pPr")
        style = self.styles.paragraph(value(properties, "pStyle"))
        content = story.reader.read(paragraph, hidden=style.hidden)
        look = self._look(properties)
        if content.is_blank and properties is not None and properties.find(W + "sectPr") is not None:
            look = replace(look, list_place=None)  # Word gives no number to an empty paragraph that ends a section
        if story.pending is not None:
            before, first_look = story.pending
            look = look if before.is_blank else first_look
            before.join(content)
            content = before
        story.pending = (content, look)
        if not is_gone(properties, hidden=style.hidden):
            self._close(story)

    def _look(self, properties: Element | None) -> Look:
        style_id = value(properties, "pStyle")
        style = self.styles.paragraph(style_id)
        outline = outline_of(properties)
        centered = centers(properties)
        return Look(
            outline=None if style.is_title else (style.outline if outline is None else outline) or None,
            is_title=style.is_title,
            centered=style.centered if centered is None else centered,
            list_place=self.numbering.place(numbering_of(style_id or "", properties), style.numbering),
        )

    def _flush(self, story: Story) -> None:
        """Close a paragraph that nothing follows; without any text it is no paragraph and is not counted."""
        if story.pending is not None and story.pending[0].is_blank:
            content, look = story.pending
            story.pending = (content, replace(look, list_place=None))
        self._close(story)

    def _close(self, story: Story) -> None:
        if story.pending is None:
            return
        content, look = story.pending
        story.pending = None
        printed = story.counters.advance(*look.list_place) if look.list_place else Printed()
        block = Block(
            span=Span(0, 0),
            kind=story.kind,
            style_level=look.outline,
            cell=story.place,
            centered=look.centered,
            is_title=look.is_title,
        )
        self.paragraphs.extend(_blocks(content, printed, block))
        for box in content.boxes:
            reader = ParagraphReader(self.styles, self.notes, box)
            self._whole(box, Story(reader, Counters(self.numbering), story.kind, story.place))


def _blocks(content: Content, printed: Printed, block: Block) -> list[tuple[str, Block]]:
    """Return one block a line, the number at the start of the first line with text, or alone when there is none."""
    target = next((line for line in content.lines if line.text.strip()), content.lines[0])
    blocks = []
    for line in content.lines:
        shown = printed if line is target else Printed()
        text, marks = _numbered(line, shown)
        blocks.append((text, replace(block, number=shown.number, marks=marks)))
    return blocks


def _numbered(line: Line, printed: Printed) -> tuple[str, tuple[Span, ...]]:
    if not printed.number:
        return line.text, tuple(line.marks)
    text = line.text.lstrip()
    shift = len(printed.number) + len(printed.gap) - (len(line.text) - len(text))
    return f"{printed.number}{printed.gap}{text}", tuple(
        Span(mark.start + shift, mark.end + shift) for mark in line.marks
    )
