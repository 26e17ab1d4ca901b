"""Files that units returned: found in folders and zips, and their tables read; nothing is compared here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from planlens.model import PlanlensError
from planlens.model.file_errors import must_be_file, reason

if TYPE_CHECKING:
    from planlens.exchange.books import Book

Report = Callable[[float, str], None]
ReadBooks = Callable[[Path, Report], "list[tuple[str, Book | str]]"]
"""Reads a file that came back, or all files of a zip: names with the tables, or with the reason why there are none."""

_TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".docx", ".doc", ".wps", ".csv", ".pdf", ".ofd", ".html", ".htm"})


def _unheard(fraction: float, text: str) -> None:
    del fraction, text


def returned_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files that were returned: those given, and those in folders that can hold a table.

    Raises:
        PlanlensError: ``file-missing``, or there is none.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(item for item in path.rglob("*") if _may_hold_a_table(item))
            found |= dict.fromkeys(inside)
        elif path.exists():
            found[path] = None
        else:
            raise PlanlensError("file-missing", f"找不到文件：{path}。请检查路径后再试。")
    if not found:
        raise PlanlensError("nothing-returned", "没有找到可以收取的文件。请选择单位报回的 Excel、Word 或 zip 文件。")
    return [*found]


def _may_hold_a_table(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))
    return path.is_file() and not hidden and path.suffix.lower() in _TABLES | {".zip"}


def read_books(path: Path, report: Report = _unheard) -> list[tuple[str, Book | str]]:
    """Return the tables of a returned file, or of all files in a zip; what cannot be read with the reason.

    Raises:
        PlanlensError: the file cannot be opened.
    """
    report(0.0, f"读取 {path.name}")
    try:
        must_be_file(path)
        data = path.read_bytes()
    except OSError as error:
        raise PlanlensError("unreadable", f"无法读取 {path.name}：{reason(error)}。") from error
    if path.suffix.lower() == ".zip":
        return [_reported(name, inner, report) for name, inner in _unzipped(path.name, data)]
    return [(path.name, _book(path.name, data))]


def _reported(name: str, data: bytes, report: Report) -> tuple[str, Book | str]:
    report(0.0, f"读取 {name}")
    return name, _book(name, data)


def _book(name: str, data: bytes) -> Book | str:
    from planlens.exchange import grids
    from planlens.readers import read_bytes, xls, zips

    try:
        if xls.accepts(data):
            book = xls.read_book(data, hidden=True)
            return grids.read_cells(name, [(sheet.name, sheet.cells, sheet.merges) for sheet in book.sheets])
        if zips.is_zip(data) and any(part.startswith("xl/") for part in zips.names_in(data) or ()):
            zips.check_unpacked(data)
            return grids.read_workbook(name, data)
        return grids.read_document(name, read_bytes(data, name))
    except PlanlensError as error:
        return error.message


def _unzipped(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files in a zip that can hold a table."""
    from planlens.readers import zips

    try:
        archive = zips.open_zip(data)
        for info in archive.infolist():
            inner = PurePosixPath(_zip_name(info.filename, info.flag_bits).replace("\\", "/"))
            wanted = inner.suffix.lower() in _TABLES and not inner.name.startswith((".", "~$"))
            if wanted and not info.is_dir():
                yield f"{name}/{inner.name}", zips.unpack(archive, info)
    except RuntimeError as error:
        raise PlanlensError("encrypted", f"压缩包有密码：{name}。请解压后再收取。") from error
    except zips.ZIP_ERRORS as error:
        raise PlanlensError("broken-zip", f"压缩包已损坏：{name}。请单位重新发送，或解压后再收取。") from error


def _zip_name(name: str, flags: int) -> str:
    """Return a name in a zip made by a Chinese Windows, which writes GBK and does not say so."""
    if flags & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
