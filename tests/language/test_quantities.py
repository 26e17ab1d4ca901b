"""Numbers with their units."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlens.language.quantities import is_unit_of_measure, quantities
from tests.growing import LINEAR, exponent


def found(text: str) -> list[str]:
    return [f"{quantity.value} {quantity.unit}".strip() for quantity in quantities(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("达到160家", ["160 家"]),
        ("产值1,200.5亿元", ["1200.5 亿元"]),
        ("增长６．５％", ["6.5 %"]),
        ("下降0.5个百分点", ["0.5 个百分点"]),
        ("达到百分之二十", ["20 %"]),
        ("产值3千亿元", ["3000 亿元"]),
        ("产值1.2万亿元", ["12000 亿元"]),
        ("补助50万元", ["50 万元"]),
        ("培训1.2万人", ["12000 人"]),
        ("种植26万亩", ["260000 亩"]),
        ("收储2.5平方公里", ["2.5 平方公里"]),
        ("浓度29微克/立方米", ["29 微克/立方米"]),
        ("增长5%-6%", ["5~6 %"]),
        ("增长5%—6%", ["5~6 %"]),
        ("增长15%~18%", ["15~18 %"]),
        ("新增3—5家", ["3~5 家"]),
        ("新增3至5家", ["3~5 家"]),
        ("接待700万—750万人次", ["7000000~7500000 人次"]),
        ("服务企业100家次", ["100 家次"]),
        ("新建12条次干道", ["12 条"]),
        ("死亡率控制在8/10万以下", ["8 /10万"]),
        ("诊断服务100%全覆盖", ["100 %"]),
        ("规模翻一番", ["2 倍"]),
        ("规模翻两番", ["4 倍"]),
        ("网络全覆盖", ["100 %"]),
        ("之比达到2.4：1", ["2.4:1"]),
        ("新增智算规模3000P", ["3000 P"]),
        ("抽检量达到每千人5批次", ["5 批次"]),
        ("平均受教育年限达到11.5年", ["11.5 年"]),
        ("培育20户以上百亿级企业", ["20 户", "100 亿"]),
        ("形成数百亿级产业", []),
        ("实现零的突破", []),
        ("再经过3—5年努力", []),
        ("存量清零", ["0"]),
        ("动态清零", ["0"]),
        ("进入全国前三", ["3"]),
        ("进入全省前10位", ["10"]),
        ("打造千亿级产业集群", ["1000 亿"]),
        ("打造千亿元级产业集群", ["1000 亿元"]),
        ("打造三十亿级产业带", ["30 亿"]),
        ("占总数的三分之一", ["1/3"]),
        ("比例尺1:4000", ["1:4000"]),
        ("车桩比3:1左右", ["3:1"]),
        ("建设十二个站点", ["12 个"]),
        ("新建100余家门店", ["100 家"]),
        ("城市5个、乡镇12个", ["5 个", "12 个"]),
        ("新招工二十万零三百人", ["200300 人"]),
        ("提高四点六个百分点", ["4.6 个百分点"]),
        ("比重达到百分之三十二点八", ["32.8 %"]),
        ("增加两倍半", ["2.5 倍"]),
        ("建成三四个园区", ["3~4 个"]),
        ("改造七八百户", ["700~800 户"]),
        ("累计建成灯杆4万6千个", ["46000 个"]),
        ("总额两万六千亿元", ["26000 亿元"]),
        ("装机三十万千瓦", ["300000 千瓦"]),
        ("投资3亿5000万元", ["3.5 亿元"]),
        ("占比超过2/5", ["2/5"]),
        ("突破百万辆", ["1000000 辆"]),
        ("投资超万亿元", ["10000 亿元"]),
        ("跃升至八十亿级", ["80 亿"]),
        ("实现零投诉", ["0"]),
        ("力争“零溺亡”“零触电”", ["0", "0"]),
        ("位次进入同类城市前五", ["5"]),
    ],
)
def test_values_and_units(text, values):
    assert found(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("噪声控制在40dBA以内", ["40 dBA"]),
        ("灵敏度达到3mA", ["3 mA"]),
        ("下行速率达到500M以上", ["500 M"]),
        ("转角误差不超过3度。", ["3 度"]),
        ("培训时间达到12周以上", ["12 周"]),
        ("密度达到8台次/平方公里", ["8 台次/平方公里"]),
        ("水耗低于6吨/标准包。", ["6 吨/标准包"]),
        ("出口带宽扩容至4G。", ["4 G"]),
    ],
)
def test_a_unit_is_what_is_used_as_one(text, values):
    assert found(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("培养60名医护人员", ["60 名"]),
        ("完成20项目标任务", ["20 项"]),
        ("3家长三角企业", ["3 家"]),
        ("各单位3单位", ["3"]),
        ("选派3家长代表", ["3"]),
        ("4G升级到5G", []),
        ("达到5A级", []),
    ],
)
def test_a_unit_is_a_whole_word(text, values):
    assert found(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第三章",
        "到2025年",
        "2025年6月30日",
        "前三年",
        "G30高速",
        "千家万户",
        "一带一路",
        "十四五",
        "数百家",
        "几十个",
        "新零售",
        "建设零碳园区",
        "实现零距离服务",
        "位居前20的企业",
        "5.1.2节",
        "上百家",
    ],
)
def test_what_is_no_quantity(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["亿元", "%", "个百分点", "万人次", "平方公里", "（家）", "吨标准煤/万元", "微克/立方米"]
)
def test_units_of_measure(text):
    assert is_unit_of_measure(text)


@pytest.mark.parametrize("text", ["", "预期性", "森林覆盖率", "2025年"])
def test_what_is_no_unit_of_measure(text):
    assert not is_unit_of_measure(text)


@pytest.mark.parametrize(
    "piece", ["1", "1,", "一", "万", "十万", "1-", "百分之", "前三", "3:", "零", "1个", "千亿级", "/"]
)
def test_the_time_is_linear(piece):
    """Eight times the text takes eight times as long, not sixty-four; digits once took 18 seconds."""
    assert exponent(lambda count: quantities(piece * count)) < LINEAR


PIECES = st.sampled_from(
    [
        *"0123456789一二两三百千万亿点分之%‰.,-—~至到年月个家位前第番翻级覆盖全清零元余多",
        "百分之",
        "百分点",
        "平方公里",
        "亿元",
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_quantities_never_overlap_and_are_plain_numbers(text):
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert re.fullmatch(r"\d+(\.\d+)?(~\d+(\.\d+)?)?|\d+/\d+|\d+:\d+", quantity.value)
        end = quantity.end


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("制定三星两名考核制度", []),
        ("构建一轴四片格局", []),
        ("改造两条渠道", ["2 条"]),
        ("推进石桥2×30万千瓦机组", []),
        ("覆盖率=已建数/应建数*100%", []),
        ("建设超80条（个）绿道", ["80 条（个）"]),
        ("经济总量实现倍增", ["2 倍"]),
        ("实施居民收入倍增计划", []),
        ("形成百亿级集群", ["100 亿"]),
        ("带宽达到千兆。", ["1000 兆"]),
        ("引导1500家规上企业改造", ["1500 家"]),
    ],
)
def test_names_products_and_units_side_by_side(text, values):
    assert found(text) == values


@pytest.mark.parametrize("text", ["每日下午2：00报送", "每周五9：30前报送", "2026/10/31前完成改造", "上午9:00起办理"])
def test_times_of_the_day_and_dates_are_no_ratios(text):
    assert [quantity for quantity in quantities(text) if quantity.kind == "ratio"] == []
