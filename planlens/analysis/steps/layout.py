"""From blocks to paragraphs: leave out what the page added, join what line breaks cut, set tables apart.

The evidence, the strongest first: what the file itself says (table cells, styles, automatic numbers), then how lines
look in the whole document (their usual width, indents, what repeats), then the line alone. This step never changes or
reorders the text: every paragraph is a list of ranges of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from planlens.analysis.draft import Draft, Paragraph
from planlens.analysis.flow import Flow, flow_of, joined
from planlens.analysis.notes.labels import label_of, label_words
from planlens.analysis.outline.breaks import Breaks
from planlens.analysis.outline.contents import contents_of
from planlens.analysis.outline.glue import split_glued_leads, split_glued_series
from planlens.analysis.outline.leads import split_lost_breaks
from planlens.analysis.outline.lines import Line, mark_noise, wrap_width
from planlens.analysis.outline.markers import marker_of
from planlens.analysis.tables.grid import CellTable, Grid, above_header, block_cells, grids_of, is_box, table_of
from planlens.analysis.tables.loose import loose_tables
from planlens.analysis.tables.loose_table import Cell, LooseTable
from planlens.analysis.tables.records import records_of
from planlens.model import Block, BlockKind, Span

IMAGE = re.compile(r"\[image[^\]]*\]|<img[^>]*>|!\[[^\]]*\]（[^）]*）")
"""[image: 图1], <img src="a.png">, ![图]（a.png）."""
CAPTION = re.compile(r"[图表]\s?[\d一二三四五六七八九十]{1,3}([-—.．]\d{1,2})?[\s:：]*\S.{0,60}")
"""图3-1 路网现状, 表2：主要指标."""


def run(draft: Draft) -> None:
    """Fill ``draft.paragraphs`` and ``draft.grids``."""
    text = draft.text
    boxes, tables = _split_tables(draft)
    lines = _lines(draft, boxes, tables)
    width = wrap_width(lines)
    loose = loose_tables([line.text for line in lines])
    for table in loose:
        for line in lines[table.first : table.end]:
            line.table = True
    contents = contents_of([line.text for line in lines])
    draft.contents = contents.titles
    for index, (start, end) in contents.kept.items():
        _cut(lines[index], start, end)
    mark_noise(lines, width, contents)
    labels = label_words(line.text for line in lines if not line.noise and not line.table)
    groups = _group(lines, width, labels)
    draft.paragraphs = [paragraph for group in groups if len((paragraph := _paragraph(text, group, labels)).flow)]
    draft.paragraphs = [part for paragraph in draft.paragraphs for part in split_glued_leads(paragraph)]
    draft.paragraphs = split_glued_series(draft.paragraphs)
    draft.paragraphs = split_lost_breaks(draft.paragraphs, text)
    draft.paragraphs, records = records_of(draft.paragraphs)
    draft.grids = sorted([*_grids(draft, tables, loose, lines), *records], key=lambda grid: grid.span)


def _lines(draft: Draft, boxes: set[int], tables: Sequence[tuple[CellTable, str]]) -> list[Line]:
    """Return the lines of the body, the text in boxes and the rows above the headers of tables among them."""
    text = draft.text
    titles = {block.span for table, _ in tables for block in above_header(table)}
    lines: list[Line] = []
    below = False
    for block in draft.document.blocks:
        above = block.span in titles
        if block.kind is BlockKind.BODY or above or (block.cell is not None and block.cell.table in boxes):
            kept = replace(block, kind=BlockKind.BODY, cell=None) if above else block
            lines.append(Line(kept, block.span.of(text).strip(), _indented(text, block), below_table=below))
        below = block.kind is BlockKind.CELL and not (lines and lines[-1].block.span == block.span)
    return lines


def _cut(line: Line, start: int, end: int) -> None:
    """Leave only a part of a line."""
    first = line.block.span.start
    line.block = replace(line.block, span=Span(first + start, first + end))
    line.text = line.text[start:end]


def _indented(text: str, block: Block) -> bool:
    line_start = text.rfind("\n", 0, block.span.start) + 1
    raw = text[line_start : block.span.end]
    return bool(re.match(r"[\u3000\t]|\s{2,}", raw))  # 　　indented


def _split_tables(draft: Draft) -> tuple[set[int], list[tuple[CellTable, str]]]:
    """Return the numbers of the tables that are only boxes around text, and the others with their captions."""
    boxes: set[int] = set()
    tables: list[tuple[CellTable, str]] = []
    text = draft.text
    before = {block.span.start: index for index, block in enumerate(draft.document.blocks)}
    for blocks in block_cells(draft.document.blocks):
        assert blocks[0].cell is not None
        if is_box(blocks):
            boxes.add(blocks[0].cell.table)
            continue
        table = table_of(text, blocks)
        index = before[_first_block(table).span.start]
        above = draft.document.blocks[index - 1].span.of(text) if index else ""
        tables.append((table, above.strip() if len(above) <= 60 else ""))
    return boxes, tables


def _first_block(table: CellTable) -> Block:
    """Return the block with which a table's header begins."""
    return table.blocks[len(above_header(table))]


