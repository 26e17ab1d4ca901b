"""Rows and columns of widgets: who gets the room, and where the gaps are."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planlens.gui.widgets.layouts import STRETCH, held, in_column, in_row


def test_what_is_left_goes_to_who_has_a_share(qtbot: QtBot) -> None:
    wide, narrow, holder = QPushButton(), QPushButton("短"), QWidget()
    qtbot.addWidget(holder)
    wide.setMinimumWidth(0)
    in_row((wide, 1), narrow, margins=0, spacing=5, on=holder)
    holder.resize(400, 30)
    holder.show()
    assert narrow.width() == narrow.sizeHint().width()
    assert wide.width() == 400 - 5 - narrow.width()


def test_gaps_and_the_rest_stand_where_they_are_said(qtbot: QtBot) -> None:
    first, second, third, holder = QPushButton(), QPushButton(), QPushButton(), QWidget()
    qtbot.addWidget(holder)
    for button in (first, second, third):
        button.setFixedSize(40, 20)
    in_column(first, 30, second, STRETCH, held(in_row(third, margins=0)), margins=(7, 3, 0, 1), spacing=0, on=holder)
    holder.resize(100, 300)
    holder.show()
    assert (first.x(), first.y(), second.y()) == (7, 3, 3 + 20 + 30)
    assert third.mapTo(holder, third.rect().bottomLeft()).y() == 300 - 1 - 1
