"""A section whose type a user changes is understood anew, as one action that keeps what users did."""

from __future__ import annotations

from pathlib import Path

from planlens import workflow
from planlens.model import Role
from planlens.model.versions import NewVersion
from planlens.project.edits import AddNote, SetRole
from planlens.project.project import Project
from planlens.project.rows import SectionRow, TaskRow
from planlens.views.rereading import effect_text

TEXT = """望澜市2031年工作方案
一、有关背景
建设三座污水处理厂，2031年底前完成。（牵头单位：市水务局）
修订排水管理办法。
二、重点任务
推进老旧小区改造80个。
"""


def opened(folder: Path, text: str = TEXT) -> Project:
    plan = folder / "方案.txt"
    plan.write_text(text, "utf-8")
    return workflow.new_project(folder / "督办.planlens", [plan], "张三")


def section(project: Project, title: str) -> SectionRow:
    return next(row for row in project.state.all(SectionRow) if row.title == title)


def tasks(project: Project) -> list[str]:
    return [f"{row.text} {row.deadline or '-'}" for row in project.state.tasks()]


def reread(project: Project, title: str, role: Role) -> tuple[NewVersion, str]:
    project.apply(SetRole(section(project, title).id, role))
    version = workflow.reread(project, section(project, title).document)
    return version, effect_text(version, section(project, title).start or 0)


def test_a_section_made_one_of_tasks(tmp_path: Path) -> None:
    with opened(tmp_path) as project:
        assert tasks(project) == ["推进老旧小区改造80个。 -"]
        version, effect = reread(project, "有关背景", Role.TASK)
        assert effect == "将识别出任务 2 项、目标 1 个。可以撤销。"
        workflow.adopt_version(project, version)
        assert tasks(project) == [
            "建设三座污水处理厂，2031年底前完成。 2031",
            "修订排水管理办法。 -",
            "推进老旧小区改造80个。 -",
        ]
        assert section(project, "有关背景").role == Role.TASK
        again = workflow.reread(project, "d1")
        assert effect_text(again, section(project, "有关背景").start or 0) == "重新识别的结果与现在相同。"
        project.undo()
        assert tasks(project) == ["推进老旧小区改造80个。 -"]


def test_a_section_that_holds_no_tasks_keeps_those_with_work(tmp_path: Path) -> None:
    with opened(tmp_path) as project:
        version, _ = reread(project, "有关背景", Role.TASK)
        workflow.adopt_version(project, version)
        worked = next(row for row in project.state.all(TaskRow) if row.text.startswith("修订"))
        project.apply(AddNote(worked.id, done="已完成初稿"))
        version, effect = reread(project, "有关背景", Role.BACKGROUND)
        assert effect == "删去没有处理过的任务 1 项，已有进展的 1 项保留。可以撤销。"
        workflow.adopt_version(project, version)
        assert tasks(project) == ["修订排水管理办法。 -", "推进老旧小区改造80个。 -"]


def test_a_task_that_is_found_again_stands_at_its_new_place_in_the_text(tmp_path: Path) -> None:
    old, new = "修订排水管理办法。", "修订完善排水管理办法。"
    with opened(tmp_path, TEXT.replace(old + "\n", "") + old + "\n") as project:
        found = next(row for row in project.state.all(TaskRow) if row.text == old)
        project.apply(AddNote(found.id, done="已完成初稿"))
        newer = tmp_path / "方案（修订）.txt"
        newer.write_text(TEXT.replace(old, new), "utf-8")
        workflow.adopt_version(project, workflow.compare_version(project, newer))
        lost = project.state.get(found.id, TaskRow)
        assert (lost.orphan, lost.start) == (True, None)
        workflow.adopt_version(project, reread(project, "有关背景", Role.TASK)[0])
        again = project.state.get(found.id, TaskRow)
        assert (again.orphan, again.text, again.start) == (False, new, TEXT.index(old))
