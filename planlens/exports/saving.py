"""Writes a file so that either the whole new content is there afterwards or the old one still is."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from planlens.model import PlanlensError
from planlens.model.file_errors import is_too_long, reason
from planlens.project.files import is_project
from planlens.project.lock import beside, put_in_place, swept

_CODES = {
    errno.ENOSPC: "disk-full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "disk-full",
    errno.EROFS: "read-only",
}


def save(path: Path, content: Callable[[], bytes]) -> None:
    """Write *content* to *path* through a temporary file in the same folder.

    Args:
        path: the file; links are followed, an older file is replaced.
        content: makes the bytes; called only once the place has been checked.

    Raises:
        PlanlensError: the folder is missing, the file is read-only, open in another program or not permitted,
            the disk is full. Whatever fails, an older file stays as it was and no temporary file is left.
    """
    try:
        target = path.resolve() if path.is_symlink() else path
        _check(target)
        _replace(target, content())
    except OSError as error:
        raise _explained(error, path) from error


def _check(path: Path) -> None:
    if path.is_dir():
        raise PlanlensError("is-folder", f"这是文件夹，不是文件：{path}。请在后面加上文件名。")
    if not path.parent.is_dir():
        raise PlanlensError("folder-missing", f"文件夹不存在：{path.parent}。请先建好文件夹，或换一个位置。")
    if path.exists() and not path.is_file():
        raise PlanlensError("not-a-file", f"这是设备或管道，不是普通文件：{path}。请换一个文件名。")
    if is_project(path):
        raise PlanlensError("is-project", f"这是项目文件，不能用导出的内容替换：{path}。请换一个文件名。")
    if path.exists() and not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise PlanlensError("read-only", f"文件是只读的：{path}。请取消“只读”属性，或换一个文件名再试。")


def _replace(path: Path, content: bytes) -> None:
    swept(path.parent)
    temporary = beside(path)
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _explained(error: OSError, path: Path) -> PlanlensError:
    if isinstance(error, PermissionError):
        if path.exists():
            message = f"不能写入文件：{path}。它可能正在 Excel、Word 或 WPS 中打开，请关闭后再试；或换一个文件名。"
            return PlanlensError("file-locked", message)
        return PlanlensError("no-permission", f"没有权限在此文件夹中写入：{path.parent}。请换一个文件夹再试。")
    if is_too_long(error):
        return PlanlensError("name-too-long", f"文件名或路径太长：{path}。请缩短后再试，或换一个上级文件夹。")
    code = _CODES.get(error.errno or 0, "not-written")
    advice = "请清理磁盘，或换一个位置再试" if code == "disk-full" else "请换一个文件夹或位置再试"
    return PlanlensError(code, f"未能写入文件：{path}（{reason(error)}）。{advice}。")
