"""CSV: the task table as plain text that Excel and WPS open as a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from planlens.exports.base import Exporter
from planlens.exports.choice import Look
from planlens.exports.table import task_table
from planlens.model import Plan
from planlens.views.cells import Cell, Column, Table
from planlens.views.fields.work import Tracking

_FORMULA = re.compile(r"'*(?:[\t\n]|[\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\-@＝＋－＠])")
"""What a spreadsheet takes for the beginning of a formula, also in full width and after what is not seen (OWASP,
"CSV Injection"): ``=HYPERLINK(…)``, ``\x00=1+1``; and what looks like one that was guarded already: ``'=1+1``.
"""


def as_text(text: str) -> str:
    """Return *text*, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _write(
    plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
) -> bytes:
    """Return the tasks as CSV: UTF-8 with the mark that Excel needs to tell it, lines ended by CR LF (RFC 4180)."""
    del look  # plain text has no paper
    return text_of([task_table(plan, columns, tracking)])


def text_of(tables: Sequence[Table]) -> bytes:
    """Return tables as CSV, an empty line between two of them."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    for table in tables:
        if table is not tables[0]:
            writer.writerow([])
        writer.writerow(column.title for column in table.columns)
        for row in table.rows:
            writer.writerow(_field(column, cell) for column, cell in zip(table.columns, row.cells, strict=True))
    return buffer.getvalue().encode("utf-8-sig")


def _field(column: Column, cell: Cell) -> str:
    return as_text(column.separator.join(line.text for line in cell))


EXPORTER = Exporter(format="csv", label="CSV 文本表格", extension=".csv", write=_write, write_tables=text_of)
