"""Outlines, mind maps, Markdown and calendars: what other programs find in them."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import icalendar
import pytest
from exports_builder import PlanBuilder
from lxml import etree

from planlens.exports import export_plan, render
from planlens.model import Plan
from planlens.workflow import read_plan


def test_an_outline_has_the_sections_and_tasks_as_they_stand(plan: Plan) -> None:
    body = etree.fromstring(render(plan, "opml")).find("body")
    assert body is not None
    texts = [node.get("text", "") for node in body.iter("outline")]
    order = ["二、重点任务", "（一）建设信息网络", "新建基站3000个以上。", "推进千兆光网进村入户。"]
    assert [text for text in texts if text in order] == order
    (task,) = [node for node in body.iter("outline") if node.get("text") == "新建基站3000个以上。"]
    assert task.get("_note", "").startswith("牵头单位：市通信局\n配合单位：市财政局、市住建局\n完成时限：2026年")


def test_a_mind_map_is_what_xmind_reads(plan: Plan, tmp_path: Path) -> None:
    path = export_plan(plan, tmp_path / "a.xmind")
    with zipfile.ZipFile(path) as archive:
        assert set(archive.namelist()) == {"content.json", "metadata.json", "manifest.json"}
        (sheet,) = json.loads(archive.read("content.json"))
    root = sheet["rootTopic"]
    assert root["class"] == "topic"
    assert [topic["title"] for topic in root["children"]["attached"]][-1] == "二、重点任务"


def test_markdown_is_read_again_as_it_was(plan: Plan, tmp_path: Path) -> None:
    again = read_plan(export_plan(plan, tmp_path / "a.md"))
    titles = {section.title for section in again.sections}
    assert {"重点任务", "建设信息网络"} <= titles


@pytest.mark.parametrize(
    "text", ["*重点*", "# 一级", "<b>粗</b>", "[链接](http://x)", "1. 列表", "- 项", "`代码`", "a|b"]
)
def test_hostile_words_stay_words_in_markdown(text: str) -> None:
    builder = PlanBuilder()
    builder.task(f"{text}任务", builder.section("一、|任务"), "牵头:市局")
    (line,) = [line for line in render(builder.build(), "md").decode().splitlines() if "任务（" in line]
    assert line.startswith("- ")
    for mark in "*<[`|#":
        assert line[2:].count(mark) == line[2:].count(f"\\{mark}")


def test_a_calendar_has_each_limit_as_a_whole_day(plan: Plan) -> None:
    calendar = icalendar.Calendar.from_ical(render(plan, "ics"))
    days = {str(event["summary"]): event["dtstart"].dt for event in calendar.walk("VEVENT")}
    assert days["时限：新建基站3000个以上。"] == date(2026, 12, 31)
    assert days["时限：推进千兆光网进村入户。"] == date(2026, 6, 30)
    assert len({str(event["uid"]) for event in calendar.walk("VEVENT")}) == len(days)
