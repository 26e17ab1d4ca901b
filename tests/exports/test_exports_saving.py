"""Choosing a format and writing the file."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import planlens.exports
from planlens.exports import all_exporters, export_plan
from planlens.exports.saving import save
from planlens.model import Plan, PlanlensError


def failing(error: BaseException) -> Callable[..., bytes]:
    def fail(*_: object) -> bytes:
        raise error

    return fail


def error_of(action: Callable[[], object]) -> PlanlensError:
    with pytest.raises(PlanlensError) as caught:
        action()
    return caught.value


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that is there already."""
    path = tmp_path / "表.csv"
    path.write_bytes(b"old")
    return path


def test_every_exporter_finds_itself() -> None:
    endings = {exporter.format: exporter.extension for exporter in all_exporters()}
    assert endings.items() >= {"csv": ".csv", "docx": ".docx", "xlsx": ".xlsx"}.items()


@pytest.mark.parametrize(("name", "magic"), [("a.csv", b"\xef\xbb\xbf"), ("a.DOCX", b"PK"), ("表 一.xlsx", b"PK")])
def test_ending_chooses_the_format(plan: Plan, tmp_path: Path, name: str, magic: bytes) -> None:
    assert export_plan(plan, tmp_path / name) == tmp_path / name
    assert (tmp_path / name).read_bytes().startswith(magic)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(("name", "written"), [("a", "a.csv"), ("a.csv", "a.csv"), ("v1.2", "v1.2.csv")])
def test_format_adds_its_ending(plan: Plan, tmp_path: Path, name: str, written: str) -> None:
    assert export_plan(plan, tmp_path / name, format="csv") == tmp_path / written


def test_unknown_ending_names_the_known_ones(plan: Plan, tmp_path: Path) -> None:
    error = error_of(lambda: export_plan(plan, tmp_path / "a.pdf"))
    assert error.code == "unknown-export"
    assert error.message.startswith("无法从文件名判断导出格式：a.pdf")
    assert "Excel 工作簿（.xlsx）" in error.message


def test_unknown_format(plan: Plan, tmp_path: Path) -> None:
    assert error_of(lambda: export_plan(plan, tmp_path / "a.csv", format="pdf")).code == "unknown-export"


def test_new_file_replaces_the_old_one(plan: Plan, old: Path) -> None:
    export_plan(plan, old)
    assert old.read_bytes() != b"old"


def test_missing_folder(plan: Plan, tmp_path: Path) -> None:
    error = error_of(lambda: export_plan(plan, tmp_path / "无" / "a.csv"))
    assert (error.code, "请先建好文件夹" in error.message) == ("folder-missing", True)


def test_folder_instead_of_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    assert error_of(lambda: save(tmp_path / "a.csv", lambda: b"new")).code == "is-folder"


def test_read_only_file_is_not_replaced(old: Path) -> None:
    old.chmod(0o444)
    assert error_of(lambda: save(old, lambda: b"new")).code == "read-only"
    assert old.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "code", "advice"),
    [
        (errno.ENOSPC, "disk-full", "请清理磁盘"),
        (errno.EROFS, "read-only", "请换一个文件夹"),
        (errno.EACCES, "file-locked", "请关闭后再试"),
        (errno.ENAMETOOLONG, "name-too-long", "请缩短"),
        (errno.EIO, "not-written", "请换一个文件夹或位置"),
    ],
)
def test_failing_to_replace_keeps_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, advice: str
) -> None:
    monkeypatch.setattr(Path, "replace", failing(OSError(number, os.strerror(number))))
    error = error_of(lambda: save(old, lambda: b"new"))
    assert (error.code, advice in error.message) == (code, True)
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def test_disk_full_while_writing_leaves_nothing_behind(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(OSError(errno.ENOSPC, "full")))
    assert error_of(lambda: save(old, lambda: b"new")).code == "disk-full"
    assert (old.read_bytes(), list(old.parent.iterdir())) == (b"old", [old])


def test_no_permission_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Path.open

    def denied(path: Path, *args: Any, **more: Any) -> Any:
        if path.parent == tmp_path:
            raise PermissionError(errno.EACCES, "denied")
        return usual(path, *args, **more)

    monkeypatch.setattr(Path, "open", denied)
    error = error_of(lambda: save(tmp_path / "a.csv", lambda: b"new"))
    assert (error.code, "请换一个文件夹" in error.message) == ("no-permission", True)


def test_failing_writer_keeps_the_old_file(plan: Plan, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = replace(all_exporters()[0], write=failing(KeyboardInterrupt()))
    monkeypatch.setattr(planlens.exports, "all_exporters", lambda: (broken,))
    with pytest.raises(KeyboardInterrupt):
        export_plan(plan, old)
    assert (old.read_bytes(), list(old.parent.iterdir())) == (b"old", [old])


def test_link_stays_a_link(old: Path) -> None:
    link = old.with_name("link.csv")
    link.symlink_to(old)
    save(link, lambda: b"new")
    assert (link.is_symlink(), old.read_bytes()) == (True, b"new")


def test_longest_possible_name(tmp_path: Path) -> None:
    path = tmp_path / ("表" * 83 + ".csv")
    save(path, lambda: b"new")
    assert path.read_bytes() == b"new"


def test_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    plain, saved = tmp_path / "plain", tmp_path / "saved"
    plain.write_bytes(b"")
    save(saved, lambda: b"new")
    assert saved.stat().st_mode == plain.stat().st_mode
