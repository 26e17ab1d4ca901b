"""Several people at once: what an action meets that others have done meanwhile, and whether both can stand.

Two actions on one row both stand where they change different fields: the later one is done on the row as the earlier
one left it. Where they change the same field, or one deletes what the other has changed, the later one is refused, and
told with both values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from planlens.model import Clash, PlanlensError, Status
from planlens.model.wording import TARGET_FIELDS, deadline_words
from planlens.project.changes import Change, advanced, loads
from planlens.project.rows import Row, columns
from planlens.project.state import State
from planlens.project.store import News
from planlens.project.wording import name_of, quoted

_FEW = 3
"""How many clashes are told one by one."""

_VERBS = {"undo": "撤销", "redo": "重做"}

_TITLES = {
    **TARGET_FIELDS,
    "text": "文字",
    "title": "标题",
    "number": "编号",
    "deadline": "完成时限",
    "status": "状态",
    "progress": "进度",
    "weight": "权重",
    "flagged": "关注",
    "place": "位置",
    "owner": "位置",
    "name": "名称",
    "role": "类型",
    "done": "完成情况",
    "problems": "存在问题",
    "next_steps": "下一步措施",
    "decision": "核对结果",
    "reviewed": "核对结果",
    "date": "日期",
    "due": "时限",
}
"""What people call a column; one that is not here is told as 内容."""


@dataclass(frozen=True, slots=True)
class Met:
    """What others have changed since this user has last seen the project.

    Attributes:
        rows: every row that they changed, as this user saw it and as it is now.
        who: by the id of a row, who changed it last; one whose entry cannot be seen is not here.
        deeds: what they did, in words: 张三：标记“…”为已完成.
    """

    rows: tuple[Change, ...] = ()
    who: Mapping[str, str] = field(default_factory=dict)
    deeds: tuple[str, ...] = ()

    def by(self, key: str) -> str:
        """Return who changed a row, or a word for somebody."""
        return self.who.get(key) or "其他人"


def take_in(state: State, news: News) -> Met:
    """Bring a state up to date and return what that changed.

    Raises:
        PlanlensError: ``unsound-history``, the state does not fit what others did.
    """
    who: dict[str, str] = {}
    first: dict[str, Row | None] = {}
    deeds = tuple(f"{entry.who}：{_VERBS.get(entry.kind, '')}{entry.label}" for entry, _ in news.entries)
    for entry, text in news.entries:
        for item in loads(text):
            who[item["id"]] = entry.who
            if news.rows is not None:
                continue
            first.setdefault(item["id"], state.find(item["id"]))
            try:
                after = advanced(item, state.find(item["id"]))
            except (TypeError, KeyError, AssertionError, StopIteration) as error:
                message = "办公台账的操作历史与本机所见不符，请关闭台账后重新打开。"
                raise PlanlensError("unsound-history", message) from error
            state.apply([Change(state.find(item["id"]), after)])
    if news.rows is not None:
        return Met(_replaced(state, news.rows), who, deeds)
    pairs = [(before, state.find(key)) for key, before in first.items()]
    return Met(tuple(Change(before, after) for before, after in pairs if before != after), who, deeds)


def _replaced(state: State, rows: Iterable[Row]) -> tuple[Change, ...]:
    """Make a state hold these rows and no others; return what that changed."""
    now = {row.id: row for row in rows}
    gone = [Change(row, None) for row in state if row.id not in now]
    changed = [Change(state.find(key), row) for key, row in now.items() if state.find(key) != row]
    state.apply([*gone, *changed])
    return (*gone, *changed)


def must_not_clash(state: State, own: Iterable[Change], met: Met) -> None:
    """Refuse an action that would take back what others have changed meanwhile.

    Args:
        state: the rows as they are with the action done.
        own: what the action has changed.
        met: what others have changed.

    Raises:
        PlanlensError: ``clash``, with every row and field that both have changed.
    """
    others = {change.row.id: change for change in met.rows}
    found: list[Clash] = []
    for change in own:
        other = others.get(change.row.id)
        if other is not None:
            found += _clashes(state, change, other, met.by(change.row.id))
    if found:
        raise clash_error(found)


def _clashes(state: State, own: Change, other: Change, who: str) -> list[Clash]:
    what = _called(state, other.row)
    if own.after is None:
        return [Clash(who, what, "", "已修改" if other.before else "已新增", "删除")]
    if other.before is None or other.after is None or own.before is None:
        return [Clash(who, what, "", "已修改", "修改")]
    return [
        Clash(
            who, what, title_of(name), _words(name, getattr(other.after, name)), _words(name, getattr(own.after, name))
        )
        for name in differing(other.before, other.after)
        if getattr(own.after, name) != getattr(own.before, name)
    ]


def differing(one: Row, two: Row) -> list[str]:
    """Return the names of the columns in which two rows of a table differ."""
    return [name for name in columns(type(one)) if getattr(one, name) != getattr(two, name)]


def clash_error(found: list[Clash]) -> PlanlensError:
    """Return the error that tells of clashes, with both values of each."""
    told = [_told(clash) for clash in found]
    few = "；".join(dict.fromkeys(told[:_FEW])) + (f"等 {len(told)} 处" if len(told) > _FEW else "")
    return PlanlensError("clash", f"{few}。您的这次操作没有保存，请看过对方的修改后再做。", clashes=tuple(found))


def _told(clash: Clash) -> str:
    if not clash.field:
        return f"{clash.who}刚才{clash.theirs.removeprefix('已')}了{clash.what}，而您要{clash.ours}它"
    return f"{clash.who}刚才已把{clash.what}的{clash.field}改为“{clash.theirs}”，而您要改为“{clash.ours}”"


def gone_error(error: PlanlensError, met: Met) -> PlanlensError:
    """Return what to tell where an action cannot be done on what others have left: they may have deleted its row."""
    deleted = [change for change in met.rows if change.after is None]
    if error.code != "no-item" or not deleted:
        return error
    names = "、".join(
        dict.fromkeys(f"{met.by(change.row.id)}刚才删除了{name_of(change.row)}" for change in deleted[:_FEW])
    )
    return PlanlensError("clash", f"{names}。您的这次操作没有保存。")


def must_be_untouched(state: State, item: Mapping[str, Any], others: Iterable[str]) -> None:
    """Refuse to take back a change on which others have built.

    Args:
        state: the rows as they are.
        item: one change of the action, as the history keeps it.
        others: the ids of all rows that the action changed.

    Raises:
        PlanlensError: ``built-on``.
    """
    row, after = state.find(item["id"]), item.get("after")
    if after is None:
        owner = (item.get("before") or {}).get("owner", "")
        touched = row is not None or (owner and owner not in state and owner not in others)
    elif row is None or any(getattr(row, name, value) != value for name, value in after.items()):
        touched = True
    else:
        added = item.get("before") is None
        touched = added and any(child.id not in others for child in state.children(row.id, Row))
    if touched:
        raise _built_on(row)


def _built_on(row: Row | None) -> PlanlensError:
    what = name_of(row) if row is not None else "其中的条目"
    message = f"不能撤销：此后其他人又修改了{what}（可在“历史”中查看），撤销会丢掉对方的修改。请直接改成需要的内容。"
    return PlanlensError("built-on", message)


def title_of(name: str) -> str:
    """Return what people call a column."""
    return _TITLES.get(name, "内容")


def _called(state: State, row: Row) -> str:
    """Return what a row is called, a note by its task."""
    above = state.find(row.owner)
    return name_of(above) if row.table == "notes" and above is not None else name_of(row)


def _words(name: str, value: Any) -> str:
    """Return how a value reads."""
    if value is None or value == "":
        return "无"
    if name == "status":
        return Status(value).label
    if name == "deadline":
        return deadline_words(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{value:g}" + ("%" if name == "progress" else "")
    return quoted(str(value)).strip("“”")
