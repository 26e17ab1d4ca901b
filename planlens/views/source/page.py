"""From a document and its sections to what is shown of it: paragraphs and rows of tables, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from planlens.model import Block, BlockKind, CellPlace, Document, Reading, Span
from planlens.views.source.grid import Rows, rows_of
from planlens.views.source.text import Look, Text

Piece = Text | Rows

Heading = tuple[int, int, int]
"""The place of a section's heading and its level, from 1: ``(start, end, level)``."""

LONGEST = 1500
"""Characters that are laid out at once; a longer paragraph goes on in another one."""
_HEADS = {Look.TITLE, Look.HEADING}
_STOP = re.compile(r"[。！？；]")
_PAGE_NUMBER = re.compile(r"[\W\d_]{1,12}|第?\s?\d{1,4}\s?[页/][^。]{0,10}")


def pieces_of(
    document: Document, reading: Reading | None, headings: Sequence[Heading], title: str = ""
) -> Iterator[Piece]:
    """Yield what is shown of a document.

    Args:
        document: the document.
        reading: how its lines make paragraphs; None while that is not known: then every line is one.
        headings: its sections, in reading order.
        title: the document's title.
    """
    setter = _Setter(document, reading is not None, headings, title)
    paragraphs = {parts[0].start: parts for parts in reading.paragraphs} if reading is not None else {}
    shown = _within(document.blocks, [part for parts in paragraphs.values() for part in parts])
    starts = sorted(paragraphs)
    table: dict[CellPlace, list[Text]] = {}
    for index, block in enumerate(document.blocks):
        if table and (block.cell is None or block.cell.table != next(iter(table)).table):
            yield from rows_of(table)
            table = {}
        if block.cell is not None:
            table.setdefault(block.cell, []).extend(setter.chunks([block.span], Look.CELL, block))
            continue
        for start in _opened(block, starts):
            yield from setter.paragraph(paragraphs[start], block)
        if index not in shown:
            yield from setter.alone(block)
    if table:
        yield from rows_of(table)


def _within(blocks: Sequence[Block], parts: Sequence[Span]) -> set[int]:
    """Return the indexes of the blocks that parts of paragraphs are taken from."""
    starts = [block.span.start for block in blocks]
    return {bisect_right(starts, part.start) - 1 for part in parts}


def _opened(block: Block, starts: Sequence[int]) -> Sequence[int]:
    """Return the paragraphs that begin in a block: more than one where the file lost a line break."""
    return starts[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]


class _Setter:
    """Decides how paragraphs are set."""

    def __init__(self, document: Document, joined: bool, headings: Sequence[Heading], title: str) -> None:
        self._text = document.text
        self._joined = joined
        self._headings = headings
        self._starts = [heading[0] for heading in headings]
        self._title = _bare(title)
        self._first = self._starts[0] if self._starts else len(document.text)

    def paragraph(self, parts: Sequence[Span], block: Block) -> Iterator[Text]:
        """Yield a paragraph of running text, cut where it is too long."""
        if block.kind is BlockKind.FOOTNOTE:
            yield from self.chunks(parts, Look.FOOTNOTE, block)
            return
        level = self._level(parts)
        if self._is_title(parts, block):
            yield from self.chunks(parts, Look.TITLE, block)
        elif level:
            yield from self.chunks(parts, Look.HEADING, block, level)
        else:
            yield from self.chunks(parts, Look.BODY, block)

    def alone(self, block: Block) -> Iterator[Text]:
        """Yield a line that belongs to no paragraph: a table without lines, a page number, a running head."""
        if block.kind is BlockKind.FOOTNOTE or not self._joined:
            yield from self.paragraph([block.span], block)
        elif _PAGE_NUMBER.fullmatch(block.span.of(self._text)):
            yield from self.chunks([block.span], Look.PAGE, block)
        elif self._level([block.span]) or self._is_title([block.span], block):
            yield from self.paragraph([block.span], block)
        else:
            yield from self.chunks([block.span], Look.PLAIN, block)

    def chunks(self, parts: Sequence[Span], look: Look, block: Block, level: int = 0) -> Iterator[Text]:
        """Yield a paragraph as one text, or several where it is very long."""
        centered = block.centered or look in {Look.TITLE, Look.PAGE}
        groups = [list(parts)] if sum(map(len, parts)) <= LONGEST else self._cut(parts)
        for count, group in enumerate(groups):
            strong = () if look in _HEADS else self._headings_in(group[0].start, group[-1].end)
            raised = [mark for mark in block.marks if group[0].start <= mark.start < group[-1].end]
            yield Text(
                *(self._text, group, look, level),
                centered=centered,
                goes_on=count > 0,
                strong=strong,
                raised=raised,
            )

    def _headings_in(self, start: int, end: int) -> list[Span]:
        first, last = bisect_right(self._starts, start - 1), bisect_left(self._starts, end)
        return [Span(*heading[:2]) for heading in self._headings[first:last]]

    def _cut(self, parts: Sequence[Span]) -> Iterator[list[Span]]:
        group: list[Span] = []
        for part in parts:
            start = part.start
            while sum(map(len, group)) + part.end - start > LONGEST:
                room = LONGEST - sum(map(len, group))
                end = self._stop(start, min(start + room, part.end))
                yield [*group, Span(start, end)]
                group, start = [], end
            if start < part.end:
                group.append(Span(start, part.end))
        if group:
            yield group

    def _stop(self, start: int, limit: int) -> int:
        """Return the end of the last sentence before *limit*, *limit* itself where there is none."""
        found = [match.end() for match in _STOP.finditer(self._text, start, limit)]
        return found[-1] if found else limit

    def _level(self, parts: Sequence[Span]) -> int:
        """Return the level of the section whose heading is the whole paragraph, 0 where there is none."""
        k = bisect_right(self._starts, parts[-1].end - 1) - 1
        if k < 0 or self._starts[k] < parts[0].start:
            return 0
        start, end, level = self._headings[k]
        around = self._text[parts[0].start : start] + self._text[end : parts[-1].end]
        return level if len(_bare(around)) <= 1 else 0

    def _is_title(self, parts: Sequence[Span], block: Block) -> bool:
        words = _bare("".join(part.of(self._text) for part in parts))
        named = parts[0].start < self._first and len(words) > 1 and words in self._title
        return block.is_title or named


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
