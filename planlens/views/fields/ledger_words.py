"""How people and nodes of a task read, and how they are typed."""

from __future__ import annotations

import re
from datetime import date

from planlens.language.typed import typed_deadline
from planlens.model import Node, Person, PersonKind, PlanlensError
from planlens.model.wording import deadline_words
from planlens.project.rows import NodeRow, PersonRow

# 张三（科长，0871-1234567）
_PERSON = re.compile(r"(?P<name>[^（）()]+)(?:[（(](?P<more>[^（）()]*)[）)])?")
# 、 between people, not inside of brackets
_BETWEEN = re.compile(r"[、，,；;\n](?![^（(]*[）)])")
_IN_BRACKETS = re.compile(r"[，,、\s]+")
# 0871-1234567, 13800000000
_TELEPHONE = re.compile(r"[\d+][\d\-—*#]{4,}")
# 计划60%; 2026年3月20日完成
_TOLD = r"(?:计划\d{1,3}(?:\.\d+)?[%％]|[^（）()，,]{1,20}完成)"
# （计划60%，2026年3月20日完成）
_MORE = rf"(?:[（(](?P<more>{_TOLD}(?:[，,]{_TOLD})?)[）)])?"
# 2026年3月：完成选址（2026年3月20日完成）
_NODE = re.compile(rf"(?P<due>[^：:]{{1,24}})[：:]\s*(?P<text>.+?){_MORE}", re.DOTALL)
# 6月底完成选址, 2026年3月20日前开工
_DATED = re.compile(
    r"(?P<due>(?:(?:20)?\d\d年|今年|明年)?(?:\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|[底末])?|[一二三四1-4]季度[底末]?|"
    rf"上半年|年中|年底|年末)(?:以?前|底前|末前)?)\s*(?P<text>\D.*?){_MORE}",
    re.DOTALL,
)
# 每季度末报送进展, 每月底
_AGAIN = re.compile(r"每(?P<every>个?月|季度?|半年)[底末]?(?:前)?[：:]?\s*(?P<text>.*)")
_MONTHS = {"月": 1, "个月": 1, "季": 3, "季度": 3, "半年": 6}


def person_of(row: PersonRow) -> Person:
    """Return the person that a row holds."""
    return Person(row.name, PersonKind(row.kind), row.post, row.telephone, row.unit)


def node_of(row: NodeRow) -> Node:
    """Return the node that a row holds."""
    return Node(row.due, row.text, row.done, row.note, row.percent)


def person_words(person: Person) -> str:
    """Return how a person reads, and is typed: 张三（科长，0871-1234567）."""
    more = "，".join(filter(None, (person.post, person.telephone)))
    return f"{person.name}（{more}）" if more else person.name


def node_words(node: Node) -> str:
    """Return how a node reads, and is typed: 2026年3月：完成选址（计划60%，2026年3月20日完成）."""
    planned = f"计划{node.percent:g}%" if node.percent is not None and not says_percent(node) else ""
    more = "，".join(filter(None, (planned, node.done and f"{deadline_words(node.done)}完成")))
    return f"{deadline_words(node.due)}：{node.text}{f'（{more}）' if more else ''}"


def says_percent(node: Node) -> bool:
    """Whether the words of a node tell its planned progress: 完成50%."""
    return node.percent is not None and f"{node.percent:g}%" in node.text


def typed_people(kind: PersonKind, text: str) -> tuple[Person, ...]:
    """Return the people that a typed list names: 张三（科长，0871-1234567）、李四.

    Raises:
        PlanlensError: ``bad-person``, a part of it is no name.
    """
    found = []
    for part in filter(None, (part.strip() for part in _BETWEEN.split(text))):
        match = _PERSON.fullmatch(part)
        if match is None or not match["name"].strip():
            raise PlanlensError("bad-person", f"无法识别的姓名：{part}。请写成 张三（科长，0871-1234567）、李四。")
        more = list(filter(None, _IN_BRACKETS.split(match["more"] or "")))
        telephone = "、".join(word for word in more if _TELEPHONE.fullmatch(word))
        post = "、".join(word for word in more if not _TELEPHONE.fullmatch(word))
        found.append(Person(match["name"].strip(), kind, post, telephone))
    return tuple(found)


def typed_nodes(text: str, today: date, until: str | None = None) -> tuple[Node, ...]:
    """Return the nodes that are typed, one a line (or between ；).

    ``2026年3月：完成选址``, ``6月底完成选址``, ``每季度末：报送进展`` (the quarters that are left of this year,
    or until *until*, the time limit of the task).

    Raises:
        PlanlensError: ``bad-date``, a part of it has no day.
    """
    found: list[Node] = []
    for part in filter(None, (part.strip() for part in re.split(r"[；;\n]+", text))):
        again = _AGAIN.fullmatch(part)
        if again is not None:
            found += _repeated(_MONTHS[again["every"]], again["text"] or "按计划推进", today, until)
        else:
            found.append(typed_node(part, today))
    return tuple(found)


def typed_node(text: str, today: date) -> Node:
    """Return the one node that is typed: ``2026年3月：完成选址（计划60%，2026年3月20日完成）``.

    ``（已完成）`` is reached today.

    Raises:
        PlanlensError: ``bad-date``, it has no day.
    """
    part = text.strip()
    match = _NODE.fullmatch(part) or _DATED.fullmatch(part)
    due = typed_deadline(match["due"], today) if match else None
    told = re.split("[，,]", match["more"]) if match and match["more"] else []
    planned = [float(word.strip("计划%％")) for word in told if word.startswith("计划")]
    days = [_done_on(word, today) for word in told if not word.startswith("计划")]
    if match is None or not due or due == "ongoing" or not all(days):
        message = f"无法识别的节点：{part[:60]}。请写成“2026年3月：完成选址”“6月底完成选址”或“每季度末：报送进展”。"
        raise PlanlensError("bad-date", message)
    return Node(due, match["text"].strip(), next(iter(days), None), percent=next(iter(planned), None))


def _done_on(word: str, today: date) -> str | None:
    """Return the day on which a node was reached: 2026年3月20日完成, or today for 已完成; None for no day."""
    return today.isoformat() if word == "已完成" else typed_deadline(word.removesuffix("完成"), today)


def _repeated(months: int, text: str, today: date, until: str | None) -> list[Node]:
    """Return a node at the end of every so many months, from today's on."""
    last = until if until and until[:4].isdigit() else f"{today.year}-12"
    end = int(last[:4]) * 12 + (int(last[5:7]) if len(last) >= 7 else 12)
    now = today.year * 12 + (today.month + months - 1) // months * months
    return [Node(f"{(n - 1) // 12}-{(n - 1) % 12 + 1:02}", text) for n in range(now, end + 1, months)]
