"""A table of contents as Word writes it: a field inside a content control, with stored results."""

from __future__ import annotations

import re

from word.elements import BLACK_FONT, Element, fonts, size, text, w
from word.runs import run


def contents(entries: list[str]) -> Element:
    """Return the table of contents of *entries*, each a title and its page with a tab between."""
    heading = w("p", w("pPr", w("jc", val="center")), run("目  录", [fonts(BLACK_FONT), *size(36)]))
    paragraphs = [heading, *map(_entry, entries)]
    field_begin = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", text(' TOC \\o "1-2" \\h \\u ', "instrText")),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    for place, part in enumerate(field_begin, start=1):
        paragraphs[1].insert(place, part)
    paragraphs[-1].append(w("r", w("fldChar", fldCharType="end")))
    gallery = w("sdtPr", w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique")))
    return w("sdt", gallery, w("sdtContent", *paragraphs))


def _entry(entry: str) -> Element:
    title, _, page = entry.partition("\t")
    style = "TOC2" if re.match("第.节", title) else "TOC1"
    return w("p", w("pPr", w("pStyle", val=style)), run(title), w("r", w("tab")), w("r", text(page)))
