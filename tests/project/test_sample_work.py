"""The sample project is a ledger in use, on any day; one undo takes all of it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from project_builder import project_in

from planlens.gui.importing.sample import sample
from planlens.model import Light
from planlens.model.tracking import Status
from planlens.project.edits import AdoptDocument
from planlens.project.sample_work import sample_work
from planlens.views.chart_data import facts
from planlens.views.overview import Overview
from planlens.workflow import read_whole


@pytest.mark.parametrize("today", [date(2024, 5, 6), date(2026, 11, 30), date(2031, 2, 3)])
def test_a_ledger_in_use(today: date, tmp_path: Path) -> None:
    with project_in(tmp_path, None) as project:
        project.apply(AdoptDocument(*read_whole(sample())))
        before = project.state.copy()
        project.apply(sample_work(project.state, today))
        found = facts(Overview(project.state, today))
        shares = {light: len(ids) / len(found.tasks) for light, ids in found.lights.items()}
        assert 0.02 < shares[Light.RED] < 0.3
        assert shares[Light.YELLOW] > 0.05
        assert shares[Light.GREEN] > 0.3
        assert 40 < found.completion < 80
        assert len(found.statuses) >= 5
        assert len(found.unassigned) < 0.7 * len(found.tasks)
        assert len([bullet for bullet in found.bullets if bullet.way is not None]) >= 3
        assert len(found.statuses[Status.NOT_STARTED]) < 0.2 * len(found.tasks)
        project.undo()
        assert project.state == before
