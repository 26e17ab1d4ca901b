"""Notes of a closed period in the detail panel: what would change what was reported is told, and nothing is lost."""

from __future__ import annotations

import pytest
from detail_bench import Bench, type_into
from project_builder import key
from PySide6.QtCore import QDate

from planlens.gui.app.desk import Desk
from planlens.gui.detail.notes import NotesSection
from planlens.project.edits import AddNote, ClosePeriod
from planlens.project.project import Project
from planlens.project.rows import NoteRow


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The messages that were shown."""
    found: list[str] = []
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda _, error: found.append(error.message))
    return found


@pytest.fixture
def desk_in_november(open_desk: Desk, project: Project) -> Desk:
    """October was closed on 2 November, with one note in it. Today is 25 November."""
    open_desk.session.apply(AddNote(key(project, "新建5G"), done="完成选址", date="2026-10-18"))
    open_desk.session.apply(ClosePeriod("2026年10月", "2026-10-01", "2026-10-31", "2026-10-20", "2026-11-02"))
    return open_desk


def test_a_note_is_not_written_into_a_closed_period(desk_in_november: Desk, project: Project, told: list[str]) -> None:
    """What was typed stays in the form, and is kept once its day lies after the closing."""
    bench = Bench(desk_in_november)
    task = bench.choose("新建5G")
    notes = bench.section(NotesSection)
    notes.begin()
    type_into(notes.form.texts["done"], "补填十月进展。")
    notes.form.day.setDate(QDate(2026, 10, 30))
    notes.form.saved.emit()
    assert told == [
        "“2026年10月”已于 2026-11-02 封存，不能补填 2026-10-30 的进展。请把日期写成封存当日或以后，或先解除封存。"
    ]
    assert (notes.form.isVisible(), notes.form.texts["done"].text()) == (True, "补填十月进展。")
    assert [note.done for note in project.state.children(task, NoteRow)] == ["完成选址"]
    notes.form.day.setDate(QDate(2026, 11, 3))
    notes.form.saved.emit()
    assert [note.done for note in project.state.children(task, NoteRow)] == ["完成选址", "补填十月进展。"]


def test_a_note_of_a_closed_period_is_not_changed_or_deleted(
    desk_in_november: Desk, project: Project, told: list[str]
) -> None:
    bench = Bench(desk_in_november)
    task = bench.choose("新建5G")
    notes = bench.section(NotesSection)
    assert "完成选址" in bench.picture(NotesSection)
    bench.click(NotesSection, "修改 2026-10-18 的进展")
    type_into(notes.form.texts["done"], "未完成选址")
    notes.form.saved.emit()
    refusal = "这条进展（2026-10-18）在“2026年10月”封存以前填写，不能再改。请另填一条，或先解除封存。"
    assert told == [refusal]
    assert notes.form.texts["done"].text() == "未完成选址"
    notes.form.cancelled.emit()
    bench.click(NotesSection, "删除 2026-10-18 的进展")
    assert told == [refusal, refusal]
    assert [note.done for note in project.state.children(task, NoteRow)] == ["完成选址"]
