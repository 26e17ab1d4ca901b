"""What holds for every field of a target, what text that is typed into it means, and the years that are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from project_builder import project_in

from planlens.model import PlanlensError
from planlens.project.edits import SetActual, SetTarget
from planlens.project.project import Project
from planlens.project.rows import ActualRow, TargetRow
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import TABLES, Field, Use
from planlens.views.fields.in_plan import PlanView
from planlens.views.fields.seen_targets import SeenTarget, targets_in, targets_of, years_asked
from planlens.views.fields.targets import TARGETS, actual_field, with_years
from planlens.views.fields.typed_targets import number
from planlens.views.overview import Overview
from planlens.views.tracking import plan_to_export, tracking_of

TODAY = date(2025, 7, 1)
FIELDS = with_years(TARGETS, [2024, 2025])
ALL = pytest.mark.parametrize("field", FIELDS.all, ids=lambda field: field.key)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A goal (g1: 300亿元 in 2027) and the target of a task (g2: 3000 stations at least), the first one measured."""
    with project_in(tmp_path) as found:
        for edit in (SetTarget("g1", "base", 200.0), SetTarget("g1", "base_year", 2023), SetActual("g1", 2024, 260)):
            found.apply(edit)
        yield found


def seen(project: Project, key: str) -> SeenTarget:
    return next(target for target in targets_in(Overview(project.state, TODAY)) if target.id == key)


def typed(project: Project, key: str, field: str, text: str) -> TargetRow:
    """The row of a target once a text has been typed into one of its fields."""
    edit = FIELDS[field].edit
    assert edit is not None
    found = edit(Desk(project.state, TODAY), (key,), text)
    if found is not None:
        project.apply(found)
    return project.state.get(key, TargetRow)


def test_keys_and_titles_name_one_thing_in_each_use() -> None:
    assert len({field.key for field in FIELDS}) == len(FIELDS.all)
    for use in Use:
        assert len({field.title_in(use) for field in FIELDS.of(use)}) == len(FIELDS.of(use))


@ALL
def test_every_field_is_wide_and_read(project: Project, field: Field[SeenTarget]) -> None:
    assert field.title
    assert min(field.width, field.weight) > 0
    for target in targets_in(Overview(project.state, TODAY)):
        assert "\n" not in field.words(target)
        assert all(line.text for line in field.cell(target))
        assert json.loads(json.dumps(field.value(target))) == field.value(target)


@pytest.mark.parametrize("field", [field for field in TARGETS if field.uses & TABLES], ids=lambda field: field.key)
def test_an_export_says_what_the_window_says(project: Project, field: Field[SeenTarget]) -> None:
    view = PlanView(plan_to_export(project.state), tracking_of(Overview(project.state, TODAY)))
    here, there = targets_in(Overview(project.state, TODAY)), list(targets_of(view))
    assert [field.cell(target) for target in here] == [field.cell(target) for target in there]


@pytest.mark.parametrize("field", [field for field in FIELDS if field.edit], ids=lambda field: field.key)
def test_what_typing_begins_with_and_what_is_read_change_nothing(project: Project, field: Field[SeenTarget]) -> None:
    assert field.edit is not None
    for target in targets_in(Overview(project.state, TODAY)):
        for words in {field.typing(target), field.words(target)}:
            assert field.edit(Desk(project.state, TODAY), (target.id,), words) is None


@pytest.mark.parametrize(
    ("text", "op", "value"),
    [
        ("3500", ">=", "3500"),
        ("不超过3,500", "<=", "3500"),
        ("0.4万个以内", "<=", "4000"),
        ("约4000", "~", "4000"),
        ("4000～5000", ">=", "4000～5000"),
        ("全覆盖", ">=", "全覆盖"),
    ],
)
def test_a_value_is_typed_as_plans_write_it(project: Project, text: str, op: str, value: str) -> None:
    row = typed(project, "g2", "value", text)
    assert (row.op, row.value) == (op, value)


def test_numbers_and_years_in_any_spelling(project: Project) -> None:
    assert typed(project, "g1", "base", "0.02万亿元").base == 200
    assert typed(project, "g1", "base", "").base is None
    assert typed(project, "g1", "year", "２０３０年").year == "2030"
    assert typed(project, "g1", "base_year", "2025年").base_year == 2025
    assert typed(project, "g1", "op", "不高于").op == "<="
    assert typed(project, "g1", "nature", "约束性").nature == "约束性"
    assert typed(project, "g1", "actual-2024", "").id == "g1"
    assert project.state.children("g1", ActualRow) == []


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("base", "很多", "应填数字（单位：亿元），“很多”不是数字，没有修改。"),
        ("actual-2025", "5公里", "应填数字（单位：亿元），“5公里”不是数字，没有修改。"),
        ("year", "25", "年份应为四位数字，如 2027，“25”不是年份，没有修改。"),
        ("op", "大概", "没有“大概”这种要求，可选：不低于（≥）、"),
        ("text", " ", "原文不能为空，没有修改。"),
    ],
)
def test_what_is_not_understood_is_said(project: Project, field: str, text: str, message: str) -> None:
    with pytest.raises(PlanlensError) as caught:
        typed(project, "g1", field, text)
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("", "", None),
        (" 12.5% ", "%", 12.5),
        ("1,234万元", "万元", 1234.0),
        ("4.2万", "人", 42000.0),
        ("-3", "", -3.0),
        ("−3", "", -3.0),
    ],
)
def test_typed_numbers(text: str, unit: str, value: float | None) -> None:
    assert number(text, unit) == value


@pytest.mark.parametrize("text", ["abc", "1.2.3", "12 34"])
def test_not_numbers(text: str) -> None:
    with pytest.raises(PlanlensError, match=text):
        number(text)


@pytest.mark.parametrize(
    ("edits", "years"),
    [
        ([], range(2024, 2028)),
        ([SetActual("g1", 2020, 1)], range(2020, 2028)),
        ([SetTarget("g1", "year", "2035")], range(2024, 2026)),
        ([SetActual("g1", 2010, 1)], range(2016, 2026)),
        ([SetActual("g1", 2028, 1)], range(2024, 2029)),
    ],
)
def test_years_that_are_asked_for(project: Project, edits: list[SetActual | SetTarget], years: range) -> None:
    """From the plan's first year to its targets' last; of a long time the newest ten, and no far future."""
    for edit in edits:
        project.apply(edit)
    overview = Overview(project.state, TODAY)
    assert years_asked(overview, targets_in(overview)) == list(years)


def test_years_stand_behind_the_base_year() -> None:
    keys = [field.key for field in with_years(TARGETS, [2024, 2025]).of(Use.PAGE)]
    place = keys.index("base_year")
    assert keys[place : place + 4] == ["base_year", "actual-2024", "actual-2025", "judgement"]
    assert actual_field(2024).title == "2024年实际"
