"""Sets plans on pages as GB/T 9704 and Word do, for the PDF and OFD builders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pdf_builder import HEIGHT, WIDTH, Sheet
from plan_items import Cell, Item, Table, Text

_UNITS = re.compile(r"[A-Za-z0-9.,%+\-/]+|.", re.DOTALL)
_NEVER_FIRST = "。，、；：！？）》】”’%％"
_NEVER_LAST = "（《【“‘"


@dataclass(frozen=True, slots=True)
class Look:
    """How pages look; lengths in points.

    Attributes:
        size: font size of the body.
        pitch: distance of baselines.
        columns: text columns on a page.
        indent: first-line indent in characters.
        space: room above each paragraph.
        head: whether a running head and a page number stand on every page.
    """

    size: float = 16.0
    pitch: float = 28.8
    columns: int = 1
    indent: int = 2
    space: float = 0.0
    head: bool = True


OFFICIAL = Look()
"""GB/T 9704: 22 lines of 28 characters."""
TWO_COLUMNS = Look(size=10.5, pitch=16.0, columns=2)
SPACED = Look(size=12.0, pitch=18.0, indent=0, space=9.0)
"""As browsers and some word processors print: no indent, room between paragraphs."""

_LEFT, _TOP, _BOTTOM = 74.0, 105.0, 740.0
_MEASURE = 448.0
_GUTTER = 21.0


@dataclass
class _Press:
    """Pages under construction and the place of the next line."""

    look: Look
    name: str
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 1e9
    column: int = 1_000

    @property
    def measure(self) -> float:
        return (_MEASURE - (self.look.columns - 1) * _GUTTER) / self.look.columns

    @property
    def left(self) -> float:
        return _LEFT + self.column * (self.measure + _GUTTER)

    def advance(self, height: float) -> float:
        """Return the baseline after this height, in the next column or page where there is no room."""
        if self.y + height > _BOTTOM:
            self.column += 1
            self.y = _TOP - self.look.pitch + height
            if self.column >= self.look.columns:
                self.column = 0
                self._new_page()
        else:
            self.y += height
        return self.y

    def _new_page(self) -> None:
        sheet = Sheet()
        self.sheets.append(sheet)
        if self.look.head:
            number = f"— {len(self.sheets)} —"
            right = len(self.sheets) % 2
            sheet.put(WIDTH / 2 - len(self.name) * 5, 60, self.name, 10)
            sheet.put(_LEFT + _MEASURE - 60 if right else _LEFT + 14, HEIGHT - 60, number, 14)

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]


def typeset(items: Sequence[Item], name: str, look: Look = OFFICIAL) -> list[Sheet]:
    """Return the pages of a plan."""
    press = _Press(look, name)
    for item in items:
        if isinstance(item, Table):
            _set_table(press, item)
        else:
            _set_text(press, item)
    return press.sheets


def _set_text(press: _Press, item: Text) -> None:
    look = press.look
    size = {"title": look.size * 1.375, "chapter": look.size * 1.125}.get(item.kind, look.size)
    centred = item.kind in {"title", "chapter"}
    indent = 0.0 if centred else look.indent * size
    for place, line in enumerate(broken(item.text, press.measure, size, indent)):
        y = press.advance(look.pitch + (look.space if place == 0 else 0))
        x = press.left + (indent if place == 0 else 0)
        if centred:
            x = press.left + (press.measure - width(line, size)) / 2
        press.sheet.put(x, y, line, size)


def _set_table(press: _Press, table: Table, size: float = 12.0) -> None:
    """Set a table: pages end between rows that no merged cell spans, and then the header comes again."""
    size = min(size, press.look.size)
    room = press.measure / table.columns
    press.y += 0.4 * press.look.pitch
    lines = {
        id(c): [p for t in c.lines for p in broken(t, room * c.column_span - 10, size)] for r in table.rows for c in r
    }
    heights = _heights(table, lines, size)
    for start, end in _together(table):
        band = heights[start:end]
        before = len(press.sheets), press.column
        top = press.advance(sum(band)) - sum(band)
        if start and (len(press.sheets), press.column) != before:
            _set_rows(press, table.rows[:1], heights[:1], lines, top, room, size)  # the header again
            top = press.advance(sum(band)) - sum(band)
        _set_rows(press, table.rows[start:end], band, lines, top, room, size)
    press.y += 0.5 * press.look.pitch


def _heights(table: Table, lines: dict[int, list[str]], size: float) -> list[float]:
    """Return the rows' heights: as high as their own cells need, merged ones sharing theirs out."""
    return [max(-(-len(lines[id(cell)]) // cell.row_span) for cell in row) * size * 1.4 + 8 for row in table.rows]


def _together(table: Table) -> Iterator[tuple[int, int]]:
    """Yield the ranges of rows that hang together by merged cells."""
    start = end = 0
    for place, row in enumerate(table.rows):
        if place >= end and place:
            yield start, end
            start = place
        end = max([end, place + 1, *(place + cell.row_span for cell in row)])
    yield start, len(table.rows)


def _set_rows(
    press: _Press,
    rows: Sequence[Sequence[Cell]],
    heights: Sequence[float],
    lines: dict[int, list[str]],
    top: float,
    room: float,
    size: float,
) -> None:
    for place, row in enumerate(rows):
        for cell in row:
            x, high = press.left + room * cell.column, sum(heights[place : place + cell.row_span])
            press.sheet.grid((x, x + room * cell.column_span), (top, top + high))
            for number, line in enumerate(lines[id(cell)]):
                press.sheet.put(x + 5, top + 4 + size * (1.4 * number + 1), line, size)
        top += heights[place]
    press.y = top


def width(text: str, size: float) -> float:
    """Return the width of a text: half an em for Latin characters, an em for all others."""
    return sum(size * (0.5 if character.isascii() else 1.0) for character in text)


def broken(text: str, measure: float, size: float, indent: float = 0.0) -> Iterator[str]:
    """Yield the lines of a paragraph: words stay whole, no opening bracket ends a line.

    A stop that would begin a line hangs outside, as in Word; a second one takes the character before it along.
    """
    line, room = "", measure - indent
    for unit in _UNITS.findall(text):
        if line and width(line + unit, size) > room + 0.01:
            kept = line.rstrip(_NEVER_LAST) or line
            if unit[0] in _NEVER_FIRST:
                hangs = width(line, size) <= room + 0.01
                kept = line + unit if hangs else line[: max(len(line.rstrip(_NEVER_FIRST)) - 1, 1)]
            yield kept
            line, room = (line + unit)[len(kept) :], measure
        else:
            line += unit
    if line:
        yield line
