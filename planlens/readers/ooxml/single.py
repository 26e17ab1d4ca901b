"""Word documents in one XML file, turned into a package: Flat OPC and the XML of Word 2003 (WordprocessingML 1).

Office systems fill in templates of both kinds and call the result .doc.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from planlens.readers.limits import MAX_PART, megabytes, too_large
from planlens.readers.ooxml.names import Element
from planlens.readers.ooxml.package import PartError, parse
from planlens.readers.ooxml.word2003 import NAMESPACE, parts_of

PACKAGE = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_PKG = f"{{{PACKAGE.decode()}}}"
_HEAD = 4096
_BINARY = re.compile(rb"(<(?:[\w.-]+:)?bin(?:ary)?Data\b[^<>]*>)[^<]*")
"""``<w:binData w:name="a.png">iVBORw0K…``: pictures and other binary parts, which are most of such a
file and are not looked at."""


def is_single_xml(data: bytes) -> bool:
    """Whether the bytes are a Word document in one XML file; NUL bytes are dropped, so that UTF-16 is seen as well."""
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").lstrip()
    return start.startswith(b"<") and (PACKAGE in start or NAMESPACE.encode() in start)


def packed(data: bytes) -> bytes:
    """Return the document as a .docx without its pictures and other binary parts.

    Raises:
        PartError: the file is damaged or declares a document type.
        PlanlensError: ``too-large``.
    """
    text = _BINARY.sub(rb"\1", data)
    if len(text) > MAX_PART:
        raise too_large(f"文件不计图片仍超过 {megabytes(MAX_PART)}")
    root = parse(text)
    if root.tag == _PKG + "package":
        return _zipped(_flat_parts(root))
    return _zipped(parts_of(root))


def _flat_parts(root: Element) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    for part in root.iterchildren(_PKG + "part"):
        name = part.get(_PKG + "name", "").lstrip("/")
        xml = part.find(_PKG + "xmlData")
        if xml is not None and len(xml):
            parts[name] = etree.tostring(xml[0], encoding="UTF-8")
    return parts


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    if not parts:
        raise PartError("其中没有 Word 正文")
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return buffer.getvalue()
