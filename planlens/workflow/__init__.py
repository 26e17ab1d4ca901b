"""The use cases as plain, typed functions: the only door of every front-end.

The door itself is light: a use case loads the rooms that it needs when it is used. So the window can hand any of these
functions to the background process without ever loading what they need.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planlens.model import Document, FileFormat, Formats, Plan, PlanlensError, Reading, Span, Target, UnitRole

if TYPE_CHECKING:
    from planlens.exports.choice import ExportChoice, Look
    from planlens.language.unit_names import KnownUnit
    from planlens.model.granularity import Granularity
    from planlens.model.versions import NewVersion
    from planlens.project.changes import Changes
    from planlens.project.office.address import Place
    from planlens.project.project import Project
    from planlens.project.rows import DocumentRow
    from planlens.project.sqlite.salvage import Salvaged
    from planlens.project.versions import Basis
    from planlens.views.fields.field import Fields
    from planlens.views.fields.seen import Seen
    from planlens.views.fields.seen_targets import SeenTarget

Report = Callable[[float, str], None]
"""Called with the fraction done (0 to 1) and what is being done, in Chinese; may raise to cancel."""
ReadWhole = Callable[[Path, Report], tuple[Plan, bytes]]
ReadToAdopt = Callable[[Path, Report], "tuple[Plan, bytes] | tuple[Plan, bytes, Granularity]"]
"""Reads a file: what was understood, and its bytes."""


def _silent(fraction: float, text: str) -> None:
    del fraction, text


def warm_up(report: Report = _silent) -> None:
    """Load what reading needs, so that the first document is read as fast as the next."""
    from planlens import analysis, exports, readers
    from planlens.language.words import frequency

    del report, analysis, exports, readers
    frequency("任务")


def pinyin_letters(report: Report = _silent) -> dict[str, str]:
    """Return the characters of each set of pinyin initials, for :class:`planlens.language.pinyin.Initials`."""
    from planlens.language.pinyin import first_letters

    report(0.0, "读取拼音")
    return first_letters()


def formats(report: Report = _silent) -> Formats:
    """Return every file format that is read or written, for front-ends that load no reader themselves."""
    from planlens.exports import all_exporters
    from planlens.readers import all_readers

    del report
    return Formats(
        tuple(FileFormat(reader.format, reader.label, reader.extensions) for reader in all_readers()),
        tuple(
            FileFormat(item.format, item.label, (item.extension,), item.has_columns, item.has_paper)
            for item in all_exporters()
        ),
    )


def read_plan(path: Path, report: Report = _silent) -> Plan:
    """Read a file and understand it.

    Raises:
        PlanlensError: the file cannot be read.
    """
    from planlens.analysis import analyse
    from planlens.readers import read_document
    from planlens.workflow.assigning import with_memory
    from planlens.workflow.habits import known_habits

    report(0.0, "读取文件")
    document = read_document(path, lambda done: report(0.1, f"识别文字，已完成 {done} 页"))
    told = _part(report, 0.1, 0.9)
    return with_memory(analyse(document, told, habits=known_habits()))


def read_pasted(text: str, html: str = "", name: str = "粘贴的文字", report: Report = _silent) -> Plan:
    """Understand what was pasted: the clipboard's plain text, and the same as HTML where there is such.

    Raises:
        PlanlensError: see :func:`planlens.readers.pasted.read_pasted`.
    """
    from planlens.analysis import analyse
    from planlens.readers import pasted
    from planlens.workflow.assigning import with_memory
    from planlens.workflow.habits import known_habits

    report(0.0, "读取剪贴板")
    document = pasted.read_pasted(text, html, name)
    told = _part(report, 0.1, 0.9)
    return with_memory(analyse(document, told, habits=known_habits()))


def pasted_file(text: str, html: str = "", report: Report = _silent) -> tuple[str, bytes]:
    """Return what was pasted as a file, its ending and its bytes; see :func:`planlens.readers.pasted.pasted_file`."""
    from planlens.readers import pasted

    del report
    return pasted.pasted_file(text, html)


def reading_of(document: Document, report: Report = _silent) -> Reading:
    """Return a document's paragraphs and sentences."""
    from planlens.analysis.outline import selection

    del report
    return selection.reading_of(document)


