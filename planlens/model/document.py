"""What a reader makes of a file: the text, and what is known of every line in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of a document's text, in characters (code points)."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the part of *text* that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class BlockKind(StrEnum):
    """Where on the page a block stands."""

    BODY = "body"
    CELL = "cell"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The place of a table cell; all numbers count from 0, *table* is the table's number in the document.

    A merged cell appears once, at its first row and column, with the number of rows and columns it takes.
    """

    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the file (one line of a text file, one paragraph of a table cell).

    Attributes:
        span: the block's characters in ``Document.text``, without the line break after it.
        kind: body text, a table cell or a footnote's text.
        style_level: the outline level (from 1) that the file's own styles give the block, None for body text.
        number: the automatic number that the reader printed at the start of the block, part of *span*.
        cell: the block's place in a table, None outside tables.
        marks: footnote marks inside the block.
        centered: whether the file centres the paragraph.
        is_title: whether the file's own styles call it the document's title.
    """

    span: Span
    kind: BlockKind = BlockKind.BODY
    style_level: int | None = None
    number: str = ""
    cell: CellPlace | None = None
    marks: tuple[Span, ...] = ()
    centered: bool = False
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document came from.

    Attributes:
        name: the file's name without its folder.
        format: the short name of the format that the bytes turned out to have (``docx``, ``txt``).
        sha256: hexadecimal digest of the file's bytes.
    """

    name: str
    format: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file and its blocks in reading order.

    Attributes:
        source: the file.
        text: the whole text, unaltered for text files; blocks are joined by line breaks, the cells of a row by tabs.
        blocks: every non-blank paragraph; their spans do not overlap.
        warnings: what the reader could not read, in Chinese, for the user.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
