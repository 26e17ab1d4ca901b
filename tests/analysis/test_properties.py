"""What holds for every text, however little it looks like a plan."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planlens.analysis.outline.lines import PAGE_NUMBER, is_page_chrome
from planlens.model import Document
from planlens.readers import read_document
from tests.analysis.contract import check
from tests.analysis.pictures import document_of, plan_of, table

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "text"
ENOUGH = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])

MARKS = [
    *(
        "",
        "第一章 ",
        "第二节 ",
        "一、",
        "二、",
        "（一）",
        "（二）",
        "（三）",
        "1.",
        "2．",
        "1.1 ",
        "（1）",
        "①",
        "——",
        "●",
    ),
    *("专栏1 ", "附件1", "附件：1．", "　　", "- 1 -", "一是"),
]
WORDS = [
    *(
        "总体要求",
        "发展目标",
        "重点任务",
        "保障措施",
        "名词解释",
        "目录",
        "建设公共服务平台",
        "引进青年人才",
        "是指",
        "如下",
    ),
    *(
        "到2025年",
        "2026年6月底前",
        "“十四五”期间",
        "年底前",
        "长期坚持",
        "2025年5月6日",
        "《云山市规划（2021—2025年）》",
    ),
    *(
        "产值突破100亿元",
        "增长5%-6%",
        "翻一番",
        "全覆盖",
        "清零",
        "进入全国前三",
        "三分之一",
        "千亿级",
        "给予50万元奖励",
    ),
    *("分别达到3家和5家", "（责任单位：市科技局、财政局）", "（市科技局牵头，市财政局配合）", "责任单位：各区、市政府"),
    *("列第一位的为牵头单位，下同", "由市科技局牵头，会同市财政局", "注：", "表1 主要指标", "序号\t指标\t单位\t2025年"),
    *(
        "1\t产值\t亿元\t100",
        "2\t产量\t吨\t20",
        "云山市人民政府",
        "抄送：市委各部门。",
        "云政发〔2025〕3号",
        "各区人民政府：",
    ),
]
STOPS = ["", "，", "。", "；", "：", "、", "（", "）", "“", "”", "《", "》", "？", " ", "…", "\t", "!", "|"]
NOISE = st.text(
    st.sampled_from("云山市规划的了在和与及新增达到不低于0123456789%万亿家个项年月日a-B.·｜【】〔〕()①\u200b\ufeff☆"),
    max_size=12,
)

LINES = st.builds(
    lambda mark, parts, stop: mark + "".join(parts) + stop,
    st.sampled_from(MARKS),
    st.lists(st.builds(str.__add__, st.sampled_from(WORDS) | NOISE, st.sampled_from(STOPS)), max_size=5),
    st.sampled_from(STOPS),
)
TEXTS = st.lists(LINES | NOISE, max_size=14).map("\n".join)
HEADS = ["指标", "单位", "序号", "任务", "牵头单位", "配合单位", "完成时限", "2025年", "2022年"]
CELLS = st.sampled_from([*WORDS, *HEADS, "", "^", "<", "1", "2", "100", "≥42", "3—5", "—", "市科技局", "预期性"])


def visible(line: str) -> str:
    """Return a line as readers make a block of it: without the white space and invisible marks at its ends."""
    return re.sub(r"^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$", "", line)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff\u00ad]", "", text)


@ENOUGH
@given(TEXTS)
def test_any_text(text):
    check(plan_of(text))


@ENOUGH
@given(TEXTS)
def test_a_task_of_a_text_without_noise_is_its_piece_of_the_text(text):
    plan = plan_of(text)
    noise = (PAGE_NUMBER.fullmatch(line.strip()) or is_page_chrome(line.strip()) for line in text.splitlines())
    if "[image" in text or any(noise):
        return
    for task in plan.tasks:
        assert squeezed(task.text) == squeezed(task.span.of(plan.document.text))


@ENOUGH
@given(
    st.lists(LINES.map(visible).filter(bool), max_size=4),
    st.lists(st.lists(CELLS, min_size=1, max_size=6).map("|".join), min_size=1, max_size=5),
)
def test_any_table(lines, rows):
    check(plan_of(table(lines, rows, lines)))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_characters(text):
    check(plan_of(document_of(text.encode("utf-8", "ignore").decode())))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_text_is_always_understood_alike(text):
    assert plan_of(text) == plan_of(text)


@cache
def corpus() -> list[Document]:
    return [read_document(path) for path in sorted(CORPUS.iterdir())] if CORPUS.is_dir() else []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of public plans is not here")
def test_public_plans():
    for document in corpus():
        plan = plan_of(document)
        check(plan)
        assert plan.sections, document.source.name
