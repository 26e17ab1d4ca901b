"""The commands of an office's ledger on a server: office init, push, pull, user, users, remove."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from planlens.cli import outcome
from planlens.cli.looking import HELP, table_lines
from planlens.model import PlanlensError
from planlens.paths import user_name
from planlens.project.office.address import EXAMPLE, Address, address_of
from planlens.project.office.reading import PARTS, Member
from planlens.workflow import office as ledger

T = TypeVar("T")

_ABOUT = (
    "多人共用一个台账：台账放在单位内网的 PostgreSQL 服务器上，督查室、责任单位、领导各用各的账号，同时查看和填写。"
    f"台账地址写成 {EXAMPLE}，除 restore 外，其他命令的项目文件都可以换成台账地址；"
    "在窗口中打开：planlens open 台账地址。"
    "需要安装 planlens[office]。安装、账号、备份见帮助“办公台账”。"
)


class _AddressType(click.ParamType[Address]):
    """The address of a ledger."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Address:
        del param, ctx
        return value if isinstance(value, Address) else address_of(value)


ADDRESS = click.argument("address", metavar="台账地址", type=_AddressType())


def add_to(group: click.Group) -> None:
    """Add the commands to the program."""
    own = group.group(
        "office",
        cls=type(group),
        add_help_option=False,
        options_metavar="[选项]",
        subcommand_metavar="命令 …",
        short_help="多人共用的办公台账（PostgreSQL）：建立、上传、下载、账号",
        help=_ABOUT,
    )(HELP(_nothing))
    texts: dict[Callable[..., None], tuple[str, str, str]] = {
        init: ("init", "建立或升级台账", "在服务器上建立台账（没有这个数据库时一并建立），或把旧版本的台账升级。"),
        push: ("push", "上传项目文件", "把项目文件连同历史、附件整个上传到空的台账。"),
        pull: ("pull", "下载为项目文件", "把整个台账连同历史、附件下载为项目文件，可作备份，也可单机使用。"),
        user: ("user", "添加成员或改变身份", "让一个账号可以打开台账，并规定它能做什么；没有这个账号时一并建立。"),
        users: ("users", "列出成员", "列出可以打开台账的账号、姓名、身份和单位。"),
        remove: ("remove", "移除成员", "让一个账号不能再打开台账；它以前的操作仍在历史中。"),
    }
    for function, (name, short, text) in texts.items():
        command = own.command(name, add_help_option=False, options_metavar="[选项]", short_help=short, help=text)
        command(function)


def _nothing() -> None:
    """Do nothing by itself: one of its commands must be named."""


def asking(address: Address, act: Callable[[str], T]) -> T:
    """Do something with a ledger's password, asked for where the server wants one and nobody has told it."""
    secret = outcome.secret_for(address)
    try:
        return act(secret)
    except PlanlensError as error:
        if error.code != "wrong-password":
            raise
    return act(outcome.asked_again(address))


@ADDRESS
@click.option("--who", metavar="姓名", help="您在历史中的姓名；默认为本机用户名。")
@HELP
def init(address: Address, who: str | None) -> None:
    """Make a ledger."""
    made = asking(address, lambda secret: ledger.init(address, who or user_name(), secret))
    click.echo(f"已建立台账 {address}。" if made else f"台账 {address} 已经建立，是最新版本。")
    if made:
        click.echo("下一步：用 planlens office push 上传项目文件，用 planlens office user 添加成员。")


@click.argument("file", metavar="项目文件", type=click.Path(path_type=Path))
@ADDRESS
@HELP
def push(file: Path, address: Address) -> None:
    """Bring a project file up."""
    count = asking(address, lambda secret: ledger.push(file, address, secret))
    click.echo(
        f"已上传 {file.name} 到 {address}：{count} 项任务，历史和附件一并上传。原文件没有改动，今后请在台账中操作。"
    )


@ADDRESS
@click.argument("file", metavar="项目文件", type=click.Path(path_type=Path))
@HELP
def pull(address: Address, file: Path) -> None:
    """Bring a ledger down."""
    click.echo(f"已下载到 {asking(address, lambda secret: ledger.pull(address, file, secret))}。")


@ADDRESS
@click.argument("account", metavar="账号")
@click.option("--name", metavar="姓名", help="历史中的姓名；默认同账号。")
@click.option(
    "--part",
    type=click.Choice(list(PARTS)),
    default="office",
    help="office：督查室，可改全部内容（默认）；unit：责任单位，只看本单位的任务，填写状态、进度和进展；leader：领导，只看。",
)
@click.option("--unit", metavar="单位", default="", help="责任单位的名称，与台账中一致；多个用“、”分开。")
@click.option("--password", is_flag=True, help="提示输入这个账号的密码（只有密码的摘要发到服务器）。")
@HELP
def user(address: Address, account: str, name: str | None, part: str, unit: str, password: bool) -> None:
    """Let somebody in."""
    word = (
        click.prompt(f"{account} 的新密码", hide_input=True, confirmation_prompt="再输入一次", err=True)
        if password
        else ""
    )
    member = Member(account, name or account, part, unit)
    asking(address, lambda secret: ledger.admit(address, member, word, secret))
    click.echo(f"{member.name}（{account}）可以打开台账，身份：{PARTS[part]}{f'，{unit}' if unit else ''}。")


@ADDRESS
@HELP
def users(address: Address) -> None:
    """List who may open a ledger."""
    found = asking(address, lambda secret: ledger.members(address, secret))
    lines = [[member.account, member.name, PARTS[member.part], member.unit] for member in found]
    click.echo("\n".join(table_lines(("账号", "姓名", "身份", "单位"), lines)))


@ADDRESS
@click.argument("account", metavar="账号")
@HELP
def remove(address: Address, account: str) -> None:
    """Let somebody in no more."""
    asking(address, lambda secret: ledger.dismiss(address, account, secret))
    click.echo(f"账号 {account} 不能再打开台账，它以前的操作仍在历史中。")
