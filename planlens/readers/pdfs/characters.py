"""The characters of a PDF page with their places.

PDFium is asked for each character's box: with gaps, walls of tables and raised marks at stake, no coarser answer will
do. The boxes go into one array and the characters come as one text, which takes a third of the time of single answers.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, repeat
from operator import add, sub
from typing import NamedTuple

import pypdfium2.raw as c

from planlens.readers.limits import MAX_CHARACTERS, ten_thousands, too_large
from planlens.readers.pages.geometry import quarter
from planlens.readers.pages.model import Run, is_faint
from planlens.readers.pdfs.functions import plain
from planlens.readers.pdfs.geometry import PageView


class Edges(NamedTuple):
    """The edges of characters, in the page's own coordinates (y grows upwards)."""

    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]

    def part(self, start: int, end: int) -> Edges:
        """Return the edges of some of the characters."""
        return Edges(self.lefts[start:end], self.tops[start:end], self.rights[start:end], self.bottoms[start:end])


_PUT = re.compile("[\r\n ]")  # the break between two lines
_ODD = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\ud800-\udfff\u2e80-\u2fdf\uf900-\ufaff\uf020-\uf0ff\ufffe\uffff]")
"""Characters that stand for others, or that PDFium counts otherwise than Python."""
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")  # 𠮷
_HALF = re.compile("[\ud800-\udfff]")
"""The halves of characters beyond the first plane (𠮷), together and singly."""


class _Colours:
    """The colours that the characters of a page are filled with, asked for without making anything anew."""

    def __init__(self, text_page: c.FPDF_TEXTPAGE) -> None:
        self._page = ctypes.cast(text_page, ctypes.c_void_p)
        self._colour = (ctypes.c_uint * 4)()  # red, green, blue and how opaque
        start, step = ctypes.addressof(self._colour), ctypes.sizeof(ctypes.c_uint)
        self._places = [start + step * place for place in range(4)]
        self._getter = plain("FPDFText_GetFillColor", ctypes.c_int)

    def is_faint(self, index: int) -> bool:
        """Whether a character is filled with a pale or transparent colour."""
        return bool(self._getter(self._page, index, *self._places)) and is_faint(*self._colour)


@dataclass(slots=True)
class CharacterPiece:
    """Characters of one font size in a row, in the page's own coordinates."""

    x: float
    y: float
    size: float
    turn: int
    texts: list[str]
    edges: Edges
    faint: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        if len(self.texts) > 1:
            self.texts = ["".join(self.texts)]
        return self.texts[0]

    def add(self, text: str, edges: Edges) -> None:
        """Append characters that stand behind it."""
        self.texts.append(text)
        for own, more in zip(self.edges, edges, strict=True):
            own.extend(more)


def read_pieces(raw: c.FPDF_PAGE) -> tuple[int, list[CharacterPiece]]:
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


def _read_pieces(text_page: c.FPDF_TEXTPAGE) -> list[CharacterPiece]:
    text = _text(text_page)
    edges = _edges(text_page, len(text))
    _close_up(text, edges)
    put = _put(text_page, text)
    colours, known = _Colours(text_page), dict[float, tuple[float, float]]()
    pieces: list[CharacterPiece] = []
    for start, end in _stretches(edges, put):
        last = pieces[-1] if pieces else None
        if last is not None and not last.turn and _alike(last.edges, edges, start):
            last.add(text[start:end], edges.part(start, end))
            continue
        piece = _piece(text_page, (start, end), text, edges, known)
        if piece is not None:
            piece.faint = colours.is_faint(start)
            pieces.append(piece)
    if _HALF.search(text):
        for piece in pieces:
            _pair(piece)
    return pieces


def _close_up(text: str, edges: Edges) -> None:
    """Put the second half of each character beyond the first plane (𠮷) right behind the first, in place."""
    for pair in _PAIR.finditer(text):
        at = pair.start()
        for own in edges:
            own[at + 1] = own[at]
        edges.lefts[at + 1] = edges.rights[at]


def _pair(piece: CharacterPiece) -> None:
    """Make one character of the two halves as which PDFium counts it, in place; a half by itself is no character."""
    if not _HALF.search(piece.text):
        return
    seconds = {pair.start() + 1 for pair in _PAIR.finditer(piece.text)}
    kept = [place for place in range(len(piece.text)) if place not in seconds]
    whole = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), piece.text)
    piece.texts = [_HALF.sub("\ufffd", whole)]
    piece.edges = Edges(*([own[place] for place in kept] for own in piece.edges))


def _put(text_page: c.FPDF_TEXTPAGE, text: str) -> set[int]:
    """Return where PDFium put a character between lines or words."""
    page, is_put = ctypes.cast(text_page, ctypes.c_void_p), plain("FPDFText_IsGenerated", ctypes.c_int)
    places = map(re.Match.start, _PUT.finditer(text))
    return {place for place in places if text[place] != " " or is_put(page, place) == 1}


