"""The public JSON format ``planlens.plan/1``: people script against it, so it only grows."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exports_builder import SURE, PlanBuilder

from planlens.exports import render
from planlens.exports.json_plan import as_json
from planlens.model import Document, Op, Plan, Role, Section, Source, Span, StatedProgress, Target

TEXT = "一、建设网络。\n新建基站3000个，\n抓紧开通。（市通信局牵头）\n"
ROLES = {"preface", "background", "principle", "goal", "task", "safeguard", "appendix"}


def by_hand() -> Plan:
    """A plan whose spans are counted by hand."""
    section = Section("s1", None, 1, "一、", "建设网络", Role.TASK, Span(0, 6), SURE, keywords=("网络",))
    target = Target("g1", "s1", Span(8, 17), "新建基站3000个", "新建基站", Op.EQUAL, "3000", "个", "2026", None, SURE)
    made = PlanBuilder()
    made.task("新建基站3000个，抓紧开通。", "s1", "牵头:市通信局 建议配合:市财政局", "2026-06", ("g1",))
    task = replace(made.tasks[0], span=Span(8, 24), keywords=("基站",))
    source = Source("网络.txt", "txt", "0" * 64)
    return Plan(Document(source, TEXT, ()), "网络规划", (section,), (task,), (target,))


def squeezed(text: str) -> str:
    return "".join(text.split())


def is_part(short: str, long: str) -> bool:
    """Whether *short* is *long* with some of its characters left out."""
    rest = iter(long)
    return all(char in rest for char in short)


@pytest.fixture
def found(sample: Path, plan_of: Callable[[Path], Plan]) -> dict[str, Any]:
    """What is printed for a sample document."""
    parsed: dict[str, Any] = json.loads(render(plan_of(sample), "json"))
    return parsed


def test_a_plan_made_by_hand() -> None:
    assert as_json(by_hand()) == {
        "schema": "planlens.plan/1",
        "source": {"name": "网络.txt", "format": "txt", "sha256": "0" * 64},
        "title": "网络规划",
        "text": TEXT,
        "sections": [
            {
                "id": "s1",
                "parent": None,
                "level": 1,
                "number": "一、",
                "title": "建设网络",
                "role": "task",
                "start": 0,
                "end": 6,
                "keywords": ["网络"],
            }
        ],
        "tasks": [
            {
                "id": "t1",
                "section": "s1",
                "start": 8,
                "end": 24,
                "text": "新建基站3000个，抓紧开通。",
                "deadline": "2026-06",
                "units": [
                    {"name": "市通信局", "role": "lead", "origin": "stated", "score": 1.0},
                    {"name": "市财政局", "role": "support", "origin": "suggested", "score": 0.7},
                ],
                "keywords": ["基站"],
                "targets": ["g1"],
                "stated_progress": None,
            }
        ],
        "targets": [
            {
                "id": "g1",
                "section": "s1",
                "start": 8,
                "end": 17,
                "text": "新建基站3000个",
                "indicator": "新建基站",
                "op": "=",
                "value": "3000",
                "unit": "个",
                "year": "2026",
                "nature": None,
            }
        ],
    }


def test_progress_that_the_file_states() -> None:
    plan = by_hand()
    stated = StatedProgress("滞后", 40.0, "已开通800个", "", "加快施工")
    plan = replace(plan, tasks=(replace(plan.tasks[0], progress=stated),))
    assert as_json(plan)["tasks"][0]["stated_progress"] == {
        "status": "滞后",
        "percent": 40.0,
        "done": "已开通800个",
        "problems": "",
        "next_steps": "加快施工",
    }


def test_offsets_of_the_plan_made_by_hand() -> None:
    parsed = as_json(by_hand())
    for item in (*parsed["tasks"], *parsed["targets"]):
        assert squeezed(TEXT[item["start"] : item["end"]]) == item["text"]


def test_bytes_are_one_utf8_object_with_chinese_as_it_is() -> None:
    data = render(by_hand(), "json")
    assert data.endswith(b"}\n")
    assert json.loads(data.decode("utf-8")) == as_json(by_hand())
    assert "建设网络" in data.decode("utf-8")


def test_a_plan_without_anything_found() -> None:
    empty = as_json(PlanBuilder(title=None).build())
    assert (empty["title"], empty["sections"], empty["tasks"], empty["targets"]) == (None, [], [], [])


def test_a_file_name_that_no_encoding_knows() -> None:
    plan = by_hand()
    document = replace(plan.document, source=replace(plan.document.source, name="坏\udcff.txt"))
    data = render(replace(plan, document=document), "json")
    assert json.loads(data.decode("utf-8"))["source"]["name"] == "坏\udcff.txt"


def test_source_of_a_sample(sample: Path, found: dict[str, Any]) -> None:
    digest = hashlib.sha256(sample.read_bytes()).hexdigest()
    assert found["source"] == {"name": sample.name, "format": sample.suffix[1:], "sha256": digest}


def test_text_of_a_text_sample_is_unaltered(sample: Path, found: dict[str, Any]) -> None:
    if sample.suffix == ".txt":
        data = sample.read_bytes()
        assert found["text"].encode("gb18030") == data or found["text"].encode("utf-8") == data


def test_every_kind_is_found_in_a_sample(found: dict[str, Any]) -> None:
    assert found["title"]
    assert all(len(found[kind]) > 20 for kind in ("sections", "tasks", "targets"))


def test_sections_of_a_sample(found: dict[str, Any]) -> None:
    levels = {None: 0}
    for section in found["sections"]:
        heading = squeezed(found["text"][section["start"] : section["end"]])
        assert is_part(squeezed(section["number"] + section["title"]), heading)
        assert section["level"] == levels[section["parent"]] + 1  # the parent has come before
        assert section["role"] in ROLES
        levels[section["id"]] = section["level"]
    assert len(levels) == len(found["sections"]) + 1
    assert in_order(found["sections"])


@pytest.mark.parametrize("kind", ["tasks", "targets"])
def test_spans_of_a_sample(kind: str, sample: Path, found: dict[str, Any]) -> None:
    for item in found[kind]:
        quoted = squeezed(found["text"][item["start"] : item["end"]])
        if "PDF" in sample.name:  # a page number may stand in the middle of a sentence
            assert is_part(squeezed(item["text"]), quoted)
        else:
            assert squeezed(item["text"]) == quoted
    assert in_order(found[kind])


def test_tasks_of_a_sample(found: dict[str, Any]) -> None:
    sections = {section["id"] for section in found["sections"]}
    targets = {target["id"]: target for target in found["targets"]}
    for task in found["tasks"]:
        assert task["section"] in sections | {None}
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?|ongoing", task["deadline"] or "ongoing")
        for unit in task["units"]:
            assert unit["name"]
            assert unit["role"] in {"lead", "support", "responsible"}
            assert (unit["origin"], unit["score"]) == ("stated", 1) or unit["origin"] == "suggested"
            assert 0 <= unit["score"] <= 1
        for key in task["targets"]:
            assert task["start"] <= targets[key]["start"] < targets[key]["end"] <= task["end"]


def test_targets_of_a_sample(found: dict[str, Any]) -> None:
    sections = {section["id"] for section in found["sections"]}
    for target in found["targets"]:
        assert target["section"] in sections | {None}
        assert target["op"] in {">=", "<=", "=", "~", "+", "-"}
        assert re.fullmatch(r"\d+(\.\d+)?([~/:]\d+(\.\d+)?)?", target["value"])
        assert re.fullmatch(r"\d{4}", target["year"] or "2025")
        assert target["nature"] in {"约束性", "预期性", None}


def in_order(items: Iterable[dict[str, Any]]) -> bool:
    """Whether the items come in reading order and have ids of their own."""
    starts, ids = [item["start"] for item in items], [item["id"] for item in items]
    return starts == sorted(starts) and len(set(ids)) == len(ids)
