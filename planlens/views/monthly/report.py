"""The report of a period out of the ledger: overall, by chapter, by unit, done, behind, problems, next, changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planlens.language.numerals import chinese_numeral
from planlens.model import Light, Status
from planlens.model.wording import deadline_words
from planlens.project.rows import SectionRow, TaskRow
from planlens.project.settings import setting, status_names
from planlens.project.state import State
from planlens.views.fields.seen import InProject, view_of
from planlens.views.fields.tasks import TASKS
from planlens.views.ledger.differences import Differences, Happened, Happening
from planlens.views.monthly.parts import (
    TITLE,
    Counted,
    Head,
    Part,
    PeriodReport,
    Shown,
    Told,
    joined,
    setting_for,
    told,
)
from planlens.views.monthly.sections import SECTIONS, known_sections, sections_of
from planlens.views.monthly.words import with_words
from planlens.views.overview import WHOLE, Overview
from planlens.views.tallies import Tallies, Tally, tallies

MOST_TOLD = 30
"""Tasks that a passage tells of one by one; the rest is a number."""

_MOST_NAMED = 5
"""Tasks that a line of changes names."""

_ENDS = re.compile(r"[。；;，,、\s]+$")  # 已完成招标。


@dataclass(frozen=True, slots=True)
class ReportBasis:
    """What a report is made of.

    Attributes:
        overview: where the work stands on the last day.
        before: where it stood when the period began, None for a first report.
        period: the period in words.
        first: the first day of the period (ISO date).
        silent: the units that have not reported, with the number of tasks ("" for tasks of nobody), None where nobody
            keeps count.
        moved: what has changed in words, one line each, where that is known.
        sections: the sections by their keys in the order wanted, none for those that the project keeps.
        kept_in: the project's rows of now, which keep a writer's words and choice of sections; by default the
            overview's.
    """

    overview: Overview
    before: Overview | None
    period: str
    first: str
    silent: Mapping[str, int] | None = None
    moved: Sequence[str] = ()
    sections: Sequence[str] = ()
    kept_in: State | None = None


def period_report(basis: ReportBasis) -> PeriodReport:
    """Return the report of a period, in a writer's words where these are kept."""
    overview = basis.overview
    state, day = overview.state, overview.today.isoformat()
    counts = tallies(overview)
    names = [row.title or row.name.rpartition(".")[0] or row.name for row in state.documents()]
    what = f"《{names[0]}》" if len(names) == 1 else f"{len(names)}份文件"
    chapters = _by_chapter(overview)
    sections: dict[str, Sequence[Part]] = {
        "whole": [_whole(basis, counts, what), Shown(0)],
        "chapters": [chapters] if chapters.rows else [],
        "units": [Shown(1), _by_unit(counts, overview)] if counts.units else [],
        "done": [*_done(basis)],
        "behind": [*_behind(overview)],
        "problems": [_said(basis, "problems")],
        "next_steps": [_said(basis, "next_steps")],
        "moved": [Told("moved", "\n".join(basis.moved))] if basis.moved else [],
        "silent": [_silent(basis.silent)] if basis.silent is not None else [],
    }
    keeping = basis.kept_in if basis.kept_in is not None else state
    chosen = known_sections(basis.sections) or sections_of(keeping)
    parts = [part for key in chosen if sections[key] for part in (Head(1, SECTIONS[key]), *sections[key])]
    kept = kept_words(keeping, setting_for(basis.first))
    found = tuple(_in_words(part, kept) for part in _numbered(parts))
    usual = f"{basis.period}重点任务进展情况报告"
    title = str(kept[TITLE].get("text", "")) if TITLE in kept else usual
    return PeriodReport(title, basis.period, basis.first, day, found, usual)


def kept_words(state: State, name: str) -> dict[str, dict[str, Any]]:
    """Return a writer's words kept under a setting: ``{"whole": {"text": …, "figures": {…}}}``."""
    found = setting(state, name)
    return found if isinstance(found, dict) else {}


def _in_words(part: Part, kept: Mapping[str, Mapping[str, Any]]) -> Part:
    if not isinstance(part, Told) or part.key not in kept:
        return part
    words = kept[part.key]
    return with_words(part, str(words.get("text", "")), dict(words.get("figures", {})))


