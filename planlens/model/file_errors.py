"""What it means in Chinese that a file could not be read or written."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from planlens.model.errors import PlanlensError

LONGEST = 260
"""Characters of a path, with the end that is not seen, that Windows takes where nobody has allowed longer ones."""

_REASONS: Mapping[int, str] = {
    errno.EACCES: "没有权限，或正被其他程序使用",
    errno.EPERM: "没有权限，或正被其他程序使用",
    errno.EBUSY: "正被其他程序使用",
    errno.ETXTBSY: "正被其他程序使用",
    errno.ENOSPC: "磁盘空间不足",
    getattr(errno, "EDQUOT", errno.ENOSPC): "磁盘配额已用完",
    errno.EROFS: "该位置是只读的",
    errno.EFBIG: "文件太大，超过磁盘允许的大小",
    errno.ENAMETOOLONG: "文件名或路径太长",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "路径中有一级不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.ELOOP: "链接指向自己",
    errno.EINVAL: "文件名中有不能使用的字符，或该位置不能保存这样的文件",
    errno.EIO: "磁盘读写出错",
    errno.ENODEV: "设备已移除",
    errno.ENXIO: "设备已移除",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    getattr(errno, "ESTALE", errno.ENETDOWN): "网络位置已断开",
    errno.ENETDOWN: "网络位置已断开",
    errno.ENETUNREACH: "网络位置已断开",
    errno.EHOSTUNREACH: "网络位置已断开",
    getattr(errno, "EHOSTDOWN", errno.EHOSTUNREACH): "网络位置已断开",
    errno.ETIMEDOUT: "网络位置已断开",
    errno.ECONNRESET: "网络位置已断开",
}
_WINDOWS: Mapping[int, str] = {
    32: "正被其他程序使用",
    33: "正被其他程序使用",
    53: "网络位置已断开",
    59: "网络位置已断开",
    64: "网络位置已断开",
    67: "网络位置已断开",
    112: "磁盘空间不足",
    123: "文件名中有不能使用的字符",
    206: "文件名或路径太长",
    225: "被杀毒软件拦截",
    1231: "网络位置已断开",
}
"""By the numbers that Windows itself gives (ERROR_SHARING_VIOLATION …), which say more."""


def reason(error: OSError) -> str:
    """Return why a file could not be read or written, a Chinese clause without a full stop."""
    found = _WINDOWS.get(getattr(error, "winerror", None) or 0) or _REASONS.get(error.errno or 0)
    return (found if not is_too_long(error) else _REASONS[errno.ENAMETOOLONG]) or error.strerror or str(error)


def is_too_long(error: OSError) -> bool:
    """Whether a name or a path is longer than the system allows; Windows says of such a path that it is not there."""
    if error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) == 206:
        return True
    name = error.filename if isinstance(error.filename, str) else ""
    return error.errno == errno.ENOENT and getattr(error, "winerror", None) is not None and len(name) >= LONGEST - 12


def file_error(error: OSError) -> PlanlensError:
    """Return what to tell of an error that no use case has foreseen."""
    where = f"：{os.fsdecode(error.filename)}" if isinstance(error.filename, str | bytes) else ""
    advice = "请缩短文件名或换一个上级文件夹" if is_too_long(error) else "请检查后再试，或换一个位置"
    return PlanlensError("file-error", f"无法读写文件{where}（{reason(error)}）。{advice}。")


def must_be_file(path: Path) -> None:
    """Refuse what is no plain file: a device gives for ever, and a pipe waits for ever.

    Raises:
        PlanlensError: ``is-folder`` or ``not-a-file``.
        OSError: it is not there, or nothing can be told of it.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise PlanlensError("is-folder", f"这是文件夹，不是文件：{path}。请选择其中的一个文件。")
    if not stat.S_ISREG(mode):
        raise PlanlensError("not-a-file", f"这是设备或管道，不是普通文件：{path}。请选择普通文件。")
