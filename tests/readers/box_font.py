"""A TrueType font of two glyphs, nothing and a box, to embed in test PDFs: PDFium drops text that it cannot draw."""

from __future__ import annotations

import struct
from collections.abc import Mapping


def box_font() -> bytes:
    """Return the font; glyph 1 is a box as wide as an em of 1,000 units."""
    points = ((50, -80), (50, 800), (950, 800), (950, -80))
    box = struct.pack(">hhhhh", 1, 50, -80, 950, 800) + struct.pack(">HH", 3, 0) + bytes([1] * 4)
    for axis in (0, 1):
        last = 0
        for point in points:
            box += struct.pack(">h", point[axis] - last)
            last = point[axis]
    box += bytes(-len(box) % 4)
    head = struct.pack(
        ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 50, -80, 950, 800, 0, 8, 2, 1, 0
    )
    hhea = struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, 1000, 0, 0, 950, 1, 0, 0, 0, 0, 0, 0, 0, 1)
    maxp = struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    hmtx = struct.pack(">Hhh", 1000, 50, 50)
    loca = struct.pack(">III", 0, 0, len(box))
    return _font({b"glyf": box, b"head": head, b"hhea": hhea, b"hmtx": hmtx, b"loca": loca, b"maxp": maxp})


def _font(tables: Mapping[bytes, bytes]) -> bytes:
    start = 12 + 16 * len(tables)
    directory, data = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32), b""
    for tag, table in sorted(tables.items()):
        directory += tag + struct.pack(">III", 0, start + len(data), len(table))
        data += table + bytes(-len(table) % 4)
    return directory + data
