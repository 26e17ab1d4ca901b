"""The commands that change a project file: new, mark, undo, redo, adopt, copy, restore."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from planlens import workflow
from planlens.background.apart import read_apart
from planlens.cli import outcome
from planlens.cli.looking import HELP, PROJECT, comparison_text, fields_here
from planlens.model import Plan, PlanlensError
from planlens.model.tracking import Status
from planlens.paths import user_name
from planlens.project import edits, files
from planlens.project.office.address import Address, Place
from planlens.project.project import Edit, Project
from planlens.views.fields.answers import Desk
from planlens.views.fields.ledger import fields_in
from planlens.views.fields.typed import known_status, percent

WHO = click.option("--who", metavar="姓名", help="操作人，记入历史；默认为本机用户名。")


def add_to(group: click.Group, reading: Callable[[], object]) -> None:
    """Add the commands to the program; *reading* is the table in the help of those that read documents."""
    texts: dict[Callable[..., None], tuple[str, str]] = {
        new: ("从规划文件新建项目", "读取一份或多份文件，新建项目文件，今后在其中核对、跟踪任务。"),
        mark: (
            "标记任务的状态、进度，填写进展",
            "标记一项或多项任务；编号见 planlens list。一次操作，可用 undo 撤销。",
        ),
        adopt: ("采用文件的新版本", "比较新旧版本并采用新版：状态、单位、进展等都保留。一次操作，可用 undo 撤销。"),
        copy: ("另存一份副本", "把项目完整地复制到另一个文件；别人正在使用时也可以。请勿直接复制正在使用的项目文件。"),
        undo: ("撤销最近一次操作", "撤销最近一次操作，关闭程序后再打开也能撤销。"),
        redo: ("重做刚撤销的操作", "重做最近一次撤销的操作。"),
        restore: (
            "从备份恢复项目，或另存完好部分",
            "用最近的完好备份恢复项目文件；现有文件改名保留，不会删除。"
            "没有完好备份时，用 --sound-part 把其中完好的内容另存为新项目。",
        ),
    }
    for function, (short, text) in texts.items():
        tables = (reading,) if function in {new, adopt} else ()
        command = group.command(
            tables=tables, add_help_option=False, options_metavar="[选项]", short_help=short, help=text
        )
        command(function)


@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="项目文件", required=True, type=click.Path(path_type=Path), help="例如 督办.planlens"
)
@WHO
@HELP
def new(files: Sequence[Path], output: Path, who: str | None) -> None:
    """Make a project of plans; nothing is left where one of them cannot be read."""
    project = workflow.new_project(output, files, who or user_name(), read=_read_whole)
    with closing(project):
        click.echo(f"已新建项目 {output}：{len(files)} 份文件，{len(project.state.tasks())} 项任务。")


def _read_whole(path: Path, _report: Callable[[float, str], None]) -> tuple[Plan, bytes]:
    """Read a plan's file within limits of time and memory."""
    return read_apart(workflow.read_whole, path)


@PROJECT
@click.argument("ids", metavar="编号…", nargs=-1, required=True)
@click.option("--status", metavar="状态", help=f"可用：{'、'.join(status.label for status in Status)}。")
@click.option("--progress", metavar="百分比", help="0 到 100，如 40 或 40%。")
@click.option("--note", "done", metavar="文字", help="进展情况。")
@click.option("--problems", metavar="文字", help="存在问题。")
@click.option("--next-steps", metavar="文字", help="下一步措施。")
@click.option(
    "--set",
    "fields",
    metavar="字段=内容",
    multiple=True,
    help="填写任何一个字段，如 责任人=张三（科长，0871-1234567）、节点计划=6月底完成选址、完成时限=年底；可以写多次。",
)
@WHO
@HELP
def mark(
    project: Place,
    ids: Sequence[str],
    status: str | None,
    progress: str | None,
    done: str | None,
    problems: str | None,
    next_steps: str | None,
    fields: Sequence[str],
    who: str | None,
) -> None:
    """Mark tasks, as one action."""
    words = {"done": done, "problems": problems, "next_steps": next_steps}
    texts = {name: text for name, text in words.items() if text is not None}
    if status is None and progress is None and not texts and not fields:
        raise PlanlensError("nothing-to-do", "没有要标记的内容，请加上 --status、--progress、--note 或 --set。")

    def run(opened: Project) -> str:
        wanted: list[Edit] = []
        if status is not None:
            wanted.append(edits.SetStatus(tuple(ids), known_status(opened.state, status)))
        if progress is not None:
            wanted.append(edits.SetProgress(tuple(ids), percent(progress)))
        wanted += [edits.AddNote(key, **texts) for key in ids if texts]
        wanted += _typed(opened, tuple(ids), fields)
        changes = opened.apply(edits.Together(tuple(wanted)))
        return changes.label if changes else "没有变化"

    change(project, who, run)


