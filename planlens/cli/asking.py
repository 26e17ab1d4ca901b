"""The commands that ask questions: check, mentions."""

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
from planlens.background.batch import run as run_batch
from planlens.cli import outcome
from planlens.cli.changing import WHO
from planlens.cli.looking import HELP
from planlens.exports import all_exporters
from planlens.model import PlanlensError
from planlens.project import edits
from planlens.project.files import is_project
from planlens.project.office.address import Address, Place
from planlens.workflow import asking, assigning, checking, habits, library, memory
from planlens.workflow.library import Understood

if TYPE_CHECKING:
    from planlens.insight.checkup import Finding
    from planlens.insight.mentions import Mention, Reading
    from planlens.model import Plan
    from planlens.workflow.habits import OfficeHabits


def add_to(group: click.Group) -> None:
    """Add the commands to the program."""
    texts: dict[Callable[..., None], tuple[str, str]] = {
        check: (
            "交办前体检",
            "检查规划文件或项目：没有责任单位、没有时限、表述空泛、内容重复、指标不一致、单位已更名等；可忽略已核实的问题。",
        ),
        mentions: (
            "总结、报告提到了哪些任务",
            "读取工作总结、政府工作报告或单位报送的材料，找出每句话说的是哪些任务、说到什么程度，"
            "列出没有提到的任务；可将这些话记入任务的进展。",
        ),
        suggest: (
            "没有责任单位的任务，建议由谁承担",
            "按项目中已经明确的分工（相近任务由谁承担）和软件自带的职责说明，给没有责任单位的任务提建议，并列出依据。",
        ),
        memory_command: (
            "记住的分工和更正，学到的习惯",
            "查看推荐记忆：记住了哪些项目的分工，从更正中学到了什么判断习惯；从项目中记住、收回某个习惯、清空。只存在本机。",
        ),
        batch: (
            "批量识别一个文件夹",
            "并行识别文件夹中的全部文件，每份写一个任务分解表，并写汇总表；一份读不了不影响其他，中断后再次运行会接着做。",
        ),
    }
    for function, (short, text) in texts.items():
        name = function.__name__.removesuffix("_command")
        group.command(name, add_help_option=False, options_metavar="[选项]", short_help=short, help=text)(function)


@click.argument("file", metavar="文件或项目", type=outcome.PlaceType())
@click.option("--rule", "rules", metavar="规则", multiple=True, help="只看这条规则，如 no-unit，可写多次。")
@click.option("--waive", metavar="规则:编号", multiple=True, help="忽略一个已核实的问题，如 duplicate:t3,t9。")
@click.option("--waived", is_flag=True, help="列出已忽略的问题。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text（默认）或 json。")
@WHO
@HELP
def check(file: Place, rules: Sequence[str], waive: Sequence[str], waived: bool, form: str, who: str | None) -> None:
    """Print what should be mended before tasks are sent out."""
    if isinstance(file, Address) or is_project(file):
        with outcome.opened(file, who or getpass.getuser(), read_only=not waive) as opened:
            for text in waive:
                rule, _, items = text.partition(":")
                opened.apply(edits.WaiveFinding(rule, tuple(items.split(","))))
            found = checking.check_state(opened.state, waived=waived)
    elif waive or waived:
        raise PlanlensError("not-a-project", "忽略的问题记在项目里：请先用 planlens new 新建项目。")
    else:
        found = checking.check_plan(read_apart(workflow.read_plan, file))
    wanted = [finding for finding in found if not rules or finding.rule in rules]
    if form == "json":
        click.echo(json.dumps([_as_json(finding) for finding in wanted], ensure_ascii=False, indent=1))
    else:
        click.echo(_as_text(wanted))


FORM = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="text（默认）或 json。"
)


