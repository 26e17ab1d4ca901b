"""Which numbers are aims, by the evidence around them."""

import pytest

from planlens.analysis.weighing import Surroundings, evidence
from planlens.language.quantities import quantities
from planlens.model import Role
from tests.analysis.pictures import TITLE, aims, plan_of, work


def found(text: str) -> list[str]:
    """Return the figures of a plan: value and unit."""
    return [f"{target.value} {target.unit}".strip() for target in plan_of(TITLE + text).targets]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("培育企业20家。", ["20 家"]),
        ("建设三条线路。", ["3 条"]),
        ("人均寿命达到80岁。", ["80 岁"]),
        ("发展指数达到42。", ["42"]),
        ("平均办理时间控制在20分钟以内。", ["20 分钟"]),
        ("打造千亿级产业集群。", ["1000 亿"]),
        ("百亿级企业达到6家。", ["6 家"]),
        ("绿色建筑占比由38%提高到55%。", ["55 %"]),
        ("产值由2023年的1860亿元增加到2600亿元。", ["2600 亿元"]),
        ("行政村网络全覆盖。", ["100 %"]),
        ("存量违建清零。", ["0"]),
        ("灌溉面积从现状436亩提高到500亩。", ["500 亩"]),
    ],
)
def test_aims(text, figures):
    assert found(aims("到2027年，" + text)) == figures


@pytest.mark.parametrize(
    "text",
    [
        "建设一个服务中心，完善配套设施。",
        "落实市委十二届三次全会精神，完善服务。",
        "为60岁以上老人提供助餐服务。",
        "支持年收入5000万元以上的企业加大投入。",
        "支持年产值达到10亿元的企业上市。",
        "每3个月调度一次，及时通报进展。",
        "完善全覆盖的服务网络。",
        "推动基本实现全覆盖。",
        "支持时速600公里列车研发。",
        "推动建设500千伏输电工程，完善网架。",
        "完善24小时自助服务设施。",
    ],
)
def test_what_is_no_aim(text):
    assert found(work("引进龙头企业，延伸产业链条。", text)) == []


def test_a_size_that_names_a_thing_leaves_the_count():
    assert found(work("新建35千伏变电站6座。", "培育20人以上科研团队4个。", "建设9个百亿级园区。")) == [
        "6 座",
        "4 个",
        "9 个",
    ]


def evidence_of(before: str, figure: str, after: str = "", **others: object) -> set[str]:
    place = {"lead": "", "role": Role.TASK, "task": True, "depth": 0, "year": "2024", "due": None, "paid": False}
    (quantity,) = quantities(figure)
    return set(
        evidence(quantity, Surroundings(before=before, after=after, followed=None, counted=None, **{**place, **others}))
    )


@pytest.mark.parametrize(
    ("before", "figure", "after", "name"),
    [
        ("培育企业", "20家", "以上", "after:least"),
        ("产值达到", "20亿元", "", "before:reaches"),
        ("截至目前共有企业", "20家", "", "clause:past"),
        ("2022年产值", "20亿元", "", "year:past"),
        ("2024年产值", "20亿元", "", "year:own"),
        ("2025年产值", "20亿元", "", "year:ahead"),
        ("比2022年增长", "20%", "", "before:changes"),
        ("聚焦新能源等", "4个", "领域", "then:abstract"),
        ("", "20亿元", "的企业", "then:of"),
    ],
)
def test_evidence_has_names_that_a_person_can_read(before, figure, after, name):
    assert name in evidence_of(before, figure, after)


@pytest.mark.parametrize(("due", "name"), [("2023", "past"), ("2024", "own"), ("2025", "ahead"), (None, "none")])
def test_a_number_of_the_documents_own_year_is_not_past(due, name):
    assert f"role:task+due:{name}" in evidence_of("产值达到", "20亿元", due=due)


def test_the_year_that_something_is_compared_with_is_no_past():
    assert "year:past" not in evidence_of("产值比2022年增长", "20%")
