"""Use cases of insight: questions over plans and projects."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planlens.insight.checkup import Finding
    from planlens.model import Plan
    from planlens.project.state import State


def check_plan(plan: Plan) -> list[Finding]:
    """Return what should be mended in a plan that was only read, before its tasks are sent out."""
    from planlens.insight.checkup import check

    return check([plan])


def check_state(state: State, *, waived: bool = False) -> list[Finding]:
    """Return what should be mended in a project's plans before tasks are sent out.

    Args:
        state: the project's rows.
        waived: whether to return what users have said is fine instead.
    """
    from planlens.insight.checkup import check
    from planlens.project.edits.papers import is_waived
    from planlens.project.found import plan_of

    documents = state.documents()
    found = check([plan_of(state, row.id) for row in documents])
    # What is said of a plan as a whole is about its document.
    found = [item if item.items else replace(item, items=(documents[item.document].id,)) for item in found]
    return [item for item in found if is_waived(state, item.rule, item.items) is waived]
