"""The characters of a PDF page one by one, with their places."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from dataclasses import dataclass

import pypdfium2.raw as c

from planlens.readers.pages.model import Run
from planlens.readers.pdfs.geometry import View


@dataclass(slots=True)
class Piece:
    """Characters of one font size in a row, in the page's own coordinates (y grows upwards)."""

    text: list[str]
    boxes: list[tuple[float, float, float, float]]
    x: float
    y: float
    size: float
    turn: int


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
    pieces: list[Piece] = []
    box = c.FS_RECTF()
    place = ctypes.byref(box)
    code_of, box_of = c.FPDFText_GetUnicode, c.FPDFText_GetLooseCharBox
    piece: Piece | None = None
    bottom = top = 0.0
    for index in range(c.FPDFText_CountChars(text_page)):
        code = code_of(text_page, index)
        if code in (10, 13) or (code == 32 and c.FPDFText_IsGenerated(text_page, index) == 1):
            continue
        if not box_of(text_page, index, place):
            continue
        edges = (box.left, box.right, box.bottom, box.top)
        level = piece is not None and not piece.turn and abs(edges[2] - bottom) < 0.4 and abs(edges[3] - top) < 0.4
        if piece is None or not level:
            bottom, top = edges[2], edges[3]
            if code == 32:
                continue
            piece = begin(text_page, index)
            if piece is None:  # a watermark across the page
                continue
            pieces.append(piece)
        piece.text.append(character(code))
        piece.boxes.append(edges)
    return pieces


def begin(text_page: c.FPDF_TEXTPAGE, index: int) -> Piece | None:
    """Return a piece without characters, None where the text is slanted by more than 11 degrees."""
    matrix, x, y = c.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    c.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
    c.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
    scale = max((matrix.c**2 + matrix.d**2) ** 0.5, 1e-6)
    if min(abs(matrix.a), abs(matrix.b)) > 0.2 * max(abs(matrix.a), abs(matrix.b)):
        return None
    level = abs(matrix.a) >= abs(matrix.b)
    turn = (0 if matrix.a >= 0 else 2) if level else (1 if matrix.b > 0 else 3)
    size = min(max(c.FPDFText_GetFontSize(text_page, index) * scale, 1.0), 500.0)
    return Piece([], [], x.value, y.value, size, turn)


def character(code: int) -> str:
    """Return what a code of PDFium stands for."""
    if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    found = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:  # radicals and doubles that fonts map glyphs to
        return unicodedata.normalize("NFKC", found)
    return "•" if 0xF020 <= code <= 0xF0FF else found  # symbol fonts: bullets


def cut(piece: Piece, view: View) -> list[Run]:
    """Return the runs of a piece, cut where a gap is wider than 0.6 em or the next character stands at the left."""
    runs: list[Run] = []
    start, lefts, rights = 0, [], []
    baseline = view.at(piece.x, piece.y)[1]
    for left, right, bottom, top in piece.boxes:
        a, b = view.at(left, bottom)[0], view.at(right, top)[0]
        lefts.append(min(a, b))
        rights.append(max(a, b))
    for index in range(1, len(lefts) + 1):
        if index < len(lefts) and -0.6 * piece.size < lefts[index] - rights[index - 1] < 0.6 * piece.size:
            continue
        text = "".join(piece.text[start:index])
        kept = len(text.rstrip())
        lead = len(text) - len(text.lstrip())
        if kept > lead:
            a, b = start + lead, start + kept
            runs.append(Run(text[lead:kept], lefts[a:b], rights[b - 1], baseline, piece.size))
        start = index
    return runs
