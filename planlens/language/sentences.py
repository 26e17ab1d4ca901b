"""Cut Chinese text into sentences."""

from __future__ import annotations

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
STOPS = frozenset("。！？；!?;")


def depths(text: str) -> list[int]:
    """Return the bracket and quote depth of every character; the brackets themselves count as inside.

    Brackets and quotes that have no partner are treated as ordinary characters, so that one stray mark
    never swallows the rest of a paragraph.
    """
    partner = _partners(text)
    result: list[int] = []
    depth = 0
    for index in range(len(text)):
        if index in partner and partner[index] > index:
            depth += 1
        result.append(depth)
        if index in partner and partner[index] < index:
            depth -= 1
    return result


def _partners(text: str) -> dict[int, int]:
    """Return the index of the partner of every bracket or quote that has one."""
    partner: dict[int, int] = {}
    stack: list[int] = []
    for index, character in enumerate(text):
        if character in _OPENERS:
            stack.append(index)
        elif character in _CLOSERS:
            opener = _CLOSERS[character]
            for place in range(len(stack) - 1, -1, -1):
                if text[stack[place]] == opener:
                    partner[stack[place]], partner[index] = index, stack[place]
                    del stack[place:]
                    break
    return partner


def split(text: str, stops: frozenset[str] = STOPS) -> list[tuple[int, int]]:
    """Return the ranges of the pieces of *text* that end after a stop at depth 0; together they cover all of it."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for index, depth in enumerate(depths(text)):
        if depth == 0 and text[index] in stops:
            pieces.append((start, index + 1))
            start = index + 1
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
