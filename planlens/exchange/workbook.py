"""A packet as a workbook: cells to fill are coloured, checked and open, everything else is locked.

A very hidden sheet keeps what was sent; two hidden columns say whose row is which, so that rows may be sorted, moved
or copied into another workbook.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planlens.exchange.packet import HIDDEN, ID, LAST, MAGIC, MAX_CELL, SIDE, UNIT, Line, Packet, digest, told_anew
from planlens.exports.base import FONT_BODY, FONT_HEADER, FONT_TITLE
from planlens.model.wording import deadline_words
from planlens.views.cells import clean
from planlens.views.fields.field import Field, Kind, Use
from planlens.views.fields.seen import Seen

_MOST_CHOICES = 255
"""Characters that a drop-down list may have together (Excel's limit)."""

_NUMBER, _PERCENT = "0.##########", '0.##########"%"'
_SETTINGS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "宋体", "font_size": 11},
}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": FONT_TITLE, "font_size": 18, "align": "center", "valign": "vcenter"},
    "how": {"font_name": FONT_BODY, "font_size": 10.5, "font_color": "#595959", "valign": "vcenter", "text_wrap": True},
    "head": {"font_name": FONT_HEADER, "bold": True, "align": "center", "bg_color": "#DDEBF7"},
    "head-open": {"font_name": FONT_HEADER, "bold": True, "align": "center", "bg_color": "#FFE699"},
    "told": {"font_name": FONT_BODY, "align": "left", "bg_color": "#F7F7F7"},
    "middle": {"font_name": FONT_BODY, "align": "center", "bg_color": "#F7F7F7"},
    "closed": {"font_name": FONT_BODY, "align": "center", "bg_color": "#E7E6E6"},
    "open": {"font_name": FONT_BODY, "align": "left", "bg_color": "#FFF9E5", "locked": False},
    "open-middle": {"font_name": FONT_BODY, "align": "center", "bg_color": "#FFF9E5", "locked": False},
}
MAX_ROW_HEIGHT = 409.0
"""Points; Excel's limit for a row."""

_WIDTH_OF_A_CHARACTER = 1.9
"""Of text of 10.5 points, in digits of the default font of 11."""


def written(packet: Packet, statuses: Sequence[str], choices: dict[str, Sequence[str]] | None = None) -> bytes:
    """Return a packet as the bytes of an .xlsx file.

    Args:
        packet: what the unit is asked.
        statuses: the words for states that the office has, for the drop-down list.
        choices: the words that may stand in other fields, by the field's key.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _SETTINGS) as workbook:
        workbook.set_properties({"title": title_of(packet)})
        looks: dict[str, Format] = {}
        for name, look in _LOOKS.items():
            boxed = {} if name in {"title", "how"} else {"border": 1, "valign": "vcenter", "text_wrap": True}
            looks[name] = workbook.add_format({"font_size": 10.5, **boxed, **look})
        for kind, form in (("percent", _PERCENT), ("number", _NUMBER)):
            look = {"font_size": 10.5, "border": 1, "valign": "vcenter", **_LOOKS["open-middle"], "num_format": form}
            looks[kind] = workbook.add_format(look)
        lists = {"status": list(statuses), **{key: list(words) for key, words in (choices or {}).items()}}
        _Sheet(workbook.add_worksheet("填报表"), packet, looks, lists).write()
        _keep(workbook.add_worksheet(HIDDEN), packet)
    return buffer.getvalue()


def title_of(packet: Packet) -> str:
    """Return the title of a unit's table."""
    return clean(f"{packet.unit}重点任务进展情况填报表（{packet.asked.period}）")


