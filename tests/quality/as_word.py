"""Plans as binary .doc and as .rtf, built without any office program, with the automatic numbers of Word."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import doc_builder as w
from as_docx import NUMBER, Lists
from format_base import Format
from plan_items import Cell, Item, Table, Text
from rtf_builder import rtf

from planlens.readers.word.numformat import format_number

WIDTH = 1000
"""Of a column, in twentieths of a point."""
FONT = r"\rtlch\fcs1\af0\afs32\ltrch\fcs0\fs32\loch\af1\hich\af1\dbch\f1\insrsid1 "
SIZE = w.sprm(0x4A43, 32)
CENTERED = w.sprm(0x2403, 1)
CHINESE = 37
FIRST, NEXT = 3 << 5, 1 << 5
"""Flags of the first cell and of the others of those that are merged vertically."""


def as_doc(items: Sequence[Item]) -> bytes:
    """Return a .doc whose numbers are the automatic ones of one multi-level list."""
    lists = Lists()
    body = [_doc_table(item) if isinstance(item, Table) else _doc_paragraph(item, lists) for item in items]
    levels = [
        w.level(f"{before}%{place + 1}{after}", CHINESE if chinese else 0)
        for place, (before, after, chinese) in enumerate(lists.levels)
    ]
    starts = [(1, struct.pack("<iI", start, 0x10 | level), 1) for level, start in lists.restarts]
    parts = {**w.lists(levels), "overrides": w.overrides((1, b"", 0), *starts)} if levels else {}
    return w.doc(*body, parts=parts)


def as_rtf(items: Sequence[Item]) -> bytes:
    """Return an .rtf whose automatic numbers are written out, as Word does."""
    lists = Lists()
    return rtf("".join(_rtf_table(item) if isinstance(item, Table) else _rtf_paragraph(item, lists) for item in items))


def _numbered(text: str, lists: Lists) -> tuple[str, int, int, str]:
    """Return the printed number, the level, the list and the rest of a paragraph's text."""
    found = NUMBER.match(text)
    place = None if found is None else lists.place(found)
    if found is None or place is None:
        return "", 0, 0, text
    level, number = place
    before, after, chinese = lists.levels[level]
    count = format_number(lists.counts[level], "chineseCounting" if chinese else "decimal")
    return f"{before}{count}{after}", level, number, text[found.end() :]


def _doc_paragraph(item: Text, lists: Lists) -> w.Par:
    _, level, number, text = _numbered(item.text, lists)
    modifiers = CENTERED if item.kind == "title" else b""
    if number:
        modifiers += w.sprm(0x260A, level) + w.sprm(0x460B, number)
    return w.par(w.Run(text, SIZE), modifiers=modifiers)


def _rtf_paragraph(item: Text, lists: Lists) -> str:
    printed, level, number, text = _numbered(item.text, lists)
    listed = rf"{{\listtext\pard\plain{FONT}{_source(printed)}\tab}}\ilvl{level}\ls{number}" if number else ""
    centered = r"\qc" if item.kind == "title" else ""
    return rf"\pard\plain{centered}{listed} {{{FONT}{_source(text)}}}\par "


def _rows(table: Table) -> list[list[tuple[Cell, int]]]:
    """Return the cells of each row with their merge flags, those that go on from the row above among them."""
    rows: list[list[tuple[Cell, int]]] = []
    going_on: list[tuple[Cell, int]] = []
    for begun in table.rows:
        going_on = [(cell, left - 1) for cell, left in going_on if left > 1]
        cells = [(cell, FIRST if cell.row_span > 1 else 0) for cell in begun]
        cells += [(Cell((), cell.column, 1, cell.column_span), NEXT) for cell, _ in going_on]
        going_on += [(cell, cell.row_span) for cell in begun if cell.row_span > 1]
        rows.append(sorted(cells, key=lambda each: each[0].column))
    return rows


def _edges(row: list[tuple[Cell, int]]) -> list[int]:
    return [cell.column * WIDTH for cell, _ in row] + [(row[-1][0].column + row[-1][0].column_span) * WIDTH]


def _doc_table(table: Table) -> list[w.Par]:
    paragraphs = []
    for row in _rows(table):
        for cell, _ in row:
            *lines, last = cell.lines or ("",)
            paragraphs += [w.par(line, modifiers=w.IN_TABLE) for line in lines] + [w.cell(last)]
        shape = w.shape(_edges(row), [flag for _, flag in row])
        paragraphs.append(w.par(end="\x07", modifiers=w.ROW_END + shape))
    return paragraphs


def _rtf_table(table: Table) -> str:
    rows = ""
    for row in _rows(table):
        edges = _edges(row)
        words = {FIRST: r"\clvmgf", NEXT: r"\clvmrg", 0: ""}
        cells = "".join(
            rf"{words[flag]}\clvertalt\clbrdrt\brdrs\cellx{edge}"
            for (_, flag), edge in zip(row, edges[1:], strict=True)
        )
        texts = "".join(rf"\pard\plain\intbl{{{FONT}{_rtf_lines(cell)}\cell}}" for cell, _ in row)
        rows += rf"\trowd\trleft{edges[0]}{cells}{texts}\row"
    return rows


def _rtf_lines(cell: Cell) -> str:
    return r"\par ".join(map(_source, cell.lines))


def _source(text: str) -> str:
    for char in "\\{}":
        text = text.replace(char, f"\\{char}")
    return text


FORMATS = [
    Format("doc", ".doc", 1, lambda items, _name: as_doc(items)),
    Format("rtf", ".rtf", 1, lambda items, _name: as_rtf(items)),
]
