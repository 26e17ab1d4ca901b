"""Decisions on tasks: a time limit moved with its reason, and the dated steps of a supervised task's life."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model import LifeStage, PlanlensError, Status
from planlens.model.wording import deadline_words
from planlens.project.edits.dates import day_of
from planlens.project.edits.fields import SetDeadline
from planlens.project.rows import LimitRow, StageRow, TaskRow
from planlens.project.state import Draft
from planlens.project.wording import name_of, names


@dataclass(frozen=True, slots=True)
class MoveLimit:
    """Move the time limit of tasks by a decision: why, who has approved it, and on which day (ISO, today by default).

    :class:`SetDeadline` mends what was read or typed wrong; this is what counts as 延期.
    """

    ids: tuple[str, ...]
    new: str | None
    reason: str
    approved: str = ""
    day: str = ""

    def run(self, draft: Draft) -> str:
        """Move it; a reason must be given, and the limit must be another one."""
        reason = self.reason.strip()
        if not reason:
            raise PlanlensError("empty-text", "请填写调整完成时限的理由。")
        day = day_of(self.day or draft.now[:10])
        tasks = [draft.state.get(key, TaskRow) for key in self.ids]
        moved = [task for task in tasks if task.deadline != self.new]
        if not moved:
            raise PlanlensError("same-limit", "新的完成时限与原来相同，请重新输入。")
        SetDeadline(tuple(task.id for task in moved), self.new).run(draft)
        for task in moved:
            what = (day, task.deadline, self.new, reason, self.approved.strip())
            draft.put(LimitRow(draft.new_id(LimitRow), task.id, *what))
        old = f"{deadline_words(moved[0].deadline) or '无'} → " if len(moved) == 1 else "改为"
        return f"调整{names(draft.state, self.ids)}的完成时限：{old}{deadline_words(self.new) or '无'}"


@dataclass(frozen=True, slots=True)
class SetStage:
    """Say on which day (ISO) tasks reached a step of their life, None to take that back."""

    ids: tuple[str, ...]
    stage: LifeStage
    day: str | None
    note: str = ""

    def run(self, draft: Draft) -> str:
        """Say it; the days must follow each other as the steps do, and only what is done can be closed (销号)."""
        day = None if self.day is None else day_of(self.day)
        for key in self.ids:
            task = draft.state.get(key, TaskRow)
            rows = {row.stage: row for row in draft.state.children(key, StageRow)}
            known = rows.get(self.stage.value)
            if day is None:
                if known is not None:
                    draft.remove(known.id)
                continue
            self._check(task, rows, day)
            if known is not None:
                draft.update(known, day=day, note=self.note.strip() or known.note)
            else:
                draft.put(StageRow(draft.new_id(StageRow), key, self.stage.value, day, self.note.strip()))
        return f"{'取消' if day is None else '登记'}{names(draft.state, self.ids)}的{self.stage.label}"

    def _check(self, task: TaskRow, rows: dict[str, StageRow], day: str) -> None:
        if self.stage is LifeStage.CLOSED and task.status != Status.DONE:
            raise PlanlensError("not-done", f"{name_of(task)}还没有完成，不能销号。请先把状态改为已完成。")
        order = list(LifeStage)
        place = order.index(self.stage)
        for row in rows.values():
            other = order.index(LifeStage(row.stage))
            if (other < place and row.day > day) or (other > place and row.day < day):
                (first, earlier), (second, later) = sorted(
                    [(row.stage, row.day), (self.stage.value, day)], key=lambda pair: order.index(LifeStage(pair[0]))
                )
                words = f"{LifeStage(second).label}（{later}）不能早于{LifeStage(first).label}（{earlier}）"
                message = f"{name_of(task)}的{words}，请检查日期。"
                raise PlanlensError("bad-order", message)
