"""What the desktop must have before Qt starts: a display, a way to type Chinese, and names needed that early. No Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

FONTS = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
"""Fonts with Chinese characters of even weight, the best first; what is not installed is passed over."""

PACKAGES = (
    "请安装软件包 fcitx5 和 fcitx5-chinese-addons（sudo apt install fcitx5 fcitx5-chinese-addons），"
    "或者 ibus 和 ibus-libpinyin，装好后重新登录。"
)
"""What to install, by the names that Debian, Kylin and UOS share; fcitx5 brings its ibus front-end with it."""

LOCK = "window.lock"
"""The file in the folder of settings that the user's running window holds."""


def lacks_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a Linux system has nothing to show a window on."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform.startswith("linux") and not any(environment.get(name) for name in known)


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
        return "" if wayland else f"没有检测到中文输入法。如果在本程序中打不出汉字，{PACKAGES}"
    if any((plugins / "platforminputcontexts").glob(f"*{wanted}*")):
        if not environment.get("QT_IM_MODULES"):
            environment.setdefault("QT_IM_MODULE", wanted)
        return ""
    environment.pop("QT_IM_MODULE", None)
    environment["QT_IM_MODULES"] = "wayland;ibus" if wayland else "ibus"
    if wayland:
        return ""
    what = f"本程序没有 {wanted} 的输入法插件，已改用 ibus 接口（fcitx5 支持，旧版 fcitx 不支持）"
    return f"{what}。如果打不出汉字，{PACKAGES}"


def qt_plugins(pyside: str) -> Path:
    """Return the folder of Qt's plug-ins in the PySide6 package at *pyside* (its ``__file__``)."""
    folder = Path(pyside).parent
    return next((found for found in (folder / "Qt" / "plugins", folder / "plugins") if found.is_dir()), folder)


def environment() -> MutableMapping[str, str]:
    """Return the process's environment."""
    return os.environ
