"""Filters of tasks: what each lets through, and what searches find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project_builder import project_in

from planlens.gui.tasks.choosing import Count, due, month_label, roles, statuses, unit_roles, units
from planlens.language.pinyin import Initials
from planlens.language.unit_names import names_meant
from planlens.model import Light, Role, Status, UnitRole
from planlens.project.edits import Accept, AddNote, Assign, Flag, Move, RenameUnit, SetDeadline, SetStatus, SetText
from planlens.project.project import Project
from planlens.project.rows import TaskRow
from planlens.project.settings import status_names
from planlens.views.facts import FactBook, Facts
from planlens.views.fields.seen import view_of
from planlens.views.overview import Overview, Standing
from planlens.views.task_filter import Due, TaskFilter

TODAY = date(2026, 11, 25)
INITIALS = Initials({"q": "千", "z": "兆", "gz": "光", "w": "网", "cz": "重"})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def found(project: Project, wanted: TaskFilter, initials: Initials | None = None) -> list[str]:
    """The ids of the tasks that a filter lets through."""
    overview = Overview(project.state, TODAY)
    book = FactBook(view_of(Overview(project.state, TODAY)), initials)
    return [facts.id for facts in wanted.chosen(book.tasks.values(), overview, book.initials)]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (TaskFilter(), "t1 t2 t3 t4 t5"),
        (TaskFilter(text="5g"), "t1"),
        (TaskFilter(text="信息网络 千兆"), "t2"),
        (TaskFilter(text="市财政局"), "t1"),
        (TaskFilter(text="2026年"), "t1"),
        (TaskFilter(units=frozenset({"市通信管理局"})), "t1 t2"),
        (TaskFilter(units=frozenset({"市财政局", "市教育局"})), "t1 t4"),
        (TaskFilter(units=frozenset({"市财政局"}), unit_roles=frozenset({UnitRole.LEAD})), ""),
        (TaskFilter(unit_roles=frozenset({UnitRole.RESPONSIBLE})), "t3 t4"),
        (TaskFilter(without_unit=True), "t5"),
        (TaskFilter(lights=frozenset({Light.YELLOW})), "t1 t2 t3 t4 t5"),
        (TaskFilter(lights=frozenset({Light.RED})), ""),
        (TaskFilter(roles=frozenset({Role.SAFEGUARD})), "t5"),
        (TaskFilter(within=frozenset({"s3", "s5"})), "t1 t2 t5"),
        (TaskFilter(ids=frozenset({"t2", "t4"}), name="自选"), "t2 t4"),
        (TaskFilter(months=frozenset({"2026-12"})), "t1"),
        (TaskFilter(months=frozenset({"2027"})), ""),
        (TaskFilter(due=frozenset({Due.THIS_YEAR})), "t1"),
        (TaskFilter(due=frozenset({Due.NONE})), "t2 t3 t4 t5"),
        (TaskFilter(text="网", without_unit=True), ""),
    ],
)
def test_what_a_filter_lets_through(project: Project, wanted: TaskFilter, ids: str) -> None:
    assert found(project, wanted) == ids.split()


def test_short_names_of_units_are_found(project: Project) -> None:
    project.apply(Assign(("t2",), "市工业和信息化局", UnitRole.LEAD))
    project.apply(RenameUnit("市通信管理局", "市数据局"))
    overview = Overview(project.state, TODAY)
    book = FactBook(view_of(overview))
    units = ["市工业和信息化局", "市数据局"]

    def chosen(text: str) -> list[str]:
        wanted = TaskFilter(text=text)
        facts = wanted.chosen(book.tasks.values(), overview, None, lambda typed: names_meant(typed, units))
        return [item.id for item in facts]

    assert chosen("工信局") == ["t2"]
    assert chosen("工信局 千兆") == ["t2"]
    assert chosen("住建局") == []
    hits = TaskFilter(text="工信局").hits("市工业和信息化局、市财政局", None, lambda typed: names_meant(typed, units))
    assert hits == [(0, 8)]


def test_roles_are_counted_of_the_chosen_units(project: Project) -> None:
    overview = Overview(project.state, TODAY)
    facts = FactBook(view_of(overview)).tasks.values()
    counts = Count(facts, overview, TODAY, status_names(project.state))
    assert [(offer.label, offer.count) for offer in unit_roles(counts)] == [("牵头", 2), ("配合", 1), ("责任", 2)]
    of_one = replace(counts, units=frozenset({"市财政局"}))
    assert [offer.count for offer in unit_roles(of_one)] == [0, 1, 0]


def test_work_changes_what_is_found(project: Project) -> None:
    project.apply(SetStatus(("t1", "t2"), Status.DONE))
    project.apply(Flag(("t2",)))
    project.apply(AddNote("t3", problems="设备尚未到位"))
    project.apply(SetDeadline(("t4",), "ongoing"))
    project.state.put(replace(project.state.get("t5", TaskRow), confidence=0.6))
    assert found(project, TaskFilter(uncertain=True)) == ["t5"]
    project.apply(Accept(("t5",)))
    assert found(project, TaskFilter(uncertain=True)) == []
    assert found(project, TaskFilter(unfinished=True)) == ["t3", "t4", "t5"]
    assert found(project, TaskFilter(flagged=True, statuses=frozenset({Status.DONE}))) == ["t2"]
    assert found(project, TaskFilter(text="到位")) == ["t3"]
    assert found(project, TaskFilter(due=frozenset({Due.ONGOING}))) == ["t4"]


def test_facts_follow_changes(project: Project) -> None:
    book = FactBook(view_of(Overview(project.state, TODAY)))
    book.finish()
    for edit in (
        SetText("s3", "建设算力网络"),
        SetText("t1", "新建6G基站。"),
        Assign(("t5",), "市数据局", UnitRole.LEAD),
        Move(("t2",), "s5"),
        Move(("s4",), "s1"),
    ):
        book.update(project.apply(edit))
        assert book.tasks == FactBook(view_of(Overview(project.state, TODAY))).tasks
    book.update(project.undo())
    assert book.tasks == FactBook(view_of(Overview(project.state, TODAY))).tasks
    assert book.sections["s3"] == "（一）建设算力网络"


@pytest.mark.parametrize(
    ("text", "ids"),
    [("qzgw", "t2"), ("qzzw", "t2"), ("QZ", "t2"), ("zd", ""), ("q", ""), ("c", ""), ("5g", "t1")],
)
def test_pinyin_initials(project: Project, text: str, ids: str) -> None:
    assert found(project, TaskFilter(text=text), INITIALS) == ids.split()


def standing(status: Status, completion: float = 0) -> Standing:
    return Standing(completion, status, Light.NONE, "", 1)


def facts(day: date | None, *, ongoing: bool = False) -> Facts:
    return Facts("t1", (), (), day, ongoing, "", (), False, False, False, frozenset(), "", "")


@given(st.integers(-800, 800), st.sampled_from([Status.NOT_STARTED, Status.DONE]))
def test_kinds_of_deadlines_fit_together(days: int, status: Status) -> None:
    task = facts(TODAY + timedelta(days=days))
    kinds = {kind for kind in Due if kind.holds(task, standing(status), TODAY)}
    done = status is Status.DONE
    assert (Due.OVERDUE in kinds) == (days < 0 and not done)
    assert (Due.SOON in kinds) == (0 <= days <= 30 and not done)
    assert not {Due.NONE, Due.ONGOING} & kinds
    assert len({Due.THIS_YEAR, Due.LATER} & kinds) <= 1


def test_without_takes_fields_back() -> None:
    wanted = TaskFilter(text="网", flagged=True, units=frozenset({"市教育局"}))
    assert wanted.without("units", "flagged") == TaskFilter(text="网")
    assert not TaskFilter(text="  ")
    assert not TaskFilter(name="没有条件")
    assert TaskFilter(flagged=True)


def test_choices_are_counted(project: Project) -> None:
    overview = Overview(project.state, TODAY)
    count = Count(
        FactBook(view_of(Overview(project.state, TODAY))).tasks.values(), overview, TODAY, status_names(project.state)
    )
    assert [(item.label, item.count) for item in units(count)] == [
        ("市通信管理局", 2),
        ("市财政局", 1),
        ("市住房城乡建设局", 1),
        ("市政务服务局", 1),
        ("市教育局", 1),
    ]
    assert [(item.label, item.count) for item in statuses(count)][:2] == [("未启动", 5), ("进行中", 0)]
    assert [(item.label, item.count) for item in roles(count)] == [("重点任务", 4), ("保障措施", 1)]
    assert {item.label: item.count for item in due(count)}["无时限"] == 4
    assert [month_label("2026"), month_label("2026-06")] == ["2026年", "2026年6月"]


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("5g", "新建[5G]基站，推进千兆光网"),
        ("光网 千兆", "新建5G基站，推进[千兆光网]"),  # what touches is marked as one
        ("zg", "新建5G基站，推进千[兆光]网"),
        ("网 5 没有", "新建[5]G基站，推进千兆光[网]"),
        ("", "新建5G基站，推进千兆光网"),
    ],
)
def test_what_is_found_in_a_text(typed: str, marked: str) -> None:
    text = "新建5G基站，推进千兆光网"
    hits = TaskFilter(text=typed).hits(text, INITIALS)
    for start, end in reversed(hits):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    assert text == marked


@given(st.text("aAİ千兆网 ", max_size=12), st.text("ai千网qz ", max_size=6))
def test_hits_are_in_order_and_inside(text: str, typed: str) -> None:
    edges = [edge for hit in TaskFilter(text=typed).hits(text, INITIALS) for edge in hit]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)
