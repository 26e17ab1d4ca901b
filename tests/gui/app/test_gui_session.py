"""The session: edits, undo and selection reach everyone as signals."""

from __future__ import annotations

from pathlib import Path

from project_builder import picture
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.model.tracking import Status
from planlens.project.edits import Delete, SetStatus, SetText


def test_edit_undo_redo(open_desk: Desk, qtbot: QtBot) -> None:
    session = open_desk.session
    before = picture(session.state)
    with qtbot.waitSignal(session.changed) as told:
        session.apply(SetStatus(("t1",), Status.DONE))
    assert told.args is not None
    assert "标记" in told.args[0].label
    assert open_desk.undo.text().startswith("撤销：标记")
    session.undo()
    assert picture(session.state) == before
    assert not open_desk.redo.text().endswith("重做")
    session.redo()
    assert session.state.item("t1").status == "done"  # type: ignore[union-attr]


def test_an_impossible_edit_is_told(open_desk: Desk, qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda parent, error: None)
    with qtbot.waitSignal(open_desk.session.problem) as told:
        assert open_desk.session.apply(SetText("t1", " ")) is None
    assert told.args is not None
    assert told.args[0].code == "empty-text"


def test_selection_forgets_what_is_deleted(open_desk: Desk, qtbot: QtBot) -> None:
    session = open_desk.session
    session.select(["t1", "t2"])
    session.apply(Delete(("t1",)))
    assert session.selected == ("t2",)
    assert session.current == "t2"


def test_the_list_of_recent_projects_holds_the_newest_ones(desk: Desk, tmp_path: Path) -> None:
    paths = [tmp_path / f"督办{number}.planlens" for number in range(12)]
    for path in paths:
        path.touch()
        desk.tools.settings.add_recent(path)
    desk.tools.settings.add_recent(paths[5])
    assert [int(path.stem[2:]) for path in desk.tools.settings.recent] == [5, 11, 10, 9, 8, 7, 6, 4, 3, 2]
    for path in paths[6:]:
        path.unlink()
    assert [int(path.stem[2:]) for path in desk.tools.settings.recent] == [5, 4, 3, 2]
