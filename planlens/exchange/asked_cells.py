"""Which cells of a returned row are an answer, and what they say beside what was sent and what stands."""

from __future__ import annotations

import re

from planlens.exchange.packet import told_anew
from planlens.exchange.returned import ReturnedRow
from planlens.model import PlanlensError, Status, UnitRole
from planlens.model.tracking import status_of
from planlens.views.fields.field import Field, Kind
from planlens.views.fields.seen import InProject, Seen
from planlens.views.fields.typed import percent

_TOLD = frozenset({"text", "number", "lead", "support", "deadline"})
"""What the office says itself: a table that comes back without its record does not change it."""

_STEPS = {Status.NOT_STARTED: 0, Status.MOSTLY_DONE: 2, Status.DONE: 3}
"""How far states are; those that are not named lie between."""


_DASHES = re.compile(r"[/\\_.／．—–－-]+")  # /, ——
_NOTHING = frozenset({"无", "暂无", "没有", "暂没有"})


def said(field: Field[Seen], words: str) -> str:
    """Return what a cell says: nothing for a dash, and for 无 where that is no answer but the lack of one.

    存在问题：无 is no problem to write down, 进度：无 no number; 进展情况：无 is told as it is.
    """
    bare = "".join(words.split()).rstrip("。；;")
    none = bare in _NOTHING and (field.kind is Kind.NUMBER or field.key in {"status", "problems", "next_steps"})
    return "" if none or not bare or _DASHES.fullmatch(bare) else words


def was_asked(answer: ReturnedRow, key: str) -> bool:
    """Whether a cell was one to fill; of a table that keeps no record all are that tell how the work stands."""
    if answer.kept is not None:
        return key in answer.kept.filled
    return key not in _TOLD


def may_fill(answer: ReturnedRow, task: InProject, field: Field[Seen]) -> bool:
    """Whether a unit tells this of a task: supporting units report in words only, the leading one its state."""
    if told_anew(field):
        return True
    if answer.sent is not None:
        return answer.sent.leads
    return {role for name, role in task.team.everybody() if name == answer.unit} != {UnitRole.SUPPORT}


def sent_words(answer: ReturnedRow, key: str) -> str | None:
    """Return what stood in a cell when it was sent, None where the file does not say."""
    if answer.sent is None or answer.kept is None:
        return None
    return dict(zip(answer.kept.filled, answer.sent.words, strict=False)).get(key)


def same_words(field: Field[Seen], one: str, other: str) -> bool:
    """Whether two cells say the same of a field: 40 and 40% of a percent."""
    if field.key == "progress":
        return one.rstrip("%％ ") == other.rstrip("%％ ")
    return one.strip() == other.strip()


def is_behind(field: Field[Seen], words: str, stands: str) -> bool:
    """Whether a state or percent is one that a task has left behind: 未启动 where 进行中 stands, 40% where 60% does."""
    if field.key == "status":
        said, now = status_of(words), status_of(stands)
        return said is not None and now is not None and _STEPS.get(said, 1) < _STEPS.get(now, 1)
    if field.key == "progress":
        try:
            return percent(words) < percent(stands or "0")
        except PlanlensError:
            return False
    return False


def has_begun(answer: ReturnedRow) -> bool:
    """Whether a row tells a percent over 0."""
    try:
        return percent(answer.cells.get("progress", "")) > 0
    except PlanlensError:
        return False
