"""What an office has confirmed is proposed when its next plan is read; without that nothing is different."""

from __future__ import annotations

from pathlib import Path

import pytest

from planlens.model import Origin, Plan
from planlens.workflow import memory, read_plan

DECISIONS = [
    *((f"新建公办幼儿园{n}所，扩大普惠学位", "市教育体育局") for n in range(12)),
    *((f"改造老旧小区{n}个，加装电梯", "市住房城乡建设局") for n in range(12)),
]
PLAN = "云山市2027年工作要点\n一、民生\n新建公办幼儿园40所，扩大普惠学位供给。\n切实抓好上述工作落实。\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANLENS_HOME", str(tmp_path / "home"))


def remember(decisions: list[tuple[str, str]]) -> None:
    memory.begin()
    path = memory.memory_file()
    assert path is not None
    path.write_text("".join(f"2026年要点\t{unit}\t{text}\n" for text, unit in decisions), "utf-8")


def read(tmp_path: Path, text: str = PLAN) -> Plan:
    path = tmp_path / "要点.txt"
    path.write_text(text, "utf-8")
    return read_plan(path)


def test_what_was_confirmed_is_proposed_and_says_so(tmp_path: Path) -> None:
    remember(DECISIONS)
    plan = read(tmp_path)
    unit = plan.tasks[0].assignments[0]
    assert (unit.name, unit.origin, unit.evidence.rule) == ("市教育体育局", Origin.SUGGESTED, "office-memory")
    assert [item.name for item in plan.tasks[1].assignments] == []


def test_without_memory_or_with_that_of_another_place_nothing_is_different(tmp_path: Path) -> None:
    usual = read(tmp_path)
    assert usual.tasks[0].assignments[0].name == "市教育局"
    remember(DECISIONS[:5])
    assert read(tmp_path) == usual
    remember([(text, unit.replace("市", "省")) for text, unit in DECISIONS])
    assert read(tmp_path) == usual


def test_a_plan_that_names_units_is_left_alone(tmp_path: Path) -> None:
    remember(DECISIONS)
    plan = read(tmp_path, PLAN.replace("供给。", "供给。（责任单位：市财政局）"))
    assert [unit.name for unit in plan.tasks[0].assignments] == ["市财政局"]
    assert not plan.tasks[1].assignments


def test_decisions_are_kept_until_they_are_forgotten(tmp_path: Path) -> None:
    assert memory.remembered() == []
    assert not memory.remembers()
    remember(DECISIONS)
    assert memory.projects() == {"2026年要点": 24}
    memory.forget()
    assert not memory.remembers()
