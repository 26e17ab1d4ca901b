"""``planlens`` and ``python -m planlens``: the window, or the command line where a command is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> None:
    """Run the program."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--worker"]:  # the background process of a frozen application
        from planlens.gui.worker import main as worker  # noqa: PLC0415 (each front-end loads only its own)

        worker()
    elif wants_window(arguments):
        sys.exit(window([Path(argument).absolute() for argument in arguments]))
    else:
        from planlens.cli import main as command_line  # noqa: PLC0415 (same)

        command_line()


def window(paths: Sequence[Path]) -> int:
    """Show the window and return the exit code: 2, with a line that says what to do, where there can be none."""
    from planlens.gui import desktop  # noqa: PLC0415 (same)

    if desktop.lacks_display(os.environ):
        desktop.tell(desktop.no_display())
        return 2
    try:
        from planlens.gui.app import run  # noqa: PLC0415 (same)
    except ImportError as error:  # libEGL.so.1 … or PySide6 itself
        desktop.tell(desktop.no_library(error))
        return 2
    return run(paths)


def without_console() -> None:
    """Run the program where Windows gives it no console: always the window."""
    sys.exit(window([Path(argument).absolute() for argument in sys.argv[1:]]))


def wants_window(arguments: list[str]) -> bool:
    """Whether these arguments ask for the window: none, or nothing but files."""
    return all(not argument.startswith("-") and Path(argument).is_file() for argument in arguments)


if __name__ == "__main__":
    main()
