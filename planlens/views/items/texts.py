"""The text of an item as it was typed, back in its sentences: each keeps what nobody has touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from planlens.project.joining import joined_text

_END = re.compile(r"[。；！？;!?]")
"""What ends a sentence: 建设学校。推进…"""


def parted(texts: Sequence[str], typed: str) -> list[str]:
    """Return the texts of an item's sentences after the text that shows them together was typed anew.

    What was put in between two sentences belongs to the first of them where it ends as a sentence does, else to the
    second. Together they say what was typed; one of them is empty where nothing of its sentence is left.

    Args:
        texts: what the sentences say.
        typed: the new text of :func:`planlens.project.joining.joined_text` of them.
    """
    whole = joined_text(texts)
    shown = [joined_text([text, after])[: -len(after)] if after else text for text, after in pairwise([*texts, ""])]
    ends = [*accumulate(map(len, shown))][:-1]
    cuts = [0, *_moved(whole, typed, ends), len(typed)]
    parts = [typed[start:end] for start, end in pairwise(cuts)]
    marks = [len(after) - len(text) for text, after in zip(texts, shown, strict=True)]
    closed = zip(parts, shown, marks, strict=True)
    return [part[:-mark] if mark and part.endswith(after[-mark:]) else part for part, after, mark in closed]


def _moved(old: str, new: str, ends: Sequence[int]) -> Iterator[int]:
    """Yield where the ends of sentences are in the new text, in their order."""
    blocks = _blocks(old, new)
    last = 0
    for place, end in enumerate(ends):
        inside = next((block for block in blocks if block[1] < end < block[2]), None)
        if inside is None:
            before = next((block[4] for block in blocks if block[2] == end), 0)
            after = next((block[3] for block in blocks if block[1] == end and block[0] != "insert"), len(new))
            found = after if _END.match(new[after - 1 : after]) else before
        elif inside[0] == "equal":
            found = inside[3] + end - inside[1]
        else:
            _, first, _, start, stop = inside
            found = _end_of_sentence(new, start, stop, sum(first < other < end for other in ends[:place]))
        last = max(last, found)
        yield last


def _blocks(old: str, new: str) -> list[tuple[str, int, int, int, int]]:
    """Return what became of each piece of a text, as difflib tells it; what both begin and end with is the same."""
    first = _alike(old, new)
    last = min(min(len(old), len(new)) - first, _alike(old[::-1], new[::-1]))
    middle = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False)
    moved = [(kind, a + first, b + first, c + first, d + first) for kind, a, b, c, d in middle.get_opcodes()]
    around = ("equal", 0, first, 0, first), ("equal", len(old) - last, len(old), len(new) - last, len(new))
    return [block for block in (around[0], *moved, around[1]) if block[2] > block[1] or block[4] > block[3]]


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _end_of_sentence(new: str, start: int, stop: int, count: int) -> int:
    """Return where a sentence that was typed anew ends, counted from 0; the end where there is none."""
    found = [match.end() for match in _END.finditer(new, start, stop)]
    return found[count] if count < len(found) else stop
