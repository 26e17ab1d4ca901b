"""Coverage: which sentences of task sections became nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project_builder import project_in

from planlens.analysis.selection import reading_of
from planlens.model import PlanlensError, Role, Span
from planlens.project.coverage import Coverage, coverage
from planlens.project.edits import AddTask, Delete, Dismiss, Recall, SetRole
from planlens.project.found import document_of
from planlens.project.project import Project
from planlens.project.rows import DocumentRow, TaskRow
from planlens.project.state import State

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


def test_what_a_user_does_is_counted(tmp_path: Path) -> None:
    with project_in(tmp_path, PLAN) as project:
        start = project.state.get("d1", DocumentRow).text.index("信息网络是")
        project.apply(AddTask("s3", "夯实信息网络基础", document="d1", start=start, end=start + 4))
        assert picture(project) == "3/3 "
        project.apply(SetRole("s1", Role.TASK))
        assert picture(project) == "3/4 近年来，全市数字经济持续壮大。"
        project.apply(Delete(tuple(row.id for row in project.state.all(TaskRow))))
        assert measured(project).found == 0


def test_a_sentence_that_holds_no_task_is_settled(tmp_path: Path) -> None:
    with project_in(tmp_path, PLAN) as project:
        (missed,) = measured(project).missed
        project.apply(Dismiss("d1", missed.start, missed.end))
        assert picture(project) == "2/3 "
        assert measured(project).settled == (missed,)
        assert measured(project).share == 1
        project.apply(Recall("d1", missed.start, missed.end))
        assert picture(project) == "2/3 信息网络是数字经济的重要基础。"
        with pytest.raises(PlanlensError, match="这里已有任务或目标"):
            project.apply(Dismiss("d1", missed.start, missed.end + 5))
        end_of_line = project.state.get("d1", DocumentRow).text.index("\n")
        with pytest.raises(PlanlensError, match="没有文字"):
            project.apply(Dismiss("d1", end_of_line, end_of_line + 1))


def test_a_deleted_tasks_sentence_is_settled_with_its_note(tmp_path: Path) -> None:
    with project_in(tmp_path, PLAN) as project:
        project.apply(Delete(("t1",)))
        assert picture(project) == "1/3 信息网络是数字经济的重要基础。"
        assert len(measured(project).settled) == 1


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
