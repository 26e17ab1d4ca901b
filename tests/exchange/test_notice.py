"""By when units have to answer: in the covering notice and in each workbook, from the office's rhythm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from project_builder import project_in
from sent_packets import send

from planlens.model import PlanlensError
from planlens.project.edits import SetSetting
from planlens.project.project import Project
from planlens.project.settings import setting
from planlens.workflow import circle


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def wanted(**other: object) -> circle.Wanted:
    return circle.Wanted(date(2026, 11, 30), due=date(2026, 12, 5), **other)  # type: ignore[arg-type]


def test_the_notice_says_up_to_when_by_when_and_to_whom(project: Project, tmp_path: Path) -> None:
    sent = circle.send_packets(project, tmp_path / "发出", wanted())
    path = circle.write_notice(sent, tmp_path / "发出", wanted(), "市政府督查室")
    notice = docx.Document(str(path))
    lines = [line.text for line in notice.paragraphs]
    assert lines[0] == "关于报送2026年11月重点任务进展情况的通知"
    assert "进展截至2026年11月30日，于2026年12月5日前以原文件报回。" in lines[4]
    today = date.today()
    assert lines.index("附件：填报单位清单") < lines.index(f"{today.year}年{today.month}月{today.day}日　　")
    assert "附件" in lines  # on its own page, above the list
    (table,) = notice.tables
    assert [cell.text for cell in table.rows[1].cells] == ["1", "市通信管理局", "2"]


def test_the_workbook_says_it_and_the_ledger_remembers_it(project: Project, tmp_path: Path) -> None:
    sent = circle.send_packets(project, tmp_path / "发出", wanted())
    sheet = openpyxl.load_workbook(sent.files["市教育局"][0]).worksheets[0]
    assert "填好后于2026年12月5日前将本文件发回" in sheet["C4"].value
    assert setting(project.state, circle.SENT)["due"] == "2026-12-05"


def test_a_workbook_explains_only_what_is_asked(project: Project, tmp_path: Path) -> None:
    path = send(project, tmp_path / "发出", filled=["status", "problems"]).files["市教育局"][0]
    lines = openpyxl.load_workbook(path).worksheets[0]["C3"].value
    assert lines == "二、有下拉箭头的从列表选择。"


@pytest.mark.parametrize(
    ("rhythm", "today", "due"),
    [
        (None, date(2026, 11, 20), None),
        ({"every": "month", "by": 25}, date(2026, 11, 20), date(2026, 11, 25)),
        ({"every": "month", "by": 5, "following": True, "workdays": False}, date(2026, 11, 28), date(2026, 12, 5)),
        ({"every": "month", "by": 25}, date(2026, 11, 28), None),
    ],
)
def test_the_time_limit_follows_the_rhythm_until_it_has_passed(
    project: Project, rhythm: dict[str, object] | None, today: date, due: date | None
) -> None:
    project.apply(SetSetting("reporting", rhythm))
    assert circle.usual_due(project.state, date(2026, 11, 30), today) == due


def test_a_typed_time_limit_is_a_day() -> None:
    assert circle.due_day("2026-12") == date(2026, 12, 31)
    assert circle.due_day(None) is None
    with pytest.raises(PlanlensError, match="报送期限应是某一天"):
        circle.due_day("ongoing")


FOLLOWING = {"every": "month", "by": 5, "following": True, "workdays": False}
"""次月5日前报送上月进展."""


@pytest.mark.parametrize(
    ("rhythm", "today", "day"),
    [
        (None, date(2026, 12, 1), date(2026, 12, 1)),
        (FOLLOWING, date(2026, 12, 1), date(2026, 11, 30)),
        (FOLLOWING, date(2026, 12, 6), date(2026, 12, 6)),
        ({"every": "month", "by": 25}, date(2026, 12, 1), date(2026, 12, 1)),
    ],
)
def test_units_are_asked_for_the_period_that_is_still_to_be_reported(
    project: Project, rhythm: dict[str, object] | None, today: date, day: date
) -> None:
    project.apply(SetSetting("reporting", rhythm))
    assert circle.usual_day(project.state, today) == day


def test_the_period_is_called_as_the_rhythm_calls_it(project: Project, tmp_path: Path) -> None:
    project.apply(SetSetting("reporting", {"every": "quarter", "by": 20}))
    sent = send(project, tmp_path / "发出")
    assert sent.files["市教育局"][0].name == "市教育局_2026年第4季度.xlsx"
    assert circle.last_sent(project) == "2026年第4季度"
