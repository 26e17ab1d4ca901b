"""What a reader is: a function from a file's bytes to a document, and what every reader needs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from planlens.model import Block, BlockKind, Document, Source, Span
from planlens.readers.limits import SizeTally
from planlens.readers.recognition import Recogniser

READ_ADVICE = "请用 Word 或 WPS 打开后另存为 .docx，再试一次。"

_INVISIBLE = "\x00\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Reader:
    """One file format.

    Attributes:
        format: short name of the format (``docx``).
        label: its name for users, in Chinese.
        extensions: usual file name endings with the dot, lower case, for file dialogs and *may_be*.
        accepts: tells from a file's bytes whether they are in this format.
        read: turns the bytes into a document; the second argument is the file's name.
            Raises :class:`PlanlensError` for files that are broken, encrypted or empty.
        recognise: does the same, and reads pictures of pages with a recogniser; None where a format has no pages.
        compose: does the same for formats that other files are embedded in; the third argument reads such a file, or
            returns None where it cannot be read.
        may_be: tells from a file's bytes whether they can be in this format, if the file's name says so; None where
            the bytes tell it alone.
    """

    format: str
    label: str
    extensions: tuple[str, ...]
    accepts: Callable[[bytes], bool]
    read: Callable[[bytes, str], Document]
    recognise: Callable[[bytes, str, Recogniser], Document] | None = None
    compose: Callable[[bytes, str, Callable[[bytes], Document | None]], Document] | None = None
    may_be: Callable[[bytes], bool] | None = None


def source_of(data: bytes, name: str, file_format: str) -> Source:
    """Return the source of a file with these bytes."""
    return Source(name=name, format=file_format, sha256=hashlib.sha256(data).hexdigest())


def trim(text: str, start: int = 0, end: int | None = None) -> Span:
    """Return the span of what is visible in ``text[start:end]``, without white space and control characters around it.

    Ideographic spaces (U+3000), no-break spaces, byte order marks and NUL count as white space. The span is empty when
    nothing is visible.
    """
    end = len(text) if end is None else end
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    while start < end and _is_blank(text[start]):
        start += 1
    return Span(start, end)


def assemble(source: Source, paragraphs: Iterable[tuple[str, Block]], warnings: Iterable[str] = ()) -> Document:
    """Join paragraphs into a document.

    Each item is a paragraph's text and a block whose span is ignored and whose marks count from the text's start.
    Paragraphs without visible characters are left out; white space around the others stays in the text, outside the
    block. Cells of one table row are joined by tabs, all else by line breaks.

    Raises:
        PlanlensError: ``too-large``, whatever the reader itself has counted.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    tally = SizeTally()
    for text, block in paragraphs:
        tally.add(len(text), cell=block.cell is not None)
        visible = trim(text)
        if not visible:
            continue
        if parts:
            parts.append(_separator(blocks[-1], block))
            length += 1
        marks = tuple(Span(length + mark.start, length + mark.end) for mark in block.marks)
        blocks.append(replace(block, span=Span(length + visible.start, length + visible.end), marks=marks))
        parts.append(text)
        length += len(text)
    return Document(source=source, text="".join(parts), blocks=tuple(blocks), warnings=tuple(warnings))


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _INVISIBLE


def _separator(before: Block, after: Block) -> str:
    same_row = (
        before.kind is after.kind is BlockKind.CELL
        and before.cell is not None
        and after.cell is not None
        and (before.cell.table, before.cell.row) == (after.cell.table, after.cell.row)
        and before.cell.column != after.cell.column
    )
    return "\t" if same_row else "\n"
