"""File formats: every module here that has a ``READER`` is one, found by itself and picked by a file's first bytes."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from planlens.model import Document, PlanlensError
from planlens.readers.base import READ_ADVICE, Reader, source_of
from planlens.readers.txt import text_document
from planlens.readers.unsupported import advice_for
from planlens.readers.web.document import fragment_document

MAX_BYTES = 200 * 1024 * 1024
"""Larger files are refused: the longest plans with pictures stay below 100 MB."""


@cache
def all_readers() -> tuple[Reader, ...]:
    """Return every reader in this package; the plain-text reader, which accepts the most, comes last."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    readers = [module.READER for module in modules if hasattr(module, "READER")]
    return tuple(sorted(readers, key=lambda reader: (reader.format == "txt", reader.format)))


def read_document(path: Path) -> Document:
    """Read a file of any known format.

    Args:
        path: the file; its format is told from its content, not from its name.

    Raises:
        PlanlensError: the file is missing, unreadable, too large, empty, damaged, encrypted, or in no format that
            planlens reads; for well-known formats (``unsupported-…``) the message says how to convert the file.
    """
    data = _bytes_of(path)
    for reader in all_readers():
        if reader.accepts(data):
            document = reader.read(data, path.name)
            if not document.blocks:
                raise PlanlensError("no-text", f"文件中没有文字（可能是扫描件或图片）：{path.name}。{READ_ADVICE}")
            return document
    advice = advice_for(data)
    if advice is not None:
        raise PlanlensError(advice.code, f"{path.name}：{advice.message}")
    known = "、".join(f"{reader.label}（{' '.join(reader.extensions)}）" for reader in all_readers())
    raise PlanlensError("unknown-format", f"无法识别文件格式：{path.name}。目前支持：{known}。{READ_ADVICE}")


def read_text(text: str, name: str) -> Document:
    """Read text that was pasted, as the text file *name* of the same content would be read.

    Raises:
        PlanlensError: ``no-text`` or ``too-large``.
    """
    data = pasted_bytes(text)
    return _pasted(text_document(data.decode("utf-8"), source_of(data, name, "txt")))


def read_rich_text(html: str, name: str) -> Document:
    """Read rich text that was pasted: the HTML that browsers, Word and WPS put on the clipboard, all of it.

    Args:
        html: the HTML, also with the header that Windows puts before it (``Version:0.9 StartHTML:…``).
        name: the name that the document is to have.

    Raises:
        PlanlensError: ``no-text``, ``too-large`` or ``too-deep``.
    """
    data = pasted_bytes(html)
    return _pasted(fragment_document(data.decode("utf-8"), source_of(data, name, "html")))


def pasted_bytes(content: str) -> bytes:
    """Return what is kept of pasted text or HTML: its characters in UTF-8, those that are none replaced.

    Raises:
        PlanlensError: ``too-large``.
    """
    data = content.encode("utf-8", errors="replace")
    if len(data) > MAX_BYTES:
        raise PlanlensError("too-large", f"粘贴的内容超过 {MAX_BYTES // 1024 // 1024} MB。请分几次粘贴。")
    return data


def _pasted(document: Document) -> Document:
    if not document.blocks:
        raise PlanlensError("no-text", "剪贴板中没有文字。请先在文档或网页中选中文字并复制，再粘贴。")
    return document


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise PlanlensError("is-folder", f"这是文件夹，不是文件：{path}。请选择其中的一个文件。")
        if path.stat().st_size > MAX_BYTES:
            raise PlanlensError(
                "too-large", f"文件超过 {MAX_BYTES // 1024 // 1024} MB：{path.name}。请删去图片或拆分后再试。"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise PlanlensError("file-missing", f"找不到文件：{path}。请检查路径和文件名。") from None
    except PermissionError:
        raise PlanlensError(
            "no-permission", f"没有权限读取文件：{path}。请关闭正在使用它的程序，或复制到其他文件夹再试。"
        ) from None
    except OSError as error:
        raise PlanlensError(
            "unreadable", f"无法读取文件：{path}（{error.strerror}）。请复制到本机磁盘后再试。"
        ) from None
    if not data.strip(b"\x00 \r\n\t"):
        raise PlanlensError("empty-file", f"文件是空的：{path.name}。请确认选对了文件。")
    return data
