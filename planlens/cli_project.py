"""The commands of the command line that work on a project file: new, mark, list, history, restore."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import click

from planlens.exports.terminal import display_width, padded
from planlens.model import PlanlensError
from planlens.model.tracking import Status, status_of
from planlens.project.project import Edit, Project

_PROJECT = click.argument("project", metavar="项目文件", type=click.Path(path_type=Path))
_HELP = click.help_option("-h", "--help", help="显示本说明。")
_WHO = click.option("--who", metavar="姓名", help="操作人，记入历史；默认为本机用户名。")


def add_to(group: click.Group, reading: type[click.Command], plain: type[click.Command]) -> None:
    """Add the commands to the program, those that read documents as *reading*, the others as *plain* ones."""
    texts: dict[Callable[..., None], tuple[str, str]] = {
        new: ("从规划文件新建项目", "读取一份或多份文件，新建项目文件，今后在其中核对、跟踪任务。"),
        mark: (
            "标记任务的状态、进度，填写进展",
            "标记一项或多项任务；编号见 planlens list。一次操作，可用 undo 撤销。",
        ),
        list_tasks: ("列出任务", "列出项目中的任务：编号、状态、进度、完成时限、责任单位、内容。"),
        history: ("查看操作历史", "按时间倒序列出谁在什么时候做了什么。"),
        undo: ("撤销最近一次操作", "撤销最近一次操作，关闭程序后再打开也能撤销。"),
        redo: ("重做刚撤销的操作", "重做最近一次撤销的操作。"),
        restore: ("从备份恢复项目", "用最近的完好备份恢复项目文件；现有文件改名保留，不会删除。"),
    }
    for function, (short, text) in texts.items():
        name = "list" if function is list_tasks else function.__name__
        kind = reading if function is new else plain
        command = group.command(
            name, cls=kind, add_help_option=False, options_metavar="[选项]", short_help=short, help=text
        )
        command(function)


@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="项目文件", required=True, type=click.Path(path_type=Path), help="例如 督办.planlens"
)
@_WHO
@_HELP
def new(files: Sequence[Path], output: Path, who: str | None) -> None:
    """Make a project of plans; nothing is left where one of them cannot be read."""
    from planlens import workflow  # noqa: PLC0415 (130 ms: not for --help)

    project = workflow.new_project(output, files, who or getpass.getuser())
    with closing(project):
        click.echo(f"已新建项目 {output}：{len(files)} 份文件，{len(project.state.tasks())} 项任务。")


@_PROJECT
@click.argument("ids", metavar="编号…", nargs=-1, required=True)
@click.option("--status", metavar="状态", help=f"可用：{'、'.join(status.label for status in Status)}。")
@click.option("--progress", metavar="百分比", type=float, help="0 到 100。")
@click.option("--note", metavar="文字", help="进展情况。")
@_WHO
@_HELP
def mark(
    project: Path, ids: Sequence[str], status: str | None, progress: float | None, note: str | None, who: str | None
) -> None:
    """Mark tasks, as one action."""
    from planlens.project import edits  # noqa: PLC0415

    wanted: list[Edit] = []
    if status is not None:
        meant = status_of(status)
        if meant is None:
            known = "、".join(item.label for item in Status)
            raise PlanlensError("unknown-status", f"没有“{status}”这个状态，可用的状态：{known}。")
        wanted.append(edits.SetStatus(tuple(ids), meant))
    if progress is not None:
        wanted.append(edits.SetProgress(tuple(ids), progress))
    wanted += [edits.AddNote(key, note) for key in ids if note is not None]
    if not wanted:
        raise PlanlensError("nothing-to-do", "没有要标记的内容，请加上 --status、--progress 或 --note。")
    _change(project, who, lambda opened: opened.apply(edits.Together(tuple(wanted))).label or "没有变化")


@_PROJECT
@_WHO
@_HELP
def undo(project: Path, who: str | None) -> None:
    """Take back the newest action."""
    _change(project, who, lambda opened: f"已撤销：{opened.undo().label}")


@_PROJECT
@_WHO
@_HELP
def redo(project: Path, who: str | None) -> None:
    """Do again what was taken back."""
    _change(project, who, lambda opened: f"已重做：{opened.redo().label}")


def _change(path: Path, who: str | None, action: Callable[[Project], str]) -> None:
    from planlens.project.files import open_project  # noqa: PLC0415

    with closing(open_project(path, who or getpass.getuser())) as opened:
        click.echo(action(opened))


@_PROJECT
@click.option("--unit", metavar="单位", help="只列这个单位的任务。")
@click.option("--status", metavar="状态", help="只列这个状态的任务。")
@_HELP
def list_tasks(project: Path, unit: str | None, status: str | None) -> None:
    """Print the tasks as a table."""
    from planlens.project.files import open_project  # noqa: PLC0415

    with closing(open_project(project, "", read_only=True)) as opened:
        rows = list(_tasks(opened, unit, status_of(status) if status else None))
    _print_table(("编号", "状态", "进度", "完成时限", "单位", "任务"), rows)
    click.echo(f"共 {len(rows)} 项。")


def _tasks(project: Project, unit: str | None, status: Status | None) -> Iterator[tuple[str, ...]]:
    from planlens.project.rows import UnitRow  # noqa: PLC0415

    for task in project.state.tasks():
        units = [row.name for row in project.state.children(task.id, UnitRow) if row.decision != "rejected"]
        if (unit and unit not in units) or (status and task.status != status):
            continue
        progress = "" if task.progress is None else f"{task.progress:g}%"
        yield (task.id, Status(task.status).label, progress, task.deadline or "", "、".join(units), task.text)


def _print_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    table = [head, *rows]
    widths = [max(display_width(row[column]) for row in table) for column in range(len(head) - 1)]
    for row in table:
        cells = [padded(cell, width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[-1]]))


@_PROJECT
@click.option("--item", metavar="编号", help="只看这一项的历史。")
@click.option("-n", "--newest", metavar="条数", type=int, help="只看最近几条。")
@_HELP
def history(project: Path, item: str | None, newest: int | None) -> None:
    """Print what was done, the newest first."""
    from planlens.project.files import open_project  # noqa: PLC0415

    words = {"do": "", "undo": "撤销：", "redo": "重做："}
    with closing(open_project(project, "", read_only=True)) as opened:
        for entry in opened.history(item, newest):
            time = entry.time[:19].replace("T", " ")
            click.echo(f"{entry.seq:>5}  {time}  {entry.who}  {words[entry.kind]}{entry.label}")


@_PROJECT
@click.option(
    "--from", "copy", metavar="备份文件", type=click.Path(path_type=Path), help="用这份备份，默认用最近的完好备份。"
)
@_HELP
def restore(project: Path, copy: Path | None) -> None:
    """Put a copy in the project's place."""
    from planlens.project import files  # noqa: PLC0415

    click.echo(f"已用备份 {files.restore(project, copy).name} 恢复 {project}，原文件已改名保留。")
