"""Plans as .docx, with typed numbers as most offices type them and with the automatic numbers of Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import docx_builder as w
from format_base import Format
from plan_items import Cell, Item, Table, Text

from planlens.language.numerals import chinese_number

NUMBER = re.compile(
    r"(?P<before>第|[（(]?)(?P<value>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<after>[章节篇]|[）)]、?|、|[.．](?!\d))[\s\u3000]*"
)
STYLES = "".join(
    w.style(f"h{level}", f'<w:outlineLvl w:val="{level - 1}"/>', name=f"heading {level}") for level in (1, 2, 3)
) + w.style("t", '<w:jc w:val="center"/>', name="Title")


def typed(items: Sequence[Item]) -> bytes:
    """Return a .docx whose numbers are text."""
    return w.docx("".join(_table(item) if isinstance(item, Table) else _typed(item) for item in items), styles=STYLES)


def printed(items: Sequence[Item], name: str) -> bytes:
    """Return a .docx with typed numbers, a running head and page numbers, as it is sent to a printer."""
    body = "".join(_table(item) if isinstance(item, Table) else _typed(item) for item in items)
    link = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" w:type="default"'
    page = (
        f'<w:sectPr><w:headerReference {link} r:id="r1"/><w:footerReference {link} r:id="r2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992"/></w:sectPr>'
    )
    small = '<w:sz w:val="21"/>'
    number = f'{w.r("— ", small)}<w:fldSimple w:instr=" PAGE ">{w.r("1", small)}</w:fldSimple>{w.r(" —", small)}'
    head = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{w.r(escape(name), small)}</w:p>'
    foot = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{number}</w:p>'
    return w.docx(body + page, styles=STYLES, header=head, footer=foot)


def automatic(items: Sequence[Item]) -> bytes:
    """Return a .docx whose numbers are the automatic ones of one multi-level list, its headings in styles."""
    lists = Lists()
    body = "".join(_table(item) if isinstance(item, Table) else _automatic(item, lists) for item in items)
    return w.docx(body, styles=STYLES, numbering=lists.xml())


def _paragraph(text: str, properties: str, size: int = 32) -> str:
    run = w.r(escape(text), f'<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="{size}"/>')
    spacing = '<w:spacing w:line="560" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{properties}{spacing}</w:pPr>{run}</w:p>"


def _typed(item: Text) -> str:
    if item.kind in {"title", "chapter"}:
        return _paragraph(item.text, '<w:jc w:val="center"/>', 44 if item.kind == "title" else 36)
    return _paragraph(item.text, '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>')


def _automatic(item: Text, lists: Lists) -> str:
    found = NUMBER.match(item.text)
    place = lists.place(found) if found is not None else None
    if found is None or place is None:
        return _typed(item)
    level, number = place
    style = f'<w:pStyle w:val="h{level + 1}"/>' if item.kind != "body" and level < 3 else ""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return _paragraph(item.text[found.end() :], style + listed)


class Lists:
    """One multi-level list: each way of writing numbers is a level, in the order in which they come."""

    def __init__(self) -> None:
        self.levels: list[tuple[str, str, bool]] = []
        self.counts: list[int] = []
        self.restarts: list[tuple[int, int]] = []

    def place(self, found: re.Match[str]) -> tuple[int, int] | None:
        """Return the level and the list that print this number, a new list where counting has to start elsewhere."""
        chinese = not found["value"].isdigit()
        value = chinese_number(found["value"]) if chinese else int(found["value"])
        key = found["before"], found["after"], chinese
        if value is None or (key not in self.levels and len(self.levels) == 9):
            return None
        if key not in self.levels:
            self.levels.append(key)
            self.counts.append(0)
        level = self.levels.index(key)
        if value != self.counts[level] + 1:
            self.restarts.append((level, value))
        self.counts[level] = value
        for deeper in range(level + 1, len(self.counts)):
            self.counts[deeper] = dict(self.restarts[-1:]).get(deeper, 1) - 1
        return level, len(self.restarts) + 1

    def xml(self) -> str:
        """Return the inner XML of the numbering part."""
        levels = [
            w.lvl(level, f"{before}%{level + 1}{after}", "chineseCounting" if chinese else "decimal")
            for level, (before, after, chinese) in enumerate(self.levels)
        ]
        lists = [w.num(1, 0)]
        for number, (level, start) in enumerate(self.restarts, 2):
            override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            lists.append(w.num(number, 0, override))
        return w.abstract(0, *levels) + "".join(lists)


def _table(table: Table) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows, open_cells = "", {}
    for place, row in enumerate(table.rows):
        open_cells = {column: (cell, left - 1) for column, (cell, left) in open_cells.items() if left > 1}
        going_on = [(column, _cell(cell, "")) for column, (cell, _) in open_cells.items()]
        cells = sorted([*going_on, *((cell.column, _cell(cell, "restart")) for cell in row)])
        header = "<w:tblHeader/>" if place == 0 else ""
        rows += w.row(*(xml for _, xml in cells), properties=header)
        open_cells |= {cell.column: (cell, cell.row_span) for cell in row if cell.row_span > 1}
    column = f'<w:gridCol w:w="{8800 // table.columns}"/>'
    properties = f'<w:tblW w:w="8800" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
    grid = column * table.columns
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _cell(cell: Cell, merge: str) -> str:
    """Return a cell, an empty one where it goes on with the cell above (*merge* is "")."""
    lines = cell.lines if merge else ()
    properties = f'<w:gridSpan w:val="{cell.column_span}"/>'
    if cell.row_span > 1:
        properties += f'<w:vMerge w:val="{merge}"/>' if merge else "<w:vMerge/>"
    return w.cell("".join(w.p(escape(line)) for line in lines) or w.p(), properties)


FORMATS = [
    Format("docx, typed numbers", ".docx", 1, lambda items, _name: typed(items)),
    Format("docx, automatic numbers", ".docx", 1, lambda items, _name: automatic(items)),
]
