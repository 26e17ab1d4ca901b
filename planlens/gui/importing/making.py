"""From documents that have been read to a project; runs in the job thread."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from planlens import workflow
from planlens.gui.importing.reading import ImportedPaper
from planlens.model import Plan, PlanlensError
from planlens.model.granularity import Granularity
from planlens.project.evidence import safe_name
from planlens.project.files import EXTENSION
from planlens.project.project import Project
from planlens.workflow import Report

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 60
"""Characters of a title that go into a file's name: 255 bytes is the most that file systems take."""


def file_name(title: str) -> str:
    """Return a title as the name of a file on any system, without an ending."""
    name = _NOT_IN_NAMES.sub("", title)[:_LONGEST].strip(" .")
    return safe_name(name) if name else "新项目"


def free_path(folder: Path, title: str) -> Path:
    """Return a path for a new project in a folder that nothing has yet: ``标题.planlens``, ``标题（2）.planlens``."""
    name = file_name(title)
    path, count = folder / f"{name}{EXTENSION}", 1
    while path.exists():
        count += 1
        path = folder / f"{name}（{count}）{EXTENSION}"
    return path


def make_project(path: Path, who: str, papers: Sequence[ImportedPaper], report: Report) -> Project:
    """Make a project of documents that have been read, and return it open.

    Raises:
        PlanlensError: ``file-changed``, or as :func:`planlens.workflow.new_project`.
    """
    read = {paper.path: paper for paper in papers}

    def kept(plan: Path, told: Report) -> tuple[Plan, bytes, Granularity]:
        told(0.0, f"写入项目：{plan.name}")
        return plan_and_file(read[plan])

    return workflow.new_project(path, list(read), who, report, kept)


def plan_and_file(paper: ImportedPaper) -> tuple[Plan, bytes, Granularity]:
    """Return a document's plan, the bytes of its file, and how fine its rows shall be.

    Raises:
        PlanlensError: ``file-changed``, the file is no longer what was read.
    """
    assert paper.plan is not None
    try:
        data = paper.path.read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != paper.plan.document.source.sha256:
        message = f"文件在读取之后被修改或移走了：{paper.path.name}。请重新导入。"
        raise PlanlensError("file-changed", message)
    return paper.plan, data, paper.by


def title_of(plan: Plan) -> str:
    """Return what a project of this document is called: its title, or its file's name."""
    return plan.title or Path(plan.document.source.name).stem