def units_in(document: Document, span: Span, report: Report = _silent) -> tuple[tuple[str, UnitRole], ...]:
    """Return the units, with their roles, that a selected part of a document names."""
    from planlens.analysis.outline import selection

    del report
    return selection.units_in(document, span)


def targets_in(document: Document, span: Span, report: Report = _silent) -> tuple[Target, ...]:
    """Return the targets in a selected part of a document, without ids."""
    from planlens.analysis.outline import selection

    del report
    return selection.targets_in(document, span)


def deadline_in(document: Document, span: Span, report: Report = _silent) -> tuple[str, Span] | None:
    """Return the time limit in a selected part of a document and where it stands; None for none."""
    from planlens.analysis.outline import selection

    del report
    return selection.deadline_in(document, span)


def known_units(title: str, text: str, report: Report = _silent) -> tuple[KnownUnit, ...]:
    """Return the offices there are where a plan of this title and text comes from, for completing typed names."""
    from planlens.analysis.notes import gazetteer
    from planlens.analysis.notes.places import place_in

    report(0.0, "读取单位表")
    return gazetteer.known_units(place_in(title, text))


def by_item(plan: Plan, report: Report = _silent) -> Plan:
    """Return a plan with the sentences of each item (条) as one task, see :mod:`planlens.views.items`."""
    from planlens.views.items import items_in, joined

    del report
    return joined(plan, items_in(plan))


def export(plan: Plan, path: Path, columns: Sequence[str] | None = None, look: Look | None = None) -> Path:
    """Write the plan's task table to *path*, in the format that its ending names, and return the path written.

    Raises:
        PlanlensError: the format is unknown or the file cannot be written.
    """
    from planlens.exports import export_plan

    return export_plan(plan, path, columns=columns, look=look)


def open_project(path: Place, who: str, *, read_only: bool = False, secret: str = "") -> Project:
    """Open a project; the first opening of a day to write makes a copy beside its file.

    An office's ledger is opened at its address, with the password *secret* where libpq finds none.

    Raises:
        PlanlensError: ``file-missing``, ``in-use`` (offer *read_only*), ``read-only``, ``not-a-project``, ``too-new``,
            or ``damaged``: the file has been moved aside and the message names the newest good copy.
    """
    from planlens.project import files

    return files.open_project(path, who, read_only=read_only, secret=secret)


def save_copy(project: Project, path: Path) -> Path:
    """Write a copy of an open project (另存为) and return the path written; the project stays where it is.

    Raises:
        PlanlensError: see :func:`planlens.project.files.save_copy`.
    """
    from planlens.project import files

    return files.save_copy(project, path)


def save_sound_part(path: Path, target: Path, who: str) -> tuple[Path, Salvaged]:
    """Write what is sound of a damaged project into a new one (另存完好部分); the damaged file stays as it is.

    Returns:
        The path written, and what was left out or made of the history again.

    Raises:
        PlanlensError: see :func:`planlens.project.files.save_sound_part`.
    """
    from planlens.project import files

    return files.save_sound_part(path, target, who)


def read_whole(path: Path, report: Report = _silent) -> tuple[Plan, bytes]:
    """Return the plan of a file and the file's bytes.

    Raises:
        PlanlensError: the file cannot be read.
    """
    data = path.read_bytes() if path.is_file() else b""
    return read_plan(path, report), data


def new_project(
    path: Path, plans: Sequence[Path], who: str, report: Report = _silent, read: ReadToAdopt = read_whole
) -> Project:
    """Make a project file with these plans and the user's default settings in it, and return it open.

    Every file is read before the project is made.

    Args:
        path: the project file.
        plans: the files of the plans.
        who: the user's name, for the history.
        report: told of the progress.
        read: reads a plan's file, and may tell how fine its rows shall be.

    Raises:
        PlanlensError: a file cannot be read or stands here twice, or the project cannot be made.
    """
    from planlens.project import defaults, files
    from planlens.project.edits import AdoptDocument

    found = []
    for count, plan in enumerate(plans):
        found.append(AdoptDocument(*read(plan, _part(report, count / len(plans), 1 / len(plans)))))

    def begin(project: Project) -> None:
        defaults.settle(project)
        for edit in found:
            project.apply(edit)

    return files.new_project(path, who, begin)


