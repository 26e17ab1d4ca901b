"""What the clipboard holds, typed into the rows of a table once that is agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from planlens.gui.app import dialogs
from planlens.gui.app.session import Session
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import Field
from planlens.views.pasting import grid, pasted, titled


def offer(
    parent: QWidget,
    session: Session,
    desk: Desk,
    rows: Sequence[str],
    fields: Sequence[Field[Any]],
    first: int,
    size: tuple[int, int] = (1, 1),
) -> None:
    """Say what pasting would do, and do it where that is wanted.

    Args:
        parent: the widget that asks.
        session: gets the edit.
        desk: what typed text is read with.
        rows: the ids of the rows from the first cell down.
        fields: all columns that are shown.
        first: the column that the pasted cells begin in, unless there are as many as columns or titles name them.
        size: how many rows and columns are selected.
    """
    text = QGuiApplication.clipboard().text()
    table = grid(text)
    if not rows or not table:
        session.notice.emit("请先在 Excel 或 WPS 表格中复制，再选中要粘贴到的第一个单元格。")
        return
    if len(table[0]) < len(fields) and not titled(table[0], fields):
        fields = fields[first:]
    found = pasted(desk, text, rows, fields, size)
    if found.edit is None:
        session.notice.emit(found.question.replace("\n", " "))
    elif dialogs.ask(parent.window(), "粘贴", found.question, "粘贴"):
        session.apply(found.edit)
