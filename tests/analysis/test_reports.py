"""Reports of governments: what was done comes first, then what is aimed at, then what is to be done for the people."""

from __future__ import annotations

import re
from bisect import bisect_left

import pytest

from tests.analysis.pictures import plan_of, tree

PROVINCE = """澜川省2026年政府工作报告
——2026年1月22日在澜川省人民代表大会会议上
一、2025年工作回顾
2025年，全省地区生产总值达到2.86万亿元、增长5.3%，规上工业增加值增长6.9%，城镇新增就业41.2万人。
（一）产业转型步伐加快。新增国家级专精特新“小巨人”企业63家，技改投资增长14.5%。建成绿色工厂128家，新能源装机突破6500万千瓦。
（二）民生福祉持续改善。十件民生实事全部办结。建成保障性租赁住房4.2万套，改造老旧小区1186个，惠及群众23万户。
五年来，全省经济总量连跨三个千亿元台阶，脱贫地区农村居民收入年均增长9.1%。
我们也清醒看到，规上工业企业亏损面达到21.3%，研发投入强度低于全国平均水平0.9个百分点。
二、2026年重点工作
今年发展的主要预期目标是：地区生产总值增长【5%】左右，固定资产投资增长【4%】以上；城镇新增就业【38万人】以上，城镇调查失业率【5.5%】左右；粮食产量稳定在【260亿斤】以上；单位地区生产总值能耗降低【3.2%】左右。
围绕上述目标，重点抓好以下九个方面工作：
（一）全力扩大有效需求。打造【20条】特色商业街区，新增首店【150家】。推动南线高铁、平江机场迁建等【180个】项目开工。
（二）构建现代化产业体系。推动【2600家】规上企业数字化转型。锂电材料、先进装备、生物医药产业规模分别突破【1800亿元】、【1500亿元】和【800亿元】。推进时速600公里磁浮试验线建设，支持500千伏输变电工程投运。新增智算规模【5000P】。
（三）加强生态环境保护。完成营造林【240万亩】，地表水优良比例达到【95%】以上，淘汰35蒸吨/小时及以下燃煤锅炉【260台】。
"""

REGION = """政府工作报告
——2026年1月26日在霁江省人民代表大会会议上
一、2025年工作回顾
预计全省生产总值增长5.6%左右，固定资产投资增长3.8%，经营主体突破520万户。
过去五年，我们坚持以项目强投资，累计实施重大项目8600个，完成投资2.9万亿元。
二、“十五五”时期经济社会发展主要目标
到2030年，人均生产总值力争达到【8万元】，数字经济核心产业增加值占地区生产总值比重达到【12%】，人均预期寿命提高到【80岁】。
三、2026年主要任务
今年经济社会发展预期目标：生产总值增长【5.5%】左右；规模以上工业增加值增长【7%】；失业率控制在【5.5%】以内；粮食产量【1150万吨】。
（一）扩大投资
新开工项目【2000个】以上、竣工【1500个】以上，确保产业投资占比超过【50%】。汽车以旧换新【15万辆】，举办促消费活动【1000场】以上。
（二）发展优势产业
有色产业产值突破【4500亿元】。培育【10户】以上百亿级企业。农产品加工产值与农业总产值之比达到【2.6：1】。
（三）守牢安全底线
高风险机构数量压降【50%】。确保200人以上地质灾害隐患点专业监测【全覆盖】。湖泊水质点位占比提升【3个百分点】。
"""

PEOPLE = """望澜自治区2026年政府工作报告
（2026年1月25日）
一、2025年工作回顾
2025年全区生产总值迈上2.5万亿元台阶，增长5.8%；外贸进出口突破1800亿元，增长11%。
二、2026年工作安排
今年，全区经济社会发展主要预期目标是：生产总值增长【5.5%】，一般公共预算收入增长【3%】。
（一）做强农牧业。奶产量突破【850万吨】，牛存栏【950万头】、羊存栏【6200万只】。
（二）办好民生实事。重点办好以下实事：
1.新增普惠托育托位【2万个】，新建、改扩建公办幼儿园【120所】，新增公办学位【6万个】。
2.基础养老金每人每月提高【15元】，城市、农村低保标准分别提高到每人每月【780元】、【620元】。
3.为【5.8万户】特殊困难老年人家庭实施居家适老化改造，建设社区老年助餐点【1200个】。
4.食品安全抽检达到每千人【6批次】，餐饮“明厨亮灶”覆盖率达【90%】以上。
5.免费为【8万名】新生儿开展疾病筛查。
6.免疫接种率、早筛率达到【95%】以上。
"""


@pytest.mark.parametrize("marked", [PROVINCE, REGION, PEOPLE], ids=["province", "region", "people"])
def test_aims_and_facts_of_a_report(marked: str) -> None:
    parts = re.split(r"【([^】]*)】", marked)
    text = "".join(parts)
    starts = [len("".join(parts[:k])) for k in range(1, len(parts), 2)]
    found = plan_of(text).targets
    seen = sorted({starts[bisect_left(starts, target.span.start)] for target in found})
    assert seen == starts
    assert len(found) == len(starts) + marked.count("、早筛率")


def test_every_aim_of_the_year_is_of_that_year() -> None:
    plan = plan_of(re.sub("[【】]", "", REGION))
    assert [target.year for target in plan.targets] == ["2030"] * 3 + ["2026"] * (len(plan.targets) - 3)


def test_the_tasks_of_a_report_stand_in_its_last_chapter() -> None:
    lines = tree(re.sub("[【】]", "", PEOPLE)).splitlines()
    first = next(k for k, line in enumerate(lines) if "2026年工作安排" in line)
    assert [line for line in lines[:first] if line.lstrip().startswith("-")] == []
    assert sum(line.lstrip().startswith("-") for line in lines[first:]) >= 6
