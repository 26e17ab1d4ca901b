"""Headings away from their tree: two that read the same are told apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from project_builder import plan_of_text, project_in

from planlens.project.edits import AdoptDocument
from planlens.views.headings import headings
from planlens.views.lanes import Grouping, lanes
from planlens.views.overview import Overview

ONE = """云山市数字规划
一、重点任务
（一）强化保障
2026年底前建成数据中心。
二、组织实施
（一）强化保障
加强队伍建设。
"""
OTHER = "云山市交通规划\n一、重点任务\n新建公路300公里，2026年底前完成。\n"


def test_equal_headings_are_told_apart(tmp_path: Path) -> None:
    with project_in(tmp_path, ONE) as project:
        project.apply(AdoptDocument(*plan_of_text(OTHER, "交通.txt")))
        assert list(headings(project.state).values()) == [
            "一、重点任务（云山市数字规划）",
            "（一）强化保障（一、重点任务）",
            "二、组织实施",
            "（一）强化保障（二、组织实施）",
            "一、重点任务（云山市交通规划）",
        ]
        found = lanes(project.state, Overview(project.state, date(2026, 1, 1)), Grouping.SECTION)
        assert [lane.text for lane in found if not lane.id] == [
            "（一）强化保障（一、重点任务）（1项）",
            "一、重点任务（云山市交通规划）（1项）",
            "未定时限的任务共1项，不在时间轴上",
        ]
