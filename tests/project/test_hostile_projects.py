"""Project files that somebody damaged, or made to harm: opened as far as they are sound, or refused in Chinese."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from build_fixture import ledger
from click.testing import CliRunner
from project_builder import TEXT, key, picture, project_in

from planlens.cli.main import main
from planlens.model import PlanlensError, Status
from planlens.project.edits import AddNote, Attach, Flag, SetActual, SetProgress, SetSetting, SetStatus
from planlens.project.evidence import is_viewed, write_copy
from planlens.project.files import (
    backup_folder,
    backups,
    is_good,
    kept,
    new_project,
    newest_good,
    open_project,
    restore,
    save_copy,
)
from planlens.project.rows import TABLES, TargetRow
from planlens.project.sqlite.foreign import foreign_object
from tests.growing import LINEAR, exponent

MUTATIONS = int(os.environ.get("PLANLENS_MUTATIONS", "60"))
"""How many values are changed, each in a file of its own that every command is tried on; 1,000 by hand."""
VALUES = ("", "x", "t1", "s1", "d1", "999999999999999999", -1, 0, 3, 10**18, 2**62, 1e308, float("inf"), None)
HOSTILE = (
    "../../../tmp/x",
    "'; DROP TABLE tasks; --",
    "[" * 3000,
    "{}",
    "[]",
    '{"a": 1}',
    "\x00",
    "２０２６",
    b"\xff\xfe",
)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with rows in every table and some history."""
    folder = tmp_path_factory.mktemp("督办")
    with project_in(folder) as project:
        task = project.state.tasks()[0].id
        project.apply(SetProgress((task,), 40))
        project.apply(AddNote(task, done="完成选址"))
        project.apply(Attach(task, "批复.txt", "同意。".encode()))
        project.apply(SetActual(project.state.all(TargetRow)[0].id, 2025, 250.0))
        project.apply(SetSetting("start", "2025-01-01"))
        hall = key(project, "推动高频")
        project.apply(SetStatus((hall,), Status.DONE))
        ledger(project, hall, key(project, "推进千兆"), key(project, "新建5G"))
        project.apply(Flag((task,)))
        project.undo()
    (folder / "新版.txt").write_text(TEXT.replace("3000", "4000"), "utf-8")
    return folder / "督办.planlens"


def outcome(*args: object) -> str | None:
    """Run a command; what is wrong with how it ended, None where that was right."""
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    told = any("\u4e00" <= letter <= "\u9fff" for letter in result.stderr)
    inner = "程序内部错误" in result.stderr or not isinstance(result.exception, (SystemExit, type(None)))
    changed = args[0] == "verify" and result.exit_code == 3
    fine = result.exit_code == 0 or changed or (result.exit_code == 2 and told)
    return None if fine and not inner else f"{args[0]}: {result.exit_code} {result.stderr[-300:]} {result.exception!r}"


def every_command(path: Path) -> Iterator[str]:
    """Try what people do with a project and yield what went wrong."""
    plan = path.parent / "新版.txt"
    commands = (
        ("status", path),
        ("list", path, "--format", "json"),
        ("history", path),
        ("diff", path, "--from", "2020-01-01"),
        ("stats", path, "--by", "leader"),
        ("periods", path),
        ("people", path),
        ("nodes", path),
        ("verify", path),
        *(
            ("export", path, "-o", path.parent / f"表{ending}")
            for ending in (".xlsx", ".docx", ".csv", ".json", ".txt")
        ),
        ("adopt", path, plan, "--dry-run"),
        ("undo", path),
        ("redo", path),
        ("mark", path, "t1", "--progress", "50"),
        ("adopt", path, plan),
    )
    yield from filter(None, (outcome(*command) for command in commands))


