"""What is sound of a damaged project becomes a new, sound one; the damaged file stays as it is.

PLANLENS_DAMAGES=600 python -m pytest tests/project/test_salvage.py
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from build_fixture import build
from test_damage import damages

from planlens.model import PlanlensError
from planlens.project.edits import Flag
from planlens.project.files import is_good, open_project, save_sound_part
from planlens.project.found import document_of, plan_of
from planlens.project.rows import AttachmentRow, DocumentRow, NoteRow, Row, TaskRow
from planlens.project.sqlite.salvage import Salvaged

Damage = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("完好") / "督办.planlens"
    build(path)
    return path


def rows_of(path: Path) -> dict[str, Row]:
    with closing(open_project(path, "", read_only=True)) as project:
        return {row.id: row for row in project.state}


def saved(sound: Path, folder: Path, *damages: str | Damage) -> tuple[dict[str, Row], Salvaged]:
    """Damage a copy of a project and save its sound part; return the rows of that and what was told."""
    path, target = folder / "坏.planlens", folder / "完好部分.planlens"
    shutil.copy(sound, path)
    with closing(sqlite3.connect(path)) as connection:
        for name in ("history_is_kept", "history_stays"):
            connection.execute(f"DROP TRIGGER {name}")
        for damage in damages:
            connection.execute(damage) if isinstance(damage, str) else damage(connection)
        connection.commit()
    before = path.read_bytes()
    made, came = save_sound_part(path, target, "李四")
    assert made == target
    assert path.read_bytes() == before
    assert is_good(target)
    return rows_of(target), came


def test_a_sound_project_becomes_the_same(sound: Path, tmp_path: Path) -> None:
    rows, came = saved(sound, tmp_path)
    assert rows == rows_of(sound)
    assert (came.left_out, came.recovered) == ((), ())
    with (
        closing(open_project(sound, "", read_only=True)) as old,
        closing(open_project(tmp_path / "完好部分.planlens", "")) as new,
    ):
        assert list(new.history()) == list(old.history())
        assert new.undo_label == old.undo_label


def test_what_is_damaged_comes_back_from_a_sound_history(sound: Path, tmp_path: Path) -> None:
    rows, came = saved(
        sound, tmp_path, "UPDATE tasks SET status = 7 WHERE id = 't1'", "DELETE FROM notes", "UPDATE units SET name = 1"
    )
    assert rows == rows_of(sound)
    assert came.left_out == ()
    assert "任务“新建5G基站3000个以上…”（编号 t1）" in came.recovered


def test_what_no_action_wrote_is_left_out(sound: Path, tmp_path: Path) -> None:
    rows, came = saved(sound, tmp_path, "INSERT INTO notes VALUES ('n99', 't1', '2026-01-05', '假的', '', '', '某人')")
    assert rows == rows_of(sound)
    assert [line for line in came.left_out if "n99" in line and "不是由任何操作写入" in line]


def broken_history(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE history SET changes = '[' WHERE seq = 8")


def test_without_a_whole_history_sound_rows_stay_as_they_are(sound: Path, tmp_path: Path) -> None:
    before = rows_of(sound)
    rows, came = saved(sound, tmp_path, broken_history)
    assert {key: row for key, row in rows.items() if key[0] != "q"} == {
        key: row for key, row in before.items() if key[0] != "q"
    }
    count = max(entry.seq for entry in open_project(sound, "", read_only=True).history())
    assert f"第 8 条起的操作历史，共 {count - 7} 条" in came.left_out
    assert any("报告期“2026年7月”截止时的情况" in line for line in came.left_out)
    with closing(open_project(tmp_path / "完好部分.planlens", "王五")) as project:
        assert project.undo_label == "从损坏的项目文件另存完好部分"
        assert [entry.seq for entry in project.history()] == [8, 7, 6, 5, 4, 3, 2, 1]
        project.apply(Flag(("t1",)))  # work goes on


def test_an_unsound_row_without_history_takes_what_it_owns_with_it(sound: Path, tmp_path: Path) -> None:
    rows, came = saved(sound, tmp_path, "DELETE FROM history", "UPDATE tasks SET status = 7 WHERE id = 't1'")
    lost = rows_of(sound).keys() - rows.keys()
    assert "t1" in lost
    assert lost == {"t1"} | {key for key in lost if rows_of(sound)[key].owner == "t1"}
    named = " ".join(came.left_out)
    assert all(f"（编号 {key}）" in named for key in lost)


def test_an_older_value_takes_the_place_of_one_that_means_nothing(sound: Path, tmp_path: Path) -> None:
    rows, came = saved(sound, tmp_path, broken_history, "UPDATE tasks SET place = 'x' WHERE id = 't1'")
    assert isinstance(rows["t1"], TaskRow)
    assert any("t1" in line and "较早的操作历史" in line for line in came.recovered)


def test_evidence_whose_bytes_are_others_is_left_out(sound: Path, tmp_path: Path) -> None:
    before = rows_of(sound)
    (evidence,) = (row for row in before.values() if isinstance(row, AttachmentRow))
    rows, came = saved(sound, tmp_path, f"UPDATE files SET data = x'00' WHERE sha256 = '{evidence.sha256}'")
    assert rows == {key: row for key, row in before.items() if key != evidence.id}
    assert came.left_out == (f"附件“验收报告.txt”（编号 {evidence.id}）（内容已损坏）",)


def test_a_document_without_its_file_keeps_text_and_tasks(sound: Path, tmp_path: Path) -> None:
    before = rows_of(sound)
    rows, came = saved(sound, tmp_path, "DELETE FROM files")
    found = {key: row for key, row in rows.items() if isinstance(row, DocumentRow)}
    assert found == {key: replace(row, sha256="") for key, row in before.items() if isinstance(row, DocumentRow)}
    assert sum("的原件" in line for line in came.left_out) == len(found)


def test_a_document_whose_blocks_are_lost_is_shown_by_lines(sound: Path, tmp_path: Path) -> None:
    rows, came = saved(
        sound, tmp_path, "DELETE FROM history", "UPDATE documents SET blocks = '[[', findings = '5' WHERE id = 'd1'"
    )
    row = rows["d1"]
    assert isinstance(row, DocumentRow)
    document = document_of(row)
    lines = [row.text[block.span.start : block.span.end] for block in document.blocks]
    assert lines == [line for line in row.text.split("\n") if line]
    assert any("版式和识别记录" in line for line in came.left_out)
    with closing(open_project(tmp_path / "完好部分.planlens", "", read_only=True)) as project:
        assert len(plan_of(project.state, "d1").tasks) > 2


def test_text_that_is_no_text_is_shown_as_far_as_it_is(sound: Path, tmp_path: Path) -> None:
    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM history")
        connection.execute("UPDATE notes SET done = CAST(x'e5ae8cff' AS TEXT)")

    rows, came = saved(sound, tmp_path, spoil)
    (note,) = (row for row in rows.values() if isinstance(row, NoteRow))
    assert note.done == "完\ufffd"
    assert any(f"{note.id}）中损坏的字" in line for line in came.left_out)


def code_of(path: Path, target: Path) -> str:
    """Save a project's sound part; the code of the error, "" for none."""
    try:
        save_sound_part(path, target, "李四")
    except PlanlensError as error:
        return error.code
    return ""


