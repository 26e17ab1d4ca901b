"""Builds small .docx files from snippets of WordprocessingML, so that a test shows only the XML it is about."""

from __future__ import annotations

import io
import zipfile

from planlens.model import Document
from planlens.readers.docx import READER

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CHUNK = '<w:altChunk r:id="c"/>'
"""The place of an embedded file."""
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/>{{}}</Types>'
)


def docx(body: str, raw: dict[str, bytes] | None = None, **inner: str) -> bytes:
    """Return the bytes of a .docx.

    Args:
        body: the inner XML of the body.
        raw: whole parts by their names in the zip; they replace those built here.
        inner: the inner XML of other parts (``numbering``, ``styles``, ``settings``, ``footnotes``, ``endnotes``).
    """
    used = {name: xml for name, xml in inner.items() if xml}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"/>'
        for name in used
    )
    parts = {
        "[Content_Types].xml": TYPES.format(overrides).encode(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in used}),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        **{f"word/{name}.xml": part(name, xml) for name, xml in used.items()},
        **(raw or {}),
    }
    return zipped(parts)


def composed(chunk: bytes, body: str = CHUNK, *, mode: str = "Internal") -> bytes:
    """A .docx with a file embedded in it, whose relationship has the id c."""
    relation = f'<Relationship Id="c" Type="{OFFICE}/aFChunk" Target="/word/chunk.bin" TargetMode="{mode}"/>'
    names = f'{NAMESPACES} xmlns:r="{OFFICE}"'
    main = f'<?xml version="1.0" encoding="UTF-8"?><w:document {names}><w:body>{body}</w:body></w:document>'
    parts = {
        "word/document.xml": main.encode(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'.encode(),
        "word/chunk.bin": chunk,
    }
    return docx("", parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return the bytes of a zip with these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def part(root: str, inner: str) -> bytes:
    """Return a part with this root element (local name) and inner XML."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'.encode()


def _relations(targets: dict[str, str]) -> bytes:
    items = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{RELATIONS}">{items}</Relationships>'.encode()


def read(body: str, **parts: str) -> Document:
    """Build a .docx and read it."""
    return READER.read(docx(body, None, **parts), "试.docx")


def lines(body: str, **parts: str) -> list[str]:
    """Build a .docx, read it and return the texts of its blocks."""
    document = read(body, **parts)
    return [block.span.of(document.text) for block in document.blocks]


def p(text: str = "", properties: str = "") -> str:
    """Return a paragraph; *properties* is the inner XML of ``w:pPr``."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run; *properties* is the inner XML of ``w:rPr``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, num: int, level: int = 0) -> str:
    """Return a paragraph with direct numbering."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def lvl(level: int, text: str, number_format: str = "decimal", extra: str = "", start: int = 1) -> str:
    """Return a list level; *extra* is inner XML (``<w:isLgl/>``)."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, extra: str = "") -> str:
    """Return a list definition; *extra* stands before its levels."""
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_number: int, overrides: str = "") -> str:
    """Return a list that uses a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{overrides}</w:num>'


def style(style_id: str, properties: str = "", *, name: str = "", based_on: str = "", extra: str = "") -> str:
    """Return a paragraph style; *properties* is the inner XML of its ``w:pPr``."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name or style_id}"/>{base}'
        f"<w:pPr>{properties}</w:pPr>{extra}</w:style>"
    )


def styled(text: str, style_id: str, properties: str = "") -> str:
    """Return a paragraph with a style."""
    return p(text, f'<w:pStyle w:val="{style_id}"/>{properties}')


def table(*rows: str) -> str:
    """Return a table of rows made by :func:`row`."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a table row of cells made by :func:`cell`, or of plain texts."""
    inner = "".join(item if item.startswith("<w:") else cell(item) for item in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    """Return a table cell; *text* is its text, or its XML when it begins with a tag."""
    inner = text if text.startswith("<") else p(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"
