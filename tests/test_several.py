"""A file for each unit and leader, and the table of all targets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from planlens import workflow
from planlens.cli.main import main
from planlens.exports.choice import ExportChoice, Look
from planlens.model import Person, PersonKind, PlanlensError
from planlens.project.edits import SetPeople
from planlens.project.project import Project
from planlens.workflow.several import LEADER, UNIT, export_each, export_targets

TEXT = """望澜市2026年重点工作分工方案
一、重点任务
1.建成充电桩300个，城区覆盖率达到95%。（牵头单位：市发展改革委；配合单位：市财政局）
2.新建公园5座。（牵头单位：市城管局）
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    (tmp_path / "方案.txt").write_text(TEXT, "utf-8")
    with workflow.new_project(tmp_path / "督办.planlens", [tmp_path / "方案.txt"], "张三") as found:
        yield found


def texts(path: Path) -> str:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def test_each_unit_gets_the_tasks_that_it_has_to_do_with(project: Project, tmp_path: Path) -> None:
    written = export_each(project, tmp_path / "台账.xlsx", UNIT, ExportChoice(""))
    assert {name: path.name for name, path in written.items()} == {
        "市发展改革委": "台账_市发展改革委.xlsx",
        "市财政局": "台账_市财政局.xlsx",
        "市城管局": "台账_市城管局.xlsx",
    }
    assert "充电桩" in texts(written["市财政局"])
    assert "公园" not in texts(written["市财政局"])


def test_each_leader_gets_theirs_and_nobody_is_told(project: Project, tmp_path: Path) -> None:
    with pytest.raises(PlanlensError, match="任务都没有领导"):
        export_each(project, tmp_path / "台账.xlsx", LEADER, ExportChoice(""))
    first = next(iter(project.state.tasks())).id
    project.apply(SetPeople((first,), PersonKind.LEADER, (Person("王五", PersonKind.LEADER, "副市长"),)))
    written = export_each(project, tmp_path / "台账.xlsx", LEADER, ExportChoice(""))
    assert [*written] == ["王五"]
    assert texts(written["王五"]).startswith("《望澜市2026年重点工作分工方案》督办台账（王五）\n")
    written = export_each(project, tmp_path / "台账.xlsx", LEADER, ExportChoice("", look=Look("在办事项")))
    assert texts(written["王五"]).startswith("在办事项（王五）\n")
    assert "公园" not in texts(written["王五"])


def test_all_targets_stand_in_one_table(project: Project, tmp_path: Path) -> None:
    said = texts(export_targets(project, tmp_path / "指标.xlsx"))
    assert "300" in said
    assert "95" in said


def test_the_command_line_writes_them(project: Project, tmp_path: Path) -> None:
    place = str(project.store.path)
    project.close()
    done = CliRunner().invoke(main, ["export", place, "-o", str(tmp_path / "台账.docx"), "--each", "单位"])
    assert "已写入 3 份" in done.output
    done = CliRunner().invoke(main, ["export", place, "-o", str(tmp_path / "指标.xlsx"), "--targets"])
    assert (tmp_path / "指标.xlsx").exists(), done.output
