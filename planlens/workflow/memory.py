"""What an office has decided in its projects: who does which task, and how it corrects what was found.

Kept on this computer only, once that is agreed to: a table in the user's settings (``decisions.tsv``). Lines of three
cells say who does a task (project, units, task), longer ones how sentences and sections were judged (see
:mod:`planlens.workflow.habits`). It can be opened with any editor, copied to another computer, and thrown away. The
file is there as long as remembering is wanted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planlens.paths import settings_folder

if TYPE_CHECKING:
    from planlens.insight.assigning import Decided
    from planlens.project.office.address import Place
    from planlens.project.state import State

_HEAD = (
    "# 已确认的分工：项目、责任单位、任务，以制表符隔开。\n"
    "# 以“判断”开头的行是对识别结果的更正，只有特征、次数和标题首尾两个字。只存在本机，可以复制、修改或删除。\n"
)

Line = tuple[str, ...]
"""The cells of a line."""

MOST = 20_000
"""Decisions that are kept; the oldest projects are forgotten first."""


def memory_file() -> Path | None:
    """Return where decisions are kept, None where this user has no folder for settings."""
    folder = settings_folder()
    return folder / "decisions.tsv" if folder is not None else None


def remembers() -> bool:
    """Whether decisions are kept."""
    path = memory_file()
    return path is not None and path.is_file()


def name_of(place: Place) -> str:
    """Return what a project is called in the memory: a file's name, a ledger's."""
    return place.stem if isinstance(place, Path) else place.name


def begin() -> None:
    """Keep decisions from now on; those that are there stay.

    Raises:
        PlanlensError: ``not-written``.
    """
    if not remembers():
        write([])


def forget() -> None:
    """Throw all decisions away and keep none any more.

    Raises:
        PlanlensError: ``not-written``.
    """
    from planlens.model import PlanlensError

    path = memory_file()
    try:
        if path is not None:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise PlanlensError("not-written", f"无法删除记忆文件：{path}（{error.strerror}）。") from error


def remembered(without: str = "") -> list[Decided]:
    """Return what was decided, but in the project of a name; a line that says nothing is left out."""
    from planlens.insight.assigning import Decided

    return [
        Decided(f"{project}#{number}", text, tuple(units.split("、")))
        for number, (project, units, text) in enumerate(_read())
        if project != without
    ]


def projects() -> dict[str, int]:
    """Return how many decisions are kept of each project, by its name."""
    return dict(Counter(line[0] for line in _read()))


def remember(project: str, state: State) -> int:
    """Keep what a project has decided instead of what was kept of it before; return how many tasks.

    Args:
        project: the project's name.
        state: its rows.

    Raises:
        PlanlensError: ``not-written``.
    """
    own = [(project, "、".join(item.units), item.text) for item in decided_in(state)]
    others = [line for line in _read() if line[0] != project]
    write([*(line for line in lines() if not _is_decision(line)), *[*others, *own][-MOST:]])
    return len(own)


def decided_in(state: State) -> list[Decided]:
    """Return the tasks of a project for which units are responsible: those that the document names or people chose."""
    from planlens.insight.assigning import Decided
    from planlens.project.rows import UnitRow

    found = []
    for task in state.tasks():
        units = tuple(row.name for row in state.children(task.id, UnitRow) if row.is_responsible)
        if units:
            titles, path = place_of(state, task.owner)
            found.append(Decided(task.id, "，".join([task.text, *titles[-1:]]), units, path))
    return found


def place_of(state: State, owner: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the titles of the headings above something, from the top, and their ids."""
    from planlens.project.rows import SectionRow

    above: list[SectionRow] = []
    row = state.find(owner)
    while isinstance(row, SectionRow):
        above.insert(0, row)
        row = state.find(row.owner)
    return [section.title for section in above], tuple(section.id for section in above)


def lines() -> list[Line]:
    """Return the cells of all lines that are kept."""
    path = memory_file()
    if path is None or not path.is_file():
        return []
    return [
        tuple(line.split("\t"))
        for line in path.read_text("utf-8", "replace").splitlines()
        if line and not line.startswith("#")
    ]


def _is_decision(line: Line) -> bool:
    return len(line) == 3 and bool(line[1] and line[2])


def _read() -> list[tuple[str, str, str]]:
    return [(line[0], line[1], line[2]) for line in lines() if _is_decision(line)]


def write(kept: Sequence[Line]) -> None:
    """Keep these lines instead of all that were kept.

    Raises:
        PlanlensError: ``not-written``.
    """
    from planlens.model import PlanlensError
    from planlens.project.lock import beside, put_in_place, swept

    path = memory_file()
    if path is None:
        raise PlanlensError("not-written", "无法保存记忆：没有可以写入的用户文件夹。")
    text = _HEAD + "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in kept)
    swept(path.parent)
    unfinished = beside(path)
    try:
        unfinished.write_text(text, encoding="utf-8")
        put_in_place(unfinished, path)
    except OSError as error:
        raise PlanlensError(
            "not-written", f"无法保存记忆：{path}（{error.strerror}）。请检查磁盘空间和权限。"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
