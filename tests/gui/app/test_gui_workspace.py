"""The window's layout: side panels make room for the overview and come back, and are remembered."""

from __future__ import annotations

from pathlib import Path

from planlens.gui.app.desk import Desk
from planlens.gui.app.settings import Settings
from planlens.gui.app.window import Window
from planlens.gui.app.workspace import Workspace
from planlens.project.project import Project


def workspace_of(desk: Desk) -> Workspace:
    assert desk.workspace is not None
    return desk.workspace


def shown(desk: Desk) -> str:
    """The page in front, and the side panels that are not put away."""
    work = workspace_of(desk)
    docks = [key for key, dock in work.docks.items() if not dock.isHidden()]
    return f"{work.pages.tabText(work.pages.currentIndex())}: {' '.join(docks)}"


def test_side_panels_make_room_and_come_back(open_desk: Desk) -> None:
    before = shown(open_desk)
    assert before.startswith("任务: detail source")
    open_desk.show_panel("overview")
    assert shown(open_desk) == "总览: "
    open_desk.show_panel("timeline")
    assert shown(open_desk) == before.replace("任务", "时间轴")


def test_a_closed_side_panel_stays_closed_after_a_restart(
    open_desk: Desk, tmp_path: Path, qtbot: object, project: Project
) -> None:
    workspace_of(open_desk).docks["source"].close()
    open_desk.show_panel("overview")
    open_desk.show_panel("targets")
    assert "source" not in shown(open_desk)
    open_desk.show_panel("overview")
    open_desk.workspace.keep_layout(open_desk.window)  # type: ignore[union-attr]
    open_desk.tools.settings.sync()
    window = Window()
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    again = Desk(window, Settings(tmp_path / "settings.ini"))
    window.show()
    again.take(project)
    assert shown(again).startswith("任务: detail")
    assert "source" not in shown(again)
    again.reset_layout()
    assert "source" in shown(again)
    again.close()
