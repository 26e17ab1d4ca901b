"""How a command ends: what it prints, what it says where it fails, and its exit code."""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import click

from planlens.model import PlanlensError
from planlens.model.file_errors import file_error, reason
from planlens.project.files import open_project
from planlens.project.office.address import Address, Place, place_of
from planlens.project.project import Project
from planlens.workflow import office

FAILED, CANCELLED, READER_GONE = 2, 130, 141
"""Exit codes; the last two are what shells report for a program that Ctrl-C or a closed pipe ended."""

DEBUG = "PLANLENS_DEBUG"
"""The environment variable that, set to anything, adds the traceback to an error."""


def exit_code(run: Callable[[], None]) -> int:
    """Run the program and return its exit code; errors are told in one line on standard error."""
    try:
        run()
    except click.exceptions.Exit as done:
        return done.exit_code
    except BrokenPipeError:
        discard_output()
        return READER_GONE
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get(DEBUG):
            traceback.print_exc()
        click.echo(" ".join(_message(error).splitlines()), err=True)
        return CANCELLED if isinstance(error, KeyboardInterrupt) else FAILED
    return 0


def _message(error: BaseException) -> str:
    """Return what has happened and what to do, in Chinese."""
    match error:
        case PlanlensError():
            return error.message
        case OSError(filename=str() | bytes()):
            return file_error(error).message
        case click.UsageError():
            command = error.ctx.command_path if error.ctx else "planlens"
            return f"{_usage_error(error)}。输入 {command} --help 查看用法。"
        case KeyboardInterrupt():
            return "已取消。"
        case _:
            what = "：".join(filter(None, [type(error).__name__, str(error)]))
            return f"程序内部错误（{what}）。请设置环境变量 {DEBUG}=1 后重试，并把全部输出发给开发者。"


def _usage_error(error: click.UsageError) -> str:
    """Return what is wrong with the command line, without a full stop."""
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return f"缺少{_name(param)}"
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices)) as param):
            return f"{_name(param)}只能是：{'、'.join(choices)}"
        case click.NoSuchOption():
            similar = f"，是不是 {error.possibilities[0]}" if error.possibilities else ""
            return f"没有“{error.option_name}”这个选项{similar}"
        case click.BadOptionUsage() if "requires" in error.message:
            return f"选项“{error.option_name}”后面缺少内容"
        case click.BadOptionUsage():
            return f"选项“{error.option_name}”后面不能有内容"
        case _:
            return error.message


def _name(param: click.Parameter) -> str:
    return f"选项“{param.opts[-1]}”" if isinstance(param, click.Option) else f"参数“{param.human_readable_name}”"


def make_streams_safe() -> None:
    """Let no character fail to print: UTF-8 where the console's encoding knows no Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            try:
                "任务".encode(stream.encoding)
            except (UnicodeEncodeError, LookupError):
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="replace")


def discard_output() -> None:
    """Send what is still buffered for standard output nowhere, so that Python does not fail on it while it exits."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class PlaceType(click.ParamType[Place]):
    """An argument that names a project: its file, or the address of an office's ledger."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Place:
        """Return what the word names."""
        del param, ctx
        return place_of(value) if isinstance(value, str) else value


def secret_for(place: Place) -> str:
    """Return the password that the keyring has for a ledger, "" for none: libpq may find one itself."""
    if not isinstance(place, Address):
        return ""
    return office.remembered(place)


def asked_again(place: Address) -> str:
    """Ask for a ledger's password where a person sits before the screen.

    Raises:
        PlanlensError: ``wrong-password``: there is nobody to ask.
    """
    if not sys.stdin.isatty():
        advice = "请用 PGPASSFILE 指定密码文件，或在终端中运行后按提示输入"
        raise PlanlensError("wrong-password", f"服务器没有接受账号或密码：{place}。{advice}。")
    return str(click.prompt(f"{place.name} 的密码", hide_input=True, err=True))


def project_at(place: Place, who: str = "", *, read_only: bool = False) -> Project:
    """Open a project, and ask for the password of a ledger where it needs one."""
    secret = secret_for(place)
    try:
        return open_project(place, who, read_only=read_only, secret=secret)
    except PlanlensError as error:
        if error.code != "wrong-password" or not isinstance(place, Address):
            raise
    return open_project(place, who, read_only=read_only, secret=asked_again(place))


@contextmanager
def opened(path: Place, who: str = "", *, read_only: bool = False) -> Iterator[Project]:
    """Open a project for a command, and tell what in it cannot be used."""
    with closing(project_at(path, who, read_only=read_only)) as project:
        if project.warning:
            click.echo(f"注意：{project.warning}", err=True)
        yield project


def print_output(output: str | bytes) -> None:
    """Write to standard output, bytes as they are.

    Raises:
        BrokenPipeError: nobody reads it any more.
        PlanlensError: it cannot be written for another reason.
    """
    try:
        click.echo(output, nl=False)
    except OSError as error:
        if error.errno in {errno.EPIPE, errno.EINVAL}:  # Windows says EINVAL where the reader has gone
            raise BrokenPipeError from error
        discard_output()
        raise PlanlensError("not-printed", f"无法输出结果（{reason(error)}）。请用 -o 指定要写入的文件。") from error
