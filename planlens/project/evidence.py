"""Files of evidence on disk: read to be kept, written out to be looked at. No Qt here: it runs in a thread."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from planlens.model import PlanlensError
from planlens.model.file_errors import must_be_file, reason
from planlens.project.edits.tracking import MAX_EVIDENCE

MOST_TOGETHER = 3 * MAX_EVIDENCE
"""Bytes that are read at once: all of them are in memory until they are kept."""

VIEWED = frozenset(
    f".{ending}"
    for ending in [
        "pdf",
        "ofd",
        "txt",
        "csv",
        "md",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "wps",
        "wpt",
        "et",
        "dps",
        "rtf",
        "odt",
        "ods",
        "odp",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "bmp",
        "tif",
        "tiff",
        "webp",
        "heic",
        "mp4",
        "m4v",
        "mov",
        "avi",
        "wmv",
        "mp3",
        "m4a",
        "wav",
        "wma",
        "amr",
        "zip",
        "rar",
        "7z",
    ]
)
"""Endings of files that are only looked at: all others may be programs, links or scripts, and are never opened."""

_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
"""Names that are devices on Windows, with any ending: ``CON``, ``nul.txt``."""
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
"""Characters that a system refuses in names, or that turn a name around on the screen: ``a\u202ecod.exe``."""

Report = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """What was read: names with bytes, and why some files were not, in Chinese."""

    files: tuple[tuple[str, bytes], ...]
    refused: tuple[str, ...] = ()


def read_files(paths: Sequence[Path], known: Collection[str], report: Report) -> ReadFiles:
    """Read files to be kept as evidence.

    Args:
        paths: what the user chose or dropped.
        known: SHA-256 of the files that the task has already; they are not read again.
        report: told how far it is; may raise to cancel.
    """
    files: list[tuple[str, bytes]] = []
    refused: list[str] = []
    seen, total = set(known), 0
    for count, path in enumerate(paths):
        report(count / len(paths), f"读取 {path.name}")
        try:
            data = _read(path, MOST_TOGETHER - total)
        except PlanlensError as error:
            refused.append(f"{path.name}：{error.message}")
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest in seen:
            refused.append(f"{path.name}：这项任务已有内容相同的文件")
            continue
        seen.add(digest)
        total += len(data)
        files.append((path.name, data))
    return ReadFiles(tuple(files), tuple(refused))


def _read(path: Path, room: int) -> bytes:
    if path.is_dir():
        raise PlanlensError("is-folder", "不能添加文件夹，请先压缩成一个文件")
    try:
        must_be_file(path)
        size = path.stat().st_size
        if size > MAX_EVIDENCE:
            raise PlanlensError("too-large", f"超过 {MAX_EVIDENCE // 1024 // 1024} MB，请压缩或拆分后再添加")
        if size > room:
            raise PlanlensError("too-large", "一次添加的文件太多，请分几次添加")
        data = path.read_bytes()
    except OSError as error:
        raise PlanlensError("unreadable", f"无法读取（{reason(error)}），请检查文件是否被占用") from error
    if not data:
        raise PlanlensError("empty", "文件是空的，请检查后再添加")
    return data


def is_viewed(name: str) -> bool:
    """Whether a file of this name is only looked at when it is opened, and does nothing by itself."""
    return Path(safe_name(name)).suffix.lower() in VIEWED


def safe_name(name: str) -> str:
    """Return a name that every system can have for a file, in one folder, with its ending kept."""
    path = Path(_UNSAFE.sub("_", name).strip(" .") or "附件")
    plain = f"{_shortened(path.stem.rstrip(' .'), 180) or '附件'}{_shortened(path.suffix, 40)}"
    return f"_{plain}" if _DEVICES.fullmatch(plain) else plain


def _shortened(text: str, size: int) -> str:
    """Return a text of at most *size* bytes in UTF-8: a name may have 255."""
    return text.encode()[:size].decode("utf-8", "ignore")


def write_copy(folder: Path, name: str, data: bytes) -> Path:
    """Write a file to look at into a folder below *folder*, read-only: changes of it would not be kept.

    Raises:
        PlanlensError: ``not-written``.
    """
    path = folder / hashlib.sha256(data).hexdigest()[:16] / safe_name(name)
    try:
        if path.is_file() and path.stat().st_size == len(data):  # perhaps still open in its viewer
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(stat.S_IREAD)
    except OSError as error:
        message = f"无法写入临时文件 {path}（{reason(error)}）。请检查磁盘空间，或用“另存”保存到别处。"
        raise PlanlensError("not-written", message) from error
    return path


def size_text(size: int) -> str:
    """Return a number of bytes in words: ``12 KB``, ``3.4 MB``."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
