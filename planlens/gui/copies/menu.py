"""Copies of the project: one more, and going back to an older one."""

from __future__ import annotations

from pathlib import Path

from planlens import workflow
from planlens.gui.app.parts import FILE, Command, Need, Tools
from planlens.model import PlanlensError


def _save_copy(tools: Tools) -> None:
    from planlens.gui.app import dialogs  # noqa: PLC0415 (only once it is chosen)
    from planlens.gui.importing.making import free_path  # noqa: PLC0415 (same)

    session, project = tools.session, tools.session.project
    place = session.place
    if project is None or place is None:
        return
    today = session.today().strftime("%Y%m%d")
    suggested = free_path(Path(tools.settings.get("folder") or session.folder), f"{place.stem}-副本{today}")
    target = dialogs.choose_new_file(tools, "另存副本", suggested, dialogs.PROJECTS)
    if target is None:
        return
    session.begin(f"正在另存副本“{target.name}”…")
    tools.jobs.run(lambda report: workflow.save_copy(project, target)).then(
        lambda copy: session.notice.emit(f"已另存副本：{copy.name}，当前打开的仍是原来的项目。"),
        session.problem,
        ended=lambda: setattr(session, "busy", False),
    )


def _backups(tools: Tools) -> None:
    from planlens.gui.copies.dialog import BackupsDialog  # noqa: PLC0415 (only once it is chosen)

    if tools.session.shared:
        message = "办公台账由管理员在服务器上备份（见帮助“办公台账”）。要在本机留一份，请用“另存副本”。"
        tools.session.problem.emit(PlanlensError("no-backup", message))
        return
    BackupsDialog(tools).exec()


COMMANDS = (
    Command("save-copy", FILE, 30, "另存副本(&V)…", Need.PROJECT, _save_copy),
    Command("backups", FILE, 31, "备份与恢复(&B)…", Need.PROJECT, _backups),
)
