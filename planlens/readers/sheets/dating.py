"""Dates and times through the letters of a number format (ECMA-376 Part 1 §18.8.31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import takewhile

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class FormatToken:
    """A piece of a number format: ``text`` as it stands, ``date`` letters, ``digit`` places, ``ampm``, ``elapsed``."""

    kind: str
    text: str


def print_date(moment: datetime, tokens: Sequence[FormatToken]) -> str:
    """Return a date and time as a format prints it, a date at midnight without its time.

    The letter *m* beside hours or seconds stands for minutes.
    """
    if moment.time() == time() and tokens and any(token.text[0] in "yd" for token in tokens if token.kind == "date"):
        tokens = list(takewhile(lambda token: token.kind != "date" or token.text[0] != "h", tokens))
    letters = [index for index, token in enumerate(tokens) if token.kind == "date"]
    parts = [token.text if token.kind == "text" else "" for token in tokens]
    twelve = any(token.kind == "ampm" for token in tokens)
    for place, index in enumerate(letters):
        before = tokens[letters[place - 1]].text[0] if place else ""
        after = tokens[letters[place + 1]].text[0] if place + 1 < len(letters) else ""
        parts[index] = _printed(moment, tokens[index].text, minutes=before == "h" or after == "s", twelve=twelve)
    for index, token in enumerate(tokens):
        if token.kind == "ampm":
            parts[index] = "上午" if moment.hour < 12 else "下午"
    return "".join(parts).strip()


def _printed(moment: datetime, letters: str, *, minutes: bool, twelve: bool) -> str:
    kind, length = letters[0], len(letters)
    if kind == "y":
        return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
    if kind in "eb":
        return f"{moment.year}"
    if kind == "a" or (kind == "d" and length > 2):
        return ("星期" if length > 3 else "周") + _WEEKDAYS[moment.weekday()]
    hour = (moment.hour - 1) % 12 + 1 if twelve else moment.hour
    number = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": hour, "s": moment.second}[kind]
    return f"{number:02d}" if length == 2 else str(number)
