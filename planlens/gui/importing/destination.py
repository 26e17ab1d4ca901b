"""Where the documents that are imported go: into a new project, or into the open one."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QRadioButton, QWidget

from planlens.gui.app.dialogs import PROJECTS
from planlens.gui.app.session import Session
from planlens.gui.app.theme import colours
from planlens.gui.widgets.plain import plain_button, plain_label
from planlens.project.files import EXTENSION


class Destination(QWidget):
    """Two choices; the second only while a project is open that can be written.

    Signals:
        changed: whether and where it can be made may have changed.
    """

    changed = Signal()

    def __init__(self, session: Session, *, into_project: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._typed = False
        self.new = QRadioButton("新建项目(&N)：")
        self.open = QRadioButton()
        self.new.setChecked(not into_project)
        self.open.setChecked(into_project)
        self.path = QLineEdit()
        self.path.setAccessibleName("项目文件的位置和名称")
        self.browse = plain_button("浏览(&B)…", run=self._browse)
        self.warning = plain_label()
        self.warning.setStyleSheet(f"color: {colours().red}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.new, 0, 0)
        grid.addWidget(self.path, 0, 1)
        grid.addWidget(self.browse, 0, 2)
        grid.addWidget(self.open, 1, 0, 1, 3)
        grid.addWidget(self.warning, 2, 1, 1, 2)
        self.path.textEdited.connect(self._edited)
        self.path.textChanged.connect(self._refresh)
        self.new.toggled.connect(self._refresh)
        session.opened.connect(self._refresh)
        session.closed.connect(self._refresh)
        session.busy_changed.connect(self._refresh)
        self._refresh()

    @property
    def into_project(self) -> bool:
        """Whether the open project is chosen."""
        return self.open.isChecked()

    @property
    def new_path(self) -> Path:
        """The path of the new project, with its ending."""
        path = Path(self.path.text().strip())
        return path if path.suffix.lower() == EXTENSION else path.with_name(path.name + EXTENSION)

    @property
    def problem(self) -> str:
        """Why nothing can be made there, "" where it can."""
        if self.into_project:
            return "正在处理，请稍候。" if self._session.busy else ""
        text = self.path.text().strip()
        if not text or not Path(text).name:
            return "请填写项目文件的位置和名称。"
        if not self.new_path.parent.is_dir():
            return "文件夹不存在，请先建好，或换一个位置。"
        if not os.access(self.new_path.parent, os.W_OK):
            return "没有权限写入这个文件夹，请换一个位置。"
        if self.new_path.exists():
            return "已有同名文件，请换一个名称。"
        return ""

    def suggest(self, path: Path) -> None:
        """Fill in a path, unless the user has typed one."""
        if not self._typed:
            self.path.setText(str(path))
            self.path.setCursorPosition(len(str(path)))

    def _edited(self) -> None:
        self._typed = True

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, "新项目的位置", self.path.text(), PROJECTS, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self._typed = True
            self.path.setText(chosen)

    def _refresh(self) -> None:
        path = self._session.place
        possible = path is not None and not self._session.read_only
        self.open.setVisible(possible)
        self.open.setText(f"添加到当前项目(&A)“{path.stem}”" if path else "")
        if not possible and self.open.isChecked():
            self.new.setChecked(True)
        for widget in (self.path, self.browse):
            widget.setEnabled(self.new.isChecked())
        self.warning.setText(self.problem if self._typed or self.path.text() else "")
        self.changed.emit()
