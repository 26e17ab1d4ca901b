"""Projects and the window: open, close, quit; and opening project files at a double click."""

from __future__ import annotations

from planlens.gui.app.parts import FILE, TOOLS, Command, Need, Tools


def _open(tools: Tools) -> None:
    from planlens.gui.app.dialogs import choose_project  # noqa: PLC0415 (only once it is chosen)

    tools.open_paths(choose_project(tools))


def _close(tools: Tools) -> None:
    tools.session.close()


def _quit(tools: Tools) -> None:
    tools.window.close()


def _file_type(tools: Tools) -> None:
    from planlens.gui.app.file_type import own_command, register  # noqa: PLC0415 (same)

    job = tools.jobs.run(lambda report: register(own_command()))
    job.done.connect(lambda _: tools.session.notice.emit("已关联：今后双击 .planlens 文件就用本程序打开。"))
    job.failed.connect(tools.session.problem)


COMMANDS = (
    Command("open", FILE, 12, "打开项目(&O)…", Need.NOTHING, _open, "打开"),
    Command("close", FILE, 80, "关闭项目(&C)", Need.PROJECT, _close),
    Command("quit", FILE, 90, "退出(&X)", Need.NOTHING, _quit),
    # for the present user only; no administrator is needed
    Command("file-type", TOOLS, 91, "关联 .planlens 文件(&F)", Need.NOTHING, _file_type),
)
