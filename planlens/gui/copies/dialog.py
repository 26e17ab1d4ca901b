"""The copies of a project: look into one, or go back to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem

from planlens.gui.app import dialogs, opening
from planlens.gui.app.parts import Tools
from planlens.gui.copies.recovery import day_of, day_text, put_back
from planlens.gui.copies.sound_part import SOUND_PART, save_sound_part
from planlens.gui.exporting.exported import open_with_system
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.sizes import fit
from planlens.project.files import backup_folder, backups

_EXPLAINED = (
    "每天第一次打开项目时自动备份，保留最近 7 天，以及最近 4 周每周的最后一份。\n"
    "恢复后回到当天打开时的状态；现在的项目文件会改名保留，不会删除。"
)


class BackupsDialog(QDialog):
    """Lists them, the newest first."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.window)
        self.setWindowTitle("备份与恢复")
        fit(self, 520, 380)
        self._tools = tools
        path = tools.session.path
        assert path is not None
        self._path = path
        self.list = QListWidget()
        self.list.setAccessibleName("备份")
        for copy in backups(path):
            item = QListWidgetItem(f"{day_text(day_of(copy), tools.session.today())}　{_size(copy)}")
            item.setData(Qt.ItemDataRole.UserRole, str(copy))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        explained = QLabel(_EXPLAINED if self.list.count() else f"还没有备份。\n{_EXPLAINED}")
        explained.setWordWrap(True)
        in_column(explained, (self.list, 1), self._buttons(), on=self)

    def _buttons(self) -> QDialogButtonBox:
        role = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self.folder = buttons.addButton("打开备份文件夹", role.ResetRole)
        self.look = buttons.addButton("以只读方式查看", role.ActionRole)
        self.back = buttons.addButton("恢复到这一天…", role.ActionRole)
        self.sound_part = buttons.addButton(SOUND_PART, role.ActionRole)
        buttons.addButton("关闭", role.RejectRole).setDefault(True)
        self.folder.setEnabled(backup_folder(self._path).is_dir())
        self.look.setEnabled(self.list.count() > 0)
        self.back.setEnabled(self.list.count() > 0)
        project = self._tools.session.project
        self.sound_part.setVisible(project is not None and project.warning is not None)
        self.sound_part.clicked.connect(self._save_sound_part)
        self.folder.clicked.connect(self._open_folder)
        self.look.clicked.connect(self._look)
        self.back.clicked.connect(self._put_back)
        buttons.rejected.connect(self.reject)
        return buttons

    def _chosen(self) -> Path:
        return Path(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _open_folder(self) -> None:
        open_with_system(backup_folder(self._path))

    def _look(self) -> None:
        copy = self._chosen()
        self.accept()
        opening.open_file(self._tools, copy, read_only=True)

    def _save_sound_part(self) -> None:
        self.accept()
        save_sound_part(self._tools, self._path)

    def _put_back(self) -> None:
        copy = self._chosen()
        day = day_text(day_of(copy), self._tools.session.today())
        question = (
            f"将用 {day} 的备份替换 {self._path.name}。\n"
            "此后所作的修改不在备份中；现在的项目文件会改名保留在同一文件夹，需要时可以再打开。"
        )
        if dialogs.ask(self, "恢复备份？", question, "恢复"):
            self.accept()
            put_back(self._tools, self._path, copy)


def _size(path: Path) -> str:
    try:
        return f"{max(1, round(path.stat().st_size / 1024)):,} KB"
    except OSError:
        return ""
