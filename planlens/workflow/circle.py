"""Use cases of the circle: workbooks out to the units, and what they return into the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from planlens.model import PlanlensError
from planlens.model.file_errors import reason
from planlens.workflow.returned_files import ReadBooks, read_books, returned_files

if TYPE_CHECKING:
    from planlens.exchange.books import Book
    from planlens.exchange.comparing import Replies, Reply
    from planlens.exchange.item_rows import ItemTask
    from planlens.exchange.returned import Ledger
    from planlens.project.changes import Changes
    from planlens.project.office.address import Place
    from planlens.project.project import Edit, Project
    from planlens.project.state import State
    from planlens.views.fields.answers import Desk
    from planlens.views.fields.field import Fields
    from planlens.views.fields.seen import InProject, Seen

Report = Callable[[float, str], None]
SENT = "sent"
"""The project's setting that remembers what was sent last: period, day, when, and the units."""

NAME = "{单位}_{期}"
"""How files are called, without their ending."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What was written: files by unit with the number of tasks, the units that owe nothing, tasks that nobody has.

    *period* is the period in words, *filled* are the titles of the columns that units fill in.
    """

    files: dict[str, tuple[Path, int]]
    idle: tuple[str, ...]
    unassigned: int
    period: str = ""
    filled: tuple[str, ...] = ()


def _silent(fraction: float, text: str) -> None:
    del fraction, text


def mark_of(project: Project) -> str:
    """Return what stands for a ledger and all its copies: a digest of its first action, "" for an empty one."""
    if not project.state.documents() and not project.state.tasks():
        return ""
    entry, _ = project.store.entry(1)
    return hashlib.sha256(f"{entry.time}\n{entry.who}\n{entry.items}".encode()).hexdigest()[:16]


def period_of(day: date) -> str:
    """Return the period that a day is in, in words: ``2026年11月``."""
    return f"{day.year}年{day.month}月"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What units are asked.

    Attributes:
        day: the day up to which they report.
        period: the period in words, by default that of the day.
        shown: keys of the columns that are told, None for the usual ones.
        filled: keys of those to be filled in.
        ended: whether finished and cancelled tasks are asked for too.
        units: only these units, None for all.
        name: how the files are called; 单位 and 期 in braces are filled in.
        due: by when answers are wanted (报送期限), None for as usual.
    """

    day: date
    period: str = ""
    shown: Sequence[str] | None = None
    filled: Sequence[str] | None = None
    ended: bool = False
    units: Collection[str] | None = None
    name: str = NAME
    due: date | None = None

    @property
    def due_words(self) -> str:
        """By when answers are wanted, in words; "" for as usual."""
        from planlens.model.wording import deadline_words

        return deadline_words(self.due.isoformat()) if self.due else ""


def due_day(deadline: str | None) -> date | None:
    """Return the last day of a typed time limit (2026-12 is the 31st), None for none.

    Raises:
        PlanlensError: ``bad-deadline``, 长期 is no limit for an answer.
    """
    from planlens.model.lights import deadline_day

    day = deadline_day(deadline)
    if deadline and day is None:
        raise PlanlensError("bad-deadline", "报送期限应是某一天，例如 2026-12-05。请重新填写。")
    return day


def usual_due(state: State, day: date, today: date) -> date | None:
    """Return by when units have to report for the period that a day is in, as the project's rhythm has it.

    None without a rhythm, and where that day has passed: who asks late has to say by when.
    """
    from planlens.views.ledger.calendar import reporting_period

    period = reporting_period(state, day)
    return period.due if period is not None and period.due >= today else None


def usual_day(state: State, today: date) -> date:
    """Return the day up to which units are asked: today, or the last day of the period that is still to be reported.

    With 次月5日前 units are asked for November on 1 December, as long as they have time for it.
    """
    from planlens.views.ledger.calendar import reporting_period

    period = reporting_period(state, today)
    before = reporting_period(state, period.start - timedelta(1)) if period is not None else None
    return before.end if before is not None and before.due >= today else today


def usual_period(state: State, day: date) -> str:
    """Return the period that a day is in, in words: that of the project's rhythm (2026年第4季度), else the month."""
    from planlens.views.ledger.calendar import reporting_period

    period = reporting_period(state, day)
    return period.name if period is not None else period_of(day)


