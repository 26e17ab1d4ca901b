"""Documents that join the open project: which are there already, and which seem to be new versions of one there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from planlens.gui.app import dialogs
from planlens.gui.importing.making import title_of
from planlens.gui.importing.reading import ImportedPaper
from planlens.insight.likeness import Known, Likeness, nearest
from planlens.project.rows import DocumentRow
from planlens.project.state import State

AS_VERSION, AS_OTHER = "作为新版本采用", "作为另一份文件加入"


@dataclass(frozen=True, slots=True)
class Sorted:
    """What becomes of documents: *added* as others; *newer* the new versions, with the ids of what they replace."""

    added: tuple[ImportedPaper, ...]
    newer: tuple[tuple[ImportedPaper, str], ...]


def likenesses(documents: Sequence[DocumentRow], papers: Sequence[ImportedPaper]) -> list[Likeness | None]:
    """Return what each document that has been read is like; None for nothing, and for the very same file.

    Takes some milliseconds a document: for the job thread.
    """
    known = [Known(row.id, row.title, row.text) for row in documents]
    files = {row.sha256 for row in documents}
    return [None if is_known(paper, files) else _likeness(known, paper) for paper in papers]


def is_known(paper: ImportedPaper, files: set[str]) -> bool:
    """Whether a document is one of these files, by their SHA-256."""
    return paper.plan is not None and paper.plan.document.source.sha256 in files


def _likeness(known: Sequence[Known], paper: ImportedPaper) -> Likeness | None:
    plan = paper.plan
    return None if plan is None else nearest(known, plan.title or "", plan.document.text)


def sort_out(
    parent: QWidget, state: State, papers: Sequence[ImportedPaper], found: Sequence[Likeness | None]
) -> Sorted | None:
    """Ask of each document that is like one of the project what it is; None where the user does not want to go on."""
    added: list[ImportedPaper] = []
    newer: list[tuple[ImportedPaper, str]] = []
    for paper, likeness in zip(papers, found, strict=True):
        row = state.find(likeness.id) if likeness is not None else None
        if likeness is None or not isinstance(row, DocumentRow) or any(row.id == known for _, known in newer):
            added.append(paper)
            continue
        answer = dialogs.choose(parent, "像是新版本", question(paper, row, likeness), (AS_VERSION, AS_OTHER))
        if answer is None:
            return None
        if answer == 0:
            newer.append((paper, row.id))
        else:
            added.append(paper)
    return Sorted(tuple(added), tuple(newer))


def question(paper: ImportedPaper, row: DocumentRow, likeness: Likeness) -> str:
    """Return what is asked about a document."""
    assert paper.plan is not None
    why = "标题相同，" if likeness.same_title else ""
    return (
        f"“{title_of(paper.plan)}”（{paper.path.name}）像是项目中“{row.title or row.name}”的新版本："
        f"{why}整句相同的文字占{likeness.share:.0%}。\n\n"
        "作为新版本采用：先对照增、改、删的内容，已填写的状态、进展和人工修改都会保留。\n"
        "作为另一份文件加入：两份文件并列，各有各的任务。"
    )
