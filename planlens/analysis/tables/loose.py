"""Tables that a plain text file lost the lines of: one cell a line, or cells with blanks between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planlens.analysis.outline.markers import Style, marker_of
from planlens.analysis.tables.flattened import flattened
from planlens.analysis.tables.loose_table import CAPTION, LooseTable, Place, caption_above, single
from planlens.analysis.tables.loose_units import unit_rows
from planlens.analysis.tables.tabbed import of_figures, tabbed

_HEAD_WORDS = re.compile(r"序\s*号|指标(名称)?|编号")  # 序号 / 指标名称
# a tab, a bar or a blank between cells
_BREAK = re.compile(r"\t+|\s*\|\s*|\s{2,}|\s(?=\S)")
MAX_CELL = 36


def loose_tables(lines: Sequence[str]) -> list[LooseTable]:
    """Find the tables in the lines of a text."""
    tables: list[LooseTable] = []
    index = 0
    while index < len(lines):
        table = (
            tabbed(lines, index)
            or flattened(lines, index)
            or _units(lines, index)
            or _one_cell_a_line(lines, index)
            or _one_row_a_line(lines, index)
            or of_figures(lines, index)
        )
        if table is None:
            index += 1
        else:
            tables.append(table)
            index = table.end
    return tables


def _units(lines: Sequence[str], first: int) -> LooseTable | None:
    found = unit_rows(lines, first)
    if found is None:
        return None
    header, rows, end = found

    def place(index: int | None) -> Place | None:
        return None if index is None else (index, 0, len(lines[index]))

    cells = tuple(single(map(place, row)) for row in rows)
    return LooseTable(caption_above(lines, first), first, end, single(map(place, header)), cells)


def _opens_table(lines: Sequence[str], index: int) -> bool:
    """Whether a header begins here: 序号 alone, or a short cell right below a caption (表3 …)."""
    if re.fullmatch(r"序\s*号", lines[index]):  # 序 号
        return True
    if re.fullmatch(r"[-—–\s\d]+", lines[index]):  # — 12 —
        return False
    above = lines[index - 1] if index else ""
    return bool(re.match(r"附?表\s?\d", above)) and _cell(lines[index]) and not above.endswith("。")  # 附表 1


def _cell(text: str) -> bool:
    """Whether a line can be one cell."""
    if len(text) > MAX_CELL or text.endswith("。") or re.match(r"注\s?[:：\d]", text):  # 注：数据为初步统计
        return False
    marker = marker_of(text)
    return marker is None or marker.style not in (
        Style.CHINESE, Style.CHINESE_PAREN, Style.BOX, Style.CHAPTER, Style.SECTION, Style.PART, Style.ATTACHMENT,
    )  # fmt: skip


def _one_cell_a_line(lines: Sequence[str], first: int) -> LooseTable | None:
    if not _opens_table(lines, first):
        return None
    end = first
    while end < len(lines) and (_cell(lines[end]) or _listed(lines, first, end)) and not CAPTION.match(lines[end]):
        end += 1
    if end - first < 6:
        return None
    places = [(index, 0, len(lines[index])) for index in range(first, end)]
    start = next((k for k, index in enumerate(range(first, end)) if lines[index] == "1"), None)
    if start is None or start == 0:
        return LooseTable(caption_above(lines, first), first, end, (), ())
    header, expected = places[:start], 1
    rows: list[list[Place]] = []
    for place in places[start:]:
        if lines[place[0]] == str(expected):
            rows.append([place])
            expected += 1
        else:
            rows[-1].append(place)
    return LooseTable(caption_above(lines, first), first, end, single(header), tuple(map(single, rows)))


def _listed(lines: Sequence[str], first: int, index: int) -> bool:
    """A numbered sentence inside a cell (1.…；2.…。) belongs to the table when cells go on after it."""
    marker = marker_of(lines[index])
    if marker is None or marker.style is not Style.ARABIC or index == first or len(lines[index]) > MAX_CELL * 2:
        return False
    return index + 2 < len(lines) and any(_cell(line) and len(line) < 12 for line in lines[index + 1 : index + 3])


def _one_row_a_line(lines: Sequence[str], first: int) -> LooseTable | None:
    header = _fields(lines, first)
    if len(header) < 3 or not _HEAD_WORDS.search(lines[first]) or len(lines[first]) > 60:
        return None
    end = first + 1
    rows: list[tuple[Place, ...]] = []
    while end < len(lines) and len(_fields(lines, end)) >= 3 and not lines[end].endswith("。"):
        rows.append(tuple(_fields(lines, end)))
        end += 1
    if len(rows) < 2:
        return None
    return LooseTable(caption_above(lines, first), first, end, single(header), tuple(map(single, rows)))


def _fields(lines: Sequence[str], index: int) -> list[Place]:
    places, start = [], 0
    text = lines[index]
    for found in _BREAK.finditer(text):
        if found.start() > start:
            places.append((index, start, found.start()))
        start = found.end()
    if start < len(text):
        places.append((index, start, len(text)))
    return [place for place in places if set(text[place[1] : place[2]]) - set("|-: ")]
