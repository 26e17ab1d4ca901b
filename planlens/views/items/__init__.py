"""Items (条): which sentences are one, how they are shown as one task, and what is meant by an edit of such a row."""

from planlens.views.items.choosing import SHOWN_BY, RowCounts, granularity_in, rows_of, set_granularity
from planlens.views.items.grouping import NO_ITEMS, Items, among, items_in, items_of, joined
from planlens.views.items.meaning import meant
from planlens.views.items.shown import ShownRows, as_one, as_shown

__all__ = [
    "NO_ITEMS",
    "SHOWN_BY",
    "Items",
    "RowCounts",
    "ShownRows",
    "among",
    "as_one",
    "as_shown",
    "granularity_in",
    "items_in",
    "items_of",
    "joined",
    "meant",
    "rows_of",
    "set_granularity",
]
