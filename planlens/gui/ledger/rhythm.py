"""When units report: how often, by which day, with how much grace, and on which days nobody works."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.language.typed import typed_deadline
from planlens.model import PlanlensError
from planlens.model.reporting import Every, Rhythm
from planlens.project.edits import SetSetting, Together
from planlens.project.settings import HOLIDAYS, REPORTING, rhythm_of, setting

# 2026-10-01；2026年10月2日
_BETWEEN = re.compile(r"[\s,，;；、]+")

HOLIDAYS_HINT = "法定节假日和调休已按国务院公布的安排计算。本单位另有安排的写在这里，每行一天，如 2026-10-08。"


class RhythmDialog(QDialog):
    """The rhythm of the project; kept as one edit by 确定."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent or tools.window)
        self.setWindowTitle("报送周期")
        self._session = tools.session
        state = tools.session.state
        self.every = QComboBox()
        for every in Every:
            self.every.addItem(every.label, every.value)
        self.by, self.grace = QSpinBox(), QSpinBox()
        self.by.setMinimum(1)
        self.grace.setRange(0, 60)
        self.grace.setSuffix(" 天")
        self.following = QCheckBox("在下一期报送（如次月5日前报送上月进展）")
        self.workdays = QCheckBox("按工作日计算：期限遇休息日顺延，宽限和逾期只计工作日")
        self.dated, self.since = QCheckBox("从这一天起"), QDateEdit()
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd")
        self.since.setAccessibleName("开始报送的日期")
        self.off, self.on = QPlainTextEdit(), QPlainTextEdit()
        self.off.setAccessibleName("另外放假的日期")
        self.on.setAccessibleName("另外上班的日期")
        self.words = QLabel()
        self._lay_out()
        self._show(rhythm_of(state) or Rhythm())
        days = setting(state, HOLIDAYS) or {}
        self.off.setPlainText("\n".join(days.get("off", [])))
        self.on.setPlainText("\n".join(days.get("on", [])))
        self.every.currentIndexChanged.connect(self._choose_every)
        for box in (self.following, self.workdays):
            box.toggled.connect(self._tell)
        self.by.valueChanged.connect(self._tell)
        self.dated.toggled.connect(self.since.setEnabled)
        self._tell()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.addRow("多久报送一次", self.every)
        form.addRow("报送期限（第几日，周报为周几）", self.by)
        form.addRow("", self.following)
        form.addRow("宽限", self.grace)
        form.addRow("", self.workdays)
        since = QHBoxLayout()
        since.addWidget(self.dated)
        since.addWidget(self.since, 1)
        form.addRow("开始报送", since)
        form.addRow("即", self.words)
        hint = QLabel(HOLIDAYS_HINT)
        hint.setWordWrap(True)
        form.addRow(hint)
        days = QHBoxLayout()
        for title, edit in (("放假", self.off), ("上班", self.on)):
            edit.setMaximumHeight(70)
            edit.setTabChangesFocus(True)
            days.addWidget(QLabel(title))
            days.addWidget(edit, 1)
        form.addRow(days)
        buttons = QDialogButtonBox()
        buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def _show(self, found: Rhythm) -> None:
        self.every.setCurrentIndex(self.every.findData(found.every.value))
        self._set_most(found.every)
        self.by.setValue(found.by)
        self.grace.setValue(found.grace)
        self.following.setChecked(found.following)
        self.workdays.setChecked(found.workdays)
        self.dated.setChecked(found.since is not None)
        self.since.setEnabled(found.since is not None)
        day = found.since or self._session.today().isoformat()
        self.since.setDate(QDate.fromString(day, Qt.DateFormat.ISODate))

    def _set_most(self, every: Every) -> None:
        self.by.setMaximum({Every.WEEK: 7, Every.TEN_DAYS: 11}.get(every, 31))

    def _choose_every(self) -> None:
        every = Every(self.every.currentData())
        self._set_most(every)
        self.by.setValue(Rhythm.from_dict({"every": every.value}).by)
        self._tell()

    def _tell(self) -> None:
        self.words.setText(self.rhythm().words)

    def rhythm(self) -> Rhythm:
        """Return the rhythm that the fields say."""
        since = self.since.date().toString(Qt.DateFormat.ISODate) if self.dated.isChecked() else None
        what = (self.following.isChecked(), self.grace.value(), self.workdays.isChecked(), since)
        return Rhythm(Every(self.every.currentData()), self.by.value(), *what)

    def accept(self) -> None:
        """Keep it; a day that is none is told, and the dialog stays."""
        session = self._session
        try:
            days: dict[str, list[str]] = {"off": self._days(self.off), "on": self._days(self.on)}
        except PlanlensError as error:
            dialogs.show_problem(self, error)
            return
        wanted: dict[str, Any] = {REPORTING: self.rhythm().as_dict(), HOLIDAYS: days if any(days.values()) else None}
        edits = tuple(
            SetSetting(name, value) for name, value in wanted.items() if setting(session.state, name) != value
        )
        if not edits or session.apply(Together(edits, f"设置报送周期：{self.rhythm().words}")) is not None:
            super().accept()

    def _days(self, edit: QPlainTextEdit) -> list[str]:
        found = []
        for text in filter(None, _BETWEEN.split(edit.toPlainText())):
            day = typed_deadline(text.replace("/", "-"), self._session.today())
            if day is None or len(day) != len("2026-10-01"):
                raise PlanlensError("bad-date", f"无法识别的日期：{text}。请写成 2026-10-01，每行一天。")
            found.append(day)
        return sorted(set(found))
