"""Packets as tests use them: sent, filled in by a unit, compared and merged, and what came of it in a few lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from planlens.exchange.comparing import Replies, ReplyState
from planlens.project.project import Project
from planlens.workflow import circle

TODAY = date(2026, 11, 25)
DAY = "2026-11-30"
HEAD = 5
"""The row of the heads in a packet, from 1."""


def send(project: Project, folder: Path, **wanted: Any) -> circle.Sending:
    return circle.send_packets(project, folder, circle.Wanted(date.fromisoformat(DAY), **wanted))


def fill(path: Path, answers: dict[str, dict[str, Any]], name: str = "") -> Path:
    """Write answers into a packet: the beginning of a task, then heads with what is typed below them."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEAD]}
    for row in range(HEAD + 1, sheet.max_row + 1):
        for start, cells in answers.items():
            if str(sheet.cell(row, heads["具体举措"]).value).startswith(start):
                for head, value in cells.items():
                    sheet.cell(row, heads[head]).value = value
    target = path.with_name(name or path.name)
    book.save(target)
    return target


def compare(project: Project, *paths: Path, **how: Any) -> Replies:
    return circle.compare_returns(project, paths, TODAY, **how)[0]


def merge(project: Project, *paths: Path) -> Replies:
    found, desk = circle.compare_returns(project, paths, TODAY)
    circle.take_returns(project, found.of(ReplyState.NEW), desk)
    return found


def picture(found: Replies) -> list[str]:
    """One line a change: unit, field, what stands and what came back, and why it is not simply taken."""
    lines = []
    for change in found.changes:
        state = "" if change.state is ReplyState.NEW else f" [{change.state.value}]"
        lines.append(f"{change.unit} {change.task} {change.field.title}：{change.stands}→{change.returned}{state}")
    return lines


def problems(found: Replies) -> str:
    return "\n".join(problem.words for problem in found.problems)
