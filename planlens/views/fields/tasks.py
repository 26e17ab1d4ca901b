"""Everything that is told of a task, one field each.

Progress in words (进展情况, 存在问题, 下一步措施) is what the notes of the newest day say, joined in the order in which
they were written; where the notes of that day say nothing of 进展情况, the last note that does. Percent is None where
nobody has said and nothing follows from sub-tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from planlens.model import ONGOING, Light, Role, Status, UnitRole
from planlens.model.lights import LAMPS, SHAPES, deadline_day
from planlens.model.wording import deadline_words
from planlens.project.rows import AttachmentRow, DocumentRow, SectionRow, TaskRow
from planlens.views.cells import Cell, Line, lines
from planlens.views.fields import typed
from planlens.views.fields.answers import Merge
from planlens.views.fields.field import DATA, TABLES, Field, Fields, Kind, Use, by_pinyin
from planlens.views.fields.ledger import LEDGER_FIELDS
from planlens.views.fields.seen import Seen
from planlens.views.fields.units import BETWEEN, SUGGESTED, lead_lines, support_lines
from planlens.views.wording import role_text, target_text, unit_role_text

FLAGGED_REMARK = "重点关注"
ORPHAN_REMARK = "新版文件已无此项"
SUGGESTED_REMARK = "建议单位，待核对"

_SEVERITY = {light: place for place, light in enumerate((*LAMPS, Light.NONE))}
_STATUSES = {status: place for place, status in enumerate(Status)}
_TREE, _LIST, _FRAME = frozenset({Use.TREE}), frozenset({Use.LIST}), frozenset({Use.FRAME})
_HISTORY = frozenset({Use.HISTORY})
_WORK = TABLES | DATA | {Use.JSON}


def _work(part: str, otherwise: Any = None) -> Callable[[Seen], Any]:
    """Return what tells a part of how the work stands."""
    get = attrgetter(part)

    def value(seen: Seen) -> Any:
        work = seen.work
        return otherwise if work is None else get(work)

    return value


def _number(seen: Seen) -> str:
    return seen.number or (str(seen.ordinal or "") if seen.is_task else "")


def _names(role: UnitRole) -> Callable[[Seen], str]:
    return lambda seen: BETWEEN.join(seen.team.of(role))


def _everybody(seen: Seen) -> list[dict[str, str]]:
    """Return who is responsible for a task, and in which role."""
    return [{"name": name, "role": role.value} for name, role in seen.team.everybody()]


def _everybodys_names(seen: Seen) -> str:
    names = dict.fromkeys(name for name, _ in seen.team.everybody())
    return BETWEEN.join([*names, *(f"{name}{SUGGESTED}" for name in seen.team.suggestions)])


def _in_one(cell: Callable[[Seen], Cell]) -> Callable[[Seen], str]:
    return lambda seen: "；".join(line.text for line in cell(seen))


def _short_lead(seen: Seen) -> Cell:
    return lead_lines(seen) if seen.is_task else ()


def _short_support(seen: Seen) -> Cell:
    return support_lines(seen) if seen.is_task else ()


def _of_unit(*roles: UnitRole) -> Callable[[Seen], bytes | None]:
    """Sort by the first unit in the first of these roles that any unit has, else by the first suggested one."""

    def order(seen: Seen) -> bytes | None:
        team = seen.team
        names = next(filter(None, map(team.of, roles)), None) or team.suggestions
        return by_pinyin(names[0]) if names else None

    return order


def _first_target(seen: Seen) -> bytes | None:
    targets = seen.targets
    return by_pinyin(targets[0].indicator or targets[0].text) if targets else None


def _day(seen: Seen) -> Any:
    return "9999" if seen.deadline == ONGOING else str(deadline_day(seen.deadline) or "") or None


def _limit(seen: Seen) -> Cell:
    text = deadline_words(seen.deadline)
    return (Line(text, exact=deadline_day(seen.deadline)),) if text else ()


def _plan_end(seen: Seen) -> str:
    """Return 规划期末 where a task without a time limit is measured by the end of its plan."""
    return "规划期末" if seen.plan_end else ""


def _percent_text(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}%"


def _percent(seen: Seen) -> Cell:
    percent = seen.percent
    return () if percent is None else (Line(_percent_text(percent), exact=percent / 100),)


def _target_words(seen: Seen) -> Iterable[str]:
    for item in seen.targets:
        yield item.text if item.indicator in item.text else f"{item.indicator}{item.text}"


def _light(seen: Seen) -> Cell:
    work = seen.work
    if work is None or work.signal.light is Light.NONE:
        return ()
    light = work.signal.light
    why = () if light is Light.GREEN else lines([work.signal.reason])
    return (Line(f"{SHAPES[light]}{light.label}", light=light), *why)


def _lamp(seen: Seen) -> str:
    light = seen.light
    return "" if light is Light.NONE else light.label


def _newest(part: str) -> Callable[[Seen], list[str]]:
    """Return what tells what the notes of the newest day say of a part, in their order."""
    get = attrgetter(part)

    def told(seen: Seen) -> list[str]:
        notes = seen.notes
        day = max((note.date for note in notes), default="")
        return [text for note in notes if note.date == day and (text := get(note))]

    return told


def _done(seen: Seen) -> list[str]:
    return _newest("done")(seen) or [note.done for note in seen.notes if note.done][-1:] or list(seen.stated)


def _joined(told: Callable[[Seen], list[str]]) -> Callable[[Seen], str]:
    return lambda seen: "\n".join(told(seen))


def _all_notes(seen: Seen) -> Iterable[str]:
    return [text for note in seen.notes for text in (note.done, note.problems, note.next_steps)]


def _note(seen: Seen) -> str:
    """Return the newest day with all that its notes say."""
    notes = seen.notes
    if not notes:
        return ""
    day = max(note.date for note in notes)
    said = [text for note in notes if note.date == day for text in (note.done, note.problems, note.next_steps) if text]
    return f"{day} {'；'.join(said)}"


def _remark(seen: Seen) -> Cell:
    work = seen.work
    suggested = bool(seen.team.suggestions)
    flagged, orphan = (work.flagged, work.orphan) if work else (False, False)
    remarks = ((FLAGGED_REMARK, flagged), (ORPHAN_REMARK, orphan), (SUGGESTED_REMARK, suggested))
    return lines(text for text, holds in remarks if holds)


def _role(value: str | None) -> str:
    """Return what a section is for, or how a unit takes part."""
    if value is None:
        return ""
    return role_text(Role(value)) if value in set(Role) else unit_role_text(UnitRole(value))


def _document(seen: Seen) -> str:
    row = seen.state.find(seen.id) if seen.state else None
    return row.id if isinstance(row, DocumentRow) else row.document if isinstance(row, SectionRow | TaskRow) else ""


def _attachments(seen: Seen) -> int:
    return len(seen.state.children(seen.id, AttachmentRow)) if seen.state else 0


TASKS: Fields[Seen] = Fields(
    (
        Field("id", "编号", lambda seen: seen.id, uses=_LIST, searched=False, merge=Merge.KEEP),
        Field(
            *("ordinal", "序号", lambda seen: seen.ordinal),
            kind=Kind.COUNT,
            named="number",
            weight=10,
            centered=True,
            numeric=True,
            searched=False,
            merge=Merge.KEEP,
            uses=TABLES,
        ),
        Field(
            *("number", "编号", _number),
            order=lambda seen: seen.ordinal,
            searched=lambda seen: [seen.number],
            edit=typed.number,
            sections=True,
            width=2.8,
            uses=_TREE | _HISTORY,
        ),
        Field("document", "文件", _document, searched=False, merge=Merge.KEEP, uses=DATA),
        Field(
            *("path", "所在章节", lambda seen: list(seen.headings)),
            kind=Kind.LIST,
            lines=lambda seen: lines(seen.headings),
            titles=dict.fromkeys(TABLES, "重点任务"),
            separator="／",
            merged=True,
            searched=False,
            merge=Merge.KEEP,
            width=12,
            weight=33,
            uses=TABLES | DATA | _TREE,
        ),
        Field(
            *("text", "任务/举措", lambda seen: seen.text),
            brief=lambda seen: seen.text,
            titles={**dict.fromkeys(TABLES, "具体举措"), Use.LIST: "任务", Use.HISTORY: "内容"},
            named="measure",
            edit=typed.text,
            sections=True,
            width=26,
            weight=56,
            uses=TABLES | DATA | _TREE | _HISTORY,
        ),
        Field(
            *("targets", "目标", lambda seen: [target_text(item) for item in seen.targets]),
            kind=Kind.LIST,
            lines=lambda seen: lines(map(target_text, seen.targets)),
            order=_first_target,
            searched=_target_words,
            titles=dict.fromkeys(TABLES, "目标指标"),
            merge=Merge.KEEP,
            width=5.6,
            weight=30,
            uses=TABLES | _TREE,
        ),
        Field(
            *("lead", "牵头单位", _names(UnitRole.LEAD)),
            lines=lambda seen: lead_lines(seen, "责任单位："),
            brief=_in_one(_short_lead),
            order=_of_unit(UnitRole.LEAD, UnitRole.RESPONSIBLE),
            searched=lambda seen: seen.mentioned,
            edit=typed.units(UnitRole.LEAD),
            centered=True,
            width=5.6,
            weight=21,
            uses=TABLES | _FRAME | _TREE,
        ),
        Field(
            *("support", "配合单位", _names(UnitRole.SUPPORT)),
            lines=lambda seen: support_lines(seen, "责任单位："),
            brief=_in_one(_short_support),
            order=_of_unit(UnitRole.SUPPORT),
            searched=False,
            edit=typed.units(UnitRole.SUPPORT),
            centered=True,
            width=5.6,
            weight=22.5,
            uses=TABLES | _FRAME | _TREE,
        ),
        Field("responsible", "责任单位", _names(UnitRole.RESPONSIBLE), searched=False, uses=_FRAME),
        Field("units", "单位", _everybody, Kind.LIST, brief=_everybodys_names, searched=False, uses=_LIST),
        Field(
            *("deadline", "完成时限", lambda seen: seen.deadline),
            says=deadline_words,
            lines=_limit,
            assumed=_plan_end,
            order=_day,
            edit=typed.deadline,
            centered=True,
            weight=21,
            uses=TABLES | DATA | _TREE | _HISTORY,
        ),
        Field("due", "最后期限", lambda seen: deadline_day(seen.deadline), Kind.DAY, searched=False, uses=_FRAME),
        Field(
            *("status", "状态", lambda seen: seen.status.value if seen.status else None),
            lines=lambda seen: lines([seen.status_text]),
            brief=lambda seen: seen.status_text,
            order=lambda seen: _STATUSES[seen.status] if seen.status else None,
            searched=False,
            edit=typed.status,
            centered=True,
            width=3.7,
            weight=15,
            uses=_WORK | _TREE | _HISTORY,
        ),
        Field(
            *("progress", "进度", lambda seen: seen.percent),
            kind=Kind.NUMBER,
            says=_percent_text,
            lines=_percent,
            order=lambda seen: seen.percent or 0.0,
            searched=False,
            edit=typed.progress,
            named="percent",
            centered=True,
            width=3.2,
            weight=14,
            uses=_WORK | _TREE | _HISTORY,
        ),
        Field(
            *("light", "预警灯", lambda seen: seen.light.value),
            lines=_light,
            brief=_lamp,
            order=lambda seen: _SEVERITY[seen.light],
            searched=False,
            titles=dict.fromkeys((*TABLES, Use.LIST), "预警"),
            merge=Merge.KEEP,
            centered=True,
            width=3.9,
            weight=19,
            uses=_WORK | _TREE,
        ),
        Field(
            "reason", "预警原因", _work("signal.reason", ""), searched=False, merge=Merge.KEEP, uses=DATA | {Use.JSON}
        ),
        Field(
            *("done", "进展情况", _joined(_done)),
            lines=lambda seen: lines(_done(seen)),
            searched=False,
            edit=typed.note("done"),
            merge=Merge.JOIN,
            named="progress",
            weight=17.5,
            filled=40,
            uses=TABLES | _FRAME,
        ),
        Field(
            *("problems", "存在问题", _joined(_newest("problems"))),
            lines=lambda seen: lines(_newest("problems")(seen)),
            searched=False,
            edit=typed.note("problems"),
            merge=Merge.JOIN,
            weight=24,
            uses=TABLES | _FRAME,
        ),
        Field(
            *("next_steps", "下一步措施", _joined(_newest("next_steps"))),
            lines=lambda seen: lines(_newest("next_steps")(seen)),
            searched=False,
            edit=typed.note("next_steps"),
            merge=Merge.JOIN,
            weight=24,
            uses=TABLES | _FRAME,
        ),
        Field(
            "remark", "备注", lambda seen: None, lines=_remark, searched=False, merge=Merge.KEEP, weight=14, uses=TABLES
        ),
        Field(
            *("source", "原文", lambda seen: seen.start),
            kind=Kind.COUNT,
            says=lambda start: "" if start is None else "原文",
            searched=False,
            merge=Merge.KEEP,
            width=2.2,
            uses=_TREE,
        ),
        Field(
            *("role", "类型", lambda seen: seen.role.value if seen.role else None),
            says=_role,
            searched=False,
            merge=Merge.KEEP,
            width=5,
            uses=_TREE | _HISTORY,
        ),
        Field("note", "最新进展", _note, searched=False, merge=Merge.KEEP, width=14, uses=_TREE),
        Field(
            *("flagged", "重点关注", _work("flagged", False)),
            kind=Kind.FLAG,
            searched=False,
            edit=typed.flagged,
            uses=DATA | {Use.JSON} | _HISTORY,
        ),
        Field(
            *("orphan", ORPHAN_REMARK, _work("orphan", False)),
            kind=Kind.FLAG,
            searched=False,
            merge=Merge.KEEP,
            uses=DATA | {Use.JSON},
        ),
        Field(
            *("weight", "权重", _work("weight", 1.0)),
            kind=Kind.NUMBER,
            searched=False,
            edit=typed.weight,
            uses=_FRAME | {Use.JSON} | _HISTORY,
        ),
        Field(
            *("notes", "进展记录", lambda seen: len(seen.notes)),
            kind=Kind.COUNT,
            searched=_all_notes,
            merge=Merge.KEEP,
            uses=_FRAME,
        ),
        Field(
            *("attachments", "佐证材料", _attachments),
            kind=Kind.COUNT,
            searched=False,
            merge=Merge.KEEP,
            uses=_FRAME,
        ),
        Field(
            *("last_note", "填报日期", lambda seen: max((note.date for note in seen.notes), default=None)),
            kind=Kind.DAY,
            searched=False,
            merge=Merge.KEEP,
            uses=_FRAME,
        ),
        *LEDGER_FIELDS,
    ),
    {
        use: tuple(keys.split())
        for use, keys in {
            Use.TREE: "number text lead support deadline targets status progress light source",
            Use.TABLE: "ordinal path text targets lead support deadline done remark",
            Use.LEDGER: "ordinal path text lead support deadline status progress light done problems next_steps remark",
            Use.JSON: "status progress light reason flagged orphan weight",
            Use.FRAME: "document path text status progress light reason deadline due lead support responsible flagged "
            "orphan weight notes attachments last_note done problems next_steps",
            Use.HISTORY: "text number role deadline status progress weight flagged",
            Use.LIST: "id document path text status progress light reason deadline units flagged orphan",
        }.items()
    },
)
"""The fields of tasks that planlens has by itself; a project may add its own, see :meth:`Fields.adding`."""
