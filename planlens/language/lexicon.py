"""Word lists and tables that people may extend: plain UTF-8 text files below ``resources/``."""

from __future__ import annotations

from functools import cache

from planlens.paths import resource_lines


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return the entries of ``resources/words/<name>.txt``, one a line, in the file's order, each once.

    ``#`` starts a comment; blank lines do not count.

    Raises:
        FileNotFoundError: there is no such list.
    """
    return tuple(dict.fromkeys(line.strip() for line in resource_lines(f"words/{name}.txt")))


@cache
def table(path: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the tab-separated table ``resources/<path>``, each row's cells stripped of blanks.

    Comments and blank lines as in :func:`word_list`. Rows may differ in length: the reader of the rows checks them.

    Raises:
        FileNotFoundError: there is no such table.
    """
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in resource_lines(path))
