"""The tree of 10,000 tasks: a keystroke filters within 60 ms; opening, scrolling, editing never stall over 50 ms.

Times are those of the window's own thread, so that other programs on the machine do not count. The yardstick beside
the filter is the same search as a plain loop over the same texts, without tree or window.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planlens.gui.app.session import Session
from planlens.gui.tasks.delegate import TreeDelegate
from planlens.gui.tasks.tree_model import TreeModel
from planlens.gui.tasks.view import TaskTree
from planlens.language.pinyin import Initials, first_letters
from planlens.model import Status
from planlens.project.edits import Move, SetStatus
from planlens.project.files import new_project
from planlens.project.project import Project
from planlens.project.rows import DocumentRow, Row, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import Draft
from planlens.views.facts import FactBook
from planlens.views.fields.seen import view_of
from planlens.views.overview import Overview
from planlens.views.task_filter import TaskFilter
from tests.benchmarks.stalls import Stalls, settle, watched

TODAY = date(2026, 11, 25)
WORDS = (
    "数据要素",
    "营商环境",
    "绿色低碳",
    "乡村振兴",
    "科技创新",
    "养老服务",
    "港口航运",
    "文化旅游",
    "安全生产",
    "人才引育",
)
DEADLINES = ("2025", "2026-12", "2027-06-30", "ongoing", None)


@dataclass(frozen=True, slots=True)
class Rows:
    """An edit that puts rows into a project as they are."""

    rows: tuple[Row, ...]

    def run(self, draft: Draft) -> str:
        for row in self.rows:
            draft.put(row)
        return "导入"


def rows(tasks: int) -> Iterator[Row]:
    """Ten chapters with ten sections each, and the tasks in them, with two units and every third a target."""
    yield DocumentRow("d1", "", 1, "n", "txt", "x", "规划（2024—2027年）", "", "[]", "{}", "[]", "2024")
    for chapter in range(10):
        head = (f"s{chapter + 1}", "d1", float(chapter), "一、", f"{WORDS[chapter]}工程")
        yield SectionRow(*head, "task", "d1", 0, 1, "by-hand", 1.0, "")
        for part in range(10):
            number = 11 + chapter * 10 + part
            head = (f"s{number}", f"s{chapter + 1}", float(part), "（一）", f"{WORDS[part]}体系")
            yield SectionRow(*head, "task", "d1", 0, 1, "by-hand", 1.0, "")
    for number in range(1, tasks + 1):
        text = f"推进{WORDS[number % 10]}第{number}项工作，健全重大项目储备、要素保障和跟踪评估制度，完善协同推进机制。"
        head = (f"t{number}", f"s{11 + number % 100}", float(number), "", text, "d1", 0, 1, "by-hand", 1.0, "")
        yield TaskRow(*head, deadline=DEADLINES[number % 5])
        for place, role in enumerate(("lead", "support"), start=1):
            unit = (
                f"u{number * 2 + place}",
                f"t{number}",
                float(place),
                f"市第{(number * place) % 47}局",
                role,
                "stated",
            )
            yield UnitRow(*unit, 1.0, "by-hand", 1.0, None, None)
        if number % 3 == 0:
            what = ("开工率达到90%", "开工率", ">=", "90", "%", "2027", None)
            yield TargetRow(f"g{number}", f"t{number}", 1.0, *what, "d1", 0, 1, "by-hand", 1.0)


@dataclass(frozen=True, slots=True)
class Bench:
    session: Session
    model: TreeModel
    tree: TaskTree

    def find(self, text: str) -> int:
        """Search, and paint what is found, as a keystroke does; return the number of tasks shown."""
        self.model.narrow(TaskFilter(text=text))
        self.tree.viewport().repaint()
        return self.model.counts()[0]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, is_measured: bool) -> Iterator[Project]:
    tasks = 10_000 if is_measured else 200
    folder: Path = tmp_path_factory.mktemp("tree")
    with new_project(folder / "大.planlens", "张三") as found:
        found.apply(Rows(tuple(rows(tasks))))
        yield found


@pytest.fixture(scope="module")
def initials() -> Initials:
    return Initials(first_letters())


@pytest.fixture
def bench(project: Project, initials: Initials, qtbot: QtBot) -> Bench:
    session = Session(None, lambda: TODAY)
    session.take(project, overview=Overview(project.state, TODAY))
    model = TreeModel(session, session)
    tree = TaskTree(model)
    tree.setItemDelegate(TreeDelegate(model, lambda: TODAY, None, tree))  # type: ignore[arg-type]
    qtbot.addWidget(tree)
    tree.resize(1000, 560)
    tree.show()
    model.search_letters(initials)
    qtbot.waitUntil(lambda: model.facts.initials is not None and not tree.folds.busy, timeout=20_000)
    return Bench(session, model, tree)


@contextmanager
def never_over(milliseconds: float, benchmark: Any) -> Iterator[Stalls]:
    with watched(time.thread_time) as stalls:
        yield stalls
    benchmark.extra_info["worst stall in ms"] = round(stalls.worst, 1)
    if benchmark.enabled:
        assert stalls.worst < milliseconds


@pytest.mark.benchmark(timer=time.thread_time)
@pytest.mark.parametrize("text", ["推", "协同 数据", "tj", "sjys 3", "没有"])
def test_a_keystroke_filters(benchmark: Any, bench: Bench, text: str) -> None:
    def back() -> None:
        bench.find("")
        settle(5)
        while bench.tree.folds.busy:
            settle(5)

    benchmark.pedantic(bench.find, (text,), setup=back, rounds=9 if benchmark.enabled else 1)
    if not benchmark.enabled:
        return
    book = FactBook(view_of(Overview(bench.session.state, TODAY)))
    texts = [facts.text for facts in book.tasks.values()]
    start = time.thread_time()
    assert sum(all(word in found for word in text.split()) for found in texts) >= 0
    benchmark.extra_info["ratio to a bare search"] = round(benchmark.stats["median"] / (time.thread_time() - start), 1)
    assert benchmark.stats["median"] < 0.06


def test_typing_opens_and_scrolls_without_a_stall(benchmark: Any, bench: Bench) -> None:
    def drive() -> None:
        for text in ("推", "推进", "推进数", "推进", "推", "", "t", "tj", "tjs", ""):
            bench.model.narrow(TaskFilter(text=text))
            settle(40)
        bar = bench.tree.verticalScrollBar()
        for place in range(0, bar.maximum(), max(1, bar.maximum() // 40)):
            bar.setValue(place)
            settle(5)

    with never_over(50, benchmark):
        benchmark.pedantic(drive, rounds=1)


def test_scrolling_what_is_found(benchmark: Any, bench: Bench) -> None:
    """Every text has something marked in it."""

    def drive() -> None:
        bar = bench.tree.verticalScrollBar()
        for place in range(0, bar.maximum(), max(1, bar.maximum() // 60)):
            bar.setValue(place)
            settle(5)

    bench.find("制度 jq")
    while bench.tree.folds.busy:
        settle(5)
    with never_over(50, benchmark):
        benchmark.pedantic(drive, rounds=1)


def test_opening_and_closing_everything(benchmark: Any, bench: Bench) -> None:
    def drive() -> None:
        for act in (bench.tree.folds.close_all, bench.tree.folds.open_all):
            act()
            while True:
                settle(10)
                if not bench.tree.folds.busy:
                    break

    with never_over(50, benchmark):
        benchmark.pedantic(drive, rounds=1)


def test_marking(benchmark: Any, bench: Bench) -> None:
    """Each edit is on disk, in the tree and painted; the next key can be pressed."""
    tree, session = bench.tree, bench.session

    def drive() -> None:
        for number in range(1, 20):
            task = f"t{number}"
            tree.select([task])
            session.apply(SetStatus((task,), Status.DONE))
            settle(12)
            QTest.keyClick(tree, Qt.Key.Key_Down)
            settle(12)

    with never_over(50, benchmark):
        benchmark.pedantic(drive, rounds=1)


def test_moving(benchmark: Any, bench: Bench) -> None:
    """Qt lays out all open rows anew when one of them moves; what is done before that hardly counts."""
    moves: list[float] = []

    def drive() -> None:
        start = time.thread_time()
        bench.session.apply(Move(("t5",), "s30", None))
        moves.append(1000 * (time.thread_time() - start))
        settle(30)
        bench.session.undo()
        settle(30)

    with never_over(150, benchmark):
        benchmark.pedantic(drive, rounds=1)
    benchmark.extra_info["the move itself in ms"] = round(min(moves), 1)
    if benchmark.enabled:
        assert min(moves) < 20
