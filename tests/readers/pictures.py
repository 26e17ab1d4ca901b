"""Draws documents as a few lines of text."""

from __future__ import annotations

from planlens.model import Document


def drawn(document: Document) -> list[str]:
    """Return each block as its place and text: ``0:1,2+1x3`` is table 0, row 1, column 2, one row and three columns."""
    found = []
    for block in document.blocks:
        text = block.span.of(document.text)
        place = block.cell
        if place is not None:
            span = f"+{place.row_span}x{place.column_span}" if (place.row_span, place.column_span) != (1, 1) else ""
            text = f"{place.table}:{place.row},{place.column}{span} {text}"
        found.append(text)
    return found