def _numbered(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts with the numbers of their headings: 一、 and （一）."""
    numbers = [0, 0]
    for part in parts:
        if not isinstance(part, Head):
            yield part
            continue
        numbers = [numbers[0] + 1, 0] if part.level == 1 else [numbers[0], numbers[1] + 1]
        number = chinese_numeral(numbers[part.level - 1])
        yield Head(part.level, f"{number}、{part.text}" if part.level == 1 else f"（{number}）{part.text}")


def _whole(basis: ReportBasis, counts: Tallies, what: str) -> Told:
    overview, whole = basis.overview, counts.whole
    if not whole.tasks:
        return Told("whole", f"截至{deadline_words(overview.today.isoformat())}，台账中还没有任务。", {"tasks": "0项"})
    names = status_names(overview.state)
    figures = {"tasks": f"{whole.tasks}项", "rate": f"{overview[WHOLE].completion:.1f}%"}
    figures |= {f"status:{item.value}": f"{count}项" for item, count in whole.statuses.items()}
    figures |= {f"light:{item.value}": f"{whole.lights.get(item, 0)}项" for item in (Light.RED, Light.YELLOW)}
    counted = [item for item in whole.statuses if item is not Status.CANCELLED]
    states = [f"{names[item]}{{status:{item.value}}}" for item in counted]
    lights = f"亮红灯{{light:{Light.RED.value}}}，亮黄灯{{light:{Light.YELLOW.value}}}"
    text = (
        f"截至{deadline_words(overview.today.isoformat())}，{what}共有重点任务{{tasks}}，其中{joined(states, '、')}。"
    )
    text += f"总体完成率{{rate}}，{lights}。"
    if basis.before is not None and basis.before.state.tasks():
        more, added = _gained(basis.before, overview)
        figures |= {"gained": f"{len(more)}项", "points": f"{abs(added):.1f}个百分点"}
        way = "提高" if added >= 0 else "下降"
        text += f"与上期相比，新完成{{gained}}，完成率{way}{{points}}。"
    return told("whole", text, figures)


def _gained(before: Overview, now: Overview) -> tuple[list[str], float]:
    """Return the tasks that were finished since, and by how many points completion rose."""
    was = {row.id for row in before.state.tasks() if before[row.id].status is Status.DONE}
    done = [row.id for row in now.state.tasks() if now[row.id].status is Status.DONE and row.id not in was]
    return done, now[WHOLE].completion - before[WHOLE].completion


def _by_chapter(overview: Overview) -> Counted:
    """Return the counts of the highest sections that have tasks; of a document's only one those below it."""
    rows = []
    for document in overview.state.documents():
        sections = _chapters(overview, document.id)
        several = len(overview.state.documents()) > 1
        for section in sections:
            standing = overview[section.id]
            name = f"{document.title or document.name}：{section.heading}" if several else section.heading
            numbers = (standing.tasks, standing.done, f"{standing.completion:.1f}%", standing.red, standing.yellow)
            rows.append((name, *map(str, numbers)))
    heads = ("章节", "任务数", "已完成", "完成率", "红灯", "黄灯")
    return Counted("各章节进展情况表", heads, tuple(rows), (5, 1, 1, 1.2, 1, 1))


def _chapters(overview: Overview, owner: str) -> list[SectionRow]:
    items = [row for row in overview.state.items(owner) if isinstance(row, SectionRow) and overview[row.id].tasks]
    return _chapters(overview, items[0].id) or items if len(items) == 1 else items


def _by_unit(counts: Tallies, overview: Overview) -> Counted:
    names = status_names(overview.state)
    rows = [(name, *_unit_numbers(tally)) for name, tally in counts.units.items()]
    heads = ("单位", "任务数", names[Status.DONE], "红灯", "黄灯", "逾期")
    return Counted("各责任单位进展情况表", heads, tuple(rows), (5, 1, 1, 1, 1, 1))


def _unit_numbers(tally: Tally) -> Iterator[str]:
    lights = (tally.lights.get(light, 0) for light in (Light.RED, Light.YELLOW))
    yield from map(str, (tally.tasks, tally.statuses.get(Status.DONE, 0), *lights, tally.overdue))


def _done(basis: ReportBasis) -> Iterator[Part]:
    """Yield what was reported in the period, chapter by chapter, gathered from the notes upward."""
    overview = basis.overview
    found = False
    for document in overview.state.documents():
        for section in _chapters(overview, document.id):
            lines = list(_notes(basis, section.id, "done"))
            if lines:
                found = True
                yield Head(2, section.title)
                yield Told(f"done:{section.id}", _short(lines))
    if not found:
        yield Told("done", "本期没有填报进展。")


def _notes(basis: ReportBasis, owner: str, part: str) -> Iterator[str]:
    """Yield what the notes of the period say of a part, for every task below an item: who, then what."""
    view, day = view_of(basis.overview), basis.overview.today.isoformat()
    for _, row in basis.overview.state.walk(owner):
        if not isinstance(row, TaskRow):
            continue
        task = InProject(view, row)
        said: dict[str, str] = {}
        for note in task.notes:
            if basis.first <= note.date <= day and (text := getattr(note, part)):
                said[text] = note.author
        units = {name for name, _ in task.team.everybody()}
        for text, author in said.items():
            who = author if author in units else "、".join(task.team.lead or task.team.responsible)
            yield f"{_start(row.text)}：{f'{who}，' if who else ''}{_ENDS.sub('', ' '.join(text.split()))}。"


def _start(text: str, most: int = 24) -> str:
    """Return the beginning of a task up to its first pause, shortened where that is late."""
    clause = re.split(r"[，。；：,;]", text, maxsplit=1)[0]  # 新建基站3000个，
    return f"{clause[:most]}…" if len(clause) > most else clause


def _short(lines: Sequence[str]) -> str:
    more = [f"其余{len(lines) - MOST_TOLD}条从略。"] if len(lines) > MOST_TOLD else []
    return "\n".join([*lines[:MOST_TOLD], *more])


def _behind(overview: Overview) -> Iterator[Part]:
    """Yield the tasks with red lights and those that are said to be behind, with why."""
    view = view_of(overview)
    tasks = [InProject(view, row) for row in overview.state.tasks() if not overview.state.items(row.id)]
    late = [task for task in tasks if task.light is Light.RED or task.status is Status.BEHIND]
    if not late:
        yield Told("behind", "没有滞后和逾期的任务。", {"behind": "0项"})
        return
    yield told("behind", "滞后和逾期的任务共{behind}，详见下表。", {"behind": f"{len(late)}项"})
    keys = ("text", "lead", "deadline", "status", "reason")
    rows = [(str(place), *(TASKS[key].words(task) for key in keys)) for place, task in enumerate(late, start=1)]
    heads = ("序号", "任务", "牵头单位", "完成时限", "状态", "原因")
    yield Counted("滞后和逾期任务清单", heads, tuple(rows), (0.9, 5, 2.4, 1.9, 1.3, 3), first=len(heads))


def _said(basis: ReportBasis, part: str) -> Told:
    lines = [line for row in basis.overview.state.documents() for line in _notes(basis, row.id, part)]
    nothing = {"problems": "各单位本期没有报告存在的问题。", "next_steps": "各单位本期没有报告下一步措施。"}
    return Told(part, _short(lines) or nothing[part])


def _silent(silent: Mapping[str, int]) -> Told:
    units = {name: count for name, count in silent.items() if name}
    nobody = f"；另有{silent['']}项任务没有责任单位" if silent.get("") else ""
    if not units:
        return Told("silent", f"各单位均已报送{nobody}。", {"silent": "0个单位"})
    names = "、".join(f"{name}（{count}项）" for name, count in units.items())
    return told("silent", f"尚有{{silent}}未报送：{names}{nobody}。", {"silent": f"{len(units)}个单位"})


_MOVED = (
    Happening.DONE,
    Happening.BEGUN,
    Happening.NEWLY_RED,
    Happening.NO_LONGER_RED,
    Happening.LIMIT,
    Happening.UNIT,
    Happening.ADDED,
    Happening.REMOVED,
)
"""What a report tells of changes; notes, texts and percents are told elsewhere in it."""


def moved_lines(found: Differences) -> list[str]:
    """Return what has changed since the last period, a line for each kind."""
    lines = []
    for kind in _MOVED:
        items = found.of(kind)
        if items:
            names = [f"{_start(item.text)}{_old_and_new(item)}" for item in items[:_MOST_NAMED]]
            more = "等" if len(items) > _MOST_NAMED else ""
            lines.append(f"{kind.label}{len(items)}项：{'；'.join(names)}{more}。")
    return lines


def _old_and_new(item: Happened) -> str:
    if item.kind not in {Happening.LIMIT, Happening.UNIT}:
        return ""
    return f"（{item.old or '无'}→{item.new or '无'}）"
