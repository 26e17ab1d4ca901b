"""Importing documents: read in the background, looked at, then made into a project or added to the open one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.gui.importing.dialog import ImportDialog
from planlens.gui.importing.making import make_project, plan_and_file
from planlens.gui.importing.newer import is_known, likenesses, sort_out
from planlens.gui.importing.reading import ImportedPaper
from planlens.gui.versions.dialog import VersionDialog
from planlens.insight.likeness import Likeness
from planlens.model import PlanlensError
from planlens.project.edits import AdoptDocument, Together
from planlens.project.project import Edit, Project
from planlens.project.state import State
from planlens.views.items import ShownRows
from planlens.views.overview import Overview
from planlens.workflow import Report


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


def _decided(tools: Tools, dialog: ImportDialog, papers: list[ImportedPaper], path: Path | None) -> None:
    if path is None:
        _look_for_newer(tools, dialog, papers)
    else:
        _close_after(dialog, create(tools, papers, path))


def _close_after(dialog: ImportDialog, job: Job | None) -> None:
    if job is not None:
        dialog.setEnabled(False)
        job.done.connect(lambda _: dialog.accept())
        job.failed.connect(lambda _: dialog.setEnabled(True))


def _look_for_newer(tools: Tools, dialog: ImportDialog, papers: list[ImportedPaper]) -> None:
    """Ask about documents that seem to be new versions of those in the project, then add the others."""
    session = tools.session
    project, documents = session.project, session.state.documents()
    dialog.setEnabled(False)
    job = tools.jobs.run(lambda report: likenesses(documents, papers))

    def done(found: list[Likeness | None]) -> None:
        dialog.setEnabled(True)
        if session.project is not project:
            return
        chosen = sort_out(dialog, session.state, papers, found)
        if chosen is None:
            return
        added = _without_known(tools, chosen.added) if chosen.newer or len(papers) > 1 else chosen.added
        if added:
            adding = add(tools, added)
            _close_after(dialog, adding)
            if adding is not None:
                adding.done.connect(lambda _: compare(tools, chosen.newer))
        else:
            dialog.accept()
            compare(tools, chosen.newer)

    job.done.connect(done)
    job.failed.connect(lambda _: dialog.setEnabled(True))


def _without_known(tools: Tools, papers: Sequence[ImportedPaper]) -> list[ImportedPaper]:
    """Return the documents that are not in the project yet, and tell of the others."""
    files = {row.sha256 for row in tools.session.state.documents()}
    known = [paper for paper in papers if is_known(paper, files)]
    if known:
        names = "、".join(paper.path.name for paper in known)
        tools.session.problem.emit(PlanlensError("known-document", f"项目中已有这些文件，没有再次添加：{names}。"))
    return [paper for paper in papers if paper not in known]


def compare(tools: Tools, newer: Sequence[tuple[ImportedPaper, str]]) -> None:
    """Show what each new version changes, one after another."""
    if newer:
        (paper, document), *rest = newer
        dialog = VersionDialog(tools, paper.path, document)
        dialog.finished.connect(lambda _: compare(tools, rest))
        dialog.open()


def create(
    tools: Tools, papers: Sequence[ImportedPaper], path: Path, then: Callable[[State, date], Edit] | None = None
) -> Job | None:
    """Make a project of documents that have been read, and show it; None where other work is under way.

    Args:
        tools: the window's.
        papers: the documents.
        path: where the project is made.
        then: returns what is done to it before it is shown, on a day.
    """
    session = tools.session
    if session.busy:
        return None
    session.begin(f"正在生成项目“{path.stem}”…")
    who, today = tools.settings.who, session.today()

    def work(report: Report) -> tuple[Project, ShownRows, Overview]:
        project = make_project(path, who, papers, report)
        if then is not None:
            project.apply(then(project.state, today))
        rows = ShownRows(project.state)
        return project, rows, Overview(rows.state, today)

    job = tools.jobs.run(work)

    def done(made: tuple[Project, ShownRows, Overview]) -> None:
        session.take_next(*made)

    def failed(error: object) -> None:
        session.busy = False
        session.problem.emit(error)

    job.done.connect(done)
    job.failed.connect(failed)
    return job


def add(tools: Tools, papers: Sequence[ImportedPaper]) -> Job | None:
    """Add documents that have been read to the open project, as one action; None where that cannot be done now."""
    name = f"导入文件（{len(papers)} 份）"

    def make() -> Together:
        return Together(
            tuple(AdoptDocument(*plan_and_file(paper)) for paper in papers), name if len(papers) > 1 else ""
        )

    return tools.session.apply_long(make, tools.jobs)