@click.argument("file", metavar="规划或项目", type=outcome.PlaceType())
@click.argument("report", metavar="总结或报告", type=click.Path(path_type=Path))
@click.option("--least", metavar="把握", type=click.FloatRange(0, 1), help="至少多大把握才算提到，0 到 1；默认 0.27。")
@click.option("--take", is_flag=True, help="将提到任务的句子记入任务的进展（一步操作，可撤销）；已有的不重复记。")
@FORM
@WHO
@HELP
def mentions(file: Place, report: Path, least: float | None, take: bool, form: str, who: str | None) -> None:
    """Print which tasks a report speaks of, and take its sentences as progress notes."""
    told = read_apart(workflow.read_plan, report)
    if isinstance(file, Address) or is_project(file):
        with outcome.opened(file, who or getpass.getuser(), read_only=not take) as opened:
            plans = asking.plans_of(opened.state)
            reading = asking.read_report(plans, told, least)
            taken = asking.take_mentions(opened, reading, report.name) if take else 0
    elif take:
        raise PlanlensError("not-a-project", "进展记在项目里：请先用 planlens new 新建项目。")
    else:
        plans, taken = [read_apart(workflow.read_plan, file)], 0
        reading = asking.read_report(plans, told, least)
    if form == "json":
        click.echo(json.dumps(_reading_json(reading), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_reading_lines(plans, reading)))
        if take:
            click.echo(f"已为 {taken} 项任务记入进展。" if taken else "没有新的进展可记。")


@click.argument("project", metavar="项目文件", type=outcome.PlaceType())
@FORM
@HELP
def suggest(project: Place, form: str) -> None:
    """Print who should do the tasks that have no unit, and why."""
    with outcome.opened(project, read_only=True) as opened:
        texts = {task.id: task.text for task in opened.state.tasks()}
        found = assigning.who_should(opened.state, memory.remembered(without=memory.name_of(project)))
    if form == "json":
        told = {task: [asdict(item) for item in advice] for task, advice in found.items()}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for task, advice in found.items():
        click.echo(f"{task}  {texts[task]}")
        for item in advice:
            like = f"相近任务 {'、'.join(item.tasks[:5])}（{'、'.join(item.words[:5])}）" if item.tasks else "职责说明"
            click.echo(f"    {item.unit}  {item.label}  依据：{like}")
    none = sum(not advice for advice in found.values())
    click.echo(f"没有责任单位的任务 {len(found)} 项" + (f"，其中 {none} 项没有建议。" if none else "。"))


@click.option(
    "--learn", metavar="项目", multiple=True, type=outcome.PlaceType(), help="记住项目的分工和更正，可写多次。"
)
@click.option("--take-back", "back", metavar="序号", type=int, multiple=True, help="收回一条学到的习惯，可写多次。")
@click.option("--use", "again", metavar="序号", type=int, multiple=True, help="重新采用一条收回的习惯，可写多次。")
@click.option("--clear", is_flag=True, help="全部清空，不再记住。")
@HELP
def memory_command(learn: Sequence[Place], back: Sequence[int], again: Sequence[int], clear: bool) -> None:
    """Print what is remembered and learnt, after it was changed as the options say."""
    if clear:
        memory.forget()
    for place in learn:
        memory.begin()
        habits.remember_file(place)
    found, words = habits.told()
    for numbers, off in ((back, True), (again, False)):
        for number in numbers:
            if not 0 < number <= len(words):
                raise PlanlensError("no-habit", f"没有第 {number} 条习惯。运行 planlens memory 查看序号。")
            habits.take_back(found.habits[number - 1], off=off)
    if back or again:
        found, words = habits.told()
    click.echo("\n".join(_memory_lines(found, words)))


def _memory_lines(found: OfficeHabits, words: Sequence[str]) -> Iterator[str]:
    """Yield what is remembered, line by line."""
    if not memory.remembers():
        yield "没有开启推荐记忆。用 --learn 项目 记住一个项目的分工和更正。"
        return
    yield from (f"{name}：{count} 项分工" for name, count in memory.projects().items())
    yield f"记住了 {found.documents} 份文件的 {found.corrections} 处更正，学到 {len(words)} 条习惯。"
    for number, (habit, text) in enumerate(zip(found.habits, words, strict=True), start=1):
        yield f"  {number}. {text}{'（已收回）' if habit in found.off else ''}"


