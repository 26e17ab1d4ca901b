"""The commands of the circle: packets out, merge back, papers and the report."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest
from commands import TEXT, error_of, run
from project_builder import plan_of_text

from planlens.project.edits import AdoptDocument
from planlens.project.files import new_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of two tasks of two units."""
    found = tmp_path / "督办.planlens"
    with new_project(found, "张三") as project:
        project.apply(AdoptDocument(*plan_of_text(TEXT)))
    return found


def packets(path: Path, *other: object) -> Path:
    """Send workbooks for November; return that of 市数据局."""
    folder = path.parent / "发出"
    run("packets", path, "-o", folder, "--date", "2026-11-30", *other)
    return folder / "市数据局_2026年11月.xlsx"


def answered(path: Path, text: str) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[5] if cell.value == "进展情况")
    sheet.cell(6, column).value = text
    book.save(path)
    return path


def test_packets_with_a_notice_and_a_time_limit(path: Path) -> None:
    packet = packets(path, "--due", "2026-12-05", "--notice", "市政府督查室")
    assert "于2026年12月5日前" in openpyxl.load_workbook(packet).worksheets[0]["C4"].value
    notice = docx.Document(str(packet.parent / "关于报送2026年11月进展情况的通知.docx"))
    assert any("于2026年12月5日前以原文件报回" in line.text for line in notice.paragraphs)
    assert "市政府督查室　　" in [line.text for line in notice.paragraphs]


def test_what_came_back_is_compared_and_then_taken_once(path: Path) -> None:
    packet = answered(packets(path), "已压减环节三个。")
    (change,) = json.loads(run("merge", path, packet, "--dry-run", "--format", "json"))["changes"]
    assert (change["unit"], change["returned"], change["state"]) == ("市数据局", "已压减环节三个。", "new")
    assert "没有可以采纳的内容" not in run("merge", path, packet)
    assert json.loads(run("merge", path, packet, "--format", "json"))["changes"] == []
    assert "找不到文件" in error_of("merge", path, path.parent / "没有")


def test_papers_and_the_report(path: Path) -> None:
    told = run(
        "slips", path, "--kind", "交办单", "--unit", "市数据局", "-o", path.parent / "单据", "--due", "2026-12-15"
    )
    assert "已开出 1 份交办单" in told
    (slip,) = (path.parent / "单据").glob("*.docx")
    assert "2026年12月15日" in [cell.text for row in docx.Document(str(slip)).tables[0].rows for cell in row.cells]
    report = path.parent / "月报.docx"
    run("report", path, "-o", report)
    assert any("共有重点任务2项" in line.text for line in docx.Document(str(report)).paragraphs)