def add_document(project: Project, path: Path, report: Report = _silent) -> Changes:
    """Read a file and add it to an open project as one action.

    Raises:
        PlanlensError: the file cannot be read, is in the project already, or the project cannot be written.
    """
    from planlens.project.edits import AdoptDocument

    return project.apply(AdoptDocument(*read_whole(path, report)))


def read_version(path: Path, basis: Basis, report: Report = _silent) -> NewVersion:
    """Read a new version of a document and compare it; needs no project, so that another process can do it.

    The same file read with a newer planlens is a new version too.

    Args:
        path: the file of the new version.
        basis: the old one, see :func:`planlens.project.versions.basis_of`.
        report: told of the progress.

    Raises:
        PlanlensError: the file cannot be read.
    """
    plan, data = read_whole(path, _part(report, 0.0, 0.8))
    report(0.8, "比较新旧版本")
    return _compared(plan, data, basis)


def compare_version(
    project: Project,
    path: Path,
    document: str | None = None,
    report: Report = _silent,
    read: ReadWhole = read_whole,
) -> NewVersion:
    """Read a new version of a document of the project and compare it; nothing is changed yet.

    Args:
        project: the open project.
        path: the file of the new version.
        document: the id of the document that it is a version of; without it the only one, or the one of its title or
            file name.
        report: told of the progress.
        read: reads the file.

    Raises:
        PlanlensError: the file cannot be read, or ``which-document``.
    """
    from planlens.project.versions import basis_of
    from planlens.workflow.own_tables import changed_note, unchanged_version

    plan, data = read(path, _part(report, 0.0, 0.8))
    report(0.8, "比较新旧版本")
    if (same := unchanged_version(project, plan, document)) is not None:
        return same
    key = document or _document_like(project.state.documents(), plan).id
    return replace(_compared(plan, data, basis_of(project.state, key)), note=changed_note(project, plan))


def compare_file(project: Place, path: Path, document: str | None = None, report: Report = _silent) -> NewVersion:
    """Compare a new version with a project file that another process may have open, as :func:`compare_version`.

    Raises:
        PlanlensError: the project or the file cannot be read, or ``which-document``.
    """
    from planlens.project import files

    with files.open_project(project, "", read_only=True) as opened:
        return compare_version(opened, path, document, report)


def reread(project: Project, document: str, report: Report = _silent) -> NewVersion:
    """Understand a document of the project anew, with what users say that its sections are for.

    Adopting the result is one action; what users have corrected stays, as with any new version.

    Raises:
        PlanlensError: there is no such document, or what is kept of it is damaged.
    """
    from planlens.analysis import analyse
    from planlens.project.found import document_of
    from planlens.project.rows import DocumentRow
    from planlens.project.versions import basis_of, decided_roles
    from planlens.workflow.habits import known_habits

    row = project.state.get(document, DocumentRow)
    roles = decided_roles(project.state, document)
    plan = analyse(document_of(row), _part(report, 0.0, 0.8), roles, known_habits())
    report(0.8, "比较前后结果")
    return _compared(plan, project.store.file(row.sha256), basis_of(project.state, document))


def reread_file(project: Place, document: str, report: Report = _silent) -> NewVersion:
    """Understand a document anew in a project file that another process may have open, as :func:`reread`.

    Raises:
        PlanlensError: the project cannot be read, or as :func:`reread`.
    """
    from planlens.project import files

    with files.open_project(project, "", read_only=True) as opened:
        return reread(opened, document, report)


def _compared(plan: Plan, data: bytes, basis: Basis) -> NewVersion:
    from planlens.insight.matching import match
    from planlens.insight.versions import compare
    from planlens.model.versions import NewVersion
    from planlens.project.aliases import with_names

    plan = with_names(plan, basis.unit_names)
    matching = match(basis.plan, plan, also=basis.work.corrected, deleted=basis.deleted)
    return NewVersion(basis.document, plan, data, compare(basis.plan, plan, matching, basis.work))


