"""Who should do a task, learnt from what people have decided."""

from __future__ import annotations

from planlens.insight.assigning import Decided, advise

DECIDED = [
    Decided("t1", "改造老旧小区26个，加装电梯40台", ("市住房城乡建设局",)),
    Decided("t2", "新建幼儿园5所，扩大普惠学位供给，补充教师", ("市教育局",)),
    Decided("t3", "改造老旧小区供水管网", ("市水务局", "市住房城乡建设局")),
]


def test_similar_tasks_tell_who_and_are_the_reason() -> None:
    [advice] = advise(DECIDED, ["推进老旧小区改造12个"])
    assert advice[0].unit == "市住房城乡建设局"
    assert "t1" in advice[0].tasks
    assert "老旧小区" in advice[0].words


def test_a_decision_outweighs_a_shipped_description() -> None:
    [advice] = advise(DECIDED, ["扩大普惠学位供给，幼儿园补充教师"], [{"市住房城乡建设局": 0.9}])
    assert [item.unit for item in advice] == ["市教育局", "市住房城乡建设局"]


def test_without_a_similar_task_the_description_stands_alone() -> None:
    [advice] = advise(DECIDED, ["举办征兵宣传活动"], [{"市人武部": 0.4}])
    assert [(item.unit, item.tasks) for item in advice] == [("市人武部", ())]
    assert advise([], ["举办征兵宣传活动"]) == [[]]
