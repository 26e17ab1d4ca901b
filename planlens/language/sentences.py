"""Cut Chinese text into sentences."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_OPENERS = {
    "（": "）",
    "(": ")",
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "[": "]",
}
_CLOSERS = {closer: opener for opener, closer in _OPENERS.items()}
_MARKS = re.compile(f"[{re.escape(''.join([*_OPENERS, *_CLOSERS]))}]")  # （ of （一）
STOPS = frozenset("。！？；!?;")


@lru_cache(maxsize=4096)
def depths(text: str) -> tuple[int, ...]:
    """Return the bracket and quote depth of every character; the brackets themselves count as inside.

    Brackets and quotes that have no partner are treated as ordinary characters, so that one stray mark
    never swallows the rest of a paragraph. Remembered, since several steps ask of the same text.
    """
    partner = _partners(text)
    result: list[int] = []
    depth = 0
    for index in sorted(partner):
        opens = partner[index] > index
        last = index if opens else index + 1
        result += [depth] * (last - len(result))
        depth += 1 if opens else -1
    return (*result, *[0] * (len(text) - len(result)))


def _partners(text: str) -> dict[int, int]:
    """Return the index of the partner of every bracket or quote that has one."""
    partner: dict[int, int] = {}
    stack: list[int] = []
    for found in _MARKS.finditer(text):
        index, character = found.start(), found[0]
        if character in _OPENERS:
            stack.append(index)
            continue
        opener = _CLOSERS[character]
        for place in range(len(stack) - 1, -1, -1):
            if text[stack[place]] == opener:
                partner[stack[place]], partner[index] = index, stack[place]
                del stack[place:]
                break
    return partner


@cache
def _any_of(characters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(characters)))}]")  # 。


def split(text: str, stops: frozenset[str] = STOPS) -> list[tuple[int, int]]:
    """Return the ranges of the pieces of *text* that end after a stop at depth 0; together they cover all of it."""
    pieces: list[tuple[int, int]] = []
    start = 0
    level = depths(text)
    for found in _any_of(stops).finditer(text):
        if level[found.start()] == 0:
            pieces.append((start, found.end()))
            start = found.end()
    if start < len(text):
        pieces.append((start, len(text)))
    return pieces


def clauses(text: str, separators: str = "，,；;。！？!?") -> list[tuple[int, int]]:
    """Return the ranges of the clauses of *text*, without the separators that stand at depth 0."""
    result: list[tuple[int, int]] = []
    for start, stop in split(text, frozenset(separators)):
        end = start + len(text[start:stop].rstrip(separators))
        if end > start:
            result.append((start, end))
    return result
