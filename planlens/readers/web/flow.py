"""From the main part of a page to paragraphs, as a browser would break them (CSS Text 3, 4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from planlens.model import Block, BlockKind, CellPlace, Span
from planlens.readers.limits import SizeTally
from planlens.readers.web.chrome import is_chrome
from planlens.readers.web.listing import Numbers, has_number, numbers_of
from planlens.readers.web.main import is_around
from planlens.readers.web.masses import Mass
from planlens.readers.web.tables import layout
from planlens.readers.web.tags import BLOCKS
from planlens.readers.web.tree import Element

_BLANK = re.compile(r"[ \t\r\n\f]+")  # the blanks between two words
_WIDE = re.compile(r"[\u2014\u2018-\u201d\u2026\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")  # 规, “, ，
_MAX_HEADING = 60
_NOTE = re.compile(r"(ftn|edn|sdfootnote|sdendnote)\d+")
"""``ftn1``, ``sdendnote2``: how Word and LibreOffice name the footnotes of a page."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How the paragraph being read looks."""

    kind: BlockKind = BlockKind.BODY
    level: int | None = None
    centered: bool = False
    kept: bool = False
    cell: CellPlace | None = None


@dataclass(slots=True)
class _Writer:
    """Collects the text of the open paragraph, and the paragraphs that are finished."""

    paragraphs: list[tuple[str, Block]] = field(default_factory=list)
    look: _Look = field(default_factory=_Look)
    parts: list[str] = field(default_factory=list)
    number: str = ""
    tally: SizeTally = field(default_factory=SizeTally)

    def close(self) -> None:
        """Finish the open paragraph."""
        text = "".join(self.parts)
        self.parts.clear()
        lines = text.splitlines() if self.look.kept else [_collapsed(text)]
        for line in lines:
            if line.strip():
                self._add(line)

    def _add(self, line: str) -> None:
        look, number = self.look, self.number
        if look.cell is None and is_chrome(line):
            return
        self.number = ""
        if number and has_number(line):
            number = ""
        text = f"{number} {line.strip()}" if number else line
        self.tally.add(len(text), cell=look.cell is not None)
        level = look.level if len(line) <= _MAX_HEADING else None
        block = Block(Span(0, 0), look.kind, level, number, look.cell, centered=look.centered)
        self.paragraphs.append((text, block))


def _collapsed(text: str) -> str:
    """Return a paragraph with its white space collapsed; a source line's end between Chinese characters is none."""

    def between(blank: re.Match[str]) -> str:
        before, after = text[max(blank.start() - 1, 0) : blank.start()], text[blank.end() : blank.end() + 1]
        joined = "\n" in blank[0] and (_WIDE.match(before) or _WIDE.match(after))
        return "" if joined or not before or not after else " "

    return _BLANK.sub(between, text)


class PartReader:
    """Reads a part of a page into paragraphs."""

    def __init__(self, part: Element, found: dict[Element, Mass]) -> None:
        self._part = part
        self._found = found
        self._writer = _Writer()
        self._lists: list[Numbers] = []
        self._tables = 0

    def paragraphs(self) -> list[tuple[str, Block]]:
        """Return the paragraphs of the part, for :func:`planlens.readers.base.assemble`."""
        self._read(self._part)
        self._writer.close()
        return self._writer.paragraphs

    def _read(self, root: Element) -> None:
        """Read what is in an element; a stack and no recursion, for pages are nested at will."""
        stack: list[tuple[Element, Iterator[Element | str], _Look]] = [(root, iter(root.children), self._writer.look)]
        while stack:
            element, children, look = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(element, look)
            elif isinstance(child, str):
                self._writer.parts.append(child)
            elif child.tag == "br":
                self._writer.close()
            elif child.tag == "table" and self._is_table(child):
                self._writer.close()
                self._table(child)
            elif not is_around(child, self._found, self._part):
                stack.append((child, iter(child.children), self._writer.look))
                self._enter(child)

    def _enter(self, element: Element) -> None:
        if not _is_block(element):
            return
        writer = self._writer
        writer.close()
        writer.look = _look(element, writer.look)
        if element.tag in ("ol", "ul"):
            self._lists.append(numbers_of(element))
        elif element.tag == "li":
            writer.number = self._lists[-1].advance(element) if self._lists else ""

    def _leave(self, element: Element, look: _Look) -> None:
        if not _is_block(element) or element is self._part:
            return
        self._writer.close()
        self._writer.look = look
        if element.tag == "li":
            self._writer.number = ""
        elif element.tag in ("ol", "ul") and self._lists:
            self._lists.pop()

    def _is_table(self, table: Element) -> bool:
        """Whether a table has rows and columns, or is a box beside the text; others only place text on the page."""
        if self._writer.look.cell is not None or any(e.tag == "table" and e is not table for e in table.walk()):
            return False
        cells = layout(table)
        sizes = [self._found[cell.element].text + self._found[cell.element].links for cell in cells]
        headed = any(cell.element.tag == "th" for cell in cells)  # no page places text with heads
        if not cells or (max(sizes) > 0.5 * self._found[self._part].text and not headed):
            return False
        return len(cells) > 1 or max(sizes) > 0

    def _table(self, table: Element) -> None:
        writer, outer = self._writer, self._writer.look
        number = self._tables
        self._tables += 1
        for caption in (child for child in table.elements() if child.tag == "caption"):
            self._read(caption)
            writer.close()
        cells = layout(table)
        if all(is_chrome("".join(cell.element.texts())) for cell in cells):
            return
        for cell in cells:
            place = CellPlace(number, cell.row, cell.column, cell.row_span, cell.column_span)
            writer.look = replace(_look(cell.element, outer), kind=BlockKind.CELL, cell=place, level=None)
            self._read(cell.element)
            writer.close()
        writer.look = outer


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS or "display:block" in element.style


def _look(element: Element, outer: _Look) -> _Look:
    style, tag = element.style, element.tag
    # h2
    level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else outer.level
    footnote = "mso-element:footnote" in style or "mso-element:endnote" in style
    footnote = footnote or _NOTE.fullmatch(element.attributes.get("id", "")) is not None
    return replace(
        outer,
        kind=BlockKind.FOOTNOTE if footnote and outer.cell is None else outer.kind,
        level=level,
        centered=_is_centered(element, outer),
        kept=outer.kept or tag == "pre" or "white-space:pre" in style,
    )


def _is_centered(element: Element, outer: _Look) -> bool:
    # margin:0;text-align:center
    styled = re.search(r"text-align:([a-z]+)", element.style)
    align = styled[1] if styled else element.attributes.get("align", "").lower()
    return align == "center" if align else outer.centered or element.tag == "center"
