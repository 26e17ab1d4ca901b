"""All pieces of a document below each other; only those that are seen are set in lines, the others' heights guessed."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate

from planlens.gui.source.lines import Laid
from planlens.gui.source.typeset import Typesetter
from planlens.views.source.grid import Rows
from planlens.views.source.page import Piece
from planlens.views.source.text import Text

KEPT = 240
"""Pieces that stay set in lines."""


class Sheet:
    """The pieces, where each begins, and which piece shows a place of the document.

    Args:
        pieces: what is shown.
        typesetter: sets it.
    """

    def __init__(self, pieces: Sequence[Piece], typesetter: Typesetter) -> None:
        self.pieces = list(pieces)
        self.set_again(typesetter)
        parts = sorted(
            (part.start, index, k)
            for index, piece in enumerate(self.pieces)
            for k, text in enumerate(texts_of(piece))
            for part in text.parts
        )
        self._parts = [(index, k) for _, index, k in parts]
        self._starts = [start for start, _, _ in parts]

    def set_again(self, typesetter: Typesetter) -> None:
        """Forget all lines: the width or the type has changed."""
        self.typesetter = typesetter
        tables = (piece for piece in self.pieces if isinstance(piece, Rows))
        self.width = max(map(typesetter.width_of, tables), default=typesetter.width)
        self._heights = [typesetter.estimate(piece) for piece in self.pieces]
        self._known = [False] * len(self.pieces)
        self._unknown = 0
        self._tops: list[float] | None = None
        self.kept: OrderedDict[int, Laid] = OrderedDict()

    def __len__(self) -> int:
        return len(self.pieces)

    @property
    def tops(self) -> list[float]:
        """Where each piece begins, in pixels from the first; one more for the end."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops

    @property
    def height(self) -> float:
        """The height of all pieces, partly guessed."""
        return self.tops[-1]

    def at(self, y: float) -> int:
        """Return the piece at a pixel, the first or last one outside."""
        return min(max(bisect_right(self.tops, y) - 1, 0), max(0, len(self) - 1))

    def laid(self, index: int) -> Laid:
        """Return a piece set in lines."""
        found = self.kept.get(index)
        if found is not None:
            self.kept.move_to_end(index)
            return found
        found = self.kept[index] = self.typesetter.lay(self.pieces[index])
        if len(self.kept) > KEPT:
            self.kept.popitem(last=False)
        self._known[index] = True
        if found.height != self._heights[index]:
            self._heights[index] = found.height
            self._tops = None
        return found

    def measure(self, seconds: float) -> bool:
        """Find heights that are only guessed for some time; return whether all are known now."""
        until = time.perf_counter() + seconds
        while self._unknown < len(self):
            if not self._known[self._unknown]:
                if time.perf_counter() >= until:
                    return False
                self._heights[self._unknown] = self.typesetter.lay(self.pieces[self._unknown]).height
                self._known[self._unknown] = True
                self._tops = None
            self._unknown += 1
        return True

    def text_at(self, place: int) -> tuple[int, int]:
        """Return the piece, and the number of the paragraph in it, that shows a place of the document."""
        k = bisect_right(self._starts, place) - 1
        return self._parts[max(0, k)] if self._parts else (0, 0)


def texts_of(piece: Piece) -> tuple[Text, ...]:
    """Return the paragraphs of a piece."""
    return (piece,) if isinstance(piece, Text) else piece.texts
