"""Where the words of a search stand in a text that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlens.language.pinyin import Initials


def finds(text: str, words: Sequence[str], initials: Initials | None = None) -> list[tuple[int, int]]:
    """Return the places of words as (start, end), in order, those that touch as one.

    Args:
        text: what is shown.
        words: in lower case.
        initials: finds words that are the first letters of pinyin too; None while pinyin is not searched.
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(_places(text, words, initials)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _places(text: str, words: Sequence[str], initials: Initials | None) -> Iterator[tuple[int, int]]:
    lower = text.lower()
    if len(lower) != len(text):  # a few foreign letters grow: only what is written in lower case is found then
        lower = text
    letters = initials.of(lower) if initials else ""
    for word in words:
        at = lower.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = lower.find(word, at + 1)
        pattern = initials.pattern(word) if initials else None
        if pattern is not None:
            for found in pattern.finditer(letters):
                yield found.span()
