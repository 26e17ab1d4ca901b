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