def test_any_damage_leaves_a_sound_project_or_is_refused(sound: Path, tmp_path: Path) -> None:
    path, target = tmp_path / "坏.planlens", tmp_path / "完好部分.planlens"
    kept = []
    for what, data in damages(sound.read_bytes()):
        path.write_bytes(data)
        target.unlink(missing_ok=True)
        code = code_of(path, target)
        refused = code in {"nothing-sound", "not-a-project", "foreign", "too-new"}
        assert refused or (code == "" and is_good(target)), (what, code)
        kept += [what] if target.exists() else []
    assert len(kept) > 100


def test_nothing_but_projects_is_taken_and_no_file_is_lost(sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path))
    before = path.read_bytes()
    assert code_of(path, path) == "same-file"
    assert code_of(path, tmp_path / "没有" / "x.planlens") == "folder-missing"
    assert code_of(tmp_path / "没有.planlens", tmp_path / "新.planlens") == "file-missing"
    assert path.read_bytes() == before
    with closing(sqlite3.connect(path)) as connection:
        for table in [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]:
            connection.execute(f"DROP TABLE {table}")
    other = tmp_path / "别的.planlens"
    other.write_bytes(before)
    assert code_of(path, other) == "nothing-sound"
    assert other.read_bytes() == before
    assert not list(tmp_path.glob(".planlens-*"))
