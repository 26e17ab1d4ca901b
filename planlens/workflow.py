"""The use cases as plain functions, for every front-end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from planlens import exports
from planlens.analysis import analyse
from planlens.model import Document, Plan, PlanlensError
from planlens.project import files
from planlens.project.edits import AdoptDocument
from planlens.project.project import Project
from planlens.readers import read_document, read_rich_text, read_text

Report = Callable[[float, str], None]
"""Called with the fraction done (0 to 1) and what is being done, in Chinese; may raise to cancel."""

PASTED_NAME = "粘贴的文字"
"""What a pasted text is called until the user names it."""


def _silent(fraction: float, text: str) -> None:
    del fraction, text


def read_plan(path: Path, report: Report = _silent) -> Plan:
    """Read a file and understand it.

    Raises:
        PlanlensError: the file cannot be read.
    """
    report(0.0, "读取文件")
    document = read_document(path)
    return analyse(document, lambda fraction, text: report(0.1 + 0.9 * fraction, text))


def read_pasted(text: str, html: str = "", name: str = PASTED_NAME, report: Report = _silent) -> Plan:
    """Understand what was pasted from the clipboard.

    The rich text is read where it holds what the plain text does, for it knows tables and headings; a picture of the
    text, or a part of it, loses against the plain text. ``plan.document.source.format`` says which was read.

    Args:
        text: the clipboard's plain text.
        html: the same as HTML, "" where the clipboard has none.
        name: what the document is to be called.
        report: see :data:`Report`.

    Raises:
        PlanlensError: ``no-text``, ``too-large`` or ``too-deep``.
    """
    report(0.0, "读取剪贴板")
    document = _rich(text, html, name) or read_text(text, name)
    return analyse(document, lambda fraction, step: report(0.1 + 0.9 * fraction, step))


def _rich(text: str, html: str, name: str) -> Document | None:
    """Return the rich text as a document if it holds nearly all of the plain text."""
    if not html.strip():
        return None
    try:
        document = read_rich_text(html, name)
    except PlanlensError:
        if text.strip():
            return None
        raise
    return document if len("".join(document.text.split())) >= 0.8 * len("".join(text.split())) else None


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
