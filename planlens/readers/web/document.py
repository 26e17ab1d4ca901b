"""From a page's source to a document."""

from __future__ import annotations

import re
from itertools import islice

from planlens.model import Block, Document, PlanlensError, Source, Span
from planlens.readers.base import assemble
from planlens.readers.web.about import metadata, title_of
from planlens.readers.web.flow import PartReader
from planlens.readers.web.main import main_part
from planlens.readers.web.masses import masses
from planlens.readers.web.tree import ADVICE, parse

COPIED = '<meta name="planlens" content="clipboard">'
"""Says that a page is the content of a clipboard. The marks of clipboards do not: editors leave them in their pages."""
_OPENING = 12
_START, _END = (re.compile(rf"<!--\s*{edge}Fragment\s*-->") for edge in ("Start", "End"))  # <!--StartFragment-->
# Version:0.9 StartHTML:00000097 EndHTML:00000170 SourceURL:about:blank
_CLIPBOARD_HEADER = re.compile(
    r"Version:[\d.]+\s+(?:(?:Start|End)(?:HTML|Fragment|Selection):-?\d+\s+|SourceURL:\S*\s+)+"
)


def page_document(html: str, source: Source, warnings: tuple[str, ...] = ()) -> Document:
    """Read a page: the document's title, what the page says of it, and its text; nothing of the page around it.

    A page with :data:`COPIED` in it is what was copied, and read whole.

    Raises:
        PlanlensError: ``too-large``, ``too-deep``, or ``no-text`` where the page holds no text.
    """
    if COPIED in html:
        return fragment_document(html, source)
    page = parse(html)
    part, found = main_part(page.body, page.title)
    paragraphs = PartReader(part, found).paragraphs()
    if not paragraphs:
        raise PlanlensError("no-text", f"网页中没有正文（可能要联网后才显示）：{source.name}。{ADVICE}")
    opening = "".join(text for text, _ in islice(paragraphs, _OPENING))
    title = title_of(page, part, found, opening)
    above = [(title, Block(Span(0, 0), centered=True, is_title=True))] if title else []
    above += [(line, Block(Span(0, 0))) for line in metadata(page.body, part)]
    return assemble(source, [*above, *paragraphs], warnings)


def fragment_document(html: str, source: Source) -> Document:
    """Read a piece of a page, all of it, such as an application puts on the clipboard.

    Applications mark what was copied with ``<!--StartFragment-->`` and ``<!--EndFragment-->`` (CF_HTML); Windows puts a
    header before it.

    Raises:
        PlanlensError: ``too-large`` or ``too-deep``.
    """
    return assemble(source, fragment_paragraphs(html))


def fragment_paragraphs(html: str) -> list[tuple[str, Block]]:
    """Return the paragraphs of a piece of a page, for :func:`assemble`; see :func:`fragment_document`."""
    start = _START.search(html)
    end = _END.search(html, start.end()) if start is not None else None
    marked = html[start.end() : end.start()] if start is not None and end is not None else None
    body = parse(_CLIPBOARD_HEADER.sub("", html) if marked is None else marked).body
    return PartReader(body, masses(body)).paragraphs()
