"""Time of exporting 2,000 tasks, against the same texts written by XlsxWriter without any format."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from planlens.exports import all_exporters
from planlens.exports.table import task_table
from planlens.model import (
    Assignment,
    Document,
    Evidence,
    Origin,
    Plan,
    Role,
    Section,
    Source,
    Span,
    Task,
    UnitRole,
)

SURE = Evidence("by-hand")
NOWHERE = Span(0, 0)


def plan_of(tasks: int) -> Plan:
    """A plan with seven tasks a section, each with a lead and two suggested units."""
    units = (
        Assignment("市发展改革委", UnitRole.LEAD, Origin.STATED, 1.0, SURE),
        Assignment("市财政局", UnitRole.SUPPORT, Origin.SUGGESTED, 0.5, SURE),
        Assignment("市数据局", UnitRole.SUPPORT, Origin.SUGGESTED, 0.4, SURE),
    )
    text = "健全重大项目储备、要素保障和跟踪评估制度，推动项目早开工、早建成、早见效，完善协同推进机制。"
    sections = tuple(
        Section(f"s{n}", None, 1, f"{n}．", "深化重点领域改革", Role.TASK, NOWHERE, SURE) for n in range(tasks // 7 + 1)
    )
    found = tuple(Task(f"t{n}", f"s{n // 7}", NOWHERE, f"{n}{text}", SURE, assignments=units) for n in range(tasks))
    return Plan(Document(Source("a.txt", "txt", ""), "", ()), "规划", sections, found)


def write_plainly(plan: Plan) -> None:
    """Write the table's texts as strings, nothing else."""
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(task_table(plan).rows):
            for column, cell in enumerate(row.cells):
                sheet.write_string(number, column, "\n".join(line.text for line in cell))


def seconds(action: Callable[[], object], rounds: int) -> float:
    """The shortest of so many runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.parametrize("exporter", all_exporters(), ids=lambda exporter: exporter.format)
def test_export_of_2000_tasks(benchmark: Any, exporter: Any) -> None:
    """A formatted table costs at most eight times the bare writing of its texts."""
    plan = plan_of(2000 if benchmark.enabled else 50)
    baseline = seconds(lambda: write_plainly(plan), rounds=3)
    data = benchmark(exporter.write, plan, None)
    assert data
    if benchmark.enabled:
        benchmark.extra_info["ratio"] = benchmark.stats.stats.min / baseline
        assert benchmark.extra_info["ratio"] < 8
