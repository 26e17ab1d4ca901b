"""What a ledger itself says of its tasks' progress, taken over without losing a word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from project_builder import plan_of_text, project_in

from planlens.model import StatedProgress
from planlens.project.edits import AdoptDocument
from planlens.project.rows import NoteRow

TEXT = "一、重点任务\n推进千兆光网进村入户。\n"


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        (StatedProgress("办结", None, "", "", ""), "done 100"),
        (StatedProgress("已完成。", 80, "", "", ""), "done 100 完成率：80%。||"),
        (StatedProgress("", 100, "", "", ""), "done 100"),
        (StatedProgress("", 45.5, "", "", ""), "in-progress 45.5"),
        (StatedProgress("未启动", 0, "", "", ""), "not-started 0"),
        (StatedProgress("", None, "", "", ""), "not-started"),
        (StatedProgress("滞后", 30, "已开工", "缺资金", "申请资金"), "behind 30 已开工|缺资金|申请资金"),
        (StatedProgress("黄灯", 30, "已开工", "", ""), "in-progress 30 状态：黄灯。已开工||"),
        (StatedProgress("进行中", 120, "已开工", "", ""), "in-progress 完成率：120%。已开工||"),
    ],
)
def test_words_of_a_ledger(stated: StatedProgress, shown: str, tmp_path: Path) -> None:
    plan, data = plan_of_text(TEXT, "台账.txt")
    plan = replace(plan, tasks=tuple(replace(task, progress=stated) for task in plan.tasks))
    with project_in(tmp_path, None) as project:
        project.apply(AdoptDocument(plan, data))
        (task,) = project.state.tasks()
        notes = project.state.children(task.id, NoteRow)
        assert {note.author for note in notes} <= {"台账.txt"}
        words = [task.status, *([] if task.progress is None else [f"{task.progress:g}"])]
        words += [f"{note.done}|{note.problems}|{note.next_steps}" for note in notes]
        assert " ".join(words) == shown
