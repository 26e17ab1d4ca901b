"""Papers on tasks: one for each leading unit, numbered, remembered, in planlens's layout or the office's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from project_builder import key, project_in

from planlens.exchange.papers import filled
from planlens.model import Person, PersonKind, PlanlensError
from planlens.project.edits import SetPeople
from planlens.project.ledger import slips_of
from planlens.project.project import Project
from planlens.workflow.slips import SlipWanted, make_slips, tasks_for_slips

DAY = date(2026, 11, 30)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def make(project: Project, folder: Path, ids: tuple[str, ...], kind: str = "督办单", **more: Any) -> dict[str, Path]:
    return make_slips(project, folder, SlipWanted(kind, ids, DAY, **more))


def cells(path: Path) -> list[str]:
    """Every cell of the first table, each once."""
    return list(dict.fromkeys(cell.text for row in docx.Document(str(path)).tables[0].rows for cell in row.cells))


def test_each_leading_unit_gets_its_own(project: Project, tmp_path: Path) -> None:
    ids = (key(project, "新建5G"), key(project, "推进千兆"), key(project, "开展全民"))
    files = make(project, tmp_path / "单", ids)
    assert [path.name for path in files.values()] == [
        "督办单_2026-001_市通信管理局.docx",
        "督办单_2026-002_市教育局.docx",
    ]
    told = docx.Document(str(files["市通信管理局"]))
    assert [row.cells[1].text for row in told.tables[1].rows][1:] == [
        "新建5G基站3000个以上，2026年底前完成。",
        "推进千兆光网进村入户。",
    ]


def test_it_says_what_by_whom_and_by_when(project: Project, tmp_path: Path) -> None:
    task = key(project, "新建5G")
    project.apply(SetPeople((task,), PersonKind.RESPONSIBLE, (Person("王五", PersonKind.RESPONSIBLE),)))
    path = make(project, tmp_path, (task,), due="2026-12-15", sender="市政府督查室")["市通信管理局"]
    said = cells(path)
    for words in ("2026-001", "2026年11月30日", "市通信管理局", "王五", "市财政局、市住房城乡建设局", "2026年12月15日"):
        assert words in said
    assert "市政府督查室" in docx.Document(str(path)).paragraphs[-2].text


def test_it_is_remembered_as_one_action_and_numbers_go_on(project: Project, tmp_path: Path) -> None:
    task = key(project, "开展全民")
    other = key(project, "推进千兆")
    make(project, tmp_path, (task, other), number="督〔2026〕9号")
    numbers = [slip.number for slip in (*slips_of(project.state, task), *slips_of(project.state, other))]
    assert numbers == ["督〔2026〕9号", "督〔2026〕10号"]
    project.undo()
    assert not slips_of(project.state, task)
    make(project, tmp_path, (task,))
    make(project, tmp_path, (task,))
    assert [slip.number for slip in slips_of(project.state, task)] == ["2026-001", "2026-002"]


def test_an_office_has_its_own_layout(project: Project, tmp_path: Path) -> None:
    template = docx.Document()
    template.add_paragraph("{类型}（{编号}）")
    template.add_table(1, 2).cell(0, 1).text = "事项：{督办事项}；{不认识的}"
    template.save(str(tmp_path / "模板.docx"))
    path = make(project, tmp_path, (key(project, "开展全民"),), template=tmp_path / "模板.docx")["市教育局"]
    told = docx.Document(str(path))
    assert told.paragraphs[0].text == "督办单（2026-001）"
    assert told.tables[0].cell(0, 1).text == "事项：开展全民数字素养提升行动。；{不认识的}"


@pytest.mark.parametrize("template", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_broken_template_is_refused(template: bytes) -> None:
    with pytest.raises(PlanlensError, match="模板"):
        filled(template, {"编号": "1"})


def test_what_cannot_be_made_changes_nothing(project: Project, tmp_path: Path) -> None:
    seq = sum(1 for _ in project.history())
    for ids, kind in (((), "督办单"), (("t999",), "督办单"), (("t1",), "表扬信")):
        with pytest.raises(PlanlensError):
            make(project, tmp_path / "单", ids, kind)
    assert sum(1 for _ in project.history()) == seq
    with pytest.raises(PlanlensError, match="没有符合条件"):
        tasks_for_slips(project, DAY, None, "市外星局")
