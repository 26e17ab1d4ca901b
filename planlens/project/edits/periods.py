"""Closing a reporting period: what was reported for it stays as it is from then on."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model import PlanlensError
from planlens.project.edits.dates import day_of
from planlens.project.ledger import closed_periods
from planlens.project.rows import NoteRow, PeriodRow
from planlens.project.state import Draft, State
from planlens.project.wording import quoted


@dataclass(frozen=True, slots=True)
class ClosePeriod:
    """Close a period; *first*, *last* and *due* are ISO dates, see :class:`~planlens.model.reporting.ReportingPeriod`.

    What was reported is the ledger as it is after this action: :meth:`~planlens.project.project.Project.as_of_action`.
    """

    name: str
    first: str
    last: str
    due: str
    day: str = ""

    def run(self, draft: Draft) -> str:
        """Close it; periods that overlap with a closed one, or lie before one, are refused."""
        first, last, due = day_of(self.first), day_of(self.last), day_of(self.due)
        closed = day_of(self.day or draft.now[:10])
        if not self.name.strip():
            raise PlanlensError("empty-text", "报告期的名称不能为空。")
        if last < first or due < first or closed < first:
            raise PlanlensError("bad-period", f"报告期“{self.name}”的日期前后颠倒，请检查起止日期和报送日期。")
        for row in closed_periods(draft.state):
            if row.first <= last and first <= row.last:
                message = f"“{self.name}”与已封存的“{row.name}”（{row.first} 至 {row.last}）重叠，请检查起止日期。"
                raise PlanlensError("overlapping", message)
            if row.first > last or row.closed > closed:
                raise PlanlensError("overlapping", f"“{row.name}”已先封存，不能再封存它以前的“{self.name}”。")
        what = (self.name.strip(), first, last, due, closed, draft.seq, draft.counters.get(NoteRow.letter, 0))
        draft.put(PeriodRow(draft.new_id(PeriodRow), "", *what))
        return f"封存报告期{quoted(self.name)}"


@dataclass(frozen=True, slots=True)
class ReopenPeriod:
    """Open a closed period again: only the newest can be."""

    id: str

    def run(self, draft: Draft) -> str:
        """Open it."""
        row = draft.state.get(self.id, PeriodRow)
        newest = closed_periods(draft.state)[-1]
        if newest.id != row.id:
            raise PlanlensError("closed-period", f"只能解除最近封存的报告期。请先解除“{newest.name}”。")
        draft.remove(row.id)
        return f"解除封存报告期{quoted(row.name)}"


def must_be_open(state: State, day: str, note: NoteRow | None = None) -> None:
    """Refuse to change what was reported for a closed period.

    Args:
        state: the project's rows.
        day: the day (ISO date) that a note has or gets.
        note: the note that is to be changed or deleted, None for a new one.

    Raises:
        PlanlensError: ``closed-period``.
    """
    for row in closed_periods(state):
        if note is not None and int(note.id[1:]) <= row.notes:
            message = f"这条进展（{note.date}）在“{row.name}”封存以前填写，不能再改。请另填一条，或先解除封存。"
            raise PlanlensError("closed-period", message)
        if day < row.closed:
            what = f"“{row.name}”已于 {row.closed} 封存，不能补填 {day} 的进展"
            raise PlanlensError("closed-period", f"{what}。请把日期写成封存当日或以后，或先解除封存。")
