"""What a project file is refused for, in words that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planlens.model import PlanlensError


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ones that a user can do something about."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise damaged(path) from error
        if is_no_text(error):
            raise unsound_history() from error
        if code == sqlite3.SQLITE_FULL:
            message = f"磁盘空间不足，刚才的操作没有保存：{path}。请清理磁盘后再试。"
            raise PlanlensError("disk-full", message) from error
        if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN} and has_journal(path):
            raise interrupted(path) from error
        if code == sqlite3.SQLITE_CANTOPEN:
            message = f"不能在这里新建或打开项目文件：{path.parent}。请检查文件夹的权限和剩余空间，或换一个位置。"
            raise PlanlensError("not-written", message) from error
        if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
            raise read_only_file(path) from error
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise PlanlensError("busy", f"项目文件正被其他程序占用：{path}。请稍候再试。") from error
        message = f"无法读写项目文件：{path}（{error}）。请检查磁盘或网络连接后再试。"
        raise PlanlensError("not-written", message) from error


def is_no_text(error: sqlite3.Error) -> bool:
    """Whether text in the file is no UTF-8: damage that SQLite itself does not see."""
    return str(error).startswith("Could not decode to UTF-8")


def in_use(path: Path, holder: str) -> PlanlensError:
    """Return the error that somebody else writes in a file."""
    who = holder or "另一个程序"
    return PlanlensError("in-use", f"{who}正在使用 {path.name}，请等对方关闭后再试；现在可以只读方式打开。")


def foreign(path: Path, name: str) -> PlanlensError:
    """Return the error that a file holds what planlens has not made."""
    what = f"{path.name} 中有不是 planlens 写入的内容（{name[:40]}），可能被人改动过，没有打开。"
    return PlanlensError("foreign", f"{what}请从备份恢复，或向发来文件的人核实。")


def unsound_history() -> PlanlensError:
    """Return the error that a line of the history is damaged or was changed."""
    return PlanlensError("unsound-history", "项目的操作历史已损坏或被改动，这一步不能撤销、重做或查看。请从备份恢复。")


def has_journal(path: Path) -> bool:
    """Whether an action that was not finished stands beside a file."""
    return path.with_name(f"{path.name}-journal").exists()


def interrupted(path: Path) -> PlanlensError:
    """Return the error that an unfinished action cannot be taken back where nothing can be written."""
    what = f"上次操作中途中断（如断电），{path.name} 要能写入才能恢复到操作之前"
    advice = f"请把它和 {path.name}-journal 一起复制到能写入的文件夹，再打开"
    return PlanlensError("interrupted", f"{what}，而文件或所在文件夹是只读的。{advice}。")


def read_only_file(path: Path) -> PlanlensError:
    """Return the error that nothing can be written there."""
    message = f"项目文件或所在文件夹是只读的：{path}。可以只读方式打开，或复制到能写入的文件夹后再打开。"
    return PlanlensError("read-only", message)


def damaged(path: Path) -> PlanlensError:
    """Return the error that a file is damaged."""
    return PlanlensError("damaged", f"项目文件已损坏：{path}。请从备份恢复：planlens restore {path.name}")


def nothing_sound(path: Path) -> PlanlensError:
    """Return the error that nothing of a damaged file can be kept."""
    return PlanlensError("nothing-sound", f"{path.name} 中没有找到完好的内容，没有另存。请从备份恢复，或联系管理员。")
