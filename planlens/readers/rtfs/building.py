"""Paragraphs of an .rtf while they are read: their text, their marks, the rows of tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from planlens.model import Span
from planlens.readers.word.counting import UNNUMBERED, Printed
from planlens.readers.word.flow import End, Passage, WordParagraph
from planlens.readers.word.grid import CellShape, RowShape, VerticalMerge
from planlens.readers.word.lines import Content, WordLine
from planlens.readers.word.story import WordLook

_MOST_CELLS = 64
_BLANKS = str.maketrans(dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
_VERTICAL = {"clvmgf": VerticalMerge.FIRST, "clvmrg": VerticalMerge.NEXT}


@dataclass(slots=True)
class RowDefinition:
    r"""What ``\trowd`` and the words after it say of a row; it holds for all rows up to the next one."""

    _left: int = 0
    _edges: list[int] = field(default_factory=list)
    _cells: list[CellShape] = field(default_factory=list)
    _joins_left: bool = False
    _vertical: VerticalMerge = VerticalMerge.NONE
    _shape: RowShape | None = None

    def word(self, word: str, value: int | None) -> None:
        """Take a control word of the definition."""
        if word == "trowd":
            self._left, self._edges, self._cells, self._shape = 0, [], [], None
            self._joins_left, self._vertical = False, VerticalMerge.NONE
        elif word == "trleft":
            self._left = value or 0
        elif word == "clmrg":
            self._joins_left = True
        elif word in _VERTICAL:
            self._vertical = _VERTICAL[word]
        elif word == "cellx" and len(self._cells) < _MOST_CELLS:
            self._edges.append(value or 0)
            self._cells.append(CellShape(self._joins_left, self._vertical))
            self._joins_left, self._vertical, self._shape = False, VerticalMerge.NONE, None

    def shape(self) -> RowShape:
        """Return the shape of a row that ends here."""
        if self._shape is None:
            self._shape = RowShape((self._left, *self._edges) if self._edges else (), tuple(self._cells))
        return self._shape


@dataclass(slots=True)
class Builder:
    """Collects the paragraphs of one passage.

    Attributes:
        passage: those that are complete.
        content: the text of the one that is not.
        printed: its automatic number.
        automatic: whether the next note's mark is a number.
        endnote: whether the passage is an endnote.
        row: what is known of the row that is read.
        nested_row: what is known of the nested table's row that is read.
    """

    passage: Passage = field(default_factory=Passage)
    content: Content[Passage] = field(default_factory=Content)
    printed: Printed = UNNUMBERED
    automatic: bool = False
    endnote: bool = False
    row: RowDefinition = field(default_factory=RowDefinition)
    nested_row: RowDefinition = field(default_factory=RowDefinition)

    @property
    def line(self) -> WordLine:
        """The line that is written."""
        return self.content.lines[-1]

    def text(self, text: str) -> None:
        """Add text to the paragraph."""
        self.line.add(text.translate(_BLANKS))

    def mark(self, printed: str, start: int) -> None:
        """Set a note's mark: a number, or without one the text since *start*, which the author set himself."""
        if printed:
            self.line.mark(printed)
        elif start < len(self.line):
            self.line.marks.append(Span(start, len(self.line)))

    def end(self, look: WordLook, depth: int, end: End, *, gone: bool = False, nested: bool = False) -> None:
        """End the paragraph.

        Args:
            look: its properties, without its number.
            depth: how many tables it stands in.
            end: what its mark ends.
            gone: whether its mark is deleted or hidden.
            nested: whether the row that it ends is a nested table's.
        """
        numbered = WordLook(look.outline, look.is_title, look.centered, printed=self.printed)
        shape = (self.nested_row if nested else self.row).shape() if end is End.ROW else RowShape()
        gone = gone and end is End.PARAGRAPH
        self.passage.paragraphs.append(WordParagraph(self.content, numbered, depth, end, gone, shape))
        self.content = Content()
        self.printed = UNNUMBERED
        self.automatic = False

    def finish(self, look: WordLook, depth: int) -> Passage:
        """End the paragraph that nothing ends, if there is one, and return the passage."""
        if not self.content.is_blank or self.content.boxes:
            self.end(look, depth, End.PARAGRAPH)
        return self.passage
