"""What is remembered of who does which task: how much, of which projects, a copy of it, and a way to forget it."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QListWidget, QPushButton

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.preferences.page import SettingsPage
from planlens.gui.widgets.layouts import in_column
from planlens.model import PlanlensError
from planlens.workflow import memory

_ABOUT = (
    "已确认的分工（任务文字和单位名称）可以记在本机，推荐责任单位时优先参照。"
    "只存在本机的一个文件里，不会上传；可以导出到另一台电脑，也可以清空。"
)


class MemoryPage(SettingsPage):
    """Whether decisions are remembered; forgetting and copying happen at once, and are asked about first."""

    title = "推荐记忆"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        self.on = QCheckBox("记住已确认的分工，用于今后的项目")
        self.projects = QListWidget()
        self.projects.setAccessibleName("记住的项目")
        self.count = QLabel()
        self.learn = QPushButton("记住当前项目的分工")
        self.copy = QPushButton("导出…")
        self.reset = QPushButton("全部清空…")
        row = QHBoxLayout()
        for button in (self.learn, self.copy, self.reset):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        in_column(about, self.on, self.count, self.projects, row, on=self)
        self.learn.clicked.connect(self._learn)
        self.copy.clicked.connect(self._copy)
        self.reset.clicked.connect(self._reset)
        self._show()

    def _show(self) -> None:
        known = memory.projects()
        self.on.setChecked(memory.remembers())
        self.count.setText(
            f"已记住 {len(known)} 个项目的 {sum(known.values())} 项分工：" if known else "还没有记住任何分工。"
        )
        self.projects.clear()
        self.projects.addItems([f"{name}（{count} 项）" for name, count in known.items()])
        self.copy.setEnabled(bool(known))
        self.reset.setEnabled(bool(known))
        self.learn.setEnabled(self.tools.session.path is not None)

    def save(self) -> bool:
        """Begin to remember, or forget everything where that is no longer wanted and agreed to."""
        if self.on.isChecked() == memory.remembers():
            return True
        if self.on.isChecked():
            return self._do(memory.begin)
        if memory.projects() and not self._agreed():
            self.on.setChecked(True)
            return False
        return self._do(memory.forget)

    def _do(self, what: object) -> bool:
        try:
            what()  # type: ignore[operator]
        except PlanlensError as error:
            dialogs.show_problem(self, error)
            return False
        return True

    def _agreed(self) -> bool:
        question = "清空后，推荐责任单位不再参照以往的项目。项目文件本身不受影响。"
        return dialogs.ask(self, "清空推荐记忆？", question, "清空")

    def _learn(self) -> None:
        session = self.tools.session
        if session.path is not None:
            name, state = session.path.stem, session.state
            self._do(lambda: memory.remember(name, state))
            self._show()

    def _reset(self) -> None:
        if self._agreed() and self._do(memory.forget):
            self._do(memory.begin)
            self._show()

    def _copy(self) -> None:
        path, source = Path("分工记忆.tsv"), memory.memory_file()
        target = dialogs.choose_new_file(self.tools, "导出推荐记忆", path, "表格文本 (*.tsv)")
        if target is None or source is None:
            return
        try:
            shutil.copyfile(source, target)
        except OSError as error:
            message = f"无法写入：{target}（{error.strerror}）。请换一个位置。"
            dialogs.show_problem(self, PlanlensError("not-written", message))
            return
        self.tools.session.notice.emit(f"已导出 {target}")
