"""The detail panel: what it shows of what is chosen, and that every action is one edit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from detail_bench import Bench, enter_unit, press, type_into
from drawing import drawn
from project_builder import key
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shown_windows import ShownWindows

from planlens.gui.app.desk import Desk
from planlens.gui.app.unit_book import unit_book
from planlens.gui.detail.deadline import DeadlineSection
from planlens.gui.detail.head import HeadSection
from planlens.gui.detail.more import MoreSection
from planlens.gui.detail.plan_time import PlanTimeSection
from planlens.gui.detail.rereading import RereadingSection
from planlens.gui.detail.standing import StandingSection
from planlens.gui.detail.units import UnitsSection
from planlens.gui.detail.words import WordsSection
from planlens.language.unit_names import KnownUnit
from planlens.model import Role
from planlens.model.tracking import Status
from planlens.project import edits
from planlens.project.rows import TaskRow, UnitRow
from planlens.project.settings import end_of, start_of


@pytest.fixture
def bench(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """The panel; a problem that no test expects fails it."""
    found = Bench(open_desk)
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda _, error: found.problems.append(error.message))
    yield found
    assert found.problems == []


def test_a_task_with_all_its_fields(bench: Bench) -> None:
    bench.choose("新建5G基站")
    bench.picture(HeadSection)
    assert drawn(bench.panel).splitlines() == [
        "二、重点任务 › （一）建设信息网络 [☆ 关注] [原文]",
        "‹新建5G基站3000个以上，2026年底前完成。›",
        "编号 ‹›",
        "## 状态与进度",
        "[*未启动*] [进行中] [已完成] [基本完成] [滞后] [暂缓] [已取消]",
        "进度 ‹› [25] [50] [75] [100]",
        "◆ 黄灯　进度0%，序时进度97%",
        "## 责任单位（3）",
        "牵头 [市通信管理局] [✕]",
        "配合 [市财政局] [✕] [市住房城乡建设局] [✕]",
        "‹牵头 ▾› ‹› [添加]",
        "## 完成时限",
        "‹2026年› [日历] [常用 ▾] [延期…]",
        "## 节点",
        "‹› [常用 ▾] [填表…]",
        "## 进展记录",
        "[＋ 填写进展]",
        "## 人员",
        "‹责任人 ▾› ‹› [常用 ▾]",
        "## 目标指标（1）",
        "[▸] 新建5G基站3000个以上 [✕]",
        "‹›",
        "## 佐证材料",
        "[＋ 添加文件…] 也可以把文件拖进来；文件存入项目，每个不超过 100 MB",
        "## 权重与依据",
        "## 修改记录",
    ]


def test_several_tasks_show_what_they_have_in_common(bench: Bench) -> None:
    first = bench.choose("新建5G基站", "推进千兆", "建设信息")
    bench.session.apply(edits.SetProgress((first,), 40))
    bench.picture(HeadSection)
    assert drawn(bench.panel).splitlines() == [
        "已选 2 项任务，以下修改同时用于它们（另选的 1 个章节等不受影响） [☆ 关注]",
        "## 状态与进度",
        "[未启动] [进行中] [已完成] [基本完成] [滞后] [暂缓] [已取消]",
        "进度 ‹› [25] [50] [75] [100]",
        "## 责任单位（3）",
        "牵头 [市通信管理局（2/2）] [✕]",
        "配合 [市财政局（1/2）] [✕] [市住房城乡建设局（1/2）] [✕]",
        "‹牵头 ▾› ‹› [添加]",
        "## 完成时限",
        "‹› [日历] [常用 ▾] [延期…]",
        "## 节点",
        "‹› [常用 ▾] [填表…]",
        "## 人员",
        "‹责任人 ▾› ‹› [常用 ▾]",
        "## 权重与依据",
    ]


def test_a_section_shows_what_its_tasks_add_up_to(bench: Bench) -> None:
    done = key(bench.project, "新建5G")
    bench.session.apply(edits.SetStatus((done,), Status.DONE))
    bench.choose("建设信息")
    bench.picture(HeadSection)
    assert drawn(bench.panel).splitlines() == [
        "二、重点任务 [原文]",
        "‹建设信息网络›",
        "编号 ‹（一）› 类型 ‹重点任务 ▾›",
        "## 汇总",
        "50%",
        "任务 2 项：未启动 1、已完成 1",
        "◆ 黄灯1项",
        "## 目标指标",
        "‹›",
        "## 修改记录",
    ]


def test_nothing_chosen(bench: Bench) -> None:
    bench.session.select()
    bench.panel.refresh_now()
    assert drawn(bench.panel) == "在任务表中选择任务、章节或目标，在这里查看和修改它的各项内容。"


def test_no_part_flashes_up_as_a_window(bench: Bench) -> None:
    watch, app = ShownWindows(), QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    for start in ("新建5G", "推进千兆", "重点任务"):
        bench.choose(start)
    app.removeEventFilter(watch)
    assert watch.names == []


# Words


def test_text_is_one_edit_when_it_is_left(bench: Bench, qtbot: QtBot) -> None:
    task = bench.choose("推进千兆")
    words = bench.section(WordsSection)
    type_into(words.text, "推进万兆光网试点。")
    assert bench.task(task).text == "推进千兆光网进村入户。"
    with qtbot.waitSignal(bench.session.changed):
        words.number.setFocus()
    assert bench.task(task).text == "推进万兆光网试点。"
    bench.session.undo()
    bench.panel.refresh_now()
    assert words.text.text() == "推进千兆光网进村入户。"


@pytest.mark.parametrize("way", ["ctrl-enter", "selection", "undo", "close"])
def test_half_typed_text_is_never_lost(bench: Bench, way: str) -> None:
    task = bench.choose("推进千兆")
    words = bench.section(WordsSection)
    type_into(words.text, "推进万兆光网试点。")
    match way:
        case "ctrl-enter":
            press(words.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        case "selection":
            bench.session.select([key(bench.project, "推动高频")])
        case "undo":
            bench.session.undo()
            bench.session.redo()
        case "close":
            state = bench.session.state
            bench.session.close()
            assert state.get(task, TaskRow).text == "推进万兆光网试点。"
            return
    assert bench.task(task).text == "推进万兆光网试点。"
    assert bench.actions().count("修改“推进千兆光网进村入户。”的文字") == (1 if way != "undo" else 3)


def test_escape_takes_back_and_nothing_is_kept(bench: Bench) -> None:
    bench.choose("推进千兆")
    words, before = bench.section(WordsSection), bench.actions()
    type_into(words.text, "另一句话。")
    press(words.text, Qt.Key.Key_Escape)
    assert words.text.text() == "推进千兆光网进村入户。"
    bench.panel.settle()
    assert bench.actions() == before


@pytest.mark.parametrize("text", ["推进千兆光网进村入户。", " 推进千兆光网进村入户。\n", "  "])
def test_no_edit_where_nothing_changed(bench: Bench, text: str) -> None:
    bench.choose("推进千兆")
    words, before = bench.section(WordsSection), bench.actions()
    type_into(words.text, text)
    bench.panel.settle()
    assert bench.actions() == before
    assert words.text.text() == "推进千兆光网进村入户。"


def test_a_text_that_was_refused_comes_back(bench: Bench) -> None:
    bench.choose("推进千兆")
    words = bench.section(WordsSection)
    type_into(words.text, "推进万兆光网试点。")
    bench.session.busy = True
    other = bench.choose("推动高频")
    assert bench.task(other).text == "推动高频事项一网通办。"
    bench.session.busy = False
    bench.choose("推进千兆")
    assert words.text.text() == "推进万兆光网试点。"
    bench.panel.settle()
    assert "修改“推进千兆光网进村入户。”的文字" in bench.actions()


def test_a_sections_title_number_and_kind(bench: Bench) -> None:
    section = bench.choose("建设信息")
    words = bench.section(WordsSection)
    type_into(words.text, "建设数字底座")
    type_into(words.number, "（甲）")
    press(words.number, Qt.Key.Key_Return)
    words.role.setCurrentIndex(words.role.findText("保障措施"))
    words.role.activated.emit(words.role.currentIndex())
    row = bench.session.state.item(section)
    assert (row.title, row.number, row.role) == ("建设数字底座", "（甲）", "safeguard")  # type: ignore[union-attr]


# State and progress


def test_state_in_one_click(bench: Bench) -> None:
    task = bench.choose("新建5G", "推进千兆")
    standing = bench.section(StandingSection)
    standing.buttons[Status.DONE].click()
    assert bench.task(task).status == "done"
    assert bench.picture(StandingSection).splitlines()[:2] == [
        "[未启动] [进行中] [*已完成*] [基本完成] [滞后] [暂缓] [已取消]",
        "进度 ‹100%› [25] [50] [75] [100]",
    ]
    before = bench.actions()
    assert before[0] == "标记“新建5G基站3000个以上…”等2项为“已完成”"
    standing.buttons[Status.DONE].click()
    assert bench.actions() == before
    assert standing.buttons[Status.DONE].isChecked()


@pytest.mark.parametrize(
    ("text", "progress"), [("35", 35.0), ("62.5%", 62.5), ("８０％", 80.0), ("", None), ("130", 20.0), ("快了", 20.0)]
)
def test_progress_as_typed(bench: Bench, text: str, progress: float | None) -> None:
    task = bench.choose("新建5G")
    bench.session.apply(edits.SetProgress((task,), 20.0))
    bench.panel.refresh_now()
    standing = bench.section(StandingSection)
    type_into(standing.percent, text)
    if not text:
        standing.percent.clear()
    press(standing.percent, Qt.Key.Key_Return)
    assert bench.task(task).progress == progress


def test_progress_by_button_and_slider(bench: Bench, qtbot: QtBot) -> None:
    task = bench.choose("新建5G")
    standing = bench.section(StandingSection)
    standing.quick[2].click()
    assert bench.task(task).progress == 75
    assert bench.task(task).status == "in-progress"
    before = len(bench.actions())
    for _ in range(3):
        press(standing.slider, Qt.Key.Key_Right)
    assert bench.task(task).progress == 75
    with qtbot.waitSignal(bench.session.changed):
        pass  # the slider waits for more keys for a moment
    assert bench.task(task).progress == 90
    assert len(bench.actions()) == before + 1


def test_slid_progress_is_sent_before_another_task_is_shown(bench: Bench) -> None:
    task = bench.choose("新建5G")
    press(bench.section(StandingSection).slider, Qt.Key.Key_Right)
    bench.choose("推进千兆")
    assert bench.task(task).progress == 5


def test_own_names_of_states(bench: Bench) -> None:
    bench.session.apply(edits.SetSetting("status-names", {"done": "已办结"}))
    bench.choose("新建5G")
    assert "[已办结]" in bench.picture(StandingSection)


def test_flag_and_weight(bench: Bench) -> None:
    task = bench.choose("新建5G")
    bench.section(HeadSection).flag.click()
    assert bench.task(task).flagged
    assert "[*★ 已关注*]" in bench.picture(HeadSection)
    more = bench.section(MoreSection)
    type_into(more.weight, "2.5")
    bench.panel.settle()
    assert bench.task(task).weight == 2.5
    type_into(more.weight, "-1")
    bench.panel.settle()
    assert bench.task(task).weight == 2.5


# Deadline


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("2027", "2027", "2027年"),
        ("明年6月底", "2027-06", "2027年6月"),
        ("年底前", "2026", "2026年"),
        ("长期", "ongoing", "长期坚持"),
        ("2027.3.31", "2027-03-31", "2027年3月31日"),
        ("无", None, ""),
    ],
)
def test_a_deadline_as_typed(bench: Bench, text: str, value: str | None, shown: str) -> None:
    task = bench.choose("新建5G", "推进千兆")
    section = bench.section(DeadlineSection)
    type_into(section.field, text)
    press(section.field, Qt.Key.Key_Return)
    assert bench.task(task).deadline == value
    assert bench.task(key(bench.project, "推进千兆")).deadline == value
    assert section.field.text() == shown


def test_a_deadline_that_is_not_understood_stays_in_the_field(bench: Bench) -> None:
    task = bench.choose("新建5G")
    section, before = bench.section(DeadlineSection), bench.actions()
    type_into(section.field, "2026年13月")
    assert "无法识别的完成时限：2026年13月。" in bench.picture(DeadlineSection)
    bench.choose("推进千兆")
    assert section.field.text() == ""
    bench.choose("新建5G")
    assert section.field.text() == "2026年13月"
    assert bench.task(task).deadline == "2026"
    assert bench.actions() == before
    press(section.field, Qt.Key.Key_Escape)
    bench.choose("推进千兆")
    bench.choose("新建5G")
    assert section.field.text() == "2026年"


def test_what_is_typed_is_read_out(bench: Bench) -> None:
    bench.choose("新建5G")
    type_into(bench.section(DeadlineSection).field, "三季度")
    assert "→ 2026年9月" in bench.picture(DeadlineSection)


def test_a_deadline_from_the_calendar(bench: Bench) -> None:
    task = bench.choose("新建5G")
    section = bench.section(DeadlineSection)
    section.calendar_button.click()
    calendar = section.popup
    assert calendar.month.selectedDate() == QDate(2026, 12, 31)
    calendar.month.clicked.emit(QDate(2027, 5, 20))
    assert bench.task(task).deadline == "2027-05-20"


# Units


def test_units_are_added_changed_and_taken_off(bench: Bench) -> None:
    bench.choose("新建5G", "推进千兆")
    units = bench.section(UnitsSection)
    units.adder.role.setCurrentText("配合")
    enter_unit(units, "市教育局")
    assert bench.picture(UnitsSection).splitlines()[1].endswith("[市教育局（2/2）] [✕]")
    assert units.adder.field.text() == ""
    bench.choose_in(units, "配合单位 市财政局", "改为牵头单位")
    bench.click(UnitsSection, "去掉配合单位 市教育局")
    assert bench.picture(UnitsSection).splitlines() == [
        "牵头 [市通信管理局（2/2）] [✕] [市财政局（1/2）] [✕]",
        "配合 [市住房城乡建设局（1/2）] [✕]",
        "‹配合 ▾› ‹› [添加]",
    ]
    for _ in range(3):
        bench.session.undo()
    assert "市教育局" not in bench.picture(UnitsSection)


def test_abbreviations_are_completed(bench: Bench) -> None:
    task = bench.choose("推动高频")
    units = bench.section(UnitsSection)
    unit_book(bench.desk.tools).take((KnownUnit("市发展改革委", ("发改委",)), KnownUnit("市委办公室")))
    enter_unit(units, "发改委")
    enter_unit(units, "市委")
    enter_unit(units, "财政", Qt.Key.Key_Down)
    enter_unit(units, "教育局")
    names = [unit.name for unit in bench.session.state.children(task, UnitRow)]
    assert names == ["市政务服务局", "市发展改革委", "市委", "市财政局", "市教育局"]
    assert units.adder.field.text() == ""


def test_a_half_typed_unit_waits_for_its_task(bench: Bench) -> None:
    bench.choose("新建5G")
    field, before = bench.section(UnitsSection).adder.field, bench.actions()
    type_into(field, "市数")
    bench.choose("推进千兆")
    assert field.text() == ""
    bench.choose("新建5G")
    assert field.text() == "市数"
    assert bench.actions() == before


def test_offices_are_read_by_the_background_process(open_desk: Desk, qtbot: QtBot) -> None:
    book = unit_book(open_desk.tools)
    with qtbot.waitSignal(book.learned):
        book.prepare()
    assert book.complete("发改委")[0] == "市发展改革委"
    assert book.full_name("卫健委") == "市卫生健康委"


def test_what_another_type_of_a_section_brings_is_told_and_adopted(bench: Bench, qtbot: QtBot) -> None:
    section = bench.choose("发展目标")
    part = bench.section(RereadingSection)
    assert not part.again.isVisibleTo(bench.panel)
    bench.session.apply(edits.SetRole(section, Role.TASK))
    bench.panel.refresh_now()
    qtbot.waitUntil(part.again.isEnabled, timeout=60_000)
    assert part.effect.text().endswith("。")
    part.again.click()
    qtbot.waitUntil(lambda: bench.project.undo_label == "重新识别“发展目标”", timeout=60_000)
    bench.panel.refresh_now()
    assert not part.again.isVisibleTo(bench.panel)


def test_undo_in_a_field_takes_back_the_ledger_once_the_edit_is_in_it(bench: Bench) -> None:
    """Typing is the field's own until Enter; then tree and panel go back together."""
    control = Qt.KeyboardModifier.ControlModifier
    task = bench.choose("新建5G基站")
    before = bench.task(task).deadline
    field = bench.section(DeadlineSection).field
    type_into(field, "2029")
    press(field, Qt.Key.Key_Z, control)
    assert (field.text(), bench.task(task).deadline) == ("2026年", before)
    type_into(field, "2028")
    press(field, Qt.Key.Key_Return)
    assert bench.task(task).deadline == "2028"
    press(field, Qt.Key.Key_Z, control)
    bench.panel.refresh_now()
    assert (bench.task(task).deadline, field.text()) == (before, "2026年")


