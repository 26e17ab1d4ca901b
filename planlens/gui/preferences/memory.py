"""What is remembered of an office's decisions: how much, what it has taught, a copy of it, and ways to forget it."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
)

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.preferences.page import SettingsPage
from planlens.gui.widgets.layouts import in_column
from planlens.model import PlanlensError
from planlens.workflow import habits, memory

_ABOUT = (
    "已确认的分工（任务文字和单位名称）和对识别结果的更正（只记特征、次数和标题首尾两字）可以记在本机：推荐责任单位时优先参照，"
    "今后导入的文件按本单位的习惯判断任务和章节。只存在本机的一个文件里，不会上传；可以导出到另一台电脑，也可以清空。"
)


class MemoryPage(SettingsPage):
    """Whether decisions are remembered; forgetting and copying happen at once, and are asked about first."""

    title = "推荐记忆"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        self.on = QCheckBox("记住已确认的分工和更正，用于今后的文件")
        self.projects = QListWidget()
        self.projects.setAccessibleName("记住的项目")
        self.count = QLabel()
        self.taught = QLabel()
        self.taught.setWordWrap(True)
        self.habits = QListWidget()
        self.habits.setAccessibleName("学到的判断习惯")
        self.habits.setWordWrap(True)
        self.habits.setToolTip("取消勾选即收回，今后导入的文件不再这样判断；已经确定的内容不受影响")
        self.learn = QPushButton("记住当前项目")
        self.copy = QPushButton("导出…")
        self.reset = QPushButton("全部清空…")
        row = QHBoxLayout()
        for button in (self.learn, self.copy, self.reset):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        in_column(about, self.on, self.count, self.projects, self.taught, self.habits, row, on=self)
        self.learn.clicked.connect(self._learn)
        self.copy.clicked.connect(self._copy)
        self.reset.clicked.connect(self._reset)
        self.habits.itemChanged.connect(self._use)
        self._shown: habits.OfficeHabits | None = None
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
        self.learn.setEnabled(self.tools.session.place is not None)
        self.habits.setVisible(memory.remembers())
        self.taught.setText("正在读取更正……" if memory.remembers() else "还没有记住对识别结果的更正。")
        if not memory.remembers():
            return
        self._job = self.tools.jobs.process(habits.told)
        self._job.done.connect(self._show_habits)
        self._job.failed.connect(lambda error: self.taught.setText(error.message))

    @Slot(object)
    def _show_habits(self, told: tuple[habits.OfficeHabits, tuple[str, ...]]) -> None:
        found, words = told
        self._shown = found
        with QSignalBlocker(self.habits):
            self.habits.clear()
            for habit, text in zip(found.habits, words, strict=True):
                item = QListWidgetItem(text, self.habits)
                item.setCheckState(Qt.CheckState.Unchecked if habit in found.off else Qt.CheckState.Checked)
        self.habits.setVisible(bool(words))
        self.taught.setText(_told(found))
        for button in (self.copy, self.reset):
            button.setEnabled(button.isEnabled() or found.documents > 0)

    @Slot(QListWidgetItem)
    def _use(self, item: QListWidgetItem) -> None:
        """Read new documents by a habit, or no longer."""
        if self._shown is not None:
            habit = self._shown.habits[self.habits.row(item)]
            off = item.checkState() is not Qt.CheckState.Checked
            self._do(lambda: habits.take_back(habit, off=off))

    def save(self) -> bool:
        """Begin to remember, or forget everything where that is no longer wanted and agreed to."""
        if self.on.isChecked() == memory.remembers():
            return True
        if self.on.isChecked():
            return self._do(memory.begin)
        if memory.lines() and not self._agreed():
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
        question = "清空后，推荐责任单位和识别任务不再参照以往的项目。项目文件本身不受影响。"
        return dialogs.ask(self, "清空推荐记忆？", question, "清空")

    def _learn(self) -> None:
        place = self.tools.session.place
        if place is not None:
            self.learn.setEnabled(False)
            self._job = self.tools.jobs.process(habits.remember_file, place)
            self._job.failed.connect(lambda error: dialogs.show_problem(self, error))
            self._job.ended.connect(self._show)

    def _reset(self) -> None:
        if self._agreed() and self._do(memory.forget):
            self._do(memory.begin)
            self._show()

    def _copy(self) -> None:
        path, source = Path("推荐记忆.tsv"), memory.memory_file()
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


def _told(found: habits.OfficeHabits) -> str:
    """Return what the corrections have taught, in a line."""
    if not found.documents:
        return "还没有记住对识别结果的更正。"
    basis = f"已记住 {found.documents} 份文件的 {found.corrections} 处更正"
    if not found.habits:
        return f"{basis}，还看不出一贯的习惯；识别照旧。"
    return f"{basis}，今后导入的文件按以下习惯判断（取消勾选即收回）："
