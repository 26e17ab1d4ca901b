"""How a document reads: its paragraphs, put together again where lines were broken, and their sentences."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model.document import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The running text of a document, without tables and what the page added.

    Attributes:
        paragraphs: the parts of every paragraph, one for each line of the file that it was put together from.
        sentences: every sentence of the body; headings and the notes that name units are none.
    """

    paragraphs: tuple[tuple[Span, ...], ...] = ()
    sentences: tuple[Span, ...] = ()
