"""Saving what is sound of a damaged project as a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

from planlens import workflow
from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.importing.making import free_path
from planlens.gui.widgets.sizes import fit
from planlens.model import PlanlensError

if TYPE_CHECKING:
    from planlens.project.sqlite.salvage import Salvaged

SOUND_PART = "另存完好部分…"
"""What the button says."""


class SoundPartDialog(QDialog):
    """Tells what of a damaged project was kept and what was not, and offers to open the new one."""

    def __init__(self, tools: Tools, made: Path, came: Salvaged) -> None:
        super().__init__(tools.window)
        self.setWindowTitle("已另存完好部分")
        fit(self, 560, 360)
        self._tools, self._made = tools, made
        said = QLabel(f"已另存为 {made.name}，损坏的文件没有改动。下面是保留和未能保留的内容，请核对。")
        said.setWordWrap(True)
        self.lines = QPlainTextEdit("\n".join(came.lines))
        self.lines.setReadOnly(True)
        self.lines.setAccessibleName("保留和未能保留的内容")
        buttons = QDialogButtonBox()
        self.opens = buttons.addButton("打开新项目", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._open)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(said)
        column.addWidget(self.lines, 1)
        column.addWidget(buttons)

    def _open(self) -> None:
        self.accept()
        self._tools.open_paths([self._made])


def save_sound_part(tools: Tools, path: Path) -> None:
    """Let the user choose a new file, write what is sound of a damaged one into it, and tell what was left out."""
    session = tools.session
    target = dialogs.choose_new_file(
        tools, "另存完好部分", free_path(path.parent, f"{path.stem}-完好部分"), dialogs.PROJECTS
    )
    if target is None:
        return
    session.begin(f"正在另存完好部分“{target.name}”…")
    who = tools.settings.who
    job = tools.jobs.run(lambda report: workflow.save_sound_part(path, target, who))

    def done(made: tuple[Path, Salvaged]) -> None:
        session.busy = False
        SoundPartDialog(tools, *made).exec()

    def failed(error: PlanlensError) -> None:
        session.busy = False
        session.problem.emit(error)

    job.done.connect(done)
    job.failed.connect(failed)
