"""Writes small OFD files (GB/T 33190) from the same sheets as the PDF builder."""

from __future__ import annotations

from html import escape

from docx_builder import zipped
from pdf_builder import HEIGHT, WIDTH, Sheet

MM = 25.4 / 72
NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(*sheets: Sheet, raw: dict[str, bytes] | None = None) -> bytes:
    """Return an OFD of these pages; *raw* are whole parts that replace those built here."""
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/P{n}/Content.xml"/>' for n in range(len(sheets)))
    box = f"<ofd:PhysicalBox>0 0 {WIDTH * MM} {HEIGHT * MM}</ofd:PhysicalBox>"
    common = f"<ofd:CommonData><ofd:PageArea>{box}</ofd:PageArea></ofd:CommonData>"
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    parts = {
        "OFD.xml": f"<ofd:OFD {NS}>{root}</ofd:OFD>".encode(),
        "Doc_0/Document.xml": f"<ofd:Document {NS}>{common}<ofd:Pages>{pages}</ofd:Pages></ofd:Document>".encode(),
    }
    for number, sheet in enumerate(sheets):
        parts[f"Doc_0/Pages/P{number}/Content.xml"] = _content(sheet).encode()
    return zipped({**parts, **(raw or {})})


def _content(sheet: Sheet) -> str:
    objects = []
    for x, y, size, text in sheet.texts:
        steps = " ".join(f"{size * MM * (0.5 if character.isascii() else 1)}" for character in text[:-1])
        if text and not any(character.isascii() for character in text):
            steps = f"g {len(text) - 1} {size * MM}"
        code = f'<ofd:TextCode X="0" Y="{size * MM}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
        boundary = f"{x * MM} {(y - size) * MM} 100 10"
        objects.append(f'<ofd:TextObject Boundary="{boundary}" Size="{size * MM}">{code}</ofd:TextObject>')
    for x0, y0, x1, y1 in sheet.strokes:
        path = f"M {x0 * MM} {y0 * MM} L {x1 * MM} {y1 * MM}"
        data = f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>"
        objects.append(f'<ofd:PathObject Boundary="0 0 210 297">{data}</ofd:PathObject>')
    if sheet.picture:
        objects.append('<ofd:ImageObject Boundary="0 0 210 297"/>')
    return f"<ofd:Page {NS}><ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>"
