"""A ledger comes in and goes out whole: people, nodes and all columns, through a project and its tables."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from planlens.project.edits import Delete, EditPerson
from planlens.project.ledger import nodes_of, own_fields, values_of
from planlens.project.project import Project
from planlens.project.rows import PersonRow
from planlens.workflow import add_document, adopt_version, compare_version, export_project, new_project

HEADS = (
    *("序号", "重点任务", "牵头领导", "责任单位", "责任人", "联系电话", "完成时限"),
    *("3月底节点", "6月底节点", "总投资（万元）", "备注"),
)
ROWS = tuple(
    tuple(row.split("|"))
    for row in (
        "1|建设公共服务平台，完善服务功能。|李大海|市科技局|王甲|0871-1234567|2026年底|完成选址|主体封顶|1200|省级项目",
        "2|引进青年人才和创新团队。|李大海|市教育局|孙乙|13800000000|2026年底||签约10人||",
    )
)


def book(path: Path, rows: tuple[tuple[object, ...], ...], heads: tuple[str, ...] = HEADS) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["云山市2026年重点任务督办台账"])
    for row in (heads, *rows):
        sheet.append(row)
    workbook.save(path)
    return path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found = new_project(tmp_path / "督办.planlens", [], "张三")
    add_document(found, book(tmp_path / "台账.xlsx", ROWS))
    return found


def told(project: Project) -> list[str]:
    """People, nodes and own fields of each task."""
    state, titles = project.state, {row.id: row.title for row in own_fields(project.state)}
    lines = []
    for task in state.tasks():
        people = [f"{row.name}{row.telephone}" for row in state.children(task.id, PersonRow)]
        nodes = [f"{row.due}{row.text}{row.done or ''}" for row in nodes_of(state, task.id)]
        values = [f"{titles[key]}={value}" for key, value in values_of(state, task.id).items()]
        lines.append(" ".join([*people, *nodes, *sorted(values, key=len, reverse=True)]))
    return lines


FOUND = [
    "李大海 王甲0871-1234567 2026-03完成选址 2026-06主体封顶 总投资（万元）=1200 备注=省级项目",
    "李大海 孙乙13800000000 2026-06签约10人",
]


def test_in_and_out_and_in_again(project: Project, tmp_path: Path) -> None:
    with project:
        assert told(project) == FOUND
        path = export_project(project, tmp_path / "导出.xlsx")
    with new_project(tmp_path / "再来.planlens", [], "张三") as again:
        add_document(again, path)
        assert told(again) == FOUND


def test_a_new_version_changes_what_nobody_has_changed(project: Project, tmp_path: Path) -> None:
    with project:
        people = {row.name: row for row in project.state.all(PersonRow)}
        project.apply(EditPerson(people["王甲"].id, name="王甲一"))
        project.apply(Delete((people["孙乙"].id,)))
        new = ((*ROWS[0][:7], "完成征地", "主体封顶", "1500", ""), ROWS[1])
        version = compare_version(project, book(tmp_path / "新版.xlsx", new))
        adopt_version(project, version)
        assert told(project) == [
            "李大海 王甲一0871-1234567 2026-03完成征地 2026-06主体封顶 总投资（万元）=1500",
            "李大海 2026-06签约10人",
        ]
        project.undo()
        assert told(project)[0].endswith("备注=省级项目")
