"""When units report: how often, by which day, with how much grace, and on which days nobody works."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.widgets.layouts import in_row
from planlens.gui.widgets.plain import DialogButtons, choice_box
from planlens.language.typed import typed_deadline
from planlens.model import PlanlensError
from planlens.model.reporting import Every, Rhythm
from planlens.project import defaults
from planlens.project.edits import SetSetting, Together
from planlens.project.settings import HOLIDAYS, REPORTING, setting

# 2026-10-01；2026年10月2日
_BETWEEN = re.compile(r"[\s,，;；、]+")

HOLIDAYS_HINT = "法定节假日和调休已按国务院公布的安排计算。本单位另有安排的写在这里，每行一天，如 2026-10-08。"


_Whose = str
"""The setting that a rhythm is kept in: the project's, or that of one document."""


class RhythmDialog(QDialog):
    """The rhythms of the project and of documents that have one of their own; kept as one edit by 确定."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent or tools.window)
        self.setWindowTitle("报送周期")
        self._session = tools.session
        state = tools.session.state
        self._rhythms: dict[_Whose, Rhythm | None] = {
            name: Rhythm.from_dict(found) if (found := setting(state, name)) else None
            for name in (REPORTING, *(f"{REPORTING}:{row.id}" for row in state.documents()))
        }
        self._whose = REPORTING
        self.whose = choice_box(
            "适用于",
            [("整个项目", REPORTING), *[(row.title or row.name, f"{REPORTING}:{row.id}") for row in state.documents()]],
            room=16,
        )
        self.own = QCheckBox("这份文件单独设置报送周期")
        self.every = choice_box("", [(every.label, every.value) for every in Every])
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
        self.also = QCheckBox("新建的项目也这样设置")
        self._lay_out()
        self._show_whose()
        days = setting(state, HOLIDAYS) or {}
        self.off.setPlainText("\n".join(days.get("off", [])))
        self.on.setPlainText("\n".join(days.get("on", [])))
        self.whose.activated.connect(self._choose_whose)
        self.own.toggled.connect(self._enable)
        self.every.activated.connect(self._choose_every)
        for box in (self.following, self.workdays):
            box.toggled.connect(self._tell)
        self.by.valueChanged.connect(self._tell)
        self.dated.toggled.connect(self._enable)
        self._tell()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.addRow("适用于", self.whose)
        form.addRow("", self.own)
        form.addRow("多久报送一次", self.every)
        form.addRow("报送期限（第几日，周报为周几）", self.by)
        form.addRow("", self.following)
        form.addRow("宽限", self.grace)
        form.addRow("", self.workdays)
        since = in_row(self.dated, (self.since, 1))
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
        form.addRow("", self.also)
        buttons = DialogButtons(self, "确定", self.accept)
        form.addRow(buttons)

    # Whose rhythm is shown

    def _choose_whose(self) -> None:
        if self._rhythms[self._whose] is not None or self.rhythm() != Rhythm():  # else nobody has set anything
            self._rhythms[self._whose] = self._said()
        self._whose = str(self.whose.currentData())
        self._show_whose()

    def _show_whose(self) -> None:
        document = self._whose != REPORTING
        found = self._rhythms[self._whose]
        self.own.setVisible(document)
        self.own.setChecked(found is not None)
        self._show(found or self._rhythms[REPORTING] or Rhythm())
        self._enable()
        self._tell()

    def _enable(self) -> None:
        """Let be changed what belongs to what is shown."""
        on = self._whose == REPORTING or self.own.isChecked()
        for widget in (self.every, self.by, self.following, self.grace, self.workdays, self.dated):
            widget.setEnabled(on)
        self.since.setEnabled(on and self.dated.isChecked())

    def _said(self) -> Rhythm | None:
        """Return the rhythm that is shown, None for a document that has the project's."""
        return self.rhythm() if self._whose == REPORTING or self.own.isChecked() else None

    def _show(self, found: Rhythm) -> None:
        self.every.setCurrentIndex(self.every.findData(found.every.value))
        self._set_most(found.every)
        self.by.setValue(found.by)
        self.grace.setValue(found.grace)
        self.following.setChecked(found.following)
        self.workdays.setChecked(found.workdays)
        self.dated.setChecked(found.since is not None)
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
        self._rhythms[self._whose] = self._said()
        rhythms = {name: found.as_dict() if found else None for name, found in self._rhythms.items()}
        wanted: dict[str, Any] = {**rhythms, HOLIDAYS: days if any(days.values()) else None}
        edits = tuple(
            SetSetting(name, value) for name, value in wanted.items() if setting(session.state, name) != value
        )
        main = self._rhythms[REPORTING] or Rhythm()
        if edits and session.apply(Together(edits, f"设置报送周期：{main.words}")) is None:
            return
        try:
            for name in (REPORTING, HOLIDAYS) if self.also.isChecked() else ():
                defaults.keep(name, wanted[name])
        except PlanlensError as error:
            dialogs.show_problem(self, error)
            return
        super().accept()

    def _days(self, edit: QPlainTextEdit) -> list[str]:
        found = []
        for text in filter(None, _BETWEEN.split(edit.toPlainText())):
            day = typed_deadline(text.replace("/", "-"), self._session.today())
            if day is None or len(day) != len("2026-10-01"):
                raise PlanlensError("bad-date", f"无法识别的日期：{text}。请写成 2026-10-01，每行一天。")
            found.append(day)
        return sorted(set(found))
