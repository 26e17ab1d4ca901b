"""From blocks to paragraphs: leave out what the page added, join what line breaks cut, set tables apart.

The evidence, the strongest first: what the file itself says (table cells, styles, automatic numbers), then how lines
look in the whole document (their usual width, indents, what repeats), then the line alone. This step never changes or
reorders the text: every paragraph is a list of ranges of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from unicodedata import east_asian_width

from planlens.analysis.draft import Draft, Paragraph
from planlens.analysis.flow import Flow, flow_of
from planlens.analysis.grid import Grid, block_cells, grid_of_cells
from planlens.analysis.leads import split_lost_breaks
from planlens.analysis.loose import LooseTable, loose_tables
from planlens.analysis.markers import Marker, Style, marker_of
from planlens.language.lexicon import word_list
from planlens.model import Block, BlockKind, Span

PAGE_NUMBER = re.compile(
    r"[-—–―－~·\s]*(\d{1,4}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩivxIVX]{1,5})[-—–―－~·\s]*|第\s*\d+\s*页.{0,10}|\d+\s*/\s*\d+"
)
CONTENTS_LINE = re.compile(r".*?([.．…·•。﹒]\s?){4,}\s*[-—]?\s*\d*\s*[-—]?")
IMAGE = re.compile(r"\[image[^\]]*\]|<img[^>]*>|!\[[^\]]*\]\([^)]*\)")
CAPTION = re.compile(r"[图表]\s?[\d一二三四五六七八九十]{1,3}([-—.．]\d{1,2})?[\s:：]*\S.{0,60}")
_CONTENTS = re.compile(r"目\s*[录次]")
_FINAL = "。！？；：!?;:"
_CANNOT_OPEN = "。，、；：！？）》】”’．%％,;)"


@dataclass(slots=True)
class _Line:
    block: Block
    text: str
    indented: bool
    noise: bool = False
    table: bool = False

    @property
    def width(self) -> int:
        return display_width(self.text)

    @property
    def final(self) -> bool:
        return self.text[-1] in _FINAL


def display_width(text: str) -> int:
    """Return how many half-width columns a text takes in a Chinese font, where — and “ are as wide as 中."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def run(draft: Draft) -> None:
    """Fill ``draft.paragraphs`` and ``draft.grids``."""
    text = draft.document.text
    boxes, tables = _split_tables(draft)
    body = [b for b in draft.document.blocks if b.kind is BlockKind.BODY or (b.cell and b.cell.table in boxes)]
    lines = [_Line(block, block.span.of(text).strip(), _indented(text, block)) for block in body]
    width = wrap_width(lines)
    loose = loose_tables([line.text for line in lines])
    for table in loose:
        for line in lines[table.first : table.end]:
            line.table = True
    _mark_noise(lines, width)
    groups = _group(lines, width)
    draft.paragraphs = [_paragraph(text, group) for group in groups]
    draft.paragraphs = [part for paragraph in draft.paragraphs for part in _unglue(paragraph)]
    _unglue_series(draft)
    draft.paragraphs = split_lost_breaks(draft.paragraphs)
    draft.grids = _grids(draft, tables, loose, lines)


def _indented(text: str, block: Block) -> bool:
    line_start = text.rfind("\n", 0, block.span.start) + 1
    raw = text[line_start : block.span.end]
    return bool(re.match(r"[\u3000\t]|\s{2,}", raw))


def _split_tables(draft: Draft) -> tuple[set[int], list[tuple[list[Block], str]]]:
    """Return the numbers of the tables that are only boxes around text, and the blocks and captions of the others."""
    boxes: set[int] = set()
    tables: list[tuple[list[Block], str]] = []
    before = {block.span.start: index for index, block in enumerate(draft.document.blocks)}
    for blocks in block_cells(draft.document.blocks):
        first = blocks[0]
        assert first.cell is not None
        index = before[first.span.start]
        above = draft.document.blocks[index - 1].span.of(draft.document.text) if index else ""
        if grid_of_cells(draft.document.text, blocks, "", 0) is None:
            boxes.add(first.cell.table)
        else:
            tables.append((blocks, above.strip() if len(above) <= 60 else ""))
    return boxes, tables