def instructions(packet: Packet) -> tuple[str, str, str]:
    """Return what a unit has to know, in three lines."""
    asked = {field.key: field.title_in(Use.LEDGER) for field in packet.asked.filled}
    titles = "、".join(asked.values())
    how = ["有下拉箭头的从列表选择"]
    how += [f"“{asked['progress']}”填 0 至 100 的数字"] if "progress" in asked else []
    how += [f"没有新进展的任务请在“{asked['done']}”中如实说明"] if "done" in asked else []
    due = f"于{packet.asked.due}前" if packet.asked.due else ""
    return (
        f"一、请填写黄色单元格（{titles}），其余内容已锁定，无须改动；进展截至{deadline_words(packet.asked.day)}。",
        f"二、{'；'.join(how)}。",
        f"三、可以排序、筛选，也可以改文件名；请保留表头，不要转成图片或 PDF，填好后{due}将本文件发回。",
    )


class _Sheet:
    """Writes the visible table; rows and columns count from 0."""

    def __init__(self, sheet: Worksheet, packet: Packet, looks: dict[str, Format], lists: dict[str, list[str]]) -> None:
        self.sheet, self.packet, self.looks, self.lists = sheet, packet, looks, lists
        asked = packet.asked
        self.first_told = 4  # after the hidden columns, 序号 and 职责
        self.last_column = self.first_told + len(asked.shown)
        self.first_open = self.last_column + 1
        self.width = self.first_open + len(asked.filled)
        told = [min(20.0, max(4.5, field.weight / 3.2)) for field in asked.shown]
        filled = [min(16.0, max(4.5, (field.filled or field.weight) / 2.8)) for field in asked.filled]
        self.widths = [0.0, 0.0, 2.5, 2.5, *told, 12.0, *filled]
        """How wide each column is, in Chinese characters."""

    def write(self) -> None:
        """Write title, instructions, heads and rows, and set up checks, protection and page."""
        head = self._write_top()
        for place, line in enumerate(self.packet.lines, start=1):
            self._write_line(head + place, place, line)
        last = head + len(self.packet.lines)
        for place, field in enumerate(self.packet.asked.filled):
            self._check(field, head + 1, last, self.first_open + place)
        self.sheet.autofilter(head, 2, last, self.width - 1)
        self.sheet.protect("", dict.fromkeys(_ALLOWED, True))
        self._set_page(head, last)

    def _write_top(self) -> int:
        """Write what stands above the rows; return the row of the heads."""
        sheet, packet, looks = self.sheet, self.packet, self.looks
        sheet.set_row(0, 32)
        sheet.merge_range(0, 2, 0, self.width - 1, title_of(packet), looks["title"])
        for row, text in enumerate(instructions(packet), start=1):
            sheet.set_row(row, 18)
            sheet.merge_range(row, 2, row, self.width - 1, clean(text), looks["how"])
        head = 4
        told = [field.title_in(Use.LEDGER) for field in packet.asked.shown]
        for column, text in enumerate([ID, UNIT, "序号", SIDE, *told, LAST]):
            sheet.write_string(head, column, text, looks["head"])
        for column, field in enumerate(packet.asked.filled, start=self.first_open):
            sheet.write_string(head, column, field.title_in(Use.LEDGER), looks["head-open"])
        sheet.set_row(head, 24)
        sheet.set_column(0, 1, 4, None, {"hidden": True})
        for column, width in enumerate(self.widths):
            if column > 1:
                sheet.set_column(column, column, width * _WIDTH_OF_A_CHARACTER)
        return head

    def _write_line(self, row: int, place: int, line: Line) -> None:
        text = partial(_text, self.sheet, row)
        told = zip((*line.shown, line.last, *line.sent), self.widths[self.first_told :], strict=True)
        most = max((_lines_in(words, width) for words, width in told), default=1)
        self.sheet.set_row(row, min(MAX_ROW_HEIGHT, max(30.0, 15.0 * most + 6)))
        text(0, line.task, self.looks["told"])
        text(1, self.packet.unit, self.looks["told"])
        self.sheet.write_number(row, 2, place, self.looks["middle"])
        text(3, line.side, self.looks["middle"])
        for column, words in enumerate(line.shown, start=self.first_told):
            text(column, words, self.looks["told"])
        text(self.last_column, line.last, self.looks["told"])
        filled = zip(self.packet.asked.filled, line.sent, line.open, strict=True)
        for column, (field, words, is_open) in enumerate(filled, start=self.first_open):
            self._write_open(row, column, field, words, is_open=is_open)

    def _write_open(self, row: int, column: int, field: Field[Seen], words: str, *, is_open: bool) -> None:
        """Write a cell to fill: numbers as numbers, everything else as text."""
        if not is_open:
            _text(self.sheet, row, column, words, self.looks["closed"])
            return
        look = "open" if told_anew(field) else "open-middle"
        if field.kind is Kind.NUMBER:
            look = "percent" if field.key == "progress" else "number"
            try:
                self.sheet.write_number(row, column, float(words.rstrip("%")), self.looks[look])
            except ValueError:
                self.sheet.write_blank(row, column, None, self.looks[look])
        else:
            _text(self.sheet, row, column, words, self.looks[look])

    def _check(self, field: Field[Seen], first: int, last: int, column: int) -> None:
        """Let a column take only what can be read, and say in Chinese what that is."""
        title = field.title_in(Use.LEDGER)
        words = self.lists.get(field.key)
        rule: dict[str, Any]
        if words and len(",".join(words)) <= _MOST_CHOICES:
            rule = {"validate": "list", "source": words, "error_message": f"请从列表中选择：{'、'.join(words)}"[:250]}
        elif field.key == "progress":
            rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
            rule["error_message"] = "请填 0 至 100 的数字，如 40 表示 40%。"
        elif field.kind is Kind.NUMBER:
            rule = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
            rule["error_message"] = "请填数字。"
        elif told_anew(field):
            rule = {"validate": "length", "criteria": "<=", "value": 5000}
            rule["error_message"] = "内容太长，请控制在 5000 字以内。"
        else:
            return
        if last >= first:
            self.sheet.data_validation(first, column, last, column, {**rule, "error_title": title[:32]})

    def _set_page(self, head: int, last: int) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9 if self.width <= 12 else 8)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)
        sheet.freeze_panes(head + 1, 0)
        sheet.print_area(0, 2, last, self.width - 1)
        sheet.set_footer('&C&"宋体"&10第 &P 页  共 &N 页')
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


