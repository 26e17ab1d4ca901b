"""The pages of a PDF through PDFium's C functions: characters with their places, ruling lines, large pictures."""

from __future__ import annotations

import ctypes
from itertools import pairwise, repeat

import pypdfium2 as pdfium
import pypdfium2.raw as c

from planlens.model import PlanlensError
from planlens.readers.pages.geometry import IDENTITY, Matrix, apply, times
from planlens.readers.pages.health import check_count, limited
from planlens.readers.pages.model import Page, rule_of
from planlens.readers.pdfs.characters import cut, read_pieces
from planlens.readers.pdfs.functions import plain
from planlens.readers.pdfs.geometry import PageView, matrix_of
from planlens.readers.pdfs.unfolding import check_unfolding

MAX_OBJECTS = 20_000
"""Objects of a page that are looked at for ruling lines."""
_DEPTH = 4


def read_pages(data: bytes) -> list[Page]:
    """Return all pages.

    Raises:
        PlanlensError: ``encrypted``, ``broken-file``, ``too-many-pages`` or ``too-large``.
    """
    check_unfolding(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refusal(str(error)) from None
    try:
        check_count(len(document))
        if not len(document):
            raise _refusal("no pages")
        return limited(_page(document, number) for number in range(len(document)))
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
        turn, pieces = read_pieces(page.raw)
        view = PageView(turn, *page.get_mediabox(fallback_ok=True))
        result = Page(view.width, view.height)
        result.runs = [run for piece in pieces if piece.turn == turn for run in cut(piece, view)]
        _draw(page.raw, view, result)
        return result
    finally:
        page.close()


def _draw(raw: c.FPDF_PAGE, view: PageView, result: Page) -> None:
    left = [MAX_OBJECTS]
    item_at, kind_of = plain("FPDFPage_GetObject", ctypes.c_void_p), plain("FPDFPageObj_GetType", ctypes.c_int)
    page, count = ctypes.cast(raw, ctypes.c_void_p), min(c.FPDFPage_CountObjects(raw), MAX_OBJECTS)
    items = list(map(item_at, repeat(page), range(count)))
    for item, kind in zip(items, map(kind_of, items), strict=True):
        if kind != c.FPDF_PAGEOBJ_TEXT:
            result.drawn += 1
            _object(ctypes.cast(item, c.FPDF_PAGEOBJECT), view, result, IDENTITY, _DEPTH, left)


def _object(item: c.FPDF_PAGEOBJECT, view: PageView, result: Page, matrix: Matrix, depth: int, left: list[int]) -> None:
    left[0] -= 1
    kind = c.FPDFPageObj_GetType(item)
    if left[0] < 0 or kind == c.FPDF_PAGEOBJ_TEXT:
        return
    if kind == c.FPDF_PAGEOBJ_FORM and depth:
        inner = times(matrix_of(item), matrix)
        for index in range(min(c.FPDFFormObj_CountObjects(item), MAX_OBJECTS)):
            _object(c.FPDFFormObj_GetObject(item, index), view, result, inner, depth - 1, left)
    elif kind == c.FPDF_PAGEOBJ_PATH:
        _path(item, view, result, matrix)
    elif kind == c.FPDF_PAGEOBJ_IMAGE:
        x0, y0, x1, y1 = _bounds(item, view, matrix)
        result.pictured |= abs((x1 - x0) * (y1 - y0)) > 0.3 * result.width * result.height


def _bounds(item: c.FPDF_PAGEOBJECT, view: PageView, matrix: Matrix) -> tuple[float, float, float, float]:
    edges = [ctypes.c_float() for _ in range(4)]
    c.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges))
    x0, y0, x1, y1 = (edge.value for edge in edges)
    return *view.at(*apply(matrix, x0, y0)), *view.at(*apply(matrix, x1, y1))


def _path(item: c.FPDF_PAGEOBJECT, view: PageView, result: Page, matrix: Matrix) -> None:
    """Take a thin path as one ruling line, the straight strokes of any other path as many."""
    rule = rule_of(*_bounds(item, view, matrix))
    if rule is not None:
        result.add_rules([rule])
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    segments = c.FPDFPath_CountSegments(item)
    if not 2 <= segments <= 2000 or (not stroke.value and segments <= 6):
        return
    own = times(matrix_of(item), matrix)
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
        parts[-1].append(view.at(*apply(own, x.value, y.value)))
        if c.FPDFPathSegment_GetClose(segment):
            parts[-1].append(parts[-1][0])
    for points in parts:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        thin = rule_of(min(xs), min(ys), max(xs), max(ys))
        found = [thin] if thin else []
        if not thin and stroke.value:
            found = [rule for a, b in pairwise(points) if (rule := rule_of(*a, *b, 1.0))]
        result.add_rules(found)
