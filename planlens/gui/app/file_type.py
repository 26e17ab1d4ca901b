"""Makes the desktop open .planlens files with this program at a double click, for the present user only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from planlens.model import PlanlensError
from planlens.model.file_errors import reason
from planlens.paths import data_home, shipped_resource

MIME = "application/x-planlens"
_CLASS = "planlens.project"


def own_command() -> list[str]:
    """Return the command that starts this program, without files."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    started = Path(sys.argv[0])
    if started.is_file() and os.access(started, os.X_OK) and started.suffix != ".py":
        return [str(started.absolute())]
    return [sys.executable, "-m", "planlens"]


def register(command: Sequence[str]) -> None:
    """Register the type of project files.

    Args:
        command: what starts the program.

    Raises:
        PlanlensError: the system has no way for it, or the files cannot be written.
    """
    try:
        if sys.platform == "win32":
            import winreg  # noqa: PLC0415 (there only)

            register_on_windows(command, winreg)
        elif sys.platform.startswith("linux"):
            register_on_linux(command, data_home())
        else:
            raise PlanlensError("no-file-type", "本系统请在文件的“显示简介 → 打开方式”中选择本程序。")
    except OSError as error:
        message = f"未能关联 .planlens 文件（{reason(error)}）。请联系管理员，或在文件的“打开方式”中选择本程序。"
        raise PlanlensError("not-written", message) from error


def register_on_linux(command: Sequence[str], home: Path) -> None:
    """Write the desktop entry, the type and the icon below the user's data folder, and refresh the desktop's lists."""
    entry = shipped_resource("desktop/planlens.desktop").read_text("utf-8")
    started = " ".join(map(_quoted, command))
    entry = entry.replace("Exec=planlens %F", f"Exec={started} %F")
    applications, icons = home / "applications", home / "icons/hicolor/scalable/apps"
    types = home / "mime/packages"
    for folder in (applications, icons, types):
        folder.mkdir(parents=True, exist_ok=True)
    (applications / "planlens.desktop").write_text(entry, "utf-8")
    shutil.copyfile(shipped_resource("desktop/planlens.xml"), types / "planlens.xml")
    shutil.copyfile(shipped_resource("icons/planlens.svg"), icons / "planlens.svg")
    _run("update-mime-database", str(home / "mime"))
    _run("update-desktop-database", str(applications))
    _run("xdg-mime", "default", "planlens.desktop", MIME)


def _quoted(word: str) -> str:
    """Return a word as the Exec key wants it (Desktop Entry Specification 1.5, The Exec key)."""
    escaped = word.replace("%", "%%")
    for sign in ("\\", '"', "`", "$"):
        escaped = escaped.replace(sign, f"\\{sign}")
    return f'"{escaped}"'.replace("\\", "\\\\")


def _run(program: str, *arguments: str) -> None:
    """Run a program of the desktop, where there is one; its lists are refreshed at the next login otherwise."""
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run([program, *arguments], check=False, capture_output=True, timeout=20)


def register_on_windows(command: Sequence[str], registry: Any) -> None:
    """Write the type into the user's part of the registry; *registry* is the module ``winreg``."""
    opening = f'{subprocess.list2cmdline(command)} "%1"'
    icon = command[0] if len(command) == 1 else sys.executable
    values = {
        r"Software\Classes\.planlens": _CLASS,
        rf"Software\Classes\{_CLASS}": "planlens 项目",
        rf"Software\Classes\{_CLASS}\DefaultIcon": f"{icon},0",
        rf"Software\Classes\{_CLASS}\shell\open\command": opening,
    }
    for key, value in values.items():
        registry.SetValue(registry.HKEY_CURRENT_USER, key, registry.REG_SZ, value)
