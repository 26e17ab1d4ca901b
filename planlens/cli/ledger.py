"""The commands of an office's ledger: diff, stats, periods, people, nodes, verify."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from planlens.cli import outcome
from planlens.cli.changing import WHO, change
from planlens.cli.looking import DATE, HELP, PROJECT, overview_told, parse_day, table_lines
from planlens.exports import export_tables, render_tables
from planlens.model import PlanlensError
from planlens.model.reporting import Every, Rhythm
from planlens.project.edits import ClosePeriod, ReopenPeriod, SetSetting
from planlens.project.ledger import closed_periods
from planlens.project.office.address import Place
from planlens.project.project import Project
from planlens.project.settings import REPORTING, rhythm_of
from planlens.project.state import State
from planlens.views.cells import Table
from planlens.views.ledger import tables
from planlens.views.ledger.differences import between
from planlens.views.ledger.periods import Collected, collected_in, period_named, reminder
from planlens.views.ledger.statistics import By, statistics
from planlens.views.overview import overview_on

DAMAGED = 3
"""The exit code of ``verify`` where something is not as it was written."""

_FORMATS = ("text", "json", "csv", "xlsx", "docx")
FORMAT = click.option("--format", "form", type=click.Choice(_FORMATS), help="输出格式，默认 text；有 -o 时看文件名。")
OUTPUT = click.option(
    "-o", "--output", metavar="文件", type=click.Path(path_type=Path), help="写入文件，如 变化情况.xlsx 或 .docx。"
)
PERIOD = click.option("--period", "name", metavar="报告期", help="如 2026-03 或 2026年3月；默认为今天所在的一期。")


def add_to(group: click.Group) -> None:
    """Add the commands to the program."""
    texts: dict[Callable[..., None], tuple[str, str, str]] = {
        diff: (
            "diff",
            "两个日期之间的变化",
            "列出两个日期之间新完成、新启动、新落后、新亮红灯、红灯解除、时限和单位调整、新增进展、目标数值等变化，"
            "逐条写明原来和现在。",
        ),
        stats: ("stats", "分类统计", "按单位、领导、文件、章节、状态、进度评价等统计任务，可与以前某天比较。"),
        periods: (
            "periods",
            "报告期：已报、未报、催报、封存",
            "列出一个报告期各单位应报、按时、迟报、未报的任务；设置报送周期，封存报告期。",
        ),
        people: ("people", "列出人员", "列出任务和单位的牵头领导、分管领导、责任人、联系人。"),
        nodes: ("nodes", "列出节点", "按时间列出各项任务的节点和完成情况。"),
        verify: (
            "verify",
            "检查项目文件是否被改动或损坏",
            "逐条核对操作历史、各项内容和保存的文件；只读不写。没有问题时退出码为 0，有问题时为 3。",
        ),
    }
    for function, (name, short, text) in texts.items():
        group.command(name, add_help_option=False, options_metavar="[选项]", short_help=short, help=text)(function)


def _show(found: Sequence[Table], form: str | None, output: Path | None) -> None:
    """Print tables, or write them to a file."""
    if output is not None:
        path = export_tables(found, output, format=form if form != "text" else None)
        click.echo(f"已写入 {path}")
    elif form in {None, "text"}:
        for number, table in enumerate(found):
            click.echo("\n".join([*([""] if number else []), *_lines(table)]))
    else:
        outcome.print_output(render_tables(found, str(form)))


def _lines(table: Table) -> list[str]:
    rows = [["；".join(line.text for line in cell) for cell in row.cells] for row in table.rows]
    body = list(table_lines([column.title for column in table.columns], rows)) if rows else []
    return [table.title, *table.notes, *body]


@PROJECT
@click.option("--from", "first", metavar="日期", required=True, help="从这一天（终了）起，如 2026-03-31。")
@click.option("--to", "last", metavar="日期", help="到这一天（终了）止，默认为今天。")
@FORMAT
@OUTPUT
@HELP
def diff(project: Place, first: str, last: str | None, form: str | None, output: Path | None) -> None:
    """Print what changed between two days."""
    days = (parse_day(first), parse_day(last))
    with outcome.opened(project, read_only=True) as opened:
        found = between(opened, *days)
    if form == "json" and output is None:
        told = [{**_plain(item), "kind": item.kind.value, "label": item.kind.label} for item in found.all]
        days_told = {"from": found.first.isoformat(), "to": found.last.isoformat()}
        counts = {kind.value: count for kind, count in found.counts.items()}
        click.echo(json.dumps({**days_told, "counts": counts, "changes": told}, ensure_ascii=False, indent=1))
    else:
        _show([tables.differences_table(found)], form, output)


def _plain(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ("item", "text", "units", "heading", "old", "new", "why")}


@PROJECT
@click.option(
    "--by",
    type=click.Choice([by.value for by in By]),
    default=By.LEAD.value,
    help="；".join(f"{by.value}：{by.label}" for by in By) + "。默认 lead。",
)
@DATE
@click.option("--since", metavar="日期", help="与这一天比较，括号中写出增减。")
@PERIOD
@FORMAT
@OUTPUT
@HELP
def stats(
    project: Place,
    by: str,
    day: str | None,
    since: str | None,
    name: str | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Print the tasks counted."""
    asked, earlier = (parse_day(text) if text else None for text in (day, since))
    with outcome.opened(project, read_only=True) as opened:
        overview = overview_told(opened, asked)
        before = overview_on(opened, earlier) if earlier else None
        reports = None
        if name or rhythm_of(overview.state) is not None:
            period = period_named(overview.state, overview.today, name or "")
            reports = collected_in(opened, period, overview.today, state=overview.state)
        found = statistics(overview, By(by), reports, before)
        table = tables.statistics_table(found, overview.state, overview.today.isoformat())
    _show([table], form, output)


