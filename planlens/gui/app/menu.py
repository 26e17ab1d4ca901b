"""The file menu: new, open, sample, add, close, quit; and opening project files at a double click."""

from __future__ import annotations

from planlens.gui.app.parts import FILE, TOOLS, Command, Need, Tools


def _import(tools: Tools) -> None:
    from planlens.gui.app.dialogs import choose_documents  # noqa: PLC0415 (same)
    from planlens.gui.importing import importing  # noqa: PLC0415 (only once it is chosen)

    if paths := choose_documents(tools):
        importing.start(tools, paths)


def _add(tools: Tools) -> None:
    from planlens.gui.app.dialogs import choose_documents  # noqa: PLC0415 (same)
    from planlens.gui.importing import importing  # noqa: PLC0415 (same)

    if paths := choose_documents(tools, "选择要添加的文件"):
        importing.start(tools, paths, into_project=True)


def _paste(tools: Tools) -> None:
    from planlens.gui.importing.pasting import paste  # noqa: PLC0415 (same)

    paste(tools)


def _open(tools: Tools) -> None:
    from planlens.gui.app.dialogs import choose_project  # noqa: PLC0415 (same)

    tools.open_paths(choose_project(tools))


def _sample(tools: Tools) -> None:
    from planlens.gui.importing.sample import open_sample  # noqa: PLC0415 (same)

    open_sample(tools)


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
    Command("import", FILE, 10, "导入规划文件，新建项目(&N)…", "Ctrl+N", Need.NOTHING, _import, "导入"),
    Command("paste", FILE, 11, "从剪贴板新建项目(&P)", "Ctrl+Shift+V", Need.NOTHING, _paste),
    Command("open", FILE, 12, "打开项目(&O)…", "Ctrl+O", Need.NOTHING, _open, "打开"),
    Command("sample", FILE, 13, "打开示例(&S)", "", Need.NOTHING, _sample),
    Command("add", FILE, 20, "向项目添加文件(&A)…", "", Need.WRITABLE, _add),
    Command("close", FILE, 80, "关闭项目(&C)", "Ctrl+W", Need.PROJECT, _close),
    Command("quit", FILE, 90, "退出(&X)", "Ctrl+Q", Need.NOTHING, _quit),
    # for the present user only; no administrator is needed
    Command("file-type", TOOLS, 91, "关联 .planlens 文件(&F)", "", Need.NOTHING, _file_type),
)