_ALLOWED = ("format_cells", "format_columns", "format_rows", "sort", "autofilter", "select_locked_cells")
"""What the locked sheet still lets people do."""


@lru_cache(4096)
def _lines_in(words: str, width: float) -> int:
    """Return how many lines words take in a cell so many Chinese characters wide; most stand in many packets."""
    if not words:
        return 1
    room = max(1.0, width - 0.8)
    sizes = (len(part.encode("gb18030", "replace")) / 2 for part in words.split("\n"))
    return sum(max(1, math.ceil(size * 1.05 / room)) for size in sizes)


def _text(sheet: Worksheet, row: int, column: int, words: str, look: Format) -> None:
    """Write words as text, whatever they begin with."""
    shown = clean(words)[:MAX_CELL] if words else ""
    if shown:
        sheet.write_string(row, column, shown, look)
    else:
        sheet.write_blank(row, column, None, look)


def _keep(sheet: Worksheet, packet: Packet) -> None:
    """Write what was sent where nobody sees it."""
    lines = list(kept_lines(packet))
    head = kept_head(packet)
    for column, text in enumerate([MAGIC, json.dumps(head, ensure_ascii=False), digest([head, lines])]):
        sheet.write_string(0, column, text[:MAX_CELL])
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line[:MAX_CELL])
    sheet.very_hidden()


def kept_head(packet: Packet) -> dict[str, Any]:
    """Return what a packet as a whole is."""
    asked = packet.asked
    return {
        "project": packet.project,
        "unit": packet.unit,
        "period": asked.period,
        "day": asked.day,
        "made": packet.made,
        "shown": [field.key for field in asked.shown],
        "filled": [field.key for field in asked.filled],
    }


def kept_lines(packet: Packet) -> Iterator[str]:
    """Yield what was sent of each task, as JSON."""
    for line in packet.lines:
        told = [line.task, line.leads, list(line.marks), line.last, list(line.sent)]
        told += [list(line.sentences)] if line.sentences else []
        yield json.dumps(told, ensure_ascii=False)
