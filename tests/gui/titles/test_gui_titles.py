"""Correcting a document's title in the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QInputDialog

from planlens.gui.app.desk import Desk
from planlens.gui.titles.menu import COMMAND


def test_a_title_is_corrected(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("云山市数字经济规划", True))
    COMMAND.run(open_desk.tools)
    (row,) = open_desk.session.state.documents()
    assert row.title == "云山市数字经济规划"
    open_desk.session.undo()
    assert open_desk.session.state.documents()[0].title.endswith("（2024—2027年）")


def test_leaving_the_question_changes_nothing(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("别的标题", False))
    COMMAND.run(open_desk.tools)
    assert open_desk.session.state.documents()[0].title.endswith("（2024—2027年）")