def places(path: Path) -> list[tuple[str, str]]:
    names = [(kind.table, field.name) for kind in TABLES for field in fields(kind)]
    more = ["seq", "time", "who", "kind", "label", "edit", "items", "undo", "redo", "below", "changes", "seal", "chain"]
    return [*names, *(("history", name) for name in more), ("counters", "last"), ("counters", "letter")]


def mutated(original: Path, folder: Path, seed: int) -> tuple[Path, str]:
    """A copy of a project with one value changed, and which."""
    choice = random.Random(seed)
    folder.mkdir()
    path = folder / original.name
    shutil.copy(original, path)
    shutil.copy(original.parent / "新版.txt", folder)
    table, column = choice.choice(places(path))
    value = choice.choice((*VALUES, *HOSTILE))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for name in ("history_is_kept", "history_stays"):
            connection.execute(f"DROP TRIGGER {name}")
        keys = connection.execute(f"SELECT * FROM {table}").fetchall()
        key = choice.choice(keys)[0] if keys else ""
        first = "seq" if table == "history" else "letter" if table == "counters" else "id"
        try:
            connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE "{first}" = ?', (value, key))
        except (sqlite3.IntegrityError, OverflowError):
            value = "unchanged"
        connection.commit()
    return path, f"{table}.{column} of {key} = {str(value)[:30]!r}"


def test_no_value_leads_to_an_internal_error(lived_in: Path, tmp_path: Path) -> None:
    wrong = []
    for seed in range(MUTATIONS):
        path, what = mutated(lived_in, tmp_path / str(seed), seed)
        wrong += [f"{seed}: {what}: {found}" for found in every_command(path)]
        shutil.rmtree(path.parent)
    assert wrong == []


def changed(original: Path, folder: Path, *statements: str) -> Path:
    """A copy of a project after some SQL."""
    path = folder / "收到.planlens"
    shutil.copy(original, path)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET seq = 9223372036854775807 WHERE seq = (SELECT max(seq) FROM history)",
        "UPDATE counters SET last = 9223372036854775807",
    ],
)
def test_numbers_without_room_for_the_next_lead_to_no_internal_error(
    lived_in: Path, tmp_path: Path, statement: str
) -> None:
    drop = [f"DROP TRIGGER {name}" for name in triggers(lived_in)]
    assert list(every_command(changed(lived_in, tmp_path, *drop, statement))) == []


def test_ids_are_small_whatever_a_file_says_of_the_last_one(lived_in: Path, tmp_path: Path) -> None:
    path = changed(lived_in, tmp_path, "UPDATE counters SET last = 9223372036854775807")
    with open_project(path, "李四") as project:
        project.apply(AddNote("t1", done="已开工", date="2026-12-01"))
    with open_project(path, "李四") as project:
        assert not project.problems


def triggers(path: Path) -> list[str]:
    """The names of a file's triggers."""
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]


def content(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


def code_of(path: Path) -> str:
    with pytest.raises(PlanlensError) as error:
        open_project(path, "李四")
    return error.value.code


def test_unsound_rows_are_left_out_told_and_nothing_is_written(lived_in: Path, tmp_path: Path) -> None:
    path = changed(
        lived_in, tmp_path, "UPDATE attachments SET id = '../../x'", "UPDATE tasks SET status = 7 WHERE id = 't2'"
    )
    before = content(path)
    with closing(open_project(path, "李四", today=date(2026, 1, 1))) as project:
        assert project.problems == (
            "tasks 表中编号为 t2 的条目：status 的值不对",
            "attachments 表中编号为 ../../x 的条目：id 的值不对",
            "units 表中编号为 u4 的条目：找不到它的上级条目",
            "limits 表中编号为 h1 的条目：找不到它的上级条目",
        )
        with pytest.raises(PlanlensError, match="只读"):
            project.apply(Flag(("t1",)))
        open_project(path, "王五", read_only=True).close()  # others are let in
    assert content(path) == before
    assert backups(path) == []  # what is unsound is no copy to go back to


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER mine AFTER INSERT ON notes BEGIN DELETE FROM tasks; END",
        "CREATE VIEW looks AS SELECT load_extension('x')",
        "CREATE TABLE more (id TEXT)",
        "CREATE INDEX sorted ON tasks (abs(place))",
    ],
)
def test_tables_that_are_not_ours_are_refused(statement: str, lived_in: Path, tmp_path: Path) -> None:
    assert code_of(changed(lived_in, tmp_path, statement)) == "foreign"