def _stretches(edges: Edges, put: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of characters that stand in one line and have about one size.

    Boxes differ a little from glyph to glyph in some fonts: only where the middle moves by more than a point, a new
    range begins.
    """
    middles = list(map(add, edges.tops, edges.bottoms))
    moved = [place for place, step in enumerate(map(sub, middles[1:], middles), 1) if not -2.5 < step < 2.5]
    places = sorted({0, len(middles), *moved, *put, *(place + 1 for place in put)})
    yield from ((start, end) for start, end in pairwise(places) if start not in put)


def _alike(edges: Edges, others: Edges, place: int) -> bool:
    """Whether a character stands in the line of the last one of a piece, and has about its size."""
    top, bottom, other_top, other_bottom = edges.tops[-1], edges.bottoms[-1], others.tops[place], others.bottoms[place]
    high, other = top - bottom, other_top - other_bottom
    return abs(top + bottom - other_top - other_bottom) <= 0.3 * high and 0.75 * high < other < 1.33 * high


def _piece(
    text_page: c.FPDF_TEXTPAGE, place: tuple[int, int], text: str, edges: Edges, known: dict[float, tuple[float, float]]
) -> CharacterPiece | None:
    """Return the piece of a range, None for a watermark; *known* keeps size and baseline of text by its height."""
    start, end = place
    part = edges.part(start, end)
    high = round(part.tops[0] - part.bottoms[0], 2)
    if high in known and end - start > 1 and part.lefts[1] - part.lefts[0] > 0.2 * high:
        size, rise = known[high]  # the same font in a level line: PDFium need not be asked again
        return CharacterPiece(part.lefts[0], part.bottoms[0] + rise, size, 0, [text[start:end]], part)
    piece = _begin(text_page, start, text[start:end], part)
    if piece is not None and not piece.turn:
        known[high] = piece.size, piece.y - part.bottoms[0]
    return piece


def _text(text_page: c.FPDF_TEXTPAGE) -> str:
    """Return the page's characters as PDFium counts them: at once, or singly where some have no code of their own."""
    count = max(c.FPDFText_CountChars(text_page), 0)
    if count > MAX_CHARACTERS:
        raise too_large(f"正文超过 {ten_thousands(MAX_CHARACTERS)}字")
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
    deque(map(getter, repeat(page), range(count), range(start, start + step * count, step)), maxlen=0)
    edges: list[float] = memoryview(array).cast("B").cast("f").tolist() if count else []  # type: ignore[assignment]
    return Edges(edges[0::4], edges[1::4], edges[2::4], edges[3::4])


def _begin(text_page: c.FPDF_TEXTPAGE, index: int, text: str, edges: Edges) -> CharacterPiece | None:
    """Return the piece that begins here, None where the text is slanted by more than 11 degrees (a watermark)."""
    matrix, x, y = c.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    c.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
    c.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
    scale = max((matrix.c**2 + matrix.d**2) ** 0.5, 1e-6)
    turn = quarter(matrix.a, matrix.b)
    if turn is None:
        return None
    size = min(max(c.FPDFText_GetFontSize(text_page, index) * scale, 1.0), 500.0)
    return CharacterPiece(x.value, y.value, size, turn, [text], edges)


def character(code: int) -> str:
    """Return what a code of PDFium stands for."""
    if code in (10, 13):
        return chr(code)
    if code in (2, 0xFFFE):  # what PDFium makes of hyphens
        return "-"
    if code < 32 or code > 0x10FFFF:
        return "\ufffd"
    found = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:  # radicals and doubles that fonts map glyphs to
        return unicodedata.normalize("NFKC", found)
    return "•" if 0xF020 <= code <= 0xF0FF else found  # symbol fonts: bullets


def cut(piece: CharacterPiece, view: PageView) -> list[Run]:
    """Return the runs of a piece, cut where a gap is wider than 0.6 em or the next character stands at the left."""
    runs: list[Run] = []
    lefts, rights = _sides(piece, view)
    gap = 0.6 * piece.size
    baseline = view.at(piece.x, piece.y)[1]
    gaps = list(map(sub, lefts[1:], rights))
    edges: list[int] = []
    if gaps and (max(gaps) >= gap or min(gaps) <= -gap):
        edges = [index for index, wide in enumerate(gaps, 1) if not -gap < wide < gap]
    if not edges and not piece.text[0].isspace() and not piece.text[-1].isspace():
        return [Run(piece.text, lefts, rights[-1], baseline, piece.size, piece.faint)]
    for start, end in zip([0, *edges], [*edges, len(lefts)], strict=True):
        text = piece.text[start:end]
        kept = len(text.rstrip())
        lead = len(text) - len(text.lstrip())
        if kept > lead:
            a, b = start + lead, start + kept
            runs.append(Run(text[lead:kept], lefts[a:b], rights[b - 1], baseline, piece.size, piece.faint))
    return runs


def _sides(piece: CharacterPiece, view: PageView) -> tuple[list[float], list[float]]:
    """Return the left and the right edges of a piece's characters on the page as it is read."""
    lefts, tops, rights, bottoms = piece.edges
    if view.turn == 0:
        return ([x - view.x0 for x in lefts], [x - view.x0 for x in rights]) if view.x0 else (lefts, rights)
    ends = [
        (view.at(left, bottom)[0], view.at(right, top)[0])
        for left, top, right, bottom in zip(lefts, tops, rights, bottoms, strict=True)
    ]
    return [min(pair) for pair in ends], [max(pair) for pair in ends]