@PROJECT
@PERIOD
@DATE
@click.option("--remind", metavar="单位", help="写出催报的文字，可以复制；“全部”为所有未报的单位。")
@click.option("--close", is_flag=True, help="封存这一期：以后的修改不再影响它。可用 undo 撤销。")
@click.option("--reopen", is_flag=True, help="解除封存最近的一期。")
@click.option("--every", type=click.Choice([every.value for every in Every]), help="设置报送周期：多久报一次。")
@click.option("--by", "due", metavar="日", type=int, help="设置报送周期：几日前报（每周为星期几，每旬为第几天）。")
@click.option("--following", is_flag=True, help="设置报送周期：在下一期的这一日前报上一期。")
@click.option("--grace", metavar="天数", type=int, help="设置报送周期：宽限几天。")
@click.option("--all-days", is_flag=True, help="设置报送周期：节假日照算，不按工作日。")
@FORMAT
@OUTPUT
@WHO
@HELP
def periods(
    project: Place,
    name: str | None,
    day: str | None,
    remind: str | None,
    close: bool,
    reopen: bool,
    every: str | None,
    due: int | None,
    following: bool,
    grace: int | None,
    all_days: bool,
    form: str | None,
    output: Path | None,
    who: str | None,
) -> None:
    """Print who has reported in a period; set the rhythm, close a period, open it again."""
    today = parse_day(day)
    sets = bool(every or due is not None or grace is not None or following or all_days)
    if sum((sets, reopen, close, bool(remind))) > 1:
        raise PlanlensError("bad-command", "设置报送周期、封存、解除封存和催报请分开运行，一次只做一件。")
    if sets:
        change(project, who, lambda opened: _set_rhythm(opened, every, due, following, grace, all_days))
    elif reopen:
        change(project, who, lambda opened: _reopen(opened, name or ""))
    elif close:
        change(project, who, lambda opened: _close(opened, today, name or ""))
    else:
        with outcome.opened(project, read_only=True) as opened:
            now = overview_told(opened, parse_day(day) if day else None).state
            found = collected_in(opened, period_named(now, today, name or ""), today, state=now)
            state = opened.as_of_action(found.closed.seq) if found.closed else now
            if remind:
                click.echo(_reminders(state, found, remind))
                return
            shown = [tables.replies_table(found), tables.missing_table(state, found)]
        _show(shown, form, output)


