"""Rows as a table for the clipboard, that Excel and WPS paste into cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from planlens.exports.csv_table import as_text

Rows = Iterable[Sequence[str]]


def as_tsv(rows: Rows) -> str:
    """Return rows as lines with tabs between the cells; no cell can become a formula."""
    return "\r\n".join("\t".join(_quoted(as_text(_one_line(cell))) for cell in row) for row in rows)


def as_html(rows: Rows) -> str:
    """Return rows as an HTML table, every cell marked as text for Excel, WPS and LibreOffice alike."""
    style = "mso-number-format:'\\@';white-space:normal"
    lines = []
    for row in rows:
        cells = "".join(f'<td sdnum="0;0;@" style="{style}">{escape(_one_line(cell))}</td>' for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return f'<html><head><meta charset="utf-8"></head><body><table>{"".join(lines)}</table></body></html>'


def _quoted(text: str) -> str:
    """Return a cell as spreadsheets read it: a quotation mark at its beginning would else hold cells together."""
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text


def _one_line(text: str) -> str:
    return " ".join(text.split())
