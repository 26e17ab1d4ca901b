"""Every kind of paper that planlens writes in Word, line by line, against pictures that somebody has read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cell_pictures import assert_golden
from paper_pictures import paper_picture
from project_builder import key, project_in

from planlens.exchange.papers import notice_file
from planlens.model import Status
from planlens.project.edits import AddNote, SetStatus
from planlens.project.project import Project
from planlens.workflow.monthly import ReportAsked, draft_report, write_report
from planlens.workflow.slips import SlipWanted, make_slips

DAY = date(2020, 2, 29)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Five tasks: one done, one behind with a note of February."""
    with project_in(tmp_path) as found:
        found.clock = lambda: "2020-02-10T09:00:00+08:00"
        found.apply(SetStatus((key(found, "新建5G"),), Status.DONE))
        found.apply(SetStatus((key(found, "开展全民"),), Status.BEHIND))
        found.apply(AddNote(key(found, "开展全民"), "培训300人", "缺少师资", "请高校支持", date="2020-02-09"))
        yield found


def test_the_report(project: Project, tmp_path: Path) -> None:
    path = write_report(draft_report(project, ReportAsked(DAY)), tmp_path / "月报.docx", sender="市政府督查室")
    assert_golden("report", paper_picture(path))


def test_the_notice(tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    days = "2026-11-30", "2026-11-26"
    filled = "状态", "进展情况"
    path.write_bytes(
        notice_file({"市教育局": 3, "市财政局": 2}, "2026年11月", days, "2026年12月5日", filled, "市政府督查室")
    )
    assert_golden("notice", paper_picture(path))


@pytest.mark.parametrize(
    ("kind", "name"), [("交办单", "assignment"), ("催办单", "reminder"), ("督办单", "supervision")]
)
def test_the_slips(project: Project, tmp_path: Path, kind: str, name: str) -> None:
    """The first of them is on one task, the others on two of a unit."""
    starts = ("开展全民",) if kind == "交办单" else ("新建5G", "推进千兆")
    ids = tuple(key(project, start) for start in starts)
    wanted = SlipWanted(kind, ids, DAY, "督〔2020〕3号", "2020-03-31", "", "市政府督查室", None)
    (path,) = make_slips(project, tmp_path / "单据", wanted).values()
    assert_golden(name, paper_picture(path))
