"""The widgets of the task page: chips, lists of choices, fields for time limits and units, the filter bar."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from planlens.gui.tasks.choosing import Count
from planlens.gui.tasks.editors import TextEditor, progress_line
from planlens.gui.tasks.filter_bar import FilterBar
from planlens.gui.widgets.chips import Chip
from planlens.gui.widgets.choices import ChoicePopup, Offer
from planlens.gui.widgets.deadline_edit import DeadlineEdit
from planlens.gui.widgets.units_edit import UnitsEdit
from planlens.language.pinyin import Initials
from planlens.model import Light, PlanlensError, Status, UnitRole
from planlens.project.settings import status_names
from planlens.project.state import State
from planlens.views.overview import Overview
from planlens.views.task_filter import Due, TaskFilter

TODAY = date(2026, 11, 25)
KEY = Qt.Key


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    state = State()
    found = FilterBar(
        lambda: Count([], Overview(state, TODAY), TODAY, status_names(state)),
        lambda key: {"s3": "（三）建设信息网络"}[key],
        lambda: status_names(state),
        lambda typed: {"市工业和信息化局"} if typed == "工信局" else (),
    )
    qtbot.addWidget(found)
    found.show()
    return found


def chips(bar: FilterBar) -> str:
    """The chips that are seen, with what is chosen."""
    return " ".join(chip.button.text() for chip in bar.chips.values() if not chip.isHidden())


def test_chips_say_what_is_chosen(bar: FilterBar) -> None:
    usual = "单位 ▾ 分工 ▾ 状态 ▾ 预警 ▾ 时限 ▾ 类型 ▾ 未完成 待核对 无单位 关注"
    assert chips(bar) == usual
    bar.show_filter(
        TaskFilter(
            text="网络",
            lights=frozenset({Light.RED, Light.YELLOW}),
            due=frozenset({Due.OVERDUE}),
            statuses=frozenset({Status.PAUSED}),
            unit_roles=frozenset({UnitRole.LEAD}),
            months=frozenset({"2026-06"}),
            within=frozenset({"s3"}),
            ids=frozenset({"t1"}),
            name="本月完成",
            flagged=True,
        )
    )
    assert chips(bar) == (
        "单位 ▾ 分工：牵头 状态：暂缓 预警：红灯、黄灯 时限：已超期 类型 ▾ 未完成 待核对 无单位 关注"
        " 期限：2026年6月 范围：（三）建设信息网络 本月完成"
    )
    assert bar.search.text() == "网络"
    bar.clear_all()
    assert chips(bar) == usual
    assert bar.search.text() == ""


def test_every_change_is_told_once(bar: FilterBar, qtbot: QtBot) -> None:
    told: list[TaskFilter] = []
    bar.changed.connect(told.append)
    qtbot.keyClicks(bar.search, "5g")
    bar.chips["flagged"].button.click()
    bar.chips["flagged"].cross.click()
    bar.chips["statuses"].button.click()
    assert bar.popup is not None
    bar.popup.list.itemClicked.emit(bar.popup.list.item(4))
    bar.popup.close()
    qtbot.keyClick(bar.search, KEY.Key_Escape)
    assert told == [
        TaskFilter(text="5"),
        TaskFilter(text="5g"),
        TaskFilter(text="5g", flagged=True),
        TaskFilter(text="5g"),
        TaskFilter(text="5g", statuses=frozenset({Status.BEHIND})),
        TaskFilter(statuses=frozenset({Status.BEHIND})),
    ]
    with qtbot.waitSignal(bar.list_wanted):
        qtbot.keyClick(bar.search, KEY.Key_Down)


def test_choices_with_keys_and_search(qtbot: QtBot) -> None:
    offers = [Offer(number, f"单位{number}", number) for number in range(20)]
    popup = ChoicePopup(offers, [3], None, lambda typed: {7} if typed == "七号" else ())
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(popup)
    popup.show()
    told: list[tuple[int, ...]] = []
    popup.chosen.connect(told.append)
    popup.search.setText("七号")
    assert [row for row in range(20) if not popup.list.item(row).isHidden()] == [7]  # by another of its names
    popup.search.setText("位7")
    qtbot.keyClick(popup.search, KEY.Key_Down)
    qtbot.keyClick(popup.list, KEY.Key_Space)
    assert told == [(3, 7)]
    qtbot.keyClick(popup.list, KEY.Key_Return)
    assert not popup.isVisible()


def test_a_chip_is_for_the_keyboard_too(qtbot: QtBot) -> None:
    chip = Chip("状态")
    qtbot.addWidget(chip)
    chip.choose("已完成、基本完成、滞后、暂缓、已取消")
    assert chip.button.text() == "状态：已完成、基本完成、滞后、暂缓…"
    assert chip.button.accessibleName() == "筛选状态：已完成、基本完成、滞后、暂缓、已取消"
    with qtbot.waitSignals([chip.pressed, chip.cleared]):
        qtbot.keyClick(chip.button, KEY.Key_Space)
        qtbot.keyClick(chip.cross, KEY.Key_Space)


def test_deadlines_from_the_calendar(qtbot: QtBot) -> None:
    field = DeadlineEdit(lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    field.line.setText("明年6月")
    field.open_calendar()
    assert field.popup is not None
    assert field.popup.month.selectedDate() == QDate(2027, 6, 30)
    with qtbot.waitSignal(field.entered):
        field.popup.month.clicked.emit(QDate(2027, 5, 1))
    assert field.value() == "2027-05-01"
    field.open_calendar()
    buttons = {button.text(): button for button in field.popup.findChildren(QToolButton)}
    with qtbot.waitSignal(field.entered):
        buttons["本季度末"].click()
    assert (field.line.text(), field.value()) == ("2026年12月", "2026-12")
    field.line.setText("说不清")
    with pytest.raises(PlanlensError, match="说不清"):
        field.value()
    with qtbot.assertNotEmitted(field.entered):
        qtbot.keyClick(field.line, KEY.Key_Return)
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field.line, KEY.Key_Escape)


def test_units_are_completed_one_by_one(qtbot: QtBot) -> None:
    names = ["市财政局", "市教育局", "市数据局"]
    initials = Initials({"s": "市", "c": "财", "z": "政", "j": "局教", "y": "育"})
    field = UnitsEdit(names, lambda typed: [name for name in names if typed in name], initials)
    qtbot.addWidget(field)
    field.show()
    assert field.matching("数据") == ["市数据局"]
    assert field.matching("sjy") == ["市教育局"]
    assert field.matching("") == names
    field.setText("市数据局、教")
    field.take("市教育局")
    assert field.text() == "市数据局、市教育局"
    field.setText("责任：财、市数据局")
    field.setCursorPosition(len("责任：财"))
    field.take("市财政局")
    assert field.text() == "责任：市财政局、市数据局"


def test_a_text_is_one_line_and_splits_where_the_cursor_is(qtbot: QtBot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    editor.show()
    editor.set_text("第一句。\n第二句。")
    assert editor.text == "第一句。第二句。"
    cursor = editor.edit.textCursor()
    cursor.setPosition(5)
    editor.edit.setTextCursor(cursor)
    with qtbot.waitSignal(editor.split) as asked:
        editor.button.click()
    assert asked.args == [4]
    short = editor.wanted_height(400)
    editor.set_text("推进工作。" * 60)
    assert editor.wanted_height(400) > short
    assert editor.wanted_height(400) == editor.wanted_height(300)  # never more than nine lines


def test_progress_takes_only_percentages(qtbot: QtBot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    line = progress_line(editor)
    qtbot.keyClicks(line, "1a0b1%%")
    assert line.text() == "101%"
    line.clear()
    qtbot.keyClicks(line, "120")
    assert line.text() == "120"  # what is refused is told, not cut to 12
