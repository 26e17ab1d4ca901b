"""Which tasks a report speaks of, and what it claims."""

from __future__ import annotations

import pytest

from planlens.analysis import analyse
from planlens.insight.mentions import Claim, claim_of, mentions, percent_of, sentences_of
from planlens.model import Plan
from planlens.readers.txt import READER

PLAN = """云山市工作要点
一、城市建设
改造老旧小区26个，加装电梯40台。
新建口袋公园12处。
二、民生
新增普惠托位420个。
举办“春风行动”招聘活动100场。
三、生态
完成入河排污口整治28个。
"""


def read(text: str) -> Plan:
    return analyse(READER.read(text.encode(), "x.txt"))


def picture(report: str) -> list[str]:
    """A line for each mention: the sentence's beginning, the task's, the claim, percent and figures."""
    plan = read(PLAN)
    tasks = {task.id: task.text for task in plan.tasks}
    reading = mentions([plan], sentences_of(read(report)))
    lines = []
    for found in reading.mentions:
        told = [found.claim.value, *([f"{found.percent:g}%"] if found.percent is not None else [])]
        told += [f"{figure.value}{figure.unit}" for figure in found.figures]
        lines.append(f"{reading.sentences[found.sentence].text[:6]} > {tasks[found.task][:6]}: {' '.join(told)}")
    return [*lines, *(f"not told: {tasks[key][:6]}" for key in reading.unmentioned)]


def test_sentences_are_matched_with_tasks_and_figures_with_targets() -> None:
    report = """工作总结
全市26个老旧小区改造全部竣工，电梯加装了43台。
“春风行动”举办招聘会108场，口袋公园正在选址。
退役军人服务保障体系不断健全。
"""
    assert picture(report) == [
        "全市26个老 > 改造老旧小区: done 26个 43台",
        "“春风行动” > 举办“春风行: done 108场",
        "“春风行动” > 新建口袋公园: under-way",
        "not told: 新增普惠托位",
        "not told: 完成入河排污",
    ]


def test_a_report_about_something_else_speaks_of_no_task() -> None:
    found = picture("总结\n县志续修稿通过终审。\n征兵工作圆满完成。\n")
    assert len(found) == 5
    assert all(line.startswith("not told") for line in found)


def test_a_line_that_the_page_has_broken_is_one_sentence() -> None:
    report = "总结\n今年以来，各街道克服困难，二十六个老旧小区改造项\n目按期完工，居民满意。\n"
    texts = [sentence.text for sentence in sentences_of(read(report))]
    assert any("改造项目按期完工" in text for text in texts)


@pytest.mark.parametrize(
    ("clause", "claim"),
    [
        ("老旧小区改造全部竣工", Claim.DONE),
        ("排污口整治已建成投用", Claim.DONE),
        ("主体工程正在加紧施工", Claim.UNDER_WAY),
        ("项目已开工建设", Claim.UNDER_WAY),
        ("形象进度达到65%", Claim.UNDER_WAY),
        ("因征地缓慢，进度滞后", Claim.PROBLEM),
        ("指标尚未达到目标", Claim.PROBLEM),
        ("下一步，将启动二期建设", Claim.PLANNED),
        ("各方高度重视", Claim.TOLD),
    ],
)
def test_what_a_clause_claims(clause: str, claim: Claim) -> None:
    assert claim_of(clause) is claim


@pytest.mark.parametrize(
    ("clause", "percent"), [("形象进度达65.5%", 65.5), ("完成率100%", 100.0), ("绿化覆盖率达到40%", None)]
)
def test_only_progress_is_a_percent(clause: str, percent: float | None) -> None:
    assert percent_of(clause) == percent


def test_less_than_what_shall_be_reached_is_under_way() -> None:
    assert picture("总结\n入河排污口整治已完成21个。\n")[0] == "入河排污口整 > 完成入河排污: under-way 21个"
    assert picture("总结\n入河排污口整治已完成29个。\n")[0] == "入河排污口整 > 完成入河排污: done 29个"


def test_a_percent_in_the_clause_behind_is_the_tasks() -> None:
    assert (
        picture("总结\n口袋公园建设12处，施工进度达到70%。\n")[0] == "口袋公园建设 > 新建口袋公园: under-way 70% 12处"
    )
