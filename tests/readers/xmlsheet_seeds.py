"""Workbooks in one XML file (XML Spreadsheet 2003)."""

from __future__ import annotations

from datetime import date
from html import escape

from sheet_builder import Shown
from test_reader_sheets import LEDGER

FORMAT = "xmlsheet"
SPACES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40"'
)


def book(*sheets: str, styles: str = "") -> bytes:
    """Return a workbook of these worksheets."""
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
    return f"{head}<Workbook {SPACES}><Styles>{styles}</Styles>{''.join(sheets)}</Workbook>".encode()


def sheet(rows: str, name: str = "台账", options: str = "") -> str:
    """Return a worksheet with these rows."""
    settings = f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{options}</WorksheetOptions>'
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{settings}</Worksheet>'


def cell(text: str, kind: str = "String", attributes: str = "") -> str:
    """Return a cell."""
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def ledger() -> str:
    """Return the rows of the ledger."""
    return "".join(f"<Row>{''.join(map(_typed, row))}</Row>" for row in LEDGER)


def formats() -> str:
    """Return the styles of the ledger; each is called as its format."""
    codes = {value.number_format for row in LEDGER for value in row if isinstance(value, Shown)}
    number = '<Style ss:ID="{0}"><NumberFormat ss:Format="{0}"/></Style>'
    return "".join(number.format(escape(code)) for code in sorted(codes))


def _typed(value: object) -> str:
    if isinstance(value, Shown):
        kind = "DateTime" if isinstance(value.value, date) else "Number"
        return cell(str(value.value), kind, f'ss:StyleID="{escape(value.number_format)}"')
    return "<Cell/>" if value is None else cell(escape(str(value)), "Number" if isinstance(value, int) else "String")


def seeds() -> list[bytes]:
    """Return a ledger, and a sheet with all kinds of cells."""
    style = '<Style ss:ID="s1"><NumberFormat ss:Format="Short Date"/></Style>'
    kinds = cell("0.5", "Number", 'ss:MergeAcross="1"') + cell("2025-06-30T00:00:00.000", "DateTime", 'ss:StyleID="s1"')
    kinds += cell("#REF!", "Error") + cell("1", "Boolean") + '<Cell ss:Index="9" ss:Formula="=A1"/>'
    return [book(sheet(ledger()), sheet(f'<Row ss:Index="3">{kinds}</Row>', "杂项"), styles=style + formats())]