def wrap_width(lines: Sequence[_Line]) -> int | None:
    """Return the width (in half-width characters) at which the file breaks its lines, None if it does not."""
    widths = [line.width for line in lines if line.width >= 20]
    if len(widths) < 12:
        return None
    common = Counter(width // 2 for width in widths if width <= 120).most_common(1)
    if not common:
        return None
    usual = max(
        w for w, count in Counter(width // 2 for width in widths).items() if count >= 0.35 * common[0][1] and w <= 60
    )
    full = [line for line in lines if usual * 2 - 5 <= line.width <= usual * 2 + 3]
    broken = [line for line in full if not line.final]
    many = len(full) >= 0.4 * len([line for line in lines if line.width > 10])
    return usual * 2 if many and len(broken) >= 0.6 * len(full) else None


def _mark_noise(lines: Sequence[_Line], width: int | None) -> None:
    contents = _contents_range(lines)
    chrome = set(word_list("page-chrome"))
    repeated = _running_heads(lines) if width else set()
    for index, line in enumerate(lines):
        if line.table:
            continue
        shape = re.sub(r"\d+", "#", line.text)
        line.noise = (
            index in contents
            or CONTENTS_LINE.fullmatch(line.text) is not None
            or (PAGE_NUMBER.fullmatch(line.text) is not None and _page_break(lines, index, width))
            or line.text in chrome
            or shape in repeated
        )


def _page_break(lines: Sequence[_Line], index: int, width: int | None) -> bool:
    """Whether a line of digits can be a page number: decorated, or next to running text rather than to table cells."""
    if not lines[index].text.isdigit():
        return len(lines[index].text) > 1
    near = [line for line in (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2]) if not line.table]
    if index + 1 < len(lines) and lines[index + 1].text[:1] in "．.、":
        return False
    return any(line.width >= (width or 40) * 0.8 or line.final for line in near)


def _contents_range(lines: Sequence[_Line]) -> set[int]:
    """Return the lines of a table of contents: from 目录 to where its first entry comes again."""
    for index, line in enumerate(lines[:80]):
        if not _CONTENTS.fullmatch(line.text):
            continue
        entry = _bare(lines[index + 1].text) if index + 1 < len(lines) else ""
        for later in range(index + 2, min(index + 400, len(lines))):
            if _bare(lines[later].text) == entry:
                return set(range(index, later))
            if lines[later].width > 100 or (lines[later].final and lines[later].width > 50):
                break
        return {index}
    return set()


def _bare(text: str) -> str:
    return re.sub(r"[\s.．…·•\d]", "", text)


def _running_heads(lines: Sequence[_Line]) -> set[str]:
    shapes: Counter[str] = Counter()
    for index, line in enumerate(lines):
        near = lines[max(0, index - 2) : index + 3]
        beside_number = any(PAGE_NUMBER.fullmatch(other.text) for other in near if other is not line)
        if (
            len(line.text) <= 40
            and not line.final
            and not line.table
            and beside_number
            and marker_of(line.text) is None
        ):
            shapes[re.sub(r"\d+", "#", line.text)] += 1
    return {shape for shape, count in shapes.items() if count >= 3 and shape != "#"}


def _group(lines: Sequence[_Line], width: int | None) -> list[list[_Line]]:
    groups: list[list[_Line]] = []
    long = [line for line in lines if line.width > 40 and not line.noise]
    indents = sum(line.indented for line in long) >= 0.3 * len(long) if long else False
    firsts = [line for line in long if line.indented]
    indents = indents and len(firsts) >= 3
    alone = _standing_alone(lines, width)
    for line in lines:
        if line.noise or line.table or IMAGE.sub("", line.text) == "" or CAPTION.fullmatch(line.text):
            if (line.table or not line.noise) and groups and groups[-1]:
                groups.append([])
            continue
        if groups and groups[-1] and _continues(groups[-1], line, width, indents, alone):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [group for group in groups if group]


def _standing_alone(lines: Sequence[_Line], width: int | None) -> set[Style]:
    """Return the styles of marks whose lines mostly are titles alone on a line: short, without a stop, a full line below."""
    if width is None:
        return set()
    shorts: dict[Style, list[bool]] = {}
    kept = [line for line in lines if not line.noise and not line.table]
    for line, below in zip(kept, kept[1:], strict=False):
        marker = marker_of(line.text)
        if marker is not None and marker.style < Style.BOX and line.width < width - 5:
            shorts.setdefault(marker.style, []).append(not line.final and below.width >= width * 0.5)
    together = [alone for style in shorts for alone in shorts[style]]
    mostly = len(together) >= 4 and sum(together) >= 0.7 * len(together)
    enough = {style for style, alone in shorts.items() if len(alone) >= 2}
    own = {style for style in enough if sum(shorts[style]) >= 0.7 * len(shorts[style])}
    return own | ({style for style in Style if style < Style.BOX and style not in enough} if mostly else set())


def _continues(group: Sequence[_Line], line: _Line, width: int | None, indents: bool, alone: set[Style]) -> bool:
    """Whether *line* goes on with the paragraph that *group* began."""
    last = group[-1]
    if last.block.cell != line.block.cell or line.block.style_level is not None or line.block.number:
        return False
    if line.text[0] in _CANNOT_OPEN and not (line.text[0] == "”" and last.final):
        return True
    marker = marker_of(last.text) if len(group) == 1 else None
    if marker is not None and marker.end == len(last.text) and marker.style is not Style.ATTACHMENT:
        return marker_of(line.text) is None
    if indents and not line.indented and group[0].indented and not last.final and len(last.text) <= 12:
        opened = marker_of("".join(part.text for part in group))
        return opened is not None and marker_of(line.text) is None
    if width is None:
        return False
    if (
        marker is not None
        and marker.style in alone
        and not re.search(r"[。；：]", last.text)
        and line.width >= width - 5
    ):
        return False
    opens = marker_of(line.text)
    if opens is not None and opens.style is not Style.BULLET and not _false_marker(opens, line.text, last):
        return False
    if opens is not None and opens.style is Style.BULLET and last.final:
        return False
    return (
        _last_width(last) >= width - 5
        and (not last.final or last.text[-1] in "；;：:")
        and not (indents and line.indented)
    )


def _last_width(line: _Line) -> int:
    """Return the width of a line; where a lost break glued a numbered title to its end, that of the title alone."""
    glued = [place.start() for place in _GLUED.finditer(line.text) if place.start()]
    tail = line.text[glued[-1] :] if glued else line.text
    return display_width(tail)


def _false_marker(marker: Marker, text: str, last: _Line) -> bool:
    """Whether a mark at a line's start is more likely the middle of a sentence that the line break cut."""
    del text
    return (
        marker.style in (Style.ARABIC, Style.DECIMAL, Style.LETTER)
        and last.text[-1] not in _FINAL
        and marker.value > 60
    )


def _paragraph(text: str, group: Sequence[_Line]) -> Paragraph:
    flow = flow_of(text, [line.block.span for line in group])
    image = IMAGE.search(flow.text)
    if image is not None:
        kept = [i for i in range(len(flow)) if not image.start() <= i < image.end()]
        flow = Flow("".join(flow.text[i] for i in kept), tuple(flow.at[i] for i in kept))
    block = group[0].block
    box = block.cell.table if block.cell is not None else None
    return Paragraph(flow, block, marker_of(flow.text), group[0].indented, body=0, box=box)


_GLUED_LEAD = re.compile(r"(?<=[。；])(?=专栏\d{1,2}\S{2,30}$|——)")


def _unglue(paragraph: Paragraph) -> list[Paragraph]:
    parts: list[Paragraph] = []
    while (cut := _GLUED_LEAD.search(paragraph.text)) is not None and 0 < cut.start() < len(paragraph.flow):
        head, *tail = _cut(paragraph, cut.start())
        parts.append(head)
        if not tail:
            return parts
        paragraph = tail[0]
    return [*parts, paragraph]


def _cut(paragraph: Paragraph, place: int) -> list[Paragraph]:
    parts = [paragraph.flow.part(0, place), paragraph.flow.part(place)]
    return [
        Paragraph(part, paragraph.block, marker_of(part.text), paragraph.indented, box=paragraph.box)
        for part in parts
        if part.text
    ]


_GLUED = re.compile(
    r"(?<=[。；）])(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．](?!\d))"
)


def _unglue_series(draft: Draft) -> None:
    """Split a paragraph before a mark that a lost line break glued to it: the next number of a series that is open."""
    last: dict[Style, int] = {}
    result: list[Paragraph] = []
    queue = list(reversed(draft.paragraphs))
    while queue:
        paragraph = queue.pop()
        marker = paragraph.marker
        if marker is not None and marker.value:
            last = {style: value for style, value in last.items() if style <= marker.style} | {
                marker.style: marker.value
            }
        for place in _GLUED.finditer(paragraph.text):
            found = marker_of(paragraph.text[place.start() :])
            if found is not None and place.start() and last.get(found.style) == found.value - 1 and found.value > 1:
                parts = _cut(paragraph, place.start())
                if len(parts) == 2:
                    paragraph = parts[0]
                    queue.append(parts[1])
                break
        result.append(paragraph)
    draft.paragraphs = result


def _grids(
    draft: Draft, tables: Sequence[tuple[list[Block], str]], loose: Sequence[LooseTable], lines: Sequence[_Line]
) -> list[Grid]:
    text = draft.document.text
    starts = [paragraph.flow.span.start for paragraph in draft.paragraphs]

    def before(offset: int) -> int:
        return sum(start < offset for start in starts)

    grids: list[Grid] = []
    for blocks, caption in tables:
        grid = grid_of_cells(text, blocks, caption, before(blocks[0].span.start))
        if grid is not None:
            grids.append(grid)
    for table in loose:
        cells = {index: flow_of(text, [lines[index].block.span]) for index in range(table.first, table.end)}
        span = Span(lines[table.first].block.span.start, lines[table.end - 1].block.span.end)
        caption = lines[table.caption].text if table.caption is not None else ""
        header = tuple(_piece(cells, text, lines, place) for place in table.header)
        rows = tuple(tuple(_piece(cells, text, lines, place) for place in row) for row in table.rows)
        if rows:
            grids.append(Grid(caption, header, rows, False, span, before(span.start)))
    return sorted(grids, key=lambda grid: grid.span)


def _piece(cells: dict[int, Flow], text: str, lines: Sequence[_Line], place: tuple[int, int, int]) -> Flow:
    """Return the flow of one loose cell: a whole line, or a part of one."""
    index, start, end = place
    line = lines[index]
    if (start, end) == (0, len(line.text)):
        return cells[index]
    offset = line.block.span.start
    return flow_of(text, [Span(offset + start, offset + end)])


def usual_length(paragraphs: Sequence[Paragraph]) -> float:
    """Return the median length of the paragraphs, 0 if there are none."""
    return median([len(paragraph.flow) for paragraph in paragraphs]) if paragraphs else 0.0
