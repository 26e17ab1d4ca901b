"""By sentence or by item (条): what documents are set to, the edit that sets them, how many rows each way gives."""

from __future__ import annotations

from typing import NamedTuple

from planlens.model import Plan
from planlens.model.granularity import Granularity
from planlens.project.edits import SetSetting, Together
from planlens.project.settings import GRANULARITY, granularity_of
from planlens.project.state import State
from planlens.views.items.grouping import items_in

SHOWN_BY = {Granularity.SENTENCE: "按句显示", Granularity.ITEM: "按条显示"}


class RowCounts(NamedTuple):
    """How many rows the tasks of a plan make."""

    sentences: int
    items: int

    def words(self, by: Granularity) -> str:
        """Return one of the two ways as people choose it: ``按条（86 行）``."""
        rows = self.items if by is Granularity.ITEM else self.sentences
        return f"{by.label}（{rows} 行）"


def rows_of(plan: Plan) -> RowCounts:
    """Return how many rows a plan that was just read makes."""
    return RowCounts(len(plan.tasks), len(items_in(plan)))


def granularity_in(state: State) -> Granularity | None:
    """Return how fine the rows of all documents are, None where they differ or there is none."""
    found = {granularity_of(state, row.id) for row in state.documents()}
    return found.pop() if len(found) == 1 else None


def set_granularity(state: State, by: Granularity) -> Together | None:
    """Return the edit that makes the rows of all documents as fine, None where they are."""
    value = None if by is Granularity.SENTENCE else by.value
    documents = [row.id for row in state.documents() if granularity_of(state, row.id) is not by]
    edits = tuple(SetSetting(f"{GRANULARITY}:{key}", value) for key in documents)
    return Together(edits, f"任务改为{SHOWN_BY[by]}") if edits else None
