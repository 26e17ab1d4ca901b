"""Which rows of the tree are open is the same when the project is opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_builder import key, project_in
from pytestqt.qtbot import QtBot

from planlens.gui.app.desk import Desk
from planlens.gui.tasks.panel import FOLDS, TasksPanel
from planlens.project.edits import AddSection, AddTask
from planlens.project.files import open_project
from planlens.project.project import Project

COLUMN = "number"
"""Qt asks the first column whether a row is open."""


def tree_of(desk: Desk) -> TasksPanel:
    assert desk.workspace is not None
    found = desk.workspace.widgets["tasks"]
    assert isinstance(found, TasksPanel)
    return found


def open_rows(desk: Desk) -> str:
    panel, state = tree_of(desk), desk.session.state
    shown = [row for _, row in state.walk() if panel.tree.isExpanded(panel.model.index_of(row.id, COLUMN))]
    return " ".join(getattr(row, "title", "") for row in shown)


def test_open_rows_stay_open(desk: Desk, project: Project, tmp_path: Path, qtbot: QtBot) -> None:
    desk.take(project)
    assert open_rows(desk) == "重点任务 建设信息网络 优化政务服务 保障措施"
    panel = tree_of(desk)
    panel.tree.collapse(panel.model.index_of(key(project, "建设信息网络"), COLUMN))
    place = project.store.path  # type: ignore[attr-defined]
    (tmp_path / "another").mkdir()
    with project_in(tmp_path / "another") as other:
        desk.take(other)
        assert open_rows(desk) == "重点任务 建设信息网络 优化政务服务 保障措施"
        with open_project(place, "李四") as again:  # somebody has added a heading meanwhile
            again.apply(AddSection(key(again, "重点任务"), "新的章节"))
            again.apply(AddTask(key(again, "新的章节"), "推进新的事项。"))
        desk.take(open_project(place, "张三"))
        assert open_rows(desk) == "重点任务 新的章节 优化政务服务 保障措施"


@pytest.mark.parametrize("kept", ["x", 7, [["a"], None]])
def test_what_cannot_be_read_is_not_heeded(kept: object, desk: Desk, project: Project) -> None:
    place = str(project.store.path)  # type: ignore[attr-defined]
    desk.tools.settings.set(FOLDS, kept if kept == "x" else {place: kept})
    desk.take(project)
    assert open_rows(desk) == "重点任务 建设信息网络 优化政务服务 保障措施"
    desk.session.close()
    assert list(desk.tools.settings.get(FOLDS)) == [place]
