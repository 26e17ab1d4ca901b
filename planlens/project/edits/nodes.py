"""Edits of the dated steps of tasks (节点)."""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model import ONGOING, Node, PlanlensError, is_deadline
from planlens.model.wording import deadline_words
from planlens.project.edits.dates import day_of
from planlens.project.rows import BY_HAND, NodeRow, TaskRow
from planlens.project.state import Draft
from planlens.project.wording import name_of, names, quoted


@dataclass(frozen=True, slots=True)
class AddNode:
    """Give tasks a node each."""

    ids: tuple[str, ...]
    node: Node

    def run(self, draft: Draft) -> str:
        """Add it; a node that is no date, or that a task has already, is refused."""
        node = _checked(self.node)
        for key in self.ids:
            task = draft.state.get(key, TaskRow)
            if any((row.due, row.text) == (node.due, node.text) for row in draft.state.children(key, NodeRow)):
                message = f"{name_of(task)}已有节点“{deadline_words(node.due)} {node.text}”，不用重复添加。"
                raise PlanlensError("known-node", message)
            put_node(draft, key, node)
        return f"为{names(draft.state, self.ids)}添加节点{quoted(deadline_words(node.due) + node.text)}"


@dataclass(frozen=True, slots=True)
class EditNode:
    """Make a node say something else."""

    id: str
    node: Node

    def run(self, draft: Draft) -> str:
        """Change it."""
        row = draft.state.get(self.id, NodeRow)
        node = _checked(self.node)
        what = (node.due, node.text, node.done, node.note, node.percent, BY_HAND)
        draft.put(NodeRow(row.id, row.owner, *what))
        return f"修改节点{quoted(deadline_words(node.due) + node.text)}"


@dataclass(frozen=True, slots=True)
class SetNodes:
    """Make exactly these the nodes of tasks; one that a task has already keeps what is not told of it."""

    ids: tuple[str, ...]
    nodes: tuple[Node, ...]

    def run(self, draft: Draft) -> str:
        """Set them; a node twice is refused."""
        nodes = [_checked(node) for node in self.nodes]
        if len({(node.due, node.text) for node in nodes}) < len(nodes):
            raise PlanlensError("known-node", "有节点写了两次，请删去一个。")
        for key in self.ids:
            known = {(row.due, row.text): row for row in draft.state.children(key, NodeRow)}
            draft.state.get(key, TaskRow)
            for node in nodes:
                row = known.pop((node.due, node.text), None)
                if row is None:
                    put_node(draft, key, node)
                else:
                    percent = row.percent if node.percent is None else node.percent
                    draft.update(row, done=node.done, note=node.note or row.note, percent=percent)
            for row in known.values():
                draft.remove(row.id)
        return f"设置{names(draft.state, self.ids)}的节点"


@dataclass(frozen=True, slots=True)
class MarkNodes:
    """Mark nodes as reached on a day (ISO date), None for not yet; *note* is added where it says something."""

    ids: tuple[str, ...]
    day: str | None
    note: str = ""

    def run(self, draft: Draft) -> str:
        """Mark them."""
        day = None if self.day is None else day_of(self.day)
        for key in self.ids:
            row = draft.state.get(key, NodeRow)
            draft.update(row, done=day, note=self.note.strip() or row.note, rule=BY_HAND)
        return f"标记节点{names(draft.state, self.ids)}为{'未完成' if day is None else '已完成'}"


def put_node(draft: Draft, task: str, node: Node, rule: str = BY_HAND) -> None:
    """Add a node that is sound to a task."""
    what = (node.due, node.text, node.done, node.note, node.percent, rule)
    draft.put(NodeRow(draft.new_id(NodeRow), task, *what))


def _checked(node: Node) -> Node:
    text = " ".join(node.text.split())
    if node.due == ONGOING or not is_deadline(node.due):
        message = f"无法识别的节点日期：{node.due}。请写成 2026-06-30、2026年6月、6月底或二季度末。"
        raise PlanlensError("bad-date", message)
    if not text:
        raise PlanlensError("empty-text", "节点的内容不能为空，请写明到时应完成什么。")
    if node.percent is not None and not 0 <= node.percent <= 100:
        raise PlanlensError("bad-progress", f"节点进度应为 0 到 100 的数字，现在是 {node.percent:g}。请重新输入。")
    done = None if node.done is None else day_of(node.done)
    return Node(node.due, text, done, node.note.strip(), node.percent)