def test_a_view_in_the_place_of_a_table_is_refused(lived_in: Path, tmp_path: Path) -> None:
    path = changed(lived_in, tmp_path, "ALTER TABLE notes RENAME TO old", "CREATE VIEW notes AS SELECT * FROM old")
    assert code_of(path) == "foreign"


def test_owners_in_a_circle_are_left_out(lived_in: Path, tmp_path: Path) -> None:
    path = changed(
        lived_in,
        tmp_path,
        "UPDATE sections SET owner = 's3' WHERE id = 's2'",
        "UPDATE sections SET owner = 's2' WHERE id = 's3'",
    )
    with closing(open_project(path, "李四")) as project:
        assert "s2" not in project.state
        assert any("s2" in problem for problem in project.problems)
        picture(project.state)


def test_evidence_is_compared_with_what_was_kept(lived_in: Path, tmp_path: Path) -> None:
    path = changed(lived_in, tmp_path, "UPDATE files SET data = x'00'")
    with closing(open_project(path, "李四")) as project, pytest.raises(PlanlensError, match="已损坏"):
        project.store.file(next(row.sha256 for row in project.state if row.table == "attachments"))  # type: ignore[attr-defined]


def test_numbers_in_use_are_never_given_again(lived_in: Path, tmp_path: Path) -> None:
    path = changed(lived_in, tmp_path, "UPDATE counters SET last = 0")
    with closing(open_project(path, "李四")) as project:
        before = {row.id for row in project.state}
        project.apply(AddNote("t1", done="再次填报"))
        assert len(project.state) == len(before) + 1


