"""A plan built by hand and a function that exports it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from exports_builder import PlanBuilder

from planlens.exports import export_plan
from planlens.model import Op, Plan


@pytest.fixture
def builder() -> PlanBuilder:
    return PlanBuilder()


@pytest.fixture
def plan() -> Plan:
    """Three sections, four tasks, one of them with suggested units, one target of its own."""
    made = PlanBuilder()
    goals = made.section("一、|发展目标")
    made.target("数字经济核心产业增加值占比", Op.AT_LEAST, "12", section=goals, year="2027", nature="预期性")
    chapter = made.section("二、|重点任务")
    network = made.section("（一）|建设信息网络", under=chapter)
    stations = made.target("新建基站", Op.AT_LEAST, "3000", "个", year="2026")
    made.task("新建基站3000个以上。", network, "牵头:市通信局 配合:市财政局 配合:市住建局", "2026", (stations,))
    made.task("推进千兆光网进村入户。", network, "责任:市通信局 责任:市农业农村局", "2026-06-30")
    services = made.section("（二）|优化政务服务", under=chapter)
    made.task("推动高频事项一网通办。", services, "建议牵头:市政务局 建议配合:市数据局", "ongoing")
    made.task("开展全民数字素养提升行动。", services)
    return made.build()


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    """A function that exports a plan to a new file with the given ending."""

    def write(plan: Plan, ending: str, **options: object) -> Path:
        return export_plan(plan, tmp_path / f"表{ending}", **options)  # type: ignore[arg-type]

    return write
