"""Whether a project file still is as planlens wrote it: the history's chain, the rows' seal, the kept files."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from build_fixture import FOLDER, build

from planlens.project.chain import Verified, moved, newest, seal_of
from planlens.project.edits import SetActual, SetProgress
from planlens.project.files import open_project
from planlens.project.rows import ActualRow, NoteRow, TargetRow, TaskRow
from planlens.project.sqlite.store import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    build(tmp_path / "督办.planlens")
    return tmp_path / "督办.planlens"


def look(path: Path) -> Verified:
    with closing(SqliteStore(path, read_only=True)) as store:
        return store.verify()


def change(path: Path, *statements: str) -> tuple[str, ...]:
    """Change a file past planlens and return what is wrong with it then."""
    with closing(sqlite3.connect(path)) as connection:
        for trigger in ("history_is_kept", "history_stays"):
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            assert connection.execute(statement).rowcount > 0
        connection.commit()
    return look(path).problems


def test_what_planlens_wrote_is_sound(path: Path) -> None:
    found = look(path)
    assert (found.problems, found.entries, found.chained) == ((), found.chained, found.entries)
    assert found.rows > 20
    assert found.files == 3
    assert len(found.chain) == 64


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE tasks SET progress = 41 WHERE progress = 40", "tasks 表中编号为 t1 的条目：progress 与操作历史不同"),
        ("UPDATE notes SET done = '已上线121项'", "notes 表中编号为 n1 的条目：done 与操作历史不同"),
        ("DELETE FROM actuals", "actuals 表中编号为 a1 的条目不见了"),
        (
            "INSERT INTO notes VALUES ('n9', 't1', '2025-01-01', '另写', '', '', '某人')",
            "notes 表中编号为 n9 的条目不是由任何操作写入的",
        ),
        ("UPDATE files SET data = x'00' WHERE length(data) < 30", "已损坏，与存入时不同"),
        ("DELETE FROM files WHERE length(data) < 30", "保存的文件“验收报告.txt”不见了"),
        ("UPDATE history SET who = '李四' WHERE seq = 3", "第3条操作（"),
        ("UPDATE history SET seal = hex(zeroblob(32)) WHERE seq = 4", "第4条操作（"),
        ("DELETE FROM history WHERE seq = 5", "操作历史缺少第5条"),
    ],
)
def test_what_is_changed_past_planlens_is_found(path: Path, statement: str, problem: str) -> None:
    assert problem in "\n".join(change(path, statement))


def test_a_change_of_rows_and_history_together_breaks_the_chain(path: Path) -> None:
    problems = change(
        path,
        "UPDATE tasks SET progress = 41 WHERE progress = 40",
        "UPDATE history SET changes = replace(changes, '\"progress\":40', '\"progress\":41')",
    )
    assert any("与写入时不同" in problem for problem in problems)


def test_the_seal_follows_the_rows_and_is_the_same_however_it_is_reckoned(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert newest(connection)[0] == seal_of(connection) != moved("0", [])
    with open_project(path, "张三") as project:
        target = project.state.all(TargetRow)[0].id
        project.apply(SetActual(target, 2026, 5))  # a whole number where the file keeps a float
        project.apply(SetActual(target, 2025, -0.0))
        row = project.state.all(ActualRow)[0]
        assert moved("0", [(None, row), (row, None)]) == moved("0", [])
    assert look(path).problems == ()


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_older_version_is_chained_from_its_first_new_action_on(version: int, tmp_path: Path) -> None:
    path = Path(shutil.copy(FOLDER / f"v{version}.planlens", tmp_path / "督办.planlens"))
    assert (look(path).chained, look(path).problems) == (0, ())
    with open_project(path, "李四") as project:
        project.apply(SetProgress((project.state.tasks()[0].id,), 55))
    found = look(path)
    assert (found.chained, found.problems) == (1, ())
    assert "第12条操作" in "\n".join(change(path, "UPDATE history SET label = '别的' WHERE seq = 1"))


def flips(path: Path, table: str, column: str) -> Iterator[tuple[int, bytes]]:
    """Yield where a byte of a value of a column stands in a file, with another byte for it."""
    data = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        for (value,) in connection.execute(f'SELECT "{column}" FROM {table} WHERE length("{column}") > 3'):
            place = data.find(value.encode())
            while place >= 0:
                yield place, b"\xe4" if data[place : place + 1] != b"\xe4" else b"\xe5"
                place = data.find(value.encode(), place + 1)


@pytest.mark.parametrize(
    ("table", "column"), [(NoteRow.table, "done"), (TaskRow.table, "text"), ("documents", "text"), ("history", "label")]
)
def test_damage_that_sqlite_does_not_notice_is_found(table: str, column: str, path: Path, tmp_path: Path) -> None:
    data, found = path.read_bytes(), list(flips(path, table, column))
    assert found
    damaged = tmp_path / "坏.planlens"
    for place, byte in found:
        damaged.write_bytes(data[:place] + byte + data[place + 1 :])
        assert look(damaged).problems
