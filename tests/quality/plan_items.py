"""The paragraphs and tables of a plan in plain text, to be written again in other formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from table_shapes import SHAPES

from planlens.analysis.draft import Draft
from planlens.analysis.flow import flow_of
from planlens.analysis.outline.contents import DOTTED
from planlens.analysis.outline.lines import PAGE_NUMBER
from planlens.analysis.outline.markers import marker_of
from planlens.analysis.steps import layout
from planlens.analysis.tables.grid import Grid
from planlens.model import Document, Span
from planlens.readers import read_document


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; *kind* is ``title``, ``chapter``, ``heading`` or ``body`` by its looks."""

    text: str
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with its paragraphs, its first column and how many rows and columns it takes."""

    lines: tuple[str, ...]
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the cells that begin in each row, and the number of its columns."""

    rows: tuple[tuple[Cell, ...], ...]
    columns: int


Item = Text | Table


def items_of(path: Path, headings: Sequence[Mapping[str, int]] = ()) -> list[Item]:
    """Return what an author would have typed: whole paragraphs, tables, no page numbers, no table of contents.

    Args:
        path: a text file.
        headings: what is known of its headings: ``start`` and ``end`` in characters without white space.
    """
    document = read_document(path)
    draft = Draft(document)
    layout.run(draft)
    edges = _edges(document.text, headings)
    items: list[Item] = []
    tables = [(grid.span.start, _table(document, grid, (path.stem, n))) for n, grid in enumerate(draft.grids)]
    for paragraph in draft.paragraphs:
        while tables and tables[0][0] < paragraph.flow.span.start:
            items += tables.pop(0)[1]
        lines = [line for line in _lines(document, paragraph.flow.span) if not _is_noise(document, line)]
        for part in _cut(lines, edges):
            text = flow_of(document.text, part).text
            items.append(Text(text, _kind(text, opening=not items)))
    return items + [item for _, found in tables for item in found]


def _edges(text: str, headings: Sequence[Mapping[str, int]]) -> set[int]:
    """Return where headings begin, and where they end at a line's end."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    starts = {places[heading["start"]] for heading in headings}
    ends = {places[heading["end"] - 1] + 1 for heading in headings}
    return starts | {end for end in ends if text[end : end + 3].lstrip(" \r")[:1] == "\n"}


def _cut(lines: Sequence[Span], edges: set[int]) -> Iterator[list[Span]]:
    """Yield the parts of a paragraph between headings."""
    part: list[Span] = []
    for line in lines:
        for start, end in pairwise(sorted({line.start, line.end, *(e for e in edges if line.start < e < line.end)})):
            if part and (start in edges or part[-1].end in edges):
                yield part
                part = []
            part.append(Span(start, end))
    if part:
        yield part


def _lines(document: Document, span: Span) -> list[Span]:
    return [
        Span(max(block.span.start, span.start), min(block.span.end, span.end))
        for block in document.blocks
        if block.span.overlaps(span)
    ]


def _is_noise(document: Document, line: Span) -> bool:
    text = line.of(document.text)
    return PAGE_NUMBER.fullmatch(text) is not None or DOTTED.fullmatch(text) is not None


def _kind(text: str, *, opening: bool) -> str:
    if len(text) > 45 or "。" in text[:-1] or text[-1] in "。；：，:;":
        return "body"
    marker = marker_of(text)
    if marker is None:
        return "title" if opening else "body"
    return "chapter" if text.startswith("第") else "heading"


def _table(document: Document, grid: Grid, key: tuple[str, int]) -> list[Item]:
    """Return a table and the lines that the text's layout only seemed to add to it."""
    caption = [Text(grid.caption)] if grid.caption else []
    if key not in SHAPES:
        rows = [row for row in (grid.header, *grid.rows) if any(row)]
        cells = (tuple(Cell((cell.text,) if cell else (), n) for n, cell in enumerate(row)) for row in rows)
        return [*caption, Table(tuple(cells), len(grid.header))]
    lines = [line.of(document.text) for line in _lines(document, grid.span)]
    table = Table(tuple(tuple(_row(shape, lines)) for shape in SHAPES[key]), len(SHAPES[key][0].split()))
    return [*caption, table, *map(Text, lines)]


def _row(shape: str, lines: list[str]) -> Iterator[Cell]:
    """Yield the cells of a row, taking their lines from the front."""
    column = 0
    for word in shape.split():
        if word == "^":
            column += 1
            continue
        found = re.fullmatch(r"(\d+)(?:v(\d+))?(?:h(\d+))?", word)
        assert found is not None
        count, high, wide = (int(number or 1) for number in found.groups())
        yield Cell(tuple(lines[:count]), column, high, wide)
        del lines[:count]
        column += wide
