"""Starting: one window a user, what the desktop lacks, and the whole program in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from planlens import __version__
from planlens.gui.app import advice
from planlens.gui.app.desk import Desk
from planlens.gui.app.desktop import input_method, lacks_display, settle_input_method
from planlens.gui.app.instance import SOCKET, Instance
from planlens.gui.app.no_window import cannot_start, no_library
from planlens.gui.app.window import GEOMETRY, Window
from planlens.gui.widgets.notice_bar import NoticeBar
from planlens.project.project import Project

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from planlens.gui.app.instance import Instance
app = QCoreApplication([])
instance = Instance(Path(sys.argv[1]))
print(instance.claim(), instance.send([Path(path) for path in sys.argv[2:]]))
"""

CRASHING = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from planlens.gui.app.instance import Instance
app = QCoreApplication([])
instance = Instance(Path(sys.argv[1]))
print(instance.claim(), instance.listen(), flush=True)
os.kill(os.getpid(), 9)
"""

WHOLE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from planlens.__main__ import window as run

def look(window, filling):
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
    print(*(button.text() for button in buttons.buttons()))
    print(*(action.text() for action in window.menuBar().actions()))
    print(window.windowIcon().isNull())
    filling.desk.session.opened.connect(lambda: (print(window.windowTitle()), window.close()))
    if filling.desk.session.project is not None:
        filling.desk.session.opened.emit()

def painted():
    QTimer.singleShot(0, find)

def find():
    window = QApplication.topLevelWidgets()[0]
    filling = next(child for child in window.children() if type(child).__name__ == "Filling")
    filling.done.connect(lambda: look(window, filling))

sys.exit(run([Path(path) for path in sys.argv[1:]], painted))
"""


def program(code: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """A Python program in an environment of its own; "" takes a variable away."""
    known = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", **environment}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={name: value for name, value in known.items() if value},
    )


def test_a_second_start_gives_its_files_to_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    first = Instance(tmp_path)
    assert first.claim()
    assert first.listen()
    with qtbot.waitSignal(first.asked) as asked:
        second = program(SECOND, tmp_path, "/甲/规划 一.docx", "/乙.planlens")
    assert asked.args == [[Path("/甲/规划 一.docx"), Path("/乙.planlens")]]
    assert second.communicate(timeout=20)[0].split() == ["False", "True"]
    first.release()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes there have no folder")
def test_nobody_else_can_wait_under_the_windows_name(tmp_path: Path) -> None:
    first = Instance(tmp_path)
    assert first.listen()
    assert (tmp_path / SOCKET).is_socket()
    assert (tmp_path / SOCKET).stat().st_mode & 0o077 == 0
    first.release()
    deep = tmp_path.joinpath(*["很长的文件夹名" * 3] * 4)
    deep.mkdir(parents=True)
    assert Instance(deep).listen()  # too long for a socket: under the other name


def test_what_a_crashed_start_has_left_does_no_harm(tmp_path: Path, qtbot: QtBot) -> None:
    crashed = program(CRASHING, tmp_path)
    assert crashed.communicate(timeout=20)[0].split() == ["True", "True"]
    assert (tmp_path / "window.lock").exists()
    first = Instance(tmp_path)
    assert first.claim()
    assert first.listen()
    with qtbot.waitSignal(first.asked) as asked:
        second = program(SECOND, tmp_path)
    assert asked.args == [[]]
    second.communicate(timeout=20)
    first.release()


def test_files_of_a_second_start_wait_for_a_dialog_to_close(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    opened: list[object] = []
    desk.open_paths = opened.append  # type: ignore[method-assign,assignment]
    desk.session.busy = True
    desk.come_forward([tmp_path])
    assert opened == []
    desk.session.busy = False
    qtbot.waitUntil(lambda: opened == [[tmp_path]])


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (("0.1.0", "0.1.0"), "督办　由 planlens 0.1.0 新建"),
        (("0.1.0", "0.3.0"), "督办　由 planlens 0.1.0 新建，0.3.0 保存"),
        (("", "0.3.0"), "督办　由旧版 planlens 新建，0.3.0 保存"),
        (("", ""), "督办"),
    ],
)
def test_the_start_page_says_which_version_made_a_file(
    made: tuple[str, str], line: str, desk: Desk, project: Project
) -> None:
    path = project.store.path
    assert path is not None
    desk.tools.settings.add_recent(path, made)
    desk.window.start.show_recent(desk.tools.settings)
    assert desk.window.start.recent.list.item(0).text().split("\n") == [line, str(path.parent)]


