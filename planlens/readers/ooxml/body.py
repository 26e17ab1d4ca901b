"""The document from its first paragraph to its last note, as texts with blocks (ECMA-376 Part 1 §17.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from planlens.model import BlockKind, CellPlace, Document
from planlens.readers.ooxml.inline import ParagraphReader, is_gone
from planlens.readers.ooxml.names import ALTERNATE, RELATION, Element, W, chosen, value
from planlens.readers.ooxml.numbering import Numbering
from planlens.readers.ooxml.styles import Styles, centers, numbering_of, outline_of
from planlens.readers.ooxml.tables import is_deleted, layout
from planlens.readers.word.counting import Counters, place_of
from planlens.readers.word.notes import NoteKind
from planlens.readers.word.story import Story, StoryWriter, WordLook

EMBEDDED_WARNING = "文件中嵌入了其他文件的内容，未能读出。请打开原文件复制这部分内容。"

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


@dataclass(slots=True)
class BodyReader:
    """Reads a document.

    Attributes:
        styles: its styles.
        numbering: its lists.
        notes: its footnotes and endnotes by kind, in the order in which their texts are to follow the body.
        embedded: returns the document in the embedded file with this relationship id, None where it cannot be read.
        writer: the texts and blocks read so far.
        warnings: what could not be read, in Chinese.
    """

    styles: Styles
    numbering: Numbering
    notes: Mapping[str, NoteKind[Element]]
    embedded: Callable[[str], Document | None] = lambda _: None
    writer: StoryWriter[Element] = field(init=False)
    warnings: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.writer = StoryWriter(self._box)

    def read(self, body: Element) -> None:
        """Read a ``w:body`` and the notes that it refers to."""
        reader = ParagraphReader(self.styles, self.notes, body)
        self._whole(body, reader, Story(Counters(self.numbering)))
        for kind in self.notes.values():
            counters = Counters(self.numbering)
            for printed, note in kind.referred:
                self.writer.note(printed, partial(self._note, note, counters))

    def _note(self, note: Element, counters: Counters) -> None:
        reader = ParagraphReader(self.styles, None, note)
        self._whole(note, reader, Story(counters, kind=BlockKind.FOOTNOTE))

    def _box(self, box: Element, anchor: Story[Element]) -> None:
        reader = ParagraphReader(self.styles, self.notes, box)
        self._whole(box, reader, Story(Counters(self.numbering), anchor.kind, anchor.place))

    def _whole(self, container: Element, reader: ParagraphReader, story: Story[Element]) -> None:
        self._walk(container, reader, story)
        self.writer.finish(story)

    def _walk(self, container: Iterable[Element], reader: ParagraphReader, story: Story[Element]) -> None:
        for child in container:
            if child.tag == W + "p":
                self._paragraph(child, reader, story)
            elif child.tag == W + "tbl":
                self.writer.finish(story)
                self._table(child, reader, story)
            elif child.tag in _WRAPPERS:
                self._walk(child, reader, story)
            elif child.tag == ALTERNATE:
                self._walk(chosen(child), reader, story)
            elif child.tag == W + "altChunk":
                self._embed(child, story)

    def _embed(self, chunk: Element, story: Story[Element]) -> None:
        """Put the text of an embedded file in its place (§17.17.2.1)."""
        document = self.embedded(chunk.get(RELATION, ""))
        if document is None:
            self.warnings[EMBEDDED_WARNING] = None
            return
        self.writer.finish(story)
        self.writer.include(document, story.place)
        self.warnings |= dict.fromkeys(document.warnings)

    def _table(self, table: Element, reader: ParagraphReader, story: Story[Element]) -> None:
        number = self.writer.table()
        for cell in layout(table):
            if is_deleted(cell.element):
                continue
            place = CellPlace(number, cell.row, cell.column, cell.row_span, cell.column_span)
            self._whole(cell.element, reader, story.cell(place))

    def _paragraph(self, paragraph: Element, reader: ParagraphReader, story: Story[Element]) -> None:
        properties = paragraph.find(W + "pPr")
        style = self.styles.paragraph(value(properties, "pStyle"))
        content = reader.read(paragraph, hidden=style.hidden)
        look = self._look(properties)
        if content.is_blank and properties is not None and properties.find(W + "sectPr") is not None:
            look = look.unnumbered()  # Word gives no number to an empty paragraph that ends a section
        self.writer.add(content, look, story, gone=is_gone(properties, hidden=style.hidden))

    def _look(self, properties: Element | None) -> WordLook:
        style_id = value(properties, "pStyle")
        style = self.styles.paragraph(style_id)
        outline = outline_of(properties)
        centered = centers(properties)
        return WordLook(
            outline=None if style.is_title else (style.outline if outline is None else outline) or None,
            is_title=style.is_title,
            centered=style.centered if centered is None else centered,
            list_place=place_of(self.numbering, numbering_of(style_id or "", properties), style.numbering),
        )
