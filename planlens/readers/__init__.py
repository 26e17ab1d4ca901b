"""File formats: every module here that has a ``READER`` is one, found by itself and picked by a file's first bytes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache
from itertools import count
from pathlib import Path

from planlens.model import Document, PlanlensError
from planlens.model.file_errors import must_be_file, reason
from planlens.readers.base import READ_ADVICE, Reader
from planlens.readers.limits import MAX_BYTES, megabytes
from planlens.readers.recognition import Picture, SeenText, find_recogniser
from planlens.readers.unsupported import advice_for


@cache
def all_readers() -> tuple[Reader, ...]:
    """Return every reader in this package; those of plain text, which decode all of it, come last."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    readers = [module.READER for module in modules if hasattr(module, "READER")]
    return tuple(sorted(readers, key=lambda reader: (reader.format == "txt", reader.may_be is not None, reader.format)))


def read_document(path: Path, report: Callable[[int], None] = lambda number: None) -> Document:
    """Read a file of any known format; where a recogniser is installed, pictures of pages are read as well.

    Args:
        path: the file; its format is told from its content, not from its name, but for Markdown with few marks.
        report: called before each page that is recognised, with how many have been; may raise to cancel.

    Raises:
        PlanlensError: the file is missing, unreadable, too large, empty, damaged, encrypted, or in no format that
            planlens reads; for well-known formats (``unsupported-…``) the message says how to convert the file.
    """
    return read_bytes(_bytes_of(path), path.name, report)


def read_bytes(data: bytes, name: str, report: Callable[[int], None] = lambda number: None) -> Document:
    """Read the bytes of a file of this name, as :func:`read_document` does.

    Raises:
        PlanlensError: as :func:`read_document`.
    """
    name = _printable(name)
    reader = reader_of(data, name)
    if reader is not None:
        document = _read(reader, data, name, report)
        if not document.blocks:
            raise PlanlensError("no-text", f"文件中没有文字（可能是扫描件或图片）：{name}。{READ_ADVICE}")
        return document
    advice = advice_for(data)
    if advice is not None:
        raise PlanlensError(advice.code, f"{name}：{advice.message}")
    known = "、".join(f"{reader.label}（{' '.join(reader.extensions)}）" for reader in all_readers())
    raise PlanlensError("unknown-format", f"无法识别文件格式：{name}。目前支持：{known}。{READ_ADVICE}")


def reader_of(data: bytes, name: str = "") -> Reader | None:
    """Return the reader of a file with these bytes, None if there is none.

    The name counts only for formats whose bytes cannot tell them from plain text (Markdown with few marks).
    """
    named = (
        r for r in all_readers() if r.may_be is not None and name.lower().endswith(r.extensions) and r.may_be(data)
    )
    return next(named, None) or next((reader for reader in all_readers() if reader.accepts(data)), None)


def _printable(name: str) -> str:
    """Return a file's name in characters that can be written; bytes that stand for none become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read(reader: Reader, data: bytes, name: str, report: Callable[[int], None]) -> Document:
    if reader.compose is not None:
        return reader.compose(data, name, _embedded)
    recogniser = find_recogniser() if reader.recognise is not None else None
    if reader.recognise is None or recogniser is None:
        return reader.read(data, name)
    done = count()

    def reported(picture: Picture) -> Sequence[SeenText]:
        report(next(done))
        return recogniser(picture)

    return reader.recognise(data, name, reported)


def _embedded(data: bytes) -> Document | None:
    """Read a file that is embedded in another; what is embedded in it in turn, or only pictured, is not read."""
    try:
        reader = reader_of(data)
        return reader.read(data, "") if reader is not None else None
    except PlanlensError:
        return None


def _bytes_of(path: Path) -> bytes:
    try:
        must_be_file(path)
        if path.stat().st_size > MAX_BYTES:
            raise PlanlensError("too-large", f"文件超过 {megabytes(MAX_BYTES)}：{path.name}。请删去图片或拆分后再试。")
        data = path.read_bytes()
    except FileNotFoundError:
        raise PlanlensError("file-missing", f"找不到文件：{path}。请检查路径和文件名。") from None
    except PermissionError:
        raise PlanlensError(
            "no-permission", f"没有权限读取文件：{path}。请关闭正在使用它的程序，或复制到其他文件夹再试。"
        ) from None
    except OSError as error:
        raise PlanlensError(
            "unreadable", f"无法读取文件：{path}（{reason(error)}）。请复制到本机磁盘后再试。"
        ) from None
    if not data.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):  # nor marks of an encoding
        raise PlanlensError("empty-file", f"文件是空的：{path.name}。请确认选对了文件。")
    return data
