"""What a ledger (督办台账) holds beside a plan's own words: people, dated steps, an office's own columns, papers.

The words are those of 督查督办 practice: 交办、签收、办理、办结、销号, 交办单/催办单/督办单.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class _Worded(StrEnum):
    """An enumeration whose members have a Chinese word each."""

    @property
    def label(self) -> str:
        """The word that offices use."""
        return _LABELS[self]


class PersonKind(_Worded):
    """How a person stands to a task or a unit."""

    LEADER = "leader"
    IN_CHARGE = "in-charge"
    RESPONSIBLE = "responsible"
    CONTACT = "contact"


class LifeStage(_Worded):
    """The steps of a supervised task's life, in their order; each is dated where an office wants them."""

    INITIATED = "initiated"
    ASSIGNED = "assigned"
    RECEIVED = "received"
    HANDLED = "handled"
    FINISHED = "finished"
    CLOSED = "closed"


class FieldKind(_Worded):
    """What a field of an office's own holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


class SlipKind(_Worded):
    """The papers that an office sends out on tasks."""

    ASSIGN = "assign"
    URGE = "urge"
    SUPERVISE = "supervise"


class LinkKind(_Worded):
    """How a task stands to one of another document: what it carries out, or what says the same."""

    CARRIES_OUT = "carries-out"
    SAME = "same"


_LABELS = {
    PersonKind.LEADER: "牵头领导",
    PersonKind.IN_CHARGE: "分管领导",
    PersonKind.RESPONSIBLE: "责任人",
    PersonKind.CONTACT: "联系人",
    LifeStage.INITIATED: "立项",
    LifeStage.ASSIGNED: "交办",
    LifeStage.RECEIVED: "签收",
    LifeStage.HANDLED: "办理",
    LifeStage.FINISHED: "办结",
    LifeStage.CLOSED: "销号",
    FieldKind.TEXT: "文字",
    FieldKind.NUMBER: "数字",
    FieldKind.DATE: "日期",
    FieldKind.CHOICE: "选项",
    SlipKind.ASSIGN: "交办单",
    SlipKind.URGE: "催办单",
    SlipKind.SUPERVISE: "督办单",
    LinkKind.CARRIES_OUT: "落实",
    LinkKind.SAME: "相同",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person named for a task; *telephone* as it is written, *unit* "" where nobody says."""

    name: str
    kind: PersonKind
    post: str = ""
    telephone: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A dated step of a task (节点, 形象进度).

    Attributes:
        due: when it should be reached: ``2026``, ``2026-06`` or ``2026-06-30``; the last day of it counts.
        text: what should be reached.
        done: the day on which it was, as an ISO date, None for not yet.
        note: what else is said of it.
        percent: how much of the whole task should be done by then, None where nobody says.
    """

    due: str
    text: str
    done: str | None = None
    note: str = ""
    percent: float | None = None
