"""Whole .xlsx files for the damage tests."""

from __future__ import annotations

from sheet_builder import raw_xlsx, xlsx
from test_reader_sheets import LEDGER

FORMAT = "xlsx"


def seeds() -> list[bytes]:
    """Return a ledger of two sheets as openpyxl writes it, and a sheet with all kinds of cells."""
    first = '<c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.5</v></c><c t="str"><f>A1</f><v>乙</v></c>'
    second = '<c t="inlineStr"><is><t>丙</t></is></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c>'
    second += '<c t="d"><v>2025-06-30</v></c><c s="2"><v>45838</v></c>'
    cells = f'<row r="1" spans="1:4">{first}</row><row r="2">{second}</row>'
    styles = '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts><cellXfs>'
    styles += '<xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs>'
    merges = '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'
    strings = "<si><r><t>甲</t></r><rPh><t>注</t></rPh></si>"
    return [
        xlsx({"工业组": LEDGER, "民生组": LEDGER, "字典": [["甲"]]}, "A1:E1", "B3:B4", hidden=["字典"]),
        raw_xlsx(f"<sheetData>{cells}</sheetData>{merges}", styles=styles, sharedStrings=strings),
    ]
