"""Writes small PDFs by hand: text at given places, ruling lines, pictures; no font is embedded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

HEIGHT, WIDTH = 842.0, 595.0


@dataclass
class Sheet:
    """One page under construction; y counts from its top, lengths are in points."""

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)
    picture: bool = False

    def put(self, x: float, y: float, text: str, size: float = 16) -> Sheet:
        """Print a text whose baseline is at *y*."""
        self.texts.append((x, y, size, text))
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Draw a line."""
        self.strokes.append((x0, y0, x1, y1))
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Sheet:
        """Draw a table's walls."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self


def pdf(*sheets: Sheet) -> bytes:
    """Return a PDF of these pages."""
    fonts = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [3 0 R] /ToUnicode 4 0 R >>"
    )
    cid = (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /DW 1000 /W [32 126 500] /FontDescriptor << /Type /FontDescriptor /FontName /F /Flags 4 "
        "/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>"
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def 1 "
        "begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange "
        "endcmap end end"
    )
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>",
        fonts,
        cid,
        _stream(cmap),
        "<< /Type /Catalog /Pages 1 0 R >>",
    ]
    for number, sheet in enumerate(sheets):
        objects.append(
            f"<< /Type /Page /Parent 1 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F 2 0 R >> >> >>"
        )
        objects.append(_stream(_content(sheet)))
    return _file(objects)


def _content(sheet: Sheet) -> str:
    parts = [f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S" for x0, y0, x1, y1 in sheet.strokes]
    for x, y, size, text in sheet.texts:
        codes = text.ljust(2).encode("utf-16-be").hex()  # PDFium drops a lone character that no font here can draw
        parts.append(f"BT /F {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{codes}> Tj ET")
    if sheet.picture:
        parts.append("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")
    return "\n".join(parts)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >> stream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    total = len(objects) + 1
    table = f"xref\n0 {total}\n0000000000 65535 f \n{table}"
    tail = f"{table}trailer << /Size {total} /Root 5 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + tail.encode()
