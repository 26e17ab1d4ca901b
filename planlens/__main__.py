"""``planlens`` and ``python -m planlens``: the window, or the command line where a command is named."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Run the program."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--worker"]:  # the background process of a frozen application
        from planlens.gui.worker import main as worker  # noqa: PLC0415 (each front-end loads only its own)

        worker()
    elif wants_window(arguments):
        from planlens.gui.app import run  # noqa: PLC0415 (same)

        sys.exit(run([Path(argument).absolute() for argument in arguments]))
    else:
        from planlens.cli import main as command_line  # noqa: PLC0415 (same)

        command_line()


def wants_window(arguments: list[str]) -> bool:
    """Whether these arguments ask for the window: none, or nothing but files."""
    return all(not argument.startswith("-") and Path(argument).is_file() for argument in arguments)


if __name__ == "__main__":
    main()
