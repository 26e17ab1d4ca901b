"""Use cases of papers on tasks: 交办单, 催办单, 督办单, written for each leading unit and remembered in the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planlens.model import Light, PlanlensError
from planlens.model.file_errors import must_be_file, reason
from planlens.workflow.circle import make_folder

if TYPE_CHECKING:
    from planlens.exchange.papers import Item
    from planlens.model import SlipKind
    from planlens.project.office.address import Place
    from planlens.project.project import Edit, Project
    from planlens.views.fields.seen import InProject

Report = Callable[[float, str], None]

_PLAIN_NUMBER = re.compile(r"[0-9]{1,9}")  # 001 of 2026-001


def _silent(fraction: float, text: str) -> None:
    del fraction, text


@dataclass(frozen=True, slots=True)
class SlipWanted:
    """What papers on tasks are wanted.

    Attributes:
        kind: 交办单, 催办单 or 督办单.
        ids: the tasks; each goes to its leading unit.
        day: the day on the papers.
        number: the number of the first one, the next free one of the year without; further ones count on.
        due: by when, as deadlines are written; None for what the tasks say.
        requirement: 工作要求, "" for the usual one.
        sender: who sends it.
        template: an office's own layout (.docx), None for planlens's.
    """

    kind: str
    ids: tuple[str, ...]
    day: date
    number: str = ""
    due: str | None = None
    requirement: str = ""
    sender: str = ""
    template: Path | None = None


@dataclass(frozen=True, slots=True)
class MadeSlips:
    """Papers that are written: the file of each unit, and the edit by which the ledger remembers them."""

    files: dict[str, Path]
    edit: Edit


def make_slips(project: Project, folder: Path, wanted: SlipWanted) -> dict[str, Path]:
    """Write a paper for each unit that leads some of the tasks, and remember them as one action.

    Returns:
        The files by unit.

    Raises:
        PlanlensError: a task is unknown or has no unit, the number is taken, or a file cannot be written.
    """
    from planlens.views.items import ShownRows, meant

    made = _written_slips(project, folder, wanted)
    project.apply(meant(made.edit, ShownRows(project.state)))
    return made.files


def slips_of_file(path: Place, folder: Path, wanted: SlipWanted, report: Report = _silent) -> MadeSlips:
    """Write papers on tasks of a project file that another process may have open; the caller applies the edit.

    The edit is one of rows as they are shown: what it means is said by :func:`planlens.views.items.meant`.

    Raises:
        PlanlensError: as :func:`make_slips`.
    """
    from planlens.project import files

    with files.open_project(path, "", read_only=True) as opened:
        return _written_slips(opened, folder, wanted, report)


def slip_sample_file(target: Path, kind: str, report: Report = _silent) -> Path:
    """Write planlens's layout of a paper as a template for an office's own.

    Raises:
        PlanlensError: the file cannot be written.
    """
    from planlens.exchange.papers import slip_sample
    from planlens.exports.saving import save

    report(0.0, "写出模板")
    path = target if target.suffix.lower() == ".docx" else target.with_name(f"{target.name}.docx")
    save(path, lambda: slip_sample(kind))
    return path


def _written_slips(project: Project, folder: Path, wanted: SlipWanted, report: Report = _silent) -> MadeSlips:
    from planlens.exchange.papers import Slip, grouped, slip_file
    from planlens.exports.saving import save
    from planlens.project.edits import MakeSlip, Together
    from planlens.project.evidence import safe_name

    kind = _kind_of(wanted)
    groups = grouped(_slip_items(project, wanted.ids, wanted.day))
    numbers = _slip_numbers(project, kind.value, wanted, len(groups))
    template = _template(wanted.template)
    keys = _ids_by_unit(project, wanted.ids)
    make_folder(folder)
    edits, contents = [], {}
    day = wanted.day.isoformat()
    for (unit, items), number in zip(groups.items(), numbers, strict=True):
        person = _responsible_person(project, keys[unit], unit)
        slip = Slip(kind.label, number, day, unit, items, person, wanted.due, wanted.requirement, wanted.sender)
        contents[unit] = (folder / safe_name(f"{kind.label}_{number}_{unit}.docx"), slip_file(slip, template))
        edits.append(MakeSlip(keys[unit], kind, number, day, wanted.due, unit, wanted.requirement))
    _check(project, edits)
    for count, (path, data) in enumerate(contents.values()):
        report(count / len(contents), f"写出 {path.name}")
        save(path, lambda data=data: data)  # type: ignore[misc]
    edit = Together(tuple(edits), f"开出{kind.label}{len(edits)}份")
    return MadeSlips({unit: path for unit, (path, _) in contents.items()}, edit)


def _template(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        must_be_file(path)
        return path.read_bytes()
    except OSError as error:
        message = f"无法读取模板 {path.name}：{reason(error)}。请重新选择。"
        raise PlanlensError("bad-template", message) from error


def _check(project: Project, edits: Sequence[Edit]) -> None:
    """Refuse what the ledger would not remember, before any file is written.

    Raises:
        PlanlensError: a number is taken, or a time limit is none.
    """
    from planlens.project.rows import TABLES
    from planlens.project.state import Draft
    from planlens.views.items import ShownRows, meant

    rows = ShownRows(project.state)
    draft = Draft(project.state, {kind.letter: 10**9 for kind in TABLES}, date.today().isoformat())
    try:
        for edit in edits:
            meant(edit, rows).run(draft)
    finally:
        draft.rollback()


def _kind_of(wanted: SlipWanted) -> SlipKind:
    from planlens.model import SlipKind

    kind = next((item for item in SlipKind if wanted.kind in {item.label, item.value}), None)
    if kind is None:
        raise PlanlensError(
            "unknown-kind", f"没有“{wanted.kind}”，可用：{'、'.join(item.label for item in SlipKind)}。"
        )
    return kind


def planned_slips(project: Project, wanted: SlipWanted) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the papers that would be written: by unit its number, and the ids of its tasks.

    Raises:
        PlanlensError: a task is unknown or has no unit.
    """
    groups = _ids_by_unit(project, wanted.ids)
    numbers = _slip_numbers(project, _kind_of(wanted).value, wanted, len(groups))
    return {unit: (number, keys) for (unit, keys), number in zip(groups.items(), numbers, strict=True)}


