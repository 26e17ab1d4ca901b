"""The command line: ``planlens extract`` and ``export``; the commands of projects are in ``changing`` and ``looking``.

Everything printed is Chinese, click's own words too. Whatever goes wrong is one line on standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from planlens import __version__, workflow
from planlens.background.apart import read_apart
from planlens.cli import asking, beside, changing, circling, ledger, looking, office, outcome, searching
from planlens.cli.outcome import exit_code, make_streams_safe, print_output
from planlens.exports import all_exporters, render
from planlens.exports.choice import ExportChoice, Look
from planlens.exports.saving import save
from planlens.exports.terminal import display_width, padded
from planlens.model import Plan, PlanlensError
from planlens.model.granularity import Granularity
from planlens.project.files import is_project
from planlens.project.office.address import Address, Place
from planlens.project.rows import TaskRow
from planlens.readers import all_readers
from planlens.views.fields.field import Fields, Use
from planlens.views.fields.seen import Seen
from planlens.views.fields.tasks import TASKS
from planlens.workflow import several, templates

_Table = Callable[[], tuple[str, list[tuple[str, str]]]]


class _Chinese(click.Command):
    """A command whose help is Chinese, in columns that fit wide characters."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage, the command's text and a table of its options."""
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        formatter.write(f"用法：{usage}\n\n{self.help}\n")
        records = (param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option))
        _write_table(formatter, "选项", [record for record in records if record])


class _Command(_Chinese):
    """A command.

    Args:
        tables: the titles and lines of the tables at the end of its help, which are made only for it.
    """

    def __init__(self, *args: Any, tables: Sequence[_Table] = (), **words: Any) -> None:
        super().__init__(*args, **words)
        self._tables = tables

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help and the tables."""
        super().format_help(ctx, formatter)
        for table in self._tables:
            _write_table(formatter, *table())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; a surplus is named in Chinese."""
        ctx.allow_extra_args = True
        surplus = super().parse_args(ctx, args)
        if surplus:
            raise click.UsageError(f"多余的参数：{' '.join(surplus)}（文件名中有空格时，请用英文引号括起来）", ctx)
        return surplus


def _read() -> tuple[str, list[tuple[str, str]]]:
    """Return the table of the formats that are read."""
    return "可读取的文件", [(" ".join(item.extensions), item.label) for item in all_readers()]


def _written() -> tuple[str, list[tuple[str, str]]]:
    """Return the table of the formats that are written."""
    return "可写入的文件", [(item.extension, item.label) for item in all_exporters()]


