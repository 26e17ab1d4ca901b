"""What a ledger's row says beside units, limit and progress: people, nodes, and every other column."""

from __future__ import annotations

import pytest

from planlens.analysis.tables.row_details import node_time, person_kind, persons_of
from planlens.model import PersonKind, Task
from planlens.views.fields.ledger_words import node_words, person_words
from tests.analysis.pictures import plan_of, table

BEFORE = ["云山市2026年重点任务督办台账", "一、重点任务"]


def told(task: Task) -> str:
    """People by kind, nodes, and the rest of a row."""
    people = [f"{person.kind.label} {person_words(person)}" for person in task.people]
    extra = [f"{head}={words}" for head, words in task.extra]
    return "；".join([*people, *map(node_words, task.nodes), *extra])


def rows_told(*rows: str) -> list[str]:
    return [told(task) for task in plan_of(table(BEFORE, list(rows))).tasks]


def test_columns_of_people() -> None:
    assert rows_told(
        "序号|任务|牵头领导|分管领导|责任单位|责任人|联系人|联系电话|完成时限",
        "1|建设公共服务平台，完善功能|李大海|周一鸣|市科技局|王甲（局长）|林晓|0871-1234567|2026年6月底前",
        "2|引进青年人才和创新团队|李大海|何安平、周一鸣|市教育局|孙 乙|钱多、赵四|13800000000、13900000000|2026年底前",
    ) == [
        "牵头领导 李大海；分管领导 周一鸣；责任人 王甲（局长）；联系人 林晓（0871-1234567）",
        "牵头领导 李大海；分管领导 何安平；分管领导 周一鸣；责任人 孙乙；"
        "联系人 钱多（13800000000）；联系人 赵四（13900000000）",
    ]


def test_columns_of_nodes_and_all_others() -> None:
    assert rows_told(
        "序号|任务|责任单位|完成时限|一季度节点|6月底前目标|年度投资（万元）|建设地点|备注",
        "1|建设公共服务平台，完善功能|市科技局|2026年底前|完成选址|主体封顶|1,200|高新区|省级项目",
        "2|引进青年人才和创新团队|市教育局|2026年底前|—|50%||老城区|",
    ) == [
        "2026年3月：完成选址；2026年6月：主体封顶；年度投资（万元）=1,200；建设地点=高新区；备注=省级项目",
        "2026年6月：完成50%；建设地点=老城区",
    ]


def test_a_cell_of_two_sentences_says_of_both_what_is_no_amount() -> None:
    assert rows_told(
        "序号|任务|责任单位|完成时限|一季度节点|年度投资|总投资|建设地点|项目编号",
        "1|建设公共服务平台。引进青年人才和创新团队。|市科技局|2026年底前|完成选址|1,200|3.5亿元|高新区|2026001",
    ) == [
        "2026年3月：完成选址；年度投资=1,200；总投资=3.5亿元；建设地点=高新区；项目编号=2026001",
        "建设地点=高新区；项目编号=2026001",
    ]


def test_nodes_listed_in_one_cell() -> None:
    assert rows_told(
        "序号|任务|责任单位|完成时限|节点计划",
        "1|建设公共服务平台，完善功能|市科技局|2026年底前|3月底：完成选址（2026年3月20日完成）；9月底：主体封顶",
        "2|引进青年人才和创新团队|市教育局|2026年底前|按季推进",
    ) == ["2026年3月：完成选址（2026年3月20日完成）；2026年9月：主体封顶", ""]


def test_what_planlens_reckons_itself_is_not_taken() -> None:
    assert rows_told(
        "序号|任务|责任单位|完成时限|预警|进度评价|备注",
        "1|建设公共服务平台，完善功能|市科技局|2026年底前|▲红灯|欠进度|重点关注",
        "2|引进青年人才和创新团队|市教育局|2026年底前|●绿灯|达进度|",
    ) == ["", ""]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("牵头市领导", PersonKind.LEADER),
        ("分管领导", PersonKind.IN_CHARGE),
        ("包保县级领导", PersonKind.IN_CHARGE),
        ("责任人", PersonKind.RESPONSIBLE),
        ("主要负责人", PersonKind.RESPONSIBLE),
        ("联络员及电话", PersonKind.CONTACT),
        ("联系电话", None),
        ("资金来源", None),
    ],
)
def test_heads_of_people(head: str, kind: PersonKind | None) -> None:
    assert person_kind(head) is kind


@pytest.mark.parametrize(
    ("head", "time"),
    [
        ("一季度", "-03"),
        ("第二季度形象进度", "-06"),
        ("2026年9月底前目标", "2026-09"),
        ("上半年节点（计划）", "-06"),
        ("节点计划", ""),
        ("总投资", None),
    ],
)
def test_heads_of_nodes(head: str, time: str | None) -> None:
    assert node_time(head) == time


@pytest.mark.parametrize("cell", ["市科技局", "详见附件", "各县（市、区）政府主要负责同志", "按季度轮值，每季度一人"])
def test_cells_that_name_nobody(cell: str) -> None:
    assert persons_of(PersonKind.RESPONSIBLE, cell) == []
