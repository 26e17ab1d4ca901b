"""Correcting the title of a document, as it stands above exported tables and in the overview."""

from __future__ import annotations

from planlens.gui.app.parts import EDIT, Command, Need, Tools


def _run(tools: Tools) -> None:
    from PySide6.QtWidgets import QInputDialog  # noqa: PLC0415 (only once it is chosen)

    from planlens.project.edits import SetTitle  # noqa: PLC0415 (same)

    session, window = tools.session, tools.window
    documents = session.state.documents()
    if not documents:
        session.notice.emit("项目里还没有文件。")
        return
    row = documents[0]
    if len(documents) > 1:
        names = [f"{count}. {item.title or item.name}" for count, item in enumerate(documents, start=1)]
        name, agreed = QInputDialog.getItem(window, "修改文件标题", "哪份文件：", names, 0, False)
        if not agreed:
            return
        row = documents[names.index(name)]
    title, agreed = QInputDialog.getText(
        window, "修改文件标题", "标题（用于导出的表和各页的标题）：", text=row.title or row.name
    )
    if agreed and title.strip() != row.title:
        session.apply(SetTitle(row.id, title))


COMMAND = Command("retitle", EDIT, 80, "修改文件标题(&I)…", Need.WRITABLE, _run)
"""The title of a document."""
