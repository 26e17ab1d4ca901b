"""From a Markdown source to a document: as the page that a browser would show of it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from planlens.model import Block, Document, Source, Span
from planlens.readers.base import assemble
from planlens.readers.limits import MAX_CHARACTERS, ten_thousands, too_large
from planlens.readers.markdown.mending import mended
from planlens.readers.markdown.tokens import REFERENCE, without_marks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TITLE = re.compile(r"^title[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
"""title: "智慧水务行动计划"."""
_SENTENCE = "。；！？"


def markdown_document(text: str, source: Source, warnings: tuple[str, ...] = ()) -> Document:
    """Read Markdown (CommonMark with GitHub's tables, footnotes and a front matter).

    The text is what a person would read: no marks, no comments, the numbers of lists as written; a line's end ends a
    paragraph, as in plain text. Headings have the levels of their marks; a lone first one of the first level is the
    document's title, else the front matter's.

    Raises:
        PlanlensError: ``too-large`` or ``too-deep``.
    """
    # Loaded here: the command line starts without the parsers of Markdown and of web pages.
    from planlens.readers.web.document import fragment_paragraphs  # noqa: PLC0415

    if len(text) > MAX_CHARACTERS:
        raise too_large(f"正文超过 {ten_thousands(MAX_CHARACTERS)}字")
    parser = _parser()
    tokens = parser.parse(mended(text))
    front = next((token.content for token in tokens if token.type == "front_matter"), "")
    shown = fragment_paragraphs(str(parser.renderer.render(tokens, parser.options, {})))
    return assemble(source, _titled([_marked(paragraph, block) for paragraph, block in shown], front), warnings)


def _marked(text: str, block: Block) -> tuple[str, Block]:
    """Return a paragraph with its footnote marks as such; a sentence is no heading, whatever is drawn below it."""
    marks: list[Span] = []
    parts: list[str] = []
    length = end = 0
    for found in REFERENCE.finditer(text):
        before = text[end : found.start()]
        parts += (before, found[1])
        marks.append(Span(length + len(before), length + len(before) + len(found[1])))
        length, end = marks[-1].end, found.end()
    text = "".join([*parts, text[end:]])
    level = None if text.rstrip().endswith(tuple(_SENTENCE)) else block.style_level
    return text, replace(block, marks=tuple(marks), style_level=level)


def _titled(paragraphs: list[tuple[str, Block]], front: str) -> list[tuple[str, Block]]:
    first = [place for place, (_, block) in enumerate(paragraphs) if block.style_level == 1]
    if first == [0]:
        text, block = paragraphs[0]
        return [(text, replace(block, style_level=None, is_title=True)), *paragraphs[1:]]
    title = _TITLE.search(front)
    known = title is None or not title[1].strip() or any(text.strip() == title[1].strip() for text, _ in paragraphs)
    return paragraphs if title is None or known else [(title[1].strip(), Block(Span(0, 0), is_title=True)), *paragraphs]


@cache
def _parser() -> MarkdownIt:
    """Return the parser; an indent is an indent, for nobody writes programs in plans."""
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415
    from mdit_py_plugins.front_matter import front_matter_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"]).disable("code")
    parser.use(footnote_plugin).use(front_matter_plugin)
    without_marks(parser)
    return parser
