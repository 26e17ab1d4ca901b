"""Decisions that moved a time limit (延期) as a list: old → new, why, who approved, on which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planlens.language.typed import deadline_advice, typed_deadline
from planlens.model import PlanlensError
from planlens.model.lights import deadline_day
from planlens.model.wording import deadline_words
from planlens.project.edits import MoveLimit
from planlens.project.ledger import extensions, limits_of
from planlens.project.project import Edit
from planlens.project.rows import TaskRow
from planlens.project.state import State
from planlens.views.fields.answers import Desk
from planlens.views.records.record import Listed, Part, Records
from planlens.views.wording import day_text


class LimitRecords(Records):
    """The decisions on tasks, the oldest first."""

    name = "时限调整"
    filling = "延期…"

    def shown(self, desk: Desk, keys: Sequence[str]) -> list[Listed]:
        """Return them; of several tasks none, each has its own."""
        if len(keys) != 1:
            return []
        found = []
        for row in limits_of(desk.state, keys[0]):
            words = f"{deadline_words(row.old) or '无'} → {deadline_words(row.new) or '无'}"
            note = "，".join(filter(None, (day_text(row.day), row.reason, row.approved and f"{row.approved}批准")))
            found.append(Listed((row.id,), words, "", note))
        return found

    def parts(self, desk: Desk, keys: Sequence[str], record: Listed | None) -> tuple[Part, ...]:
        """Return the new limit, the reason, who approves, the day of the decision; one that is made stays as it is."""
        if record is not None:
            return ()
        return (
            Part("new", "新的完成时限", hint="如 2026年9月底、2026-09-30"),
            Part("reason", "延期理由"),
            Part("approved", "批准人", hint="如 张副市长，可不填"),
            Part("day", "批准日期", desk.today.isoformat()),
        )

    def filled(self, desk: Desk, keys: Sequence[str], record: Listed | None, values: Mapping[str, str]) -> Edit | None:
        """Move the limit of all tasks."""
        new, day = (typed_deadline(values[name], desk.today) for name in ("new", "day"))
        if new is None:
            raise PlanlensError("bad-date", deadline_advice(values["new"]))
        if not values["new"].strip():
            raise PlanlensError("bad-date", "请填写新的完成时限，如 2026年9月底；没有期限的填“长期”或“无”。")
        if day is None or (day and len(day) != len("2026-09-30")):
            raise PlanlensError("bad-date", f"批准日期应为某一天，现在是“{values['day'].strip()}”。请写成 2026-09-30。")
        _must_be_later(desk, keys, new)
        return MoveLimit(tuple(keys), new or None, values["reason"], values["approved"], day)

    def doubt(self, desk: Desk, record: Listed) -> str:
        """Say that only what is kept of the decision goes."""
        return f"删除“{record.words}”这条延期记录？完成时限不变，延期次数减少一次。"


def put_off(state: State, tasks: Sequence[str]) -> str:
    """Return how often a task was put off, of several how many were; "" for none."""
    counts = [count for task in tasks if (count := extensions(state, task))]
    if len(tasks) > 1:
        return f"{len(counts)}项已延期" if counts else ""
    return f"已延期{counts[0]}次" if counts else ""


def _must_be_later(desk: Desk, keys: Sequence[str], new: str) -> None:
    """Refuse to put a limit off to an earlier day: most likely the wrong month was typed."""
    now = deadline_day(new)
    for key in keys:
        old = desk.state.get(key, TaskRow).deadline
        before = deadline_day(old)
        if now is not None and before is not None and now < before:
            what = f"新的完成时限{deadline_words(new)}早于原来的{deadline_words(old)}，不是延期"
            raise PlanlensError("bad-date", f"{what}。请检查日期；要提前完成时限，请直接修改“完成时限”。")
