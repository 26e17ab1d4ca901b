"""How fine the rows are in which people see tasks: a sentence each, or an item (条) each."""

from __future__ import annotations

from enum import StrEnum


class Granularity(StrEnum):
    """What one row of a table or tree is."""

    SENTENCE = "sentence"
    ITEM = "item"

    @property
    def label(self) -> str:
        """What it is called in Chinese."""
        return {"sentence": "按句", "item": "按条"}[self.value]
