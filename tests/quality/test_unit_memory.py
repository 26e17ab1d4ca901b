"""The measurement of suggestions learnt from decisions, and that they are mostly right on some documents at hand."""

from __future__ import annotations

import pytest

from planlens.insight.assigning import SURE, Unassigned
from planlens.language.weights import weights
from planlens.model import Assignment, Evidence, Origin, Span, UnitRole
from planlens.workflow import read_plan
from tests.analysis.plan_builder import build
from tests.quality.suggested_units import FOLDERS
from tests.quality.unit_memory import Curve, Noted, cases, learnt, notes_of, ranked

NAMES = ("sd-ten-industries-2024", "qingdao-ai-2024", "sd-digital-economy-2019")


def noted(text: str, *named: str) -> Noted:
    return Noted(Unassigned(text, (), {"教育": 0.1, "住房城乡建设": 0.1}), frozenset(named))


def plans(count: int) -> dict[str, list[Noted]]:
    schools = [noted(f"新建幼儿园{place}所", "教育") for place in range(count)]
    homes = [noted(f"改造老旧小区{place}个", "住房城乡建设") for place in range(count)]
    return {"甲": schools + homes, "乙": homes[:5] + schools[:5]}


def test_a_note_is_read_with_its_offices_and_how_well_duties_fit() -> None:
    stated = Assignment("市教育局", UnitRole.LEAD, Origin.STATED, 1.0, Evidence("note"), Span(0, 4))
    plan = build("云山市工作要点", ("教育", ["新建幼儿园12所。", "扩建义务教育学校。"]), assigned=(stated,))
    (note,) = notes_of(plan)
    assert note.named == {"教育"}
    assert max(note.task.fits or {}, key=lambda key: (note.task.fits or {})[key]) == "教育"


def test_nothing_is_asked_that_was_confirmed_and_no_document_remembers_itself() -> None:
    found = list(cases(plans(15), seeds=(0,)))
    asked = {(case.document, case.confirmed, case.memory): 0 for case in found}
    for case in found:
        asked[case.document, case.confirmed, case.memory] += 1
    assert asked == {("甲", 0, True): 30, ("甲", 20, False): 10, ("甲", 20, True): 10, ("乙", 0, True): 10}


def test_what_is_learnt_finds_the_office_of_tasks_that_are_alike() -> None:
    found = list(cases(plans(15), seeds=(0,)))
    told = learnt(found)
    curve = Curve()
    for case in found:
        curve.add(case, ranked(case, told), sure=0.5)
    assert curve.first == curve.said > 50


@pytest.mark.skipif(not FOLDERS[0].exists(), reason="the marked documents are not here")
def test_once_some_is_confirmed_most_of_what_is_said_is_right() -> None:
    notes = {name: notes_of(read_plan(FOLDERS[0] / f"{name}.txt")) for name in NAMES}
    model = weights("units")
    curve = Curve()
    for case in cases(notes):
        if case.confirmed == 20 and not case.memory:
            units = ((model.chance(features), unit) for unit, features in case.features.items())
            curve.add(case, sorted(units, reverse=True), SURE)
    assert curve.said >= 0.5 * curve.asked
    assert curve.first >= 0.85 * curve.said
    assert curve.three >= 0.95 * curve.said
