"""Writes the fixture of this version's project file: run once a version, then kept for ever.

python tests/project/build_fixture.py
"""

from __future__ import annotations

from pathlib import Path

from project_builder import TEXT, key, plan_of_text

from planlens.model import UnitRole
from planlens.model.tracking import Status
from planlens.project import edits
from planlens.project.files import new_project
from planlens.project.schema import VERSION

FOLDER = Path(__file__).parent / "fixtures"


def build(path: Path) -> None:
    """Make a project with a row in every table, and something to redo."""
    with new_project(path, "张三") as project:
        project.apply(edits.AdoptDocument(*plan_of_text(TEXT)))
        hall, net, base = key(project, "推动高频"), key(project, "推进千兆"), key(project, "新建5G")
        project.apply(edits.SetStatus((hall,), Status.DONE))
        project.apply(edits.AddNote(hall, "已上线120项", "个别部门未接入", "年底前全部接入", date="2025-06-30"))
        project.apply(edits.Attach(hall, "验收报告.txt", "通过验收。".encode()))
        project.apply(edits.SetProgress((base,), 40))
        project.apply(edits.SetActual(key(project, "数字经济核心"), 2025, 180))
        project.apply(edits.Assign((net,), "市数据局", UnitRole.SUPPORT))
        project.apply(edits.Delete((key(project, "开展全民"),)))
        project.apply(edits.SetSetting("lights", {"yellow_days": 15}))
        project.apply(edits.SetText(net, "推进万兆光网进村入户。"))
        project.undo()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    build(FOLDER / f"v{VERSION}.planlens")
