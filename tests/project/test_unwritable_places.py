"""Places that cannot be written: a file in use, a path too long, a folder that is read only, a full disk.

Whatever fails, what was there stays, nothing is left beside it, and one Chinese sentence says why and what to do.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from project_builder import project_in

from planlens.cli.main import main
from planlens.model import PlanlensError
from planlens.project.edits import Flag
from planlens.project.files import backup_folder, is_good, new_project, open_project, restore, save_copy
from planlens.project.lock import FileLock

FAILURES = [
    (errno.EACCES, "没有权限，或正被其他程序使用"),
    (errno.ENOSPC, "磁盘空间不足"),
    (errno.EROFS, "该位置是只读的"),
    (errno.ENAMETOOLONG, "文件名或路径太长"),
]


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number), "督办.planlens")

    return fail


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def told(action: Callable[[], object]) -> str:
    with pytest.raises(PlanlensError) as error:
        action()
    assert error.value.message.endswith("。")
    return error.value.message


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with project_in(tmp_path) as project:
        save_copy(project, tmp_path / "副本.planlens")
    return tmp_path


@pytest.mark.parametrize(("number", "text"), FAILURES)
def test_a_copy_that_cannot_be_put_in_place(
    number: int, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(folder)
    with closing(open_project(folder / "督办.planlens", "张三", read_only=True)) as project:
        monkeypatch.setattr(Path, "replace", failing(number))
        assert text in told(lambda: save_copy(project, folder / "副本.planlens"))
    assert content(folder) == before


@pytest.mark.parametrize(("number", "text"), FAILURES)
def test_a_project_that_cannot_be_made(number: int, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(folder)
    monkeypatch.setattr(os, "link", failing(number))
    monkeypatch.setattr(Path, "replace", failing(number))
    assert text in told(lambda: new_project(folder / "新.planlens", "张三"))
    left = set(content(folder)) - set(before)
    assert left <= {"新.planlens"}  # the name that was reserved


@pytest.mark.parametrize(("number", "text"), FAILURES)
def test_a_project_that_cannot_be_restored(
    number: int, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(folder)["督办.planlens"]
    monkeypatch.setattr(Path, "replace", failing(number))
    assert text in told(lambda: restore(folder / "督办.planlens", folder / "副本.planlens"))
    assert content(folder)["督办.planlens"] == before
    assert is_good(folder / "督办.planlens")
    assert not [name for name in content(folder) if name.endswith(".tmp")]


def test_a_lock_for_which_there_is_no_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileLock, "acquire", failing(errno.ENOSPC))
    assert "磁盘空间不足" in told(lambda: open_project(folder / "督办.planlens", "张三"))
    monkeypatch.setattr(FileLock, "acquire", failing(errno.EACCES))
    assert "只读" in told(lambda: open_project(folder / "督办.planlens", "张三"))


def test_no_room_for_the_day_s_copy_is_no_reason_not_to_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "mkdir", failing(errno.ENOSPC))
    with closing(open_project(folder / "督办.planlens", "张三")) as project:
        project.apply(Flag((project.state.tasks()[0].id,)))
    assert not backup_folder(folder / "督办.planlens").exists()


LONG = "长" * 120
COMMANDS = (
    ("extract", f"{LONG}.docx"),
    ("new", "规划.txt", "-o", f"{LONG}.planlens"),
    ("new", "规划.txt", "-o", f"{LONG}/{LONG}/{LONG}/督办.planlens"),
    ("export", "规划.txt", "-o", f"{LONG}.xlsx"),
    ("export", "督办.planlens", "-o", f"{LONG}.xlsx"),
    ("status", f"{LONG}.planlens"),
    ("copy", "督办.planlens", f"{LONG}.planlens"),
    ("copy", "督办.planlens", "无此文件夹/副本.planlens"),
    ("copy", "督办.planlens", "/proc/副本.planlens"),
    ("new", "规划.txt", "-o", "/proc/督办.planlens"),
    ("export", "督办.planlens", "-o", "/proc/台账.xlsx"),
    ("adopt", "督办.planlens", f"{LONG}.docx"),
    ("merge", "督办.planlens", f"{LONG}.xlsx"),
    ("batch", ".", "-o", f"{LONG}"),
)


@pytest.mark.skipif(os.name == "nt", reason="other limits of names there")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command[0]} {command[-1][-20:]}")
def test_the_command_line_tells_it_in_one_sentence(
    command: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "规划.txt").write_text("规划\n一、重点任务\n（一）建设平台。建成平台1个。\n", "utf-8")
    before = content(folder)
    result = CliRunner().invoke(main, list(command))
    last = result.stderr.splitlines()[-1]
    assert (result.exit_code, last.endswith("。"), "内部错误" in last) == (2, True, False), result.stderr
    assert "Errno" not in last
    after = content(folder)
    assert {**after, "督办.planlens": b""} == {**before, "督办.planlens": b""}  # which was opened to be written
    assert is_good(folder / "督办.planlens")
