"""The text of one cell."""

import pytest

from planlens.analysis.flow import Flow, flow_of
from planlens.analysis.tables.cells import items_of, lines_of, listed_units, percents
from planlens.model import Span


def cell(text: str) -> Flow:
    """Return the flow of a cell that holds the whole text."""
    return flow_of(text, [Span(0, len(text))])


def test_lines():
    text = "建设 平台\n\n  完善功能"
    assert [line.text for line in lines_of(cell(text), text)] == ["建设平台", "完善功能"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("建设公共服\n务平台", ["建设公共服务平台"]),
        ("1.建设平台\n2.引进人才", ["1.建设平台", "2.引进人才"]),
        ("建设平台；\n引进人才", ["建设平台；", "引进人才"]),
        ("推进更新\n（1）改造小区", ["推进更新", "（1）改造小区"]),
        ("组织座谈会\n报送整改情况", ["组织座谈会", "报送整改情况"]),
        ("推进教育、\n医疗改革", ["推进教育、医疗改革"]),
        ("建设水厂\n（一期）", ["建设水厂（一期）"]),
        ("（1）培养机制\n工作目标：\n制定培养方案。\n验收材料：\n1.方案；\n2.名册", ["制定培养方案。"]),
        ("制定方案。\n佐证材料：方案文本", ["制定方案。"]),
        ("主要任务：\n建设平台；\n引进人才", ["建设平台；", "引进人才"]),
    ],
)
def test_items(text, items):
    assert [item.text for item in items_of(cell(text), text)] == items


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("市财政局、市教育局", "市财政局、市教育局"),
        ("市财政局\n市教育局", "市财政局、市教育局"),
        ("市财政局 市教育局", "市财政局、市教育局"),
        ("市财政局/市教育局", "市财政局、市教育局"),
        ("市发展和改\n革委员会", "市发展和改革委员会"),
        ("市公安\n局", "市公安局"),
        ("市财政局\n各县（市、区）", "市财政局、各县（市、区）"),
        ("综合科\n法规科", "综合科、法规科"),
        ("各科室各年级组", "各科室、各年级组"),
        ("工 会", "工会"),
    ],
)
def test_listed_units(text, listed):
    assert listed_units(cell(text)) == listed


@pytest.mark.parametrize("text", ["市财政局（某某某）\n市教育局（某某）", "市财政局\n某某某\n市教育局\n某某"])
def test_persons_beside_units_are_left_out(text):
    assert listed_units(cell(text), persons=True) == "市财政局、市教育局"


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["80%", "100％", ""], [80, 100, None]),
        (["0.5", "1", "已完工"], [50, 100, None]),
        (["50", "1"], [50, 1]),
        (["完成65.5%"], [65.5]),
        ([], []),
    ],
)
def test_percents(texts, found):
    assert percents(texts) == found