def adopt_version(project: Project, new: NewVersion, *, as_printed: bool = False) -> Changes:
    """Adopt a compared version as one action that can be undone.

    Args:
        project: the open project.
        new: the version.
        as_printed: whether corrections give way where the new version has changed the same field.

    Raises:
        PlanlensError: the document is gone, the file is another one of the project, or the project cannot be written.
    """
    from planlens.project.changes import Changes
    from planlens.project.edits import AdoptVersion

    if new.told:
        return Changes("")
    asked = frozenset(item.old for item in new.comparison.differences if item.conflicts and item.old)
    giving_way = asked if as_printed else frozenset()
    return project.apply(AdoptVersion(new.document, new.plan, new.data, new.comparison.matching, giving_way))


def export_project(
    project: Project,
    path: Path,
    document: str | None = None,
    columns: Sequence[str] | None = None,
    *,
    tasks: Collection[str] | None = None,
    today: date | None = None,
    fields: Fields[Seen] | None = None,
    target_fields: Fields[SeenTarget] | None = None,
    by: Granularity | None = None,
    look: Look | None = None,
) -> Path:
    """Write a project's task table with its progress, in the format that the path's ending names.

    Args:
        project: the open project.
        path: the file to write.
        document: the id of one document, None for all of them in one table.
        columns: keys of columns in the wanted order, None for the usual ones.
        tasks: only the tasks with these ids, None for all.
        today: the day that is told of: the ledger as it was then, with the lights and judgements of that day; by
            default now.
        fields: what is told of tasks, by default all that planlens knows.
        target_fields: the same of targets.
        by: whether a row is a sentence or an item (条), by default what each document is set to.
        look: title and paper, by default the usual ones.

    Returns:
        The path written.

    Raises:
        PlanlensError: the format, a column or the document is unknown, or the file cannot be written.
    """
    from planlens.exports import export_plan
    from planlens.views.fields.targets import TARGETS
    from planlens.views.fields.tasks import TASKS
    from planlens.views.overview import overview_on
    from planlens.views.tracking import plan_to_export, tracking_of

    overview = overview_on(project, today, by=by, only=tasks)
    plan = plan_to_export(overview.state, document, tasks)
    tracking = tracking_of(overview, fields or TASKS, target_fields or TARGETS)
    return export_plan(plan, path, columns=columns, tracking=tracking, look=look)


def export_file(project: Place, path: Path, choice: ExportChoice, today: date, report: Report = _silent) -> Path:
    """Write tables of a project file that another process may have open, and return the path written.

    Raises:
        PlanlensError: the project cannot be read, or the file cannot be written.
    """
    from planlens.exports import export_plan
    from planlens.exports.choice import without_suggestions
    from planlens.project import files
    from planlens.views.overview import overview_on
    from planlens.views.tracking import plan_to_export, tracking_of

    report(0.1, "读取项目")
    with files.open_project(project, "", read_only=True) as opened:
        overview = overview_on(opened, today=today, by=choice.by, only=choice.tasks)
        plan = plan_to_export(overview.state, choice.document, choice.tasks)
        tracking = tracking_of(overview)
    report(0.5, "写入文件")
    if not choice.suggested:
        plan = without_suggestions(plan)
    return export_plan(plan, path, format=choice.format, columns=choice.columns, tracking=tracking, look=choice.look)


def _document_like(documents: Sequence[DocumentRow], plan: Plan) -> DocumentRow:
    name = plan.document.source.name
    alike = [row for row in documents if row.title == (plan.title or "") or row.name == name]
    for found in (documents, alike):
        if len(found) == 1:
            return found[0]
    known = "、".join(f"{row.id}（{row.title or row.name}）" for row in documents) or "项目中还没有文件"
    raise PlanlensError("which-document", f"请指定这是哪份文件的新版本：{known}。")


def _part(report: Report, base: float, share: float) -> Report:
    """Return a report of a part of the work that begins at *base* and is *share* of it."""
    return lambda done, text: report(base + done * share, text)
