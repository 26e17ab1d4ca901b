"""The paragraphs with a look of their own: titles, captions, signatures, the red head of an official document."""

from __future__ import annotations

from collections.abc import Callable

from word.elements import BLACK_FONT, KAI_FONT, RED, TITLE_FONT, Element, fonts, size, w
from word.runs import RunWriter
from word.text_box import text_box


def paragraph(style: str, runs: list[Element], *properties: Element) -> Element:
    """Return a paragraph; without a *style* it has the default one."""
    style_of_paragraph = [w("pStyle", val=style)] if style else []
    return w("p", w("pPr", *style_of_paragraph, *properties), *runs)


def empty_lines(count: int) -> list[Element]:
    """Return *count* empty paragraphs."""
    return [w("p") for _ in range(count)]


def _title(writer: RunWriter, content: str) -> list[Element]:
    return [paragraph("a3", writer.runs(content)), *empty_lines(1)]


def _cover_title(writer: RunWriter, content: str) -> list[Element]:
    return [*empty_lines(7), *_title(writer, content), *empty_lines(8)]


def _cover_line(writer: RunWriter, content: str) -> list[Element]:
    return [paragraph("", writer.runs(content, [fonts(KAI_FONT)]), w("jc", val="center"))]


def _centered(writer: RunWriter, content: str) -> list[Element]:
    return [paragraph("", writer.runs(content, [fonts(TITLE_FONT), *size(36)]), w("jc", val="center"))]


def _caption(writer: RunWriter, content: str) -> list[Element]:
    runs = writer.runs(content, [fonts(BLACK_FONT), *size(24)])
    return [paragraph("", runs, w("keepNext"), w("jc", val="center"))]


def _note(writer: RunWriter, content: str) -> list[Element]:
    return [paragraph("", writer.runs(content, [*size(21)]), w("spacing", line=360, lineRule="exact"))]


def _left(writer: RunWriter, content: str) -> list[Element]:
    return [paragraph("a", writer.runs(content))]


def _signature(writer: RunWriter, content: str) -> list[Element]:
    return [paragraph("", writer.runs(content), w("ind", rightChars=400, right=1280), w("jc", val="right"))]


def _print_note(writer: RunWriter, content: str) -> list[Element]:
    """Who printed the document, and after a tab when, between two lines."""
    sides = (w(side, val="single", sz=8, space=1, color="auto") for side in ("top", "bottom"))
    left, _, right = content.partition("\t")
    runs = writer.runs(left, [*size(28)])
    if right:
        runs += [w("r", w("tab")), *writer.runs(right, [*size(28)])]
    return [paragraph("", runs, w("pBdr", *sides), w("tabs", w("tab", val="right", pos=8844)))]


def _red_head(writer: RunWriter, content: str) -> list[Element]:
    runs = writer.runs(content, [fonts(TITLE_FONT), w("color", val=RED), *size(68)])
    exact = w("spacing", before=600, after=600, line=900, lineRule="exact")
    return [paragraph("", runs, exact, w("jc", val="center"))]


def _document_number(writer: RunWriter, content: str) -> list[Element]:
    line = w("pBdr", w("bottom", val="single", sz=18, space=6, color=RED))
    return [paragraph("", writer.runs(content), line, w("jc", val="center")), *empty_lines(1)]


def _page_break(_writer: RunWriter, _content: str) -> list[Element]:
    return [w("p", w("r", w("br", type="page")))]


def _boxed(_writer: RunWriter, content: str) -> list[Element]:
    return [w("p", w("r", text_box(content)))]


# What a line ``@directive text`` becomes.
PARAGRAPHS: dict[str, Callable[[RunWriter, str], list[Element]]] = {
    "title": _title,
    "cover-title": _cover_title,
    "cover-line": _cover_line,
    "center": _centered,
    "caption": _caption,
    "note": _note,
    "left": _left,
    "sign": _signature,
    "print": _print_note,
    "redhead": _red_head,
    "docno": _document_number,
    "pagebreak": _page_break,
    "textbox": _boxed,
}
