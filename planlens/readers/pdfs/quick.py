"""The text of plain PDF pages, quickly: whole stretches of text in place of single characters.

Asking PDFium for every character's place takes five times as long as extracting the text. On a page without tables on
which every line has one size, only the ends of each stretch are asked for.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from itertools import pairwise

import pypdfium2.raw as c

from planlens.readers.pages.model import Run
from planlens.readers.pdfs.characters import begin
from planlens.readers.pdfs.geometry import View

_STRETCH = re.compile(r"[^\r\n]+")
_ODD = re.compile("[\x00-\x1f\ud800-\udfff\u2e80-\u2fdf\uf900-\ufaff\uf020-\uf0ff\ufffe\uffff]")
"""Characters that need a closer look."""


def quick_runs(raw: c.FPDF_PAGE, texts: Sequence[c.FPDF_PAGEOBJECT] | None, view: View) -> list[Run] | None:
    """Return the runs of a page, None where it is not plain enough.

    Args:
        raw: the page.
        texts: its text objects, None where there may be others.
        view: the page, not turned.
    """
    if texts is None or not _plain(texts):
        return None
    text_page = c.FPDFText_LoadPage(raw)
    if not text_page:
        return []
    try:
        text = _text(text_page)
        if text is None or 4 * len(texts) > len(text) + 40:
            return None
        runs: list[Run] = []
        for start, end in _stretches(text_page, text):
            run = _run(text_page, text, start, end, view)
            if run is None:
                return None
            runs.append(run)
        return runs
    finally:
        c.FPDFText_ClosePage(text_page)


def _plain(texts: Sequence[c.FPDF_PAGEOBJECT]) -> bool:
    """Whether all text is upright and the texts of a line have one size and one baseline."""
    places: list[tuple[float, float]] = []
    m, size = c.FS_MATRIX(), ctypes.c_float()
    matrix, points = ctypes.byref(m), ctypes.byref(size)
    for item in texts:
        if not (c.FPDFPageObj_GetMatrix(item, matrix) and c.FPDFTextObj_GetFontSize(item, points)):
            return False
        if abs(m.b) > 0.01 * abs(m.a) or abs(m.c) > 0.4 * abs(m.d) or m.a <= 0 or m.d <= 0:
            return False
        places.append((m.f, size.value * m.d))
    places.sort()
    return not any(
        above - below < 0.5 * max(one, two) and (above - below > 0.4 or abs(one - two) > 0.02 * one)
        for (below, one), (above, two) in pairwise(places)
    )


def _text(text_page: c.FPDF_TEXTPAGE) -> str | None:
    """Return the characters of a page, None where they would not count as PDFium counts them."""
    count = c.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = c.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "surrogatepass")
    return text if len(text) == count and not _ODD.search(text.replace("\r", "").replace("\n", "")) else None


def _stretches(text_page: c.FPDF_TEXTPAGE, text: str) -> list[tuple[int, int]]:
    """Return the ranges of text between line ends and the gaps for which PDFium puts blanks in."""
    found: list[tuple[int, int]] = []
    for stretch in _STRETCH.finditer(text):
        start = stretch.start()
        for blank in re.finditer(" ", stretch[0]):
            place = stretch.start() + blank.start()
            if c.FPDFText_IsGenerated(text_page, place) == 1:
                found.append((start, place))
                start = place + 1
        found.append((start, stretch.end()))
    trimmed = []
    for start, end in found:
        part = text[start:end]
        if part.strip():
            trimmed.append((start + len(part) - len(part.lstrip()), start + len(part.rstrip())))
    return trimmed


def _run(text_page: c.FPDF_TEXTPAGE, text: str, start: int, end: int, view: View) -> Run | None:
    """Return the run of a stretch, None where its ends do not fit what stands between."""
    first, last = c.FS_RECTF(), c.FS_RECTF()
    c.FPDFText_GetLooseCharBox(text_page, start, ctypes.byref(first))
    c.FPDFText_GetLooseCharBox(text_page, end - 1, ctypes.byref(last))
    piece = begin(text_page, start)
    if piece is None or piece.turn:
        return None
    part = text[start:end]
    widths = [0.5 if sign < "\x80" else 1.0 for sign in part]
    whole = sum(widths)
    em = (last.right - first.left) / whole
    if not 0.55 * piece.size < em < 1.5 * piece.size and len(part) > 2:
        return None
    left, baseline = view.at(first.left, piece.y)
    lefts, at = [], left
    for width in widths:
        lefts.append(at)
        at += em * width
    return Run(part, lefts, view.at(last.right, 0)[0], baseline, piece.size)
