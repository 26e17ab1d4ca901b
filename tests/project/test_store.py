"""The project file when things go wrong: killed programs, full disks, second writers, damage. Nothing is ever lost."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from project_builder import key, picture, project_in, reopened

from planlens.model import PlanlensError
from planlens.model.tracking import Status
from planlens.project.edits import AddTask, Attach, Delete, Flag, SetProgress, SetStatus
from planlens.project.files import backup_folder, backups, is_good, kept, new_project, open_project, restore, save_copy
from planlens.project.rows import TaskRow
from planlens.project.sqlite.store import SqliteStore

KILLS = int(os.environ.get("PLANLENS_KILLS", "6"))
"""How often a working program is killed; 200 and more by hand."""

MARKER = """
import sys
from pathlib import Path
from planlens.project.files import open_project
from planlens.project.edits import SetProgress
project = open_project(Path(sys.argv[1]), "子进程")
tasks = [task.id for task in project.state.tasks()]
for number in range(int(sys.argv[2]), 10**9):
    project.apply(SetProgress((tasks[number % len(tasks)],), number % 100 + 0.5))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def code_of(error: pytest.ExceptionInfo[PlanlensError]) -> str:
    return error.value.code


def test_nothing_is_left_beside_a_closed_file(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        project.apply(Flag((project.state.tasks()[0].id,)))
    assert [path.name for path in tmp_path.iterdir()] == ["督办.planlens"]


def test_history_and_undo_after_a_restart(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        task = project.state.tasks()[0].id
        before = picture(project.state)
        project.apply(SetStatus((task,), Status.DONE))
        with closing(reopened(project)) as again:
            assert [(entry.who, entry.kind) for entry in again.history(task)] == [("张三", "do"), ("张三", "do")]
            assert again.undo_label == "标记“新建5G基站3000个以上…”为“已完成”"
            again.undo()
            assert picture(again.state) == before
            assert [(entry.who, entry.kind) for entry in again.history(newest=1)] == [("李四", "undo")]


def test_state_of_an_earlier_time(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        times = iter(["2026-01-05T09:00:00+08:00", "2026-02-05T09:00:00+08:00", "2026-03-05T09:00:00+08:00"])
        project.clock = lambda: next(times)
        task = project.state.tasks()[0].id
        project.apply(SetProgress((task,), 10))
        project.apply(SetProgress((task,), 50))
        project.undo()
        shown = [project.as_of(day).get(task, TaskRow).progress for day in ("2026-01-05", "2026-02-28", "2026-03-05")]
        assert shown == [10, 50, 10]


def test_second_writer_is_told_who_and_may_read(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        with pytest.raises(PlanlensError, match=r"张三（电脑 .*）正在使用 督办.planlens.*只读") as error:
            open_project(tmp_path / "督办.planlens", "李四")
        assert code_of(error) == "in-use"
        with closing(open_project(tmp_path / "督办.planlens", "李四", read_only=True)) as reader:
            assert reader.state == project.state
            with pytest.raises(PlanlensError) as error:
                reader.apply(Flag((reader.state.tasks()[0].id,)))
            assert code_of(error) == "read-only"
            assert reader.state == project.state


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    path = tmp_path / "督办.planlens"
    with project_in(tmp_path):
        pass
    chance, number = random.Random(7), 0
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", MARKER, path, str(number)], stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            wanted = chance.randrange(1, 60)
            acknowledged = [int(child.stdout.readline()) for _ in range(wanted)]
            child.send_signal(signal.SIGKILL)
            acknowledged += [int(line) for line in child.stdout.read().split()]
        with closing(open_project(path, "检查")) as project:
            tasks = [task.id for task in project.state.tasks()]
            shown = {task.progress for task in project.state.tasks()}
            done = [entry for entry in project.history() if entry.edit == "SetProgress"]
            number = len(done)
            assert number in {acknowledged[-1] + 1, acknowledged[-1] + 2}
            assert (number - 1) % 100 + 0.5 in shown
            assert tasks
            assert project.store.verify().problems == ()
    assert is_good(path)


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_full_disk(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        task, before = project.state.tasks()[0].id, project.state.copy()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))
            with pytest.raises(PlanlensError) as error:
                project.apply(Attach(task, "大文件.bin", os.urandom(400_000)))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, old)
        assert code_of(error) in {"disk-full", "not-written"}
        assert project.state == before
        project.apply(Flag((task,)))
        with closing(reopened(project)) as again:
            assert again.state.get(task, TaskRow).flagged


@pytest.mark.skipif(os.name == "nt", reason="open files cannot be removed there")
def test_file_removed_under_the_program(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        task, before = project.state.tasks()[0].id, project.state.copy()
        (tmp_path / "督办.planlens").unlink()
        with pytest.raises(PlanlensError, match="另存为") as error:
            project.apply(Flag((task,)))
        assert code_of(error) == "file-removed"
        assert project.state == before
        project.store.copy_to(tmp_path / "另存.planlens")  # type: ignore[attr-defined]
    with closing(open_project(tmp_path / "另存.planlens", "张三")) as saved:
        assert saved.state == before


def test_read_only_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with project_in(tmp_path) as project:
        state = project.state.copy()
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(PlanlensError, match="只读") as error:
        open_project(tmp_path / "督办.planlens", "张三")
    assert code_of(error) == "read-only"
    with closing(open_project(tmp_path / "督办.planlens", "张三", read_only=True)) as reader:
        assert reader.state == state


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "not-a-project"), (b"no database" * 100, "not-a-project"), (None, "file-missing")]
)
def test_not_a_project(content: bytes | None, code: str, tmp_path: Path) -> None:
    path = tmp_path / "别的.planlens"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PlanlensError) as error:
        open_project(path, "张三")
    assert code_of(error) == code
    assert content is None or path.read_bytes() == content


