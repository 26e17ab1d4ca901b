"""What a ledger's row says of its task beside units, time limit and progress: people, nodes, all other columns.

Nothing that somebody has put into a table is dropped: what no field of planlens claims is kept under its head.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from planlens.analysis.flow import Flow
from planlens.analysis.tables.columns import Columns
from planlens.analysis.tables.grid import Grid, Row
from planlens.analysis.tables.periods import period_of_head
from planlens.analysis.tables.shapes import names_persons
from planlens.language.numerals import narrow, number, percent_of
from planlens.language.quantities import quantities
from planlens.language.table_dates import cell_deadline
from planlens.model import ONGOING, Node, Person, PersonKind

_LEADER = re.compile(r"牵头(市|县|区|厅|局|校|院)?领导|挂帅|领衔")  # 牵头市领导
_IN_CHARGE = re.compile(r"领导|分管|包保|包联|挂[钩点联]|主管(?!单位|部门)")  # 分管领导
_CONTACT = re.compile(r"联系人|联络[员人]|经办人|填报人")  # 联系人
_PERSON = re.compile(r"责任人|负责人|姓名|(?<!单位|部门)负责$")  # 责任人
# 联系电话, 手机, 联系方式
_TELEPHONE = re.compile(r"电话|手机|联系方式")
_POST = re.compile(r"职务|职位")  # 职务
# 一季度形象进度, 节点计划一季度, 6月底前目标: words around the time that heads of nodes have
_AROUND = re.compile(r"[（(][^（）()]*[)）]|形象|进度|节点|计划|目标|应?完成|任务|[底末]前?|截至|至|前$|年度")
# 节点计划 / 季度进度安排
_PLAN_HEAD = re.compile(r"节点(计划|安排|目标)?$|^(季度|月度|分季度|分月)?(节点|进度)(计划|安排)$")
# 2026年3月：完成选址（2026年3月20日完成）
_NODE_LINE = re.compile(r"(?P<due>[^：:]{2,16})[：:]\s*(?P<text>.+?)(?:[（(](?P<done>[^（）()]+?)完成[）)])?[；;。]?")
_DONE_MARK = re.compile(r"[（(](?:已完成|完成)[)）]$|^已完成[：:，,]")  # （已完成）
_EMPTY = re.compile(r"[-—–/／\\|]+|无|暂无")  # — / 暂无
# planlens reckons these anew, or says them by itself
_DERIVED = frozenset(("预警", "预警灯", "预警原因", "进度评价", "计划进度", "延期次数", "序号", "原文", "填报日期"))
_OWN_REMARKS = re.compile(r"(?:重点关注|新版文件已无此项|建议单位，待核对|[\s；、])+")  # 重点关注
_NAMES = re.compile(r"[、，,；;/\s]+(?![^（(]*[)）])")  # 张三、李四
# 张三（副市长，13800000000）, 李四 0871-1234567
_NAME = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,5})(?:同志)?\s*(?:[（(](?P<more>[^（）()]*)[)）])?\s*[:：]?\s*(?P<phone>[\d+][\d\-—*]{4,})?"
)
# 王 甲: a name of two characters, printed as wide as one of three
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_DIGITS = re.compile(r"[\d+][\d\-—*#]{4,}")
_NUMBERED = re.compile(r"[号码]$|电话|手机|年[度份]?$")  # 批准文号, 邮编码, 计划年度: digits that count nothing
_LONGEST_TITLE = 40
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Details:
    """What a row says of its task besides: see the fields of :class:`~planlens.model.Task`."""

    people: tuple[Person, ...] = ()
    nodes: tuple[Node, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.people or self.nodes or self.extra)


class DetailReader:
    """Reads the columns of a ledger that nothing else claims.

    Args:
        grid: the table.
        columns: what the others hold.
        text: the document's text.
        year: the year of times without one, None where nobody says.
        common: columns of texts that several rows have in common (总体要求 over its measures).
    """

    def __init__(self, grid: Grid, columns: Columns, text: str, year: str | None, common: Collection[int]) -> None:
        self._text = text
        self._year = year
        free = _free(grid, columns, common) if grid.ruled and columns.is_ledger else []
        heads = {column: columns.heads[column] for column in free}
        self._people = {column: kind for column, head in heads.items() if (kind := person_kind(head)) is not None}
        self._about = {
            column: beside
            for column, head in heads.items()
            if (_TELEPHONE.search(head) or _POST.search(head)) and (beside := self._beside(column)) is not None
        }
        self._nodes = {
            column: time
            for column, head in heads.items()
            if column not in self._people and column not in self._about and (time := node_time(head)) is not None
        }
        listing = {column for column in columns.times if grid.ruled and node_time(columns.heads[column]) == ""}
        self._nodes |= dict.fromkeys(listing, "")
        heads |= {column: columns.heads[column] for column in listing}
        self._listing = listing
        claimed = {*self._people, *self._about, *self._nodes}
        self._extra = {column: heads[column] for column in free if column not in claimed}
        self._heads = heads

    def _beside(self, column: int) -> int | None:
        """Return the column of people right before one of telephones or posts, with no other kind between."""
        before = [place for place in self._people if place < column]
        return max(before) if before else None

    def of(self, row: Row) -> Details:
        """Return what a row says."""
        people: list[Person] = []
        extra: list[tuple[str, str]] = []
        for column, kind in self._people.items():
            words = self._words(row, column)
            found = persons_of(kind, words)
            if found:
                people += self._with_more(row, column, found)
            elif words:
                extra.append((self._heads[column], words))
        nodes = [node for column, time in self._nodes.items() for node in self._nodes_in(row, column, time, extra)]
        for column, head in self._extra.items():
            words = self._words(row, column)
            if head == "备注":
                words = "\n".join(line for line in words.split("\n") if not _OWN_REMARKS.fullmatch(line))
            if words:
                extra.append((head.removesuffix("（自定义）"), words))
        return Details(tuple(people), tuple(sorted(nodes, key=lambda node: node.due)), tuple(extra))

    def _with_more(self, row: Row, column: int, people: list[Person]) -> Iterator[Person]:
        """Yield people with the telephones and posts of the columns beside theirs, where these are as many."""
        columns = [place for place, beside in self._about.items() if beside == column]
        more = {place: self._words(row, place) for place in columns}
        for place, person in enumerate(people):
            post, telephone = person.post, person.telephone
            for about, words in more.items():
                parts = [part for part in re.split(r"[、，,；;\n]+", words) if part]  # 张三、李四
                own = parts[place] if len(parts) == len(people) else words if len(people) == 1 else ""
                if _POST.search(self._heads[about]):
                    post = post or own
                else:
                    telephone = telephone or own
            yield Person(person.name, person.kind, post, telephone, person.unit)

    def _nodes_in(self, row: Row, column: int, time: str, extra: list[tuple[str, str]]) -> Iterator[Node]:
        words = self._words(row, column)
        if not words:
            return
        if not time:
            found = list(self._lines(words))
            if found:
                yield from found
            elif column not in self._listing:  # else its words are the time limit
                extra.append((self._heads[column], words))
            return
        due = time if not time.startswith("-") else f"{self._year}{time}" if self._year is not None else None
        if due is None:
            extra.append((self._heads[column], words))
            return
        percent = percent_of(words) if re.fullmatch(r"\d+(?:\.\d+)?\s*[%％]", narrow(words)) else None  # 65%
        yield Node(due, f"完成{words}" if percent is not None else words, percent=percent)

    def _lines(self, words: str) -> Iterator[Node]:
        """Yield the nodes of a cell that lists them, each with its time."""
        for line in re.split(r"\n|(?<=[；;])", words):  # 3月底前选址；6月底前开工
            match = _NODE_LINE.fullmatch(line.strip())
            found = cell_deadline(match["due"], self._year) if match else None
            if match is None or found is None or found[0] == ONGOING:
                continue
            done = cell_deadline(match["done"], self._year) if match["done"] else None
            day = done[0] if done is not None and len(done[0]) == 10 else None
            yield Node(found[0], match["text"].strip("；;。 "), day)

    def _words(self, row: Row, column: int) -> str:
        """Return the words of a cell, "" for one that says nothing."""
        cell: Flow | None = row[column] if column < len(row) else None
        if cell is None or not len(cell):
            return ""
        words = _printed(cell, self._text)
        return "" if _EMPTY.fullmatch(words) or len(words) > _LONGEST else words


def _printed(cell: Flow, text: str) -> str:
    """Return the words of a cell with the blanks and line breaks that the document has between them."""
    parts: list[str] = []
    for place, character in enumerate(cell.text):
        if place and cell.at[place] != cell.at[place - 1] + 1:
            between = text[cell.at[place - 1] + 1 : cell.at[place]]
            parts.append("" if between.strip() else "\n" if re.search(r"[\n\r\v]", between) else " ")
        parts.append(character)
    return "".join(parts).strip()


def _free(grid: Grid, columns: Columns, common: Collection[int]) -> list[int]:
    """Return the columns with a head and cells that nothing else reads."""
    read = {columns.task, *columns.sections, *columns.about, *columns.times, *columns.targets}.difference(common)
    read |= {column for column in (*columns.numbers, columns.number) if column is not None}
    read |= {column for _, column in (*columns.units, *columns.progress)} | {column for column, _ in columns.dated}
    heads = columns.heads
    return [
        column
        for column, head in enumerate(heads)
        if column not in read
        and 0 < len(head) <= _LONGEST_TITLE
        and head not in _DERIVED
        and heads.count(head) == 1
        and any(column < len(row) and row[column] is not None and len(row[column] or "") for row in grid.rows)
    ]


def person_kind(head: str) -> PersonKind | None:
    """Return whom a column names, by its head: 牵头领导, 分管领导, 责任人, 联系人; None for other columns."""
    if _TELEPHONE.search(head) and not _CONTACT.search(head):
        return None
    patterns = {
        PersonKind.LEADER: _LEADER,
        PersonKind.CONTACT: _CONTACT,
        PersonKind.RESPONSIBLE: _PERSON,
        PersonKind.IN_CHARGE: _IN_CHARGE,
    }
    return next((kind for kind, pattern in patterns.items() if pattern.search(head)), None)


def node_time(head: str) -> str | None:
    """Return the time of a column of nodes (``2026-03``, ``-03``), "" where its cells tell it, None for no nodes."""
    time = period_of_head(_AROUND.sub("", head))
    return "" if time is None and _PLAN_HEAD.search(head) else time


def persons_of(kind: PersonKind, words: str) -> list[Person]:
    """Return the people that a cell names; nothing where it holds anything else."""
    found: list[Person] = []
    words = _SPACED.sub(r"\1\2", words)
    for part in filter(None, _NAMES.split(words)):
        if _DIGITS.fullmatch(part) and found and not found[-1].telephone:
            found[-1] = Person(found[-1].name, kind, found[-1].post, part, "")
            continue
        match = _NAME.fullmatch(part)
        if match is None or not names_persons(match["name"]):
            return []
        more = [word for word in re.split(r"[，,、\s]+", match["more"] or "") if word]  # 局长，12345
        phones = [word for word in more if _DIGITS.fullmatch(word)]
        post = "、".join(word for word in more if word not in phones)
        name = match["name"]
        if all(name != person.name for person in found):
            found.append(Person(name, kind, post, match["phone"] or "、".join(phones)))
    return found


def of_each(extra: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return what a row says of each of its sentences: all but amounts, which would be counted several times.

    高新区 and 省级项目 hold for each sentence of the cell, 1,200 under 年度投资 is what the row as a whole costs.
    """
    return tuple((head, words) for head, words in extra if not _is_amount(head, words))


def _is_amount(head: str, words: str) -> bool:
    """Whether a cell holds nothing but how much there is of something: 1,200, 3.5亿元."""
    if number(words) is not None:
        return _NUMBERED.search(head) is None
    found = quantities(words)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(words))


def with_more(people: tuple[Person, ...], more: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return people with those of a further row, each once in each kind."""
    known = {(person.kind, person.name) for person in people}
    return (*people, *(person for person in more if (person.kind, person.name) not in known))


def joined_extra(one: tuple[tuple[str, str], ...], more: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return what two rows of one task say under the same heads, different words one below the other."""
    found = dict(one)
    for head, words in more:
        lines = found.get(head, "").split("\n")
        found[head] = words if head not in found else found[head] if words in lines else f"{found[head]}\n{words}"
    return tuple(found.items())
