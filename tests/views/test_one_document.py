"""A project seen as one of its documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from project_builder import TEXT, plan_of_text, project_in

from planlens.model import Status
from planlens.project.edits import AdoptDocument, SetSetting, SetStatus
from planlens.views.burnup import burnup
from planlens.views.items import as_shown
from planlens.views.one_document import of_document
from planlens.views.overview import WHOLE, Overview
from planlens.views.tallies import tallies

TODAY = date(2026, 11, 25)
OTHER = TEXT.replace("云山市数字经济发展规划", "云山市智慧城市建设方案").replace("3000", "4000")


def test_only_what_belongs_to_the_document_is_counted(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        project.apply(AdoptDocument(*plan_of_text(OTHER, "方案.txt")))
        project.apply(SetStatus(("t1", "t2"), Status.DONE))
        project.apply(SetSetting("granularity:d1", "item"))
        state = as_shown(project.state)
        first, second = (Overview(of_document(state, key), TODAY) for key in ("d1", "d2"))
        assert (first[WHOLE].tasks, first[WHOLE].done, second[WHOLE].tasks, second[WHOLE].done) == (3, 1, 5, 0)
        assert tallies(first).units["市通信管理局"].tasks == 1
        assert tallies(second).units["市通信管理局"].tasks == 2
        assert of_document(state, None) is state
        assert not of_document(state, "d9").tasks()
        points = burnup(project, project.state.copy(), TODAY, "d2")
        assert [(point.tasks, point.done) for point in points] == [(5, 0)]
        whole = burnup(project, project.state.copy(), TODAY)
        assert (whole[-1].tasks, whole[-1].done) == (8, 1)
