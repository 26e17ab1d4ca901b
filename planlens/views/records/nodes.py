"""Nodes (节点) of tasks as a list: what should be reached by when, whether it is, with a note and planned progress."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from planlens.language.numerals import percent_of
from planlens.language.typed import typed_deadline
from planlens.model import Node, PlanlensError
from planlens.model.wording import deadline_words
from planlens.project.edits import AddNode, EditNode, MarkNodes, Together
from planlens.project.ledger import node_day
from planlens.project.project import Edit
from planlens.project.rows import NodeRow, TaskRow
from planlens.project.wording import names
from planlens.views.fields.answers import Desk
from planlens.views.fields.ledger_words import node_of, node_words, says_percent, typed_node, typed_nodes
from planlens.views.records.record import Listed, Part, Records, shared, together

_USUAL = ("每季度末", "每月底", "每半年末", "6月底", "年底")
"""Times that are offered; a text may follow them."""


class NodeRecords(Records):
    """The nodes of tasks in the order of their days."""

    name = "节点"
    hint = "6月底完成选址"
    advice = "如 6月底完成选址、2026年9月：主体封顶（计划60%）、每季度末报送进展；几个节点用分号隔开"
    filling = "填表…"

    def shown(self, desk: Desk, keys: Sequence[str]) -> list[Listed]:
        """Return them; the same node of several tasks once."""
        found: dict[tuple[str, bool], list[NodeRow]] = {}
        for row in (row for key in keys for row in desk.state.children(key, NodeRow)):
            found.setdefault((node_words(node_of(row)), row.done is not None), []).append(row)
        nodes = sorted(found.items(), key=lambda item: (node_day(item[1][0]), len(item[1][0].id), item[1][0].id))
        return [_record(words, rows, desk.today, keys) for (words, _), rows in nodes]

    def added(self, desk: Desk, keys: Sequence[str], text: str, kind: str) -> Edit | None:
        """Add one or several nodes; a task that has one already keeps it."""
        edits = [edit for key in keys for edit in _adding(desk, key, text)]
        if not edits:
            raise PlanlensError("known-node", f"已有这些节点，不用重复添加：{text.strip()[:40]}。")
        if len(edits) == 1:
            return edits[0]
        return Together(tuple(edits), f"为{names(desk.state, keys)}添加{len(edits)}个节点")

    def retyped(self, desk: Desk, record: Listed, text: str) -> Edit | None:
        """Change a node, of all tasks that the record is of; what the words do not say stays."""
        node = typed_node(text, desk.today)
        rows = [desk.state.get(key, NodeRow) for key in record.ids]
        return together(EditNode(row.id, _changed(row, node)) for row in rows if node_words(node) != record.words)

    def usual(self, desk: Desk, keys: Sequence[str], kind: str) -> list[str]:
        """Return times that nodes often have."""
        return list(_USUAL)

    def parts(self, desk: Desk, keys: Sequence[str], record: Listed | None) -> tuple[Part, ...]:
        """Return time, content, planned progress, the day on which it was reached, and a note."""
        node = Node("", "") if record is None else node_of(desk.state.get(record.ids[0], NodeRow))
        percent = "" if node.percent is None else f"{node.percent:g}%"
        return (
            Part("due", "时间", deadline_words(node.due) if node.due else "", hint="如 6月底、2026年3月、二季度末"),
            Part("text", "应完成的内容", node.text),
            Part("percent", "计划进度", percent, hint="到时应达到的百分比，可不填"),
            Part("done", "完成日期", deadline_words(node.done) if node.done else "", hint="未完成不填"),
            Part("note", "说明", node.note),
        )

    def filled(self, desk: Desk, keys: Sequence[str], record: Listed | None, values: Mapping[str, str]) -> Edit | None:
        """Add a node, or change one, as the form says."""
        due, done = (_day(values[name], desk.today, title) for name, title in (("due", "时间"), ("done", "完成日期")))
        percent = percent_of(values["percent"])
        if percent is None and values["percent"].strip():
            raise PlanlensError("bad-progress", f"计划进度应为 0 到 100 的数字，现在是“{values['percent'].strip()}”。")
        if not due:
            raise PlanlensError("bad-date", "请填写节点的时间，如 6月底、2026年3月、二季度末。")
        node = Node(due, values["text"], done or None, values["note"], percent)
        if record is None:
            return AddNode(tuple(keys), node)
        return together(EditNode(key, node) for key in record.ids)

    def marked(self, desk: Desk, record: Listed, *, done: bool) -> Edit:
        """Mark it as reached today, or not."""
        return MarkNodes(record.ids, desk.today.isoformat() if done else None)


def _changed(row: NodeRow, typed: Node) -> Node:
    """Return a node as it is typed; of what words do not tell stays what is kept."""
    told = replace(typed, note=row.note)
    kept = replace(told, percent=row.percent)
    return kept if typed.percent is None and says_percent(kept) else told


def _adding(desk: Desk, task: str, text: str) -> Iterator[Edit]:
    known = {(row.due, row.text) for row in desk.state.children(task, NodeRow)}
    for node in typed_nodes(text, desk.today, desk.state.get(task, TaskRow).deadline):
        if (node.due, node.text) not in known:
            known.add((node.due, node.text))
            yield AddNode((task,), node)


def _record(words: str, rows: Sequence[NodeRow], today: date, keys: Sequence[str]) -> Listed:
    late = (today - node_day(rows[0])).days
    done = rows[0].done is not None
    notes = dict.fromkeys(row.note for row in rows if row.note)
    notes[f"已超{late}天" if late > 0 and not done else ""] = None
    notes[shared(len(rows), keys)] = None
    return Listed(tuple(row.id for row in rows), words, "", "；".join(filter(None, notes)), done, late > 0 and not done)


def _day(text: str, today: date, title: str) -> str:
    found = typed_deadline(text, today)
    if found is None or found == "ongoing":
        raise PlanlensError("bad-date", f"无法识别的{title}：{text.strip()}。请写成 2026-06-30、2026年6月或 6月底。")
    if found and title == "完成日期" and len(found) != len("2026-06-30"):
        raise PlanlensError("bad-date", f"{title}应为某一天，现在是“{text.strip()}”。请写成 2026-06-30 或 6月30日。")
    return found
