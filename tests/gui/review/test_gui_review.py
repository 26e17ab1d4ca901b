"""The review queue: order, keys, undo, progress, many at once; and that no key ever loses an undecided item."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from drawing import drawn
from project_builder import TEXT, project_in, reopened
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from suggesting import project_to_review

from planlens.gui.app.desk import Desk
from planlens.gui.app.unit_book import unit_book
from planlens.gui.review.panel import ReviewPanel
from planlens.language.unit_names import KnownUnit
from planlens.project import edits
from planlens.project.rows import SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import State
from planlens.views.review.bulk import choices
from planlens.views.review.queue import Queue
from planlens.views.review.steps import ReviewSteps, Step, StepKind, steps

KEYS = {
    "enter": Qt.Key.Key_Return,
    "r": Qt.Key.Key_R,
    "delete": Qt.Key.Key_Delete,
    "space": Qt.Key.Key_Space,
    "right": Qt.Key.Key_Right,
    "left": Qt.Key.Key_Left,
    "1": Qt.Key.Key_1,
    "2": Qt.Key.Key_2,
    "s": Qt.Key.Key_S,
    "f2": Qt.Key.Key_F2,
}


class Bench:
    """A window with the panel in front."""

    def __init__(self, desk: Desk) -> None:
        assert desk.workspace is not None
        unit_book(desk.tools).prepare = lambda: None  # type: ignore[method-assign]
        panel = desk.workspace.widgets["review"]
        assert isinstance(panel, ReviewPanel)
        self.desk, self.session, self.panel = desk, desk.session, panel
        self.show()

    def show(self) -> None:
        self.desk.show_panel("review")
        self.desk.window.activateWindow()
        QApplication.processEvents()
        self.panel.setFocus()
        self.panel.catch_up()  # the steps are found

    def press(self, *names: str) -> None:
        for name in names:
            QTest.keyClick(self.panel, KEYS[name])
            self.panel.catch_up()

    @property
    def now(self) -> str:
        """The current step in a word."""
        step = self.panel.queue.current
        return short(self.session.state, step) if step else "-"

    def picture(self) -> list[str]:
        self.panel.catch_up()
        QApplication.processEvents()
        return drawn(self.panel).splitlines()


def short(state: State, step: Step) -> str:
    row = state.find(step.item)
    assert isinstance(row, SectionRow | TaskRow | TargetRow)
    return f"{step.kind}:{(row.title if isinstance(row, SectionRow) else row.text)[:4]}"


def waiting(state: State) -> list[str]:
    return [short(state, step) for step in steps(state)]


@pytest.fixture
def bench(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    problems: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: problems.append(error.message))
    with project_to_review(tmp_path) as project:
        desk.take(project)
        yield Bench(desk)
        desk.session.close()
    assert problems == []


ORDER = ["target:数字经济", "section:建设信息", "units:推进千兆", "units:推动高频", "task:开展全民"]


def test_steps_come_in_reading_order(bench: Bench) -> None:
    assert waiting(bench.session.state) == ORDER
    ids = {key for step in steps(bench.session.state) for key in step.ids}
    assert ids == set(edits.review.waiting(bench.session.state))


def test_a_step_with_its_reason_and_surroundings(bench: Bench) -> None:
    assert bench.picture() == [
        "0%",
        "[*✓ 建议单位 2*] [*✓ 任务 1*] [*✓ 目标 1*] [*✓ 章节 1*]",
        "目标（待核对）",
        "一、发展目标",
        "云山市数字经济发展规划（2024—2027年） 一、发展目标 到2027年，数字经济核心产业增加值达到300亿元。"
        " 二、重点任务 （一）建设信息网络 新建5G基站3000个以上，2026年底前完成。（牵…",
        "识别为目标：指标 数字经济核心产业增加值，目标值 300亿元，2027年",
        "依据：句子中不带计量单位的数量要求，把握不大，请核对（70%）",
        "[采纳 Enter] [否决 R] [修改 F2] [原文 S] [←] [跳过 →] [批量 A]",
    ]
    assert bench.panel.bar.text() == "已核对 0 / 5"


def test_suggested_units_come_together(bench: Bench) -> None:
    unit_book(bench.desk.tools).take((KnownUnit("市数据局", (), "一网通办"),))
    bench.press("space", "space", "space")
    assert bench.now == "units:推动高频"
    assert "[*1  市数据局（牵头）　较匹配*]" in bench.picture()
    assert "按机构职责推荐，原文没有写，相同的词：一网通办" in bench.picture()


def test_enter_accepts_and_goes_on(bench: Bench) -> None:
    seen = []
    for _ in range(5):
        seen.append(bench.now)
        bench.press("enter")
    assert seen == ORDER
    assert "✓ 全部核对完毕" in bench.picture()
    assert bench.panel.bar.text() == "已核对 5 / 5"
    assert edits.review.waiting(bench.session.state) == []
    assert all(unit.decision == "accepted" for unit in bench.session.state.all(UnitRow) if unit.origin == "suggested")


def test_ticked_units_are_accepted_and_the_others_rejected_as_one_action(bench: Bench) -> None:
    bench.press("space", "space", "space", "2")
    assert "采纳 2 个 Enter" in bench.picture()[-1]
    before = waiting(bench.session.state)
    bench.press("enter")
    names = {unit.name: unit.decision for unit in bench.session.state.all(UnitRow) if unit.decision}
    assert names == {"市数据局": "accepted", "市财政局": "accepted", "市政务服务局": "rejected"}
    bench.session.undo()
    assert waiting(bench.session.state) == before
    bench.panel.catch_up()
    assert bench.now == "units:推动高频"


def test_no_unit_ticked_decides_nothing(bench: Bench) -> None:
    bench.press("space", "space", "1", "2", "enter")
    assert bench.now == "units:推进千兆"
    assert waiting(bench.session.state) == ORDER


@pytest.mark.parametrize("name", ["r", "delete"])
def test_one_key_rejects(bench: Bench, name: str) -> None:
    target = bench.panel.queue.current
    assert target is not None
    bench.press(name, name, name)
    assert target.item not in bench.session.state
    assert waiting(bench.session.state) == ["units:推动高频", "task:开展全民"]
    assert bench.panel.bar.text() == "已核对 3 / 5"


def test_undo_goes_back_to_what_was_undone(bench: Bench) -> None:
    bench.press("enter", "r", "space")
    assert bench.now == "units:推动高频"
    bench.session.undo()
    bench.panel.catch_up()
    assert bench.now == "section:建设信息"
    bench.session.redo()
    bench.panel.catch_up()
    assert bench.now == "units:推进千兆"


def test_skipping_goes_round(bench: Bench) -> None:
    seen = []
    for _ in range(6):
        seen.append(bench.now)
        bench.press("right")
    assert seen == [*ORDER, ORDER[0]]
    bench.press("left", "left")
    assert bench.now == ORDER[4]
    assert waiting(bench.session.state) == ORDER


def test_each_step_is_selected_and_its_source_can_be_shown(bench: Bench, qtbot: QtBot) -> None:
    for _ in ORDER:
        assert bench.panel.queue.current is not None
        assert bench.session.selected == (bench.panel.queue.current.item,)
        bench.press("space")
    bench.press("space")
    with qtbot.waitSignal(bench.session.source_requested) as told:
        bench.press("s")
    row = bench.session.state.item(bench.session.current)
    assert row.title == "建设信息网络"  # type: ignore[union-attr]
    assert told.args == [row.document, row.start, row.end]


def test_what_is_selected_elsewhere_is_asked_next(bench: Bench) -> None:
    task = next(step for step in steps(bench.session.state) if step.kind is StepKind.TASK)
    bench.desk.window.setFocus()
    bench.session.select([task.item])
    assert bench.now == "task:开展全民"


def test_another_panels_selection_is_left_alone(bench: Bench) -> None:
    bench.desk.window.setFocus()
    task = next(item.id for item in bench.session.state.tasks() if item.text.startswith("新建5G"))
    bench.session.select([task])
    bench.session.apply(edits.Accept(steps(bench.session.state)[0].ids))
    bench.panel.catch_up()
    assert bench.now == ORDER[1]
    assert bench.session.selected == (task,)


def test_edit_shows_the_detail_panel(bench: Bench) -> None:
    bench.press("space", "f2")
    QApplication.processEvents()
    assert bench.desk.workspace is not None
    assert bench.desk.workspace.widgets["detail"].isVisible()
    assert bench.session.selected == (steps(bench.session.state)[1].item,)
    bench.session.apply(edits.SetText(bench.session.current, "建设数字底座"))
    assert waiting(bench.session.state) == [ORDER[0], *ORDER[2:]]


def test_kinds_can_be_left_out(bench: Bench) -> None:
    bench.panel.kinds.buttons[StepKind.TARGET].click()
    bench.panel.kinds.buttons[StepKind.SECTION].click()
    assert [short(bench.session.state, step) for step in bench.panel.queue.shown] == ORDER[2:]
    bench.panel.kinds.buttons[StepKind.UNITS].click()
    bench.press("enter")
    assert "所选的种类全部核对完毕，其他种类还有 4 条。" in bench.picture()
    bench.panel.kinds.buttons[StepKind.UNITS].click()
    assert bench.now == "units:推进千兆"


def test_many_at_once(bench: Bench) -> None:
    state = bench.session.state
    found = {choice.text: choice.edit for choice in choices(state, steps(state), None)}
    assert list(found) == [
        "采纳全部待核对的任务（1）",
        "采纳全部待核对的目标（1）",
        "采纳全部待核对的章节（1）",
        "采纳全部建议单位（5 个，2 项任务）",
        "每项任务只采纳最匹配的单位（采纳 2 个，其余否决）",
        "只采纳较匹配的单位（3 个），其余留待核对",
        "否决全部建议单位（5 个）",
    ]
    bench.panel.open_menu()
    assert bench.panel.menu is not None
    next(
        action
        for action in bench.panel.menu.actions()
        if action.text() == "每项任务只采纳最匹配的单位（采纳 2 个，其余否决）"
    ).trigger()
    decisions = [unit.decision for unit in state.all(UnitRow) if unit.origin == "suggested"]
    assert sorted(decisions) == ["accepted", "accepted", "rejected", "rejected", "rejected"]
    assert bench.panel.bar.text() == "已核对 2 / 5"
    bench.session.undo()
    bench.panel.catch_up()
    assert bench.now == "units:推进千兆"
    bench.panel.open_menu()
    assert bench.panel.menu is not None
    assert len(bench.panel.menu.actions()) == 7
    bench.panel.menu.close()


def test_it_goes_on_where_it_was_left(bench: Bench) -> None:
    bench.press("enter", "space", "r", "space")
    place = bench.now
    project = bench.session.project
    assert project is not None
    bench.session.close()
    with reopened(project) as again:
        bench.session.take(again)
        bench.show()
        bench.panel.catch_up()
        assert bench.now == place
        assert bench.panel.bar.text() == "已核对 2 / 5"
        bench.session.close()


def test_a_project_without_anything_unsure(desk: Desk, tmp_path: Path) -> None:
    with project_in(tmp_path, TEXT) as project:
        desk.take(project)
        bench = Bench(desk)
        assert "没有需要核对的内容。" in bench.picture()
        assert bench.panel.bar.text() == "没有需要核对的内容"
        bench.press("enter", "r", "space", "left", "f2", "1")
        desk.session.close()


@pytest.mark.parametrize("seed", range(5))
def test_random_keys_never_lose_what_is_undecided(bench: Bench, seed: int) -> None:
    """Whatever is pressed: a step goes only if it was asked and decided by its key, and undo brings all of it back."""
    choice = random.Random(seed)
    state, before = bench.session.state, waiting(bench.session.state)
    start = state.copy()
    for _ in range(25):
        name = choice.choice([*KEYS, "undo", "redo"])
        asked, left = bench.now, waiting(state)
        if name in {"undo", "redo"}:
            project = bench.session.project
            assert project is not None
            if project.undo_label if name == "undo" else project.redo_label:
                getattr(bench.session, name)()
                bench.panel.catch_up()
        else:
            bench.press(name)
            gone = [each for each in left if each not in waiting(state)]
            assert gone in ([[], [asked]] if name in {"enter", "r", "delete"} else [[]])
        assert bench.now in waiting(state) or not waiting(state)
        assert set(waiting(state)) <= set(before)
        assert list(bench.panel.follower.steps) == steps(state)
        assert bench.panel.follower.steps.decided == ReviewSteps(state).decided
        if name in {"s", "f2"}:
            bench.show()
    for _ in range(len(bench.panel.queue)):
        bench.press("space")
        assert bench.now in waiting(state)
    project = bench.session.project
    assert project is not None
    while state != start:
        assert project.undo_label is not None
        bench.session.undo()


def test_the_queue_of_ten_thousand_tasks_is_quick_to_walk() -> None:
    queue = Queue()
    many = [Step(StepKind.TASK, f"t{k}", (f"t{k}",)) for k in range(10_000)]
    queue.start(many, "task:t5000")
    queue.update(step for step in many if step.item != "t5000")
    assert queue.current is not None
    assert queue.current.item == "t5001"
    queue.update(many, [many[5000]])
    assert queue.current.item == "t5000"


def test_steps_are_looked_for_little_by_little_and_again_where_something_changes(bench: Bench, qtbot: QtBot) -> None:
    follower = bench.panel.follower
    bench.press("space")
    place = bench.now
    bench.session.apply(edits.Move(("t4",), "s5", None))  # everything is looked for anew
    bench.panel.refresh_now()
    assert follower.busy
    follower.steps.step()
    bench.session.apply(edits.Delete(("t3",)))
    bench.panel.refresh_now()
    qtbot.waitUntil(lambda: not follower.busy)
    assert list(follower.steps) == list(bench.panel.queue.all) == steps(bench.session.state)
    assert bench.now == place
    bench.session.undo()
    bench.press("left")  # who acts does not wait
    assert not follower.busy
    assert waiting(bench.session.state) == [short(bench.session.state, step) for step in bench.panel.queue.all]


def test_nothing_is_decided_at_once_that_is_not_asked_about(bench: Bench) -> None:
    """Whatever kinds are ticked: each entry of the menu touches only what is shown, and as much as its number says."""
    project = bench.session.project
    assert project is not None
    every = list(bench.panel.queue.all)
    for ticked in range(1 << len(StepKind)):
        kinds = {kind for place, kind in enumerate(StepKind) if ticked >> place & 1}
        shown = [step for step in every if step.kind in kinds]
        allowed = {key for step in shown for key in step.ids}
        for choice in choices(project.state, shown, shown[0] if shown else None):
            touched = {change.row.id for change in project.apply(choice.edit).rows}
            project.undo()
            assert touched
            assert touched <= allowed, choice.text
            assert (
                any(str(number) in choice.text for number in (len(touched), len({*touched} & allowed)))
                or "其余" in choice.text
            )


def test_the_menu_of_many_holds_only_ticked_kinds(bench: Bench) -> None:
    for kind, button in bench.panel.kinds.buttons.items():
        if kind is not StepKind.UNITS and button.isChecked() and button.isVisible():
            button.click()
    bench.panel.open_menu()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    texts = [action.text() for action in popup.actions()]
    popup.close()
    assert texts
    assert all("单位" in text for text in texts)
