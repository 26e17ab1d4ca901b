"""The fixed parts of a sample Word file: styles, numbering, settings, footers, and the zip around them.

Page and fonts follow GB/T 9704-2012 (A4, top margin 37 mm, left margin 28 mm, type area 156 × 225 mm). Fonts are only
named, none is shipped. Every part is written the same way each time, so the same source gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
V = "urn:schemas-microsoft-com:vml"
NAMESPACES = {"w": W, "r": R, "mc": MC, "wp": WP, "a": A, "wps": WPS, "v": V}

BODY_FONT, TITLE_FONT, BLACK_FONT, KAI_FONT = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
RED = "FF0000"
BODY_SIZE = 32  # half-points: size 3 (三号), 16 pt
LINE_PITCH = 579  # twentieths of a point: 22 lines in 225 mm

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The oldest moment a zip entry can bear; a real one would change the bytes at every build.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class HeadingLevel:
    """How one heading level looks and is numbered."""

    number_text: str
    number_format: str
    font: str
    size: int = BODY_SIZE
    centered: bool = False


CHINESE = "chineseCountingThousand"
CHAPTER_LEVELS = (
    HeadingLevel("第%1章", CHINESE, TITLE_FONT, 36, centered=True),
    HeadingLevel("第%2节", CHINESE, BLACK_FONT, centered=True),
    HeadingLevel("%3、", CHINESE, BLACK_FONT),
    HeadingLevel("（%4）", CHINESE, KAI_FONT),
    HeadingLevel("%5．", "decimal", BODY_FONT),
)
ARTICLE_LEVELS = (
    HeadingLevel("%1、", CHINESE, BLACK_FONT),
    HeadingLevel("（%2）", CHINESE, KAI_FONT),
)

HEADING_LIST, LOCAL_LIST = 1, 2  # w:abstractNum; w:num 1 belongs to the headings, 2 and up to the local lists


def w(tag: str, *children: etree._Element | str | None, **attributes: str | int) -> etree._Element:
    """Return a ``w:`` element; a trailing underscore of an attribute name is dropped (``type_``)."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=NAMESPACES)
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name.rstrip('_')}", str(value))
    for child in children:
        if isinstance(child, str):
            element.text = child
        elif child is not None:
            element.append(child)
    return element


def text(content: str, tag: str = "t") -> etree._Element:
    """Return a text element that keeps its blanks."""
    element = w(tag, content)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def serialized(root: etree._Element) -> bytes:
    """Return a part's bytes, with the declaration that Word writes."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def fonts(name: str) -> etree._Element:
    """Return the run property that sets all four of a run's fonts."""
    return w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def size(half_points: int) -> tuple[etree._Element, etree._Element]:
    """Return the two run properties of a font size."""
    return w("sz", val=half_points), w("szCs", val=half_points)


def styles(levels: Sequence[HeadingLevel]) -> bytes:
    """Return styles.xml, with the short style ids of a Chinese Word (``a``, ``1``, ``2``)."""
    defaults = w(
        "docDefaults",
        w("rPrDefault", w("rPr", fonts(BODY_FONT), *size(BODY_SIZE), w("lang", val="en-US", eastAsia="zh-CN"))),
        w("pPrDefault"),
    )
    exact = w("spacing", line=LINE_PITCH, lineRule="exact")
    return serialized(
        w(
            "styles",
            defaults,
            _style("a", "Normal", default=True, paragraph=[exact, w("jc", val="both")]),
            _character_style("a0", "Default Paragraph Font", default=True),
            _table_style(),
            *(_heading_style(rank, level) for rank, level in enumerate(levels, start=1)),
            _style("af", "Body Text First Indent", paragraph=[w("ind", firstLineChars=200, firstLine=640)]),
            _style(
                "a3",
                "Title",
                paragraph=[w("snapToGrid", val=0), w("spacing", line=640, lineRule="exact"), w("jc", val="center")],
                run=[fonts(TITLE_FONT), *size(44)],
            ),
            _style("TOC1", "toc 1", paragraph=[_toc_tab(), w("spacing", line=460, lineRule="exact")]),
            _style(
                "TOC2",
                "toc 2",
                paragraph=[
                    _toc_tab(),
                    w("spacing", line=460, lineRule="exact"),
                    w("ind", leftChars=200, left=640),
                ],
            ),
            _style("a4", "footer", paragraph=[w("spacing", line=240, lineRule="auto")], run=[*size(28)]),
            _style(
                "a5",
                "footnote text",
                paragraph=[w("snapToGrid", val=0), w("spacing", line=240, lineRule="auto"), w("jc", val="left")],
                run=[*size(18)],
            ),
            _character_style("a6", "footnote reference", w("vertAlign", val="superscript")),
            _style(
                "a7",
                "表格文字",
                paragraph=[
                    w("snapToGrid", val=0),
                    w("spacing", line=340, lineRule="exact"),
                    w("jc", val="center"),
                ],
                run=[*size(21)],
            ),
        )
    )