def opened_elsewhere(path: Path) -> str:
    """Open a project in another process and return what that says."""
    command = [sys.executable, "-m", "planlens", "mark", str(path), "t1", "--progress", "7"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stderr


@pytest.mark.parametrize("link", ["symbolic", "hard"])
def test_links_let_no_second_writer_in(link: str, tmp_path: Path) -> None:
    other = tmp_path / "别名.planlens"
    with project_in(tmp_path) as project:
        path = project.store.path  # type: ignore[attr-defined]
        other.symlink_to(path) if link == "symbolic" else os.link(path, other)
        assert "正在使用" in opened_elsewhere(other)
        project.apply(Flag(("t1",)))


def test_a_removed_lock_lets_no_second_writer_in(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        path = project.store.path  # type: ignore[attr-defined]
        path.with_name(path.name + ".lock").unlink()
        assert "正在使用" in opened_elsewhere(path)
        project.apply(Flag(("t1",)))


def test_a_file_overwritten_in_place_is_noticed(lived_in: Path, tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        path = project.store.path  # type: ignore[attr-defined]
        project.apply(Flag(("t1",)))
        path.write_bytes(lived_in.read_bytes())
        with pytest.raises(PlanlensError, match="没有保存"):
            project.apply(Flag(("t1",), on=False))


def hot_journal(path: Path) -> None:
    """Leave what a program leaves that is killed in the middle of a transaction."""
    script = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA cache_size = 1'); c.execute('BEGIN IMMEDIATE');"
        "c.executemany('INSERT INTO files VALUES (?, zeroblob(20000))', [(str(k),) for k in range(50)]); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert path.with_name(path.name + "-journal").exists()


def test_restoring_keeps_a_dead_program_s_journal_away(tmp_path: Path) -> None:
    with project_in(tmp_path):
        pass
    path = tmp_path / "督办.planlens"
    open_project(path, "张三").close()
    hot_journal(path)
    restore(path)
    assert is_good(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM files").fetchone() == (1,)  # the document's own


def test_copying_onto_a_dead_program_s_file(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        other = save_copy(project, tmp_path / "副本.planlens")
        hot_journal(other)
        save_copy(project, other)
        assert is_good(other)
        with closing(open_project(other, "李四")) as copy:
            assert copy.state == project.state


def test_an_open_project_that_looks_damaged_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with project_in(tmp_path) as project:
        path = project.store.path  # type: ignore[attr-defined]
        copy = save_copy(project, tmp_path / "副本.planlens")
        monkeypatch.setattr("planlens.project.files.is_good", lambda found: found != path)
        with pytest.raises(PlanlensError, match="正在使用"):
            restore(path, copy)
        with (
            closing(open_project(copy, "李四", read_only=True)) as opened,
            pytest.raises(PlanlensError, match="正在使用"),
        ):
            save_copy(opened, path)


def test_a_project_made_meanwhile_by_another_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "督办.planlens"
    monkeypatch.setattr(Path, "exists", lambda found: False)  # the other one comes right after the look
    path.write_text("别人的", "utf-8")
    with pytest.raises(PlanlensError) as error:
        new_project(path, "张三")
    assert (error.value.code, path.read_text("utf-8")) == ("file-exists", "别人的")


def test_copies_of_odd_names_and_of_days_to_come(tmp_path: Path) -> None:
    with project_in(tmp_path):
        pass
    path = tmp_path / "督办.planlens"
    open_project(path, "张三", today=date(2026, 2, 28)).close()
    (copy,) = backups(path)
    for name in ("2026-02-30", "2026-02-旧版", "2026-02-28-旧版-备份", "2099-01-01"):
        shutil.copy(copy, backup_folder(path) / f"{name}.planlens")
    for day in range(1, 12):
        open_project(path, "张三", today=date(2026, 3, day)).close()
    assert newest_good(path) == backup_folder(path) / "2026-03-11.planlens"
    assert (backup_folder(path) / "2026-02-30.planlens").exists()
    assert len(kept(backups(path), date(2026, 3, 11))) == len(backups(path))


def test_text_that_no_file_can_hold(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        before = picture(project.state)
        with pytest.raises(PlanlensError, match="无法保存的字符"):
            project.apply(AddNote("t1", done="半个字\ud83d"))
        assert picture(project.state) == before


@pytest.mark.parametrize(
    ("name", "viewed"),
    [
        *((name, True) for name in ("批复.pdf", "照片.JPG", "名单.xlsx ")),
        *(
            (name, False)
            for name in ("表.xlsm", "看.url", "批复.pdf.exe", "x.iso", "说明.html", "a.desktop", "没有后缀")
        ),
        *((name, False) for name in ("b.docx. .lnk ", "c.scf", "e.pdf\x00.exe")),
    ],
)
def test_only_what_is_merely_looked_at_opens_at_a_click(name: str, viewed: bool) -> None:
    assert is_viewed(name) is viewed


def test_a_copy_of_evidence_stays_in_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "看"
    for name in ("../../外.pdf", "/etc/外.pdf", "..", "C:\\外.pdf"):
        assert write_copy(folder, name, b"x").is_relative_to(folder)


def test_a_long_table_that_is_not_ours_is_refused_at_once(lived_in: Path, tmp_path: Path) -> None:
    def table(columns: int) -> str:
        names = ", ".join(f"c{number} TEXT NOT NULL" for number in range(columns))
        return f"CREATE TABLE holder ({names}, z TEXT DEFAULT 'x')"

    def look(columns: int) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute(table(columns))
            assert {foreign_object(connection) for _ in range(100)} == {"holder"}

    assert code_of(changed(lived_in, tmp_path, "DROP TABLE holder", table(60))) == "foreign"
    assert exponent(look, 30) < LINEAR
