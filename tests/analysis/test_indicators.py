"""Indicators that are hard to tell from the words around them."""

import pytest

from tests.analysis.pictures import plan_of, work


def found(sentence: str) -> list[str]:
    """Return the targets of a task sentence: indicator, op, value, unit."""
    plan = plan_of(work(sentence))
    return [f"{target.indicator} {target.op.value} {target.value} {target.unit}" for target in plan.targets]


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("培育龙头企业20家。", ["龙头企业 = 20 家"]),
        ("培育20家龙头企业。", ["龙头企业 = 20 家"]),
        ("培育20家以上龙头企业。", ["龙头企业 >= 20 家"]),
        ("推动森林覆盖率达到42%。", ["森林覆盖率 = 42 %"]),
        ("力争森林覆盖率达到42%左右。", ["森林覆盖率 ~ 42 %"]),
        ("确保失业率控制在5%以内。", ["失业率 <= 5 %"]),
        ("使森林覆盖率提高到42%以上。", ["森林覆盖率 >= 42 %"]),
        ("培育龙头企业20家、专精特新企业60家。", ["龙头企业 = 20 家", "专精特新企业 = 60 家"]),
        ("森林覆盖率、绿地率分别达到42%和35%。", ["森林覆盖率 = 42 %", "绿地率 = 35 %"]),
        ("森林覆盖率、绿地率、湿地率分别达到42%、35%和8%。", ["森林覆盖率 = 42 %", "绿地率 = 35 %", "湿地率 = 8 %"]),
    ],
)
def test_indicators(sentence, targets):
    assert found(sentence) == targets