def _set_rhythm(
    opened: Project, every: str | None, due: int | None, following: bool, grace: int | None, all_days: bool
) -> str:
    known = rhythm_of(opened.state) if every is None else None
    rhythm = known or Rhythm.from_dict({"every": every or Every.MONTH.value})
    told = {"by": due, "grace": grace, "following": following or None, "workdays": False if all_days else None}
    given = {name: value for name, value in told.items() if value is not None}
    rhythm = Rhythm.from_dict({**rhythm.as_dict(), **given})
    opened.apply(SetSetting(REPORTING, rhythm.as_dict()))
    return f"报送周期：{rhythm.words}"


def _close(opened: Project, today: date, name: str) -> str:
    if today > date.today():
        message = f"封存日期 {today} 还没有到：封存以后不能再填这一天以前的进展。请用今天或以前的日期。"
        raise PlanlensError("bad-period", message)
    period = period_named(opened.state, today, name)
    days = (period.start.isoformat(), period.end.isoformat(), period.due.isoformat())
    return opened.apply(ClosePeriod(period.name, *days, today.isoformat())).label


def _reopen(opened: Project, name: str) -> str:
    """Open the closed period with a name again, the newest for none."""
    known = closed_periods(opened.state)
    if not known:
        raise PlanlensError("no-period", "没有封存的报告期。")
    wanted = name.strip()
    for row in reversed(known):
        if not wanted or wanted == row.name or (len(wanted) >= len("2026-03") and row.first.startswith(wanted)):
            return opened.apply(ReopenPeriod(row.id)).label
    names = "、".join(row.name for row in known[-6:])
    raise PlanlensError("no-period", f"“{wanted}”没有封存，不需要解除。已封存的报告期：{names}。")


def _reminders(state: State, found: Collected, unit: str) -> str:
    asked = [item for item in found.units if unit == "全部" or unit in item.name]
    if not asked and unit != "全部":
        raise PlanlensError("no-unit", f"{found.period.name}没有要报送的单位“{unit}”。请检查单位名称，或用“全部”。")
    names = [item.name for item in asked if item.missing]
    if not names:
        what = "" if unit == "全部" else f"“{unit}”"
        return f"{found.period.name}{what}没有未报送的任务。"
    return "\n\n".join(reminder(state, found, name) for name in names)


@PROJECT
@DATE
@FORMAT
@OUTPUT
@HELP
def people(project: Place, day: str | None, form: str | None, output: Path | None) -> None:
    """Print the people of tasks and units."""
    with outcome.opened(project, read_only=True) as opened:
        found = tables.people_table(overview_told(opened, parse_day(day) if day else None).state)
    _show([found], form, output)
    if not found.rows and output is None and form in {None, "text"}:
        click.echo("还没有填写人员。")


@PROJECT
@click.option("--open", "open_only", is_flag=True, help="只列没有完成的节点。")
@DATE
@FORMAT
@OUTPUT
@HELP
def nodes(project: Place, open_only: bool, day: str | None, form: str | None, output: Path | None) -> None:
    """Print the nodes of tasks in the order of their days."""
    with outcome.opened(project, read_only=True) as opened:
        overview = overview_told(opened, parse_day(day) if day else None)
        found = tables.nodes_table(overview, open_only=open_only)
    _show([found], form, output)
    if not found.rows and output is None and form in {None, "text"}:
        click.echo("没有节点。")


@PROJECT
@HELP
def verify(project: Place) -> None:
    """Say whether anything in a file was changed past planlens; the exit code tells it too."""
    with outcome.opened(project, read_only=True) as opened:
        found = opened.store.verify()
        problems = [*found.problems, *opened.problems]
    for problem in dict.fromkeys(problems):
        click.echo(problem)
    before = found.entries - found.chained
    older = f"（其中前 {before} 条由旧版本写入，从第 {before + 1} 条起逐条相连）" if before and found.chained else ""
    click.echo(f"已核对：操作历史 {found.entries} 条{older}，内容 {found.rows} 项，文件 {found.files} 个。")
    if problems:
        click.echo(f"发现 {len(dict.fromkeys(problems))} 处问题，请从备份恢复：planlens restore {project.name}")
        raise click.exceptions.Exit(DAMAGED)
    click.echo(f"没有发现改动或损坏。{f'最新校验码：{found.chain[:16]}' if found.chain else ''}")