def test_undo_in_the_text_of_a_task_takes_back_the_ledger(bench: Bench) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    task = bench.choose("新建5G基站")
    before = bench.task(task).text
    field = bench.section(WordsSection).text
    type_into(field, "新建基站。")
    press(field, Qt.Key.Key_Return, control)
    assert bench.task(task).text == "新建基站。"
    press(field, Qt.Key.Key_Z, control)
    bench.panel.refresh_now()
    assert (bench.task(task).text, field.text()) == (before, before)


def test_undo_after_adding_a_unit_takes_the_unit_away(bench: Bench) -> None:
    task = bench.choose("新建5G基站")
    units = bench.section(UnitsSection)
    enter_unit(units, "市数据局")
    assert "市数据局" in {unit.name for unit in bench.session.state.children(task, UnitRow)}
    press(units.adder.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "市数据局" not in {unit.name for unit in bench.session.state.children(task, UnitRow)}
    assert units.adder.field.text() == ""


def test_a_document_s_time(bench: Bench) -> None:
    (document,) = bench.session.state.documents()
    bench.session.select([document.id])
    assert bench.picture(PlanTimeSection) == "序时进度起算日 ‹›\n[*没有完成时限的任务和指标按规划期末计算*]"
    part = bench.section(PlanTimeSection)
    assert (part.start.placeholderText(), part.plan_end.toolTip()) == ("2024-01-01", "规划期末为2027-12-31")
    part.plan_end.click()
    type_into(part.start, "2025年3月1日")
    part.settle()
    state = bench.session.state
    assert (start_of(state, document.id), end_of(state, document.id)) == (date(2025, 3, 1), None)
    assert part.plan_end.isEnabled()
    type_into(part.start, "很快")
    part.settle()
    assert start_of(bench.session.state, document.id) == date(2025, 3, 1)
    part.plan_end.click()
    assert end_of(bench.session.state, document.id) == date(2027, 12, 31)
