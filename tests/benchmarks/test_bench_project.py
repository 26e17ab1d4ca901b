"""Time of opening a large project and of marking a task in it, against bare sqlite3 with the same settings."""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planlens.model import Status
from planlens.project.chain import ENTRY
from planlens.project.edits import AddNote, SetProgress, SetStatus
from planlens.project.files import new_project, open_project
from planlens.project.rows import DocumentRow, NodeRow, SectionRow, TaskRow, UnitRow, values
from planlens.project.schema import insert
from planlens.project.sqlite.database import connect
from planlens.project.sqlite.store import SqliteStore
from planlens.views.overview import Overview
from planlens.views.tallies import tallies

TEXT = "健全重大项目储备、要素保障和跟踪评估制度，推动项目早开工、早建成、早见效，完善协同推进机制。"
ROWS = [f"SELECT * FROM {table}" for table in ("tasks", "sections", "units", "nodes", "history")]
INTO_HISTORY = f"INSERT INTO history ({', '.join(ENTRY)})"


def build(path: Path, tasks: int, entries: int) -> None:
    """Make a project with ten tasks a section, two units and four nodes a task, and a history of changed progress."""
    new_project(path, "张三").close()
    words, head = ("by-rule", 1.0), ("规划.txt", "txt", "0", "规划（2024—2027年）", TEXT)
    rows: list[Any] = [DocumentRow("d1", "", 1.0, *head, "[]", "{}", "[]", "")]
    for n in range(1, tasks + 1):
        section = f"s{(n - 1) // 10 + 1}"
        if n % 10 == 1:
            rows.append(SectionRow(section, "d1", float(n), "（一）", "重点任务", "task", "d1", 0, 5, *words, ""))
        rows.append(TaskRow(f"t{n}", section, float(n), "", f"{n}{TEXT}", "d1", 0, 9, *words, "项目", "2026"))
        for number, role in enumerate(("lead", "support")):
            name = f"单位{n % 40}"
            rows.append(UnitRow(f"u{2 * n + number}", f"t{n}", 1.0, name, role, "stated", 1.0, *words, 0, 1))
        for quarter in range(1, 5):
            due, done = f"2026-{3 * quarter:02}", "2026-03-20" if quarter == 1 else None
            rows.append(NodeRow(f"m{4 * n + quarter}", f"t{n}", due, f"完成第{quarter}季度形象进度。", done))
    history = (_entry(n, n % tasks + 1) for n in range(1, entries + 1))
    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        for row in rows:
            connection.execute(insert(type(row)), values(row))
        connection.executemany(f"{INTO_HISTORY} VALUES ({', '.join('?' * 11)})", history)
        connection.executemany("INSERT INTO counters VALUES (?, ?)", [(letter, 10**6) for letter in "stunm"])
        connection.execute("COMMIT")


def _entry(seq: int, task: int) -> tuple[Any, ...]:
    change = f'[{{"id":"t{task}","before":{{"progress":{seq % 100}.0}},"after":{{"progress":{(seq + 1) % 100}.0}}}}]'
    label = f"设置“{TEXT[:13]}…”的进度为{seq % 100}%"
    when = "2025-06-01T09:00:00+08:00"
    return (seq, when, "张三", "do", label, "SetProgress", f" s{task} t{task} ", seq, 0, seq - 1, change)


@pytest.fixture(scope="module")
def path(is_measured: bool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("projects") / "大.planlens"
    build(found, *((5000, 50_000) if is_measured else (50, 200)))
    open_project(found, "张三").close()  # the day's copy
    return found


def seconds(action: Callable[[], object], rounds: int) -> float:
    """The shortest of so many runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def read_bare(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in ROWS:
            connection.execute(statement).fetchall()


def test_open(path: Path, benchmark: Any) -> None:
    """Opening a project of 5,000 tasks, 20,000 nodes and 50,000 actions costs at most 1.5 times reading its rows."""

    def ours() -> None:
        open_project(path, "张三").close()

    rounds = 15 if benchmark.enabled else 1
    pairs = [(seconds(lambda: read_bare(path), rounds=1), seconds(ours, rounds=1)) for _ in range(rounds)]
    benchmark.pedantic(ours, rounds=rounds)
    if benchmark.enabled:
        theirs, own = zip(*pairs, strict=True)
        benchmark.extra_info["ratio"] = min(own) / min(theirs)
        assert benchmark.extra_info["ratio"] < 1.5


@pytest.fixture
def bare(tmp_path: Path, path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the project, open with the settings of the store and nothing else."""
    copy = tmp_path / "bare.planlens"
    with closing(open_project(path, "", read_only=True)) as project:
        assert isinstance(project.store, SqliteStore)
        project.store.copy_to(copy)
    with closing(connect(copy)) as connection:
        yield connection


def commits(connection: sqlite3.Connection) -> Callable[[], None]:
    """What one marking writes, as bare statements in one durable transaction."""
    numbers = itertools.count(1)
    (last,) = connection.execute("SELECT max(seq) FROM history").fetchone()

    def commit() -> None:
        n = next(numbers)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE tasks SET progress = ?, status = ? WHERE id = 't7'", (n % 100, "in-progress"))
        record = (last + n, "2025-06-01T09:00:00+08:00", "张三", "do", "设置进度", "SetProgress", " t7 ", n, 0, n, "[]")
        connection.execute(f"{INTO_HISTORY} VALUES ({', '.join('?' * 11)})", record)
        connection.execute("COMMIT")

    return commit


def median(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def test_mark(path: Path, bare: sqlite3.Connection, benchmark: Any) -> None:
    """Marking a task costs at most twice one bare commit; both are done in turn, since disks are of many minds."""
    commit, numbers = commits(bare), itertools.count()
    ours, theirs = [], []
    with closing(open_project(path, "张三")) as project:

        def mark() -> None:
            project.apply(SetProgress(("t7",), next(numbers) % 100 + 0.5))

        for _ in range(300 if benchmark.enabled else 2):
            theirs.append(seconds(commit, rounds=1))
            ours.append(seconds(mark, rounds=1))
        benchmark.pedantic(mark, rounds=100 if benchmark.enabled else 1)
    if benchmark.enabled:
        benchmark.extra_info["ratio"] = median(ours) / median(theirs)
        assert benchmark.extra_info["ratio"] < 2


def test_what_the_window_does_after_a_mark(path: Path, benchmark: Any) -> None:
    """What is reckoned again after a mark costs less than a twentieth of reckoning all."""
    with closing(open_project(path, "张三")) as project:
        overview = Overview(project.state, date(2026, 7, 1))
        whole = seconds(lambda: tallies(Overview(project.state, date(2026, 7, 1))), rounds=5)
        states = itertools.cycle(Status)

        def setup() -> tuple[tuple[Any], dict[str, Any]]:
            return (project.apply(SetStatus(("t7",), next(states))),), {}

        benchmark.pedantic(overview.update, setup=setup, rounds=50 if benchmark.enabled else 1)
        project.apply(AddNote("t7", "已开工"))
    if benchmark.enabled:
        benchmark.extra_info["ratio"] = benchmark.stats.stats.min / whole
        assert benchmark.extra_info["ratio"] < 0.05
