"""Upright watermarks: a text that is printed all over the pages, or pale at the same place of each, across the others.

Office systems print the reader's name and the date on every page so (内部资料 王某某 2026-09-01). The evidence, none of
which is enough alone: the text comes again in rows and columns, its pieces follow each other in the file, they stand
at the same places on every page, they are pale, and they cover other text. Cells of a table that say the same have
other cells between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planlens.readers.pages.model import Page, Run

_FEWEST = 4
"""Pieces of a text that is printed all over one page."""
_MOST_TEXTS = 200
"""Texts that are looked at, those that stand most often on the pages; a watermark is one of them."""
_LONGEST = 1000
"""Characters of a piece of a watermark."""
_LOOKED_AT = 60
"""Pieces of a page that are compared with its other text."""
_PERIODIC = re.compile(r"(.{2,}?)\1+")
"""内部资料王某某内部资料王某某: a whole row in one piece."""
_WORD = re.compile(r"\w.*\w")
"""内部资料: more than a mark."""

_Key = tuple[str, int]
"""A text, and its size in half points."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a text: its place among the page's runs, and the run."""

    at: int
    run: Run


_Pieces = dict[int, list[_Piece]]
"""The pieces of one text by page."""


def without_watermarks(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the texts that are upright watermarks."""
    repeated = _repeated(pages)
    spread = {key: _spread_pages(key, pieces) for key, pieces in repeated.items()}
    drawn = [
        {piece.at: key for key, on in spread.items() if number in on for piece in repeated[key][number]}
        for number in range(len(pages))
    ]
    marks = {
        key
        for key, pieces in repeated.items()
        if (spread[key] and _is_tiled(pages, pieces, spread[key], drawn)) or _is_stamp(pages, pieces)
    }
    return [_without(page, marks) for page in pages] if marks else list(pages)


def _repeated(pages: Sequence[Page]) -> dict[_Key, _Pieces]:
    """Return the texts that stand on the pages three times or more, in one size."""
    texts = Counter(run.text for page in pages for run in page.runs)
    often = {text for text, count in texts.items() if count >= 3 and len(text) <= _LONGEST and _WORD.search(text)}
    found: dict[_Key, _Pieces] = {}
    for number, page in enumerate(pages if often else ()):
        for at, run in enumerate(page.runs):
            if run.text in often:
                found.setdefault(_key(run), {}).setdefault(number, []).append(_Piece(at, run))
    counts = {key: sum(map(len, pieces.values())) for key, pieces in found.items()}
    kept = sorted((key for key, count in counts.items() if count >= 3), key=lambda key: -counts[key])
    return {key: found[key] for key in kept[:_MOST_TEXTS]}


def _key(run: Run) -> _Key:
    return run.text, round(run.size * 2)


def _without(page: Page, marks: set[_Key]) -> Page:
    return replace(page, runs=[run for run in page.runs if _key(run) not in marks])


def _spread_pages(key: _Key, pieces: _Pieces) -> set[int]:
    """Return the pages on which a text stands in several rows and columns; none if it does so on few of its pages."""
    columns = 1 if _PERIODIC.fullmatch(key[0]) else 2
    found = {
        number
        for number, on in pieces.items()
        if len(on) >= (_FEWEST if columns == 2 else 2)
        and _places(piece.run.left for piece in on) >= columns
        and _places(piece.run.baseline for piece in on) >= 2
    }
    return found if 2 * len(found) > len(pieces) else set()


def _places(values: Iterator[float]) -> int:
    """Return how many values are more than 3 points apart."""
    order = sorted(values)
    return 1 + sum(after - before > 3 for before, after in pairwise(order))


def _is_tiled(pages: Sequence[Page], pieces: _Pieces, spread: set[int], drawn: Sequence[dict[int, _Key]]) -> bool:
    """Whether a text that stands in rows and columns was laid over the pages and is no part of a table."""
    tiles = [pieces[number] for number in spread]
    covers = any(_covers(pages[number], pieces[number]) for number in spread)
    faint = all(piece.run.faint for on in tiles for piece in on)
    if not all(_in_one_go(pieces[number], drawn[number]) for number in spread):
        return covers and faint
    return covers or faint or (len(spread) > 1 and _at_usual_places(tiles))


def _in_one_go(pieces: Sequence[_Piece], drawn: dict[int, _Key]) -> bool:
    """Whether between the pieces of a text only other texts stand in the file that are spread as well."""
    first, last = pieces[0].at, pieces[-1].at
    own: set[_Key] = set()
    for at in range(first, last + 1):
        if at not in drawn:
            return False
        own.add(drawn[at])
        if len(own) > 6:
            return False
    return True


def _is_stamp(pages: Sequence[Page], pieces: _Pieces) -> bool:
    """Whether a text stands once or twice at the same place of most pages, pale or large, and covers other text."""
    written = sum(bool(page.runs) for page in pages)
    if len(pieces) < max(3, 0.6 * written) or max(map(len, pieces.values())) > 3:
        return False
    groups = list(pieces.values())
    if not _at_usual_places(groups):
        return False
    faint = all(piece.run.faint for on in groups for piece in on)
    return any(_covers(pages[number], on, 0 if faint else 1.8) for number, on in pieces.items())


def _at_usual_places(groups: Sequence[Sequence[_Piece]]) -> bool:
    """Whether nearly all pieces stand where others do on at least half of the pages."""
    counts = Counter(place for on in groups for place in {_place(piece.run) for piece in on})
    least = max(2, len(groups) / 2)
    usual = sum(counts[_place(piece.run)] >= least for on in groups for piece in on)
    return usual >= 0.8 * sum(map(len, groups))


def _place(run: Run) -> tuple[int, int]:
    return round(run.left / 4), round(run.baseline / 4)


def _covers(page: Page, pieces: Sequence[_Piece], larger: float = 0) -> bool:
    """Whether one of the pieces is printed across another text, *larger* times as small as it is or more."""
    others = [run for run in page.runs if _WORD.search(run.text)]
    return any(
        _overlap(piece.run, other) and piece.run.size > larger * other.size
        for piece in pieces[:_LOOKED_AT]
        for other in others
        if other.text != piece.run.text
    )


def _overlap(run: Run, other: Run) -> bool:
    small = min(run.size, other.size)
    across = min(run.right, other.right) - max(run.left, other.left)
    above = min(run.baseline, other.baseline) - max(run.baseline - 0.8 * run.size, other.baseline - 0.8 * other.size)
    return across > 0.5 * small and above > 0.25 * small
