"""What is told of files that cannot be read or written: one Chinese sentence with the cause and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from planlens.model import PlanlensError
from planlens.model.file_errors import file_error, is_too_long, must_be_file, reason


class WindowsError(OSError):
    """An error as Windows raises it."""

    def __init__(self, number: int, winerror: int, filename: str) -> None:
        super().__init__(number, "The system cannot do that.", filename)
        self.winerror = winerror


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (errno.EACCES, "没有权限，或正被其他程序使用"),
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EROFS, "该位置是只读的"),
        (errno.ENAMETOOLONG, "文件名或路径太长"),
        (errno.EIO, "磁盘读写出错"),
        (errno.ETIMEDOUT, "网络位置已断开"),
        (9999, "odd"),
    ],
)
def test_the_reason_is_chinese_where_it_is_known(number: int, text: str) -> None:
    assert reason(OSError(number, "odd", "表.xlsx")) == text


@pytest.mark.parametrize(
    ("number", "winerror", "name", "text"),
    [
        (errno.EACCES, 32, "表.xlsx", "正被其他程序使用"),
        (errno.ENOENT, 3, "C:\\" + "长" * 250 + "\\表.xlsx", "文件名或路径太长"),
        (errno.ENOENT, 206, "表.xlsx", "文件名或路径太长"),
        (errno.ENOENT, 3, "C:\\无\\表.xlsx", "文件或文件夹不存在"),
        (errno.ENOENT, 67, "\\\\server\\表.xlsx", "网络位置已断开"),
        (errno.ENOSPC, 112, "表.xlsx", "磁盘空间不足"),
        (errno.EINVAL, 123, "表?.xlsx", "文件名中有不能使用的字符"),
    ],
)
def test_what_windows_says_is_understood(number: int, winerror: int, name: str, text: str) -> None:
    error = WindowsError(number, winerror, name)
    assert reason(error) == text
    assert is_too_long(error) == ("太长" in text)


def test_an_unforeseen_error_names_the_file_and_says_what_to_do() -> None:
    long, other = OSError(errno.ENAMETOOLONG, "x", "长.xlsx"), OSError(errno.EIO, "x", b"a.xlsx")
    assert file_error(long).message == "无法读写文件：长.xlsx（文件名或路径太长）。请缩短文件名或换一个上级文件夹。"
    assert file_error(other).message == "无法读写文件：a.xlsx（磁盘读写出错）。请检查后再试，或换一个位置。"
    assert file_error(OSError(errno.EIO, "x")).message.startswith("无法读写文件（磁盘读写出错）")


@pytest.mark.skipif(os.name == "nt", reason="other devices there")
def test_devices_pipes_and_folders_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.docx")
    for path, code in (
        (tmp_path / "管道.docx", "not-a-file"),
        (Path("/dev/zero"), "not-a-file"),
        (tmp_path, "is-folder"),
    ):
        with pytest.raises(PlanlensError) as error:
            must_be_file(path)
        assert error.value.code == code
    (tmp_path / "表.docx").touch()
    must_be_file(tmp_path / "表.docx")
    with pytest.raises(FileNotFoundError):
        must_be_file(tmp_path / "无.docx")
