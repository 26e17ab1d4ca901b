"""Corrections teach: kept as counts, followed in the next document, told in words, and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from project_builder import plan_of_text, project_in

from planlens.analysis.judging.habits import Habit
from planlens.language.lexicon import table
from planlens.model import Plan, Role
from planlens.project.edits import AdoptDocument, AdoptVersion, Delete, SetRole, SettleSentences
from planlens.project.project import Project
from planlens.project.rows import SectionRow
from planlens.views.review.habits import habit_words
from planlens.workflow import habits, memory, read_plan, reread
from tests.cli.commands import error_of, run


def text_of(name: str) -> str:
    """A plan of three chapters, each of which is introduced by a sentence before its first heading."""
    chapters = "".join(
        f"{number}、{name}{part}\n推进{name}{part}，完善制度，提升能力。\n（一）设施\n新建{name}设施{3 + place}处。\n"
        for place, (number, part) in enumerate(zip("一二三", ("建设", "管护", "改革"), strict=True))
    )
    return f"云山市{name}发展规划（2026—2030年）\n{chapters}"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANLENS_HOME", str(tmp_path / "home"))


def introductions(plan: Plan) -> list[str]:
    return [task.text for task in plan.tasks if task.text.startswith("推进")]


def read(tmp_path: Path, name: str = "蓄水") -> Plan:
    path = tmp_path / f"{name}.txt"
    path.write_text(text_of(name), "utf-8")
    return read_plan(path)


def corrected(project: Project) -> None:
    """Delete the tasks that introduce, one by one."""
    keys = [task.id for task in project.state.tasks() if task.text.startswith("推进")]
    assert len(keys) >= 3
    project.apply(Delete(tuple(keys)))


def three_plans(project: Project) -> None:
    for name in ("排水", "节水"):
        project.apply(AdoptDocument(*plan_of_text(text_of(name), f"{name}.txt")))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Three plans, of each of which three tasks are deleted."""
    with project_in(tmp_path, text_of("供水")) as opened:
        three_plans(opened)
        corrected(opened)
        yield opened


def test_what_is_always_deleted_is_no_task_in_the_next_document(project: Project, tmp_path: Path) -> None:
    usual = read(tmp_path)
    assert len(introductions(usual)) == 3
    memory.begin()
    assert habits.remember_corrections("甲", project.state) == 9
    told = read(tmp_path)
    assert introductions(told) == []
    assert [task.text for task in told.tasks] == [task.text for task in usual.tasks if not task.text.startswith("推进")]


def test_nothing_is_kept_of_the_texts(project: Project) -> None:
    memory.begin()
    habits.remember_corrections("甲", project.state)
    kept = [line for line in memory.lines() if line[0] == "判断"]
    assert kept
    texts = {line[3] for line in kept}, [run for line in kept for run in re.findall("[\u4e00-\u9fff]{3,}", line[7])]
    assert texts == ({"tasks", "roles"}, [])  # of titles the two characters at their ends


def test_without_memory_nothing_is_learnt_and_forgetting_ends_it(project: Project, tmp_path: Path) -> None:
    assert habits.known_habits() == ()
    memory.begin()
    habits.remember_corrections("甲", project.state)
    assert habits.known_habits()
    memory.forget()
    assert habits.known_habits() == ()
    assert len(introductions(read(tmp_path))) == 3


def test_a_project_that_is_remembered_again_counts_once(project: Project) -> None:
    memory.begin()
    habits.remember_corrections("甲", project.state)
    first = habits.learnt()
    habits.remember_corrections("甲", project.state)
    assert habits.learnt() == first
    memory.remember("甲", project.state)
    assert habits.learnt() == first


def test_a_document_in_which_nobody_decided_anything_says_nothing(tmp_path: Path) -> None:
    with project_in(tmp_path, text_of("管水")) as opened:
        memory.begin()
        assert habits.remember_corrections("乙", opened.state) == 0
        assert habits.learnt().documents == 0
        opened.apply(SettleSentences(opened.state.documents()[0].id, ("新建管水设施3处。",)))
        habits.remember_corrections("乙", opened.state)
        assert habits.learnt().documents == 1


