"""The document in an opened package (.docx, or what another file was turned into)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import chain

from planlens.model import Document, PlanlensError, Source
from planlens.readers.base import assemble
from planlens.readers.limits import MAX_EMBEDDED, too_large
from planlens.readers.ooxml.body import BodyReader
from planlens.readers.ooxml.names import Element, W
from planlens.readers.ooxml.notes import note_kind
from planlens.readers.ooxml.numbering import Numbering
from planlens.readers.ooxml.package import Package, PartError, PartTooLargeError, broken
from planlens.readers.ooxml.styles import Styles
from planlens.readers.word.notes import ENDNOTE, FOOTNOTE, NoteKind

_DAMAGED = {
    "styles": "样式定义已损坏，标题级别未能读出。",
    "numbering": "自动编号的定义已损坏，编号未能读出。",
    "footnotes": "脚注已损坏，脚注内容未能读出。",
    "endnotes": "尾注已损坏，尾注内容未能读出。",
    "settings": "文档设置已损坏，脚注编号的格式可能与原文不同。",
}


def package_document(package: Package, source: Source, embedded: Callable[[bytes], Document | None]) -> Document:
    """Read a package.

    Automatic numbers stand at the start of their paragraphs as Word prints them, note marks in the text, the notes'
    texts at the end. Tracked changes are read as if accepted. Headers, footers and comments are left out.

    Args:
        package: the package.
        source: the file that it is or was made of.
        embedded: reads a file that is embedded in it, None where that is not possible; their size
            together is limited.

    Raises:
        PlanlensError: ``broken-file``, ``too-large`` or ``too-deep``.
    """
    try:
        root = package.xml(package.main)
    except PartTooLargeError as error:
        raise too_large(f"正文{error}") from error
    except PartError as error:
        raise broken(f"正文{error}") from error
    body = root.find(W + "body")
    if root.tag != W + "document" or body is None:
        raise broken("其中没有 Word 正文")
    warnings: list[str] = []
    reader = _reader(package, body, warnings)
    reader.embedded = _chunks(package, embedded)
    try:
        reader.read(body)
    except RecursionError:
        raise PlanlensError("too-deep", "文件中的表格或文本框嵌套过深，无法读取。请拆分嵌套的表格后再试。") from None
    return assemble(source, reader.writer.paragraphs, chain(warnings, reader.warnings))


def _reader(package: Package, body: Element, warnings: list[str]) -> BodyReader:
    styles = Styles(_part(package, "styles", warnings))
    numbering = Numbering(_part(package, "numbering", warnings), styles.list_styles())
    sections = list(body.iter(W + "sectPr"))
    settings = _part(package, "settings", warnings)
    notes: dict[str, NoteKind[Element]] = {}
    for kind in (FOOTNOTE, ENDNOTE):
        notes[kind] = note_kind(kind, _part(package, f"{kind}s", warnings), [*sections, settings])
    return BodyReader(styles, numbering, notes)


def _chunks(package: Package, embedded: Callable[[bytes], Document | None]) -> Callable[[str], Document | None]:
    """Return what reads the embedded file with a relationship id, each once; beyond a limit, it reads no more."""
    left = MAX_EMBEDDED

    @cache
    def read_part(name: str) -> Document | None:
        nonlocal left
        try:
            data = package.data(name)
        except PartError:
            return None
        left -= len(data)
        return embedded(data) if left >= 0 else None

    return lambda relation: read_part(package.ids[relation]) if relation in package.ids else None


def _part(package: Package, kind: str, warnings: list[str]) -> Element | None:
    try:
        return package.related(kind)
    except PartError:
        warnings.append(_DAMAGED[kind])
        return None
