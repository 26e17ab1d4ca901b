"""Two versions side by side: what each row is called, the words that changed; random known edits are found again."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from planlens.analysis import analyse
from planlens.insight.side_by_side import Beside, SideRow, marked, side_by_side
from planlens.language.words import cut
from planlens.model import Deadline, Evidence, Plan, Span, Task
from planlens.readers.txt import READER
from planlens.workflow import read_plan
from planlens.workflow.beside import marks_text
from tests.quality.report_sentences import SAMPLES

OLD = """云山市行动方案（2024—2026年）
一、设施
新建5G基站300个，2025年底前完成。（责任单位：市通信管理局）
改造供水管网60公里。
二、产业
培育专精特新企业30家。
举办产业对接活动12场。
"""


def read(text: str) -> Plan:
    return analyse(READER.read(text.encode(), "x.txt"))


def picture(old: str, new: str) -> list[str]:
    rows = [row for row in side_by_side(read(old), read(new)) if row.kind is not Beside.SAME]
    return [told(row) for row in rows]


def told(row: SideRow) -> str:
    words = marks_text(row) or row.new_text or row.old_text
    more = [*row.details, *(move.words for move in row.targets)]
    return f"{row.kind.label} {words}" + (f" | {'；'.join(more)}" if more else "")


def test_the_same_version_has_no_difference() -> None:
    assert picture(OLD, OLD) == []


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        ("300个", "320个", "改写 新建5G基站〔删：300〕〔增：320〕个，2025年底前完成 | 目标提高：5G基站 300个 → 320个"),
        ("60公里", "50公里", "改写 改造供水管网〔删：60〕〔增：50〕公里。 | 目标降低：供水管网 60公里 → 50公里"),
        ("举办产业对接活动12场。\n", "", "删除 举办产业对接活动12场。"),
        ("二、产业\n", "二、产业\n建设中试基地3个。\n", "新增 建设中试基地3个。"),
        ("市通信管理局", "市数据局", "调整 新建5G基站300个，2025年底前完成。 | 不再列：市通信管理局"),
        ("改造供水管网60公里。\n二、产业\n", "二、产业\n改造供水管网60公里。\n", "移动 改造供水管网60公里。 | 移至"),
    ],
)
def test_what_a_difference_is_called(was: str, now: str, line: str) -> None:
    found = picture(OLD, OLD.replace(was, now))
    assert len(found) == 1
    assert found[0].replace("。", "").startswith(line.replace("。", ""))


def test_both_texts_can_be_read_from_the_marks() -> None:
    marks = marked("推动老旧小区改造26个", "加快老旧小区更新改造30个")
    assert "".join(mark.text for mark in marks if mark.sign != "+") == "推动老旧小区改造26个"
    assert "".join(mark.text for mark in marks if mark.sign != "-") == "加快老旧小区更新改造30个"


def in_order(plan: Plan, tasks: list[Task]) -> Plan:
    """The plan with these tasks, standing in their sections in this order."""
    placed = []
    for number, task in enumerate(tasks):
        head = next((item.span.end for item in plan.sections if item.id == task.section), 0)
        placed.append(replace(task, span=Span(head, head + 1), id=f"t{number + 1}"))
    return replace(plan, tasks=tuple(sorted(placed, key=lambda task: task.span.start)))


def edited(plan: Plan, chance: random.Random) -> tuple[Plan, dict[str, Beside]]:
    """The plan with ten known edits, and what each edited task (by a part of its words) has become."""
    tasks = [replace(task, targets=()) for task in plan.tasks]
    known: dict[str, Beside] = {}
    for number, task in enumerate(chance.sample(tasks, 10)):
        place = tasks.index(task)
        kind = [Beside.REWORDED, Beside.REMOVED, Beside.ADDED, Beside.MOVED, Beside.OTHERWISE][number % 5]
        if kind is Beside.REWORDED:
            words = [word for word in cut(task.text) if chance.random() < 0.9]  # a tenth of the words is lost
            text = chance.choice(["进一步", "全面", "持续", "加快"]) + "".join(words)
            tasks[place] = replace(task, text=text)
            known[text] = kind
        elif kind is Beside.REMOVED:
            tasks.remove(task)
            known[task.text] = kind
        elif kind is Beside.ADDED:
            text = (
                f"{chance.choice(['扶持', '认定', '筛选'])}{chance.choice(['花卉', '蜂蜜', '陶瓷'])}示范户{number}户。"
            )
            tasks.insert(place, replace(task, text=text))
            known[text] = kind
        elif kind is Beside.MOVED:
            other = chance.choice([item.id for item in plan.sections if item.id != task.section])
            tasks[place] = replace(task, section=other)
            known[task.text] = kind
        else:
            tasks[place] = replace(task, deadline=Deadline("2031-05", Evidence("by-hand")))
            known[task.text] = kind
    return in_order(plan, tasks), known


def test_random_known_edits_are_found_again() -> None:
    right = together = 0
    for path in sorted(SAMPLES.glob("*.*x*"))[:3]:
        plan = replace(read_plan(path), targets=())
        plan = in_order(plan, [replace(task, targets=()) for task in plan.tasks])
        for seed in range(8):
            new, known = edited(plan, random.Random(seed))
            found = {row.new_text or row.old_text: row.kind for row in side_by_side(plan, new)}
            wrong = [
                row for row in side_by_side(plan, new) if row.kind is not Beside.SAME and told_text(row) not in known
            ]
            right += sum(found.get(text) is kind for text, kind in known.items())
            together += len(known) + len(wrong)
    assert together > 200
    assert right >= 0.98 * together


def told_text(row: SideRow) -> str:
    return row.new_text or row.old_text
