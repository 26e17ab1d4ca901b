"""The command line as tests use it: a plan of two tasks, commands that must work, and such as must fail."""

from __future__ import annotations

from click.testing import CliRunner

from planlens.cli.main import main

TEXT = (
    "一、重点任务\n新建5G基站3000个，2026年底前完成。（牵头单位：市通信管理局）\n优化审批流程。（牵头单位：市数据局）\n"
)


def run(*args: object) -> str:
    """Run a command that must work and return what it prints."""
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def error_of(*args: object) -> str:
    """Run a command that must fail and return its one line."""
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    return line