def _style(
    style_id: str,
    name: str,
    paragraph: Sequence[etree._Element] = (),
    run: Sequence[etree._Element] = (),
    *,
    default: bool = False,
) -> etree._Element:
    style = w(
        "style",
        w("name", val=name),
        None if default else w("basedOn", val="a"),
        w("qFormat"),
        w("pPr", *paragraph) if paragraph else None,
        w("rPr", *run) if run else None,
        type="paragraph",
        styleId=style_id,
    )
    if default:
        style.set(f"{{{W}}}default", "1")
    return style


def _character_style(style_id: str, name: str, *run: etree._Element, default: bool = False) -> etree._Element:
    style = w("style", w("name", val=name), type="character", styleId=style_id)
    if run:
        style.append(w("rPr", *run))
    if default:
        style.set(f"{{{W}}}default", "1")
    return style


def _heading_style(rank: int, level: HeadingLevel) -> etree._Element:
    paragraph = [
        w("keepNext") if level.font in {TITLE_FONT, BLACK_FONT} else None,
        w("numPr", w("ilvl", val=rank - 1), w("numId", val=HEADING_LIST)),
        w("spacing", before=240, after=120, line=LINE_PITCH, lineRule="exact") if level.centered else None,
        w("jc", val="center") if level.centered else None,
        w("outlineLvl", val=rank - 1),
    ]
    return _style(
        str(rank),
        f"heading {rank}",
        [part for part in paragraph if part is not None],
        [fonts(level.font), *size(level.size)],
    )


def _table_style() -> etree._Element:
    lines = (w(side, val="single", sz=4, space=0, color="auto") for side in _BORDER_SIDES)
    margins = (w(side, w=57, type="dxa") for side in ("left", "right"))
    return w(
        "style",
        w("name", val="Table Grid"),
        w("tblPr", w("tblBorders", *lines), w("tblCellMar", *margins)),
        type="table",
        styleId="a8",
    )


_BORDER_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _toc_tab() -> etree._Element:
    return w("tabs", w("tab", val="right", leader="dot", pos=8834))


def numbering(levels: Sequence[HeadingLevel], local_lists: int) -> bytes:
    """Return numbering.xml: the headings' multi-level list and *local_lists* lists that each begin anew at （一）."""
    headings = w(
        "abstractNum",
        w("multiLevelType", val="multilevel"),
        *(_number_level(index, level, str(index + 1)) for index, level in enumerate(levels)),
        abstractNumId=HEADING_LIST,
    )
    local = w(
        "abstractNum",
        w("multiLevelType", val="singleLevel"),
        _number_level(0, HeadingLevel("（%1）", CHINESE, KAI_FONT)),
        abstractNumId=LOCAL_LIST,
    )
    numbers = [w("num", w("abstractNumId", val=HEADING_LIST), numId=HEADING_LIST)]
    for number_id in range(2, 2 + local_lists):
        restart = w("lvlOverride", w("startOverride", val=1), ilvl=0)
        numbers.append(w("num", w("abstractNumId", val=LOCAL_LIST), restart, numId=number_id))
    return serialized(w("numbering", headings, local, *numbers))


def _number_level(index: int, level: HeadingLevel, style_id: str = "") -> etree._Element:
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=level.number_format),
        w("pStyle", val=style_id) if style_id else None,
        w("suff", val="space" if level.centered else "nothing"),
        w("lvlText", val=level.number_text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=0, firstLine=0 if level.centered else 640)),
        w("rPr", w("rFonts", hint="eastAsia")),
        ilvl=index,
    )


