"""The ways in which a clause orders something."""

from __future__ import annotations

import pytest

from planlens.analysis.judging.commitments import acts_first
from planlens.analysis.judging.deeds import deeds
from planlens.language.sentences import clauses


def said(text: str) -> set[str]:
    return {name.removeprefix("order:") for name in deeds(text, [text[a:b] for a, b in clauses(text)], acts_first)}


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("云山市财政局安排专项经费900万元", {"actor"}),
        ("5月底前，各乡镇完成登记造册", {"actor"}),
        ("区园林中心负责绿化管护", {"actor"}),
        ("各学校要摸清课后服务需求", {"must-actor"}),
        ("不得擅自改变土地用途", {"must"}),
        ("请相应延期", {"asks", "then"}),
        ("县卫健局将于6月份组织抽测", {"will", "actor"}),
        ("为独居老人安装报警器", {"object", "then"}),
        ("把成效纳入考核", {"object", "then"}),
        ("6月底前建成云山水厂", {"dated"}),
        ("企业活力显著增强", set()),
        ("产业规模达到800亿元", set()),
        ("主要问题是短板较多", set()),
        ("工作要求更加明确", set()),
    ],
)
def test_how_a_clause_orders(text, ways):
    assert said(text) == ways
