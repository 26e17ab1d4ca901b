"""Copies of a project: listed, looked into, put back; a damaged file gets its newest good copy in one click."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from project_builder import picture
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.copies import menu as copies
from planlens.gui.copies.dialog import BackupsDialog
from planlens.gui.copies.recovery import day_text
from planlens.gui.copies.sound_part import SoundPartDialog
from planlens.model import PlanlensError
from planlens.model.tracking import Status
from planlens.project.edits import SetStatus
from planlens.project.files import back_up, backup_folder, open_project
from planlens.project.project import Project

Answer = Callable[..., bool]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Say yes to every question, and note them."""
    found: list[str] = []

    def ask(parent: object, title: str, question: str, yes: str, no: str = "") -> bool:
        found.append(question)
        return True

    monkeypatch.setattr(dialogs, "ask", ask)
    return found


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Choose the first answer of every question, and note question and answers."""
    found: list[str] = []

    def choose(parent: object, title: str, question: str, answers: list[str]) -> int:
        found.append(f"{question} {answers}")
        return 0

    monkeypatch.setattr(dialogs, "choose", choose)
    return found


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[SoundPartDialog]:
    """Take every dialog of what was saved as one that was accepted."""
    found: list[SoundPartDialog] = []

    def accepted(dialog: SoundPartDialog) -> None:
        found.append(dialog)
        dialog.opens.click()

    monkeypatch.setattr(SoundPartDialog, "exec", accepted)
    return found


@pytest.fixture
def copied(project: Project) -> Path:
    """The project's path, with copies of two days and a change after them."""
    for day in (date(2026, 11, 20), date(2026, 11, 24)):
        back_up(project.store, day)  # type: ignore[arg-type]
    project.apply(SetStatus(("t1",), Status.DONE))
    path: Path = project.store.path  # type: ignore[attr-defined]
    return path


def test_the_copies_are_listed_the_newest_first(desk: Desk, project: Project, copied: Path) -> None:
    desk.take(project)
    dialog = BackupsDialog(desk.tools)
    texts = [dialog.list.item(row).text().partition("　")[0] for row in range(dialog.list.count())]
    assert texts == ["2026年11月24日 星期二（昨天）", "2026年11月20日 星期五（5 天前）"]


def test_without_copies(desk: Desk, project: Project) -> None:
    desk.take(project)
    dialog = BackupsDialog(desk.tools)
    assert not dialog.back.isEnabled()
    assert not dialog.look.isEnabled()


def test_going_back_to_a_copy(desk: Desk, project: Project, copied: Path, qtbot: QtBot, asked: list[str]) -> None:
    desk.take(project)
    changed = picture(desk.session.state)
    dialog = BackupsDialog(desk.tools)
    with qtbot.waitSignal(desk.session.opened):
        dialog.back.click()
    assert desk.session.path == copied
    assert "已完成" in changed
    assert "已完成" not in picture(desk.session.state)
    assert len(asked) == 1
    (aside,) = copied.parent.glob("督办.恢复前-*")
    with open_project(aside, "", read_only=True) as before:
        assert picture(before.state) == changed


def test_looking_into_a_copy_changes_nothing(desk: Desk, project: Project, copied: Path, qtbot: QtBot) -> None:
    desk.take(project)
    recent = desk.tools.settings.recent
    dialog = BackupsDialog(desk.tools)
    with qtbot.waitSignal(desk.session.opened):
        dialog.look.click()
    assert desk.session.read_only
    assert desk.session.path == backup_folder(copied) / "2026-11-24.planlens"
    assert desk.tools.settings.recent == recent


def test_a_damaged_project_gets_its_newest_copy(
    desk: Desk, project: Project, copied: Path, qtbot: QtBot, chosen: list[str]
) -> None:
    project.close()
    data = bytearray(copied.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    copied.write_bytes(data)
    with qtbot.waitSignal(desk.session.opened):
        desk.open_paths([copied])
    assert "2026年11月24日" in chosen[0]
    assert len(desk.session.state.tasks()) == 5
    assert list(copied.parent.glob("督办.损坏-*"))


def test_nothing_is_sound_in_a_file_that_was_cut_off(
    desk: Desk, project: Project, qtbot: QtBot, chosen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    problems: list[PlanlensError] = []
    monkeypatch.setattr(dialogs, "show_problem", lambda parent, error: problems.append(error))
    path: Path = project.store.path  # type: ignore[attr-defined]
    target = path.with_name("新.planlens")
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: target)
    project.close()
    path.write_bytes(path.read_bytes()[:5000])
    desk.open_paths([path])
    qtbot.waitUntil(lambda: bool(problems))
    assert "没有找到完好的备份" in chosen[0]
    assert problems[0].code == "nothing-sound"
    assert not desk.session.busy
    assert not target.exists()


def unsound(path: Path) -> None:
    """Change a value of a task to one that means nothing."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE tasks SET status = 7 WHERE id = 't1'")
        connection.commit()


def content(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


def test_the_sound_part_of_a_project_without_copies_is_saved_and_opened(
    desk: Desk,
    project: Project,
    qtbot: QtBot,
    chosen: list[str],
    told: list[SoundPartDialog],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path: Path = project.store.path  # type: ignore[attr-defined]
    before = picture(project.state)
    target = path.with_name("新.planlens")
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: target)
    project.close()
    unsound(path)
    damaged = content(path)
    desk.open_paths([path])
    qtbot.waitUntil(lambda: desk.session.path == target)
    assert "已略过，只能查看" in chosen[0]
    assert "另存完好部分…" in chosen[0]
    assert "按操作历史找回" in told[0].lines.toPlainText()
    assert not desk.session.read_only
    assert picture(desk.session.state) == before
    assert content(path) == damaged


def test_the_sound_part_can_be_saved_later_too(
    desk: Desk, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.take(project)
    assert BackupsDialog(desk.tools).sound_part.isHidden()
    path: Path = project.store.path  # type: ignore[attr-defined]
    desk.session.close()
    unsound(path)
    monkeypatch.setattr(dialogs, "choose", lambda *_: None)
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "choose_new_file", lambda tools, title, *_: asked.append(title))
    with qtbot.waitSignal(desk.session.opened):
        desk.open_paths([path])
    dialog = BackupsDialog(desk.tools)
    assert not dialog.sound_part.isHidden()
    dialog.sound_part.click()
    assert asked == ["另存完好部分"]


def test_saving_a_copy(open_desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "别处.planlens"
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: target)
    command = next(command for command in copies.COMMANDS if command.key == "save-copy")
    with qtbot.waitSignal(open_desk.session.notice):
        command.run(open_desk.tools)
    qtbot.waitUntil(lambda: not open_desk.session.busy)
    with open_project(target, "", read_only=True) as copy:
        assert picture(copy.state) == picture(open_desk.session.state)


def test_opening_the_open_project_again_keeps_it(open_desk: Desk, qtbot: QtBot) -> None:
    path = open_desk.session.path
    assert path is not None
    with qtbot.waitSignal(open_desk.session.notice) as told:
        open_desk.open_paths([path])
    assert told.args == ["这个项目已经打开。"]
    assert open_desk.session.project is not None


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 25), "2026年11月25日 星期三（今天）"),
        (date(2025, 1, 1), "2025年1月1日 星期三（693 天前）"),
    ],
)
def test_days_in_words(day: date, text: str) -> None:
    assert day_text(day, date(2026, 11, 25)) == text
