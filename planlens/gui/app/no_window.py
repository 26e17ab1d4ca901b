"""One line that says why there is no window, and what to do. Imports no Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence

VERBS = "在终端中可以用命令行：planlens export 规划.docx -o 任务分解表.xlsx（全部命令见 planlens --help）。"
"""What to do where there is no window."""

WINDOW = "PySide6-Essentials>=6.8,<6.12"
"""What pip installs for the window, as pyproject.toml has it."""

_LIBRARIES = "libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0"
"""Debian's and UOS's names of the packages that a minimal system lacks."""


def no_display() -> str:
    """Return what to tell where there is no display."""
    return f"没有图形界面，无法打开窗口。{VERBS}"


def no_library(error: object) -> str:
    """Return what to tell where Qt cannot be loaded or cannot reach the display; *error* is the system's message."""
    what = " ".join(str(error).split())
    if sys.platform.startswith("linux"):
        return f"无法打开窗口：{what}。可能缺少系统库，请安装：sudo apt install {_LIBRARIES}。{VERBS}"
    return f"无法打开窗口：{what}。请重新安装本程序。{VERBS}"


def no_qt() -> str:
    """Return what to tell where PySide6 is not installed: the command line does without."""
    return f'没有安装窗口需要的 PySide6，无法打开窗口。请运行：pip install "{WINDOW}"。{VERBS}'


def cannot_start(said: Sequence[str]) -> str:
    """Return what to tell where Qt gives up; *said* are its messages, the last one that it gives up."""
    if any("could not connect to display" in message for message in said):
        return no_display()
    telling = [message for message in said if "needed" in message or "error while loading" in message.lower()]
    return no_library((telling or said)[0])


def tell(message: str) -> None:
    """Say why there is no window: on the terminal, or in a box where Windows has started us without one."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(f"planlens：{message}\n")
        except UnicodeEncodeError:
            sys.stderr.buffer.write(f"planlens：{message}\n".encode())
    elif sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (there only)

        ctypes.windll.user32.MessageBoxW(None, message, "planlens", 0x10)
