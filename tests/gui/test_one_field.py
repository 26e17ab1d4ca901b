"""A field that planlens does not have, registered once, is told everywhere: nothing else has to be changed for it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from planlens.cli.main import main
from planlens.gui.app.session import Session
from planlens.gui.tasks.choosing import Count, words
from planlens.gui.tasks.tree_model import TreeModel
from planlens.gui.widgets.choices import Offer
from planlens.project.edits import SetSetting
from planlens.project.project import Edit, Project
from planlens.project.settings import setting
from planlens.views.fields.answers import Desk
from planlens.views.fields.custom import text_field
from planlens.views.fields.field import Use
from planlens.views.fields.seen import Seen
from planlens.views.fields.tasks import TASKS
from planlens.views.frames import tasks_frame
from planlens.views.pasting import pasted
from planlens.views.task_filter import TaskFilter
from planlens.workflow import add_document, export_project, new_project

TEXT = "一、重点任务\n新建水库3座以上。（牵头单位：市水利局）\n推进河道治理。（牵头单位：市水利局）\n"
TODAY = date(2026, 7, 1)


def leader_of(seen: Seen) -> str | None:
    """Who looks after a task; kept in the settings, since rows have no place for it."""
    return (setting(seen.state, "leaders") or {}).get(seen.id) if seen.state else None


def keep_leader(desk: Desk, tasks: tuple[str, ...], value: str | None) -> Edit:
    return SetSetting("leaders", (setting(desk.state, "leaders") or {}) | dict.fromkeys(tasks, value))


LEADER = text_field("supervisor", "督查专员", leader_of, keep_leader)
FIELDS = TASKS.adding(LEADER, Use.TREE, Use.LEDGER, Use.FRAME, Use.LIST, Use.JSON)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    plan = tmp_path / "规划.txt"
    plan.write_text(TEXT, "utf-8")
    monkeypatch.setattr("planlens.project.project.now", lambda: "2026-06-30T09:00:00+08:00")
    with new_project(tmp_path / "水利.planlens", [], "张三") as found:
        add_document(found, plan)
        found.apply(SetSetting("leaders", {"t1": "赵明"}))
        yield found


def path_of(project: Project) -> Path:
    return project.store.path  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def model(project: Project, qtbot: QtBot) -> TreeModel:
    del qtbot
    session = Session(None, lambda: TODAY, FIELDS)
    session.take(project)
    return TreeModel(session, session)


def test_in_the_tree(model: TreeModel) -> None:
    column = model.column_of("supervisor")
    assert model.headerData(column, Qt.Orientation.Horizontal) == "督查专员"
    assert model.index_of("t1", "supervisor").data() == "赵明"
    assert model.flags(model.index_of("t1", "supervisor")) & Qt.ItemFlag.ItemIsEditable
    model.sort_by("supervisor")
    assert [model.key(model.index(row, 0)) for row in range(2)] == ["t1", "t2"]
    model.sort_by("supervisor", descending=True)
    assert [model.key(model.index(row, 0)) for row in range(2)] == ["t1", "t2"]


@pytest.mark.parametrize("wanted", [TaskFilter(text="赵"), TaskFilter(words_of=frozenset({("supervisor", "赵明")}))])
def test_in_search_and_filter(model: TreeModel, wanted: TaskFilter) -> None:
    model.narrow(wanted)
    assert model.tasks_in_filter() == ["t1"]
    assert model.rowCount(QModelIndex()) == 1


def test_among_the_choices_of_the_filter(model: TreeModel) -> None:
    tasks = Count(model.facts.tasks.values(), model.session.overview, TODAY, {}, {"supervisor": "督查专员"})
    assert words(tasks) == [Offer(("words_of", ("supervisor", "赵明")), "督查专员：赵明", 1)]


def written(project: Project, ending: str) -> bytes:
    return export_project(project, path_of(project).with_suffix(ending), today=TODAY, fields=FIELDS).read_bytes()


def test_in_exports(project: Project) -> None:
    rows = list(csv.reader(io.StringIO(written(project, ".csv").decode("utf-8-sig"))))
    assert [row[-1] for row in rows] == ["督查专员", "赵明", ""]
    sheet = openpyxl.load_workbook(io.BytesIO(written(project, ".xlsx"))).worksheets[0]
    assert [row[-1] for row in sheet.iter_rows(min_row=3, values_only=True)] == ["督查专员", "赵明", None]
    table = docx.Document(io.BytesIO(written(project, ".docx"))).tables[0]
    assert [row.cells[-1].text for row in table.rows] == ["督查专员", "赵明", ""]
    told = json.loads(written(project, ".json"))
    assert [task["progress"]["supervisor"] for task in told["tasks"]] == ["赵明", None]


def test_in_data(project: Project) -> None:
    assert tasks_frame(project, TODAY, FIELDS)["supervisor"].tolist()[0] == "赵明"
    arguments = ["list", str(path_of(project)), "--format", "json"]
    project.close()
    found = json.loads(CliRunner().invoke(main, arguments, obj=FIELDS).stdout)
    assert [task["supervisor"] for task in found] == ["赵明", None]


def test_by_pasting(project: Project) -> None:
    columns = FIELDS["supervisor"], FIELDS["status"]
    result = pasted(Desk(project.state, TODAY), "钱进\t进行中\n孙立\t已完成", ["t1", "t2"], columns)
    assert not result.problems
    assert result.edit is not None
    project.apply(result.edit)
    assert setting(project.state, "leaders") == {"t1": "钱进", "t2": "孙立"}
    assert [task.status for task in project.state.tasks()] == ["in-progress", "done"]
