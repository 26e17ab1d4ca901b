"""The commands that look at a project file: status, list, history; and how they show things."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import click

from planlens.cli import outcome
from planlens.exports.csv_table import as_text
from planlens.exports.terminal import display_width, padded
from planlens.model import Light, PlanlensError, Status, UnitRole
from planlens.model.granularity import Granularity
from planlens.model.lights import LAMPS, deadline_day
from planlens.model.versions import Comparison, Differing
from planlens.model.wording import deadline_words
from planlens.project.office.address import Place
from planlens.project.project import Project
from planlens.project.rows import TaskRow
from planlens.project.settings import status_names
from planlens.views.fields.field import Fields, Use
from planlens.views.fields.ledger import fields_in
from planlens.views.fields.seen import InProject, Seen, view_of
from planlens.views.fields.tasks import TASKS
from planlens.views.fields.typed import known_status
from planlens.views.overview import WHOLE, Overview, overview_on
from planlens.views.tallies import Tally, tallies

PROJECT = click.argument("project", metavar="项目文件", type=outcome.PlaceType())
HELP = click.help_option("-h", "--help", help="显示本说明。")
DATE = click.option(
    "--date", "day", metavar="日期", help="截至这一天的台账：当天的任务、状态和预警，如 2025-06-30；默认为现在。"
)

BY = click.option(
    "--by",
    type=click.Choice([item.value for item in Granularity]),
    help="sentence：一句一行；item：一条一行（同一编号或同一小节的各句合为一行，单位、时限、目标、状态合在一起）。"
    "默认按项目中各文件的设置，单独的文件为 sentence。",
)


def add_to(group: click.Group) -> None:
    """Add the commands to the program."""
    texts: dict[Callable[..., None], tuple[str, str, str]] = {
        status: ("status", "统计进展情况", "按状态、预警、单位统计任务，列出逾期任务。"),
        list_tasks: (
            "list",
            "列出任务",
            "列出任务的编号、状态、进度、预警、完成时限、责任单位、内容；可筛选。",
        ),
        history: ("history", "查看操作历史", "按时间倒序列出谁在什么时候做了什么。"),
    }
    for function, (name, short, text) in texts.items():
        command = group.command(name, add_help_option=False, options_metavar="[选项]", short_help=short, help=text)
        command(function)


def parse_day(text: str | None) -> date:
    """Return the day that a date option names, today without one.

    Raises:
        PlanlensError: ``bad-date``.
    """
    if text is None:
        return date.today()
    parts = text.split("-")
    try:
        year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
        return date(year, month, day) if len(parts) <= 3 else date.fromisoformat(text)
    except ValueError:
        raise PlanlensError("bad-date", f"无法识别的日期：{text}。请写成 2025-06-30。") from None


@PROJECT
@DATE
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text（默认）或 json。")
@HELP
def status(project: Place, day: str | None, form: str) -> None:
    """Print how many tasks stand how, and which are overdue."""
    asked = parse_day(day) if day else None
    with outcome.opened(project, read_only=True) as opened:
        overview = overview_told(opened, asked)
        if form == "json":
            click.echo(json.dumps(_status_json(overview), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(_status_lines(overview)))


def overview_told(project: Project, asked: date | None, by: Granularity | None = None) -> Overview:
    """Return the overview of a day, None for now; where the project had no task yet, say so on the error output.

    Its rows are as fine as *by* says, None for what each document is set to.
    """
    overview = overview_on(project, asked, by=by)
    if project.state.tasks() and not overview.state.tasks():
        first = min(entry.time for entry in project.history())[:10]
        day = deadline_words(overview.today.isoformat())
        click.echo(f"截至{day}项目中还没有任务：最早的记录在{deadline_words(first)}。", err=True)
    return overview


def _status_json(overview: Overview) -> dict[str, Any]:

    counts = tallies(overview)
    return {
        "date": overview.today.isoformat(),
        "completion": round(overview[WHOLE].completion, 2),
        **_tally_json(counts.whole),
        "units": {name: _tally_json(tally) | {"roles": dict(tally.roles)} for name, tally in counts.units.items()},
        "unassigned": list(counts.unassigned),
        "overdue": list(counts.overdue),
        "due": {month: list(keys) for month, keys in counts.due.items()},
    }


def _tally_json(tally: Tally) -> dict[str, Any]:
    return {"tasks": tally.tasks, "statuses": dict(tally.statuses), "lights": dict(tally.lights)} | {
        "late": tally.overdue
    }


def _status_lines(overview: Overview) -> Iterator[str]:

    counts, names = tallies(overview), status_names(overview.state)
    whole = counts.whole
    day = deadline_words(overview.today.isoformat())
    gone = f"（不含已取消 {len(counts.cancelled)} 项）" if counts.cancelled else ""
    yield f"截至{day}：任务 {whole.tasks} 项{gone}，完成 {overview[WHOLE].completion:.1f}%"
    yield "状态：" + ("，".join(f"{names[item]} {count}" for item, count in whole.statuses.items()) or "无")
    yield "预警：" + ("，".join(f"{item.label} {count}" for item, count in whole.lights.items()) or "无")
    if counts.unassigned:
        yield f"没有责任单位的任务：{len(counts.unassigned)} 项"
    orphans = sum(task.orphan for task in overview.state.tasks())
    if orphans:
        yield f"新版文件已无、予以保留的任务：{orphans} 项"
    if counts.units:
        yield ""
        lamps = [light for light in reversed(LAMPS[:3]) if light is not Light.BLUE or light in whole.lights]
        done = [(name, *_unit_numbers(tally, lamps)) for name, tally in counts.units.items()]
        heads = ("单位", "任务", "牵头", names[Status.DONE], *(light.label for light in lamps), "逾期")
        yield from table_lines(heads, done)
    if counts.overdue:
        yield ""
        yield f"逾期任务 {len(counts.overdue)} 项："
        state = overview.state
        late = [InProject(view_of(overview), state.get(key, TaskRow)) for key in counts.overdue]
        shown = [TASKS[key] for key in ("id", "deadline", "reason", "units", "text")]
        rows = [[field.words(task) for field in shown] for task in late]
        yield from table_lines(("编号", "完成时限", "情况", "单位", "任务"), rows)


def _unit_numbers(tally: Tally, lamps: Sequence[Light]) -> Iterator[str]:
    yield from (str(tally.tasks), str(tally.roles.get(UnitRole.LEAD, 0)), str(tally.statuses.get(Status.DONE, 0)))
    yield from (str(tally.lights.get(light, 0)) for light in lamps)
    yield str(tally.overdue)


@PROJECT
@click.option("--unit", metavar="单位", help="只列这个单位负责的任务；写出名称的一部分也可以。")
@click.option("--status", "wanted", metavar="状态", help="只列这个状态的任务。")
@click.option(
    "--light",
    metavar="预警",
    help="只列这个灯的任务：红灯、黄灯、蓝灯、绿灯、无灯，或 red、yellow、blue、green、none。",
)
@click.option("--due-before", metavar="日期", help="只列完成时限早于这一天的任务，如 2025-07-01。")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="输出格式。")
@DATE
@BY
@HELP
def list_tasks(
    project: Place,
    unit: str | None,
    wanted: str | None,
    light: str | None,
    due_before: str | None,
    form: str,
    day: str | None,
    by: str | None,
) -> None:
    """Print the tasks as a table."""
    before = parse_day(due_before) if due_before else None
    lamp, asked = light_of(light), parse_day(day) if day else None
    with outcome.opened(project, read_only=True) as opened:
        overview = overview_told(opened, asked, Granularity(by) if by else None)
        fields = fields_in(overview.state, fields_here())
        meant = known_status(overview.state, wanted) if wanted else None
        seen = [task for task in view_of(overview).tasks() if _fits(task, unit, meant, lamp, before)]
        told = [{field.key: field.value(task) for field in fields.of(Use.LIST)} for task in seen]
        shown = [fields[key] for key in _SHOWN]
        rows = [[field.words(task) for field in shown] for task in seen]
    head = [field.title_in(Use.LIST) for field in shown]
    match form:
        case "json":
            click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        case "csv":
            click.echo(_csv([head, *rows]), nl=False)
        case _:
            for line in table_lines(head, rows):
                click.echo(line)
            click.echo(f"共 {len(rows)} 项。")


_SHOWN = ("id", "status", "progress", "light", "deadline", "units", "text")
"""The fields that are listed for people; the text last, it is as long as it is."""


def fields_here() -> Fields[Seen]:
    """Return what the program that runs tells of tasks."""
    found: Fields[Seen] = click.get_current_context().obj
    return found


def light_of(word: str | None) -> Light | None:
    """Return the light that a word means, None for no word.

    Raises:
        PlanlensError: ``unknown-light``.
    """
    if word is None:
        return None
    for light in Light:
        if word in {light.value, light.label, light.label[0]}:
            return light
    raise PlanlensError("unknown-light", f"没有“{word}”这种预警，可用：{'、'.join(light.label for light in Light)}。")


def _fits(
    task: InProject,
    unit: str | None,
    meant: Status | None,
    light: Light | None,
    before: date | None,
) -> bool:
    standing, day = task.view.standing(task.row), deadline_day(task.deadline)
    return (
        (meant is None or standing.status is meant)
        and (light is None or standing.light is light)
        and (before is None or (day is not None and day < before))
        and (unit is None or any(unit in name for name, _ in task.team.everybody()))
    )


def _csv(rows: Iterable[Sequence[str]]) -> bytes:

    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows([as_text(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def table_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table in columns; the last column is as long as it is."""
    table = [head, *rows]
    widths = [max(display_width(row[column]) for row in table) for column in range(len(head) - 1)]
    for row in table:
        cells = [padded(cell, width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()


@PROJECT
@click.option("--item", metavar="编号", help="只看这一项的历史。")
@click.option("-n", "--newest", metavar="条数", type=int, help="只看最近几条。")
@HELP
def history(project: Place, item: str | None, newest: int | None) -> None:
    """Print what was done, the newest first."""
    words = {"do": "", "undo": "撤销：", "redo": "重做："}
    with outcome.opened(project, read_only=True) as opened:
        for entry in opened.history(item, newest):
            time = entry.time[:19].replace("T", " ")
            click.echo(f"{entry.seq:>5}  {time}  {entry.who}  {words[entry.kind]}{entry.label}")


def comparison_text(comparison: Comparison) -> str:
    """Return what a new version changes, a paragraph for each difference, with the numbers in the last line."""
    lines = []
    for item in comparison.differences:
        what = {"section": "章节", "task": "任务", "target": "目标"}[item.item]
        lines.append(f"{item.kind.label}{what}{f' {item.old}' if item.old else ''}")
        lines += [f"  旧：{item.old_text}"] if item.old_text else []
        lines += [f"  新：{item.new_text}"] if item.new_text and item.new_text != item.old_text else []
        lines += [f"  {detail}" for detail in item.details]
    counts = "，".join(f"{kind.label} {len(comparison.of(kind))} 项" for kind in Differing)
    return "\n".join([*lines, f"任务：{counts}，相同 {comparison.unchanged} 项。"])
