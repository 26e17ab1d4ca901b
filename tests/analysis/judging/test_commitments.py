"""Why a sentence is no task."""

import pytest

from planlens.analysis.judging.commitments import acts, reason_against


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("平台", "short"),
        ("一期。", "short"),
        ("重点抓好以下工作：", "lead-in"),
        ("重点做好十方面工作。", "lead-in"),
        ("今年要着力抓好以下重点工作。", "lead-in"),
        ("列第一位的为牵头单位，下同。", "lead-in"),
        ("链长制是指由领导担任链长的机制。", "definition"),
        ("本方案所称园区，是指省级以上开发区。", "definition"),
        ("本方案自印发之日起施行。", "entry-into-force"),
        ("有效期至2027年12月31日。", "entry-into-force"),
        ("同志们，让我们携手前行。", "appeal"),
        ("蓝图已经绘就，实干创造未来。", "appeal"),
        ("这五年，综合实力再攀新高峰。", "fact"),
        ("居民消费价格涨幅2%左右。", "target"),
        ("城镇调查失业率5%以内。", "target"),
        ("居民收入增长与经济增长同步。", "outcome"),
        ("一般公共预算收入增长2%，居民收入增长和经济增长同步；", "outcome"),
        ("主要约束性指标达到上级要求。", "outcome"),
        ("我们深知，实现这些目标并非易事。", "appeal"),
        ("主要包括术语、编码、标识等标准。", "definition"),
        ("云山、望澜、青岚、河口、东湖、西岭、南坪、北川、白石、金沙。", "definition"),
        ("数字经济是高质量发展的重要引擎。", "fact"),
        ("目前，全市有园区12个。", "fact"),
        ("乡村振兴，产业兴旺是重点。", "fact"),
        ("就业是最基本的民生。", "fact"),
        ("数字化发展还有很大提升空间。", "fact"),
        ("到2026年，建设用地利用效率明显提高。", "target"),
        ("2020年，园区产值达到100亿元。", "fact"),
        ("已建成园区12个。", "fact"),
        ("平台能够提供数据汇聚、分析和预警功能。", "fact"),
        ("产值达到100亿元。", "target"),
        ("到2026年，产值达到100亿元。", "target"),
        ("产业竞争力显著增强。", "outcome"),
        ("市场活力持续释放。", "outcome"),
        ("最终实现全面覆盖。", "outcome"),
    ],
)
def test_reasons_against(sentence, reason):
    assert reason_against(sentence, "2024") == reason


@pytest.mark.parametrize(
    "sentence",
    [
        "建设公共服务平台。",
        "成立专班。",
        "做好防汛救灾工作。",
        "办好十件民生实事。",
        "绘制全域旅游新图景，建设精品线路。",
        "一是建设服务平台；",
        "重视发挥技术人员，特别是技工的作用。",
        "完善公共服务，使县城成为新型城镇化的重要载体。",
        "实施公厕改造工程，解决各类事关群众切身利益的实际问题。",
        "聚焦具有重大作用的举措，开展试点。",
        "对年营业收入超过1亿元的企业给予支持。",
        "到2026年，水库上游全部建成生态清洁小流域。",
        "三年计划培育骨干企业20家。",
        "要加强统筹协调。",
        "各区要制定细则。",
        "新建标准厂房12万平方米。",
        "到2026年，建成平台10个。",
        "完成2020年度项目验收。",
        "园区是产业发展的重要载体，要加快建设步伐。",
    ],
)
def test_nothing_against_a_task(sentence):
    assert reason_against(sentence, "2024") is None


def test_what_is_past_depends_on_the_documents_year():
    assert reason_against("2026年，园区产值达到100亿元。", "2027") == "fact"
    assert reason_against("2026年，园区产值达到100亿元。", "2024") == "target"


def test_verbs_of_doing():
    assert acts("园区建设")
    assert not acts("产业园区")
