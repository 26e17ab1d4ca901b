"""Fields of a project's own, people and nodes in the task tree: columns that come and go, typing, filters, searches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from planlens.gui.app.desk import Desk
from planlens.gui.tasks.panel import TasksPanel
from planlens.model import FieldKind, Person, PersonKind
from planlens.project.edits import AddField, AddPerson, EditField, SetValue
from planlens.views.task_filter import TaskFilter


@pytest.fixture
def panel(open_desk: Desk) -> TasksPanel:
    assert open_desk.workspace is not None
    found = open_desk.workspace.widgets["tasks"]
    assert isinstance(found, TasksPanel)
    return found


def titles(panel: TasksPanel) -> list[str]:
    header = panel.tree.header()
    places = [header.logicalIndex(place) for place in range(header.count())]
    return [panel.model.columns[place].title for place in places if not header.isSectionHidden(place)]


def test_a_field_of_the_project_is_a_column_once_it_is_there(panel: TasksPanel, open_desk: Desk) -> None:
    session, usual = open_desk.session, titles(panel)
    assert "专班" not in [column.title for column in panel.model.columns]
    session.apply(AddField("专班", FieldKind.CHOICE, ("数字", "政务")))
    assert titles(panel) == usual  # hidden at first, as all that are not usual
    column = panel.model.column_of("专班")
    panel.tree.header().setSectionHidden(column, False)
    index = panel.model.index_of("t1", "专班")
    assert index.flags() & Qt.ItemFlag.ItemIsEditable
    session.apply(SetValue(("t1",), "f1", "政务"))
    assert panel.model.index_of("t1", "专班").data() == "政务"
    panel.model.narrow(TaskFilter(words_of=frozenset({("专班", "政务")})))
    assert [key for key in panel.model.facts.tasks if panel.model.index_of(key).isValid()] == ["t1"]
    panel.model.narrow(TaskFilter())
    panel.model.sort_by("专班")
    session.undo()
    session.undo()
    assert panel.model.order == ""
    assert "专班" not in [column.title for column in panel.model.columns]
    assert titles(panel) == usual
    session.redo()
    session.apply(EditField("f1", title="工作组"))
    assert panel.model.columns[-1].title == "工作组"


def test_another_project_has_other_columns(panel: TasksPanel, open_desk: Desk) -> None:
    open_desk.session.apply(AddField("总投资", FieldKind.NUMBER))
    open_desk.session.close()
    assert "总投资" not in [column.title for column in panel.model.columns]


def test_people_are_shown_and_found_as_soon_as_they_are_there(panel: TasksPanel, open_desk: Desk) -> None:
    session = open_desk.session
    session.apply(AddPerson(("t1", "t2"), Person("李大海", PersonKind.LEADER)))
    assert panel.model.index_of("t2", "leader").data() == "李大海"
    panel.model.narrow(TaskFilter(text="大海"))
    assert [key for key in panel.model.facts.tasks if panel.model.index_of(key).isValid()] == ["t1", "t2"]
