"""Projects as DataFrames."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from planlens.model import Node, Person, PersonKind
from planlens.project import edits
from planlens.project.files import new_project
from planlens.project.project import Project
from planlens.project.rows import TargetRow
from planlens.views.frames import (
    actuals_frame,
    changes_frame,
    history_frame,
    nodes_frame,
    people_frame,
    statistics_frame,
    targets_frame,
    tasks_frame,
)
from planlens.workflow import add_document

TEXT = """云山市水利规划（2024—2027年）
一、重点任务
新建水库3座以上，2026年底前完成。（牵头单位：市水利局；配合单位：市财政局）
推进河道治理。（责任单位：市水利局）
"""
TODAY = date(2026, 7, 1)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    plan = tmp_path / "规划.txt"
    plan.write_text(TEXT, "utf-8")
    with closing(new_project(tmp_path / "水利.planlens", "张三")) as found:
        found.clock = lambda: "2026-06-30T09:00:00+08:00"
        add_document(found, plan)
        yield found


def test_tasks(project: Project) -> None:
    project.apply(edits.SetProgress(("t1",), 40))
    project.apply(edits.AddNote("t1", "已开工", "缺资金", "申请资金", date="2026-06-30"))
    frame = tasks_frame(project, TODAY)
    assert frame.index.tolist() == ["t1", "t2"]
    assert frame.loc["t1"].to_dict() == {
        "document": "d1",
        "path": "一、重点任务",
        "text": "新建水库3座以上，2026年底前完成。",
        "status": "in-progress",
        "progress": 40.0,
        "light": "yellow",
        "reason": "进度40%，序时进度83%",
        "deadline": "2026",
        "due": pd.Timestamp("2026-12-31"),
        "lead": "市水利局",
        "support": "市财政局",
        "responsible": "",
        "flagged": False,
        "orphan": False,
        "weight": 1.0,
        "notes": 1,
        "attachments": 0,
        "last_note": pd.Timestamp("2026-06-30"),
        "done": "已开工",
        "problems": "缺资金",
        "next_steps": "申请资金",
        **dict.fromkeys(("leader", "in_charge", "person", "contact", "nodes"), ""),
        "pace": "behind",
        "planned": 83.3,
        "extensions": 0,
    }
    assert frame["progress"].isna().tolist() == [False, True]
    assert frame["due"].dtype.kind == "M"


def test_targets_and_actuals(project: Project) -> None:
    (target,) = project.state.all(TargetRow)
    project.apply(edits.SetTarget(target.id, "base", 0.0))
    project.apply(edits.SetActual(target.id, 2024, 1))
    project.apply(edits.SetActual(target.id, 2025, 3))
    frame = targets_frame(project, TODAY)
    shown = frame.loc[target.id, ["task", "op", "value", "year", "base_year", "actual", "actual_year", "judgement"]]
    assert shown.tolist() == ["t1", ">=", "3", "2026", 2023, 3.0, 2025, "提前实现"]
    assert actuals_frame(project).to_dict("list") == {"target": [target.id] * 2, "year": [2024, 2025], "value": [1, 3]}


def test_history(project: Project) -> None:
    project.apply(edits.Flag(("t1",)))
    project.undo()
    frame = history_frame(project)
    assert frame["kind"].tolist() == ["do", "do", "undo"]
    assert frame.index.tolist() == [1, 2, 3]
    assert "t1" in frame.loc[2, "items"]
    assert str(frame["time"].dtype) == "datetime64[ns, UTC]"


def test_an_empty_project_has_the_same_columns(project: Project, tmp_path: Path) -> None:
    with closing(new_project(tmp_path / "空.planlens", "张三")) as empty:
        for make in (tasks_frame, targets_frame, actuals_frame, history_frame):
            assert make(empty).dtypes.to_dict() == make(project).dtypes.to_dict()
            assert len(make(empty)) == 0


def test_pandas_is_loaded_only_for_frames() -> None:
    code = "import sys, planlens.exports as e; e.all_exporters(); print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_frames_of_the_ledger(project: Project) -> None:
    project.apply(edits.AddPerson(("t1",), Person("李四", PersonKind.CONTACT, telephone="139")))
    project.apply(edits.AddPerson((), Person("王五", PersonKind.CONTACT, unit="市水利局")))
    project.apply(edits.AddNode(("t1",), Node("2026-06-01", "开工")))
    people = people_frame(project)
    assert people["name"].tolist() == ["李四", "王五"]
    assert people["task"].isna().tolist() == [False, True]
    nodes = nodes_frame(project)
    assert (nodes.loc["m1", "text"], nodes.loc["m1", "day"]) == ("开工", pd.Timestamp("2026-06-01"))
    found = statistics_frame(project)
    assert found.loc["市水利局", ["tasks", "done"]].tolist() == [2, 0]
    changes = changes_frame(project, date(2000, 1, 1), date(2100, 1, 1))
    assert set(changes["kind"]) == {"added"}
    assert [str(kind) for kind in nodes_frame(project).dtypes][:3] == ["string", "string", "datetime64[ns]"]
