"""From documents, the clipboard or the sample to a project, and more documents for the open one."""

from __future__ import annotations

from planlens.gui.app.parts import FILE, Command, Need, Tools


def _import(tools: Tools) -> None:
    from planlens.gui.app.dialogs import choose_documents  # noqa: PLC0415 (only once it is chosen)
    from planlens.gui.importing import importing  # noqa: PLC0415 (same)

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


def _sample(tools: Tools) -> None:
    from planlens.gui.importing.sample import open_sample  # noqa: PLC0415 (same)

    open_sample(tools)


COMMANDS = (
    Command("import", FILE, 10, "导入规划文件，新建项目(&N)…", Need.NOTHING, _import, "导入"),
    Command("paste", FILE, 11, "从剪贴板新建项目(&P)", Need.NOTHING, _paste),
    Command("sample", FILE, 13, "打开示例(&S)", Need.NOTHING, _sample),
    Command("add", FILE, 20, "向项目添加文件(&A)…", Need.WRITABLE, _add),
)
