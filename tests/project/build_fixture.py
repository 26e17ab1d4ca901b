"""Writes the fixture of this version's project file: run once a version, then kept for ever.

python tests/project/build_fixture.py
"""

from __future__ import annotations

from pathlib import Path

from project_builder import TEXT, key, plan_of_text

from planlens.model import FieldKind, LifeStage, Node, Person, PersonKind, SlipKind, UnitRole
from planlens.model.tracking import Status
from planlens.project import edits
from planlens.project.files import new_project
from planlens.project.project import Project
from planlens.project.schema import VERSION

SECOND = """云山市2026年数字经济工作要点
一、重点任务
年内建成5G基站1500个。（责任单位：市通信管理局）
"""

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
        ledger(project, hall, net, base)
        project.apply(edits.SetText(net, "推进万兆光网进村入户。"))
        project.undo()


def ledger(project: Project, hall: str, net: str, base: str) -> None:
    """What files hold since version 3."""
    project.apply(edits.AddPerson((base,), Person("李四", PersonKind.RESPONSIBLE, "科长", "0871-1234567")))
    project.apply(edits.AddPerson((), Person("王五", PersonKind.CONTACT, unit="市通信管理局")))
    project.apply(edits.AddNode((base,), Node("2026-06-30", "建成1500个", "2026-06-20", "提前10天", 50)))
    project.apply(edits.AddField("所属专班", FieldKind.CHOICE, ("数字专班", "政务专班")))
    project.apply(edits.SetValue((hall,), "f1", "政务专班"))
    project.apply(edits.MoveLimit((net,), "2027-06", "选址调整", "分管副市长", "2026-07-01"))
    project.apply(edits.SetStage((hall,), LifeStage.CLOSED, "2025-12-30"))
    project.apply(edits.MakeSlip((base, net), SlipKind.URGE, "云督〔2026〕3号", "2026-07-05", "2026-07-15"))
    project.apply(edits.WaiveFinding("no-target", (hall,)))
    project.apply(edits.SetSetting("reporting", {"every": "month", "by": 25}))
    project.apply(edits.ClosePeriod("2026年7月", "2026-07-01", "2026-07-31", "2026-07-24", "2026-07-27"))
    project.apply(edits.AdoptDocument(*plan_of_text(SECOND, "要点.txt")))
    project.apply(edits.LinkTasks(key(project, "年内建成"), base))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    build(FOLDER / f"v{VERSION}.planlens")
