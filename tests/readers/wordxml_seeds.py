"""Seed files of Word documents in one XML file: Word 2003's and Flat OPC."""

from __future__ import annotations

import io
import zipfile

from docx_seeds import everything

FORMAT = "wordxml"
OLD = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:st1="urn:schemas-microsoft-com:office:smarttags" xml:space="preserve"'
)
LISTS = (
    '<w:lists><w:listDef w:listDefId="4"><w:plt w:val="HybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/><w:suff w:val="Nothing"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlText w:val="%2."/></w:lvl></w:listDef>'
    '<w:list w:ilfo="1"><w:ilst w:val="4"/></w:list></w:lists>'
)


def word2003(body: str, *, lists: str = LISTS, styles: str = "") -> bytes:
    """Return a document of Word 2003 with this inner XML of its section."""
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    inner = f"{lists}<w:styles>{styles}</w:styles><w:body><wx:sect>{body}<w:sectPr/></wx:sect></w:body>"
    return f"{head}<w:wordDocument {OLD}>{inner}</w:wordDocument>".encode()


def p(text: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str, level: int = 0) -> str:
    """Return a paragraph of the list."""
    hint = '<wx:t wx:val="?"/>'
    return p(text, f'<w:listPr><w:ilvl w:val="{level}"/><w:ilfo w:val="1"/>{hint}</w:listPr>')


def flat(docx: bytes) -> bytes:
    """Return a .docx in one XML file, as Word saves it as “Word XML document”."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in archive.namelist():
            xml = archive.read(name).decode().partition("?>")[2] or archive.read(name).decode()
            parts.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>')
    picture = '<pkg:part pkg:name="/word/a.png"><pkg:binaryData>QUJD</pkg:binaryData></pkg:part>'
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return f'<?xml version="1.0"?><pkg:package {space}>{"".join(parts)}{picture}</pkg:package>'.encode()


def seeds() -> list[bytes]:
    """Return one file of each kind."""
    note = (
        "<w:p><w:r><w:t>注</w:t></w:r><w:r><w:footnote><w:p><w:r><w:t>说明</w:t></w:r></w:p></w:footnote></w:r></w:p>"
    )
    table = f'<w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val="restart"/></w:tcPr>{p("甲")}</w:tc></w:tr></w:tbl>'
    change = (
        '<w:p><aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>新</w:t></w:r></aml:content>'
        "</aml:annotation></w:p>"
    )
    return [word2003(item("总则") + item("目标", 1) + note + table + change), flat(everything())]
