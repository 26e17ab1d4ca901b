"""Where things are: the resources and samples, in a source tree, an installed wheel or a frozen application."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent


def _data_folder(name: str) -> Path:
    """Return the folder *name* of the project: inside the package when installed, beside it in a source tree."""
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [PACKAGE / name, PACKAGE.parent / name]
    if frozen is not None:
        candidates.insert(0, Path(frozen) / name)
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


def resource(name: str) -> Path:
    """Return the path of a file in ``resources/``, named by its path below it (``words/verbs.txt``)."""
    return _data_folder("resources") / name


def resource_lines(name: str) -> list[str]:
    """Return the lines of a text file in ``resources/`` without comments (from ``#`` on) and blank lines.

    Raises:
        FileNotFoundError: there is no such file.
    """
    bare = (line.split("#", 1)[0].rstrip() for line in resource(name).read_text(encoding="utf-8-sig").splitlines())
    return [line for line in bare if line.strip()]


def samples() -> Path:
    """Return the folder of the sample plans."""
    return _data_folder("sample_docs")


def cache_folder() -> Path | None:
    """Return the user's folder for files that can be made again, created if need be; None where none can be made."""
    folder = platformdirs.user_cache_path("planlens", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder
