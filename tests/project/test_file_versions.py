"""Project files of every version that there ever was can be opened, for ever."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from build_fixture import FOLDER, build
from project_builder import picture

from planlens import __version__
from planlens.model import PlanlensError
from planlens.project.edits import Delete
from planlens.project.files import open_project
from planlens.project.project import Project
from planlens.project.rows import TABLES, ActualRow, AttachmentRow, DismissedRow, NoteRow, Row, values
from planlens.project.schema import VERSION

PICTURE = """\
一、发展目标
二、重点任务
  （一）建设信息网络
    - 新建5G基站3000个以上，2026年底前完成。 〔市通信管理局、市财政局、市住房城乡建设局〕 2026 进行中 40%
    - 推进千兆光网进村入户。 〔市通信管理局、市数据局〕
  （二）优化政务服务
    - 推动高频事项一网通办。 〔市政务服务局〕 已完成 100%
三、保障措施
  - 建立联席会议制度，定期研究重大事项。"""

NEW = TABLES[10:]

LEDGER = """\
一、重点任务
  - 年内建成5G基站1500个。 〔市通信管理局〕 2026"""
"""What the fixtures have besides since version 3: another document, and a row in each new table."""

ROWS = (
    ("field_values", "t3", "f1", "政务专班", "by-hand"),
    ("fields", "", 1.0, "所属专班", "choice", '["数字专班", "政务专班"]'),
    ("limits", "t2", "2026-07-01", None, "2027-06", "选址调整", "分管副市长"),
    ("links", "t6", "t1", "carries-out"),
    ("nodes", "t1", "2026-06-30", "建成1500个", "2026-06-20", "提前10天", 50.0, "by-hand"),
    ("people", "", 1.0, "contact", "王五", "", "", "市通信管理局", "by-hand"),
    ("people", "t1", 1.0, "responsible", "李四", "科长", "0871-1234567", "", "by-hand"),
    ("periods", "", "2026年7月", "2026-07-01", "2026-07-31", "2026-07-24", "2026-07-27", 20, 1),
    ("slips", "", "urge", "云督〔2026〕3号", "2026-07-05", "2026-07-15", "", " t1 t2 ", ""),
    ("stages", "t3", "closed", "2025-12-30", ""),
    ("waived", "", "no-target", " t3 ", ""),
)

FIXTURES = sorted(FOLDER.glob("v*.planlens"))


def told(row: Row) -> tuple[object, ...]:
    """A row of the tables that are new since version 3, without its id."""
    return (row.table, *values(row)[1:])


def shown(project: Project) -> tuple[object, ...]:
    """All that the fixtures hold."""
    state = project.state
    notes = [(note.date, note.done, note.problems, note.next_steps) for note in state.all(NoteRow)]
    dismissed = [(row.text, row.kind) for row in state.all(DismissedRow)]
    evidence = [project.store.file(row.sha256).decode() for row in state.all(AttachmentRow)]
    actuals = [(row.year, row.value) for row in state.all(ActualRow)]
    labels = project.undo_label, project.redo_label
    return (
        picture(state),
        notes,
        dismissed,
        evidence,
        actuals,
        *labels,
        *sorted(told(row) for row in state if isinstance(row, NEW)),
    )


EXPECTED = (
    PICTURE,
    [("2025-06-30", "已上线120项", "个别部门未接入", "年底前全部接入")],
    [("开展全民数字素养提升行动。", "t")],
    ["通过验收。"],
    [(2025, 180.0)],
    "修改项目设置",
    "修改“推进千兆光网进村入户。”的文字",
)


def expected(path: Path) -> tuple[object, ...]:
    """What the fixture of a version holds."""
    if int(path.stem[1:]) < 3:
        return EXPECTED
    tree = PICTURE.replace("入户。 〔市通信管理局、市数据局〕", "入户。 〔市通信管理局、市数据局〕 2027-06")
    label = "对应“年内建成5G基站1500个。”和“新建5G基站3000个以上…”"
    return (f"{tree}\n{LEDGER}", *EXPECTED[1:5], label, EXPECTED[6], *ROWS)


def test_there_is_a_fixture_of_every_version() -> None:
    assert [path.name for path in FIXTURES] == [f"v{number}.planlens" for number in range(1, VERSION + 1)]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_version_is_opened_and_worked_on(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "督办.planlens"))
    with closing(open_project(copy, "李四")) as project:
        assert shown(project) == expected(path)
        project.redo()
        project.apply(Delete((project.state.tasks()[0].id,)))
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    with closing(open_project(copy, "李四")) as project:
        while project.undo_label:
            project.undo()
        assert not len(project.state)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_version_is_looked_at_without_changing_it(path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "督办.planlens"))
    with closing(open_project(copy, "李四", read_only=True)) as project:
        assert shown(project) == expected(path)
    assert copy.read_bytes() == path.read_bytes()


def test_the_newest_fixture_is_what_this_version_writes(tmp_path: Path) -> None:
    build(tmp_path / "new.planlens")
    with closing(open_project(tmp_path / "new.planlens", "李四", read_only=True)) as project:
        assert shown(project) == expected(FIXTURES[-1])


def test_a_file_says_which_versions_made_it_and_wrote_into_it_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "督办.planlens"
    build(path)
    with closing(open_project(path, "李四")) as project:
        assert project.store.made == (__version__, __version__)
    monkeypatch.setattr("planlens.project.sqlite.store.__version__", "0.9.0")
    with closing(open_project(path, "李四")) as project:
        assert project.store.made == (__version__, __version__)  # nothing was written yet
        project.undo()
        assert project.store.made == (__version__, "0.9.0")
    with closing(open_project(path, "李四", read_only=True)) as project:
        assert project.store.made == (__version__, "0.9.0")


def test_what_made_an_older_file_is_not_known_and_who_writes_next_is(tmp_path: Path) -> None:
    copy = Path(shutil.copy(FIXTURES[0], tmp_path / "督办.planlens"))
    with closing(open_project(copy, "李四")) as project:
        assert project.store.made == ("", "")
        project.undo()
        assert project.store.made == ("", __version__)


@pytest.mark.parametrize("text", ["'; DROP TABLE tasks", "\u202e1.0", "1" * 99])
def test_what_is_no_version_is_not_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "督办.planlens"
    build(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE made SET first = ?", (text,))
        connection.commit()
    with closing(open_project(path, "李四", read_only=True)) as project:
        assert project.store.made == ("", "")


def test_a_newer_file_names_the_version_that_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "督办.planlens"
    build(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        connection.execute("UPDATE made SET last = '0.9.0'")
        connection.commit()
    with pytest.raises(PlanlensError, match=r"由更新版本的 planlens（0\.9\.0）保存"):
        open_project(path, "李四")
