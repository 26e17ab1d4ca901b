"""The pages of a PDF through PDFium's C functions: characters with their places, ruling lines, large pictures."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as c

from planlens.model import PlanlensError
from planlens.readers.pages.health import check_count
from planlens.readers.pages.model import Page, Run, rule_of

MAX_OBJECTS = 20_000
"""Objects of a page that are looked at for ruling lines."""
_DEPTH = 4
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def read_pages(data: bytes) -> list[Page]:
    """Return all pages.

    Raises:
        PlanlensError: ``encrypted``, ``broken-file`` or ``too-many-pages``.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refusal(str(error)) from None
    try:
        check_count(len(document))
        if not len(document):
            raise _refusal("no pages")
        return [_page(document, number) for number in range(len(document))]
    finally:
        document.close()


def _refusal(why: str) -> PlanlensError:
    if "assword" in why:
        return PlanlensError("encrypted", "PDF 有打开密码，无法读取。请用 PDF 阅读器取消密码后另存，再试一次。")
    return PlanlensError(
        "broken-file", "PDF 已损坏或不完整，无法读取。请重新下载，或用 PDF 阅读器打开后另存，再试一次。"
    )


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return Page(595, 842)  # a damaged page among sound ones
    try:
        pieces = _pieces(page)
        turned = Counter[int]()
        for piece in pieces:
            turned[piece.turn] += len(piece.text)
        turn = turned.most_common(1)[0][0] if turned else 0
        view = _View(turn, *page.get_mediabox(fallback_ok=True))
        result = Page(view.width, view.height)
        result.runs = [run for piece in pieces if piece.turn == turn for run in _cut(piece, view)]
        _draw(page.raw, view, result)
        return result
    finally:
        page.close()


@dataclass(slots=True)
class _Piece:
    """Characters of one font size in a row, in the page's own coordinates (y grows upwards)."""

    text: list[str]
    boxes: list[tuple[float, float, float, float]]
    x: float
    y: float
    size: float
    turn: int


@dataclass(frozen=True, slots=True)
class _View:
    """The page as it is read: turned so that its text runs from left to right, y growing downwards."""

    turn: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.y1 - self.y0 if self.turn % 2 else self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.x1 - self.x0 if self.turn % 2 else self.y1 - self.y0

    def at(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 0:
            return x - self.x0, self.y1 - y
        if self.turn == 1:
            return y - self.y0, x - self.x0
        if self.turn == 2:
            return self.x1 - x, y - self.y0
        return self.y1 - y, self.x1 - x


def _pieces(page: pdfium.PdfPage) -> list[_Piece]:
    text_page = c.FPDFText_LoadPage(page.raw)
    if not text_page:
        return []
    try:
        return _read_pieces(text_page)
    finally:
        c.FPDFText_ClosePage(text_page)


def _read_pieces(text_page: c.FPDF_TEXTPAGE) -> list[_Piece]:
    pieces: list[_Piece] = []
    box = c.FS_RECTF()
    place = ctypes.byref(box)
    code_of, box_of = c.FPDFText_GetUnicode, c.FPDFText_GetLooseCharBox
    piece: _Piece | None = None
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
            piece = _begin(text_page, index)
            if piece is None:  # a watermark across the page
                continue
            pieces.append(piece)
        piece.text.append(_character(code))
        piece.boxes.append(edges)
    return pieces


def _begin(text_page: c.FPDF_TEXTPAGE, index: int) -> _Piece | None:
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
    return _Piece([], [], x.value, y.value, size, turn)


def _character(code: int) -> str:
    if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    character = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:  # radicals and doubles that fonts map glyphs to
        return unicodedata.normalize("NFKC", character)
    return "•" if 0xF020 <= code <= 0xF0FF else character  # symbol fonts: bullets


def _cut(piece: _Piece, view: _View) -> list[Run]:
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


def _draw(raw: c.FPDF_PAGE, view: _View, result: Page) -> None:
    left = [MAX_OBJECTS]
    count = min(c.FPDFPage_CountObjects(raw), MAX_OBJECTS)
    for index in range(count):
        _object(c.FPDFPage_GetObject(raw, index), view, result, _IDENTITY, _DEPTH, left)


def _object(item: c.FPDF_PAGEOBJECT, view: _View, result: Page, matrix: Matrix, depth: int, left: list[int]) -> None:
    left[0] -= 1
    kind = c.FPDFPageObj_GetType(item)
    if left[0] < 0 or kind == c.FPDF_PAGEOBJ_TEXT:
        return
    if kind == c.FPDF_PAGEOBJ_FORM and depth:
        inner = _times(_matrix(item), matrix)
        for index in range(min(c.FPDFFormObj_CountObjects(item), MAX_OBJECTS)):
            _object(c.FPDFFormObj_GetObject(item, index), view, result, inner, depth - 1, left)
    elif kind == c.FPDF_PAGEOBJ_PATH:
        _path(item, view, result, matrix)
    elif kind == c.FPDF_PAGEOBJ_IMAGE:
        x0, y0, x1, y1 = _bounds(item, view, matrix)
        result.pictured |= abs((x1 - x0) * (y1 - y0)) > 0.3 * result.width * result.height


def _bounds(item: c.FPDF_PAGEOBJECT, view: _View, matrix: Matrix) -> tuple[float, float, float, float]:
    edges = [ctypes.c_float() for _ in range(4)]
    c.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges))
    x0, y0, x1, y1 = (edge.value for edge in edges)
    return *view.at(*_apply(matrix, x0, y0)), *view.at(*_apply(matrix, x1, y1))


def _path(item: c.FPDF_PAGEOBJECT, view: _View, result: Page, matrix: Matrix) -> None:
    """Take a thin path as one ruling line, the straight strokes of any other path as many."""
    rule = rule_of(*_bounds(item, view, matrix))
    if rule is not None:
        result.rules.append(rule)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    segments = c.FPDFPath_CountSegments(item)
    if not 2 <= segments <= 2000 or (not stroke.value and segments <= 6):
        return
    own = _times(_matrix(item), matrix)
    parts: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = c.FPDFPath_GetPathSegment(item, index)
        c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_BEZIERTO:
            return  # a drawing
        if kind == c.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append(view.at(*_apply(own, x.value, y.value)))
        if c.FPDFPathSegment_GetClose(segment):
            parts[-1].append(parts[-1][0])
    for points in parts:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        thin = rule_of(min(xs), min(ys), max(xs), max(ys))
        found = [thin] if thin else []
        if not thin and stroke.value:
            found = [rule for a, b in pairwise(points) if (rule := rule_of(*a, *b, 1.0))]
        result.rules += found


def _matrix(item: c.FPDF_PAGEOBJECT) -> Matrix:
    m = c.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if c.FPDFPageObj_GetMatrix(item, ctypes.byref(m)) else _IDENTITY


def _times(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that applies *m*, then *n*."""
    e, f = _apply(n, m[4], m[5])
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        e,
        f,
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
