"""Adopting a new version: what changes is shown side by side, work is kept, one undo takes it all back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project_builder import TEXT, picture
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from planlens import workflow
from planlens.gui.app.desk import Desk
from planlens.gui.app.theme import LIGHT
from planlens.gui.versions.dialog import VersionDialog
from planlens.gui.versions.differences import kind_text
from planlens.gui.versions.text_differences import as_html, differing
from planlens.model.tracking import Status
from planlens.project.edits import AdoptDocument, SetDeadline, SetStatus
from planlens.project.rows import TaskRow

pytestmark = pytest.mark.usefixtures("work_nearby")

NEW = (
    TEXT.replace("新建5G基站3000个以上", "新建5G基站5000个以上")
    .replace("推进千兆光网进村入户。（牵头单位：市通信管理局）\n", "")
    .replace("三、保障措施", "建设一批智慧社区。（责任单位：市民政局）\n三、保障措施")
)


def compared(desk: Desk, qtbot: QtBot, folder: Path, text: str = NEW) -> VersionDialog:
    path = folder / "规划（修订）.txt"
    path.write_text(text, "utf-8")
    dialog = VersionDialog(desk.tools, path)
    QAbstractItemModelTester(dialog.view.model, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog)
    qtbot.waitUntil(lambda: not dialog.busy)
    return dialog


def drawn(dialog: VersionDialog) -> str:
    """The tabs with their numbers, and the rows of the first one."""
    tabs = dialog.view.tabs
    rows = [
        f"{kind_text(row)} {row.old_text} | {row.new_text} | {'；'.join(row.details)}" for row in dialog.view.model.rows
    ]
    return "\n".join([" ".join(tabs.tabText(place) for place in range(tabs.count())), *rows])


def test_differences_side_by_side(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = compared(open_desk, qtbot, tmp_path)
    assert drawn(dialog) == (
        "全部变化（4） 修改（2） 新增（1） 删除（1）\n"
        "≠修改 新建5G基站3000个以上，2026年底前完成。 | 新建5G基站5000个以上，2026年底前完成。 | \n"
        "≠修改 新建5G基站3000个以上 | 新建5G基站5000个以上 | 目标值：3000 → 5000\n"
        "－删除 推进千兆光网进村入户。 |  | \n"
        "＋新增  | 建设一批智慧社区。 | "
    )


def test_work_that_loses_its_sentence_is_shown_first(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    open_desk.session.apply(SetStatus(("t2",), Status.IN_PROGRESS))
    dialog = compared(open_desk, qtbot, tmp_path)
    assert drawn(dialog).splitlines()[1:] == ["！删除 推进千兆光网进村入户。 |  | 已有工作记录，予以保留并作标记"]
    assert dialog.view.tabs.tabText(0) == "已有进展、新版没有的（1）"
    assert "1 项任务已有进展而新版本没有" in dialog.summary.text()


def test_adopting_is_one_action(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    session = open_desk.session
    session.apply(SetStatus(("t1", "t2"), Status.IN_PROGRESS))
    before = picture(session.state)
    dialog = compared(open_desk, qtbot, tmp_path)
    assert picture(session.state) == before
    with qtbot.waitSignal(session.changed):
        dialog.adopt.click()
    assert "5000个以上，2026年底前完成。 〔市通信管理局、市财政局、市住房城乡建设局〕 2026 进行中" in picture(
        session.state
    )
    assert "建设一批智慧社区。" in picture(session.state)
    assert session.state.get("t2", TaskRow).orphan
    session.undo()
    assert picture(session.state) == before


def test_the_same_words_differ_in_nothing(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = compared(open_desk, qtbot, tmp_path, TEXT)
    assert dialog.summary.text().startswith("新版本与项目中的版本没有差别")
    assert dialog.view.isHidden()
    assert dialog.adopt.isEnabled()


def test_of_several_documents_the_user_names_one(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "方案.txt"
    other.write_text(TEXT.replace("云山市数字经济发展规划", "云山市智慧城市建设方案").replace("3000", "4000"), "utf-8")
    open_desk.session.apply(AdoptDocument(workflow.read_plan(other), other.read_bytes()))
    unknown = compared(open_desk, qtbot, tmp_path, NEW.replace("云山市数字经济发展规划", "云山市另一个规划"))
    assert not unknown.adopt.isEnabled()
    assert unknown.summary.text() == "项目中有多份文件，请在上面选择要替换哪一份。"
    unknown.documents.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not unknown.busy)
    assert unknown.version is not None
    assert unknown.version.document == "d1"
    assert unknown.adopt.isEnabled()
    alike = compared(open_desk, qtbot, tmp_path)
    assert alike.documents.currentData() == "d1"


def test_a_file_that_cannot_be_read_is_told(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = compared(open_desk, qtbot, tmp_path, "")
    assert dialog.summary.text().startswith("文件是空的")
    assert not dialog.adopt.isEnabled()


def marked(pieces: list[tuple[str, bool]]) -> str:
    return "".join(f"[{text}]" if mark else text for text, mark in pieces)


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        ("新建基站3000个。", "新建基站5000个。", "新建基站[3]000个。", "新建基站[5]000个。"),
        ("推进改革。", "加快推进改革。", "推进改革。", "[加快]推进改革。"),
        ("", "新增。", "", "[新增。]"),
        ("一样。", "一样。", "一样。", "一样。"),
        ("甲乙中丙丁的事", "子丑中寅卯的事", "[甲乙中丙丁]的事", "[子丑中寅卯]的事"),
    ],
)
def test_what_differs_is_marked(old: str, new: str, left: str, right: str) -> None:
    assert tuple(map(marked, differing(old, new))) == (left, right)


@given(st.text(max_size=30), st.text(max_size=30))
def test_marks_change_no_text(old: str, new: str) -> None:
    left, right = differing(old, new)
    assert "".join(text for text, _ in left) == old
    assert "".join(text for text, _ in right) == new


def test_marks_do_not_need_colour() -> None:
    assert "line-through" in as_html([("<旧>", True)], LIGHT, gone=True)
    assert "underline" in as_html([("新", True)], LIGHT, gone=False)
    assert "&lt;旧&gt;" in as_html([("<旧>", True)], LIGHT, gone=True)


def test_what_both_have_changed_is_chosen_one_by_one(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """Three states are shown; what is chosen, and nothing else, is taken from the new version."""
    session = open_desk.session
    session.apply(SetDeadline(("t1",), "2025"))
    session.apply(SetDeadline(("t3",), "2025"))
    text = TEXT.replace("2026年底前完成", "2027年底前完成").replace("一网通办。", "一网通办，2028年底前完成。")
    dialog = compared(open_desk, qtbot, tmp_path, text)
    view = dialog.view
    assert view.tabs.tabText(0) == "与人工修改不一致（2）"
    assert [row.conflicts[-1].words for row in view.model.rows] == [
        "完成时限：原版本 2026年，您改为 2025年，新版本 2027年",
        "完成时限：原版本 无，您改为 2025年，新版本 2028年",
    ]
    choice = [view.model.index(row, 5) for row in range(2)]
    assert [index.data() for index in choice] == ["☐ 保留现有"] * 2
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=view.table.visualRect(choice[1]).center())
    assert [index.data() for index in choice] == ["☐ 保留现有", "☑ 按新版本"]
    dialog.adopt.click()
    qtbot.waitUntil(lambda: session.state.get("t3", TaskRow).deadline == "2028")
    assert session.state.get("t1", TaskRow).deadline == "2025"


def test_all_that_both_have_changed_in_one_go(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    open_desk.session.apply(SetDeadline(("t1",), "2025"))
    dialog = compared(open_desk, qtbot, tmp_path, TEXT.replace("2026年底前完成", "2027年底前完成"))
    dialog.view.take.click()
    assert dialog.view.as_printed == {"t1"}
    dialog.view.keep.click()
    assert dialog.view.as_printed == frozenset()
