"""Packets out and back beside the libraries that write and read the same cells."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import date

import openpyxl
import xlsxwriter

from planlens.exchange import grids, workbook
from planlens.exchange.packet import Asked, Line, Packet
from planlens.views.fields.tasks import TASKS

UNITS, TASKS_EACH = 60, 34
"""Sixty units with 2,040 tasks together; two where nothing is measured."""

OUT, BACK = 1.5, 2.0
"""How much longer it may take than the bare library."""

_SHOWN = tuple(TASKS[key] for key in ("path", "text", "targets", "deadline"))
_FILLED = tuple(TASKS[key] for key in ("status", "progress", "done", "problems", "next_steps"))


def packets(units: int) -> list[Packet]:
    asked = Asked("2026年11月", date(2026, 11, 30).isoformat(), _SHOWN, _FILLED)
    words = (
        "二、重点任务\n（一）建设信息网络",
        "新建基站三千个以上，推进千兆光网进村入户。",
        "新建基站3000个",
        "2026年12月",
    )
    sent = ("进行中", "40%", "", "", "")
    found = []
    for unit in range(units):
        lines = [
            Line(
                f"t{unit * TASKS_EACH + n}",
                n % 2 == 0,
                words,
                "2026-10-30：已完成招标。",
                sent,
                (True,) * 5,
            )
            for n in range(TASKS_EACH)
        ]
        found.append(Packet("mark", f"市第{unit}局", asked, "2026-11-25", tuple(lines)))
    return found


def bare(packet: Packet) -> bytes:
    """The same cells by the library alone."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, hidden = book.add_worksheet("填报表"), book.add_worksheet("_planlens")
        look = book.add_format({"border": 1, "text_wrap": True})
        for row, line in enumerate(packet.lines):
            cells = (line.task, packet.unit, str(row), line.side, *line.shown, line.last, *line.sent)
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text, look) if text else sheet.write_blank(row, column, None, look)
            hidden.write_string(row, 0, str(line))
    return buffer.getvalue()


def seconds(action: Callable[[], object]) -> float:
    """The shortest of three runs, in seconds of this process."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        action()
        times.append(time.process_time() - begun)
    return min(times)


def read_barely(files: list[bytes]) -> None:
    for data in files:
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
            list(sheet.iter_rows(values_only=True))


def test_out_and_back(is_measured: bool) -> None:
    made = packets(UNITS if is_measured else 2)
    written = [workbook.written(packet, ["进行中", "已完成"]) for packet in made]
    out = seconds(lambda: [workbook.written(packet, ["进行中", "已完成"]) for packet in made]) / seconds(
        lambda: [bare(packet) for packet in made]
    )
    back = seconds(lambda: [grids.read_workbook("a.xlsx", data) for data in written]) / seconds(
        lambda: read_barely(written)
    )
    print(f"out {out:.2f} × bare, back {back:.2f} × bare")
    if is_measured:
        assert out <= OUT
        assert back <= BACK