def _reading_json(reading: Reading) -> dict[str, object]:
    return {
        "sentences": [
            {
                "text": sentence.text,
                "heading": sentence.heading,
                "start": sentence.start,
                "tasks": [_mention_json(item) for item in reading.mentions if item.sentence == place],
            }
            for place, sentence in enumerate(reading.sentences)
        ],
        "unmentioned": list(reading.unmentioned),
    }


def _mention_json(mention: Mention) -> dict[str, object]:
    figures = [{"target": item.target, "value": item.value, "unit": item.unit} for item in mention.figures]
    return {
        "task": mention.task,
        "score": mention.score,
        "claim": mention.claim.value,
        "percent": mention.percent,
        "figures": figures,
        "words": list(mention.words),
    }


def _reading_lines(plans: Sequence[Plan], reading: Reading) -> Iterator[str]:
    """Yield the tasks in the plans' order, with the sentences that speak of each, and at last those without any."""
    tasks = [task for plan in plans for task in plan.tasks]
    indicators = {target.id: target.indicator for plan in plans for target in plan.targets}
    for task in tasks:
        mine = [item for item in reading.mentions if item.task == task.id]
        if mine:
            yield f"{task.id}  {task.text}"
        for item in mine:
            figures = "；".join(f"{indicators[found.target]} {found.value}{found.unit}" for found in item.figures)
            more = "，".join(filter(None, [item.claim.label, f"{item.percent:g}%" if item.percent else "", figures]))
            yield f"    [{more}] {reading.sentences[item.sentence].text}"
    left = [task for task in tasks if task.id in set(reading.unmentioned)]
    if left:
        yield f"没有提到的任务（{len(left)}）："
        yield from (f"  {task.id}  {task.text}" for task in left)
    spoken = {item.sentence for item in reading.mentions}
    yield f"共 {len(reading.sentences)} 句，{len(spoken)} 句说到 {len(tasks) - len(left)} 项任务。"


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "title": finding.title,
        "items": list(finding.items),
        "unit": finding.unit,
        "message": finding.words,
        "evidence": finding.evidence,
        "weight": finding.weight,
    }


def _as_text(found: Sequence[Finding]) -> str:
    lines: list[str] = []
    for title in dict.fromkeys(finding.title for finding in found):
        mine = [finding for finding in found if finding.title == title]
        lines.append(f"{title}（{len(mine)}）")
        for finding in mine:
            lines.append(
                f"  [{finding.rule}:{','.join(finding.items)}] {finding.words}"
                if finding.items
                else f"  {finding.words}"
            )
            lines += [f"      {finding.evidence}"] if finding.evidence else []
    return "\n".join(lines) or "没有发现问题。"


@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="文件夹", required=True, type=click.Path(path_type=Path), help="结果写到这里。")
@click.option("--format", "forms", metavar="格式", default="xlsx", help="如 xlsx,json，默认 xlsx。")
@click.option("--jobs", metavar="个数", type=int, default=-1, help="同时处理几份，默认与处理器个数相同。")
@click.option("--dask", metavar="地址", help="交给已有的 Dask 集群，如 tcp://10.0.0.5:8786。")
@HELP
def batch(folder: Path, output: Path, forms: str, jobs: int, dask: str | None) -> None:
    """Understand all documents of a folder."""
    wanted = [form.strip() for form in forms.replace("，", ",").split(",") if form.strip()]
    unknown = set(wanted) - {exporter.format for exporter in all_exporters()}
    if unknown or not wanted:
        raise PlanlensError("unknown-format", f"没有这样的格式：{'、'.join(sorted(unknown)) or '空'}。")

    def told(done: int, total: int, item: Understood) -> None:
        click.echo(f"[{done}/{total}] {item.name}：{item.error or f'{item.tasks} 项任务'}", err=True)

    found = run_batch(folder, output, wanted, told, jobs, dask)
    path = library.write_summary(found, output / "汇总.xlsx")
    failed = sum(bool(item.error) for item in found)
    click.echo(f"共 {len(found)} 份文件，未能读取 {failed} 份；汇总表：{path}。")
