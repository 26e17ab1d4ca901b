"""Rich Text Format (.rtf) as Word, WPS and LibreOffice write it."""

from __future__ import annotations

import re

from planlens.model import Document, PlanlensError
from planlens.readers.base import Reader, assemble, source_of
from planlens.readers.rtfs.charsets import Decoder, is_double
from planlens.readers.rtfs.control_words import machine_for
from planlens.readers.rtfs.machine import Machine
from planlens.readers.rtfs.tokens import Tokens
from planlens.readers.word.counting import NoLists
from planlens.readers.word.flow import read_flow

_START = b"{\\rtf"
_HEAD = 4096
_PAGE = re.compile(rb"\\ansicpg([0-9]{1,5})")  # \ansicpg936
_OLD_PAGE = re.compile(rb"\\(mac|pca?)(?![a-z])")  # \mac
_OLD_PAGES = {b"mac": 10000, b"pc": 437, b"pca": 850}


def accepts(data: bytes) -> bool:
    """Whether the bytes are RTF, also a damaged one."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_START)


def read(data: bytes, name: str) -> Document:
    """Read an .rtf.

    Automatic numbers are those that the file has written out (``listtext``). Otherwise it gives what the same document
    saved as .docx gives: note marks in the text, the notes' texts at the end, tracked changes read as if accepted,
    headers, footers and comments left out; links, pictures and embedded objects are never looked at.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``too-large`` or ``too-deep``.
    """
    page = _page(data[:_HEAD])
    decoder = Decoder(page)
    machine = machine_for(Tokens(data, double=is_double(page)), decoder)
    body = machine.read()
    try:
        paragraphs = read_flow(NoLists(), body, machine.notes.in_order())
    except RecursionError:
        raise PlanlensError("too-deep", "文件中的表格或文本框嵌套过深，无法读取。请拆分嵌套的表格后再试。") from None
    return assemble(source_of(data, name, "rtf"), paragraphs, _warnings(machine))


def _page(head: bytes) -> int | None:
    named = _PAGE.search(head)
    if named:
        return int(named[1]) or None
    old = _OLD_PAGE.search(head)
    return _OLD_PAGES[old[1]] if old else None


def _warnings(machine: Machine) -> list[str]:
    warnings = []
    if not machine.complete:
        warnings.append("文件不完整，末尾的内容可能缺失，请与原文核对。")
    if machine.listed and not machine.numbers:
        warnings.append("文件中的自动编号没有写成文字，编号未能读出。请用 Word 或 WPS 另存为 .docx 后再试。")
    if machine.decoder.broken:
        warnings.append(f"有 {machine.decoder.broken} 处文字无法识别，已用“\ufffd”代替，请与原文核对。")
    return warnings


READER = Reader(format="rtf", label="RTF 文档", extensions=(".rtf",), accepts=accepts, read=read)
