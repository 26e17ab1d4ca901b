"""The characters of a PDF page with their places.

PDFium is asked for each character's box: with gaps, walls of tables and raised marks at stake, no coarser answer will
do. The boxes go into one array and the characters come as one text, which takes a third of the time of single answers.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, repeat
from operator import sub
from typing import NamedTuple

import pypdfium2.raw as c

from planlens.readers.pages.model import Run
from planlens.readers.pdfs.functions import plain
from planlens.readers.pdfs.geometry import View


class Edges(NamedTuple):
    """The edges of characters, in the page's own coordinates (y grows upwards)."""

    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]

    def part(self, start: int, end: int) -> Edges:
        """Return the edges of some of the characters."""
        return Edges(self.lefts[start:end], self.tops[start:end], self.rights[start:end], self.bottoms[start:end])


_PUT = re.compile("[\r\n ]")
_ODD = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\ud800-\udfff\u2e80-\u2fdf\uf900-\ufaff\uf020-\uf0ff\ufffe\uffff]")
"""Characters that stand for others, or that PDFium counts otherwise than Python."""


@dataclass(slots=True)
class Piece:
    """Characters of one font size in a row, in the page's own coordinates."""

    x: float
    y: float
    size: float
    turn: int
    text: str
    edges: Edges


def read_pieces(raw: c.FPDF_PAGE) -> tuple[int, list[Piece]]:
    """Return how most text of a page is turned (in quarters), and all of it."""
    text_page = c.FPDFText_LoadPage(raw)
    if not text_page:
        return 0, []
    try:
        pieces = _read_pieces(text_page)
    finally:
        c.FPDFText_ClosePage(text_page)
    turned = Counter[int]()
    for piece in pieces:
        turned[piece.turn] += len(piece.text)
    return turned.most_common(1)[0][0] if turned else 0, pieces


def _read_pieces(text_page: c.FPDF_TEXTPAGE) -> list[Piece]:
    text = _text(text_page)
    edges = _edges(text_page, len(text))
    kept = bytearray(b"\x01" * len(text))
    for found in _PUT.finditer(text):  # what PDFium puts between lines and words
        place = found.start()
        kept[place] = text[place] == " " and c.FPDFText_IsGenerated(text_page, place) != 1
    numbers = list(compress(range(len(text)), kept))
    text = "".join(compress(text, kept))
    edges = Edges(*(list(compress(side, kept)) for side in edges))
    known: dict[float, tuple[float, float]] = {}
    pieces = []
    for start, end in _stretches(edges.tops, edges.bottoms):
        high = round(edges.tops[start] - edges.bottoms[start], 2)
        if high in known and end - start > 1 and edges.lefts[start + 1] - edges.lefts[start] > 0.2 * high:
            size, rise = known[high]  # the same font in a level line: PDFium need not be asked again
            piece = Piece(
                edges.lefts[start], edges.bottoms[start] + rise, size, 0, text[start:end], edges.part(start, end)
            )
        else:
            found_piece = _begin(text_page, numbers[start], text[start:end], edges.part(start, end))
            if found_piece is None:
                continue
            piece = found_piece
            if not piece.turn:
                known[high] = piece.size, piece.y - edges.bottoms[start]
        pieces.append(piece)
    return pieces


