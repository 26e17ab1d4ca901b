"""Edits that track the work: status, progress, notes, evidence, actual values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import PurePath

from planlens.model import PlanlensError
from planlens.model.tracking import Status
from planlens.project.edits.dates import day_of
from planlens.project.edits.periods import must_be_open
from planlens.project.project import Edit
from planlens.project.rows import ActualRow, AttachmentRow, NoteRow, TargetRow, TaskRow
from planlens.project.settings import status_names
from planlens.project.state import Draft
from planlens.project.wording import name_of, names

MAX_EVIDENCE = 100 * 1024 * 1024
"""Bytes that a file of evidence may have."""


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Mark tasks; 已完成 makes the progress 100 %."""

    ids: tuple[str, ...]
    status: Status

    def run(self, draft: Draft) -> str:
        """Mark them."""
        for key in self.ids:
            task = draft.state.get(key, TaskRow)
            progress = 100.0 if self.status is Status.DONE else task.progress
            draft.update(task, status=self.status.value, progress=progress)
        return f"标记{names(draft.state, self.ids)}为“{status_names(draft.state)[self.status]}”"


@dataclass(frozen=True, slots=True)
class SetProgress:
    """Set how much of tasks is done, in percent, None for unknown; work begun is no longer 未启动."""

    ids: tuple[str, ...]
    percent: float | None

    def run(self, draft: Draft) -> str:
        """Set it."""
        if self.percent is not None and not 0 <= self.percent <= 100:  # NaN fails both
            raise PlanlensError("bad-progress", f"进度应为 0 到 100 的数字，现在是 {self.percent:g}。请重新输入。")
        for key in self.ids:
            task = draft.state.get(key, TaskRow)
            begun = bool(self.percent) and task.status == Status.NOT_STARTED
            status = Status.IN_PROGRESS.value if begun else task.status
            draft.update(task, progress=self.percent, status=status)
        shown = "未填报" if self.percent is None else f"{self.percent:g}%"
        return f"设置{names(draft.state, self.ids)}的进度为{shown}"


@dataclass(frozen=True, slots=True)
class SetWeight:
    """Set how much tasks count in what is above them; 1 by default."""

    ids: tuple[str, ...]
    weight: float

    def run(self, draft: Draft) -> str:
        """Set it."""
        if not (math.isfinite(self.weight) and self.weight > 0):
            raise PlanlensError("bad-weight", "权重应为大于 0 的数字，请重新输入。")
        for key in self.ids:
            draft.update(draft.state.get(key, TaskRow), weight=self.weight)
        return f"设置{names(draft.state, self.ids)}的权重"


@dataclass(frozen=True, slots=True)
class Flag:
    """Set or take off the mark that asks for attention."""

    ids: tuple[str, ...]
    on: bool = True

    def run(self, draft: Draft) -> str:
        """Set it."""
        for key in self.ids:
            draft.update(draft.state.get(key, TaskRow), flagged=self.on)
        return f"{'标为' if self.on else '取消'}关注：{names(draft.state, self.ids)}"


@dataclass(frozen=True, slots=True)
class AddNote:
    """Add a dated note to a task: 进展情况, 存在问题, 下一步措施; today's date without *date* (ISO)."""

    id: str
    done: str = ""
    problems: str = ""
    next_steps: str = ""
    date: str = ""

    def run(self, draft: Draft) -> str:
        """Add it; one of the three must say something."""
        task = draft.state.get(self.id, TaskRow)
        texts = _texts(self.done, self.problems, self.next_steps)
        day = day_of(self.date or draft.now[:10])
        must_be_open(draft.state, day)
        draft.put(NoteRow(draft.new_id(NoteRow), task.id, day, *texts, draft.who))
        return f"填写{name_of(task)}的进展"


@dataclass(frozen=True, slots=True)
class EditNote:
    """Change a note of a task; what is None stays as it is. *id* is the note's row."""

    id: str
    done: str | None = None
    problems: str | None = None
    next_steps: str | None = None
    date: str | None = None

    def run(self, draft: Draft) -> str:
        """Change it; one of the three must still say something. Its author stays."""
        note = draft.state.get(self.id, NoteRow)
        given = {"done": self.done, "problems": self.problems, "next_steps": self.next_steps}
        texts = {name: getattr(note, name) if text is None else text for name, text in given.items()}
        done, problems, next_steps = _texts(**texts)
        day = note.date if self.date is None else day_of(self.date)
        must_be_open(draft.state, day, note)
        draft.update(note, done=done, problems=problems, next_steps=next_steps, date=day)
        return f"修改{name_of(draft.state.get(note.owner, TaskRow))}的进展"


def _texts(done: str, problems: str, next_steps: str) -> tuple[str, str, str]:
    texts = (done.strip(), problems.strip(), next_steps.strip())
    if not any(texts):
        raise PlanlensError("empty-text", "进展情况、存在问题、下一步措施不能都为空，请至少填写一项。")
    return texts


@dataclass(frozen=True, slots=True)
class Attach:
    """Keep a file as evidence of a task's progress; its bytes go into the project."""

    id: str
    name: str
    data: bytes

    def run(self, draft: Draft) -> str:
        """Keep it."""
        task = draft.state.get(self.id, TaskRow)
        if len(self.data) > MAX_EVIDENCE:
            size = MAX_EVIDENCE // 1024 // 1024
            raise PlanlensError("too-large", f"附件超过 {size} MB：{self.name}。请压缩或拆分后再添加。")
        name = PurePath(self.name).name
        row = (draft.new_id(AttachmentRow), task.id, name, draft.keep(self.data), len(self.data), draft.now[:10])
        draft.put(AttachmentRow(*row))
        return f"为{name_of(task)}添加佐证材料"


@dataclass(frozen=True, slots=True)
class SetActual:
    """Set the value that a target had reached at the end of a year, None to take it back."""

    id: str
    year: int
    value: float | None

    def run(self, draft: Draft) -> str:
        """Set it."""
        target = draft.state.get(self.id, TargetRow)
        if self.value is not None and not math.isfinite(self.value):
            raise PlanlensError("bad-value", "实际值应为数字，请重新输入。")
        known = [row for row in draft.state.children(target.id, ActualRow) if row.year == self.year]
        for row in known:
            if self.value is None:
                draft.remove(row.id)
            else:
                draft.update(row, value=self.value)
        if not known and self.value is not None:
            draft.put(ActualRow(draft.new_id(ActualRow), target.id, self.year, self.value))
        return f"填写{name_of(target)}{self.year}年的实际值"


@dataclass(frozen=True, slots=True)
class Together:
    """Several edits as one action under one name, the first one's by default."""

    edits: tuple[Edit, ...]
    label: str = ""

    def run(self, draft: Draft) -> str:
        """Do them in order; if one is impossible, none is done."""
        labels = [edit.run(draft) for edit in self.edits]
        return self.label or (labels[0] if labels else "")