def test_an_opened_project_is_listed_with_its_versions(desk: Desk, project: Project, qtbot: QtBot) -> None:
    path = project.store.path
    assert path is not None
    project.close()
    with qtbot.waitSignal(desk.session.opened):
        desk.open_paths([path])
    desk.session.close()
    assert f"由 planlens {__version__} 新建" in desk.window.start.recent.list.item(0).text()


def test_the_start_page_says_what_is_opened_and_begins_nothing_else(desk: Desk, project: Project, qtbot: QtBot) -> None:
    path = project.store.path  # type: ignore[attr-defined]
    project.close()
    start, bar = desk.window.start, desk.window.statusBar()
    desk.tools.settings.add_recent(path)
    start.show_recent(desk.tools.settings)
    doors = [*start.findChildren(QPushButton), start.recent.list]
    desk.open_paths([path])
    assert start.isVisible()
    assert bar.currentMessage() == "正在打开“督办”…"
    assert "正在打开“督办”…" in [label.text().strip() for label in start.findChildren(QLabel)]
    assert not any(door.isEnabled() for door in doors)
    desk.open_paths([path])  # dropped once more
    with qtbot.waitSignal(desk.session.opened):
        pass
    assert bar.currentMessage() == ""
    desk.session.close()
    assert all(door.isEnabled() for door in doors)
    assert not any(label.text().startswith("正在") for label in start.findChildren(QLabel))


def test_what_cannot_be_opened_gives_the_start_page_back(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "不是项目.planlens"
    path.write_bytes(b"nothing of the kind")
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda *_: None)
    with qtbot.waitSignal(desk.session.problem):
        desk.open_paths([path])
    assert all(button.isEnabled() for button in desk.window.start.findChildren(QPushButton))
    assert desk.window.statusBar().currentMessage() == ""


def test_the_whole_program_opens_a_project_and_ends(project: Project, tmp_path: Path) -> None:
    path = project.store.path  # type: ignore[attr-defined]
    project.close()
    running = program(WHOLE, path, PLANLENS_HOME=str(tmp_path / "home"))
    out, err = running.communicate(timeout=60)
    assert out.splitlines() == [
        "确定",
        "文件(&F) 编辑(&E) 任务(&T) 督办(&S) 视图(&V) 工具(&O) 帮助(&H)",
        "False",
        "督办 – 规划解析与任务跟踪",
    ], err
    assert running.returncode == 0, err
    assert "planlens" in (tmp_path / "home/log/planlens.log").read_text("utf-8")
    assert not (tmp_path / "home/settings/window.lock").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":4711"}])
def test_without_a_display_one_line_names_the_command_line(display: dict[str, str]) -> None:
    without = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    running = program("from planlens.__main__ import main; main()", **{**without, **display})
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (2, "")
    assert err.count("\n") == 1
    assert "planlens export" in err


def test_without_system_libraries_one_line_names_them(tmp_path: Path) -> None:
    (tmp_path / "PySide6.py").write_text("raise ImportError('libEGL.so.1: cannot open shared object file')", "utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from planlens.__main__ import main; main()"
    running = program(code)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 2
    assert err.count("\n") == 1
    assert "libEGL.so.1" in err


def test_which_systems_lack_a_display() -> None:
    assert lacks_display({}, "linux")
    assert not lacks_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert not lacks_display({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert not lacks_display({}, "win32")


def test_why_qt_gives_up() -> None:
    failed = "This application failed to start because no Qt platform plugin could be initialized."
    assert "没有图形界面" in cannot_start(["could not connect to display :9", failed])
    needed = "From 6.5.0, xcb-cursor0 or libxcb-cursor0 is needed to load the Qt xcb platform plugin."
    assert needed in cannot_start([needed, "Could not load the plugin", failed])
    assert failed in no_library(failed)


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, ""),
        ({"QT_IM_MODULE": "fcitx5"}, "fcitx"),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, "wayland"),
        ({"GTK_IM_MODULE": "ibus"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "fcitx"),
        ({"QT_IM_MODULE": "none", "XMODIFIERS": "@im=none"}, ""),
    ],
)
def test_the_input_method_that_the_desktop_asks_for(environment: dict[str, str], wanted: str) -> None:
    assert input_method(environment) == wanted


