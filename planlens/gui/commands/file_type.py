"""Opening project files at a double click."""

from __future__ import annotations

from planlens.gui.panel import TOOLS, Command, Need, Tools


def _run(tools: Tools) -> None:
    from planlens.gui.shell.file_type import own_command, register  # noqa: PLC0415 (only once it is chosen)

    job = tools.jobs.run(lambda report: register(own_command()))
    job.done.connect(lambda _: tools.session.notice.emit("已关联：今后双击 .planlens 文件就用本程序打开。"))
    job.failed.connect(tools.session.problem)


COMMAND = Command("file-type", TOOLS, 91, "关联 .planlens 文件(&F)", "", Need.NOTHING, _run)
"""For the present user only; no administrator is needed."""
