"""From blocks to paragraphs: leave out what the page added, join what line breaks cut, set tables apart.

The evidence, the strongest first: what the file itself says (table cells, styles, automatic numbers), then how lines
look in the whole document (their usual width, indents, what repeats), then the line alone. This step never changes or
reorders the text: every paragraph is a list of ranges of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from planlens.analysis.draft import Draft, Paragraph
from planlens.analysis.flow import Flow, flow_of
from planlens.analysis.glue import split_glued_leads, split_glued_series, tail_width
from planlens.analysis.grid import CellTable, Grid, above_header, block_cells, grids_of, is_box, table_of
from planlens.analysis.leads import split_lost_breaks
from planlens.analysis.lines import Line, display_width, mark_noise, standing_alone, wrap_width
from planlens.analysis.loose import loose_tables
from planlens.analysis.loose_table import LooseTable
from planlens.analysis.markers import Style, marker_of
from planlens.model import Block, BlockKind, Span

IMAGE = re.compile(r"\[image[^\]]*\]|<img[^>]*>|!\[[^\]]*\]\([^)]*\)")
CAPTION = re.compile(r"[图表]\s?[\d一二三四五六七八九十]{1,3}([-—.．]\d{1,2})?[\s:：]*\S.{0,60}")
_SCRAP = re.compile(r"[A-Za-z]{0,2}\d{0,2}(\.\d{1,2})?[+-]?(?<=.)")
"""A raised or lowered figure that a page on the web set on a line of its own."""
_CANNOT_OPEN = "。，、；：！？）》】”’．.%％,;)"


def run(draft: Draft) -> None:
    """Fill ``draft.paragraphs`` and ``draft.grids``."""
    text = draft.document.text
    boxes, tables = _split_tables(draft)
    lines = _lines(draft, boxes, tables)
    width = wrap_width(lines)
    loose = loose_tables([line.text for line in lines])
    for table in loose:
        for line in lines[table.first : table.end]:
            line.table = True
    mark_noise(lines, width)
    groups = _group(lines, width)
    draft.paragraphs = [paragraph for group in groups if len((paragraph := _paragraph(text, group)).flow)]
    draft.paragraphs = [part for paragraph in draft.paragraphs for part in split_glued_leads(paragraph)]
    draft.paragraphs = split_glued_series(draft.paragraphs)
    draft.paragraphs = split_lost_breaks(draft.paragraphs)
    draft.grids = _grids(draft, tables, loose, lines)


def _lines(draft: Draft, boxes: set[int], tables: Sequence[tuple[CellTable, str]]) -> list[Line]:
    """Return the lines of the body, the text in boxes and the rows above the headers of tables among them."""
    text = draft.document.text
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


def _indented(text: str, block: Block) -> bool:
    line_start = text.rfind("\n", 0, block.span.start) + 1
    raw = text[line_start : block.span.end]
    return bool(re.match(r"[\u3000\t]|\s{2,}", raw))


def _split_tables(draft: Draft) -> tuple[set[int], list[tuple[CellTable, str]]]:
    """Return the numbers of the tables that are only boxes around text, and the others with their captions."""
    boxes: set[int] = set()
    tables: list[tuple[CellTable, str]] = []
    text = draft.document.text
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


def _group(lines: Sequence[Line], width: int | None) -> list[list[Line]]:
    groups: list[list[Line]] = []
    long = [line for line in lines if line.width > 40 and not line.noise]
    indents = sum(line.indented for line in long) >= 0.3 * len(long) if long else False
    firsts = [line for line in long if line.indented]
    indents = indents and len(firsts) >= 3
    alone = standing_alone(lines, width)
    for line in lines:
        if line.noise or line.table or IMAGE.sub("", line.text) == "" or CAPTION.fullmatch(line.text):
            if (line.table or not line.noise) and groups and groups[-1]:
                groups.append([])
            continue
        if groups and groups[-1] and not line.below_table and _continues(groups[-1], line, width, indents, alone):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [group for group in groups if group]


def _continues(group: Sequence[Line], line: Line, width: int | None, indents: bool, alone: set[Style]) -> bool:
    """Whether *line* goes on with the paragraph that *group* began."""
    last = group[-1]
    if last.block.cell != line.block.cell or line.block.style_level is not None or line.block.number:
        return False
    if line.text[0] in _CANNOT_OPEN and not (line.text[0] == "”" and last.final):
        return True
    marker = marker_of(last.text) if len(group) == 1 else None
    if marker is not None and marker.end == len(last.text) and marker.style is not Style.ATTACHMENT:
        return marker_of(line.text) is None
    if group[0].indented and not line.indented and not last.final and max(len(last.text), len(line.text)) <= 12:
        return marker_of("".join(part.text for part in group)) is not None and marker_of(line.text) is None
    if width is None:
        return _unfinished(group, line)
    if (
        marker is not None
        and marker.style in alone
        and not re.search(r"[。；：]", last.text)
        and line.width >= width - 5
    ):
        return False
    opens = marker_of(line.text)
    if opens is not None and opens.style is Style.ORDINAL and not last.final:
        opens = None
    if opens is not None and opens.style is not Style.BULLET and not (opens.value > 60 and not last.final):
        return False
    if opens is not None and opens.style is Style.BULLET and last.final:
        return False
    lost_indent = 4 if len(group) == 1 and not indents and marker is None and line.width >= width - 5 else 0
    full = tail_width(last) + lost_indent
    running = not last.final and last.width >= 0.6 * width and re.search(r"[，。；]", last.text) is not None
    return (
        (running or full >= width - 5 or full + _first_word(line) > width)
        and (not last.final or last.text[-1] in "；;：:")
        and not (indents and line.indented)
    )


def _unfinished(group: Sequence[Line], line: Line) -> bool:
    """Whether a sentence goes on where no line is wrapped: a page has ended, or a page on the web set a piece apart.

    Such pieces are a raised or lowered figure (PM, 2.5, 浓度) and words in another face (今年的, 主要预期目标, 是：).
    """
    last = group[-1]
    if len(group) > 1 and _SCRAP.fullmatch(last.text):
        return not line.indented
    if _SCRAP.fullmatch(line.text):
        return not last.final and len(last.text) >= 20
    if marker_of(line.text) is not None or line.indented:
        return False
    if last.text[-1] in "、，":
        return len(last.text) >= 20
    return last.text[-1] == "的" or (line.text.startswith(("是：", "是:")) and not last.final)


def _first_word(line: Line) -> int:
    """Return the width of what cannot be broken at a line's start: a number or a Latin word."""
    found = re.match(r"[\x21-\x7e]+", line.text)
    return display_width(found[0]) if found is not None else 0


