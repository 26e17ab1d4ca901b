"""The commands that ask questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planlens.cli.main import main

PLAN = "云山市工作要点\n一、城市建设\n改造老旧小区26个，加装电梯40台。\n新建口袋公园12处。\n"
REPORT = "工作总结\n全市26个老旧小区改造全部竣工。\n县志续修稿通过终审。\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*args: object, code: int = 0) -> str:
        with pytest.raises(SystemExit) as done:
            main([str(arg) for arg in args])
        out = capsys.readouterr()
        assert (done.value.code or 0) == code, out.err
        return out.out + out.err

    return call


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    plan, report = tmp_path / "要点.txt", tmp_path / "总结.txt"
    plan.write_text(PLAN, encoding="utf-8")
    report.write_text(REPORT, encoding="utf-8")
    return plan, report


def test_mentions_of_a_plan(run, files):
    text = run("mentions", *files)
    assert "[已完成" in text
    assert "没有提到的任务（1）：" in text
    found = json.loads(run("mentions", *files, "--format", "json"))
    assert [len(sentence["tasks"]) for sentence in found["sentences"]] == [1, 0]
    assert "项目" in run("mentions", *files, "--take", code=2)


def test_mentions_are_taken_once_and_as_one_action(run, files, tmp_path):
    project = tmp_path / "督办.planlens"
    run("new", files[0], "-o", project)
    assert "已为 1 项任务记入进展" in run("mentions", project, files[1], "--take")
    assert "没有新的进展可记" in run("mentions", project, files[1], "--take")
    lines = run("history", project).splitlines()
    assert sum("采纳“总结.txt”中的进展" in line for line in lines) == 1


def test_compare_tells_and_writes_what_differs(run, files, tmp_path):
    new = tmp_path / "印发稿.txt"
    new.write_text(PLAN.replace("26个", "30个") + "建设书房5个。\n", encoding="utf-8")
    text = run("compare", files[0], new)
    assert "〔删：26〕〔增：30〕" in text
    assert "目标提高" in text
    assert "新增任务：建设书房5个。" in text
    assert {row["kind"] for row in json.loads(run("compare", files[0], new, "--format", "json"))} == {
        "reworded",
        "added",
    }
    for ending in ("xlsx", "docx"):
        run("compare", files[0], new, "-o", tmp_path / f"对照.{ending}")
        assert (tmp_path / f"对照.{ending}").stat().st_size > 1000
    assert "没有不同" in run("compare", files[0], files[0])
    assert "请换一个文件名" in run("compare", files[0], new, "-o", new, code=2)


def test_plans_are_aligned_and_linked_once(run, files, tmp_path):
    own = tmp_path / "年度要点.txt"
    own.write_text(
        "云山市年度工作要点\n一、城市\n改造老旧小区8个，完善配套设施。\n新建市民书房5个。\n",
        encoding="utf-8",
    )
    text = run("align", files[0], own)
    assert "本级没有安排（1）" in text
    assert "上级没有依据（1）" in text
    assert len(json.loads(run("align", files[0], own, "--format", "json"))["pairs"]) == 1
    run("align", files[0], own, "-o", tmp_path / "衔接.xlsx")
    assert (tmp_path / "衔接.xlsx").stat().st_size > 1000
    project = tmp_path / "两份.planlens"
    run("new", files[0], own, "-o", project)
    inside = ("align", project, "--upper-document", "d1", "--own-document", "d2")
    assert "已记入 1 处" in run(*inside, "--take")
    assert "没有新的对应关系可记" in run(*inside, "--take")
    assert "d1" in run("align", project, "--upper-document", "d9", "--own-document", "d2", code=2)
    assert "--upper-document" in run("align", project, code=2)


def test_search_looks_in_files_projects_and_folders(run, files, tmp_path):
    run("new", files[0], "-o", tmp_path / "督办.planlens")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04nothing")
    text = run("search", "口袋公园", tmp_path, "--topics")
    assert "要点.txt" in text
    assert "督办.planlens" in text
    assert "新建口袋公园12处。" in text
    assert "未能检索" in text
    assert "主题词" in text
    assert (
        json.loads(run("search", "口袋公园", files[0], "--format", "json"))["hits"][0]["text"] == "新建口袋公园12处。"
    )
    assert "没有找到" in run("search", "航天", files[0])
    assert "找不到" in run("search", "航天", tmp_path / "没有", code=2)


def test_units_are_suggested_from_what_the_project_says(run, tmp_path):
    plan = tmp_path / "方案.txt"
    stated = "改造老旧小区26个。（责任单位：市住房城乡建设局）"
    text = f"云山市行动方案\n一、城市\n{stated}\n二、其他\n推进老旧小区加装电梯40台。\n"
    plan.write_text(text, encoding="utf-8")
    run("new", plan, "-o", tmp_path / "甲.planlens")
    told = run("suggest", tmp_path / "甲.planlens")
    assert "市住房城乡建设局" in told
    assert "相近任务 t1" in told
