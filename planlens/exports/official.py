"""Official documents in Word, upright, in the form of GB/T 9704-2012: title, headings, text, tables, signature.

Page (§5.2.1): A4, 37 mm above, 28 mm at the left, a type area of 156 × 225 mm; text (§5.2.2, §5.2.3): size 3 仿宋,
22 lines a page of 28 characters; title (§7.3.1): size 2 小标宋; headings (§7.3.3): 黑体, 楷体, 仿宋;
page number (§7.5): size 4 宋体, between dashes, at the outer edge.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from planlens.exports.base import FONT_BODY, FONT_HEADER, FONT_NOTE, FONT_PAGE_NUMBER, FONT_TITLE
from planlens.views.cells import clean

LINE = 28.95
"""Points from line to line: 225 mm hold 22 of them."""

SIZE, TITLE_SIZE, NUMBER_SIZE, TABLE_SIZE = 16.0, 22.0, 14.0, 10.5
"""Points of text (size 3), title (size 2), page number (size 4) and tables (size 5)."""

TABLE_LINE = 15.0
_TEXT_WIDTH = 156.0  # millimetres
_HEADINGS = {1: (FONT_HEADER, False), 2: (FONT_NOTE, False), 3: (FONT_BODY, True), 4: (FONT_BODY, False)}
_FIXED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Title:
    """The title, centred; several lines where it has line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class OfficialHeading:
    """A heading of level 1 (一、), 2 （（一）), 3 (1.) or 4."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class OfficialText:
    """A paragraph; *indent*: whether its first line begins two characters further in; *align*: left, center, right.

    *marked* ones are red; an *annex* begins a page with its word in the type of headings (附件, §7.4).
    """

    text: str
    indent: bool = True
    align: str = "left"
    marked: bool = False
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its heads on every page: *widths* are shares, *title* stands above it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    title: str = ""
    centered: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture (bytes of a PNG) as wide as the text, with its title below."""

    data: bytes
    title: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A table of labels and values, two or four cells a row; a value of one line may span the row."""

    rows: tuple[tuple[str, ...], ...]


Piece = Title | OfficialHeading | OfficialText | Sheet | Illustration | Form
"""A part of an official document."""


def written(pieces: Iterable[Piece], title: str = "") -> bytes:
    """Return an official document as the bytes of a .docx file.

    Args:
        pieces: its parts in their order.
        title: the title that the file itself carries; by default that of the document.
    """
    document = docx.Document()
    _set_page(document)
    parts = list(pieces)
    named = title or next((piece.text for piece in parts if isinstance(piece, Title)), "")
    properties = document.core_properties
    properties.title, properties.author, properties.comments = clean(named).replace("\n", "")[:255], "", ""
    properties.created = properties.modified = _FIXED
    for piece in parts:
        _write(document, piece)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _write(document: Document, piece: Piece) -> None:
    match piece:
        case Title(text=text):
            for line in clean(text).split("\n"):
                _paragraph(document, line, FONT_TITLE, TITLE_SIZE, WD_ALIGN_PARAGRAPH.CENTER, line=34.0)
            _paragraph(document, "", FONT_BODY, SIZE)
        case OfficialHeading(level=level, text=text):
            font, bold = _HEADINGS[min(level, 4)]
            made = _paragraph(document, text, font, SIZE, bold=bold)
            _indent(made)
            made.paragraph_format.keep_with_next = True
        case OfficialText():
            _write_text(document, piece)
        case Sheet():
            _write_sheet(document, piece)
        case Form():
            _write_form(document, piece)
        case Illustration(data=data, title=title):
            document.add_picture(io.BytesIO(data), width=Mm(_TEXT_WIDTH))
            form = document.paragraphs[-1].paragraph_format
            form.space_before = form.space_after = Pt(0)
            form.keep_with_next = bool(title)
            if title:
                _paragraph(document, title, FONT_NOTE, NUMBER_SIZE, WD_ALIGN_PARAGRAPH.CENTER)


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(26)
    normal = document.styles["Normal"]
    normal.font.size = Pt(SIZE)
    _set_font(normal.element.get_or_add_rPr(), FONT_BODY)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        _write_page_number(footer.paragraphs[0], align)


def _write_page_number(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.alignment = align
    # One character from the outer edge.
    side = paragraph.paragraph_format
    side.right_indent, side.left_indent = (Pt(14), None) if align == WD_ALIGN_PARAGRAPH.RIGHT else (None, Pt(14))
    for text, kind in (("— ", ""), ("", "begin"), (" PAGE ", "instr"), ("", "end"), (" —", "")):
        run = _run(paragraph, text if not kind else "", FONT_PAGE_NUMBER, NUMBER_SIZE)
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
            run._r.append(element)
        elif kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def _write_text(document: Document, piece: OfficialText) -> None:
    align = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}.get(piece.align)
    for line in clean(piece.text).split("\n"):
        font = FONT_HEADER if piece.annex else FONT_BODY
        made = _paragraph(document, line, font, SIZE, align or WD_ALIGN_PARAGRAPH.JUSTIFY, marked=piece.marked)
        made.paragraph_format.page_break_before = piece.annex or None
        if piece.indent and align is None:
            _indent(made)


def _paragraph(
    holder: Any,
    text: str,
    font: str,
    size: float,
    align: WD_ALIGN_PARAGRAPH | None = None,
    *,
    line: float = LINE,
    bold: bool = False,
    marked: bool = False,
) -> Paragraph:
    made: Paragraph = holder.add_paragraph()
    _shape(made, align, line)
    run = _run(made, clean(text), font, size, bold=bold)
    if marked:
        run.font.color.rgb = RGBColor(0xC0, 0, 0)
    return made


def _shape(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH | None, line: float) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    if align is not None:
        paragraph.alignment = align


def _indent(paragraph: Paragraph) -> None:
    """Begin the first line two characters further in, whatever the font's size."""
    element = paragraph._p.get_or_add_pPr().get_or_add_ind()
    element.set(qn("w:firstLineChars"), "200")
    element.set(qn("w:firstLine"), str(int(SIZE * 2 * 20)))


