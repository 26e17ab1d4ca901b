"""What an office decides otherwise, always: learnt from counts of evidence, followed in what is read anew."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planlens.analysis import analyse
from planlens.analysis.judging.habits import ALONE, LEAST, Habit, Judged, habit_for, learn
from planlens.model import Role
from planlens.readers.txt import READER

INTRODUCES, MARKED = frozenset({"introduces", "stop:。"}), frozenset({"marked", "stop:。"})

PLAN = """云山市水务发展规划（2026—2030年）
一、总体要求
坚持节水优先，统筹水资源配置。
二、重点任务
加强水源保护，完善供水体系，推进城乡一体。
（一）供水
新建水厂3座，改造老旧管网120公里。
三、保障措施
（一）组织领导
建立联席会议制度，定期研究重大事项。
"""


def document(name: str, *, changed: int, kept: int = 0, others: int = 5) -> list[Judged]:
    """Sentences that introduce, of which some are said to be no task, and others of which nothing is said."""
    return [
        Judged(name, "tasks", "task", "", INTRODUCES, changed),
        Judged(name, "tasks", "task", "task", INTRODUCES, kept),
        Judged(name, "tasks", "task", "task", MARKED, others),
    ]


def test_what_is_always_decided_otherwise_in_several_documents_is_a_habit() -> None:
    (habit,) = learn([*document("甲", changed=3), *document("乙", changed=3)])
    assert (habit.held, habit.meant, habit.signs) == ("task", "", frozenset({"introduces"}))
    assert (habit.changed, habit.of) == (6, 6)


@pytest.mark.parametrize(
    "judged",
    [
        pytest.param([*document("甲", changed=LEAST - 2), *document("乙", changed=1)], id="too few"),
        pytest.param([*document("甲", changed=3, kept=3), *document("乙", changed=3)], id="as often left as it was"),
        pytest.param(document("甲", changed=ALONE - 1), id="one document alone"),
        pytest.param([*document("甲", changed=9), *document("乙", changed=0, kept=9)], id="in one of two only"),
        pytest.param([*document("甲", changed=0, kept=9), *document("乙", changed=0, kept=9)], id="nothing corrected"),
    ],
)
def test_what_is_not_always_so_teaches_nothing(judged: list[Judged]) -> None:
    assert learn(judged) == ()


def test_one_document_teaches_what_is_decided_otherwise_very_often() -> None:
    assert learn(document("甲", changed=ALONE))


_JUDGED = st.tuples(
    st.sampled_from("甲乙丙"), st.booleans(), st.booleans(), st.frozensets(st.sampled_from("abc")), st.integers(1, 20)
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy computer draws slowly
@given(st.lists(_JUDGED, max_size=12))
def test_habits_say_the_opposite_of_what_was_held_and_have_their_grounds(
    rows: list[tuple[str, bool, bool, frozenset[str], int]],
) -> None:
    judged = [
        Judged(name, "tasks", "task" * held, "task" * meant, signs, count) for name, held, meant, signs, count in rows
    ]
    for habit in learn(judged):
        assert habit.meant != habit.held
        assert habit.signs
        assert LEAST <= habit.changed <= habit.of
        assert habit.changed >= 0.8 * habit.of
        grounds = [item for item in judged if item.held == habit.held and habit.signs <= item.signs]
        assert sum(item.count for item in grounds) == habit.of


def test_nothing_is_said_of_other_kinds() -> None:
    habit = Habit("tasks", "task", "", frozenset({"introduces"}), 6, 6)
    assert habit_for([habit], "tasks", "task", INTRODUCES) is habit
    assert habit_for([habit], "tasks", "task", MARKED) is None
    assert habit_for([habit], "tasks", "", INTRODUCES) is None
    assert habit_for([habit], "roles", "task", INTRODUCES) is None


def tasks_with(*habits: Habit) -> dict[str, str]:
    """Read the plan; return the rule of each task by its first words."""
    plan = analyse(READER.read(PLAN.encode("utf-8-sig"), "规划.txt"), habits=habits)
    return {task.text[:4]: task.evidence.rule for task in plan.tasks}


def test_new_documents_are_read_by_habits() -> None:
    usual = tasks_with()
    assert {"加强水源", "新建水厂", "建立联席"} <= set(usual)
    read = tasks_with(
        Habit("tasks", "task", "", frozenset({"in:safeguard"}), 9, 9),
        Habit("tasks", "", "task", frozenset({"in:principle"}), 9, 9),
    )
    assert set(read) == set(usual) - {"建立联席"} | {"坚持节水"}
    assert read["坚持节水"] == "habit"
    assert read["新建水厂"] == usual["新建水厂"]


def test_a_section_of_a_kind_gets_its_role_and_those_below_with_it() -> None:
    habit = Habit("roles", "safeguard", "background", frozenset({"says:safeguard"}), 9, 9)
    plan = analyse(READER.read(PLAN.encode("utf-8-sig"), "规划.txt"), habits=[habit])
    assert {section.title: section.role for section in plan.sections}["保障措施"] is Role.BACKGROUND
    assert {section.title: section.role for section in plan.sections}["组织领导"] is Role.BACKGROUND