@pytest.mark.parametrize(
    ("environment", "after", "told"),
    [
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULES": "ibus"}, "fcitx"),
        ({"XMODIFIERS": "@im=ibus"}, {"XMODIFIERS": "@im=ibus", "QT_IM_MODULE": "ibus"}, ""),
        ({"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "ibus"}, ""),
        ({}, {}, "没有检测到中文输入法"),
        ({"WAYLAND_DISPLAY": "w"}, {"WAYLAND_DISPLAY": "w"}, ""),
        (
            {"WAYLAND_DISPLAY": "w", "QT_IM_MODULE": "fcitx"},
            {"WAYLAND_DISPLAY": "w", "QT_IM_MODULES": "wayland;ibus"},
            "",
        ),
    ],
)
def test_falling_back_to_an_input_method_that_qt_has(
    environment: dict[str, str], after: dict[str, str], told: str, tmp_path: Path
) -> None:
    (tmp_path / "platforminputcontexts").mkdir()
    (tmp_path / "platforminputcontexts" / "libibusplatforminputcontextplugin.so").touch()
    message = settle_input_method(environment, tmp_path, "linux")
    assert environment == after
    assert told in message
    assert bool(message) == bool(told)
    assert settle_input_method({}, tmp_path, "win32") == ""


def test_missing_fonts_are_told_until_the_user_wants_to_hear_no_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("planlens.gui.app.theme.has_chinese_font", lambda: False)
    advice.advise(desk.tools, "")
    bar = desk.window.findChild(NoticeBar)
    assert isinstance(bar, NoticeBar)
    assert bar.findChild(QLabel).text().startswith("No Chinese font found.")
    assert "fonts-noto-cjk" in capsys.readouterr().err
    bar.silence_button.click()
    bar.setParent(None)
    advice.advise(desk.tools, "")
    assert desk.window.findChild(NoticeBar) is None


def test_what_to_install_for_typing_is_told_once_by_the_names_of_packages(desk: Desk, tmp_path: Path) -> None:
    typing = settle_input_method({"QT_IM_MODULE": "fcitx"}, tmp_path, "linux")
    advice.advise(desk.tools, typing)
    bar = desk.window.findChild(NoticeBar)
    assert isinstance(bar, NoticeBar)
    for package in ("fcitx5", "fcitx5-chinese-addons", "ibus", "ibus-libpinyin"):
        assert package in bar.label.text()
    assert not bar.silence_button.isVisible()
    bar.setParent(None)
    advice.advise(desk.tools, typing)  # the next start
    assert desk.window.findChild(NoticeBar) is None


def test_the_window_comes_back_where_it_was(desk: Desk) -> None:
    desk.window.resize(700, 500)
    desk.close()
    other = Window()
    other.restoreGeometry(desk.tools.settings.bytes(GEOMETRY))
    assert other.size().toTuple() == (700, 500)


def test_a_window_that_will_open_a_file_says_so_from_the_first_moment(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(opening=[tmp_path / "督办台账.planlens"])
    qtbot.addWidget(window)
    window.show()
    start = window.start
    assert start.hint.text().strip() == "正在打开“督办台账”…"
    assert not any(button.isEnabled() for button in start.findChildren(QPushButton))


def test_what_is_clicked_or_dropped_before_the_program_is_there_is_done_as_soon_as_it_is(qtbot: QtBot) -> None:
    window, told = Window(), []
    qtbot.addWidget(window)
    window.start.sample_wanted.connect(lambda: told.append("sample"))
    window.start.import_wanted.connect(lambda: told.append("import"))
    window.dropped.connect(told.append)
    buttons = {button.text(): button for button in window.start.findChildren(QPushButton)}
    buttons["打开示例"].click()
    assert "马上就好" in window.start.hint.text()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/规划.txt")])
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, nothing))
    assert not told
    window.listen()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["sample", [Path("/规划.txt")]]
    assert "马上就好" not in window.start.hint.text()
    buttons["导入规划文件…"].click()
    assert told[2:] == ["import"]
