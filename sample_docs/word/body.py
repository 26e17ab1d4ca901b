"""Turns a source text into the body of a Word file with what real ones hold: tracked changes, boxes, merged cells.

Markup, line by line:

* ``# `` … ``##### `` a heading with an automatic number; ``标题。|正文`` goes on in body font; ``#! `` has no number;
* ``+ `` a body paragraph numbered （一） by a list of its own, set on the paragraph and not by its style;
* ``| `` table rows (``^`` joins a cell to the one above, ``<`` to the one on its left), ``> `` a box (one-cell table);
* ``@directive text`` what stands in ``PARAGRAPHS`` or begins a section; ``@toc`` … ``@end`` a table of contents;
* ``[^1]: `` a footnote; every other line is a paragraph.

Inside a line: ``**bold**``, ``{++inserted++}``, ``{--deleted--}``, ``[^1]``, ``//`` for a line break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from word.contents import contents
from word.elements import KAI_FONT, Element, fonts, serialized, w
from word.numbering import LOCAL_LIST
from word.paragraphs import PARAGRAPHS, empty_lines, paragraph
from word.runs import RunWriter, run
from word.sections import Section
from word.tables import box, table

_HEADING = re.compile(r"(#{1,5}) (.+)")
_FOOTNOTE = re.compile(r"\[\^(\d+)\]: (.+)")
_NEXT_SECTION: dict[str, Callable[[Section], Section]] = {
    "newsection": Section.first_numbered,
    "landscape": Section.turned_wide,
    "portrait": Section.turned_upright,
}


class Body:
    """Reads one source text; afterwards holds the parts that depend on it."""

    def __init__(self, source: str) -> None:
        self.local_lists = 0
        self._elements: list[Element] = []
        self._notes: dict[str, str] = {}
        self._writer = RunWriter()
        self._section = Section(is_cover="@newsection" in source)
        self._read(source.splitlines())

    def document(self) -> bytes:
        """Return document.xml."""
        return serialized(w("document", w("body", *self._elements, self._section.properties())))

    def footnotes(self) -> bytes:
        """Return footnotes.xml."""
        notes = [
            w("footnote", w("p", w("r", w("separator"))), type="separator", id=-1),
            w("footnote", w("p", w("r", w("continuationSeparator"))), type="continuationSeparator", id=0),
        ]
        for number, note in self._notes.items():
            mark = w("r", w("rPr", w("rStyle", val="a6")), w("footnoteRef"))
            content = w("p", w("pPr", w("pStyle", val="a5")), mark, run(" " + note))
            notes.append(w("footnote", content, id=number))
        return serialized(w("footnotes", *notes))

    def _read(self, lines: list[str]) -> None:
        for kind, group in groupby(self._without_footnotes(lines), key=_kind_of_line()):
            block = list(group)
            if kind == "table":
                rows = [line.strip("|").split("|") for line in block]
                self._elements.append(table(rows, self._section.text_width, self._writer))
            elif kind == "box":
                texts = [line.removeprefix(">").strip() for line in block]
                self._elements += [box(texts, self._section.text_width, self._writer), *empty_lines(1)]
            elif kind == "contents":
                self._elements.append(contents(block[1:-1]))
            elif kind == "list":
                self._add_local_list([line.removeprefix("+ ") for line in block])
            else:
                for line in block:
                    self._add_line(line)

    def _without_footnotes(self, lines: list[str]) -> Iterator[str]:
        self._notes = {found[1]: found[2] for line in lines if (found := _FOOTNOTE.fullmatch(line))}
        return (line for line in lines if line.strip() and not _FOOTNOTE.fullmatch(line))

    def _add_line(self, line: str) -> None:
        heading = _HEADING.fullmatch(line)
        if heading:
            self._elements.append(paragraph(str(len(heading[1])), self._writer.lead_in_runs(heading[2])))
        elif line.startswith("#! "):
            no_number = w("numPr", w("ilvl", val=0), w("numId", val=0))
            self._elements.append(paragraph("1", self._writer.runs(line.removeprefix("#! ")), no_number))
        elif line.startswith("@"):
            self._follow(*line.removeprefix("@").split(" ", 1))
        else:
            self._elements.append(paragraph("af", self._writer.runs(line)))

    def _follow(self, directive: str, content: str = "") -> None:
        if directive in _NEXT_SECTION:
            self._elements.append(w("p", w("pPr", self._section.properties())))
            self._section = _NEXT_SECTION[directive](self._section)
        else:
            self._elements += PARAGRAPHS[directive](self._writer, content)

    def _add_local_list(self, items: list[str]) -> None:
        self.local_lists += 1
        for item in items:
            number = w("numPr", w("ilvl", val=0), w("numId", val=LOCAL_LIST + self.local_lists - 1))
            lead, _, rest = item.partition("|")
            runs = self._writer.runs(lead, [fonts(KAI_FONT)]) + self._writer.runs(rest)
            self._elements.append(paragraph("a", runs, number))


def _kind_of_line() -> Callable[[str], str]:
    """Return a key for groupby that names the group a line belongs to."""
    in_contents = False

    def kind(line: str) -> str:
        nonlocal in_contents
        if line == "@toc":
            in_contents = True
        if in_contents:
            in_contents = line != "@end"
            return "contents"
        return {"|": "table", ">": "box", "+": "list"}.get(line[0], "line")

    return kind