def test_newer_version(tmp_path: Path) -> None:
    with project_in(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "督办.planlens")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(PlanlensError, match="升级") as error:
        open_project(tmp_path / "督办.planlens", "张三")
    assert code_of(error) == "too-new"


def test_no_file_is_overwritten_by_a_new_one(tmp_path: Path) -> None:
    with project_in(tmp_path), pytest.raises(PlanlensError) as error:
        new_project(tmp_path / "督办.planlens", "张三")
    assert code_of(error) == "file-exists"


def test_history_cannot_be_altered(tmp_path: Path) -> None:
    with project_in(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "督办.planlens")) as connection:
        for statement in ("DELETE FROM history", "UPDATE history SET who = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_damaged_file_is_moved_aside_and_restored(tmp_path: Path) -> None:
    path = tmp_path / "督办.planlens"
    with project_in(tmp_path) as project:
        state = project.state.copy()
    open_project(path, "张三").close()
    (copy,) = backups(path)
    data = bytearray(path.read_bytes())
    data[4096:20000] = os.urandom(20000 - 4096)
    path.write_bytes(data)
    with pytest.raises(PlanlensError, match=r"最近的完好备份是.*planlens restore 督办.planlens") as error:
        open_project(path, "张三")
    assert code_of(error) == "damaged"
    assert not path.exists()
    (aside,) = tmp_path.glob("督办.损坏-*.planlens")
    assert aside.read_bytes() == bytes(data)
    assert restore(path) == copy
    with closing(open_project(path, "张三")) as again:
        assert again.state == state


def test_saved_elsewhere(tmp_path: Path) -> None:
    path, other = tmp_path / "督办.planlens", tmp_path / "另存.planlens"
    with project_in(tmp_path) as project:
        assert save_copy(project, tmp_path / "另存") == other
        project.apply(Flag((project.state.tasks()[0].id,)))
        assert save_copy(project, other) == other
        with closing(open_project(other, "李四")) as copy:
            assert copy.state == project.state
            with pytest.raises(PlanlensError, match="李四") as error:
                save_copy(project, other)
            assert code_of(error) == "in-use"
        for target, code in ((path, "same-file"), (tmp_path / "无" / "另存.planlens", "folder-missing")):
            with pytest.raises(PlanlensError) as error:
                save_copy(project, target)
            assert code_of(error) == code
        path.unlink()
        save_copy(project, path)  # the way back where somebody has removed the file
    assert {found.name for found in tmp_path.iterdir()} == {path.name, other.name, "另存.备份"}


def test_one_copy_a_day(tmp_path: Path) -> None:
    path = tmp_path / "督办.planlens"
    with project_in(tmp_path):
        pass
    first = date(2026, 1, 1)
    for day in range(60):
        open_project(path, "张三", today=first + timedelta(days=day)).close()
    days = [copy.stem[5:] for copy in backups(path)]
    assert days == ["03-01", "02-28", "02-27", "02-26", "02-25", "02-24", "02-23", "02-22", "02-15", "02-08"]
    assert {path.name for path in backup_folder(path).iterdir()} == {copy.name for copy in backups(path)}


def test_copies_that_are_kept() -> None:
    few = {Path("2026-01-01.planlens"), Path("2025-11-03.planlens")}
    assert kept(few, date(2026, 1, 1)) == few


def test_restore_without_copies(tmp_path: Path) -> None:
    with project_in(tmp_path), pytest.raises(PlanlensError) as error:
        restore(tmp_path / "督办.planlens")
    assert code_of(error) == "no-backup"


def test_commits_are_durable(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        store = project.store
        assert isinstance(store, SqliteStore)
        ask = store._connection.execute
        assert [ask(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")] == ["delete", 3]


def test_an_id_given_in_another_thread_is_never_given_again(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        section = key(project, "优化政务服务")
        (given,) = project.prepare(AddTask(section, "编制事项清单。"))().rows
        project.apply(Delete((given.row.id,)))
        with closing(reopened(project)) as again:
            (new,) = again.apply(AddTask(section, "推行首席数据官制度。")).rows
            assert new.row.id != given.row.id
            assert [entry.label for entry in again.history(new.row.id)] == ["新增任务“推行首席数据官制度。”"]


def interrupted(path: Path) -> None:
    """End a program in the middle of an action, as a power failure does."""
    script = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA cache_size = 1'); c.execute('BEGIN IMMEDIATE'); c.execute('DELETE FROM tasks');"
        "c.executemany('INSERT INTO files VALUES (?, zeroblob(20000))', [(str(k),) for k in range(50)]); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert path.with_name(path.name + "-journal").exists()


def test_who_only_reads_sees_the_project_before_an_action_that_was_interrupted(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        before = project.state.copy()
    path = tmp_path / "督办.planlens"
    interrupted(path)
    with closing(open_project(path, "李四", read_only=True)) as reader:
        assert reader.state == before
    assert [found.name for found in tmp_path.iterdir()] == ["督办.planlens"]


def test_an_interrupted_action_in_a_read_only_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with project_in(tmp_path):
        pass
    path = tmp_path / "督办.planlens"
    interrupted(path)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(PlanlensError, match=r"中途中断.*督办\.planlens-journal") as error:
        open_project(path, "李四", read_only=True)
    assert code_of(error) == "interrupted"
