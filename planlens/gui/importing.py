"""Importing documents: read in the background, looked at, then made into a project or added to the open one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planlens.gui.jobs import Job
from planlens.gui.panel import Tools
from planlens.gui.shell.import_dialog import ImportDialog
from planlens.gui.shell.making import Report, adoption, make_project
from planlens.gui.shell.reading import Paper
from planlens.project.edits import Together
from planlens.project.overview import Overview
from planlens.project.project import Project


def start(
    tools: Tools, paths: Sequence[Path], *, into_project: bool = False, folder: Path | None = None
) -> ImportDialog:
    """Read documents in a dialog beside the window, and return it; a dialog that is open already takes them too.

    Args:
        tools: the window's.
        paths: the documents.
        into_project: whether the open project is proposed, not a new one.
        folder: where a new project is proposed; beside its first document by default.
    """
    dialog = tools.window.findChild(ImportDialog)
    if isinstance(dialog, ImportDialog):
        dialog.reading.add(paths)
        dialog.activateWindow()
        return dialog
    dialog = ImportDialog(tools, paths, into_project=into_project, folder=folder)
    dialog.decided.connect(lambda papers, path: _decided(tools, dialog, papers, path))
    dialog.show()
    return dialog


def _decided(tools: Tools, dialog: ImportDialog, papers: list[Paper], path: Path | None) -> None:
    job = add(tools, papers) if path is None else create(tools, papers, path)
    if job is None:
        return
    dialog.setEnabled(False)
    job.done.connect(lambda _: dialog.accept())
    job.failed.connect(lambda _: dialog.setEnabled(True))


def create(tools: Tools, papers: Sequence[Paper], path: Path) -> Job | None:
    """Make a project of documents that have been read, and show it; None where other work is under way."""
    session = tools.session
    if session.busy:
        return None
    session.busy = True
    who, today = tools.settings.who, session.today()

    def work(report: Report) -> tuple[Project, Overview]:
        project = make_project(path, who, papers, report)
        return project, Overview(project.state, today)

    job = tools.jobs.run(work)

    def done(made: tuple[Project, Overview]) -> None:
        session.take_next(*made)

    def failed(error: object) -> None:
        session.busy = False
        session.problem.emit(error)

    job.done.connect(done)
    job.failed.connect(failed)
    return job


def add(tools: Tools, papers: Sequence[Paper]) -> Job | None:
    """Add documents that have been read to the open project, as one action; None where that cannot be done now."""
    name = f"导入文件（{len(papers)} 份）"

    def make() -> Together:
        return Together(tuple(adoption(paper) for paper in papers), name if len(papers) > 1 else "")

    return tools.session.apply_long(make, tools.jobs)
