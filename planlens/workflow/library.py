"""Use cases of many documents at once: each understood by itself, and a table of what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from planlens.model import Origin, PlanlensError

Report = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Understood:
    """What came of a document.

    Attributes:
        name: its path below the folder, with forward slashes.
        size, changed: its bytes and when it was changed (nanoseconds), by which it is known again.
        title: the plan's title.
        characters, sections, tasks, targets, units, deadlines: how many there are; units by name, deadlines of tasks.
        doubts: what the reader should know.
        error: why it was not understood, "" where it was.
        seconds: how long it took.
    """

    name: str
    size: int = 0
    changed: int = 0
    title: str = ""
    characters: int = 0
    sections: int = 0
    tasks: int = 0
    targets: int = 0
    units: int = 0
    deadlines: int = 0
    doubts: str = ""
    error: str = ""
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return it JSON-ready."""
        return asdict(self)


def understand(path: Path, report: Report, forms: Sequence[str]) -> tuple[Understood, dict[str, bytes]]:
    """Return what a document holds, and its table in each format (``xlsx``, ``json`` …).

    Raises:
        PlanlensError: it cannot be read.
    """
    from planlens.exports import render
    from planlens.workflow import read_plan

    plan = read_plan(path, report)
    units = {unit.name for task in plan.tasks for unit in task.assignments if unit.origin is not Origin.SUGGESTED}
    found = Understood(
        path.name,
        title=plan.title or "",
        characters=len(plan.document.text),
        sections=len(plan.sections),
        tasks=len(plan.tasks),
        targets=len(plan.targets),
        units=len(units),
        deadlines=sum(task.deadline is not None for task in plan.tasks),
        doubts="；".join((*plan.document.warnings, *plan.doubts)),
    )
    return found, {form: render(plan, form) for form in forms}


def documents_in(folder: Path) -> list[Path]:
    """Return the files below a folder that may be documents, in the order of their names.

    Raises:
        PlanlensError: ``file-missing``, or there is none.
    """
    from planlens.readers import all_readers

    if not folder.is_dir():
        raise PlanlensError("file-missing", f"找不到文件夹：{folder}。请检查路径后再试。")
    endings = {ending for reader in all_readers() for ending in reader.extensions}
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in endings and path.is_file() and not path.name.startswith((".", "~$"))
    )
    if not found:
        raise PlanlensError("no-documents", f"文件夹里没有可以读取的文件：{folder}。")
    return found


def write_summary(found: Sequence[Understood], path: Path) -> Path:
    """Write a table of what came of documents, in the format that the path's ending names.

    Raises:
        PlanlensError: the file cannot be written.
    """
    from planlens.exports import export_tables
    from planlens.views.cells import Column, Row, Table, lines

    columns = (
        Column("number", "序号", 10, centered=True, numeric=True),
        Column("name", "文件", 60),
        Column("title", "标题", 60),
        Column("characters", "字数", 16, centered=True),
        Column("tasks", "任务", 14, centered=True),
        Column("targets", "目标", 14, centered=True),
        Column("units", "单位", 14, centered=True),
        Column("deadlines", "有时限", 14, centered=True),
        Column("doubts", "提示", 50),
        Column("error", "未能读取的原因", 50),
    )
    keys = [column.key for column in columns[1:]]
    rows = tuple(
        Row(item.name, None, (lines([str(place)]), *(lines([str(getattr(item, key))]) for key in keys)))
        for place, item in enumerate(found, start=1)
    )
    done = sum(not item.error for item in found)
    tasks = sum(item.tasks for item in found)
    note = f"共{len(found)}份文件，读取{done}份，未能读取{len(found) - done}份；任务{tasks}项。"
    return export_tables([Table("汇总", "批量识别汇总表", (note,), columns, rows)], path)
