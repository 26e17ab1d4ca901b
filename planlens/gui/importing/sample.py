"""The sample project: a sample plan with made-up work on it, made at the first click, opened again at every other."""

from __future__ import annotations

from pathlib import Path

from planlens import workflow
from planlens.gui.app.opening import open_file
from planlens.gui.app.parts import Tools
from planlens.gui.importing.importing import create
from planlens.gui.importing.making import file_name
from planlens.gui.importing.reading import ImportedPaper, Stage
from planlens.model import Plan, PlanlensError
from planlens.paths import projects_folder, samples
from planlens.project.files import EXTENSION
from planlens.project.sample_work import sample_work


def sample() -> Path:
    """Return the sample plan that a new user sees first."""
    return max(samples().glob("*.docx"), key=lambda path: path.stat().st_size)


def open_sample(tools: Tools) -> None:
    """Open the sample project, without any question."""
    folder = projects_folder()
    if folder is None:
        message = "找不到可以写入的文件夹来存放示例项目。请用“导入规划文件”选择 sample_docs 中的示例。"
        tools.session.problem.emit(PlanlensError("folder-missing", message))
        return
    plan = sample()
    path = folder / f"{file_name(f'示例-{plan.stem}')}{EXTENSION}"
    if path.exists():
        open_file(tools, path)
        return
    job = tools.jobs.process(workflow.read_plan, plan)
    tools.follow(job)

    def read(found: Plan) -> None:
        create(tools, [ImportedPaper(plan, Stage.READ, plan=found)], path, sample_work)

    job.done.connect(read)
    job.failed.connect(tools.session.problem)
