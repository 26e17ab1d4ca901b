"""Word documents in the form of GB/T 9704-2012, across; built as XML, python-docx is slow on large tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from itertools import zip_longest

from lxml import etree

from planlens.exports.base import Exporter
from planlens.exports.choice import Look
from planlens.exports.docx_parts import FIXED_PARTS, core_properties, light_style, tag
from planlens.exports.layout import Layout, Paper, paper_for
from planlens.exports.table import all_tables
from planlens.model import Light, Plan
from planlens.views.cells import Cell, Column, Table
from planlens.views.fields.work import Tracking

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MM = 1440 / 25.4  # twentieths of a point

# GB/T 9704-2012 §5.2.1 gives the upright page: 37 mm above, 28 mm at the binding edge, a type area of 156 × 225 mm.
# Turned so that the table's head lies at the binding edge (§8), its left is the upright page's foot (35 mm) and
# its right the upright page's head.
_MARGINS_MM = {"top": 28, "right": 37, "bottom": 26, "left": 35, "header": 15, "footer": 14, "gutter": 0}


def _type_area(paper: Paper) -> tuple[float, float]:
    """Return width and height of the type area, in points: 225 × 156 mm on A4."""
    width = paper.width - _MARGINS_MM["left"] - _MARGINS_MM["right"]
    height = paper.height - _MARGINS_MM["top"] - _MARGINS_MM["bottom"]
    return width * _MM / 20, height * _MM / 20


def _write(
    plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
) -> bytes:
    """Return a document with the task table and, where the plan has goals of its own, the table of their targets."""
    look = look or Look()
    return document_of(all_tables(plan, columns, tracking, look.title), look.paper)


def document_of(tables: Sequence[Table], paper: str = "") -> bytes:
    """Return a document with these tables, each on a page of its own, on the paper of this name or the usual one."""
    parts = {
        **FIXED_PARTS,
        "docProps/core.xml": core_properties(tables[0].title),
        "word/document.xml": etree.tostring(
            _document(tables, paper), xml_declaration=True, encoding="UTF-8", standalone=True
        ),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # ZipInfo's fixed date: the same plan gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _document(tables: Sequence[Table], paper_name: str = "") -> etree._Element:
    document = etree.Element(tag("document"), nsmap={"w": tag("")[1:-1], "r": _RELATIONS})
    body = _add(document, "body")
    paper = paper_for(tables[0], paper_name)
    for table in tables:
        _paragraph(body, table.title, "Title", page_break=table is not tables[0])
        for note in table.notes:
            _paragraph(body, note, "TableNote")
        _append_table(body, table, paper)
    _paragraph(body, "", "TableEnd")
    _append_page(body, paper)
    return document


def _add(parent: etree._Element, name: str, **attributes: object) -> etree._Element:
    """Append ``w:name`` with ``w:`` attributes to *parent* and return it."""
    return etree.SubElement(parent, tag(name), {tag(key): str(value) for key, value in attributes.items()})


def _paragraph(parent: etree._Element, text: str, style: str, *, page_break: bool = False) -> etree._Element:
    paragraph = _add(parent, "p")
    properties = _add(paragraph, "pPr")
    _add(properties, "pStyle", val=style)
    if page_break:
        _add(properties, "pageBreakBefore")
    if text:
        _run(paragraph, text)
    return paragraph


def _run(paragraph: etree._Element, text: str, style: str = "") -> None:
    run = _add(paragraph, "r")
    if style:
        _add(_add(run, "rPr"), "rStyle", val=style)
    content = _add(run, "t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _append_table(body: etree._Element, table: Table, paper: Paper) -> None:
    layout = Layout(table, *_type_area(paper))
    widths = [round(width * 20) for width in layout.column_widths()]
    element = _add(body, "tbl")
    properties = _add(element, "tblPr")
    _add(properties, "tblStyle", val="PlanTable")
    _add(properties, "tblW", w=sum(widths), type="dxa")
    _add(properties, "jc", val="center")
    _add(properties, "tblLayout", type="fixed")
    grid = _add(element, "tblGrid")
    for width in widths:
        _add(grid, "gridCol", w=width)
    _append_header(element, table.columns, widths, layout.header_height())
    blocks = layout.blocks()
    for block, following in zip_longest(blocks, blocks[1:]):
        alone = block.starts_chunk and (following is None or following.starts_chunk)
        merge = "" if alone else "restart" if block.starts_chunk else "continue"
        row = _row(element, min(block.height, layout.height / 2))
        _fill_row(row, table.columns, widths, table.rows[block.row].cells, merge)


def _append_header(element: etree._Element, columns: Sequence[Column], widths: Sequence[int], height: float) -> None:
    """Append the header row, which Word repeats on every page."""
    row = _row(element, height, header=True)
    for column, width in zip(columns, widths, strict=True):
        _paragraph(_cell(row, width), column.title, "TableHeader")


def _row(element: etree._Element, height: float, *, header: bool = False) -> etree._Element:
    """Append a row that is at least *height* points high and stays on one page."""
    row = _add(element, "tr")
    properties = _add(row, "trPr")
    _add(properties, "cantSplit")
    _add(properties, "trHeight", val=round(height * 20), hRule="atLeast")
    if header:
        _add(properties, "tblHeader")
    return row


def _fill_row(
    row: etree._Element, columns: Sequence[Column], widths: Sequence[int], cells: Sequence[Cell], merge: str
) -> None:
    """Write the cells of a row; *merge* begins or continues the merged ones, "" leaves them single."""
    for column, width, lines in zip(columns, widths, cells, strict=True):
        merged = merge if column.merged else ""
        cell = _cell(row, width, merged)
        _fill(cell, () if merged == "continue" else lines, "TableCellCentered" if column.centered else "TableCell")


def _cell(row: etree._Element, width: int, merge: str = "") -> etree._Element:
    cell = _add(row, "tc")
    properties = _add(cell, "tcPr")
    _add(properties, "tcW", w=width, type="dxa")
    if merge:
        _add(properties, "vMerge", val=merge)
    _add(properties, "vAlign", val="center")
    return cell


def _fill(cell: etree._Element, lines: Cell, style: str) -> None:
    """Write one paragraph for each line; a cell without lines needs an empty one."""
    paragraph = None
    for line in lines:
        look = "Suggested" if line.suggested else "" if line.light is Light.NONE else light_style(line.light)
        for text in line.text.split("\n"):
            paragraph = _paragraph(cell, "", style)
            _run(paragraph, text, look)
    if paragraph is None:
        _paragraph(cell, "", style)


def _append_page(body: etree._Element, paper: Paper) -> None:
    """Append the page: across, the page number on the right of odd and the left of even pages.

    The number stands below the table, for tables read and signed by themselves; GB/T 9704-2012 §8 wants it at the
    upright page's foot, beside the table, where a table is bound into a document.
    """
    section = _add(body, "sectPr")
    for kind in ("default", "even"):
        reference = _add(section, "footerReference", type=kind)
        reference.set(f"{{{_RELATIONS}}}id", f"{kind}Footer")
    _add(section, "pgSz", w=round(paper.width * _MM), h=round(paper.height * _MM), orient="landscape")
    _add(section, "pgMar", **{side: round(size * _MM) for side, size in _MARGINS_MM.items()})


EXPORTER = Exporter(
    format="docx",
    label="Word 文档",
    extension=".docx",
    write=_write,
    has_paper=True,
    write_tables=document_of,
)
