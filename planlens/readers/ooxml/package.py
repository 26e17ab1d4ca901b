"""The zip around a .docx: its parts as XML trees, with limits on what is unpacked (ECMA-376 Part 2)."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from planlens.model import PlanlensError
from planlens.readers.base import READ_ADVICE
from planlens.readers.compound import holds
from planlens.readers.limits import MAX_PART, MAX_TAGS, MAX_UNPACKED, megabytes, ten_thousands, too_large
from planlens.readers.ooxml.names import Element
from planlens.readers.zips import ZIP_ERRORS, is_zip, normal, open_zip, unpack

_HEAD = 200
_MAIN_PART = "word/document.xml"
_MAIN_TYPE = re.compile(rb"(?:wordprocessingml|ms-word)[\w.-]{0,60}\.main\+xml")
"""The type of a main part of Word; a workbook that holds a Word file names only the type of the whole file.

``application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml``
"""
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


_ENCODING = re.compile(r"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")  # <?xml version="1.0" encoding="UTF-8"?>
_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(le|be)?|gb2312|gbk|gb18030|big5|(us-)?ascii|iso-?8859-\d+|windows-125\d", re.IGNORECASE
)
"""Those in which a tag is seen without decoding; UTF-8 and gb2312 are usual."""


class PartError(Exception):
    """A part of the package that cannot be read; the argument says why, in Chinese."""


class PartTooLargeError(PartError):
    """A part that is beyond the limits."""


@dataclass(slots=True)
class Package:
    """An opened .docx.

    Attributes:
        archive: the zip file.
        names: the parts' names as the zip has them, by their lower-case form with forward slashes.
        targets: the main part's own parts (``styles``, ``numbering`` …) by the last word of their relationship's type.
        main: the name of the main part, normalised like the keys of *names*.
        ids: the main part's own parts by the ids of their relationships.
        left: how many bytes may still be unpacked.
    """

    archive: zipfile.ZipFile
    names: dict[str, str]
    main: str
    targets: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    left: int = 0

    def xml(self, name: str) -> Element:
        """Return the root element of a part.

        Raises:
            PartError: the part is missing, damaged, encrypted, too large or declares a document type.
            PlanlensError: as :meth:`data`.
        """
        return parse(self.data(name))

    def data(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            PartError: the part is missing, damaged, encrypted or too large.
            PlanlensError: ``too-large``: with those before it, it is more than a file may hold.
        """
        data = _unpack(self.archive, self.names.get(name, name))
        self.left -= len(data)
        if self.left < 0:
            raise too_large(f"文件解压后超过 {megabytes(MAX_UNPACKED)}")
        return data

    def related(self, kind: str) -> Element | None:
        """Return the root element of the part of this kind (``numbering``), None when the document has none.

        Raises:
            PartError: see :meth:`xml`.
        """
        target = self.targets.get(kind, posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))
        return self.xml(target) if target in self.names else None


def open_package(data: bytes) -> Package:
    """Open the bytes of a .docx.

    Raises:
        PlanlensError: ``broken-file``, ``encrypted`` or ``too-large``.
    """
    try:
        archive = open_zip(data)
    except ZIP_ERRORS:
        raise broken("压缩包不完整") from None
    package = Package(archive, {normal(name): name for name in archive.namelist()}, _MAIN_PART, left=MAX_UNPACKED)
    if any(info.flag_bits & 0x1 for info in archive.infolist()):
        raise encrypted()
    package.main = _target(package, "_rels/.rels", "officeDocument") or _MAIN_PART
    folder, base = posixpath.split(package.main)
    relations = _relations(package, posixpath.join(folder, "_rels", f"{base}.rels"))
    package.targets = {kind: target for _, kind, target in reversed(relations)}
    package.ids = {name: target for name, _, target in relations}
    return package


def looks_like_docx(data: bytes) -> bool:
    """Whether the bytes are a zip with a word-processing document in it, however damaged."""
    if not is_zip(data):
        return False
    try:
        archive = open_zip(data)
        names = {normal(name): name for name in archive.namelist()}
        if _MAIN_PART in names:
            return True
        types = _unpack(archive, names.get("[content_types].xml", ""))
        return _MAIN_TYPE.search(types) is not None
    except (*ZIP_ERRORS, PartError):
        return _MAIN_PART.encode() in data


def is_encrypted_package(data: bytes) -> bool:
    """Whether the bytes are an Office file with a password: OLE with an ``EncryptedPackage`` ([MS-OFFCRYPTO])."""
    return holds(data, "EncryptedPackage")


def broken(why: str) -> PlanlensError:
    """Return the error for a damaged file; *why* is a short Chinese clause."""
    return PlanlensError("broken-file", f"文件已损坏，无法读取（{why}）。{READ_ADVICE}")


def encrypted() -> PlanlensError:
    """Return the error for a file with a password."""
    return PlanlensError(
        "encrypted",
        "文件有密码保护，无法读取。请先取消密码：用 Word、Excel 或 WPS 打开，清除打开密码后保存，再试一次。",
    )


def _unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        info = archive.getinfo(name)
        if info.file_size > MAX_PART:
            raise PartTooLargeError(f"解压后超过 {megabytes(MAX_PART)}")
        return unpack(archive, info)
    except KeyError:
        raise PartError("缺少必要的部分") from None
    except RuntimeError as error:  # a password, or a compression method that zipfile lacks
        raise PartError("内容已加密或压缩方式不受支持") from error
    except ZIP_ERRORS as error:
        raise PartError("压缩数据损坏") from error


def parse(data: bytes) -> Element:
    """Return the root element of an XML file.

    Raises:
        PartError: it is damaged, declares a document type, or has more tags than fit into memory.
    """
    data = data.lstrip(b" \t\r\n")  # pages that fill in templates leave empty lines at the start
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").decode("latin-1")
    if not head.startswith("<"):
        raise PartError("XML 格式错误")
    named = _ENCODING.match(head)
    if named is not None and not _ENCODINGS.fullmatch(named[1]):
        raise PartError(f"编码 {named[1][:20]} 不受支持")
    if data.count(b"<") + data.count(b"=") > MAX_TAGS:
        raise PartTooLargeError(f"超过 {ten_thousands(MAX_TAGS)}个标记")
    if any(mark.encode(code) in data for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le")):
        raise PartError("含有不允许的实体定义")
    if b"http://purl.oclc.org/" in data:
        for strict, transitional in _STRICT.items():
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PartError("XML 格式错误") from error


def _relations(package: Package, rels: str) -> list[tuple[str, str, str]]:
    """Return the relations to parts of the package, none when they are damaged.

    Each has its id, the last word of its type and the normalised name of the part.
    """
    base = posixpath.dirname(posixpath.dirname(rels))
    try:
        root = package.xml(rels)
    except PartError:
        return []
    found: list[tuple[str, str, str]] = []
    for relation in root:
        target = relation.get("Target", "")
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        if relation.get("TargetMode") != "External" and target:
            path = target if target.startswith("/") else posixpath.join(base, target)
            found.append((relation.get("Id", ""), kind, normal(posixpath.normpath(path))))
    return found


def _target(package: Package, rels: str, kind: str) -> str | None:
    targets = (target for _, found, target in _relations(package, rels) if found == kind)
    target = next(targets, None)
    return target if target in package.names else None
