"""Writes small PDFs by hand: text at given places, ruling lines, pictures; every character is drawn as a box."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from box_font import box_font

HEIGHT, WIDTH = 842.0, 595.0


@dataclass
class Sheet:
    """One page under construction; y counts from its top, lengths are in points.

    *rotate* is the page's own rotation in degrees: what stands here is turned so that it is seen upright. *shade* is
    the grey from 0 (black) to 1 of what is laid over the text.
    """

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    slanted: list[tuple[float, float, float, str]] = field(default_factory=list)
    laid_over: list[tuple[float, float, float, str]] = field(default_factory=list)
    shade: float = 0.0
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)
    picture: bool = False
    rotate: int = 0

    def put(self, x: float, y: float, text: str, size: float = 16) -> Sheet:
        """Print a text whose baseline is at *y*."""
        for code, character in RARE.items():
            text = text.replace(character, code)
        self.texts.append((x, y, size, text))
        return self

    def watermark(self, x: float, y: float, text: str, size: float = 48) -> Sheet:
        """Print a text that rises from the left to the right."""
        self.slanted.append((x, y, size, text))
        return self

    def tile(self, text: str, xs: Sequence[float], ys: Sequence[float], size: float = 9) -> Sheet:
        """Print an upright text over the others in rows and columns."""
        self.laid_over += [(x, y, size, text) for y in ys for x in xs]
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
        "/Supplement 0 >> /DW 1000 /W [32 126 500] /CIDToGIDMap 7 0 R "
        "/FontDescriptor << /Type /FontDescriptor /FontName /F /Flags 4 /FontFile2 6 0 R "
        "/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>"
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def 1 "
        "begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{_mapped()} endcmap end end"
    )
    kids = " ".join(f"{8 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>",
        fonts,
        cid,
        _stream(cmap),
        "<< /Type /Catalog /Pages 1 0 R >>",
        _packed(box_font()),
        _packed(b"\x00\x01" * 0x10000),
    ]
    for number, sheet in enumerate(sheets):
        objects.append(
            f"<< /Type /Page /Parent 1 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {sheet.rotate} "
            f"/Contents {9 + 2 * number} 0 R /Resources << /Font << /F 2 0 R >> >> >>"
        )
        objects.append(_stream(_content(sheet)))
    return _file(objects)


RARE = {"\uf8f0": "𠮷", "\uf8f1": "葛\U000e0100"}
"""What the font's private codes stand for: a character beyond the first plane, and one with a variation selector."""


def _mapped() -> str:
    """Return the map from codes to characters: each to itself, but for the rare ones."""
    codes = sorted(map(ord, RARE))
    first, last = codes[0] - 1, codes[-1] + 1
    rest = f"2 beginbfrange <0000> <{first:04X}> <0000> <{last:04X}> <FFFF> <{last:04X}> endbfrange"
    rare = " ".join(f"<{ord(code):04X}> <{text.encode('utf-16-be').hex()}>" for code, text in RARE.items())
    return f"{rest} {len(RARE)} beginbfchar {rare} endbfchar"


def _content(sheet: Sheet) -> str:
    parts = [f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S" for x0, y0, x1, y1 in sheet.strokes]
    parts += map(_shown, sheet.texts)
    if sheet.laid_over:
        parts += [f"q {sheet.shade} g", *map(_shown, sheet.laid_over), "Q"]
    for x, y, size, text in sheet.slanted:
        codes = text.encode("utf-16-be").hex()
        parts.append(f"BT /F {size} Tf 0.707 0.707 -0.707 0.707 {x} {HEIGHT - y} Tm <{codes}> Tj ET")
    if sheet.rotate == 90:  # the page is turned clockwise: the content is turned back
        parts = [f"q 0 1 -1 0 {WIDTH} 0 cm 1 0 0 1 0 {WIDTH - HEIGHT} cm", *parts, "Q"]
    if sheet.picture:
        parts.append("q 595 0 0 842 0 0 cm BI /W 2 /H 1 /BPC 8 /CS /G ID Az EI Q")
    return "\n".join(parts)


def _shown(item: tuple[float, float, float, str]) -> str:
    x, y, size, text = item
    codes = text.ljust(2).encode("utf-16-be").hex()  # PDFium drops a lone character that no font here can draw
    return f"BT /F {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{codes}> Tj ET"


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >> stream\n{content}\nendstream"


def _packed(data: bytes) -> str:
    codes = zlib.compress(data).hex()
    return (
        f"<< /Length {len(codes)} /Length1 {len(data)} /Filter [/ASCIIHexDecode /FlateDecode] >> stream\n{codes}\n"
        "endstream"
    )


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