def send_packets(
    project: Project,
    folder: Path,
    wanted: Wanted,
    fields: Fields[Seen] | None = None,
    *,
    remember: bool = True,
    report: Report = _silent,
) -> Sending:
    """Write a workbook for each unit that owes an answer.

    Args:
        project: the open project.
        folder: where the workbooks go; made where it is missing.
        wanted: what is asked.
        fields: what is told of tasks, by default all that planlens knows.
        remember: whether the project keeps what was sent; False for one that is only read.
        report: told of each file.

    Raises:
        PlanlensError: a field or a unit is unknown, nothing is to be sent, or a file cannot be written.
    """
    from planlens.exchange import packet, workbook
    from planlens.exports.saving import save
    from planlens.project.evidence import safe_name
    from planlens.project.settings import status_names
    from planlens.views.fields.field import Use
    from planlens.views.overview import overview_on

    _check_units(project, wanted.units)
    period, day = wanted.period.strip() or usual_period(project.state, wanted.day), wanted.day
    columns = {"shown": wanted.shown or packet.SHOWN, "filled": wanted.filled or packet.FILLED}
    known = _with_own_fields(project, fields)
    told = packet.asked_for(known, period, day, **columns, ended=wanted.ended, units=wanted.units, due=wanted.due_words)
    overview = overview_on(project)
    packets, idle = packet.packets_of(overview, told, mark_of(project))
    if not packets:
        raise PlanlensError("nothing-to-send", "没有需要填报的单位：任务都没有责任单位，或都已办结。请先核定责任单位。")
    names = _file_names([item.unit for item in packets], period, wanted.name, safe_name)
    make_folder(folder)
    statuses, choices = [*status_names(project.state).values()], _choices(project, known)
    files: dict[str, tuple[Path, int]] = {}
    for count, item in enumerate(packets):
        report(count / len(packets), f"写出 {item.unit}")
        path = folder / f"{names[item.unit]}.xlsx"
        save(path, lambda item=item: workbook.written(item, statuses, choices))  # type: ignore[misc]
        files[item.unit] = (path, len(item.lines))
    nobody = sum(not any(True for _ in task.team.everybody()) for task in _tasks(project))
    titles = tuple(field.title_in(Use.LEDGER) for field in told.filled)
    sent = Sending(files, tuple(idle), nobody, period, titles)
    if remember:
        project.apply(remember_sent(wanted, sent))
    return sent


def _with_own_fields(project: Project, fields: Fields[Seen] | None) -> Fields[Seen]:
    """Return fields with those that the project has of its own."""
    from planlens.views.fields.ledger import fields_in
    from planlens.views.fields.tasks import TASKS

    return fields_in(project.state, fields or TASKS)


def _choices(project: Project, fields: Fields[Seen]) -> dict[str, Sequence[str]]:
    """Return the words that may stand in a project's own fields, by the fields' keys."""
    from planlens.project.ledger import own_fields
    from planlens.views.fields.ledger import OWN

    found: dict[str, Sequence[str]] = {}
    for row in own_fields(project.state):
        key = f"{row.title}{OWN}"
        if row.options:
            found[key if key in fields else row.title] = row.options
    return found


def _tasks(project: Project) -> Iterator[Seen]:
    from planlens.views.fields.seen import view_of
    from planlens.views.overview import overview_on

    return view_of(overview_on(project)).tasks()


def send_file(
    path: Place,
    folder: Path,
    wanted: Wanted,
    notice: str | None = None,
    report: Report = _silent,
) -> Sending:
    """Write packets of a project file that another process may have open, as :func:`send_packets`.

    Args:
        path: the project file.
        folder: where the workbooks go.
        wanted: what is asked.
        notice: who signs the covering notice that is written beside them, None for no notice.
        report: told of each file.

    Raises:
        PlanlensError: as :func:`send_packets`.
    """
    from planlens.project import files

    with files.open_project(path, "", read_only=True) as opened:
        sent = send_packets(opened, folder, wanted, remember=False, report=report)
    if notice is not None:
        write_notice(sent, folder, wanted, notice)
    return sent


