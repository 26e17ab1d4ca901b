"""Values of rows that are looked at a column at a time are judged as each by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from project_builder import TEXT, project_in

from planlens.model import Node, Person, PersonKind
from planlens.project.edits import AddField, AddNode, AddNote, AddPerson, SetProgress, SetValue
from planlens.project.rows import Row, columns
from planlens.project.soundness import problem_of, sound_rows

VALUES: list[Any] = [None, True, False, 0, 1, 1.0, 0.5, -1, 10**20, 1e30, float("nan"), "", "x", "2025-06-30", b"x"]


@pytest.fixture
def rows(tmp_path: Path) -> list[Row]:
    with project_in(tmp_path, TEXT) as project:
        tasks = tuple(task.id for task in project.state.tasks())
        project.apply(AddPerson(tasks, Person("张三", PersonKind.LEADER)))
        project.apply(AddNode(tasks, Node("2026-06", "完成选址", percent=40)))
        project.apply(AddField("投资额"))
        project.apply(SetValue(tasks, "f1", "12"))
        project.apply(SetProgress(tasks[:2], 1.0))
        project.apply(AddNote(tasks[0], "已开工", date="2026-01-05"))
        return list(project.state)


def test_all_are_sound(rows: list[Row]) -> None:
    assert sound_rows(rows) == (rows, [])


def test_a_value_among_sound_ones_is_judged_as_by_itself(rows: list[Row]) -> None:
    kinds = {type(row): place for place, row in enumerate(rows)}
    wrong = 0
    for kind, place in kinds.items():
        for name in columns(kind):
            for value in VALUES:
                bad = replace(rows[place], **{name: value})
                alone = problem_of(bad)
                told = sound_rows([*rows[:place], bad, *rows[place + 1 :]])[1]
                assert (alone is None) or any(alone in line for line in told), (kind, name, value)
                wrong += alone is not None
    assert wrong > 500
