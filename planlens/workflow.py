"""The use cases as plain functions, for every front-end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from planlens import exports
from planlens.analysis import analyse
from planlens.language.pinyin import first_letters
from planlens.language.words import frequency
from planlens.model import Plan
from planlens.project import files
from planlens.project.edits import AdoptDocument
from planlens.project.project import Project
from planlens.readers import read_document

Report = Callable[[float, str], None]
"""Called with the fraction done (0 to 1) and what is being done, in Chinese; may raise to cancel."""


def _silent(fraction: float, text: str) -> None:
    del fraction, text


def warm_up() -> None:
    """Load what reading needs, so that the first document is read as fast as the next."""
    frequency("任务")


def pinyin_letters(report: Report = _silent) -> dict[str, str]:
    """Return the characters of each set of pinyin initials, for :class:`planlens.language.pinyin.Initials`."""
    report(0.0, "读取拼音")
    return first_letters()


def read_plan(path: Path, report: Report = _silent) -> Plan:
    """Read a file and understand it.

    Raises:
        PlanlensError: the file cannot be read.
    """
    report(0.0, "读取文件")
    document = read_document(path)
    return analyse(document, lambda fraction, text: report(0.1 + 0.9 * fraction, text))


def export(plan: Plan, path: Path, columns: Sequence[str] | None = None) -> Path:
    """Write the plan's task table to *path*, in the format that its ending names, and return the path written.

    Raises:
        PlanlensError: the format is unknown or the file cannot be written.
    """
    return exports.export_plan(plan, path, columns=columns)


def new_project(path: Path, plans: Sequence[Path], who: str, report: Report = _silent) -> Project:
    """Make a project file with these plans in it, and return it open.

    Every file is read before the project is made.

    Raises:
        PlanlensError: a file cannot be read or stands here twice, or the project cannot be made.
    """
    found = []
    for count, plan in enumerate(plans):
        data = plan.read_bytes() if plan.is_file() else b""
        base = count / len(plans)
        read = read_plan(plan, lambda done, text, base=base: report(base + done / len(plans), text))  # type: ignore[misc]
        found.append(AdoptDocument(read, data))
    project = files.new_project(path, who)
    try:
        for edit in found:
            project.apply(edit)
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project
