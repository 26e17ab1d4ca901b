"""The kinds of .docx that offices have: strict, templates, with macros, as WPS writes them."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx_builder import MAIN_TYPE, abstract, docx, item, lvl, num, p, r, styled, zipped
from docx_seeds import everything

from planlens.model import Document
from planlens.readers import all_readers
from planlens.readers.docx import READER

STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "http://purl.oclc.org/ooxml/officeDocument/math",
}


def rewritten(data: bytes, changes: dict[str, str]) -> bytes:
    """Return a package with texts replaced in all of its parts."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            for old, new in changes.items():
                text = text.replace(old, new)
            parts[name] = text.encode()
    return zipped(parts)


def blocks(document: Document) -> list[tuple[str, int | None, str]]:
    return [(block.span.of(document.text), block.style_level, block.number) for block in document.blocks]


def test_a_strict_document_is_read_as_a_transitional_one() -> None:
    data = everything()
    strict = rewritten(data, STRICT)
    assert strict != data
    assert blocks(READER.read(strict, "x")) == blocks(READER.read(data, "x"))


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_files_with_macros(kind: str) -> None:
    data = rewritten(docx(p("甲")), {MAIN_TYPE: kind})
    assert next(reader.format for reader in all_readers() if reader.accepts(data)) == "docx"
    assert READER.read(data, "x.dotx").text == "甲"


def test_a_document_as_wps_writes_it() -> None:
    """WPS numbers with japaneseCounting, names its styles by numbers and adds parts and attributes of its own."""
    lists = abstract(0, lvl(0, "%1、", "japaneseCounting"), lvl(1, "（%2）", "japaneseCounting")) + num(1, 0)
    styles = (
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    body = (
        styled("总体要求", "2", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + item("指导思想", 1, 1)
        + f'<w:p w14:paraId="1" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">{r("甲")}'
        + r("乙", '<w:rFonts w:hint="eastAsia"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>')
        + '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/></w:p>'
    )
    own = {
        "docProps/custom.xml": b"<Properties/>",
        "customXml/item1.xml": b"<s:customData xmlns:s='http://www.wps.cn/'/>",
    }
    document = READER.read(docx(body, own, numbering=lists, styles=styles), "x.docx")
    assert blocks(document) == [("一、总体要求", 1, "一、"), ("（一）指导思想", None, "（一）"), ("甲乙", None, "")]
