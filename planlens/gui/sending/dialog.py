"""Asks which units report on what by when, and writes a workbook for each of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
)

from planlens.exchange.packet import FILLED, SHOWN, asked_for, may_be_asked, packets_of
from planlens.gui.app.parts import Tools
from planlens.gui.checking.line import CheckupLine
from planlens.gui.widgets.column_list import ColumnList
from planlens.gui.widgets.deadline_edit import DeadlineEdit
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import DialogButtons, waiting_bar, wrapped_label
from planlens.gui.widgets.sizes import fit
from planlens.model import PlanlensError
from planlens.views.fields.ledger import fields_in
from planlens.workflow import circle

_FOLDER = "sending/folder"
_SENDER = "sending/sender"
_SHOWN, _FILLED, _NAME = "sending/shown", "sending/filled", "sending/name"


class SendingDialog(QDialog):
    """A day, a period, a folder and the units; the workbooks are written in the background."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.window)
        self.setWindowTitle("发出填报")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, 640, 600)
        self._tools = tools
        self._fields = fields_in(tools.session.state, tools.session.fields)
        usual = circle.usual_day(tools.session.state, tools.session.today())
        self.day = QDateEdit(QDate(usual.year, usual.month, usual.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.period = QLineEdit()
        self.due = DeadlineEdit(tools.session.today)
        self.due.line.setPlaceholderText("按规定时间，可以不填")
        self.due.line.setAccessibleName("报送期限")
        self.folder = QLineEdit(str(tools.settings.get(_FOLDER, "")) or self._near())
        self.browse = QPushButton("浏览(&B)…")
        self.signed = QLineEdit(str(tools.settings.get(_SENDER, "")))
        self.signed.setPlaceholderText("通知落款的单位，可以不填")
        self.notice = QCheckBox("同时生成报送通知（Word）")
        self.notice.setChecked(True)
        self.ended = QCheckBox("已完成、已取消的任务也要填报")
        self.units = QListWidget()
        self.units.setAccessibleName("发给哪些单位")
        shown, filled = may_be_asked(self._fields)
        settings = tools.settings
        self.shown = ColumnList(shown, "告知单位的列，打勾为显示", SHOWN)
        self.filled = ColumnList(filled, "请单位填写的列，打勾为填写", FILLED)
        self.shown.choose(settings.get(_SHOWN))
        self.filled.choose(settings.get(_FILLED))
        self.name = QLineEdit(str(settings.get(_NAME, circle.NAME)))
        self.name.setToolTip("{单位} 和 {期} 会换成单位名称和期次")
        self.told = wrapped_label("")
        self.checkup = CheckupLine(tools)
        self.checkup.left.connect(self.reject)
        self.bar = waiting_bar()
        self._lay_out()
        self._connect()
        self._list_units()
        self._day_chosen()

    def _near(self) -> str:
        return str(self._tools.session.folder / "填报表")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("进展截至(&D)", self.day)
        form.addRow("期次(&P)", self.period)
        form.addRow("报送期限(&L)", self.due)
        place = in_row((self.folder, 1))
        self.browse.setAutoDefault(False)
        place.addWidget(self.browse)
        form.addRow("存放文件夹", place)
        form.addRow("文件名(&N)", self.name)
        form.addRow("落款单位(&S)", self.signed)
        form.addRow("", self.notice)
        form.addRow("", self.ended)
        self.buttons = DialogButtons(self, "生成填报表", self._send, "关闭")
        self.send = self.buttons.yes
        self.open_folder = self.buttons.addButton("打开文件夹", QDialogButtonBox.ButtonRole.ActionRole)
        self.open_folder.setVisible(False)
        column = in_column(form, on=self)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.units, "发给哪些单位")
        self.tabs.addTab(self.shown, "告知的列")
        self.tabs.addTab(self.filled, "填写的列")
        column.addWidget(self.tabs, 1)
        column.addWidget(self.told)
        column.addWidget(self.bar)
        foot = in_row((self.checkup, 1), self.buttons)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.day.dateChanged.connect(self._day_chosen)
        self.browse.clicked.connect(self._browse)
        self.ended.toggled.connect(self._list_units)
        self.units.itemChanged.connect(self._count)
        self.open_folder.clicked.connect(self._open_folder)

    @Slot()
    def _day_chosen(self) -> None:
        """Let the period follow the day, and the time limit as long as nobody has typed another one."""
        session, day = self._tools.session, self._day()
        self.period.setText(circle.usual_period(session.state, day))
        if not self.due.line.isModified():
            due = circle.usual_due(session.state, day, session.today())
            self.due.line.setText(due.isoformat() if due else "")

    def _day(self) -> date:
        day = self.day.date().toPython()
        assert isinstance(day, date)
        return day

    @Slot()
    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "填报表存放在哪里", self.folder.text())
        if name:
            self.folder.setText(name)

    @Slot()
    def _list_units(self) -> None:
        """Show the units that owe an answer, with the number of their tasks."""
        session = self._tools.session
        asked = asked_for(self._fields, "", session.today(), ended=self.ended.isChecked())
        packets, idle = packets_of(session.overview, asked, "")
        self.units.blockSignals(True)
        self.units.clear()
        for packet in packets:
            leads = sum(line.leads for line in packet.lines)
            item = QListWidgetItem(f"{packet.unit}（牵头 {leads} 项，配合 {len(packet.lines) - leads} 项）")
            item.setData(Qt.ItemDataRole.UserRole, packet.unit)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.units.addItem(item)
        self.units.blockSignals(False)
        self.told.setText(f"任务都已办结、不用填报的单位：{'、'.join(idle)}。" if idle else "")
        self._count()

    def chosen(self) -> list[str]:
        """Return the units that are ticked."""
        items = (self.units.item(row) for row in range(self.units.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    @Slot()
    def _count(self) -> None:
        count = len(self.chosen())
        self.send.setText(f"生成 {count} 份填报表" if count else "生成填报表")
        self.send.setEnabled(count > 0)

    def _wanted(self) -> circle.Wanted:
        """Return what units are asked.

        Raises:
            PlanlensError: ``bad-deadline``, the time limit is no day.
        """
        units = frozenset(self.chosen())
        return circle.Wanted(
            self._day(),
            self.period.text(),
            self.shown.chosen,
            self.filled.chosen,
            self.ended.isChecked(),
            units,
            self.name.text().strip(),
            circle.due_day(self.due.value()),
        )

    @Slot()
    def _send(self) -> None:
        path, folder = self._tools.session.place, self.folder.text().strip()
        if path is None or not folder:
            self.told.setText("请先选择存放填报表的文件夹。")
            return
        self._tools.settings.set(_FOLDER, folder)
        self._tools.settings.set(_SENDER, self.signed.text().strip())
        if not self.filled.chosen:
            self.told.setText("请至少勾选一列请单位填写。")
            self.tabs.setCurrentWidget(self.filled)
            return
        for key, value in (
            (_SHOWN, [*self.shown.chosen]),
            (_FILLED, [*self.filled.chosen]),
            (_NAME, self.name.text().strip()),
        ):
            self._tools.settings.set(key, value)
        try:
            wanted = self._wanted()
        except PlanlensError as error:
            self.told.setText(error.message)
            self.due.setFocus()
            return
        notice = self.signed.text().strip() if self.notice.isChecked() else None
        self.send.setEnabled(False)
        self.bar.setVisible(True)
        job = self._tools.jobs.process(circle.send_file, path, Path(folder), wanted, notice).then(
            lambda sent: self._show(sent, wanted), self._fail, progressed=self._progressed
        )
        self._job = job

    @Slot(float, str)
    def _progressed(self, fraction: float, text: str) -> None:
        self.bar.setValue(round(fraction * 100))
        self.told.setText(f"{text}……")

    @Slot(object)
    def _fail(self, error: PlanlensError) -> None:
        self.bar.setVisible(False)
        self.told.setText(error.message)
        self._count()

    def _show(self, sent: circle.Sending, wanted: circle.Wanted) -> None:
        """Say what was written, and let the project remember it."""
        self.bar.setVisible(False)
        self._tools.session.apply(circle.remember_sent(wanted, sent))
        nobody = f"没有责任单位、没有发出的任务 {sent.unassigned} 项。" if sent.unassigned else ""
        self.told.setText(f"已生成 {len(sent.files)} 份填报表。{nobody}收到单位报回的文件后，用“收回填报”收取。")
        self.open_folder.setVisible(True)
        self._count()

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))
