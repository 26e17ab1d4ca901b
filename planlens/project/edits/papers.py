"""What an office does with tasks beside the work on them: slips sent out, links to other plans, findings waived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planlens.model import LinkKind, PlanlensError, SlipKind, is_deadline
from planlens.project.edits.dates import day_of
from planlens.project.edits.places import document_of
from planlens.project.rows import LinkRow, SlipRow, TaskRow, WaivedRow
from planlens.project.state import Draft, State
from planlens.project.wording import name_of, names, quoted


@dataclass(frozen=True, slots=True)
class MakeSlip:
    """Remember a paper on tasks: its number, the day on it (ISO, today by default), its time limit and addressee."""

    ids: tuple[str, ...]
    kind: SlipKind
    number: str
    day: str = ""
    due: str | None = None
    unit: str = ""
    requirement: str = ""

    def run(self, draft: Draft) -> str:
        """Remember it; a number that another slip of the kind has is refused."""
        number = self.number.strip()
        if not self.ids:
            raise PlanlensError("no-item", "请先选择任务。")
        if not number:
            raise PlanlensError("empty-text", f"{self.kind.label}的编号不能为空。")
        if self.due is not None and not is_deadline(self.due):
            raise PlanlensError("bad-deadline", f"无法识别的时限：{self.due}。请写成 2025-06-30。")
        if any((row.kind, row.number) == (self.kind, number) for row in draft.state.children("", SlipRow)):
            raise PlanlensError("known-number", f"已有编号为“{number}”的{self.kind.label}，请换一个编号。")
        for key in self.ids:
            draft.state.get(key, TaskRow)
        day = day_of(self.day or draft.now[:10])
        what = (self.kind.value, number, day, self.due, self.unit.strip(), together(self.ids), self.requirement.strip())
        draft.put(SlipRow(draft.new_id(SlipRow), "", *what))
        return f"开出{self.kind.label}{quoted(number)}：{names(draft.state, self.ids)}"


@dataclass(frozen=True, slots=True)
class LinkTasks:
    """Say how a task stands to one of another document: *id* carries out *to*, or both are the same."""

    id: str
    to: str
    kind: LinkKind = LinkKind.CARRIES_OUT

    def run(self, draft: Draft) -> str:
        """Say it; tasks of one document are refused, and a link that there is changes its kind."""
        one, other = draft.state.get(self.id, TaskRow), draft.state.get(self.to, TaskRow)
        if document_of(draft, one.id) == document_of(draft, other.id):
            raise PlanlensError("same-document", "两项任务在同一份文件中，不用对应。请选择另一份文件的任务。")
        known = next((row for row in draft.state.children(one.id, LinkRow) if row.to == other.id), None)
        if known is not None:
            draft.update(known, kind=self.kind.value)
        else:
            draft.put(LinkRow(draft.new_id(LinkRow), one.id, other.id, self.kind.value))
        return f"对应{name_of(one)}和{name_of(other)}"


@dataclass(frozen=True, slots=True)
class UnlinkTasks:
    """Take back that a task stands to another one in any way."""

    id: str
    to: str

    def run(self, draft: Draft) -> str:
        """Take it back."""
        task = draft.state.get(self.id, TaskRow)
        for row in draft.state.children(task.id, LinkRow):
            if row.to == self.to:
                draft.remove(row.id)
        return f"取消{name_of(task)}的对应"


@dataclass(frozen=True, slots=True)
class WaiveFinding:
    """Say that a finding of the check-up is fine: its rule, and the rows that it is about."""

    rule: str
    items: tuple[str, ...]
    note: str = ""

    def run(self, draft: Draft) -> str:
        """Say it, once."""
        if not self.items or not self.rule.strip() or any(key not in draft.state for key in self.items):
            raise PlanlensError("no-item", "找不到这个问题涉及的条目，它可能已被删除。请刷新后再试。")
        if not is_waived(draft.state, self.rule, self.items):
            what = (self.rule, together(self.items), self.note.strip())
            draft.put(WaivedRow(draft.new_id(WaivedRow), "", *what))
        return f"忽略体检问题：{names(draft.state, self.items)}"


@dataclass(frozen=True, slots=True)
class UnwaiveFinding:
    """Take back what :class:`WaiveFinding` has said."""

    rule: str
    items: tuple[str, ...]

    def run(self, draft: Draft) -> str:
        """Take it back."""
        for row in draft.state.children("", WaivedRow):
            if (row.rule, row.items) == (self.rule, together(self.items)):
                draft.remove(row.id)
        return f"恢复体检问题：{names(draft.state, self.items)}"


def together(ids: Iterable[str]) -> str:
    """Return ids as rows keep several: each once, in their order, between blanks."""
    found = sorted(dict.fromkeys(ids), key=lambda key: (key[:1], int(key[1:]) if key[1:].isdigit() else 0))
    return f" {' '.join(found)} "


def is_waived(state: State, rule: str, items: Iterable[str]) -> bool:
    """Whether users have said that a finding about these rows is fine."""
    wanted = (rule, together(items))
    return any((row.rule, row.items) == wanted for row in state.children("", WaivedRow))
