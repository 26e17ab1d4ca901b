"""Tables of indicators that a page's text has flattened: a row a line, and the lines of its taller cells around it.

A cell of two lines stands half above and half below the line of its row (``亿立`` / ``2 年供水能力 预期性 12左右`` /
``方米``). Which of the lines between two rows belong to the upper one and which to the lower one is settled for the
whole table: complete rows need none, and what stands above a row is about as much as what stands below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planlens.analysis.outline.lines import PAGE_NUMBER
from planlens.analysis.outline.markers import Style, marker_of
from planlens.analysis.tables.indicator_columns import VALUE_HEAD
from planlens.analysis.tables.loose_table import Cell, LooseTable, Place, short_line_above
from planlens.analysis.tables.shapes import Shape, shape_of
from planlens.language.quantities import is_unit_of_measure

_FIELD = re.compile(r"\S+")  # a cell of a row
# 12 年供水能力 亿立方米 预期性 12左右
_ROW = re.compile(r"(?P<n>\d{1,2})\s+(?=\S)")
# 序, 指标, 单位, 属性, 2028年目标, 年均[累计]
_HEAD = re.compile(
    r"序号?|号|指|标|指标(名称|类别|内容)?|主要指标|名称|类别|领域|维度|(计量|指标)?单位|(指标)?(属性|性质)|备注|数?值|"
    r"[^，。]{0,8}(目标|现状|基[期数年]|完成|规划|预期|年均|累计|增速|(19|20)\d{2}|十[一二三四五六]五)[^，。]{0,8}"
)
_LONGEST_HEADER, _MOST_BETWEEN = 6, 4
"""Lines of a header; lines between two rows."""
_LONGEST = 36
_LEAST_ROWS = 3
_ENDS = (Style.PART, Style.CHAPTER, Style.SECTION, Style.CHINESE, Style.CHINESE_PAREN, Style.BOX, Style.ATTACHMENT)


@dataclass(slots=True)
class _Row:
    """A row: its line, its fields by what they are, and the lines above and below it that go with it."""

    line: int
    number: Place
    name: list[Place] = field(default_factory=list)
    unit: list[Place] = field(default_factory=list)
    nature: list[Place] = field(default_factory=list)
    values: list[list[Place]] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is missing on its own line."""
        return bool(self.name and self.unit)


def flattened(lines: Sequence[str], first: int) -> LooseTable | None:
    """Return the table whose header begins with a line, None if none does or if no line of it is broken.

    Args:
        lines: the lines of the text.
        first: the index of the line.
    """
    start = _header_end(lines, first)
    if start is None:
        return None
    rows = _rows(lines, first, start)
    if len(rows) < _LEAST_ROWS:
        return None
    end = _tail(lines, rows)
    broken = start - first > 1 or end - rows[0].line > len(rows)
    if not broken or not _are_indicators(rows):
        return None
    _share_out(lines, rows, start, end)
    width = Counter(len(row.values) for row in rows).most_common(1)[0][0]
    heads = _heads(lines, first, start, width)
    return LooseTable(
        caption=short_line_above(lines, first),
        first=first,
        end=end,
        header=heads,
        rows=tuple(_cells(lines, row, width) for row in rows),
        parted=True,
    )


def _header_end(lines: Sequence[str], first: int) -> int | None:
    """Return the line behind the header that begins with a line, None where no header begins."""
    end = first
    while end < min(len(lines), first + _LONGEST_HEADER) and _is_head(lines[end]):
        end += 1
    said = " ".join(lines[first:end])
    plain = re.sub(r"\s", "", said)
    telling = ("指标" in plain or "属性" in plain) and VALUE_HEAD.search(plain) is not None
    return end if telling and end < len(lines) else None


def _is_head(line: str) -> bool:
    fields = _FIELD.findall(line)
    heads = [text for text in fields if len(text) <= 14 and _HEAD.fullmatch(text)]
    return bool(fields) and len(heads) == len(fields)


def _rows(lines: Sequence[str], first: int, start: int) -> list[_Row]:
    """Return the rows: lines that open with the numbers 1, 2, 3 …, with at most a few short lines between them."""
    rows: list[_Row] = []
    index, last = start, start - 1
    while index < len(lines) and index - last <= _MOST_BETWEEN + 1:
        found = _ROW.match(lines[index])
        if found is not None and int(found["n"]) == len(rows) + 1:
            row = _row(lines, index, found.end())
            if row is None:
                break
            rows.append(row)
            last = index
        elif not _may_be_part(lines[index]):
            break
        index += 1
    return rows


def _row(lines: Sequence[str], index: int, start: int) -> _Row | None:
    """Return the fields of a row's line: name, unit, nature, and the values behind them; None for other lines."""
    row = _Row(index, (index, 0, len(lines[index][:start].rstrip())))
    for found in _FIELD.finditer(lines[index], start):
        place, shape = (index, found.start(), found.end()), shape_of(found[0])
        valued = bool(row.values or row.nature or row.unit)
        if shape is Shape.NATURE:
            row.nature.append(place)
        elif shape is Shape.MEASURE and not row.values and not row.unit:
            row.unit.append(place)
        elif (
            shape in (Shape.FIGURE, Shape.MARK)
            or (valued and shape is Shape.EMPTY)
            or (valued and (row.values or row.nature))
        ):
            row.values.append([place])
        elif shape is Shape.EMPTY:
            row.unit.append(place)
        else:
            row.name.append(place)
    return row if row.nature or row.values else None


