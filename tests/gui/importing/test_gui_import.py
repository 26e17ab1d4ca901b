"""Importing: documents are read one after another, looked at, and become a project or join the open one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from project_builder import TEXT, picture
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTreeWidget
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.importing import importing
from planlens.gui.importing.dialog import ImportDialog
from planlens.gui.importing.making import file_name, free_path
from planlens.gui.importing.pasting import paste
from planlens.gui.importing.sample import open_sample
from planlens.gui.versions.dialog import VersionDialog
from planlens.model import PlanlensError
from planlens.model.granularity import Granularity
from planlens.project.rows import DocumentRow

OTHER = TEXT.replace("云山市数字经济发展规划", "云山市智慧城市建设方案").replace("3000", "4000")


pytestmark = pytest.mark.usefixtures("work_nearby")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def read(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Wait until everything has been read."""
    qtbot.waitUntil(lambda: not dialog.reading.running)


def drawn(dialog: ImportDialog) -> str:
    """The list of files, the numbers of the chosen one, the tabs and the destination."""
    tree = dialog.papers.tree
    items = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    lines = [f"{item.text(0)} {item.text(1)}" for item in items if item is not None]
    lines.append(f"{dialog.preview.title.text()}：{dialog.preview.numbers.text()}")
    lines += [dialog.preview.tabs.tabText(place) for place in range(dialog.preview.tabs.count())]
    lines.append(f"[{dialog.make.text()}]" if dialog.make.isEnabled() else f"({dialog.make.text()})")
    return "\n".join(lines)


def outline(dialog: ImportDialog) -> str:
    tree = dialog.preview.tabs.widget(0)
    assert isinstance(tree, QTreeWidget)
    lines, stack = [], [(0, tree.topLevelItem(n)) for n in reversed(range(tree.topLevelItemCount()))]
    while stack:
        depth, item = stack.pop()
        assert item is not None
        lines.append("  " * depth + "|".join(item.text(column) for column in range(4)))
        stack += [(depth + 1, item.child(n)) for n in reversed(range(item.childCount()))]
    return "\n".join(lines)