def settings() -> bytes:
    """Return settings.xml."""
    notes = (w("footnote", id=number) for number in (-1, 0))
    compatibility = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return serialized(
        w(
            "settings",
            w("zoom", percent=100),
            w("defaultTabStop", val=420),
            w("evenAndOddHeaders"),
            w("characterSpacingControl", val="compressPunctuation"),
            w("footnotePr", *notes),
            w("compat", w("spaceForUL"), w("balanceSingleByteDoubleByteWidth"), w("useFELayout"), compatibility),
        )
    )


def footer(alignment: str) -> bytes:
    """Return a footer with the page number between dashes, on the outer side of the page."""

    def run(*children: etree._Element) -> etree._Element:
        return w("r", w("rPr", fonts("宋体"), *size(28)), *children)

    indent = w("ind", **{f"{alignment}Chars": 100, alignment: 320})
    return serialized(
        w(
            "ftr",
            w(
                "p",
                w("pPr", w("pStyle", val="a4"), indent, w("jc", val=alignment)),
                run(text("— ")),
                run(w("fldChar", fldCharType="begin")),
                run(w("instrText", " PAGE ")),
                run(w("fldChar", fldCharType="separate")),
                run(text("1")),
                run(w("fldChar", fldCharType="end")),
                run(text(" —")),
            ),
        )
    )


def packed(document: bytes, footnotes: bytes, style_part: bytes, number_part: bytes, core: bytes) -> bytes:
    """Return the finished .docx.

    The entries are stored, not deflated: the bytes that deflate gives differ between builds of zlib.
    """
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            [
                ("officeDocument", "word/document.xml"),
                ("core", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": core,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships([(kind, f"{name}.xml") for name, kind in _WORD_PARTS.items()]),
        "word/styles.xml": style_part,
        "word/numbering.xml": number_part,
        "word/settings.xml": settings(),
        "word/footnotes.xml": footnotes,
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.create_system = 0  # else the operating system that builds would show in the bytes
            archive.writestr(entry, content)
    return buffer.getvalue()


_WORD_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "footer1": "footer",
    "footer2": "footer",
}
FOOTER_ODD, FOOTER_EVEN = "rId5", "rId6"  # the places of footer1 and footer2 in _WORD_PARTS


def _content_types() -> bytes:
    kinds = {f"/word/{name}.xml": f"{_MIME}.{kind}+xml" for name, kind in _WORD_PARTS.items()}
    kinds["/word/document.xml"] = f"{_MIME}.document.main+xml"
    package_kind = "application/vnd.openxmlformats-package"
    kinds["/docProps/core.xml"] = f"{package_kind}.core-properties+xml"
    root = etree.Element("Types", xmlns=f"{_PACKAGE}/content-types")
    etree.SubElement(root, "Default", Extension="rels", ContentType=f"{package_kind}.relationships+xml")
    for name, kind in kinds.items():
        etree.SubElement(root, "Override", PartName=name, ContentType=kind)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relationships(targets: Sequence[tuple[str, str]]) -> bytes:
    root = etree.Element("Relationships", xmlns=f"{_PACKAGE}/relationships")
    for number, (kind, target) in enumerate(targets, start=1):
        type_ = f"{_PACKAGE}/relationships/metadata/core-properties" if kind == "core" else f"{_OFFICE}/{kind}"
        etree.SubElement(root, "Relationship", Id=f"rId{number}", Type=type_, Target=target)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def core_properties(title: str, creator: str, created: str) -> bytes:
    """Return core.xml with the given creation time (ISO 8601, UTC)."""
    terms = "http://purl.org/dc/terms/"
    names = {"cp": f"{_PACKAGE}/metadata/core-properties", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": terms}
    names["xsi"] = "http://www.w3.org/2001/XMLSchema-instance"
    root = etree.Element(f"{{{names['cp']}}}coreProperties", nsmap=names)
    etree.SubElement(root, f"{{{names['dc']}}}title").text = title
    etree.SubElement(root, f"{{{names['dc']}}}creator").text = creator
    for tag in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{terms}}}{tag}")
        moment.set(f"{{{names['xsi']}}}type", "dcterms:W3CDTF")
        moment.text = created
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