def _are_indicators(rows: Sequence[_Row]) -> bool:
    """Whether most rows have a nature, or a unit of measure and a value."""
    return sum(bool(row.nature or (row.unit and row.values)) for row in rows) > 0.6 * len(rows)


def _may_be_part(line: str) -> bool:
    if len(line) > _LONGEST or line.endswith(("。", "；")):
        return False
    marker = marker_of(line)
    return marker is None or marker.style not in _ENDS


def _tail(lines: Sequence[str], rows: Sequence[_Row]) -> int:
    """Return the line behind the table: below its last row goes what its cells still need."""
    last = rows[-1]
    end = last.line + 1
    if last.whole and not (end < len(lines) and re.match(r"[（(]", lines[end])):  # （万元）
        return end
    while end < min(len(lines), last.line + 3) and _may_be_part(lines[end]) and len(lines[end]) <= 16:
        end += 1
    return end


def _share_out(lines: Sequence[str], rows: Sequence[_Row], start: int, end: int) -> None:
    """Give each line between two rows to the upper or the lower one; of all ways the one that fits best."""
    gaps = [_parts(lines, above, below) for above, below in _between(rows, start, end)]
    measured = sum(bool(row.unit) for row in rows) > 0.5 * len(rows)
    # best[taken]: the cost up to here if the lower row of the gap takes so many of its lines
    best: dict[int, tuple[float, list[int]]] = {len(gaps[0]): (0.0, [len(gaps[0])])}
    for row, above_gap, gap in zip(rows, gaps, gaps[1:], strict=False):
        following: dict[int, tuple[float, list[int]]] = {}
        for taken in range(len(gap) + 1 if row is not rows[-1] else 1):
            below = gap[: len(gap) - taken]
            ways = [
                (cost + _cost(lines, row, above_gap[len(above_gap) - own :], below, measured=measured), [*way, taken])
                for own, (cost, way) in best.items()
            ]
            following[taken] = min(ways)
        best = following
    _, way = min(best.values(), key=lambda item: item[0])
    for number, row in enumerate(rows):
        above, below = gaps[number], gaps[number + 1]
        row.above = above[len(above) - way[number] :]
        row.below = below[: len(below) - way[number + 1]]


def _between(rows: Sequence[_Row], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines above the first row, between the rows and below the last one."""
    edges = [start - 1, *(row.line for row in rows), end]
    return zip((edge + 1 for edge in edges), edges[1:], strict=False)


def _parts(lines: Sequence[str], first: int, end: int) -> list[int]:
    return [index for index in range(first, end) if PAGE_NUMBER.fullmatch(lines[index]) is None]


def _cost(lines: Sequence[str], row: _Row, above: Sequence[int], below: Sequence[int], *, measured: bool) -> float:
    """Return how badly these lines fit around a row."""
    count = len(above) + len(below)
    uneven = 0.6 * abs(len(above) - len(below))
    if not row.name:
        return uneven + (8.0 if not count else 0.0)
    joined = "".join(lines[index] for index in (*above, *below))
    if measured and not row.unit and count:
        return uneven + (0.0 if is_unit_of_measure(joined) else 3.0)
    return uneven + 2.0 * count + (3.0 if measured and not row.unit else 0.0)


def _cells(lines: Sequence[str], row: _Row, width: int) -> tuple[Cell | None, ...]:
    """Return number, name, unit, nature and values of a row, the lines around it put where something is missing."""
    above = [[_whole(lines, index, found) for found in _FIELD.finditer(lines[index])] for index in row.above]
    below = [[_whole(lines, index, found) for found in _FIELD.finditer(lines[index])] for index in row.below]
    lone = "".join(lines[index] for index in (*row.above, *row.below))
    columns: list[list[Place]] = []
    if not row.name:
        columns.append(row.name)
    if not row.unit and (
        not columns or any(len(fields) > 1 for fields in (*above, *below)) or is_unit_of_measure(lone)
    ):
        columns.append(row.unit)
    columns = columns or [row.name]
    columns += row.values
    for fields in reversed(above):
        for column, place in zip(columns, fields, strict=False):
            column.insert(0, place)
    for fields in below:
        for column, place in zip(columns, fields, strict=False):
            column.append(place)
    values = [tuple(value) for value in row.values[:width]]
    cells = [(row.number,), tuple(row.name), tuple(row.unit), tuple(row.nature), *values]
    return tuple(cell or None for cell in [*cells, *[()] * (width - len(values))])


def _whole(lines: Sequence[str], index: int, found: re.Match[str]) -> Place:
    return (index, found.start(), found.end())


def _heads(lines: Sequence[str], first: int, start: int, width: int) -> tuple[Cell | None, ...]:
    """Return the heads of the columns: the name's and unit's where they are printed, and the last ones of values."""
    fields = [(index, f.start(), f.end()) for index in range(first, start) for f in _FIELD.finditer(lines[index])]
    said = {place: lines[place[0]][place[1] : place[2]] for place in fields}
    # 主要指标
    name = tuple(place for place in fields if re.fullmatch(r"指|标|(主要)?指标(名称|内容)?|名称", said[place]))
    unit = tuple(place for place in fields if re.fullmatch(r"(计量|指标)?单位", said[place]))  # 计量单位
    nature = tuple(place for place in fields if re.search(r"属性|性质", said[place]))  # 属性
    values = [(place,) for place in fields if VALUE_HEAD.search(said[place]) and (place,) not in (name, unit, nature)]
    values = values[-width:] if width else []
    heads: list[Cell | None] = [None, name or None, unit or None, nature or None, *[None] * (width - len(values))]
    return (*heads, *values)
