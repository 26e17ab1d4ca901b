"""Workbooks as small text pictures: page, widths, merges, checks, protection, and every cell with its look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_LINE_END = re.compile(r"\r?\n")

GOLDEN = Path(__file__).parent / "golden"
"""Where the pictures are kept."""


def workbook_picture(path: Path) -> str:
    """Draw a workbook: sheet by sheet, each look of cells named by a letter below its sheet."""
    book = openpyxl.load_workbook(path)
    return "\n".join(line for sheet in book.worksheets for line in _sheet(sheet)) + "\n"


def assert_golden(name: str, drawn: str) -> None:
    """Compare a picture with the one that is kept; one that is missing is written, to be read, and fails once."""
    kept = GOLDEN / f"{name}.txt"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(drawn, "utf-8")
        raise AssertionError(f"{kept} is new: read it")
    assert drawn == kept.read_text("utf-8")


def _sheet(sheet: Worksheet) -> Iterator[str]:
    yield f"== {sheet.title} ({sheet.sheet_state})"
    yield from _page(sheet)
    yield f"widths {' '.join(_widths(sheet))}"
    yield f"merged {' '.join(sorted(area.coord for area in sheet.merged_cells.ranges)) or '-'}"
    for check in sheet.data_validations.dataValidation:
        limits = " ".join(str(part) for part in (check.operator, check.formula1, check.formula2) if part is not None)
        yield f"check {check.sqref} {check.type} {limits} | {check.errorTitle}：{check.error}"
    locked = sheet.protection
    allowed = [name for name in ("sort", "autoFilter", "formatCells", "formatRows") if not getattr(locked, name)]
    yield f"protected, but {' '.join(allowed)}" if locked.sheet else "not protected"
    looks: dict[str, str] = {}
    for row in sheet.iter_rows():
        told = [
            f"{cell.coordinate}{looks.setdefault(_look(cell), _letter(len(looks)))}{_said(cell)}"
            for cell in row
            if _is_there(cell)
        ]
        height = sheet.row_dimensions[row[0].row].height if row else None
        yield f"row {row[0].row}{f' ({height:g})' if height else ''}: {' | '.join(told)}"
    yield from (f"look {letter}: {look}" for look, letter in looks.items())


def _page(sheet: Worksheet) -> Iterator[str]:
    page, side = sheet.page_setup, sheet.page_margins
    paper = {8: "A3", 9: "A4"}.get(int(page.paperSize or 0), page.paperSize)
    edges = " ".join(f"{edge:g}" for edge in (side.left, side.right, side.top, side.bottom))
    fit = f"{page.fitToWidth or 1} wide" if sheet.sheet_properties.pageSetUpPr else "as it is"
    heads, area = sheet.print_title_rows, sheet.print_area or "-"
    yield f"page {paper} {page.orientation}, margins {edges}, fit {fit}, heads {heads}, area {area}"
    yield f"frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}, foot {sheet.oddFooter.center.text}"


def _widths(sheet: Worksheet) -> Iterator[str]:
    for column in range(1, sheet.max_column + 1):
        letter = get_column_letter(column)
        group = next(
            (item for item in sheet.column_dimensions.values() if item.min and item.min <= column <= item.max), None
        )
        if group is not None:
            yield f"{letter}{group.width:.1f}{' hidden' if group.hidden else ''}"


def _is_there(cell: Any) -> bool:
    return isinstance(cell, Cell) and (cell.value is not None or cell.has_style)


def _letter(place: int) -> str:
    return f"/{chr(ord('a') + place)}" if place < 26 else f"/{place}"


def _look(cell: Cell) -> str:
    font, fill = cell.font, cell.fill
    parts = [f"{font.name} {font.sz:g}", "bold" if font.b else "", "italic" if font.i else ""]
    parts += [f"on {fill.fgColor.rgb}" if fill.fill_type else "", str(cell.alignment.horizontal or "")]
    parts += ["boxed" if cell.border.left.style else "", "" if cell.protection.locked else "OPEN"]
    parts += [cell.number_format if cell.number_format != "General" else ""]
    return " ".join(filter(None, parts))


def _said(cell: Cell) -> str:
    kind = {"n": "#", "f": "FORMULA", "d": "day", "b": "bool", "e": "ERROR"}.get(cell.data_type, "")
    if cell.value is None:
        return ""
    return f" {kind}{_LINE_END.sub('⏎', str(cell.value))}"
