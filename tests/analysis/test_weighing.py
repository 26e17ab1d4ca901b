"""Which quantities can be aims."""

import pytest

from planlens.analysis.weighing import aimed, past
from planlens.language.quantities import quantities


def aims(text: str) -> list[str]:
    return [f"{quantity.value} {quantity.unit}".strip() for quantity in quantities(text) if aimed(text, quantity)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("培育企业20家", ["20 家"]),
        ("建设三条线路", ["3 条"]),
        ("人均寿命达到80岁", ["80 岁"]),
        ("指数达到42", ["42"]),
        ("办理时间控制在20分钟", ["20 分钟"]),
        ("20分钟以内办结", ["20 分钟"]),
        ("打造千亿级产业集群", ["1000 亿"]),
        ("百亿级企业达到6家", ["6 家"]),
        ("由38%提高到55%", ["55 %"]),
        ("由2023年的1860亿元增加到2600亿元", ["2600 亿元"]),
        ("网络全覆盖", ["100 %"]),
        ("存量清零", ["0"]),
        ("建成10个二级节点", ["10 个"]),
        ("3家三级医院", ["3 家"]),
        ("从现状436亩提高到500亩", ["500 亩"]),
        ("新增100万千瓦装机", ["1000000 千瓦"]),
    ],
)
def test_aims(text, found):
    assert aims(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "建设一个中心",
        "一届三次",
        "对象为60岁以上老人",
        "年收入5000万元以上的企业",
        "年产值达到10亿元的企业",
        "每3个月调度",
        "12个月",
        "等候20分钟",
        "全覆盖的网络",
        "基本实现全覆盖",
        "培育0家",
        "健全覆盖城乡的服务体系",
        "形成全覆盖、全要素的网络",
        "建设100万吨乙烯项目",
        "建设500千伏输电工程",
        "时速600公里列车",
        "党委九届十四次全会",
    ],
)
def test_what_is_no_aim(text):
    assert aims(text) == []


@pytest.mark.parametrize(
    ("before", "year", "said"),
    [
        ("2020年产值", "2024", True),
        ("2020年产值", None, False),
        ("到2027年产值", "2024", False),
        ("比2020年", "2024", False),
        ("目前有", None, True),
        ("到2025年现有企业", "2024", False),
    ],
)
def test_words_that_speak_of_the_past(before, year, said):
    assert past(before, year) is said
