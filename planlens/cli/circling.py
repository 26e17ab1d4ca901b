"""The commands of the circle: packets out to the units, and what they return into the ledger."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planlens.background.apart import read_apart
from planlens.cli import outcome
from planlens.cli.changing import WHO
from planlens.cli.looking import HELP, PROJECT, fields_here, light_of, parse_day
from planlens.exchange.comparing import Replies, Reply, ReplyState
from planlens.model import PlanlensError
from planlens.paths import user_name
from planlens.project.office.address import Place
from planlens.views.fields.field import Use
from planlens.workflow import circle, monthly, returned_files
from planlens.workflow import slips as papers

if TYPE_CHECKING:
    from planlens.exchange.books import Book
    from planlens.project.project import Project


def add_to(group: click.Group) -> None:
    """Add the commands to the program."""
    texts: dict[Callable[..., None], tuple[str, str]] = {
        packets: (
            "生成各单位的填报表",
            "为每个责任单位生成一份 Excel 填报表：只有它牵头和配合的任务，黄色单元格由单位填写，其余锁定。",
        ),
        merge: (
            "收取单位报回的填报表",
            "读取单位报回的文件、文件夹或 zip，与发出时、与现有台账比较；没有冲突的一次采纳，可用 undo 撤销。",
        ),
        report: (
            "生成进展月报",
            "由台账生成进展报告（Word，公文格式）：总体情况、各章节、各单位、本期进展、滞后事项、问题和下一步工作。",
        ),
        slips: (
            "开出交办单、催办单、督办单",
            "为选定的任务开出 Word 单据，每个牵头单位一份，编号记入台账；可用本单位的模板。",
        ),
    }
    for function, (short, text) in texts.items():
        group.command(add_help_option=False, options_metavar="[选项]", short_help=short, help=text)(function)


@PROJECT
@click.option("-o", "--output", metavar="文件夹", required=True, type=click.Path(path_type=Path), help="写到这里。")
@click.option("--period", metavar="期次", default="", help="如 2026年11月；默认为截止日所在的月份。")
@click.option("--date", "day", metavar="日期", help="进展截至这一天，如 2026-11-30；默认为今天。")
@click.option("--unit", "units", metavar="单位", multiple=True, help="只发给这个单位，可写多次。")
@click.option("--shown", metavar="列", help="告知的内容，逗号分隔，如 path,measure,deadline。")
@click.option("--fill", "filled", metavar="列", help="请单位填写的内容，如 status,percent,progress,problems。")
@click.option("--all", "ended", is_flag=True, help="已完成、已取消的任务也要填报。")
@click.option("--name", metavar="名称", default=circle.NAME, help="文件名，默认 {单位}_{期}。")
@click.option("--due", metavar="日期", help="报送期限，如 2026-12-05；默认为项目报送周期的报送日。")
@click.option("--notice", metavar="落款单位", help="同时生成报送通知（Word），由这个单位落款。")
@WHO
@HELP
def packets(
    project: Place,
    output: Path,
    period: str,
    day: str | None,
    units: Sequence[str],
    shown: str | None,
    filled: str | None,
    ended: bool,
    name: str,
    due: str | None,
    notice: str | None,
    who: str | None,
) -> None:
    """Write a workbook for each unit."""
    on, limit = parse_day(day), parse_day(due) if due else None
    wanted = circle.Wanted(on, period, _keys(shown), _keys(filled), ended, units or None, name, limit)
    try:
        with outcome.opened(project, who or user_name()) as opened:
            found, wanted = _sent(opened, output, wanted)
    except PlanlensError as error:
        if error.code not in {"in-use", "read-only"}:
            raise
        with outcome.opened(project, read_only=True) as opened:
            found, wanted = _sent(opened, output, wanted, remember=False)
        click.echo("项目正在被别人使用，没有记下这次发出的期次。", err=True)
    if notice is not None:
        click.echo(f"报送通知：{circle.write_notice(found, output, wanted, notice).name}")
    for unit, (path, count) in found.files.items():
        click.echo(f"{unit}：{count} 项，{path.name}")
    click.echo(f"已为 {len(found.files)} 个单位生成填报表，在 {output}。")
    if found.idle:
        click.echo(f"任务都已办结、没有生成的单位：{'、'.join(found.idle)}。")
    if found.unassigned:
        click.echo(f"没有责任单位、没有发出的任务：{found.unassigned} 项。", err=True)


def _sent(
    opened: Project, output: Path, wanted: circle.Wanted, *, remember: bool = True
) -> tuple[circle.Sending, circle.Wanted]:
    """Write the workbooks, by the usual time limit where none is given; return what was written and asked."""
    due = wanted.due or circle.usual_due(opened.state, wanted.day, parse_day(None))
    wanted = replace(wanted, due=due)
    return circle.send_packets(opened, output, wanted, fields_here(), remember=remember), wanted


def _keys(text: str | None) -> list[str] | None:
    return [key.strip() for key in text.replace("，", ",").split(",") if key.strip()] if text else None


@PROJECT
@click.argument("files", metavar="文件或文件夹…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只比较，不改动项目。")
@click.option(
    "--conflicts",
    type=click.Choice(["keep", "take"]),
    default="keep",
    help="有冲突的：keep 保留台账（默认），take 以报回的为准（各单位互不一致的仍不采纳）。",
)
@click.option("--period", metavar="期次", help="收取哪一期；默认为最近一次发出的，写 '' 表示不限。")
@click.option("--date", "day", metavar="日期", help="没有注明截止日的填报，进展记在这一天；默认为今天。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text（默认）或 json。")
@WHO
@HELP
def merge(
    project: Place,
    files: Sequence[Path],
    dry_run: bool,
    conflicts: str,
    period: str | None,
    day: str | None,
    form: str,
    who: str | None,
) -> None:
    """Take what units returned into the ledger, as one action."""
    with outcome.opened(project, who or user_name(), read_only=dry_run) as opened:
        found, desk = circle.compare_returns(
            opened, files, parse_day(day), period=period, fields=fields_here(), read=_read
        )
        chosen = found.of(ReplyState.NEW)
        if conflicts == "take":
            disputed = found.of(ReplyState.CONFLICT)
            chosen += [item for item in disputed if not any(map(item.excludes, disputed))]
        taken = set() if dry_run else {change.key for change in chosen}
        if not dry_run:
            circle.take_returns(opened, chosen, desk)
    if form == "json":
        click.echo(json.dumps(_as_json(found, taken), ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(_lines(found, taken)))
    if dry_run:
        click.echo("未改动项目（--dry-run）。")
    else:
        click.echo(f"已采纳 {len(taken)} 处，可用 undo 撤销。" if taken else "没有可以采纳的内容，项目没有变化。")


def _read(path: Path, _report: Callable[[float, str], None]) -> list[tuple[str, Book | str]]:
    """Read a returned file within limits of time and memory."""
    return read_apart(returned_files.read_books, path)


@PROJECT
@click.argument("ids", metavar="编号…", nargs=-1)
@click.option("--kind", metavar="种类", default="督办单", help="交办单、催办单或督办单（默认）。")
@click.option("-o", "--output", metavar="文件夹", required=True, type=click.Path(path_type=Path), help="写到这里。")
@click.option("--light", metavar="预警", help="不写编号时，选这种灯的全部任务，如 红灯。")
@click.option("--unit", metavar="单位", help="不写编号时，选这个单位牵头的全部任务。")
@click.option("--number", metavar="编号", default="", help="第一份的编号，如 督〔2026〕3号；默认接着上一份。")
@click.option("--due", metavar="时限", help="时限要求，如 2026-12-15；默认为任务的完成时限。")
@click.option("--require", "requirement", metavar="文字", default="", help="工作要求。")
@click.option("--sender", metavar="单位", default="", help="落款单位。")
@click.option("--template", metavar="文件", type=click.Path(path_type=Path, exists=True), help="本单位的 Word 模板。")
@click.option("--date", "day", metavar="日期", help="单据上的日期，默认为今天。")
@WHO
@HELP
def slips(
    project: Place,
    ids: Sequence[str],
    kind: str,
    output: Path,
    light: str | None,
    unit: str | None,
    number: str,
    due: str | None,
    requirement: str,
    sender: str,
    template: Path | None,
    day: str | None,
    who: str | None,
) -> None:
    """Write papers on tasks."""
    on = parse_day(day)
    with outcome.opened(project, who or user_name()) as opened:
        chosen = tuple(ids) or papers.tasks_for_slips(opened, on, light_of(light), unit)
        wanted = papers.SlipWanted(kind, chosen, on, number, due, requirement, sender, template)
        files = papers.make_slips(opened, output, wanted)
    for name, path in files.items():
        click.echo(f"{name}：{path.name}")
    click.echo(f"已开出 {len(files)} 份{kind}，在 {output}；编号已记入台账，可用 undo 撤销。")


@PROJECT
@click.option(
    "-o", "--output", metavar="文件", required=True, type=click.Path(path_type=Path), help="如 11月月报.docx。"
)
@click.option("--date", "day", metavar="日期", help="截至这一天，默认为今天。")
@click.option("--from", "first", metavar="日期", help="报告期的第一天，默认为当月1日。")
@click.option("--period", metavar="期次", default="", help="如 2026年11月；默认为截止日所在的月份。")
@click.option("--sender", metavar="单位", default="", help="落款单位。")
@click.option("--sections", metavar="章节", help="只写这些章节，按此次序，如 whole,behind；默认为项目中选定的。")
@click.option("--stale", is_flag=True, help="改写过的文字里有数字与台账不符时也生成，不符的句子标红。")
@HELP
def report(
    project: Place,
    output: Path,
    day: str | None,
    first: str | None,
    period: str,
    sender: str,
    sections: str | None,
    stale: bool,
) -> None:
    """Write the report of a period."""
    with outcome.opened(project, read_only=True) as opened:
        begin = parse_day(first) if first else None
        asked = monthly.ReportAsked(parse_day(day), period, begin, sections=_keys(sections) or ())
        draft = monthly.draft_report(opened, asked)
    path = monthly.write_report(draft, output, sender=sender, stale=stale)
    click.echo(f"已写入 {path}。")
    if draft.lacking:
        click.echo(f"注意：{draft.lacking}", err=True)
    for sentence, wrong in draft.report.stale:
        click.echo(f"注意：“{sentence}”：{wrong}。", err=True)


def _as_json(found: Replies, taken: set[str]) -> dict[str, Any]:
    return {
        "files": found.files,
        "answered": list(found.answered),
        "changes": [_change_json(change) | {"taken": change.key in taken} for change in found.changes],
        "problems": [
            {
                "file": item.file,
                "sheet": item.sheet,
                "row": item.row,
                "unit": item.unit,
                "task": item.task,
                "message": item.words,
            }
            for item in found.problems
        ],
        "missing": list(found.missing),
        "unfilled": [{"file": file, "unit": unit, "task": task} for file, unit, task in found.unfilled],
    }


def _change_json(change: Reply) -> dict[str, Any]:
    return {
        "file": change.file,
        "sheet": change.sheet,
        "row": change.row,
        "unit": change.unit,
        "task": change.task,
        "field": change.field.key,
        "title": change.field.title_in(Use.LEDGER),
        "sent": change.sent,
        "stands": change.stands,
        "returned": change.returned,
        "state": change.state.value,
        "why": change.why,
    }


def _lines(found: Replies, taken: set[str]) -> Iterator[str]:
    for change in found.changes:
        mark = "采纳" if change.key in taken else change.state.label
        head = f"[{mark}] {change.task} {change.field.title_in(Use.LEDGER)}（{change.unit or change.file}）"
        yield f"{head}：{change.stands or '空'} → {change.returned}"
        if change.why:
            yield f"    {change.why}"
    if found.unfilled:
        count = Counter(unit or file for file, unit, _ in found.unfilled)
        yield "未填报：" + "，".join(f"{unit} {number} 项" for unit, number in count.items())
    if found.missing:
        yield f"没有收到：{'、'.join(found.missing)}"
    for problem in found.problems:
        yield f"注意：{problem.place}：{problem.words}"
    counts = "，".join(f"{state.label} {len(found.of(state))} 处" for state in ReplyState)
    yield f"读取 {found.files} 份，{len(found.answered)} 个单位报来：{counts}。"
