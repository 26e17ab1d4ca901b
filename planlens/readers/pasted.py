"""What was copied elsewhere and pasted: plain text, or the HTML that browsers, Word and WPS put on the clipboard."""

from __future__ import annotations

from planlens.model import Document, PlanlensError
from planlens.readers.base import source_of
from planlens.readers.limits import MAX_PASTED, megabytes, too_large
from planlens.readers.markdown.document import markdown_document
from planlens.readers.markdown.signs import looks_like_markdown
from planlens.readers.txt import text_document

_SHARE = 0.8
"""The part of the plain text that rich text has to hold, to be more than a picture or a piece of it."""


def read_text(text: str, name: str) -> Document:
    """Read text that was pasted, as a file of the same content would be read: plain text, or Markdown.

    Raises:
        PlanlensError: ``no-text`` or ``too-large``.
    """
    data = _bytes(text)
    if looks_like_markdown(text):
        return _filled(markdown_document(data.decode("utf-8"), source_of(data, name, "md")))
    return _filled(text_document(data.decode("utf-8"), source_of(data, name, "txt")))


def read_rich_text(html: str, name: str) -> Document:
    """Read rich text that was pasted, all of it.

    Args:
        html: the HTML, also with the header that Windows puts before it (``Version:0.9 StartHTML:…``).
        name: the name that the document is to have.

    Raises:
        PlanlensError: ``no-text``, ``too-large`` or ``too-deep``.
    """
    # Loaded here: the command line starts without the parser of web pages.
    from planlens.readers.web.document import fragment_document  # noqa: PLC0415

    data = _bytes(html)
    return _filled(fragment_document(data.decode("utf-8"), source_of(data, name, "html")))


def read_pasted(text: str, html: str, name: str) -> Document:
    """Read what the clipboard holds: as rich text, which has tables and headings, if that is not less than the text.

    Args:
        text: the plain text, "" if there is none.
        html: the same as HTML, "" if there is none.
        name: the name that the document is to have.

    Raises:
        PlanlensError: ``no-text``, ``too-large`` or ``too-deep``.
    """
    try:
        rich = read_rich_text(html, name) if html.strip() else None
    except PlanlensError:
        if not text.strip():
            raise
        rich = None
    if rich is not None and len("".join(rich.text.split())) >= _SHARE * len("".join(text.split())):
        return rich
    return read_text(text, name)


def pasted_file(text: str, html: str) -> tuple[str, bytes]:
    """Return what :func:`read_pasted` would read as a file: its ending and its bytes, for those who import files.

    Raises:
        PlanlensError: see :func:`read_pasted`.
    """
    document = read_pasted(text, html, "")
    if document.source.format != "html":
        return f".{document.source.format}", text.encode("utf-8-sig", errors="replace")
    from planlens.readers.web.document import COPIED  # noqa: PLC0415 (as above)

    return ".html", f'<html><head><meta charset="utf-8">{COPIED}</head>{html}</html>'.encode(errors="replace")


def _bytes(content: str) -> bytes:
    """Return the characters in UTF-8, halves of such that are none replaced."""
    data = content.encode("utf-8", errors="replace")
    if len(data) > MAX_PASTED:
        raise too_large(f"粘贴的内容超过 {megabytes(MAX_PASTED)}", "请分几次粘贴。")
    return data


def _filled(document: Document) -> Document:
    if not document.blocks:
        raise PlanlensError("no-text", "剪贴板中没有文字。请先在 Word、WPS 或网页中选中正文并复制，再粘贴。")
    return document
