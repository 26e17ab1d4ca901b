"""Where many sentences that sound like tasks became nothing, people are told so, and only there."""

from __future__ import annotations

from planlens.analysis import analyse
from planlens.model import Role
from planlens.readers.txt import READER

WORK = (
    "建设一批污水处理厂。修订排水管理办法。推进老旧管网改造。开展河道清淤整治。"
    "完善巡查值守制度。组织防汛应急演练。加强水质监测。\n"
)
FACTS = "全市现有泵站二十座，运行情况总体良好，城区排水能力明显增强，群众满意度进一步提高。\n"


def doubts(text: str, decided: dict[int, Role] | None = None) -> tuple[str, ...]:
    return analyse(READER.read(text.encode(), "方案.txt"), decided=decided).doubts


def test_a_chapter_of_tasks_that_is_none_is_told() -> None:
    text = f"望澜市方案\n一、有关情况\n{WORK}二、重点任务\n修建泵站。\n三、保障措施\n加强领导。\n"
    (told,) = doubts(text, {text.index("一、有关"): Role.BACKGROUND})
    assert told.startswith("“一、有关情况”没有当作任务部分，其中有 7 句像是任务。")
    assert doubts(text, {text.index("一、有关"): Role.TASK}) == ()


def test_a_long_document_with_hardly_a_task_is_told() -> None:
    (told,) = doubts(f"望澜市情况\n一、发展现状\n{FACTS * 60}")
    assert "没有识别出任务" in told


def test_an_ordinary_plan_is_not_talked_about() -> None:
    assert (
        doubts(f"望澜市方案\n一、总体要求\n坚持以人为本。{FACTS}二、重点任务\n{WORK}三、保障措施\n加强领导。\n") == ()
    )