def write_notice(sent: Sending, folder: Path, wanted: Wanted, sender: str) -> Path:
    """Write the covering notice of packets beside them; return the file.

    Raises:
        PlanlensError: the file cannot be written.
    """
    from planlens.exchange.papers import notice_file
    from planlens.exports.saving import save
    from planlens.project.evidence import safe_name

    period = sent.period
    counts = {unit: count for unit, (_, count) in sent.files.items()}
    days = wanted.day.isoformat(), date.today().isoformat()
    content = notice_file(counts, period, days, wanted.due_words, sent.filled, sender)
    path = folder / safe_name(f"关于报送{period}进展情况的通知.docx")
    save(path, lambda: content)
    return path


def remember_sent(wanted: Wanted, sent: Sending) -> Edit:
    """Return the edit by which a project remembers what was sent last."""
    from planlens.project.edits import SetSetting

    due = {"due": wanted.due.isoformat()} if wanted.due else {}
    return SetSetting(SENT, {"period": sent.period, "day": wanted.day.isoformat(), "units": [*sent.files], **due})


def _check_units(project: Project, units: Collection[str] | None) -> None:
    from planlens.project.rows import UnitRow

    known = {row.name for row in project.state if isinstance(row, UnitRow) and row.is_responsible}
    unknown = [name for name in units or () if name not in known]
    if unknown:
        raise PlanlensError("unknown-unit", f"项目中没有这些责任单位：{'、'.join(unknown)}。请核对单位名称。")


def _file_names(units: Sequence[str], period: str, name: str, safe: Callable[[str], str]) -> dict[str, str]:
    """Return how each unit's file is called, no two alike on any system."""
    if "{单位}" not in name:
        raise PlanlensError("bad-name", "文件名中应有“{单位}”，否则各单位的文件会互相覆盖，例如 {单位}_{期}。")
    found: dict[str, str] = {}
    taken: set[str] = set()
    for unit in units:
        stem = safe(f"{name.replace('{单位}', unit).replace('{期}', period)}.xlsx").removesuffix(".xlsx")
        free, count = stem, 1
        while free.lower() in taken:
            count += 1
            free = f"{stem}（{count}）"
        taken.add(free.lower())
        found[unit] = free
    return found


