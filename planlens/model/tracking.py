"""Where a task stands: its status, progress, notes and evidence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from planlens.model.errors import PlanlensError


class Status(StrEnum):
    """The states of supervised work (督办)."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    MOSTLY_DONE = "mostly-done"
    BEHIND = "behind"
    PAUSED = "paused"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The official word, such as 未启动 or 已完成."""
        return _LABELS[self]


_LABELS = {
    Status.NOT_STARTED: "未启动",
    Status.IN_PROGRESS: "进行中",
    Status.DONE: "已完成",
    Status.MOSTLY_DONE: "基本完成",
    Status.BEHIND: "滞后",
    Status.PAUSED: "暂缓",
    Status.CANCELLED: "已取消",
}

_VARIANTS = {
    "未开始": Status.NOT_STARTED,
    "未开工": Status.NOT_STARTED,
    "未开展": Status.NOT_STARTED,
    "尚未启动": Status.NOT_STARTED,
    "推进中": Status.IN_PROGRESS,
    "正在推进": Status.IN_PROGRESS,
    "正常推进": Status.IN_PROGRESS,
    "有序推进": Status.IN_PROGRESS,
    "持续推进": Status.IN_PROGRESS,
    "按序时推进": Status.IN_PROGRESS,
    "序时推进": Status.IN_PROGRESS,
    "按计划推进": Status.IN_PROGRESS,
    "按时序推进": Status.IN_PROGRESS,
    "达到序时进度": Status.IN_PROGRESS,
    "达序时进度": Status.IN_PROGRESS,
    "已启动": Status.IN_PROGRESS,
    "已开工": Status.IN_PROGRESS,
    "在建": Status.IN_PROGRESS,
    "办理中": Status.IN_PROGRESS,
    "在办": Status.IN_PROGRESS,
    "未办结": Status.IN_PROGRESS,
    "完成": Status.DONE,
    "已办结": Status.DONE,
    "办结": Status.DONE,
    "已销号": Status.DONE,
    "已完工": Status.DONE,
    "已竣工": Status.DONE,
    "已落实": Status.DONE,
    "全部完成": Status.DONE,
    "未达时序": Status.BEHIND,
    "未达序时进度": Status.BEHIND,
    "滞后/未达时序": Status.BEHIND,
    "进度滞后": Status.BEHIND,
    "推进滞后": Status.BEHIND,
    "推进缓慢": Status.BEHIND,
    "超期": Status.BEHIND,
    "逾期": Status.BEHIND,
    "逾期未办结": Status.BEHIND,
    "暂停": Status.PAUSED,
    "暂缓推进": Status.PAUSED,
    "暂缓实施": Status.PAUSED,
    "取消": Status.CANCELLED,
    "终止": Status.CANCELLED,
}


def status_of(word: str) -> Status | None:
    """Return the status that a word means, an English value or a Chinese word; None for any other."""
    word = "".join(word.split()).rstrip("。；;.")
    named = next((status for status in Status if word in {status.value, status.label}), None)
    return named or _VARIANTS.get(word)


@dataclass(frozen=True, slots=True)
class Note:
    """A dated progress note: 进展情况, 存在问题, 下一步措施; *date* is an ISO date."""

    id: str
    date: str
    done: str = ""
    problems: str = ""
    next_steps: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of evidence; *size* in bytes, *added* an ISO date."""

    id: str
    name: str
    sha256: str
    size: int
    added: str


MOSTLY = 90.0
"""Percent that 基本完成 counts where nobody gives a number."""


@dataclass(frozen=True, slots=True)
class Record:
    """Where a task stands.

    Attributes:
        progress: percent from 0 to 100, None where nobody has said.
        flagged: whether it asks for attention.
        weight: how much it counts among its siblings, above 0.

    Raises:
        PlanlensError: ``bad-progress`` or ``bad-weight``.
    """

    status: Status = Status.NOT_STARTED
    progress: float | None = None
    flagged: bool = False
    weight: float = 1.0
    notes: tuple[Note, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def __post_init__(self) -> None:
        if self.progress is not None and not 0 <= self.progress <= 100:
            raise PlanlensError("bad-progress", f"进度应为 0 到 100 的数字，现在是 {self.progress:g}。请重新输入。")
        if not (math.isfinite(self.weight) and self.weight > 0):
            raise PlanlensError("bad-weight", "权重应为大于 0 的数字，请重新输入。")

    @property
    def completion(self) -> float:
        """Percent done: 已完成 is always 100, else what was reported, else 90 for 基本完成 and 0 for the others."""
        if self.status is Status.DONE:
            return 100.0
        if self.progress is not None:
            return self.progress
        return MOSTLY if self.status is Status.MOSTLY_DONE else 0.0
