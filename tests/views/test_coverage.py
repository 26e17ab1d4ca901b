"""Coverage: which sentences of task sections became nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project_builder import plan_of_text, project_in

from planlens.analysis.outline.selection import reading_of
from planlens.insight.matching import match
from planlens.model import Role, Span
from planlens.project.edits import AddTask, AdoptVersion, Delete, SetRole, SettleSentences, UnsettleSentences
from planlens.project.found import document_of
from planlens.project.project import Project
from planlens.project.rows import DocumentRow, TaskRow
from planlens.project.state import State
from planlens.project.versions import deleted, found_plan
from planlens.views.coverage import Coverage, coverage

PLAN = """云山市数字经济发展规划（2024—2027年）
一、发展基础
近年来，全市数字经济持续壮大。
二、重点任务
（一）建设信息网络
信息网络是数字经济的重要基础。新建5G基站3000个以上。（牵头单位：市通信管理局）
三、保障措施
建立联席会议制度。
"""


def measured(project: Project) -> Coverage:
    row = project.state.get("d1", DocumentRow)
    return coverage(project.state, "d1", reading_of(document_of(row)).sentences)


def picture(project: Project) -> str:
    found, text = measured(project), project.state.get("d1", DocumentRow).text
    return f"{found.found}/{found.sentences} {'|'.join(span.of(text) for span in found.missed)}"


def test_sentences_of_task_sections_count(tmp_path: Path) -> None:
    with project_in(tmp_path, PLAN) as project:
        assert picture(project) == "2/3 信息网络是数字经济的重要基础。"
        assert measured(project).share == pytest.approx(2 / 3)
        assert measured(project).character_share == pytest.approx(23 / 38)


def test_the_whole_document_is_counted(tmp_path: Path) -> None:
    with project_in(tmp_path, PLAN) as project:
        row = project.state.get("d1", DocumentRow)
        found = measured(project)
        assert found.sentences + found.elsewhere == len(reading_of(document_of(row)).sentences)
        assert found.elsewhere > 0


def test_what_a_user_does_is_counted(tmp_path: Path) -> None:
    with project_in(tmp_path, PLAN) as project:
        start = project.state.get("d1", DocumentRow).text.index("信息网络是")
        project.apply(AddTask("s3", "夯实信息网络基础", document="d1", start=start, end=start + 4))
        assert picture(project) == "3/3 "
        project.apply(SetRole("s1", Role.TASK))
        assert picture(project) == "3/4 近年来，全市数字经济持续壮大。"
        project.apply(Delete(tuple(row.id for row in project.state.all(TaskRow))))
        assert measured(project).found == 0


def settled(project: Project) -> str:
    found, text = measured(project), project.state.get("d1", DocumentRow).text
    return f"{found.handled_share:.0%} {'|'.join(span.of(text) for span in found.settled)}"


def test_a_sentence_that_is_no_task_is_settled(tmp_path: Path) -> None:
    with project_in(tmp_path, PLAN) as project:
        assert settled(project) == "67% "
        project.apply(SettleSentences("d1", ("信息网络是数字\n 经济的重要基础。",)))  # as another file breaks its lines
        assert picture(project) == "2/3 "
        assert settled(project) == "100% 信息网络是数字经济的重要基础。"
        start = PLAN.index("信息网络是")
        project.apply(AddTask("s3", "夯实基础", document="d1", start=start, end=start + 4))
        assert (picture(project), settled(project)) == ("3/3 ", "100% ")  # it has become a task after all
        project.undo()
        project.apply(UnsettleSentences("d1", ("信息网络是数字经济的重要基础。",)))
        assert picture(project) == "2/3 信息网络是数字经济的重要基础。"
        project.undo()
        assert picture(project) == "2/3 "


def test_what_is_settled_stays_so_in_a_new_version(tmp_path: Path) -> None:
    newer = PLAN.replace("（一）建设", "（一）加快建设").replace("新建5G", "推进千兆光网进村入户。新建5G")
    with project_in(tmp_path, PLAN) as project:
        project.apply(SettleSentences("d1", ("信息网络是数字经济的重要基础。", "推进千兆光网进村入户。")))
        plan, data = plan_of_text(newer)
        matching = match(found_plan(project.state, "d1"), plan, deleted=deleted(project.state, "d1"))
        project.apply(AdoptVersion("d1", plan, data, matching))
        assert settled(project) == "100% 信息网络是数字经济的重要基础。|推进千兆光网进村入户。"
        assert "推进千兆光网进村入户。" not in [row.text for row in project.state.all(TaskRow)]


def test_without_headings_every_sentence_counts() -> None:
    found = coverage(State(), "d1", [Span(0, 5), Span(5, 9)])
    assert (found.sentences, found.share, found.characters) == (2, 0.0, 9)


def test_nothing_to_find() -> None:
    assert coverage(State(), "d1", []).share is None
    assert coverage(State(), "d1", []).character_share is None


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12)


@given(SPANS, SPANS)
def test_a_sentence_is_found_if_it_overlaps_a_task(
    sentences: list[tuple[int, int]], tasks: list[tuple[int, int]]
) -> None:
    spans = [Span(start, start + length) for start, length in sentences]
    places = [Span(start, start + length) for start, length in tasks]
    rows = [
        TaskRow(f"t{k}", "d1", float(k), "", "", "d1", place.start, place.end, "sentence", 1.0, "")
        for k, place in enumerate(places)
    ]
    found = coverage(State(rows), "d1", spans)
    assert list(found.missed) == [span for span in spans if not any(span.overlaps(place) for place in places)]
    assert found.found + len(found.missed) == found.sentences == len(spans)


def test_the_sentence_of_a_deleted_task_is_settled(tmp_path: Path) -> None:
    with project_in(tmp_path, PLAN) as project:
        before = settled(project)
        task = next(row for row in project.state.all(TaskRow))
        project.apply(Delete((task.id,)))
        assert task.text in settled(project)
        assert task.text not in picture(project)
        project.apply(UnsettleSentences("d1", (task.text,)))
        assert task.text in picture(project)
        project.undo()
        project.undo()
        assert settled(project) == before
