"""The numbers of one clause, which may share a bound, an object, a list of subjects, or what makes them aims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planlens.analysis.aims.clauses import clause_end, clause_start
from planlens.analysis.aims.indicators import Clause, indicator_of, suffix_length
from planlens.analysis.aims.subjects import subjects
from planlens.language.quantities import Quantity

_RESPECTIVELY = re.compile(r"(?P<subjects>.+?)分别(?P<rest>.*)")  # 甲、乙分别达到


class Sharing:
    """The quantities of one clause, which may share a bound, an object or a list of subjects."""

    def __init__(self, text: str, half: str, aims: Sequence[Quantity], end: int) -> None:
        """Keep the *aims* of a clause, whose last number, aim or not, stops at *end*."""
        self._text = text
        self._half = half
        self._end = end
        self.quantities = aims
        self._parts = self._subjects() if len(aims) > 1 else None
        self._object: str | None = None

    def shared_bound(self, index: int, clause: Clause) -> Clause:
        """Return the clause with the bound that stands once for all values: 分别超过70%和50%, 分别达到97%、95%以上."""
        before, after = clause.before, clause.after
        if not before.strip("、和与及"):
            first = self.quantities[0]
            before = self._half[clause_start(self._half, first.start) : first.start]
        if not suffix_length(after) and (self._parts is not None or self._is_listed(index)):
            bound = self._half[self.quantities[-1].end :][:4]
            after = bound[: suffix_length(bound)]
        return Clause(before, after)

    def _is_listed(self, index: int) -> bool:
        """Whether only separators stand between a number and the next, the last one (90%和98%以上)."""
        if index + 2 != len(self.quantities):
            return False
        between = self._half[self.quantities[index].end : self.quantities[index + 1].start]
        return between in ("、", "和", "与", "及", "以及")

    def goes_on(self, quantity: Quantity) -> bool:
        """Whether another number follows in the clause."""
        return quantity.end < self._end

    def shared_object(self) -> str:
        """Return the thing that stands behind the last number for all of them."""
        if self._object is None:
            shared = self._text[self._end : clause_end(self._text, self._end)].removeprefix("的")
            self._object = indicator_of(Clause("", shared), True)
        return self._object

    def apart(self, index: int) -> tuple[str, str | None] | None:
        """Share out 甲、乙分别达到1和2: the k-th value belongs to the k-th subject or year."""
        return self._parts[index] if self._parts is not None and index < len(self._parts) else None

    def _subjects(self) -> list[tuple[str, str | None]] | None:
        first = self.quantities[0]
        head = self._half[clause_start(self._half, first.start) : first.start]
        found = _RESPECTIVELY.match(head)
        if found is None:
            return None
        parts = subjects(found["subjects"])
        if len(parts) < 2:
            return None
        if all(re.fullmatch(r"(到|至|力争|确保|争取)*20\d{2}年?", part) for part in parts):  # 2024年、2025年分别完成
            shared = indicator_of(Clause(found["rest"], ""), False)
            return [(shared, re.sub(r"\D", "", part)) for part in parts]  # 12 of 12家
        return [(indicator_of(Clause(part + found["rest"], ""), False), None) for part in parts]
