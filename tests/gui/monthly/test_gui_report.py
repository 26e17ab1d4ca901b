"""The report page: read as it stands, put into words, marked where its figures no longer hold, written."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from project_builder import key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planlens.gui.app import dialogs
from planlens.gui.app.desk import Desk
from planlens.gui.monthly.panel import ReportPanel
from planlens.gui.monthly.sections import SectionsDialog
from planlens.model import Status
from planlens.project.edits import AddNote, SetStatus
from planlens.project.project import Project
from planlens.views.monthly.sections import sections_of

pytestmark = pytest.mark.usefixtures("work_nearby")


@pytest.fixture
def page(open_desk: Desk, project: Project, qtbot: QtBot) -> ReportPanel:
    open_desk.session.apply(AddNote(key(project, "开展全民"), "培训300人", "缺少师资", date="2026-11-20"))
    found = ReportPanel(open_desk.tools)
    qtbot.addWidget(found)
    found.resize(900, 700)
    found.show()
    qtbot.waitUntil(lambda: bool(found.passages))
    return found


def said(page: ReportPanel, key: str) -> str:
    return page.passages[key].field.toPlainText()


def word(page: ReportPanel, qtbot: QtBot, key: str, text: str) -> None:
    """Put a passage into words as a user does: typed, and left with Ctrl+Enter."""
    field = page.passages[key].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_passage_is_put_into_words_and_stays_so(page: ReportPanel, project: Project, qtbot: QtBot) -> None:
    assert said(page, "problems") == "开展全民数字素养提升行动：市教育局，缺少师资。"
    word(page, qtbot, "problems", "Teachers are missing.")
    qtbot.waitUntil(lambda: page.passages["problems"].told.edited)
    assert said(page, "problems") == "Teachers are missing."
    assert "已改写1段" in page.standing.text()
    page.passages["problems"].back.click()
    qtbot.waitUntil(lambda: not page.passages["problems"].told.edited)
    assert said(page, "problems").startswith("开展全民数字素养")


def test_a_figure_that_no_longer_holds_is_marked_and_mended(
    page: ReportPanel, open_desk: Desk, project: Project, qtbot: QtBot
) -> None:
    page.passages["whole"].worded.emit("whole", "共有重点任务5项，已完成0项，总体平稳。")
    qtbot.waitUntil(lambda: page.passages["whole"].told.edited)
    open_desk.session.apply(SetStatus((key(project, "新建5G"),), Status.DONE))
    qtbot.waitUntil(lambda: "0项应为1项" in page.passages["whole"].wrong.text())
    assert len(page.passages["whole"].field.extraSelections()) == 1
    page.passages["whole"].mend.click()
    qtbot.waitUntil(lambda: not page.passages["whole"].told.stale)
    assert said(page, "whole") == "共有重点任务5项，已完成1项，总体平稳。"


def test_what_is_being_typed_stays_while_the_report_is_reckoned_anew(
    page: ReportPanel, open_desk: Desk, project: Project, qtbot: QtBot
) -> None:
    page.passages["problems"].field.setPlainText("half a sentence")
    open_desk.session.apply(AddNote(key(project, "推进千兆"), "又建成一批", date="2026-11-21"))
    qtbot.waitUntil(lambda: any("又建成一批" in item.field.toPlainText() for item in page.passages.values()))
    assert said(page, "problems") == "half a sentence"


def test_it_is_written_with_title_words_and_charts(
    page: ReportPanel, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "专报.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.title.setText("督查专报")
    page.title.settle()
    page.passages["problems"].field.setPlainText("人手不足。")
    page.signed.setText("市政府督查室")
    page.write.click()
    qtbot.waitUntil(target.exists)
    texts = [line.text.strip() for line in docx.Document(str(target)).paragraphs]
    assert (texts[0], texts[-2]) == ("督查专报", "市政府督查室")
    assert "人手不足。" in texts


def test_a_false_figure_is_asked_about_before_it_is_written(
    page: ReportPanel, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda *words: asked.append(words[2]) or False)
    page.passages["whole"].worded.emit("whole", "共有重点任务50项。")
    qtbot.waitUntil(lambda: bool(page.passages["whole"].told.stale))
    page.write.click()
    assert "有1句话的数字与台账不符" in asked[0]


def test_sections_are_chosen_in_a_window_and_the_page_follows(
    page: ReportPanel, open_desk: Desk, project: Project, qtbot: QtBot
) -> None:
    page.sections.click()
    (dialog,) = open_desk.window.findChildren(SectionsDialog)
    dialog.sections.choose(())
    assert not dialog.ok.isEnabled()
    dialog.sections.choose(("problems", "whole"))
    dialog.ok.click()
    qtbot.waitUntil(lambda: [*page.passages] == ["problems", "whole"])
    assert sections_of(project.state) == ("problems", "whole")
    open_desk.session.undo()
    qtbot.waitUntil(lambda: "next_steps" in page.passages)