def test_what_people_have_decided_stays_when_a_document_is_read_anew(project: Project) -> None:
    memory.begin()
    habits.remember_corrections("甲", project.state)
    before = [task.text for task in project.state.tasks()]
    new = reread(project, project.state.documents()[0].id)
    project.apply(AdoptVersion(new.document, new.plan, new.data, new.comparison.matching))
    assert [task.text for task in project.state.tasks()] == before


def test_a_changed_type_of_sections_is_learnt(tmp_path: Path) -> None:
    with project_in(tmp_path, text_of("供水")) as opened:
        three_plans(opened)
        for row in list(opened.state):
            if isinstance(row, SectionRow) and row.title.endswith("改革"):
                opened.apply(SetRole(row.id, Role.SAFEGUARD))
        memory.begin()
        assert habits.remember_corrections("甲", opened.state) == 3
    assert habits.known_habits() == ()  # three are too few


def test_a_habit_is_taken_back_and_used_again(project: Project, tmp_path: Path) -> None:
    memory.begin()
    habits.remember_corrections("甲", project.state)
    found, words = habits.told()
    assert words == tuple(map(habit_words, found.habits))
    for habit in found.habits:
        habits.take_back(habit)
    assert len(introductions(read(tmp_path))) == 3
    habits.remember_corrections("甲", project.state)
    assert habits.known_habits() == ()
    for habit in found.habits:
        habits.take_back(habit, off=False)
    assert habits.known_habits() == found.habits


def test_lines_that_say_nothing_are_passed_over() -> None:
    memory.begin()
    memory.write(
        [("判断", "甲", "乙.txt", "tasks", "task", "", "多", "introduces"), ("判断", "甲"), ("不用",), ("随便",)]
    )
    assert habits.learnt().documents == 0
    assert habits.known_habits() == ()


@pytest.mark.parametrize(
    ("habit", "words"),
    [
        (
            Habit("tasks", "task", "", frozenset({"introduces", "in:safeguard"}), 11, 12),
            "“保障措施”部分、在小标题之前总起的句子：不算任务（12句中有11句这样更正）",
        ),
        (
            Habit("tasks", "", "task", frozenset({"by-year"}), 8, 8),
            "写到某年怎样的句子：算任务（8句中有8句这样更正）",
        ),
        (
            Habit("roles", "safeguard", "task", frozenset({"begins:政策"}), 5, 6),
            "标题以“政策”开头的章节：由“保障措施”改为“重点任务”（6处中有5处这样更正）",
        ),
    ],
)
def test_a_habit_is_told_in_words(habit: Habit, words: str) -> None:
    assert habit_words(habit) == words


def test_every_sign_has_words_of_its_own() -> None:
    rows = [row for row in table("words/signs.tsv") if len(row) > 1]
    assert len({row[0] for row in rows}) == len({row[1] for row in rows}) == len(rows)


def test_the_command_line_learns_tells_and_takes_back(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "督办.planlens"
    project.close()
    assert run("memory").startswith("没有开启推荐记忆。")
    told = run("memory", "--learn", path)
    assert "9 处更正，学到 1 条习惯" in told
    assert "在小标题之前总起、以部署工作的动词开头的句子：不算任务（9句中有9句这样更正）" in told
    assert "（已收回）" in run("memory", "--take-back", "1")
    assert len(introductions(read(tmp_path))) == 3
    assert "（已收回）" not in run("memory", "--use", "1")
    assert "没有第 7 条习惯" in error_of("memory", "--take-back", "7")
    assert run("memory", "--clear").startswith("没有开启推荐记忆。")


@pytest.mark.parametrize("count", ["²", "9" * 5000, "-1", ""])
def test_a_line_that_counts_nothing_is_passed_over(tmp_path: Path, count: str) -> None:
    memory.begin()
    memory.write([("判断", "甲", "规划.txt", "tasks", "task", "", count, "introduces")])
    assert habits.learnt().habits == ()
    assert introductions(read(tmp_path))