def test_of_a_table_of_indicators_the_list_tells_the_targets(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    text = "云山市发展规划\n一、发展目标\n到2027年，森林覆盖率达到42%。\n"
    dialog = importing.start(desk.tools, [written(tmp_path, "指标.txt", text)])
    read(dialog, qtbot)
    assert drawn(dialog).splitlines()[0] == "指标.txt ✓ 1 个目标"


def test_a_file_becomes_a_project_beside_it(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = importing.start(desk.tools, [written(tmp_path, "规划.txt", TEXT)])
    read(dialog, qtbot)
    assert drawn(dialog) == (
        "规划.txt ✓ 5 项任务\n"
        "云山市数字经济发展规划（2024—2027年）："
        "231 字　任务 5 项　目标 2 个　原文写明的责任单位 5 个　有完成时限的任务 1 项\n"
        "提纲\n"
        "[创建项目]"
    )
    assert outline(dialog) == (
        "一、发展目标|发展目标||1\n"
        "二、重点任务|重点任务|4|1\n"
        "  （一）建设信息网络|重点任务|2|1\n"
        "  （二）优化政务服务|重点任务|2|\n"
        "三、保障措施|保障措施|1|"
    )
    with qtbot.waitSignal(desk.session.opened):
        dialog.make.click()
    assert desk.session.path == tmp_path / "云山市数字经济发展规划（2024—2027年）.planlens"
    assert picture(desk.session.state).count("- ") == 5
    assert desk.tools.settings.recent == [desk.session.path]


def test_rows_are_items_where_that_is_chosen(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = importing.start(desk.tools, [written(tmp_path, "规划.txt", TEXT)])
    read(dialog, qtbot)
    by = dialog.preview.by
    assert [button.text() for button in by.values()] == ["按句（5 行）", "按条（3 行）"]
    assert by[Granularity.SENTENCE].isChecked()
    by[Granularity.ITEM].click()
    with qtbot.waitSignal(desk.session.opened):
        dialog.make.click()
    assert len(desk.session.state.tasks()) == 3
    assert len(desk.session.sentences.tasks()) == 5
    assert desk.session.project is not None
    assert str(desk.session.project.undo_label).startswith("导入文件")
    another = importing.start(desk.tools, [written(tmp_path, "方案.txt", OTHER)])
    read(another, qtbot)
    assert another.preview.by[Granularity.ITEM].isChecked()  # as it was chosen last


def test_a_broken_file_does_not_stop_the_others(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    empty = written(tmp_path, "空.txt", "")
    dialog = importing.start(
        desk.tools, [empty, written(tmp_path, "规划.txt", TEXT), written(tmp_path, "方案.txt", OTHER)]
    )
    read(dialog, qtbot)
    assert drawn(dialog).splitlines()[:3] == ["空.txt ✗ 未能读取", "规划.txt ✓ 5 项任务", "方案.txt ✓ 5 项任务"]
    assert drawn(dialog).endswith("[创建项目（2 份文件）]")
    dialog.papers.choose(0)
    assert dialog.preview.numbers.text() == "文件是空的：空.txt。请确认选对了文件。"
    with qtbot.waitSignal(desk.session.opened):
        dialog.make.click()
    assert [row.name for row in desk.session.state.documents()] == ["规划.txt", "方案.txt"]


UNLIKE = """\
望澜市养老服务体系建设方案

一、重点任务
新建社区养老服务中心4000个。（责任单位：市民政局）
"""


def test_adding_to_the_open_project_is_one_action(open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    session = open_desk.session
    before = picture(session.state)
    dialog = importing.start(open_desk.tools, [written(tmp_path, "方案.txt", UNLIKE)], into_project=True)
    read(dialog, qtbot)
    assert drawn(dialog).endswith("[添加到项目]")
    with qtbot.waitSignal(session.changed):
        dialog.make.click()
    assert len(session.state.all(DocumentRow)) == 2
    assert "4000" in picture(session.state)
    session.undo()
    assert picture(session.state) == before
    session.redo()
    assert "4000" in picture(session.state)


def test_a_document_that_is_there_already_is_refused(
    open_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: None)
    path = tmp_path / "规划.txt"
    path.write_text(TEXT, "utf-8-sig")
    dialog = importing.start(open_desk.tools, [path], into_project=True)
    read(dialog, qtbot)
    before = picture(open_desk.session.state)
    with qtbot.waitSignal(open_desk.session.problem) as told:
        dialog.make.click()
    assert told.args is not None
    assert told.args[0].code == "known-document"
    assert picture(open_desk.session.state) == before
    assert dialog.isEnabled()
    assert not open_desk.session.busy


class Answers:
    """Answers questions in the order given, and remembers them."""

    def __init__(self, *answers: int | None) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, _parent: object, title: str, question: str, answers: Sequence[str]) -> int | None:
        self.asked.append(f"{title}：{question.splitlines()[0]} [{'] ['.join(answers)}]")
        return self._answers.pop(0)


def asked(monkeypatch: pytest.MonkeyPatch, *answers: int | None) -> Answers:
    found = Answers(*answers)
    monkeypatch.setattr("planlens.gui.app.dialogs.choose", found)
    return found


NEWER = TEXT.replace("规划（2024—2027年）", "规划（2024—2027年）（送审稿）").replace("3000", "4000")


def test_a_new_version_is_noticed_and_compared(
    open_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = asked(monkeypatch, 0)
    dialog = importing.start(open_desk.tools, [written(tmp_path, "新.txt", NEWER)], into_project=True)
    read(dialog, qtbot)
    dialog.make.click()
    qtbot.waitUntil(lambda: open_desk.window.findChild(VersionDialog) is not None)
    version = open_desk.window.findChild(VersionDialog)
    assert isinstance(version, VersionDialog)
    qtbot.waitUntil(version.adopt.isEnabled)
    assert questions.asked == [
        "像是新版本：“云山市数字经济发展规划（2024—2027年）（送审稿）”（新.txt）像是项目中"
        "“云山市数字经济发展规划（2024—2027年）”的新版本：标题相同，整句相同的文字占57%。"
        " [作为新版本采用] [作为另一份文件加入]"
    ]
    with qtbot.waitSignal(open_desk.session.changed):
        version.adopt.click()
    assert [row.name for row in open_desk.session.state.documents()] == ["新.txt"]
    assert "4000" in picture(open_desk.session.state)


def test_what_seems_a_new_version_may_be_another_document(
    open_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = asked(monkeypatch, None, 1)
    dialog = importing.start(open_desk.tools, [written(tmp_path, "方案.txt", OTHER)], into_project=True)
    read(dialog, qtbot)
    dialog.make.click()
    qtbot.waitUntil(lambda: len(questions.asked) == 1)
    assert dialog.isEnabled()  # cancelled: everything is as it was
    with qtbot.waitSignal(open_desk.session.changed):
        dialog.make.click()
    assert "新版本：整句相同的文字占58%。" in questions.asked[1]  # its title is another one
    assert len(open_desk.session.state.documents()) == 2


def test_of_several_files_those_known_already_are_left_out(
    open_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: None)
    same = tmp_path / "同一份.txt"
    same.write_text(TEXT, "utf-8-sig")
    dialog = importing.start(open_desk.tools, [same, written(tmp_path, "方案.txt", UNLIKE)], into_project=True)
    read(dialog, qtbot)
    with qtbot.waitSignals([open_desk.session.problem, open_desk.session.changed]):
        dialog.make.click()
    assert [row.title for row in open_desk.session.state.documents()] == [
        "云山市数字经济发展规划（2024—2027年）",
        "望澜市养老服务体系建设方案",
    ]


def test_a_file_that_changed_after_it_was_read_is_refused(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: None)
    path = written(tmp_path, "规划.txt", TEXT)
    dialog = importing.start(desk.tools, [path])
    read(dialog, qtbot)
    path.write_text(OTHER, "utf-8")
    with qtbot.waitSignal(desk.session.problem) as told:
        dialog.make.click()
    assert told.args is not None
    assert told.args[0].code == "file-changed"
    assert list(tmp_path.glob("*.planlens")) == []


def test_stopping_keeps_what_has_been_read(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [written(tmp_path, f"{n}.txt", TEXT.replace("3000", f"{n}000")) for n in range(1, 4)]
    dialog = importing.start(desk.tools, paths)
    with qtbot.waitSignal(dialog.reading.changed, check_params_cb=lambda n: n == 1):
        pass
    dialog.stop.click()
    assert [line.split(" ", 1)[1] for line in drawn(dialog).splitlines()[:3]] == ["✓ 5 项任务", "已停止", "已停止"]
    assert drawn(dialog).endswith("[创建项目]")


def test_removing_the_file_that_is_being_read_goes_on_with_the_next(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [written(tmp_path, f"{n}.txt", TEXT.replace("3000", f"{n}000")) for n in range(1, 4)]
    dialog = importing.start(desk.tools, paths)
    dialog.papers.remove.click()
    read(dialog, qtbot)
    assert drawn(dialog).splitlines()[:2] == ["2.txt ✓ 5 项任务", "3.txt ✓ 5 项任务"]


def test_more_files_join_the_open_dialog_once(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = written(tmp_path, "规划.txt", TEXT)
    dialog = importing.start(desk.tools, [path])
    assert importing.start(desk.tools, [path, written(tmp_path, "方案.txt", OTHER)]) is dialog
    read(dialog, qtbot)
    assert [paper.path.name for paper in dialog.reading.papers] == ["规划.txt", "方案.txt"]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("", "请填写"), ("none/a", "文件夹不存在"), ("there", "已有同名文件"), ("new", ""), ("new.planlens", "")],
)
def test_where_no_project_can_be_made(desk: Desk, qtbot: QtBot, tmp_path: Path, typed: str, problem: str) -> None:
    written(tmp_path, "there.planlens", "")
    dialog = importing.start(desk.tools, [])
    path = dialog.destination.path
    qtbot.keyClicks(path, str(tmp_path / typed) if typed else "x")
    if not typed:
        qtbot.keyClick(path, Qt.Key.Key_Backspace)
    assert dialog.destination.warning.text().startswith(problem)
    assert bool(dialog.destination.warning.text()) == bool(problem)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("云山市规划", "云山市规划"),
        ("关于“A/B:C”的*通知?", "关于“ABC”的通知"),
        ("……. ", "……"),
        ("/", "新项目"),
        ("con", "_con"),
    ],
)
def test_titles_as_file_names(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_free_name(tmp_path: Path) -> None:
    first = free_path(tmp_path, "规划")
    first.touch()
    assert [first.name, free_path(tmp_path, "规划").name] == ["规划.planlens", "规划（2）.planlens"]


def test_the_sample_is_made_once_and_opened_again(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.session.opened):
        open_sample(desk.tools)
    path = desk.session.path
    assert path is not None
    assert path.name.startswith("示例-")
    assert desk.session.state.tasks()
    desk.session.close()
    with qtbot.waitSignal(desk.session.opened):
        open_sample(desk.tools)
    assert desk.session.path == path


@pytest.mark.parametrize("rich", [False, True])
def test_pasted_text_becomes_a_project(rich: bool, desk: Desk, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setText(TEXT)
    if rich:
        mime.setHtml("".join(f"<p>{line}</p>" for line in TEXT.splitlines()))
    QGuiApplication.clipboard().setMimeData(mime)
    paste(desk.tools)
    qtbot.waitUntil(lambda: desk.window.findChild(ImportDialog) is not None)
    dialog = desk.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    read(dialog, qtbot)
    with qtbot.waitSignal(desk.session.opened):
        dialog.make.click()
    assert len(desk.session.state.tasks()) == 5
    (document,) = desk.session.state.documents()
    assert document.format == ("html" if rich else "txt")
    qtbot.waitUntil(lambda: desk.window.findChild(ImportDialog) is None)


def test_pasted_text_may_be_a_new_version(open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, 0)
    QGuiApplication.clipboard().setText(NEWER)
    paste(open_desk.tools)
    qtbot.waitUntil(lambda: open_desk.window.findChild(ImportDialog) is not None)
    dialog = open_desk.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    read(dialog, qtbot)
    dialog.destination.open.setChecked(True)
    dialog.make.click()
    qtbot.waitUntil(lambda: open_desk.window.findChild(ImportDialog) is None)
    version = open_desk.window.findChild(VersionDialog)
    assert isinstance(version, VersionDialog)
    qtbot.waitUntil(version.adopt.isEnabled)
    with qtbot.waitSignal(open_desk.session.changed):
        version.adopt.click()
    assert "4000" in picture(open_desk.session.state)
    qtbot.waitUntil(lambda: open_desk.window.findChild(VersionDialog) is None)


def test_an_empty_clipboard_is_told(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[PlanlensError] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: told.append(error))
    QGuiApplication.clipboard().setText(" \n")
    paste(desk.tools)
    assert [error.code for error in told] == ["no-text"]
