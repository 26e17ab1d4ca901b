"""Who should do a task, learnt from what people have decided."""

from __future__ import annotations

from planlens.insight.assigning import ENOUGH, Decided, Precedents, Unassigned, UnitAdvice, advise

DECIDED = [
    Decided("t1", "改造老旧小区26个，加装电梯40台", ("市住房城乡建设局",)),
    Decided("t2", "新建幼儿园5所，扩大普惠学位供给，补充教师", ("市教育局",)),
    Decided("t3", "改造供水管网", ("市水务局",)),
]


def asked(text: str, path: tuple[str, ...] = (), **fits: float) -> list[Unassigned]:
    return [Unassigned(text, path, fits)]


def test_similar_tasks_tell_who_and_are_the_reason() -> None:
    [advice] = advise(DECIDED, asked("推进老旧小区改造12个，加装电梯"))
    assert advice[0].unit == "市住房城乡建设局"
    assert "t1" in advice[0].tasks
    assert "老旧小区" in advice[0].words
    assert advice[0].label in {"很匹配", "较匹配"}


def test_a_decision_outweighs_a_shipped_description() -> None:
    [advice] = advise(DECIDED, asked("扩大普惠学位供给，幼儿园补充教师", 市住房城乡建设局=0.3, 市教育局=0.2))
    assert advice[0].unit == "市教育局"


def test_tasks_beside_it_tell_who() -> None:
    beside = [Decided(f"t{n}", f"建设{what}", ("市数据局",), ("s1", "s2")) for n, what in enumerate(("专网", "云平台"))]
    office = Precedents(beside)

    def told(*path: str) -> float:
        return office.features(Unassigned("推进云平台整合", path), [0.0, 0.0])["市数据局"]["beside"]

    assert told("s1", "s2") == told("s1", "s3") == 2 / 3  # under one heading, or under neighbours
    assert "市数据局" not in office.features(Unassigned("推进云平台整合", ("s9", "s8")), [0.0, 0.0])


def test_as_long_as_little_is_decided_the_shipped_proposal_stands_as_a_hint() -> None:
    task = asked("举办征兵宣传活动", 市人武部=0.2)
    [advice] = advise(DECIDED, task, [{"市人武部": 0.4}])
    assert [(item.unit, item.label) for item in advice] == [("市人武部", "可参考")]
    many = [Decided(f"d{n}", f"建设第{n}中学校舍", ("市教育局",)) for n in range(ENOUGH)]
    assert advise(many, task, [{"市人武部": 0.4}]) == [[]]


def test_without_anything_nothing_is_said() -> None:
    assert advise([], asked("举办征兵宣传活动")) == [[]]
    assert advise(DECIDED, asked("切实抓好上述工作")) == [[]]


def test_labels_are_words() -> None:
    assert [UnitAdvice("甲", score).label for score in (0.97, 0.92, 0.5)] == ["很匹配", "较匹配", "可参考"]
