"""The use cases: reading a plan and writing its table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planlens.analysis import ENRICHING, READING
from planlens.model import Plan, PlanlensError
from planlens.paths import samples
from planlens.workflow import compare_version, export, known_units, new_project, read_pasted, read_plan

SHORT = "2025年工作要点\n一、重点任务\n（一）加快建设。新建学校3所。（责任单位：市教育局）\n"


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "要点.txt"
    path.write_text(SHORT, "utf-8")
    return path


def test_a_file_becomes_a_plan(short: Path) -> None:
    plan = read_plan(short)
    assert (plan.document.source.name, plan.document.text) == ("要点.txt", SHORT)
    assert plan.sections[0].title == "重点任务"
    assert [unit.name for task in plan.tasks for unit in task.assignments] == ["市教育局"]


def test_progress_goes_from_nothing_to_all_in_steps_with_names(short: Path) -> None:
    reports: list[tuple[float, str]] = []
    read_plan(short, lambda fraction, text: reports.append((fraction, text)))
    fractions = [fraction for fraction, _ in reports]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0, pytest.approx(1))
    assert [text for _, text in reports] == ["读取文件", *(name for name, _ in (*READING, *ENRICHING)), "完成"]


def test_progress_of_several_files_goes_on_where_the_last_one_ended(short: Path, tmp_path: Path) -> None:
    other = tmp_path / "方案.txt"
    other.write_text(SHORT.replace("3所", "4所"), "utf-8")
    reports: list[tuple[float, str]] = []
    with new_project(tmp_path / "督办.planlens", [short, other], "张三", lambda *told: reports.append(told)):
        pass
    fractions = [fraction for fraction, _ in reports]
    assert fractions == sorted(fractions)
    assert [fraction for fraction, text in reports if text == "读取文件"] == [0, 0.5]
    assert [fraction for fraction, text in reports if text == "完成"] == [pytest.approx(0.5), pytest.approx(1)]


def test_progress_of_a_new_version_leaves_a_fifth_to_the_comparison(short: Path, tmp_path: Path) -> None:
    reports: list[tuple[float, str]] = []
    with new_project(tmp_path / "督办.planlens", [short], "张三") as project:
        newer = tmp_path / "要点（修订）.txt"
        newer.write_text(SHORT.replace("3所", "4所"), "utf-8")
        compare_version(project, newer, report=lambda *told: reports.append(told))
    assert [fraction for fraction, text in reports if text == "完成"] == [pytest.approx(0.8)]
    assert reports[-1] == (0.8, "比较新旧版本")


def test_report_can_cancel(short: Path) -> None:
    def cancel(fraction: float, text: str) -> None:
        if fraction > 0.5:
            raise KeyboardInterrupt(text)

    with pytest.raises(KeyboardInterrupt):
        read_plan(short, cancel)


def test_reading_twice_gives_the_same_plan(sample: Path, plan_of: Callable[[Path], Plan]) -> None:
    assert read_plan(sample) == plan_of(sample)


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(PlanlensError) as caught:
        read_plan(tmp_path / "没有.txt")
    assert caught.value.code == "file-missing"


def test_a_plan_becomes_a_table(plan_of: Callable[[Path], Plan], tmp_path: Path) -> None:
    plan = plan_of(samples() / "云屏区2025年政府重点工作要点.txt")
    path = export(plan, tmp_path / "表.csv", columns=["number", "measure"])
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0] == "序号,具体举措"
    assert len(lines) == 1 + len(plan.tasks)


def test_a_table_in_an_unknown_format(plan_of: Callable[[Path], Plan], tmp_path: Path) -> None:
    plan = plan_of(samples() / "云屏区2025年政府重点工作要点.txt")
    with pytest.raises(PlanlensError) as caught:
        export(plan, tmp_path / "表.pdf")
    assert caught.value.code == "unknown-export"


def test_known_units_are_led_by_those_of_the_plans_place() -> None:
    assert known_units("云山市数字经济发展规划", "")[0].name.startswith("市")
    assert known_units("云山县数字经济发展规划", "")[0].name.startswith("县")


def test_pasted_text_becomes_a_plan() -> None:
    plan = read_pasted(SHORT)
    assert (plan.document.source.name, plan.document.source.format) == ("粘贴的文字", "txt")
    assert [unit.name for task in plan.tasks for unit in task.assignments] == ["市教育局"]


def test_pasted_rich_text_keeps_its_table() -> None:
    rows = "<tr><td>序号<td>任务<td>牵头单位<tr><td>1<td>建设水厂<td>市水务局<tr><td>2<td>建设泵站<td>市水务局"
    plan = read_pasted("", f"<h1>2025年任务分工表</h1><table>{rows}</table>", "任务分工")
    assert (plan.title, plan.document.source.format) == ("2025年任务分工表", "html")
    assert [(task.text, task.assignments[0].name) for task in plan.tasks] == [
        ("建设水厂", "市水务局"),
        ("建设泵站", "市水务局"),
    ]
