"""The file menu: new, open, sample, copy, close, quit."""

from __future__ import annotations

from pathlib import Path

from planlens.gui.panel import FILE, Command, Need, Tools


def _import(tools: Tools) -> None:
    from planlens.gui.dialogs import choose_documents  # noqa: PLC0415 (only once it is chosen)

    tools.open_paths(choose_documents(tools))


def _open(tools: Tools) -> None:
    from planlens.gui.dialogs import choose_project  # noqa: PLC0415 (same)

    tools.open_paths(choose_project(tools))


def sample() -> Path:
    """Return the sample plan that a new user sees first."""
    from planlens.paths import samples  # noqa: PLC0415 (same)

    return max(samples().glob("*.docx"), key=lambda path: path.stat().st_size)


def _close(tools: Tools) -> None:
    tools.session.close()


def _quit(tools: Tools) -> None:
    tools.window.close()


COMMANDS = (
    Command("import", FILE, 10, "导入规划文件，新建项目(&N)…", "Ctrl+N", Need.NOTHING, _import, "导入"),
    Command("open", FILE, 11, "打开项目(&O)…", "Ctrl+O", Need.NOTHING, _open, "打开"),
    Command("sample", FILE, 13, "打开示例(&S)", "", Need.NOTHING, lambda tools: tools.open_paths([sample()])),
    Command("close", FILE, 80, "关闭项目(&C)", "Ctrl+W", Need.PROJECT, _close),
    Command("quit", FILE, 90, "退出(&X)", "Ctrl+Q", Need.NOTHING, _quit),
)
