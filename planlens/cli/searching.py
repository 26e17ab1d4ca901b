"""The command that searches plans, files and projects: search."""

from __future__ import annotations

import json
from pathlib import Path

import click

from planlens import workflow
from planlens.background.apart import read_apart
from planlens.cli import outcome
from planlens.cli.looking import HELP
from planlens.model import Plan, PlanlensError
from planlens.project.files import is_project
from planlens.project.office.address import Place
from planlens.workflow import asking, searching


def add_to(group: click.Group) -> None:
    """Add the command to the program."""
    text = "在规划文件、项目和文件夹中检索，最贴切的句子排在最前；--topics 列出每份规划区别于其他规划的主题词。"
    group.command(add_help_option=False, options_metavar="[选项]", short_help="跨文件检索", help=text)(search)


def _plans(path: Place) -> list[Plan]:
    if isinstance(path, Path) and not is_project(path):
        return [read_apart(workflow.read_plan, path)]
    with outcome.opened(path, read_only=True) as opened:
        return asking.plans_of(opened.state)


@click.argument("asked", metavar="词语", required=True)
@click.argument("places", metavar="文件或文件夹…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-n", "--most", metavar="条数", type=click.IntRange(1), default=20, help="最多列出几条，默认 20。")
@click.option("--topics", is_flag=True, help="同时列出每份规划的主题词。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text（默认）或 json。")
@HELP
def search(asked: str, places: tuple[Path, ...], most: int, topics: bool, form: str) -> None:
    """Print the sentences that fit words best."""
    if not asked.strip():
        raise PlanlensError("empty-text", "请写出要检索的词语。")

    def failed(path: Path, message: str) -> None:
        click.echo(f"注意：未能检索 {path}：{message}", err=True)

    hits, count = searching.search_at(places, asked, _plans, failed, most)
    told = []
    if topics:
        told = searching.topics_of(list(searching.plans_at(searching.plan_files(places), _plans, lambda *_: None)))
    if form == "json":
        found = [
            {
                "source": Path(hit.found.source).name,
                "item": hit.found.item,
                "place": hit.found.place,
                "text": hit.found.text,
                "score": hit.score,
            }
            for hit in hits
        ]
        more = {"topics": [{"source": source, "words": words} for source, words in told]} if topics else {}
        click.echo(json.dumps({"hits": found, **more}, ensure_ascii=False, indent=1))
        return
    for hit in hits:
        click.echo(f"{Path(hit.found.source).name}  {hit.found.item}  {hit.found.place}\n    {hit.found.text}")
    for source, words in told:
        click.echo(f"主题词  {source}：{'、'.join(words) or '无'}")
    click.echo(f"在 {count} 份规划中找到 {len(hits)} 条。" if hits else f"在 {count} 份规划中没有找到“{asked}”。")
