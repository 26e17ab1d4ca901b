"""The commands that lay plans beside each other: compare, align."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planlens import workflow
from planlens.background.apart import read_apart
from planlens.cli import outcome
from planlens.cli.changing import WHO
from planlens.cli.looking import HELP
from planlens.exports import export_tables
from planlens.model import Plan, PlanlensError
from planlens.project.files import is_project
from planlens.project.office.address import Address, Place
from planlens.workflow import asking, beside

if TYPE_CHECKING:
    from planlens.insight.alignment import Alignment
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
        align: (
            "上级规划与本级规划的衔接",
            "对照上级和本级的规划（或五年规划和年度要点）：哪些上级任务本级没有安排，哪些本级任务上级没有依据，"
            "哪些指标的数值、年份、名称不一致；项目中的两份文件可将对应关系记入项目。",
        ),
    }
    for function, (short, text) in texts.items():
        group.command(add_help_option=False, options_metavar="[选项]", short_help=short, help=text)(function)


def plan_in(path: Place) -> Plan:
    """Return the plan of a file, or that of a project of one document.

    Raises:
        PlanlensError: ``many-documents``, or the file cannot be read.
    """
    if isinstance(path, Path) and not is_project(path):
        return read_apart(workflow.read_plan, path)
    with outcome.opened(path, read_only=True) as opened:
        plans = asking.plans_of(opened.state)
    if len(plans) != 1:
        raise PlanlensError("many-documents", f"项目“{path.name}”中有{len(plans)}份文件。请直接指定要比较的原文件。")
    return plans[0]


@click.argument("old", metavar="旧版", type=outcome.PlaceType())
@click.argument("new", metavar="新版", type=outcome.PlaceType())
@click.option("--all", "everything", is_flag=True, help="没有变化的也列出。")
@OUTPUT
@FORM
@HELP
def compare(old: Place, new: Place, everything: bool, output: Path | None, form: str) -> None:
    """Print what differs between two versions, or write it as a table."""
    rows = beside.versions_beside(plan_in(old), plan_in(new))
    if output is not None:
        for given in (old, new):
            if isinstance(given, Path) and output.exists() and given.exists() and output.samefile(given):
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


@click.argument("upper", metavar="上级规划或项目", type=outcome.PlaceType())
@click.argument("own", metavar="本级规划", required=False, type=outcome.PlaceType())
@click.option("--upper-document", metavar="编号", help="项目中的上级规划，如 d1。")
@click.option("--own-document", metavar="编号", help="项目中的本级规划，如 d2。")
@click.option("--least", metavar="把握", type=click.FloatRange(0, 1), help="至少多大把握才算对应，0 到 1；默认 0.25。")
@click.option("--take", is_flag=True, help="将对应关系记入项目（一步操作，可撤销）；已有的不变。")
@OUTPUT
@FORM
@WHO
@HELP
def align(
    upper: Place,
    own: Place | None,
    upper_document: str | None,
    own_document: str | None,
    least: float | None,
    take: bool,
    output: Path | None,
    form: str,
    who: str | None,
) -> None:
    """Print how two plans fit together, and keep the links in a project."""
    taken = 0
    if own is None:
        if not ((isinstance(upper, Address) or is_project(upper)) and upper_document and own_document):
            told = "请给出上级和本级两份规划；两份都在一个项目里时，请写：项目 --upper-document d1 --own-document d2。"
            raise PlanlensError("two-plans", told)
        with outcome.opened(upper, who or getpass.getuser(), read_only=not take) as opened:
            plans = [asking.plan_with_id(opened.state, key) for key in (upper_document, own_document)]
            found = beside.plans_aligned(plans[0], plans[1], least)
            taken = beside.take_links(opened, found) if take else 0
    elif take:
        raise PlanlensError("not-a-project", "对应关系记在项目里：请先用 planlens new 将两份规划建成一个项目。")
    else:
        plans = [plan_in(upper), plan_in(own)]
        found = beside.plans_aligned(plans[0], plans[1], least)
    if output is not None:
        click.echo(f"已写入 {export_tables(beside.alignment_tables(found, *plans), output)}")
    elif form == "json":
        click.echo(json.dumps(_alignment_json(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_alignment_lines(found, *plans)))
    if take:
        click.echo(f"已记入 {taken} 处对应关系。" if taken else "没有新的对应关系可记。")


def _alignment_json(found: Alignment) -> dict[str, object]:
    return {
        "pairs": [asdict(pair) for pair in found.pairs],
        "uncovered": list(found.uncovered),
        "unbased": list(found.unbased),
        "disagreements": [{**asdict(item), "kind": item.kind.value} for item in found.disagreements],
        "matrix": [{"upper": key[0], "own": key[1], "pairs": count} for key, count in found.matrix.items()],
    }


def _alignment_lines(found: Alignment, upper: Plan, own: Plan) -> Iterator[str]:
    texts = {task.id: task.text for task in own.tasks} | {target.id: target.text for target in own.targets}
    above = {task.id: task.text for task in upper.tasks}
    for key, text in above.items():
        mine = [pair for pair in found.pairs if pair.upper == key]
        if mine:
            yield f"{key}  {text}"
            yield from (f"    {pair.own}  {texts[pair.own]}（{'、'.join(pair.words[:5])}）" for pair in mine)
    for title, keys, words in (
        ("上级任务，本级没有安排", found.uncovered, above),
        ("本级任务，上级没有依据", found.unbased, texts),
    ):
        if keys:
            yield f"{title}（{len(keys)}）："
            yield from (f"  {key}  {words[key]}" for key in keys)
    if found.disagreements:
        yield f"指标不一致（{len(found.disagreements)}）："
        yield from (f"  [{item.kind.label}] {item.words}" for item in found.disagreements)
    covered = len(upper.tasks) - len(found.uncovered)
    yield f"上级任务 {len(above)} 项，本级已安排 {covered} 项。"
    yield f"本级任务 {len(own.tasks)} 项，{len(found.unbased)} 项没有上级依据。"
