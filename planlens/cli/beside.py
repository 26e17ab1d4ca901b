"""The commands that lay plans beside each other: compare."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planlens import workflow
from planlens.background.apart import read_apart
from planlens.cli import outcome
from planlens.cli.looking import HELP
from planlens.exports import export_tables
from planlens.model import Plan, PlanlensError
from planlens.project.files import is_project
from planlens.workflow import asking, beside

if TYPE_CHECKING:
    from planlens.insight.side_by_side import SideRow

FORM = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="text（默认）或 json。"
)
OUTPUT = click.option(
    "-o", "--output", metavar="输出文件", type=click.Path(path_type=Path), help="写成表格，如 对照表.xlsx 或 .docx。"
)


def add_to(group: click.Group) -> None:
    """Add the commands to the program."""
    texts: dict[Callable[..., None], tuple[str, str]] = {
        compare: (
            "比较两个版本的文件",
            "将两个版本的文件从头到尾对照：新增、删除、移动、改写（逐词标出）、目标提高或降低、单位和时限的调整。",
        ),
    }
    for function, (short, text) in texts.items():
        group.command(add_help_option=False, options_metavar="[选项]", short_help=short, help=text)(function)


def plan_in(path: Path) -> Plan:
    """Return the plan of a file, or that of a project of one document.

    Raises:
        PlanlensError: ``many-documents``, or the file cannot be read.
    """
    if not is_project(path):
        return read_apart(workflow.read_plan, path)
    with outcome.opened(path, read_only=True) as opened:
        plans = asking.plans_of(opened.state)
    if len(plans) != 1:
        raise PlanlensError("many-documents", f"项目“{path.name}”中有{len(plans)}份文件。请直接指定要比较的原文件。")
    return plans[0]


@click.argument("old", metavar="旧版", type=click.Path(path_type=Path))
@click.argument("new", metavar="新版", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="没有变化的也列出。")
@OUTPUT
@FORM
@HELP
def compare(old: Path, new: Path, everything: bool, output: Path | None, form: str) -> None:
    """Print what differs between two versions, or write it as a table."""
    rows = beside.versions_beside(plan_in(old), plan_in(new))
    if output is not None:
        for given in (old, new):
            if output.exists() and given.exists() and output.samefile(given):
                raise PlanlensError("same-file", f"输出文件就是原文件：{output}。为免覆盖原文，请换一个文件名。")
        table = beside.beside_table(rows, old.stem, new.stem, everything=everything)
        click.echo(f"已写入 {export_tables([table], output)}，共 {len(table.rows)} 行。")
        return
    shown = [row for row in rows if everything or row.kind != "same"]
    if form == "json":
        told = [{**asdict(row), "kind": row.kind.value} for row in shown]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(shown, rows)))


def _lines(shown: Sequence[SideRow], rows: Sequence[SideRow]) -> list[str]:
    found: list[str] = []
    for row in shown:
        words = beside.marks_text(row) or row.new_text or row.old_text
        found.append(f"{'  ' * (row.level - 1)}{row.kind.label}{beside.KINDS[row.item]}：{words}")
        more = [*row.details, *(move.words for move in row.targets)]
        found += [f"{'  ' * row.level}{detail}" for detail in more]
    same = sum(row.kind == "same" for row in rows)
    differ = f"共 {len(rows) - same} 处不同" if same < len(rows) else "两个版本没有不同"
    return [*found, f"{differ}，{same} 处相同。"]