def _run(paragraph: Paragraph, text: str, font: str, size: float, *, bold: bool = False) -> Run:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    _set_font(run._r.get_or_add_rPr(), font)
    return run


def _set_font(properties: Any, name: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), name)


def _write_sheet(document: Document, piece: Sheet) -> None:
    if piece.title:
        _paragraph(
            document, piece.title, FONT_NOTE, SIZE, WD_ALIGN_PARAGRAPH.CENTER
        ).paragraph_format.keep_with_next = True
    table = document.add_table(rows=1 + len(piece.rows), cols=len(piece.heads), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _repeat(table.rows[0])
    widths = [Mm(_TEXT_WIDTH * share / sum(piece.widths)) for share in piece.widths]
    _set_widths(table, widths)
    for row, texts in zip(table.rows, [piece.heads, *piece.rows], strict=True):
        _keep_whole(row)
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[place]
            head = texts is piece.heads
            align = WD_ALIGN_PARAGRAPH.CENTER if head or place in piece.centered else WD_ALIGN_PARAGRAPH.LEFT
            _fill(cell, text, FONT_HEADER if head else FONT_BODY, align)
    _paragraph(document, "", FONT_BODY, SIZE, line=12.0)


def _write_form(document: Document, piece: Form) -> None:
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Mm(26), Mm(54), Mm(26), Mm(50)]
    _set_widths(table, widths)
    for texts in piece.rows:
        row = table.add_row()
        _keep_whole(row)
        cells = row.cells
        if len(texts) == 2:
            cells[1].merge(cells[3])
        for place, cell in enumerate(cells):
            cell.width = widths[place]
        for place, text in enumerate(texts):
            label = place % 2 == 0
            align = WD_ALIGN_PARAGRAPH.CENTER if label else WD_ALIGN_PARAGRAPH.LEFT
            _fill(cells[place], text, FONT_HEADER if label else FONT_BODY, align, size=14.0, line=24.0)
    _paragraph(document, "", FONT_BODY, SIZE, line=12.0)


def _set_widths(table: Any, widths: Sequence[int]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _fill(
    cell: Any, text: str, font: str, align: WD_ALIGN_PARAGRAPH, size: float = TABLE_SIZE, line: float = TABLE_LINE
) -> None:
    for place, part in enumerate(clean(text).split("\n")):
        made = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        _shape(made, align, line)
        _run(made, part, font, size)
    middle = OxmlElement("w:vAlign")
    middle.set(qn("w:val"), "center")
    cell._tc.get_or_add_tcPr().append(middle)


def _repeat(row: Any) -> None:
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def _keep_whole(row: Any) -> None:
    element = OxmlElement("w:cantSplit")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def signature(unit: str, day: str) -> Sequence[Piece]:
    """Return who signs and the day, at the right as GB/T 9704-2012 §7.3.5 has them without a seal."""
    told = (OfficialText(f"{text}　　", indent=False, align="right") for text in (unit, day) if text)
    return (OfficialText("", indent=False), *told)
