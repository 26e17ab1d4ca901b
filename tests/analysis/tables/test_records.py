"""Ledgers written as text: items with labels and values below them."""

from __future__ import annotations

import re
from textwrap import dedent

from tests.analysis.pictures import plan_of, tree

LEDGER = """
霁川县2026年重点督办台账
一、城建类
1. 滨河公园改造
牵头部门：县住建局
完成时间：2026年9月底
完成情况：已完成招标。
存在的问题：苗木未到位。
2. 加装电梯60部
牵头部门：县房管中心　完成时间：2026年12月底
完成情况：已加装20部。
其余正在施工。
"""


def test_labels_with_progress_are_the_columns_of_a_ledger():
    plan = plan_of(dedent(LEDGER).strip())
    assert [(task.text, task.deadline.value) for task in plan.tasks] == [
        ("滨河公园改造", "2026-09"),
        ("加装电梯60部", "2026-12"),
    ]
    assert [unit.name for task in plan.tasks for unit in task.assignments] == ["县住建局", "县房管中心"]
    assert [task.progress.done for task in plan.tasks] == ["已完成招标。", "已加装20部。\n其余正在施工。"]
    assert plan.tasks[0].progress.problems == "苗木未到位。"


def test_titles_with_nothing_but_labels_are_the_rows_of_a_table():
    text = "\n".join(line for line in LEDGER.strip().splitlines() if not re.match("完成情况|存在|其余", line))
    assert tree(text) == (
        "一、 城建类 [task]\n  - 滨河公园改造 〔牵头 县住建局〕 〔2026-09〕\n"
        "  - 加装电梯60部 〔牵头 县房管中心〕 〔2026-12〕\n"
        "  * 加装电梯 = 60 部"
    )


def test_labels_below_a_text_are_its_notes():
    text = """
    霁川县2026年工作要点
    一、改造滨河公园。完成绿化和步道建设，增加休闲设施。
    责任单位：县住建局
    完成时限：9月底
    二、改造农贸市场。更新排水和照明设施，整治周边环境。
    责任单位：县商务局
    完成时限：10月底
    """
    assert "一、 改造滨河公园 [task]\n  - 完成绿化和步道建设，增加休闲设施。 〔责任 县住建局〕" in tree(
        dedent(text).strip()
    )


def test_one_record_is_no_ledger():
    plan = plan_of("霁川县工作总结\n一、工作情况\n公园改造\n完成情况：已完成招标。\n存在的问题：苗木未到位。")
    assert plan.tasks == ()
