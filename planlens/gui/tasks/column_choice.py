"""Which columns of the task tree are shown, in which order and how wide: what the header and the settings agree on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planlens.gui.app.settings import Settings
from planlens.views.fields.field import Fields, Use
from planlens.views.fields.seen import Seen

CHOICE, LINES = "tree/columns", "tree/lines"
FITS = "tree/fits"
"""Whether the texts take the width that the other columns leave."""
EM = "tree/em"
"""The width of a Chinese character that the chosen widths were measured beside, in pixels."""
MOST_LINES = 3
USUAL_LINES = 2


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column.

    Attributes:
        key: the column's.
        shown: whether it is.
        width: in pixels beside the :data:`EM` that is kept with it, None for its usual width.
    """

    key: str
    shown: bool
    width: int | None = None


def usual(fields: Fields[Seen]) -> list[ColumnChoice]:
    """Return every column in the usual order."""
    return [ColumnChoice(field.key, field.key in fields.usual[Use.TREE]) for field in fields.of(Use.TREE)]


def chosen(settings: Settings, fields: Fields[Seen]) -> list[ColumnChoice]:
    """Return every column in the order that the user has chosen; those that the user has not seen yet come last."""
    found: dict[str, ColumnChoice] = {}
    known = {field.key for field in fields.of(Use.TREE)}
    kept = settings.get(CHOICE)
    for item in kept if isinstance(kept, list) else []:
        match item:  # what cannot be understood is as usual
            case [str(key), bool(shown), int() | None as width] if key in known:
                found[key] = ColumnChoice(key, shown or key == "text", width)
    return [*found.values(), *(choice for choice in usual(fields) if choice.key not in found)]


def choose(settings: Settings, choices: Sequence[ColumnChoice] | None) -> None:
    """Remember a choice; None for the usual columns in their usual widths."""
    if choices is None:
        settings.set(FITS, None)
        settings.set(EM, None)
    settings.set(CHOICE, choices and [[choice.key, choice.shown, choice.width] for choice in choices])


def lines_of(settings: Settings) -> int:
    """Return how many lines of text a row of the tree has."""
    kept = settings.get(LINES)
    return min(max(1, kept), MOST_LINES) if isinstance(kept, int) else USUAL_LINES