def _paragraph(text: str, group: Sequence[Line]) -> Paragraph:
    flow = flow_of(text, [line.block.span for line in group])
    image = IMAGE.search(flow.text)
    if image is not None:
        kept = [i for i in range(len(flow)) if not image.start() <= i < image.end()]
        flow = Flow("".join(flow.text[i] for i in kept), tuple(flow.at[i] for i in kept))
    block = group[0].block
    box = block.cell.table if block.cell is not None else None
    return Paragraph(flow, block, marker_of(flow.text), group[0].indented, body=0, box=box)


def _grids(
    draft: Draft, tables: Sequence[tuple[CellTable, str]], loose: Sequence[LooseTable], lines: Sequence[Line]
) -> list[Grid]:
    text = draft.document.text
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
        header = tuple(None if place is None else _piece(cells, text, lines, place) for place in found.header)
        rows = tuple(
            tuple(None if place is None else _piece(cells, text, lines, place) for place in row) for row in found.rows
        )
        if rows:
            exact = found.parted or all(len(row) == len(header) for row in rows)
            place = before(span.start)
            grids.append(Grid(caption, header, rows, exact, span, place, found.parted, plain=True, bands=found.bands))
    return sorted(grids, key=lambda grid: grid.span)


def _piece(cells: dict[int, Flow], text: str, lines: Sequence[Line], place: tuple[int, int, int]) -> Flow:
    """Return the flow of one loose cell: a whole line, or a part of one."""
    index, start, end = place
    line = lines[index]
    if (start, end) == (0, len(line.text)):
        return cells[index]
    offset = line.block.span.start
    return flow_of(text, [Span(offset + start, offset + end)])
