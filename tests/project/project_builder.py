"""Projects with a small plan of ours in them, and their trees as small indented pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from planlens.analysis import analyse
from planlens.model import Plan
from planlens.model.tracking import Status
from planlens.project.edits import AdoptDocument
from planlens.project.files import new_project, open_project
from planlens.project.project import Project
from planlens.project.rows import SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.state import State
from planlens.readers.txt import READER

TEXT = """云山市数字经济发展规划（2024—2027年）
一、发展目标
到2027年，数字经济核心产业增加值达到300亿元。
二、重点任务
（一）建设信息网络
新建5G基站3000个以上，2026年底前完成。（牵头单位：市通信管理局；配合单位：市财政局、市住房城乡建设局）
推进千兆光网进村入户。（牵头单位：市通信管理局）
（二）优化政务服务
推动高频事项一网通办。（责任单位：市政务服务局）
开展全民数字素养提升行动。（责任单位：市教育局）
三、保障措施
建立联席会议制度，定期研究重大事项。
"""


def plan_of_text(text: str, name: str = "规划.txt") -> tuple[Plan, bytes]:
    """Return the plan of a text and the bytes of its file."""
    data = text.encode("utf-8-sig")
    return analyse(READER.read(data, name)), data


@contextmanager
def project_in(folder: Path, text: str | None = TEXT) -> Iterator[Project]:
    """A new project of 张三 in a folder, with a plan in it, all done on 5 January 2020."""
    with closing(new_project(folder / "督办.planlens", "张三")) as project:
        project.clock = lambda: "2020-01-05T09:00:00+08:00"
        if text is not None:
            project.apply(AdoptDocument(*plan_of_text(text)))
        yield project


def reopened(project: Project) -> Project:
    """Close a project and open it again."""
    project.close()
    return open_project(project.store.path, "李四")  # type: ignore[attr-defined]


def key(project: Project, start: str) -> str:
    """Return the id of the section, task or target that begins so."""
    for row in project.state:
        if isinstance(row, SectionRow | TaskRow | TargetRow):
            text = row.title if isinstance(row, SectionRow) else row.text
            if text.startswith(start):
                return row.id
    raise AssertionError(start)


def picture(state: State) -> str:
    """Draw the tree: sections with their numbers, tasks with units, deadline and status where it is not 未启动."""
    return "\n".join(_lines(state))


def _lines(state: State) -> Iterator[str]:
    for depth, item in state.walk():
        if isinstance(item, SectionRow):
            yield "  " * depth + item.number + item.title
            continue
        units = [unit for unit in state.children(item.id, UnitRow) if unit.stands]
        notes = [f"〔{'、'.join(unit.name for unit in units)}〕" if units else "", item.deadline or ""]
        status = Status(item.status)
        notes.append("" if status is Status.NOT_STARTED else status.label)
        notes.append("" if item.progress is None else f"{item.progress:g}%")
        yield "  " * depth + " ".join(["-", item.text, *filter(None, notes)])