class _Program(_Chinese, click.Group):
    """All commands: whatever goes wrong in them becomes one line and an exit code."""

    command_class = _Command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help, with a table of the commands at its end."""
        super().format_help(ctx, formatter)
        _write_table(formatter, "命令", [(name, item.short_help or "") for name, item in self.commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first argument names."""
        if args[0] not in self.commands:
            raise click.UsageError(f"没有“{args[0]}”这个命令，可用的命令：{'、'.join(self.commands)}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *_: Any, obj: Fields[Seen] = TASKS, **__: Any) -> NoReturn:
        """Run a command, which tells the fields *obj* of tasks, and exit."""
        make_streams_safe()
        sys.exit(exit_code(lambda: self._run(list(sys.argv[1:] if args is None else args), obj)))

    def _run(self, args: list[str], fields: Fields[Seen]) -> None:
        with self.make_context("planlens", args, obj=fields) as context:
            self.invoke(context)


def _write_table(formatter: click.HelpFormatter, heading: str, rows: list[tuple[str, str]]) -> None:
    width = max(display_width(left) for left, _ in rows)
    lines = (f"  {padded(left, width)}  {right.replace('  [required]', '（必填）')}\n" for left, right in rows)
    formatter.write(f"\n{heading}：\n{''.join(lines)}")


def _keep_input(file: Place, output: Path | None) -> None:
    """Refuse to write the result over the file that is read.

    Raises:
        PlanlensError: they are the same file.
    """
    if output is not None and isinstance(file, Path) and file.exists() and output.exists() and output.samefile(file):
        raise PlanlensError("same-file", f"输出文件就是原文件：{output}。为免覆盖原文，请换一个文件名。")


def _warn(plan: Plan) -> None:
    for warning in (*plan.document.warnings, *plan.doubts):
        click.echo(f"注意：{warning}", err=True)


_FILE = click.argument("file", metavar="文件", type=click.Path(path_type=Path))
_COLUMNS = "、".join(f"{column.key}（{column.title}）" for column in TASKS.columns(Use.LEDGER))
_HELP = click.help_option("-h", "--help", help="显示本说明。")


@click.group(
    "planlens",
    cls=_Program,
    invoke_without_command=True,
    add_help_option=False,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    help="从规划、方案、要点、工作报告中提取任务，导出任务分解表。全程离线，文件不离开本机。",
)
@_HELP
@click.version_option(__version__, "-V", "--version", message="planlens %(version)s", help="显示版本号。")
@click.pass_context
def main(context: click.Context) -> None:
    """Run the program (``planlens``)."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@main.command(
    tables=(_read,),
    add_help_option=False,
    options_metavar="[选项]",
    short_help="提取章节、任务、目标，输出 JSON 或文本",
    help="提取文件中的章节、任务、目标、责任单位和完成时限，输出到屏幕，或写入 -o 指定的文件。",
)
@_FILE
@click.option(
    "--format",
    "file_format",
    type=click.Choice(["json", "text"]),
    help="json（默认）供程序使用，text 便于阅读；一律为 UTF-8。",
)
@click.option("-o", "--output", metavar="输出文件", type=click.Path(path_type=Path), help="写入此文件，不输出到屏幕。")
@looking.BY
@_HELP
def extract(file: Path, file_format: str | None, output: Path | None, by: str | None) -> None:
    """Print all that was found, or write it to *output*, as text where that ends in ``.txt``."""
    _keep_input(file, output)
    plan = read_apart(workflow.read_plan, file)
    _warn(plan)
    if by == Granularity.ITEM:
        plan = workflow.by_item(plan)
    if output is None:
        print_output(render(plan, file_format or "json"))
    else:
        usual = "text" if output.suffix.lower() == ".txt" else "json"
        save(output, lambda: render(plan, file_format or usual))


@main.command(
    tables=(_read, _written),
    add_help_option=False,
    options_metavar="[选项]",
    short_help="导出任务分解表、督办台账（Excel、Word、CSV 等）",
    help="提取文件中的任务，写成任务分解表；对项目文件，写成带状态、进度、进展情况、预警的督办台账。"
    "格式由输出文件名的结尾决定。",
)
@click.argument("file", metavar="文件", type=outcome.PlaceType())
@click.option(
    "-o", "--output", metavar="输出文件", required=True, type=click.Path(path_type=Path), help="例如 任务分解表.xlsx"
)
@click.option("--document", metavar="编号", help="只导出项目中的这份文件，如 d1。")
@click.option("--columns", metavar="列,列…", help=f"只要这些列：{_COLUMNS}。")
@looking.DATE
@looking.BY
@click.option("--title", default="", metavar="标题", help="表的标题（Excel、Word）；默认按文件标题拟定。")
@click.option("--paper", type=click.Choice(["A4", "A3"]), help="纸张（Excel、Word）；默认 A4，列多时 A3。")
@click.option(
    "--template",
    metavar="文件",
    type=click.Path(path_type=Path, exists=True),
    help="本单位的空表（.xlsx、.docx）：按它的表头填入项目的任务，标题、列宽、字体不变。",
)
@click.option("--each", type=click.Choice(several.EACH), help="每个单位或每位领导一份，文件名后加上名称。")
@click.option("--targets", is_flag=True, help="只导出目标指标表（现值、进展评价）。")
@_HELP
def export(
    file: Place,
    output: Path,
    document: str | None,
    columns: str | None,
    day: str | None,
    by: str | None,
    title: str,
    paper: str | None,
    template: Path | None,
    each: str | None,
    targets: bool,
) -> None:
    """Write the task table to *output* and say so."""
    _keep_input(file, output)
    if template is not None or each or targets:
        wanted = columns.replace("，", ",").split(",") if columns else None
        fine = Granularity(by) if by else None
        choice = ExportChoice(
            "", document, columns=tuple(wanted) if wanted else None, by=fine, look=Look(title, paper or "")
        )
        _export_otherwise(file, output, choice, day, template, each)
        return
    chosen = columns.replace("，", ",").split(",") if columns else None
    look = Look(title, paper or "")
    if isinstance(file, Address) or is_project(file):
        with outcome.opened(file, read_only=True) as project:
            asked = looking.parse_day(day) if day else None
            fields, fine = looking.fields_here(), Granularity(by) if by else None
            state = looking.overview_told(project, asked, fine).state
            written = workflow.export_project(
                project, output, document, chosen, today=asked, fields=fields, by=fine, look=look
            )
            count = sum(isinstance(item, TaskRow) for _, item in state.walk(document))
    else:
        plan = read_apart(workflow.read_plan, file)
        _warn(plan)
        if by == Granularity.ITEM:
            plan = workflow.by_item(plan)
        written, count = workflow.export(plan, output, chosen, look), len(plan.tasks)
    print_output(f"已写入 {written}，共 {count} 条任务。\n")


def _export_otherwise(
    file: Place, output: Path, choice: ExportChoice, day: str | None, template: Path | None, each: str | None
) -> None:
    """Write a project's tasks into an office's own table, a file for each unit or leader, or the targets; say so."""
    if not (isinstance(file, Address) or is_project(file)):
        raise PlanlensError("bad-template", "这样导出需要项目文件：请先用 planlens new 建立项目。")
    with outcome.opened(file, read_only=True) as project:
        asked = looking.parse_day(day) if day else None
        if template is not None:
            _keep_input(template, output)
            filled = templates.fill_template(project, template, output, choice, asked)
            print_output(f"{filled.words}文件：{filled.path}\n")
        elif each:
            written = several.export_each(project, output, each, choice, asked)
            print_output("".join(f"{name}：{path.name}\n" for name, path in written.items()))
            print_output(f"已写入 {len(written)} 份，在 {output.parent}。\n")
        else:
            print_output(f"已写入 {several.export_targets(project, output, choice.document, asked)}。\n")


changing.add_to(main, _read)
looking.add_to(main)
ledger.add_to(main)
circling.add_to(main)
asking.add_to(main)
beside.add_to(main)
searching.add_to(main)
office.add_to(main)