def _typed(opened: Project, ids: tuple[str, ...], given: Sequence[str]) -> list[Edit]:
    """Return what typing into fields by their titles or keys means."""
    known = fields_in(opened.state, fields_here())
    named = {name: field for field in known if field.edit for name in (field.key, field.title)}
    found: list[Edit] = []
    for text in given:
        name, sign, words = text.replace("＝", "=", 1).partition("=")
        field = named.get(name.strip())
        if field is None or field.edit is None or not sign:
            titles = "、".join(field.title for field in known if field.edit)
            raise PlanlensError("no-field", f"无法识别“{text}”。请写成 字段=内容，可填写的字段：{titles}。")
        edit = field.edit(Desk(opened.state, date.today()), ids, words)
        found += [edit] if edit is not None else []
    return found


@PROJECT
@WHO
@HELP
def undo(project: Place, who: str | None) -> None:
    """Take back the newest action."""
    change(project, who, lambda opened: f"已撤销：{opened.undo().label}")


@PROJECT
@WHO
@HELP
def redo(project: Place, who: str | None) -> None:
    """Do again what was taken back."""
    change(project, who, lambda opened: f"已重做：{opened.redo().label}")


def change(path: Place, who: str | None, action: Callable[[Project], str]) -> None:
    """Open a project, act on it and print what was done."""
    with outcome.opened(path, who or user_name()) as project:
        click.echo(action(project))


@PROJECT
@click.argument("plan", metavar="新版文件", type=click.Path(path_type=Path))
@click.option("--document", metavar="编号", help="它是项目中哪份文件的新版本，如 d1；只有一份文件时不必写。")
@click.option("--dry-run", is_flag=True, help="只列出差异，不改动项目。")
@click.option("--as-printed", is_flag=True, help="人工改过而新版本也改了的内容，一律按新版本；不写则保留人工修改。")
@WHO
@HELP
def adopt(project: Place, plan: Path, document: str | None, dry_run: bool, as_printed: bool, who: str | None) -> None:
    """Put a document's new version in the place of the old one and tell what is different."""
    with outcome.opened(project, who or user_name(), read_only=dry_run) as opened:
        new = workflow.compare_version(opened, plan, document, read=_read_whole)
        for warning in new.plan.document.warnings:
            click.echo(f"注意：{warning}", err=True)
        if new.note:
            click.echo(f"注意：{new.note}", err=True)
        click.echo(comparison_text(new.comparison))
        if dry_run:
            click.echo("未改动项目（--dry-run）。")
        else:
            changes = workflow.adopt_version(opened, new, as_printed=as_printed)
            click.echo(f"已{changes.label}，可用 undo 撤销。" if changes else "与现有版本相同，没有变化。")


@PROJECT
@click.argument("target", metavar="副本文件", type=click.Path(path_type=Path))
@HELP
def copy(project: Place, target: Path) -> None:
    """Write a copy of a project, also while somebody works on it."""
    with outcome.opened(project, read_only=True) as opened:
        click.echo(f"已复制到 {workflow.save_copy(opened, target)}。")


@PROJECT
@click.option(
    "--from", "copy", metavar="备份文件", type=click.Path(path_type=Path), help="用这份备份，默认用最近的完好备份。"
)
@click.option(
    "--sound-part",
    "target",
    metavar="新项目文件",
    type=click.Path(path_type=Path),
    help="不用备份，把损坏文件中完好的内容另存为这个新项目，并列出未能保留的内容；损坏的文件不改动。",
)
@WHO
@HELP
def restore(project: Place, copy: Path | None, target: Path | None, who: str | None) -> None:
    """Put a copy in the project's place, or save its sound part elsewhere."""
    if isinstance(project, Address):
        raise PlanlensError("no-backup", "办公台账的备份由管理员在服务器上恢复，见帮助“办公台账”。")
    if target is not None and copy is not None:
        raise click.UsageError("--from 和 --sound-part 只能用一个")
    if target is None:
        click.echo(f"已用备份 {files.restore(project, copy).name} 恢复 {project}，原文件已改名保留。")
        return
    path, came = workflow.save_sound_part(project, target, who or user_name())
    for line in came.lines:
        click.echo(line)
    click.echo(f"已把完好部分另存为 {path}，原文件没有改动。")