def _group(lines: Sequence[Line], width: int | None, labels: Set[str]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    breaks = Breaks(lines, width, labels)
    for line in lines:
        if line.noise or line.table or IMAGE.sub("", line.text) == "" or CAPTION.fullmatch(line.text):
            if (line.table or not line.noise) and groups and groups[-1]:
                groups.append([])
            continue
        if groups and groups[-1] and not line.below_table and breaks.inside(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [group for group in groups if group]


def _paragraph(text: str, group: Sequence[Line], labels: Set[str]) -> Paragraph:
    flow = flow_of(text, [line.block.span for line in group])
    image = IMAGE.search(flow.text)
    if image is not None:
        kept = [i for i in range(len(flow)) if not image.start() <= i < image.end()]
        flow = Flow("".join(flow.text[i] for i in kept), tuple(flow.at[i] for i in kept))
    block = group[0].block
    box = block.cell.table if block.cell is not None else None
    marker = marker_of(flow.text) or label_of(flow.text, labels)
    return Paragraph(flow, block, marker, group[0].indented, body=0, box=box)


def _grids(
    draft: Draft, tables: Sequence[tuple[CellTable, str]], loose: Sequence[LooseTable], lines: Sequence[Line]
) -> list[Grid]:
    text = draft.text
    starts = [paragraph.flow.span.start for paragraph in draft.paragraphs]

    def before(offset: int) -> int:
        return sum(start < offset for start in starts)

    grids: list[Grid] = []
    for table, caption in tables:
        grids += grids_of(table, caption, before(_first_block(table).span.start))
    for found in loose:
        cells = {index: flow_of(text, [lines[index].block.span]) for index in range(found.first, found.end)}
        span = Span(lines[found.first].block.span.start, lines[found.end - 1].block.span.end)
        caption = lines[found.caption].text if found.caption is not None else ""
        header, *rows = (
            tuple(None if cell is None else _flow(cells, text, lines, cell) for cell in row)
            for row in (found.header, *found.rows)
        )
        if rows:
            exact = found.parted or all(len(row) == len(header) for row in rows)
            place = before(span.start)
            grids.append(
                Grid(caption, header, tuple(rows), exact, span, place, found.parted, plain=True, bands=found.bands)
            )
    return sorted(grids, key=lambda grid: grid.span)


def _flow(whole: dict[int, Flow], text: str, lines: Sequence[Line], cell: Cell) -> Flow:
    """Return the flow of one loose cell: whole lines, or parts of them."""
    parts = []
    for index, start, end in cell:
        if (start, end) == (0, len(lines[index].text)):
            parts.append(whole[index])
        else:
            offset = lines[index].block.span.start
            parts.append(flow_of(text, [Span(offset + start, offset + end)]))
    return parts[0] if len(parts) == 1 else joined(parts)
