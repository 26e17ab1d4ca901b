"""Where things are (resources, samples, settings, logs), in a source tree, a wheel or a frozen application.

platformdirs is loaded where PLANLENS_HOME is not set only, and when a folder is asked for.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent

HOME = "PLANLENS_HOME"
"""The environment variable that names one folder for settings, logs and caches: for portable use and for tests."""


ADDRESSES = ("postgresql://", "postgres://")
"""How the address of an office's ledger begins."""


def is_address(text: str) -> bool:
    """Whether a text is meant as the address of an office's ledger and not as a file."""
    return text.strip().lower().startswith(ADDRESSES)


def user_name() -> str:
    """Return the system's name for the user, "" where it has none (services, containers)."""
    import getpass  # noqa: PLC0415 (2 ms, not on the way to the window)

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # as getpass says it: no variable, and no list of users that knows one
        return ""


def _data_folder(name: str) -> Path:
    """Return the folder *name* of the project: inside the package when installed, beside it in a source tree."""
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [PACKAGE / name, PACKAGE.parent / name]
    if frozen is not None:
        candidates.insert(0, Path(frozen) / name)
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


def resource(name: str) -> Path:
    """Return the path of a file in ``resources/``, named by its path below it (``words/verbs.txt``).

    A file of the same name that the user has put into :func:`own_resources` takes its place.
    """
    own = own_resources() / name
    return own if own.is_file() else shipped_resource(name)


def shipped_resource(name: str) -> Path:
    """Return the path of a file in ``resources/`` as it came with the program."""
    return _data_folder("resources") / name


def frozen_program(started: str) -> Path:
    """Return the program of a frozen application that speaks through pipes.

    On Windows ``planlens-window.exe`` has no standard streams; ``planlens.exe`` beside it has.

    Args:
        started: the program that runs, as in ``sys.executable``.
    """
    program = Path(started)
    with_streams = program.with_name(program.name.replace("planlens-window", "planlens"))
    return with_streams if with_streams.is_file() else program


def own_resources() -> Path:
    """Return the folder of the user's own word lists and tables; it need not exist."""
    home = os.environ.get(HOME)
    settings = Path(home) / "settings" if home else _usual("settings")
    return settings / "resources"


def resource_lines(name: str) -> list[str]:
    """Return the lines of a text file in ``resources/`` without comments (from ``#`` on) and blank lines.

    Raises:
        FileNotFoundError: there is no such file.
    """
    text = _decoded(resource(name).read_bytes())
    bare = (line.split("#", 1)[0].rstrip() for line in text.splitlines())
    return [line for line in bare if line.strip()]


def _decoded(data: bytes) -> str:
    """Return a list's text: UTF-8, or what an older Notepad saves in China."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def samples() -> Path:
    """Return the folder of the sample plans."""
    return _data_folder("sample_docs")


def cache_folder() -> Path | None:
    """Return the user's folder for files that can be made again, created if need be; None where none can be made."""
    return _made("cache")


def settings_folder() -> Path | None:
    """Return the user's folder for settings, created if need be; None where none can be made."""
    return _made("settings")


def log_folder() -> Path | None:
    """Return the user's folder for log files, created if need be; None where none can be made."""
    return _made("log")


def data_home() -> Path:
    """Return the user's folder for what the desktop shares: menu entries, icons, types of files."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser())


def projects_folder() -> Path | None:
    """Return the user's folder for documents, where new projects are proposed; None where nothing can be written."""
    folder = _made("projects")
    return folder if folder is not None and os.access(folder, os.W_OK) else settings_folder()


def _made(name: str) -> Path | None:
    """Return a folder, made if need be: *name* below PLANLENS_HOME, else where this system has such a folder."""
    home = os.environ.get(HOME)
    folder = Path(home) / name if home else _usual(name)
    try:
        if not folder.is_dir():  # asking costs nothing, making may wait for a busy disk
            folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def _usual(name: str) -> Path:
    """Return where this system has a program's folder of this name; "projects" are the user's documents."""
    if name == "settings" and sys.platform.startswith("linux") and not os.environ.get("XDG_CONFIG_HOME"):
        return Path("~/.config/planlens").expanduser()  # the usual case, before the window is painted
    import platformdirs  # noqa: PLC0415 (6 ms)

    usual = platformdirs.PlatformDirs("planlens", appauthor=False)
    match name:
        case "settings":
            return usual.user_config_path
        case "cache":
            return usual.user_cache_path
        case "log":
            return usual.user_log_path
    return usual.user_documents_path
