"""Two texts beside each other, with what differs marked: by colour, and by a line under or through it."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from planlens.gui.app.theme import Colours

Piece = tuple[str, bool]
"""A piece of a text, and whether it is not in the other one."""

_SHORT = 2
"""Equal runs of fewer characters between two differences belong to them: single characters agree by chance."""


def differing(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces. Chinese has no blanks between words, so that characters are compared."""
    left: list[Piece] = []
    right: list[Piece] = []
    operations = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (kind, i1, i2, j1, j2) in enumerate(operations):
        inside = 0 < place < len(operations) - 1
        same = kind == "equal" and not (inside and i2 - i1 < _SHORT)
        _add(left, old[i1:i2], not same)
        _add(right, new[j1:j2], not same)
    return left, right


def _add(pieces: list[Piece], text: str, mark: bool) -> None:
    if not text:
        return
    if pieces and pieces[-1][1] == mark:
        pieces[-1] = (pieces[-1][0] + text, mark)
    else:
        pieces.append((text, mark))


def as_html(pieces: list[Piece], colours: Colours, *, gone: bool) -> str:
    """Return pieces as HTML; what is gone is struck through, what is new underlined."""
    ground, line = (colours.nothing, "line-through") if gone else (colours.task, "underline")
    style = f"background-color:{ground}; text-decoration:{line}"
    return "".join(f'<span style="{style}">{_html(text)}</span>' if mark else _html(text) for text, mark in pieces)


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
