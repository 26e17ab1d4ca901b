"""The model of the tree: whatever is edited, undone or redone, it shows what a model made anew would show."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from project_builder import key, plan_of_text, project_in
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from planlens.gui.app.session import Session
from planlens.gui.tasks.tree_model import TreeModel
from planlens.model import PlanlensError, Status
from planlens.project.edits import (
    AddSection,
    AddTask,
    AdoptDocument,
    Delete,
    Indent,
    Merge,
    Move,
    Outdent,
    SetDeadline,
    SetSetting,
    SetStatus,
    Split,
)
from planlens.project.project import Edit
from planlens.project.rows import SectionRow, TaskRow
from planlens.project.settings import PLAN_END
from planlens.views.fields.field import Use
from planlens.views.fields.tasks import TASKS
from planlens.views.task_filter import TaskFilter
from planlens.views.tree.shape import DRAFT, Shape, Steps, key_of, number_of

KEYS = tuple(field.key for field in TASKS.of(Use.TREE))

TODAY = date(2026, 11, 25)


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    del qtbot
    with project_in(tmp_path) as project:
        found = Session(None, lambda: TODAY)
        found.take(project)
        yield found


@pytest.fixture
def model(session: Session) -> TreeModel:
    found = TreeModel(session, session)
    QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Warning, found)
    return found


def drawn(model: TreeModel) -> str:
    """Every cell of the tree, indented."""

    def lines(parent: QModelIndex, depth: int) -> Iterator[str]:
        for row in range(model.rowCount(parent)):
            texts = [model.index(row, column, parent).data() or "" for column in range(len(KEYS))]
            yield "  " * depth + "|".join(texts)
            yield from lines(model.index(row, 0, parent), depth + 1)

    return "\n".join(lines(QModelIndex(), 0))


def random_edit(session: Session, chance: random.Random) -> Edit:
    """Any edit of the tree, often an impossible one."""
    items = [item.id for _, item in session.state.walk()]
    tasks = [key for key in items if key.startswith("t")]
    owners = [*items, "d1"]
    some = tuple(chance.sample(items, min(len(items), chance.randint(1, 3))))
    two = tuple(chance.sample(tasks, min(len(tasks), 2)))
    after = chance.choice([None, *items])
    makers: list[Callable[[], Edit]] = [
        lambda: AddTask(chance.choice(owners), f"任务{chance.random():.4f}，再加一句。", after),
        lambda: AddSection(chance.choice(owners), f"章节{chance.random():.4f}", after),
        lambda: Delete(some[:1]),
        lambda: Move(some, chance.choice(owners), after),
        lambda: Indent(some[:2]),
        lambda: Outdent(some[:2]),
        lambda: Merge(two),
        lambda: Split(two[0], 3),
        lambda: SetStatus(two, chance.choice(list(Status))),
    ]
    return chance.choice(makers)()


@pytest.mark.parametrize("seed", range(4))
def test_row_by_row_as_anew(session: Session, model: TreeModel, seed: int) -> None:
    chance = random.Random(seed)
    assert session.project is not None
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    for _ in range(40):
        kept = [QPersistentModelIndex(model.index_of(item.id)) for _, item in session.state.walk()]
        keys = [model.key(index) for index in kept]
        try:
            match chance.randint(0, 5):
                case 0:
                    session.told(session.project.undo())
                case 1:
                    session.told(session.project.redo())
                case _:
                    session.told(session.project.apply(random_edit(session, chance)))
        except (PlanlensError, IndexError):
            continue
        assert drawn(model) == drawn(TreeModel(session, session))
        for before, index in zip(keys, kept, strict=True):
            assert not index.isValid() or model.key(index) == before
    assert len(resets) <= 2  # what moves into what was above it cannot be told step by step


def test_a_filter_keeps_what_is_edited_and_shows_what_is_new(session: Session, model: TreeModel) -> None:
    model.narrow(TaskFilter(statuses=frozenset({Status.NOT_STARTED}), text="光网"))
    assert model.counts() == (1, 5)
    session.apply(SetStatus(("t2",), Status.DONE))
    assert model.counts() == (1, 5)
    session.apply(AddTask("s3", "新的任务。", "t2"))
    assert [row.split("|")[1] for row in drawn(model).splitlines()] == [
        "重点任务",
        "建设信息网络",
        "推进千兆光网进村入户。",
        "新的任务。",
    ]
    session.apply(Delete(("s3",)))
    session.undo()
    assert "新的任务" in drawn(model)
    model.narrow(model.filter.without("text"))
    assert "光网" not in drawn(model)


def test_a_sorted_list_keeps_its_order_until_it_is_sorted_again(session: Session, model: TreeModel) -> None:
    model.sort_by("status")
    session.apply(SetStatus(("t1",), Status.DONE))
    assert [model.key(model.index(row, 0)) for row in range(model.rowCount())] == ["t1", "t2", "t3", "t4", "t5"]
    session.apply(AddTask("s3", "新的任务。", "t1"))
    session.apply(Delete(("t3",)))
    assert [model.key(model.index(row, 0)) for row in range(model.rowCount())] == ["t1", "t6", "t2", "t4", "t5"]
    model.sort_by("status")
    assert [model.key(model.index(row, 0)) for row in range(model.rowCount())] == ["t6", "t2", "t4", "t5", "t1"]


def test_several_documents_stand_at_the_top(session: Session, model: TreeModel) -> None:
    second = "青川县交通规划（2026年）\n一、重点任务\n修建公路100公里。（牵头单位：县交通运输局）\n"
    session.apply(AdoptDocument(*plan_of_text(second, "交通.txt")))
    top = [model.index(row, KEYS.index("text")).data() for row in range(model.rowCount())]
    assert top == ["云山市数字经济发展规划（2024—2027年）", "青川县交通规划（2026年）"]
    session.undo()
    assert model.index(0, KEYS.index("text")).data() == "发展目标"


def test_rules_for_lights_change_what_is_shown(session: Session, model: TreeModel) -> None:
    lights = KEYS.index("light")
    assert model.index_of("t1", "light").data() == "黄灯"
    seen = []
    model.dataChanged.connect(lambda first, last: seen.append((model.key(first), first.column() <= lights)))
    session.apply(SetSetting("lights", {"yellow_days": 5, "red_days": 0, "tolerance": None}))
    assert ("t1", True) in seen
    assert model.index_of("t1", "light").data() == "绿灯"


def test_tips_say_why(session: Session, model: TreeModel) -> None:
    role = 3  # Qt.ItemDataRole.ToolTipRole
    assert model.index_of("t1", "light").data(role) == "黄灯：进度0%，序时进度97%"
    assert model.index_of("s2", "progress").data(role) == "共4项任务，已完成0项。黄灯：黄灯4项"
    assert session.project is not None
    state = session.state
    state.put(replace(state.get("t2", TaskRow), confidence=0.5, flagged=True, orphan=True))
    assert model.index_of("t2").data(role) == (
        "<qt>推进千兆光网进村入户。<br>★ 已标为关注<br>？ 待核对：任务、保障类章节中部署工作的一句话，"
        "把握不大，请核对（50%）"
        "<br>最新版文件中已没有这句话。</qt>"
    )


def test_a_row_that_is_typed_has_no_data_and_goes_again(model: TreeModel) -> None:
    before = drawn(model)
    index = model.begin_draft("s3", "t1")
    assert (index.row(), index.data(), model.key(index)) == (1, None, "")
    assert model.end_draft() == ("s3", "t1")
    assert model.end_draft() is None
    assert drawn(model) == before


def test_data_of_a_row_that_has_gone_is_nothing(session: Session, model: TreeModel) -> None:
    index = model.index_of("t2")
    session.apply(Delete(("t2",)))
    assert model.data(index) is None
    assert model.row_at(index) is None


@pytest.mark.parametrize("key", ["d1", "s7", "t1", "t123456"])
def test_numbers_of_ids(key: str) -> None:
    assert key_of(number_of(key)) == key
    assert number_of(key) > DRAFT


def test_other_rows_have_no_number() -> None:
    assert {number_of(other) for other in ("", "u1", "g5", "c:lights")} == {0}


def test_one_move_is_one_step() -> None:
    moves: list[int] = []
    shape = Shape({0: list(range(11, 60, 4))})
    wanted = [*range(15, 60, 4), 11]

    def do(number: int, _owner: int, _row: int, step: Callable[[], None]) -> bool:
        moves.append(number)
        step()
        return True

    assert Steps(shape, do, do, do).run({0: wanted}, set())
    assert shape.below[0] == wanted
    assert moves == [11]


def test_one_move_to_another_owner_is_one_step() -> None:
    moves: list[int] = []
    shape = Shape({0: [5, 9], 5: list(range(11, 60, 4)), 9: [71, 75]})
    wanted = {5: list(range(15, 60, 4)), 9: [11, 71, 75]}

    def do(number: int, _owner: int, _row: int, step: Callable[[], None]) -> bool:
        moves.append(number)
        step()
        return True

    assert Steps(shape, do, do, do).run(wanted, set())
    assert {owner: shape.below[owner] for owner in wanted} == wanted
    assert moves == [11]


def test_sections_keep_their_kind(session: Session) -> None:
    assert session.project is not None
    assert isinstance(session.state.find(key(session.project, "重点任务")), SectionRow)


def test_the_day_goes_on(session: Session, model: TreeModel) -> None:
    assert model.index_of("t1", "light").data() == "黄灯"
    session.today = lambda: date(2027, 1, 3)
    assert model.index_of("t1", "light").data() == "红灯"
    session.apply(SetStatus(("t1",), Status.DONE))
    assert model.index_of("t1", "light").data() == "绿灯"


def test_a_task_without_a_time_limit_shows_the_plan_s_end_in_grey(session: Session, model: TreeModel) -> None:
    task = next(row for row in session.state.tasks() if row.deadline is None)
    column = KEYS.index("deadline")

    def cell() -> tuple[str, str, bool]:
        index = model.index_of(task.id, KEYS[column])
        texts = [index.data(role) or "" for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)]
        return (*texts, index.data(Qt.ItemDataRole.ForegroundRole) == model.cells.looks.muted)

    assert cell() == ("规划期末", "", True)
    session.apply(SetDeadline((task.id,), "2026-12"))
    assert cell() == ("2026年12月", "2026年12月", False)
    session.apply(SetDeadline((task.id,), None))
    session.apply(SetSetting(f"{PLAN_END}:{task.document}", False))
    assert cell() == ("", "", False)
