"""What the desktop must have before Qt starts: a display, system libraries, a way to type Chinese. Imports no Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path

VERBS = "在终端中可以用命令行：planlens export 规划.docx -o 任务分解表.xlsx（全部命令见 planlens --help）。"
"""What to do where there is no window."""

_LIBRARIES = "libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0"
"""Debian's and UOS's names of the packages that a minimal system lacks."""


def lacks_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a Linux system has nothing to show a window on."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform.startswith("linux") and not any(environment.get(name) for name in known)


def no_display() -> str:
    """Return what to tell where there is no display."""
    return f"没有图形界面，无法打开窗口。{VERBS}"


def no_library(error: object) -> str:
    """Return what to tell where Qt cannot be loaded or cannot reach the display; *error* is the system's message."""
    what = " ".join(str(error).split())
    if sys.platform.startswith("linux"):
        return f"无法打开窗口：{what}。可能缺少系统库，请安装：sudo apt install {_LIBRARIES}。{VERBS}"
    return f"无法打开窗口：{what}。请重新安装本程序。{VERBS}"


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


# Input methods


def input_method(environment: Mapping[str, str]) -> str:
    """Return the input method that a Linux desktop asks for (``fcitx``, ``ibus`` …), "" for none."""
    x11 = environment.get("XMODIFIERS", "").rpartition("@im=")[2]
    wanted = environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE") or environment.get("GTK_IM_MODULE")
    name = (wanted or x11).partition(";")[0].partition(":")[0].removesuffix("5").lower()
    return "" if name in {"none", "simple", "gtk-im-context-simple"} else name


def settle_input_method(environment: MutableMapping[str, str], plugins: Path, platform: str = sys.platform) -> str:
    """Choose an input method that Qt has a plug-in for; before the application is made.

    PySide6 brings plug-ins for ibus only. fcitx 5 speaks ibus' protocol as well, and a Wayland desktop its own.

    Args:
        environment: changed where the desktop asks for what is not there.
        plugins: Qt's folder of plug-ins.
        platform: as in ``sys.platform``.

    Returns:
        What the user should know in Chinese, "" for nothing.
    """
    if not platform.startswith("linux"):
        return ""
    wanted, wayland = input_method(environment), bool(environment.get("WAYLAND_DISPLAY"))
    if not wanted:
        advice = "没有检测到中文输入法。如果在本程序中打不出汉字，请安装并启用 ibus 或 fcitx5 后重新登录。"
        return "" if wayland else advice
    if any((plugins / "platforminputcontexts").glob(f"*{wanted}*")):
        if not environment.get("QT_IM_MODULES"):
            environment.setdefault("QT_IM_MODULE", wanted)
        return ""
    environment.pop("QT_IM_MODULE", None)
    environment["QT_IM_MODULES"] = "wayland;ibus" if wayland else "ibus"
    if wayland:
        return ""
    return (
        f"本程序没有 {wanted} 的输入法插件，已改用 ibus 接口（fcitx5 支持）。"
        "如果打不出汉字，请安装 fcitx5 并启用其 ibus 前端，或改用 ibus。"
    )


def qt_plugins(pyside: str) -> Path:
    """Return the folder of Qt's plug-ins in the PySide6 package at *pyside* (its ``__file__``)."""
    folder = Path(pyside).parent
    return next((found for found in (folder / "Qt" / "plugins", folder / "plugins") if found.is_dir()), folder)


def environment() -> MutableMapping[str, str]:
    """Return the process's environment."""
    return os.environ