def planned_words(planned: Mapping[str, tuple[str, tuple[str, ...]]]) -> str:
    """Return the numbers of what would be written, in words: 编号 2026-004 至 2026-008."""
    numbers = [number for number, _ in planned.values()]
    if not numbers:
        return "请至少勾选一个单位。"
    return f"编号 {numbers[0]}。" if len(numbers) == 1 else f"编号 {numbers[0]} 至 {numbers[-1]}。"


def tasks_for_slips(project: Project, day: date, light: Light | None, unit: str | None) -> tuple[str, ...]:
    """Return the tasks with a light that a unit leads, of any light or unit where none is named.

    Raises:
        PlanlensError: ``nothing-to-do``, neither is named or there is none.
    """
    if light is None and unit is None:
        raise PlanlensError("nothing-to-do", "请写出任务编号，或用 --light、--unit 选择任务。")
    from planlens.views.fields.seen import view_of
    from planlens.views.overview import overview_on

    found = []
    for task in view_of(overview_on(project, today=day)).tasks():
        team = task.team
        leads = [*team.lead, *team.responsible, *team.support][:1]
        if (light is None or task.light is light) and (unit is None or unit in leads) and leads:
            found.append(task.id)
    if not found:
        raise PlanlensError("nothing-to-do", "没有符合条件的任务。")
    return tuple(found)


def _leading_unit(task: InProject) -> str:
    team = task.team
    found = [*team.lead, *team.responsible, *team.support]
    if not found:
        raise PlanlensError("no-unit", f"任务“{task.text[:20]}”没有责任单位，请先核定。")
    return found[0]


def _tasks_of(project: Project, ids: Sequence[str], day: date) -> list[InProject]:
    """Return tasks as they are shown: a sentence of an item means its item."""
    from planlens.project.rows import TaskRow
    from planlens.views.fields.seen import InProject, view_of
    from planlens.views.items import ShownRows
    from planlens.views.overview import Overview

    rows = ShownRows(project.state)
    view = view_of(Overview(rows.state, day))
    return [InProject(view, rows.state.get(key, TaskRow)) for key in dict.fromkeys(map(rows.shown_id, ids))]


def _slip_items(project: Project, ids: Sequence[str], day: date) -> Iterator[tuple[str, Item]]:
    from planlens.exchange.papers import Item
    from planlens.views.fields.tasks import TASKS

    if not ids:
        raise PlanlensError("no-item", "请先选择任务。")
    for task in _tasks_of(project, ids, day):
        told = (TASKS[key].words(task) for key in ("support", "deadline", "done", "light", "reason"))
        support, deadline, done, light, reason = told
        unit = _leading_unit(task)
        yield unit, Item(task.text, unit, support, deadline, done, light, reason)


def _ids_by_unit(project: Project, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for task in _tasks_of(project, ids, date.today()):
        unit = _leading_unit(task)
        found[unit] = (*found.get(unit, ()), task.id)
    return found


def _responsible_person(project: Project, ids: Sequence[str], unit: str) -> str:
    """Return who is responsible: of the tasks where they agree, else of the unit."""
    from planlens.model import PersonKind
    from planlens.project.ledger import people_of, people_of_units

    own = {row.name for key in ids for row in people_of(project.state, key, PersonKind.RESPONSIBLE)}
    if len(own) == 1:
        return own.pop()
    known = people_of_units(project.state).get(unit, [])
    return next((row.name for row in known if row.kind == PersonKind.RESPONSIBLE), "")


def _slip_numbers(project: Project, kind: str, wanted: SlipWanted, count: int) -> list[str]:
    """Return the numbers of slips: from the one given, else the next free one of the year (2026-001)."""
    from planlens.project.rows import SlipRow

    taken = {row.number for row in project.state.children("", SlipRow) if row.kind == kind}
    first = wanted.number.strip()
    if not first:
        year = f"{wanted.day.year}-"
        used = [int(number[5:]) for number in taken if number.startswith(year) and _PLAIN_NUMBER.fullmatch(number[5:])]
        first = f"{year}{max(used, default=0) + 1:03}"
    found = re.fullmatch(r"(.*?)(\d+)(\D*)", first, re.S)  # 督〔2026〕3号
    if found is None:
        return [first] if count == 1 else [f"{first}-{place}" for place in range(1, count + 1)]
    before, digits, after = found.groups()
    return [f"{before}{int(digits) + place:0{len(digits)}}{after}" for place in range(count)]
