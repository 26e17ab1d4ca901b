"""Turns a source text into the body of a Word file with what real ones hold: tracked changes, boxes, merged cells.

Markup, line by line:

* ``# `` … ``##### `` a heading with an automatic number; ``标题。|正文`` goes on in body font; ``#! `` has no number;
* ``+ `` a body paragraph numbered （一） by a list of its own, set on the paragraph and not by its style;
* ``| `` table rows (``^`` joins a cell to the one above, ``<`` to the one on its left), ``> `` a box (one-cell table);
* ``@directive text`` what stands in ``_DIRECTIVES``; ``@toc`` … ``@end`` a table of contents;
* ``[^1]: `` a footnote; every other line is a paragraph.

Inside a line: ``**bold**``, ``{++inserted++}``, ``{--deleted--}``, ``[^1]``, ``//`` for a line break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from docx_parts import (
    BLACK_FONT,
    BODY_FONT,
    FOOTER_EVEN,
    FOOTER_ODD,
    KAI_FONT,
    LOCAL_LIST,
    MC,
    RED,
    TITLE_FONT,
    WP,
    WPS,
    A,
    R,
    V,
    W,
    fonts,
    serialized,
    size,
    text,
    w,
)
from lxml import etree

Element = etree._Element

_HEADING = re.compile(r"(#{1,5}) (.+)")
_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\{\+\+(?P<ins>.+?)\+\+\}|\{--(?P<del>.+?)--\}|\[\^(?P<note>\d+)\]|(?P<br>//)"
)
_SCRIPTS = re.compile(r"[\x21-\x7e]+|[^\x21-\x7e]+")
_FOOTNOTE = re.compile(r"\[\^(\d+)\]: (.+)")
_REVISION = {"author": "综合科", "date": "2024-01-08T09:30:00Z"}

_TEXT_WIDTH = {"portrait": 8844, "landscape": 12755}  # 156 mm and 225 mm, in twentieths of a point

_LONGEST_COUNTED = 20  # characters; a longer cell breaks into lines instead of narrowing its neighbours


class Body:
    """Reads one source text; afterwards holds the parts that depend on it."""

    def __init__(self, source: str) -> None:
        self.local_lists = 0
        self._elements: list[Element] = []
        self._notes: dict[str, str] = {}
        self._revisions = 0
        self._orientation = "portrait"
        self._is_cover_section = "@newsection" in source
        self._restart_pages = False
        self._read(source.splitlines())

    def document(self) -> bytes:
        """Return document.xml."""
        return serialized(w("document", w("body", *self._elements, self._section())))

    def footnotes(self) -> bytes:
        """Return footnotes.xml."""
        notes = [
            w("footnote", w("p", w("r", w("separator"))), type="separator", id=-1),
            w("footnote", w("p", w("r", w("continuationSeparator"))), type="continuationSeparator", id=0),
        ]
        for number, note in self._notes.items():
            mark = w("r", w("rPr", w("rStyle", val="a6")), w("footnoteRef"))
            content = w("p", w("pPr", w("pStyle", val="a5")), mark, _run(" " + note))
            notes.append(w("footnote", content, id=number))
        return serialized(w("footnotes", *notes))

    def _read(self, lines: list[str]) -> None:
        for kind, group in groupby(self._without_footnotes(lines), key=_kind_of_line()):
            block = list(group)
            if kind == "table":
                self._add_table([line.strip("|").split("|") for line in block])
            elif kind == "box":
                self._add_box([line.removeprefix(">").strip() for line in block])
            elif kind == "contents":
                self._add_contents(block[1:-1])
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
            self._add(str(len(heading[1])), self._lead_in_runs(heading[2]))
        elif line.startswith("#! "):
            no_number = w("numPr", w("ilvl", val=0), w("numId", val=0))
            self._add("1", self._runs(line.removeprefix("#! ")), no_number)
        elif line.startswith("@"):
            name, _, content = line.removeprefix("@").partition(" ")
            _DIRECTIVES[name](self, content)
        else:
            self._add("af", self._runs(line))

    def _add(self, style: str, runs: list[Element], *properties: Element) -> None:
        style_of_paragraph = [w("pStyle", val=style)] if style else []
        self._elements.append(w("p", w("pPr", *style_of_paragraph, *properties), *runs))

    # Runs

    def _lead_in_runs(self, content: str) -> list[Element]:
        """Runs of a heading that goes on as body text after a bar, in the same paragraph."""
        lead, _, rest = content.partition("|")
        body_font = [fonts(BODY_FONT)]
        return self._runs(lead) + (self._runs(rest, body_font) if rest else [])

    def _runs(self, content: str, properties: list[Element] | None = None) -> list[Element]:
        runs: list[Element] = []
        position = 0
        for found in _INLINE.finditer(content):
            runs += _plain_runs(content[position : found.start()], properties)
            runs += self._marked_runs(found)
            position = found.end()
        return runs + _plain_runs(content[position:], properties)

    def _marked_runs(self, found: re.Match[str]) -> list[Element]:
        if found["bold"]:
            return _plain_runs(found["bold"], [fonts(KAI_FONT), w("b")])
        if found["br"]:
            return [w("r", w("br"))]
        if found["note"]:
            return [w("r", w("rPr", w("rStyle", val="a6")), w("footnoteReference", id=found["note"]))]
        self._revisions += 1
        if found["ins"]:
            return [w("ins", *_plain_runs(found["ins"]), id=self._revisions, **_REVISION)]
        deleted = [w("r", text(found["del"], "delText"))]
        return [w("del", *deleted, id=self._revisions, **_REVISION)]

    # Groups of lines

    def _add_local_list(self, items: list[str]) -> None:
        self.local_lists += 1
        for item in items:
            number = w("numPr", w("ilvl", val=0), w("numId", val=LOCAL_LIST + self.local_lists - 1))
            lead, _, rest = item.partition("|")
            runs = self._runs(lead, [fonts(KAI_FONT)]) + self._runs(rest)
            self._add("a", runs, number)

    def _add_contents(self, entries: list[str]) -> None:
        """A table of contents as Word writes it: a field inside a content control, with stored results."""
        paragraphs = [w("p", w("pPr", w("jc", val="center")), _run("目  录", [fonts(BLACK_FONT), *size(36)]))]
        for entry in entries:
            title, _, page = entry.partition("\t")
            style = "TOC2" if re.match("第.节", title) else "TOC1"
            paragraphs.append(
                w("p", w("pPr", w("pStyle", val=style)), _run(title), w("r", w("tab")), w("r", text(page)))
            )
        begin = [
            w("r", w("fldChar", fldCharType="begin")),
            w("r", text(' TOC \\o "1-2" \\h \\u ', "instrText")),
            w("r", w("fldChar", fldCharType="separate")),
        ]
        for place, run in enumerate(begin, start=1):
            paragraphs[1].insert(place, run)
        paragraphs[-1].append(w("r", w("fldChar", fldCharType="end")))
        gallery = w("sdtPr", w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique")))
        self._elements.append(w("sdt", gallery, w("sdtContent", *paragraphs)))

    def _add_table(self, rows: list[list[str]]) -> None:
        widths = self._column_widths(rows)
        table_rows = [self._table_row(rows, index, widths) for index in range(len(rows))]
        grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
        self._elements.append(w("tbl", _table_properties(sum(widths)), grid, *table_rows))

    def _column_widths(self, rows: list[list[str]]) -> list[int]:
        """Share the text width by the longest cell of each column."""
        columns = zip(*(row for row in rows if "<" not in row), strict=True)
        shares = [max(min(len(cell), _LONGEST_COUNTED) for cell in column) + 4 for column in columns]
        return [_TEXT_WIDTH[self._orientation] * share // sum(shares) for share in shares]

    def _table_row(self, rows: list[list[str]], index: int, widths: list[int]) -> Element:
        header = w("trPr", w("cantSplit"), w("tblHeader") if index == 0 else None)
        row, below = rows[index], rows[index + 1] if index + 1 < len(rows) else []
        cells = []
        for column, content in enumerate(row):
            if content == "<":
                continue
            span = 1
            while row[column + span : column + span + 1] == ["<"]:
                span += 1
            merge = None
            if content == "^":
                merge = w("vMerge")
            elif below[column : column + 1] == ["^"]:
                merge = w("vMerge", val="restart")
            cells.append(
                w(
                    "tc",
                    w(
                        "tcPr",
                        w("tcW", w=sum(widths[column : column + span]), type="dxa"),
                        w("gridSpan", val=span) if span > 1 else None,
                        merge,
                        w("vAlign", val="center"),
                    ),
                    self._cell_paragraph("" if content == "^" else content, is_header=index == 0),
                )
            )
        return w("tr", header, *cells)

    def _cell_paragraph(self, content: str, *, is_header: bool) -> Element:
        properties = [fonts(BLACK_FONT)] if is_header else None
        return w("p", w("pPr", w("pStyle", val="a7")), *self._runs(content, properties))

    def _add_box(self, lines: list[str]) -> None:
        title, *items = lines
        centered = w("p", w("pPr", w("jc", val="center")), *_plain_runs(title, [fonts(BLACK_FONT), *size(28)]))
        first_indent = w("ind", firstLineChars=200, firstLine=560)
        paragraphs = [centered]
        paragraphs += [w("p", w("pPr", _copy(first_indent)), *self._runs(item, [*size(28)])) for item in items]
        width = _TEXT_WIDTH[self._orientation]
        cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *paragraphs)
        grid = w("tblGrid", w("gridCol", w=width))
        self._elements.append(w("tbl", _table_properties(width), grid, w("tr", cell)))
        self._elements.append(w("p"))

    # Directives

    def _add_title(self, content: str) -> None:
        self._add("a3", self._runs(content))
        self._elements.append(w("p"))

    def _add_cover_title(self, content: str) -> None:
        self._elements += [w("p") for _ in range(7)]
        self._add_title(content)
        self._elements += [w("p") for _ in range(8)]

    def _add_centered(self, content: str) -> None:
        self._add("", self._runs(content, [fonts(TITLE_FONT), *size(36)]), w("jc", val="center"))

    def _add_cover_line(self, content: str) -> None:
        self._add("", self._runs(content, [fonts(KAI_FONT)]), w("jc", val="center"))

    def _add_caption(self, content: str) -> None:
        self._add("", self._runs(content, [fonts(BLACK_FONT), *size(24)]), w("keepNext"), w("jc", val="center"))

    def _add_note(self, content: str) -> None:
        self._add("", self._runs(content, [*size(21)]), w("spacing", line=360, lineRule="exact"))

    def _add_left(self, content: str) -> None:
        self._add("a", self._runs(content))

    def _add_sign(self, content: str) -> None:
        self._add("", self._runs(content), w("ind", rightChars=400, right=1280), w("jc", val="right"))

    def _add_print(self, content: str) -> None:
        sides = (w(side, val="single", sz=8, space=1, color="auto") for side in ("top", "bottom"))
        left, _, right = content.partition("\t")
        runs = self._runs(left, [*size(28)])
        if right:
            runs += [w("r", w("tab")), *self._runs(right, [*size(28)])]
        self._add("", runs, w("pBdr", *sides), w("tabs", w("tab", val="right", pos=8844)))

    def _add_red_head(self, content: str) -> None:
        exact = w("spacing", before=600, after=600, line=900, lineRule="exact")
        self._add(
            "", self._runs(content, [fonts(TITLE_FONT), w("color", val=RED), *size(68)]), exact, w("jc", val="center")
        )

    def _add_document_number(self, content: str) -> None:
        line = w("pBdr", w("bottom", val="single", sz=18, space=6, color=RED))
        self._add("", self._runs(content), line, w("jc", val="center"))
        self._elements.append(w("p"))

    def _add_page_break(self, _content: str) -> None:
        self._elements.append(w("p", w("r", w("br", type="page"))))

    def _add_text_box(self, content: str) -> None:
        self._elements.append(w("p", w("r", _text_box(content))))

    # Sections

    def _section(self) -> Element:
        """The properties of the section that ends here."""
        landscape = self._orientation == "landscape"
        page = {"w": 16838, "h": 11906, "orient": "landscape"} if landscape else {"w": 11906, "h": 16838}
        margins = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1587, "header": 851, "footer": 1389, "gutter": 0}
        if landscape:
            margins |= {"top": 1587, "right": 2098, "bottom": 1474, "left": 1984, "footer": 992}
        footers = []
        if not self._is_cover_section:
            footers = [w("footerReference", type="default"), w("footerReference", type="even")]
            for reference, target in zip(footers, (FOOTER_ODD, FOOTER_EVEN), strict=True):
                reference.set(f"{{{R}}}id", target)
        start = w("pgNumType", start=1) if self._restart_pages else None
        return w(
            "sectPr",
            *footers,
            w("pgSz", **page),
            w("pgMar", **margins),
            start,
            w("docGrid", type="lines", linePitch=579),
        )

    def _end_section(self) -> None:
        self._elements.append(w("p", w("pPr", self._section())))

    def _begin_numbered_section(self, _content: str) -> None:
        self._end_section()
        self._is_cover_section = False
        self._restart_pages = True

    def _begin_landscape(self, _content: str) -> None:
        self._end_section()
        self._orientation, self._restart_pages = "landscape", False

    def _begin_portrait(self, _content: str) -> None:
        self._end_section()
        self._orientation = "portrait"


_DIRECTIVES: dict[str, Callable[[Body, str], None]] = {
    "title": Body._add_title,
    "cover-title": Body._add_cover_title,
    "cover-line": Body._add_cover_line,
    "center": Body._add_centered,
    "caption": Body._add_caption,
    "note": Body._add_note,
    "left": Body._add_left,
    "sign": Body._add_sign,
    "print": Body._add_print,
    "redhead": Body._add_red_head,
    "docno": Body._add_document_number,
    "pagebreak": Body._add_page_break,
    "textbox": Body._add_text_box,
    "newsection": Body._begin_numbered_section,
    "landscape": Body._begin_landscape,
    "portrait": Body._begin_portrait,
}


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


def _run(content: str, properties: list[Element] | None = None) -> Element:
    """Return one run; Chinese text says so, else Word sets its quotation marks in the Latin font."""
    copied = [_copy(part) for part in properties or []]
    if not content.isascii():
        if not copied or not copied[0].tag.endswith("rFonts"):
            copied.insert(0, w("rFonts"))
        copied[0].set(f"{{{W}}}hint", "eastAsia")
    return w("r", w("rPr", *copied) if copied else None, text(content))


def _plain_runs(content: str, properties: list[Element] | None = None) -> list[Element]:
    """Split a text into runs where Latin letters and digits begin and end, as Word and WPS do when one types."""
    return [_run(piece, properties) for piece in _SCRIPTS.findall(content)]


def _copy(element: Element) -> Element:
    """An element can stand in one place only: each use needs a copy."""
    return etree.fromstring(etree.tostring(element))


def _table_properties(width: int) -> Element:
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0, "noVBand": 1}
    return w(
        "tblPr",
        w("tblStyle", val="a8"),
        w("tblW", w=width, type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", **look),
    )


def _text_box(content: str) -> Element:
    """Return a text box in both forms that Word writes: the drawing, and the picture for old readers."""

    def inner() -> Element:
        return w("txbxContent", w("p", w("pPr", w("pStyle", val="a7")), *_plain_runs(content)))

    choice = etree.Element(f"{{{MC}}}Choice", Requires="wps")
    choice.append(w("drawing", _inline_drawing(inner())))
    fallback = etree.Element(f"{{{MC}}}Fallback")
    shape = etree.Element(f"{{{V}}}rect", style="width:440pt;height:44pt", nsmap={"v": V})
    box = etree.SubElement(shape, f"{{{V}}}textbox")
    box.append(inner())
    fallback.append(w("pict", shape))
    alternate = etree.Element(f"{{{MC}}}AlternateContent", nsmap={"mc": MC, "wps": WPS})
    alternate.extend([choice, fallback])
    return alternate


def _inline_drawing(content: Element) -> Element:
    """Return a DrawingML shape of 440 × 44 pt around *content*."""
    extent = {"cx": "5588000", "cy": "558800"}
    inline = etree.Element(f"{{{WP}}}inline", distT="0", distB="0", distL="0", distR="0", nsmap={"wp": WP})
    etree.SubElement(inline, f"{{{WP}}}extent", **extent)
    etree.SubElement(inline, f"{{{WP}}}docPr", id="1", name="文本框 1")
    data = etree.SubElement(etree.SubElement(inline, f"{{{A}}}graphic", nsmap={"a": A}), f"{{{A}}}graphicData", uri=WPS)
    shape = etree.SubElement(data, f"{{{WPS}}}wsp", nsmap={"wps": WPS})
    etree.SubElement(shape, f"{{{WPS}}}cNvSpPr", txBox="1")
    look = etree.SubElement(shape, f"{{{WPS}}}spPr")
    frame = etree.SubElement(look, f"{{{A}}}xfrm")
    etree.SubElement(frame, f"{{{A}}}off", x="0", y="0")
    etree.SubElement(frame, f"{{{A}}}ext", **extent)
    etree.SubElement(etree.SubElement(look, f"{{{A}}}prstGeom", prst="rect"), f"{{{A}}}avLst")
    line = etree.SubElement(look, f"{{{A}}}ln", w="9525")
    etree.SubElement(etree.SubElement(line, f"{{{A}}}solidFill"), f"{{{A}}}srgbClr", val="000000")
    etree.SubElement(shape, f"{{{WPS}}}txbx").append(content)
    etree.SubElement(shape, f"{{{WPS}}}bodyPr", anchor="ctr")
    return inline