def make_folder(folder: Path) -> None:
    """Make a folder where it is missing.

    Raises:
        PlanlensError: ``not-written``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlanlensError(
            "not-written", f"不能建立文件夹：{folder}（{reason(error)}）。请换一个位置再试。"
        ) from error


def compare_returns(
    project: Project,
    paths: Sequence[Path],
    today: date,
    *,
    period: str | None = None,
    fields: Fields[Seen] | None = None,
    report: Report = _silent,
    read: ReadBooks = read_books,
) -> tuple[Replies, Desk]:
    """Read what came back and compare it with what was sent and with what stands now; nothing is changed.

    Args:
        project: the open project.
        paths: files, folders and zips.
        today: the day of notes whose workbook names none.
        period: the period that is collected, by default that of the last sending; "" for any.
        fields: what is told of tasks, by default all that planlens knows.
        report: told of each file.
        read: reads a file.

    Raises:
        PlanlensError: nothing is there; a single file that cannot be read is one of the comparison's problems.
    """
    from planlens.exchange.comparing import compared
    from planlens.exchange.returned import ReturnProblem, answers_in

    files = returned_files(paths)
    books: list[Book] = []
    unread: list[ReturnProblem] = []
    for count, path in enumerate(files):
        report(0.9 * count / len(files), f"读取 {path.name}")
        try:
            found = read(path, _silent)
        except PlanlensError as error:
            unread.append(ReturnProblem(path.name, error.message))
            continue
        if not found:
            unread.append(ReturnProblem(path.name, "里面没有可以收取的文件。"))
        for name, book in found:
            if isinstance(book, str):
                unread.append(ReturnProblem(name, book))
            else:
                books.append(book)
    report(0.9, "与台账比较")
    ledger, desk = ledger_of(project, today, fields)
    returned = answers_in(books, ledger)
    returned.problems[:0] = unread
    wanted = last_sent(project) if period is None else period
    replies = compared(returned, ledger, desk, len(books) + len(unread), wanted)
    return replace(replies, missing=_missing(project, wanted, replies.answered)), desk


def ledger_of(project: Project, today: date, fields: Fields[Seen] | None = None) -> tuple[Ledger, Desk]:
    """Return the tasks that returned rows can be, and what typed text is read with."""
    from planlens.exchange.returned import Ledger
    from planlens.language.unit_names import resolved
    from planlens.project.rows import UnitRow
    from planlens.views.fields.answers import Desk
    from planlens.views.fields.seen import InProject, view_of
    from planlens.views.overview import Overview

    state = project.state
    units = frozenset(row.name for row in state if isinstance(row, UnitRow) and row.is_responsible)
    view = view_of(Overview(state, today))
    tasks = {row.id: InProject(view, row) for row in state.tasks()}
    desk = Desk(state, today, lambda name: resolved(name, units))
    items, known = _items(state, today), _with_own_fields(project, fields)
    return Ledger(mark_of(project), known, tasks, units, items, _as_one(state, today, items)), desk


def _as_one(
    state: State, today: date, items: Mapping[str, Sequence[ItemTask]]
) -> Callable[[tuple[str, ...]], InProject]:
    """Return what tells how tasks stand as one item: those of the tree are known, any others are put together."""
    from planlens.project.rows import TaskRow
    from planlens.views.fields.seen import InProject, view_of
    from planlens.views.items.shown import as_one
    from planlens.views.overview import Overview

    known = {item.sentences: item.task for same in items.values() for item in same}

    def stands(sentences: tuple[str, ...]) -> InProject:
        if sentences not in known:
            shown = as_one(state, sentences).state
            known[sentences] = InProject(view_of(Overview(shown, today)), shown.get(sentences[0], TaskRow))
        return known[sentences]

    return stands


def _items(state: State, today: date) -> dict[str, list[ItemTask]]:
    """Return the items of several tasks by their words."""
    from planlens.exchange.item_rows import ItemTask
    from planlens.exchange.packet import plain
    from planlens.model.granularity import Granularity
    from planlens.project.rows import TaskRow
    from planlens.views.fields.seen import InProject, view_of
    from planlens.views.items.shown import as_shown
    from planlens.views.overview import Overview

    shown = as_shown(state, Granularity.ITEM)
    view = view_of(Overview(shown, today))
    found: dict[str, list[ItemTask]] = {}
    for key, rows in shown.parts.items():
        task = InProject(view, shown.get(key, TaskRow))
        found.setdefault(plain(task.text), []).append(ItemTask(task, tuple(row.id for row in rows)))
    return found


def _missing(project: Project, period: str, answered: Collection[str]) -> tuple[str, ...]:
    """Return the units that were asked for a period and have not answered: not now, and not before by a note."""
    from planlens.project.rows import NoteRow
    from planlens.project.settings import setting

    sent = setting(project.state, SENT)
    if not isinstance(sent, dict) or not period or sent.get("period") != period:
        return ()
    told = {note.author for note in project.state.all(NoteRow) if note.date == sent.get("day")}
    return tuple(unit for unit in map(str, sent.get("units", ())) if unit not in answered and unit not in told)


def last_sent(project: Project) -> str:
    """Return the period for which units were asked last, "" for none."""
    from planlens.project.settings import setting

    found = setting(project.state, SENT)
    return str(found.get("period", "")) if isinstance(found, dict) else ""


def take_returns(project: Project, changes: Iterable[Reply], desk: Desk) -> Changes | None:
    """Take answers into the ledger as one action that can be undone; None for none.

    Raises:
        PlanlensError: one of them is not possible, or the project cannot be written; nothing is taken then.
    """
    from planlens.exchange.taking import taken

    edit = taken(changes, desk)
    return project.apply(edit) if edit is not None else None
