"""The zip around a Word file's parts, and the parts that are alike in all samples: settings, footers, relationships.

Every part is written the same way each time, so the same source gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO

from lxml import etree

from word.elements import Element, fonts, serialized, size, text, w

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The oldest moment a zip entry can bear; a real one would change the bytes at every build.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)

_WORD_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "footer1": "footer",
    "footer2": "footer",
}
FOOTER_ODD, FOOTER_EVEN = "rId5", "rId6"  # the places of footer1 and footer2 in _WORD_PARTS


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
        "word/settings.xml": _settings(),
        "word/footnotes.xml": footnotes,
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.create_system = 0  # else the operating system that builds would show in the bytes
            archive.writestr(entry, content)
    return buffer.getvalue()


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


def _settings() -> bytes:
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


def _footer(alignment: str) -> bytes:
    """Return a footer with the page number between dashes, on the outer side of the page."""

    def run(*children: Element) -> Element:
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