def _stretches(tops: list[float], bottoms: list[float]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of characters that stand in one line and have about one size.

    Boxes differ a little from glyph to glyph in some fonts; neighbours that hardly differ are not looked at.
    """
    steps = [
        place
        for place, (top, after, bottom, below) in enumerate(zip(tops, tops[1:], bottoms, bottoms[1:], strict=False), 1)
        if not (-0.6 < top - after < 0.6 and -1.5 < bottom - below < 1.5)
    ]
    start = 0
    for place in steps:
        high, other = tops[start] - bottoms[start], tops[place] - bottoms[place]
        shift = abs(tops[start] + bottoms[start] - tops[place] - bottoms[place])
        if shift > 0.3 * high or not 0.75 * high < other < 1.33 * high:
            yield start, place
            start = place
    if tops:
        yield start, len(tops)


def _text(text_page: c.FPDF_TEXTPAGE) -> str:
    """Return the page's characters as PDFium counts them: at once, or singly where some have no code of their own."""
    count = max(c.FPDFText_CountChars(text_page), 0)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = c.FPDFText_GetText(text_page, 0, count, buffer) if count else 1
    text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "surrogatepass")
    if len(text) == count and not _ODD.search(text):
        return text
    codes = (c.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(character(code)[:1] or " " for code in codes)


def _edges(text_page: c.FPDF_TEXTPAGE, count: int) -> Edges:
    """Return the edges of each character's box; those without one have an empty box."""
    array = (c.FS_RECTF * count)()
    page, start, step = ctypes.cast(text_page, ctypes.c_void_p), ctypes.addressof(array), ctypes.sizeof(c.FS_RECTF)
    getter = plain("FPDFText_GetLooseCharBox", ctypes.c_int)
    for _ in map(getter, repeat(page), range(count), range(start, start + step * count, step)):
        pass
    edges: list[float] = memoryview(array).cast("B").cast("f").tolist() if count else []  # type: ignore[assignment]
    return Edges(edges[0::4], edges[1::4], edges[2::4], edges[3::4])


def _begin(text_page: c.FPDF_TEXTPAGE, index: int, text: str, edges: Edges) -> Piece | None:
    """Return the piece that begins here, None where the text is slanted by more than 11 degrees (a watermark)."""
    matrix, x, y = c.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    c.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
    c.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
    scale = max((matrix.c**2 + matrix.d**2) ** 0.5, 1e-6)
    if min(abs(matrix.a), abs(matrix.b)) > 0.2 * max(abs(matrix.a), abs(matrix.b)):
        return None
    level = abs(matrix.a) >= abs(matrix.b)
    turn = (0 if matrix.a >= 0 else 2) if level else (1 if matrix.b > 0 else 3)
    size = min(max(c.FPDFText_GetFontSize(text_page, index) * scale, 1.0), 500.0)
    return Piece(x.value, y.value, size, turn, text, edges)


def character(code: int) -> str:
    """Return what a code of PDFium stands for."""
    if code in (10, 13):
        return chr(code)
    if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    found = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:  # radicals and doubles that fonts map glyphs to
        return unicodedata.normalize("NFKC", found)
    return "•" if 0xF020 <= code <= 0xF0FF else found  # symbol fonts: bullets


def cut(piece: Piece, view: View) -> list[Run]:
    """Return the runs of a piece, cut where a gap is wider than 0.6 em or the next character stands at the left."""
    runs: list[Run] = []
    lefts, rights = _sides(piece, view)
    gap = 0.6 * piece.size
    baseline = view.at(piece.x, piece.y)[1]
    gaps = list(map(sub, lefts[1:], rights))
    edges: list[int] = []
    if gaps and (max(gaps) >= gap or min(gaps) <= -gap):
        edges = [index for index, wide in enumerate(gaps, 1) if not -gap < wide < gap]
    if not edges and piece.text[0] != " " != piece.text[-1]:
        return [Run(piece.text, lefts, rights[-1], baseline, piece.size)] if piece.text.strip() else []
    for start, end in zip([0, *edges], [*edges, len(lefts)], strict=True):
        text = piece.text[start:end]
        kept = len(text.rstrip())
        lead = len(text) - len(text.lstrip())
        if kept > lead:
            a, b = start + lead, start + kept
            runs.append(Run(text[lead:kept], lefts[a:b], rights[b - 1], baseline, piece.size))
    return runs


def _sides(piece: Piece, view: View) -> tuple[list[float], list[float]]:
    """Return the left and the right edges of a piece's characters on the page as it is read."""
    lefts, tops, rights, bottoms = piece.edges
    if view.turn == 0:
        return ([x - view.x0 for x in lefts], [x - view.x0 for x in rights]) if view.x0 else (lefts, rights)
    ends = [
        (view.at(left, bottom)[0], view.at(right, top)[0])
        for left, top, right, bottom in zip(lefts, tops, rights, bottoms, strict=True)
    ]
    return [min(pair) for pair in ends], [max(pair) for pair in ends]
