"""Writes small OFD files (GB/T 33190) from the same sheets as the PDF builder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from docx_builder import zipped
from pdf_builder import HEIGHT, WIDTH, Sheet

MM = 25.4 / 72
NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(*sheets: Sheet, raw: dict[str, bytes] | None = None, turn: int = 0, grouped: bool = False) -> bytes:
    """Return an OFD of these pages.

    Args:
        sheets: the pages; all of them must fit into the width of one where they are turned.
        raw: whole parts that replace those built here.
        turn: the quarters by which everything is turned clockwise on its page.
        grouped: whether the pages hold nothing but groups, whose objects stand in the resources.
    """
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/P{n}/Content.xml"/>' for n in range(len(sheets)))
    box = f"<ofd:PhysicalBox>0 0 {WIDTH * MM} {HEIGHT * MM}</ofd:PhysicalBox>"
    common = f"<ofd:CommonData><ofd:PageArea>{box}</ofd:PageArea></ofd:CommonData>"
    root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    contents = ["".join(_objects(sheet, turn)) for sheet in sheets]
    parts = {
        "OFD.xml": f"<ofd:OFD {NS}>{root}</ofd:OFD>".encode(),
        "Doc_0/Document.xml": f"<ofd:Document {NS}>{common}<ofd:Pages>{pages}</ofd:Pages></ofd:Document>".encode(),
    }
    if grouped:
        parts["Doc_0/DocumentRes.xml"] = _groups(contents)
        contents = [_group(f"outer{number}") for number in range(len(sheets))]
    for number, content in enumerate(contents):
        layer = f"<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content>"
        parts[f"Doc_0/Pages/P{number}/Content.xml"] = f"<ofd:Page {NS}>{layer}</ofd:Page>".encode()
    return zipped({**parts, **(raw or {})})


def _groups(contents: Sequence[str]) -> bytes:
    """Return resources with two groups for each page: one that holds the objects, one that holds that group."""
    units = []
    for number, content in enumerate(contents):
        for name, inner in ((f"inner{number}", content), (f"outer{number}", _group(f"inner{number}"))):
            units.append(
                f'<ofd:CompositeGraphicUnit ID="{name}" Width="210" Height="297"><ofd:Content>{inner}</ofd:Content>'
                "</ofd:CompositeGraphicUnit>"
            )
    return f"<ofd:Res {NS}><ofd:CompositeGraphicUnits>{''.join(units)}</ofd:CompositeGraphicUnits></ofd:Res>".encode()


def _group(name: str) -> str:
    return f'<ofd:CompositeObject Boundary="0 0 210 297" ResourceID="{name}"/>'


def _objects(sheet: Sheet, turn: int) -> Iterator[str]:
    for item in sheet.texts:
        yield _text(item, turn)
    for item in sheet.laid_over:
        grey = round(255 * sheet.shade)
        yield _text(item, turn, f'<ofd:FillColor Value="{grey} {grey} {grey}"/>')
    for x0, y0, x1, y1 in sheet.strokes:
        data = f"<ofd:AbbreviatedData>M {x0 * MM} {y0 * MM} L {x1 * MM} {y1 * MM}</ofd:AbbreviatedData>"
        yield f'<ofd:PathObject Boundary="0 0 210 297" CTM="{_matrix(0, 0, turn)}">{data}</ofd:PathObject>'
    if sheet.picture:
        yield '<ofd:ImageObject Boundary="0 0 210 297"/>'


def _text(item: tuple[float, float, float, str], turn: int, inner: str = "") -> str:
    x, y, size, text = item
    steps = " ".join(f"{size * MM * (0.5 if character.isascii() else 1)}" for character in text[:-1])
    if text and not any(character.isascii() for character in text):
        steps = f"g {len(text) - 1} {size * MM}"
    code = f'<ofd:TextCode X="0" Y="0" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
    matrix = _matrix(x * MM, y * MM, turn)
    return f'<ofd:TextObject Boundary="0 0 210 297" CTM="{matrix}" Size="{size * MM}">{inner}{code}</ofd:TextObject>'


def _matrix(x: float, y: float, turn: int) -> str:
    """Return the matrix that takes the origin of an object to a place of a page that is turned."""
    wide, high = WIDTH * MM, HEIGHT * MM
    placed = (
        (1, 0, 0, 1, x, y),
        (0, 1, -1, 0, wide - y, x),
        (-1, 0, 0, -1, wide - x, high - y),
        (0, -1, 1, 0, y, high - x),
    )
    return " ".join(map(str, placed[turn]))
