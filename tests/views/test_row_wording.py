"""How the rows of a project read."""

from __future__ import annotations

import pytest

from planlens.project.rows import SectionRow, TargetRow, UnitRow
from planlens.views.row_wording import (
    Part,
    deadline_words,
    heading_words,
    joined,
    lead_parts,
    suggested_names,
    support_parts,
    targets_words,
)


def units(*words: str) -> list[UnitRow]:
    """Units written as name:role, with ? where it is suggested, ?+ accepted, ?- rejected."""
    found = []
    for place, word in enumerate(words):
        name, _, role = word.partition(":")
        role, mark, decision = role.partition("?")
        origin = "suggested" if mark else "stated"
        decided = {"": "", "+": "accepted", "-": "rejected"}[decision]
        found.append(UnitRow(f"u{place}", "t1", place, name, role, origin, 1, "x", 1, None, None, decided))
    return found


@pytest.mark.parametrize(
    ("words", "lead", "support"),
    [
        ("甲局:lead 乙局:support 丙局:support", "甲局", "乙局、丙局"),
        ("甲局:responsible 乙局:responsible", "责任：甲局、乙局", ""),
        ("甲局:lead 乙局:responsible", "甲局", "责任：乙局"),
        ("甲局:support? 乙局:lead? 丙局:support?", "乙局（建议）", "甲局（建议）、丙局（建议）"),
        ("甲局:lead?+ 乙局:support?", "甲局", "乙局（建议）"),
        ("甲局:lead?-", "", ""),
        ("甲局:support 乙局:lead? 丙局:support?", "乙局（建议）", "甲局；丙局（建议）"),
        ("甲局:lead 甲局:support?", "甲局", ""),
        ("", "", ""),
    ],
)
def test_units(words: str, lead: str, support: str) -> None:
    rows = units(*words.split())
    assert joined(lead_parts(rows)) == lead
    assert joined(support_parts(rows)) == support


def test_suggestions_are_parts_of_their_own() -> None:
    rows = units("甲局:support", "乙局:lead?", "丙局:support?")
    assert support_parts(rows) == (Part("甲局"), Part("丙局（建议）", suggested=True))
    assert suggested_names(rows) == ["乙局", "丙局"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("2025", "2025年"),
        ("2025-06", "2025年6月"),
        ("2025-06-30", "2025年6月30日"),
        ("ongoing", "长期坚持"),
    ],
)
def test_deadlines(value: str | None, words: str) -> None:
    assert deadline_words(value) == words


def test_headings_and_targets() -> None:
    head = ("s1", "d1", 1.0, "（一）", "发展目标", "goal", "d1", None, None, "x", 1.0, "")
    assert heading_words(SectionRow(*head)) == "（一）发展目标"
    assert heading_words(SectionRow(*head[:3], "1", *head[4:])) == "1 发展目标"
    target = TargetRow(
        "g1", "t1", 1, "森林覆盖率达到42%", "森林覆盖率", ">=", "42", "%", "2027", None, "d1", 0, 9, "x", 1
    )
    assert targets_words([target]) == "森林覆盖率达到42%（2027年）"
