"""Two versions of a document: which findings are the same, and what is told of the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planlens.analysis import analyse
from planlens.insight.matching import match, plain
from planlens.insight.versions import compare
from planlens.model import Plan
from planlens.model.versions import Differing, Work
from planlens.readers.txt import READER

OLD = """云山市文旅发展规划（2024—2027年）
一、重点任务
（一）景区提升
推进青岚山景区创建国家级旅游度假区，2026年底前完成。（牵头单位：市文旅局）
完善旅游标识系统。（责任单位：市文旅局、市交通运输局）
加强景区安全管理。（责任单位：市应急局）
（二）乡村旅游
发展精品民宿200家以上。（责任单位：市农业农村局）
加强景区安全管理。（责任单位：市农业农村局）
"""


def plan(text: str) -> Plan:
    """The plan of a text."""
    return analyse(READER.read(text.encode("utf-8-sig"), "规划.txt"))


def pairs(old: str, new: str, **more: object) -> list[str]:
    """Each task of the new version with the one of the old version that it is."""
    ours, theirs = plan(old), plan(new)
    found = match(ours, theirs, **more)  # type: ignore[arg-type]
    texts = {task.id: task.text for task in ours.tasks}
    return [f"{task.text} ← {texts.get(found.tasks.get(task.id, ''), '新')}" for task in theirs.tasks]


def shown(old: str, new: str, work: Work | None = None) -> list[str]:
    """The differences as lines."""
    ours, theirs = plan(old), plan(new)
    found = compare(ours, theirs, match(ours, theirs), work)
    return [
        "|".join([each.kind.label, each.item, each.old_text, each.new_text, *each.details])
        for each in found.differences
    ]


def test_plain_words() -> None:
    assert plain("“５Ｇ”基站，\n 3000 个。") == "5g基站3000个"


def test_the_same_text() -> None:
    assert all(line.split(" ← ")[0] == line.split(" ← ")[1] for line in pairs(OLD, OLD))
    assert shown(OLD, OLD) == []
    ours = plan(OLD)
    assert compare(ours, ours, match(ours, ours)).unchanged == 5


def test_the_same_words_stay_below_their_heading() -> None:
    ours = plan(OLD)
    text = OLD.replace("（一）景区提升", "（一）甲").replace("（二）乡村旅游", "（二）景区提升")
    swapped = plan(text.replace("甲", "乡村旅游"))
    found = match(ours, swapped)
    titles = {item.id: item.title for item in ours.sections}
    assert [titles[found.sections[item.id]] for item in swapped.sections] == ["重点任务", "乡村旅游", "景区提升"]
    repeated = [task.id for task in ours.tasks if task.text == "加强景区安全管理。"]
    again = [found.tasks[task.id] for task in swapped.tasks if task.text == "加强景区安全管理。"]
    assert again == repeated[::-1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("完善旅游标识系统。", "完善旅游标识系统和智慧导览系统。"),
        ("推进青岚山景区创建国家级旅游度假区，2026年底前完成。", "2027年前，推进青岚山创建国家级旅游度假区。"),
        ("发展精品民宿200家以上。", "培育发展精品民宿300家。"),
    ],
)
def test_reworded_sentences(before: str, after: str) -> None:
    assert f"{after} ← {before}" in pairs(OLD, OLD.replace(before, after))


def test_of_tasks_equally_alike_the_one_at_the_same_place_is_meant() -> None:
    head, twice = "一、重点任务\n", "组织开展职业技能培训。"
    ours, theirs = plan(f"{head}{twice}\n{twice}\n"), plan(f"{head}建设文旅数据中心。\n组织开展职业技能培训班。\n")
    found = match(ours, theirs)
    assert found.tasks == {theirs.tasks[1].id: ours.tasks[1].id}


def test_other_sentences_are_new() -> None:
    assert "建设文旅数据中心。 ← 新" in pairs(OLD, OLD.replace("完善旅游标识系统。", "建设文旅数据中心。"))


def test_words_given_by_users() -> None:
    ours = plan(OLD)
    signs = next(task for task in ours.tasks if task.text.startswith("完善旅游"))
    new = plan(OLD.replace("完善旅游标识系统。", "建设景区路牌。"))
    assert signs.id not in match(ours, new).tasks.values()
    assert signs.id in match(ours, new, also={signs.id: "建设景区路牌"}).tasks.values()


def test_what_was_deleted_is_left_out() -> None:
    ours, theirs = plan(OLD.replace("完善旅游标识系统。（责任单位：市文旅局、市交通运输局）\n", "")), plan(OLD)
    out = match(ours, theirs, deleted={("t", "完善旅游标识系统"), ("g", "别的")}).left_out
    assert [task.text for task in theirs.tasks if task.id in out] == ["完善旅游标识系统。"]
    assert match(theirs, theirs, deleted={("t", "完善旅游标识系统")}).left_out == set()


def test_targets_are_matched_by_indicator() -> None:
    new = OLD.replace("200家以上", "300家以上")
    assert shown(OLD, new) == [
        "修改|task|发展精品民宿200家以上。|发展精品民宿300家以上。",
        "修改|target|发展精品民宿200家以上|发展精品民宿300家以上|目标值：200 → 300",
    ]


def test_differences_stand_where_they_are_read() -> None:
    new = OLD.replace("完善旅游标识系统。（责任单位：市文旅局、市交通运输局）\n", "")
    new = new.replace("（二）乡村旅游\n", "（二）乡村旅游\n举办乡村旅游节。（责任单位：市文旅局）\n")
    new = new.replace("2026年底前完成。（牵头单位：市文旅局）", "2027年6月底前完成。（牵头单位：市林业局）")
    assert shown(OLD, new, Work(worked_on={"t2"})) == [
        "修改|task|推进青岚山景区创建国家级旅游度假区，2026年底前完成。|推进青岚山景区创建国家级旅游度假区，2027年6月底前完成。"
        "|完成时限：2026年 → 2027年6月|不再列：市文旅局（牵头）|新列：市林业局（牵头）",
        "删除|task|完善旅游标识系统。||已有工作记录，予以保留并作标记",
        "新增|task||举办乡村旅游节。",
    ]
    assert shown(OLD, new, Work(by_hand={"t2"}))[1].startswith("新增")


def test_moved_tasks_and_corrections_are_told() -> None:
    line = "发展精品民宿200家以上。（责任单位：市农业农村局）\n"
    moved = OLD.replace(line, "").replace("（二）乡村旅游\n", line + "（二）乡村旅游\n")
    assert shown(OLD, moved) == ["修改|task|发展精品民宿200家以上。|发展精品民宿200家以上。|移至：（一）景区提升"]
    work = Work(corrected={"t2": "建设景区路牌。"})
    assert shown(OLD, OLD.replace("标识系统", "标识标牌系统"), work)[0].endswith("|保留已作的修改：建设景区路牌。")


def test_nothing_in_one_of_them() -> None:
    empty = replace(plan(OLD), sections=(), tasks=(), targets=())
    assert {each.kind for each in compare(empty, plan(OLD), match(empty, plan(OLD))).differences} == {Differing.ADDED}
    assert {each.kind for each in compare(plan(OLD), empty, match(plan(OLD), empty)).differences} == {Differing.REMOVED}
