"""The use cases as plain functions, for every front-end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from planlens import exports
from planlens.analysis import analyse
from planlens.analysis.gazetteer import known_units as units_at
from planlens.analysis.places import place_in
from planlens.language.unit_names import KnownUnit
from planlens.language.words import frequency
from planlens.model import FileFormat, Formats, Plan
from planlens.project import files
from planlens.project.changes import Changes
from planlens.project.edits import AdoptDocument
from planlens.project.project import Project
from planlens.readers import all_readers, read_document

Report = Callable[[float, str], None]
"""Called with the fraction done (0 to 1) and what is being done, in Chinese; may raise to cancel."""


def _silent(fraction: float, text: str) -> None:
    del fraction, text


def warm_up() -> None:
    """Load what reading needs, so that the first document is read as fast as the next."""
    frequency("任务")


def formats(report: Report = _silent) -> Formats:
    """Return every file format that is read or written, for front-ends that load no reader themselves."""
    del report
    return Formats(
        tuple(FileFormat(reader.format, reader.label, reader.extensions) for reader in all_readers()),
        tuple(FileFormat(item.format, item.label, (item.extension,)) for item in exports.all_exporters()),
    )


def read_plan(path: Path, report: Report = _silent) -> Plan:
    """Read a file and understand it.

    Raises:
        PlanlensError: the file cannot be read.
    """
    report(0.0, "读取文件")
    document = read_document(path, lambda done: report(0.1, f"识别文字，已完成 {done} 页"))
    return analyse(document, lambda fraction, text: report(0.1 + 0.9 * fraction, text))


def known_units(title: str, text: str, report: Report = _silent) -> tuple[KnownUnit, ...]:
    """Return the offices there are where a plan of this title and text comes from, for completing typed names."""
    report(0.0, "读取单位表")
    return units_at(place_in(title, text))


def export(plan: Plan, path: Path, columns: Sequence[str] | None = None) -> Path:
    """Write the plan's task table to *path*, in the format that its ending names, and return the path written.

    Raises:
        PlanlensError: the format is unknown or the file cannot be written.
    """
    return exports.export_plan(plan, path, columns=columns)


def open_project(path: Path, who: str, *, read_only: bool = False) -> Project:
    """Open a project file; the first opening of a day to write makes a copy beside it.

    Raises:
        PlanlensError: ``file-missing``, ``in-use`` (offer *read_only*), ``read-only``, ``not-a-project``, ``too-new``,
            or ``damaged``: the file has been moved aside and the message names the newest good copy.
    """
    return files.open_project(path, who, read_only=read_only)


def save_copy(project: Project, path: Path) -> Path:
    """Write a copy of an open project (另存为) and return the path written; the project stays where it is.

    Raises:
        PlanlensError: see :func:`planlens.project.files.save_copy`.
    """
    return files.save_copy(project, path)


def new_project(path: Path, plans: Sequence[Path], who: str, report: Report = _silent) -> Project:
    """Make a project file with these plans in it, and return it open.

    Every file is read before the project is made.

    Raises:
        PlanlensError: a file cannot be read or stands here twice, or the project cannot be made.
    """
    found = []
    for count, plan in enumerate(plans):
        found.append(AdoptDocument(*_read_whole(plan, _part(report, count / len(plans), 1 / len(plans)))))
    project = files.new_project(path, who)
    try:
        for edit in found:
            project.apply(edit)
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project


def add_document(project: Project, path: Path, report: Report = _silent) -> Changes:
    """Read a file and add it to an open project as one action.

    Raises:
        PlanlensError: the file cannot be read, is in the project already, or the project cannot be written.
    """
    return project.apply(AdoptDocument(*_read_whole(path, report)))


def _read_whole(path: Path, report: Report) -> tuple[Plan, bytes]:
    """Return the plan of a file and the file's bytes."""
    data = path.read_bytes() if path.is_file() else b""
    return read_plan(path, report), data


def _part(report: Report, base: float, share: float) -> Report:
    """Return a report of a part of the work that begins at *base* and is *share* of it."""
    return lambda done, text: report(base + done * share, text)
