"""``planlens`` and ``python -m planlens``: the window, or the command line where a command is named."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from planlens.paths import is_address


def main() -> None:
    """Run the program."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--worker"]:  # the background process of a frozen application
        from planlens.background.worker import main as worker  # noqa: PLC0415 (each front-end loads only its own)

        worker()
    elif wants_window(arguments):
        sys.exit(window(places(arguments[arguments[:1] == ["open"] :])))
    else:
        from planlens.cli.main import main as command_line  # noqa: PLC0415 (same)

        command_line()


def window(paths: Sequence[Path | str], painted: Callable[[], None] = lambda: None) -> int:
    """Show the window and return the exit code: 2, with a line that says what to do, where there can be none.

    Args:
        paths: projects or documents; texts are the addresses of offices' ledgers.
        painted: called once the window is on the screen, for measurements.
    """
    from planlens.gui.app.desktop import lacks_display  # noqa: PLC0415 (same)

    if lacks_display(os.environ):
        return no_window()
    gc.disable()  # while thousands of objects are loaded that stay: 4 ms
    try:
        from planlens.gui.app.application import run  # noqa: PLC0415 (same)
    except ImportError as error:  # libEGL.so.1 … or PySide6 itself
        return no_window(error)
    return run(paths, painted)


def no_window(error: ImportError | None = None) -> int:
    """Say why there is no window and return the exit code."""
    from planlens.gui.app.no_window import no_display, no_library, no_qt, tell  # noqa: PLC0415 (hardly ever)

    if error is None:
        tell(no_display())
    else:
        tell(no_qt() if isinstance(error, ModuleNotFoundError) and error.name == "PySide6" else no_library(error))
    return 2


def without_console() -> None:
    """Run the program where Windows gives it no console: always the window."""
    sys.exit(window(places(sys.argv[1:])))


def places(arguments: Sequence[str]) -> list[Path | str]:
    """Return the files and the ledgers of offices that arguments name."""
    return [argument if is_address(argument) else Path(argument).absolute() for argument in arguments]


def wants_window(arguments: list[str]) -> bool:
    """Whether these arguments ask for the window: none, ``open`` and something, or nothing but files and ledgers."""
    if arguments[:1] == ["open"]:
        return len(arguments) > 1 and not any(argument.startswith("-") for argument in arguments)
    return all(is_address(argument) or Path(argument).is_file() for argument in arguments)


if __name__ == "__main__":
    main()
