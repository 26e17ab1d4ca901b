"""Files of evidence on disk: read to be kept, written out to be looked at. No Qt here: it runs in a thread."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from planlens.model import PlanlensError
from planlens.project.edits.tracking import MAX_EVIDENCE

MOST_TOGETHER = 3 * MAX_EVIDENCE
"""Bytes that are read at once: all of them are in memory until they are kept."""

PROGRAMS = frozenset(
    f".{ending}"
    for ending in (
        *(
            "exe",
            "com",
            "bat",
            "cmd",
            "msi",
            "scr",
            "pif",
            "ps1",
            "vbs",
            "vbe",
            "js",
            "jse",
            "wsf",
            "hta",
            "lnk",
            "reg",
        ),
        *("jar", "sh", "py", "desktop", "app", "appimage"),
    )
)
"""Endings of files that do something when they are opened."""

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
        size = path.stat().st_size
        if size > MAX_EVIDENCE:
            raise PlanlensError("too-large", f"超过 {MAX_EVIDENCE // 1024 // 1024} MB，请压缩或拆分后再添加")
        if size > room:
            raise PlanlensError("too-large", "一次添加的文件太多，请分几次添加")
        data = path.read_bytes()
    except OSError as error:
        raise PlanlensError("unreadable", f"无法读取（{error.strerror or error}），请检查文件是否被占用") from error
    if not data:
        raise PlanlensError("empty", "文件是空的，请检查后再添加")
    return data


def is_program(name: str) -> bool:
    """Whether a file of this name would do something by itself when it is opened."""
    return Path(name.rstrip(". ")).suffix.lower() in PROGRAMS


def safe_name(name: str) -> str:
    """Return a name that every system can have for a file, with its ending kept."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).strip(" .")
    path = Path(plain)
    return (path.stem[:80] or "附件") + path.suffix[:20]


def write_copy(folder: Path, key: str, name: str, data: bytes) -> Path:
    """Write a file to look at into a folder below *folder*, read-only: changes of it would not be kept.

    Raises:
        PlanlensError: ``not-written``.
    """
    path = folder / key / safe_name(name)
    try:
        if path.is_file() and path.stat().st_size == len(data):  # perhaps still open in its viewer
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(stat.S_IREAD)
    except OSError as error:
        why = error.strerror or str(error)
        message = f"无法写入临时文件 {path}（{why}）。请检查磁盘空间，或用“另存”保存到别处。"
        raise PlanlensError("not-written", message) from error
    return path


def size_text(size: int) -> str:
    """Return a number of bytes in words: ``12 KB``, ``3.4 MB``."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
