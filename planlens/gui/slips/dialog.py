"""Asks which paper goes out on which tasks, and writes one for each leading unit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
)

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.exporting.exported import Exported, open_with_system
from planlens.gui.exporting.scope import tasks_by_unit
from planlens.gui.widgets.deadline_edit import DeadlineEdit
from planlens.gui.widgets.layouts import held, in_column, in_row
from planlens.gui.widgets.plain import DialogButtons, wrapped_label
from planlens.gui.widgets.sizes import fit
from planlens.model import Light, PlanlensError, SlipKind
from planlens.views.wording import SLIP_REQUIREMENTS
from planlens.workflow import slips

_FOLDER, _SENDER, _TEMPLATE = "slips/folder", "sending/sender", "slips/template/{kind}"
_SELECTED, _FILTER, _UNIT = "selected", "filter", "unit"


class SlipsDialog(QDialog):
    """A kind, the tasks, the words and the units; the papers are written in the background."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.window)
        self.setWindowTitle("开督办单")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, 680, 620)
        self._tools, self._session = tools, tools.session
        self._make_fields()
        self._lay_out()
        self._connect()
        self._kind_chosen()

    def _make_fields(self) -> None:
        session, settings = self._session, self._tools.settings
        self.kind = QComboBox()
        self.kind.addItems([kind.label for kind in SlipKind])
        self.kind.setCurrentText(SlipKind.SUPERVISE.label)
        self.which, self.unit = QComboBox(), QComboBox()
        meant, shown = session.tasks_meant(), session.tasks_in_filter()
        if meant:
            self.which.addItem(f"选中的任务（{len(meant)} 项）", _SELECTED)
        if shown is not None:
            self.which.addItem(f"任务页筛选出的任务（{len(shown)} 项）", _FILTER)
        for light in (Light.RED, Light.YELLOW):
            self.which.addItem(f"全部{light.label}任务", light.value)
        self.which.addItem("一个单位牵头的任务", _UNIT)
        for name in tasks_by_unit(session):
            self.unit.addItem(name)
        today = session.today()
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.number = QLineEdit()
        self.number.setPlaceholderText("接着上一份编号；可写成 督〔2026〕3号，其余顺次编号")
        self.due = DeadlineEdit(session.today)
        self.due.line.setPlaceholderText("按任务的完成时限")
        self.requirement = QPlainTextEdit()
        self.requirement.setTabChangesFocus(True)
        self.requirement.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 12)
        self.signed = QLineEdit(str(settings.get(_SENDER, "")))
        self.template = QLineEdit()
        self.template.setPlaceholderText("不用模板，按通用样式")
        self.folder = QLineEdit(str(settings.get(_FOLDER, "")) or self._near())
        self.browse, self.pick, self.sample = QPushButton("浏览…"), QPushButton("选择…"), QPushButton("导出样张…")
        self.sample.setToolTip("存一份通用样式的模板，按本单位格式改好后在这里选用")
        for button in (self.browse, self.pick, self.sample):
            button.setAutoDefault(False)
        self.units = QListWidget()
        self.told = wrapped_label()

    def _near(self) -> str:
        return str(self._session.folder / "督办单")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("种类(&K)", self.kind)
        form.addRow("任务(&T)", held(in_row((self.which, 1), self.unit, margins=0)))
        form.addRow("日期(&D)", self.day)
        form.addRow("编号(&N)", self.number)
        form.addRow("时限要求(&L)", self.due)
        form.addRow("工作要求(&W)", self.requirement)
        form.addRow("落款单位(&S)", self.signed)
        form.addRow("本单位模板", held(in_row((self.template, 1), self.pick, self.sample, margins=0)))
        form.addRow("存放文件夹", held(in_row((self.folder, 1), self.browse, margins=0)))
        form.addRow("发给(&U)", self.units)
        for widget, name in ((self.which, "哪些任务"), (self.unit, "哪个单位"), (self.units, "发给哪些单位")):
            widget.setAccessibleName(name)
        self.buttons = DialogButtons(self, "开出", self._write, "关闭")
        self.go = self.buttons.yes
        self.open_folder = self.buttons.addButton("打开文件夹", QDialogButtonBox.ButtonRole.ActionRole)
        self.open_folder.setVisible(False)
        in_column((form, 1), self.told, self.buttons, on=self)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        for box in (self.which, self.unit):
            box.currentIndexChanged.connect(self._list_units)
        self.day.dateChanged.connect(self._list_units)
        self.number.textChanged.connect(self._count)
        self.units.itemChanged.connect(self._count)
        self.browse.clicked.connect(self._browse)
        self.pick.clicked.connect(self._pick)
        self.sample.clicked.connect(self._save_sample)
        self.open_folder.clicked.connect(lambda: open_with_system(Path(self.folder.text())))

    @Slot()
    def _kind_chosen(self) -> None:
        """Propose what a paper of the kind asks for, and the template that was used for it last."""
        kind = self.kind.currentText()
        self.requirement.setPlaceholderText(SLIP_REQUIREMENTS[kind])
        self.template.setText(str(self._tools.settings.get(_TEMPLATE.format(kind=kind), "")))
        self._list_units()

    def _day(self) -> date:
        day = self.day.date().toPython()
        assert isinstance(day, date)
        return day

    def _ids(self) -> tuple[str, ...]:
        """Return the tasks that are meant.

        Raises:
            PlanlensError: there is none.
        """
        assert self._session.project is not None
        which = self.which.currentData()
        if which == _SELECTED:
            return tuple(self._session.tasks_meant())
        if which == _FILTER:
            return tuple(self._session.tasks_in_filter() or ())
        light, unit = (None, self.unit.currentText()) if which == _UNIT else (Light(which), None)
        return slips.tasks_for_slips(self._session.project, self._day(), light, unit)

    @Slot()
    def _list_units(self) -> None:
        """Show the units that lead the tasks, all of them ticked."""
        self.unit.setVisible(self.which.currentData() == _UNIT)
        self._plan: dict[str, tuple[str, tuple[str, ...]]] = {}
        problem = ""
        try:
            assert self._session.project is not None
            self._plan = slips.planned_slips(self._session.project, self._wanted(self._ids()))
        except PlanlensError as error:
            problem = error.message
        self.units.blockSignals(True)
        self.units.clear()
        for unit, (_, keys) in self._plan.items():
            item = QListWidgetItem(f"{unit}（{len(keys)} 项）")
            item.setData(Qt.ItemDataRole.UserRole, unit)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.units.addItem(item)
        self.units.blockSignals(False)
        self._count()
        if problem:
            self.told.setText(problem)

    def _wanted(self, ids: tuple[str, ...], due: str | None = None) -> slips.SlipWanted:
        template = self.template.text().strip()
        return slips.SlipWanted(
            self.kind.currentText(),
            ids,
            self._day(),
            self.number.text().strip(),
            due,
            self.requirement.toPlainText().strip(),
            self.signed.text().strip(),
            Path(template) if template else None,
        )

    def chosen(self) -> tuple[str, ...]:
        """Return the tasks of the units that are ticked."""
        items = (self.units.item(row) for row in range(self.units.count()))
        ticked = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]
        return tuple(key for unit in ticked for key in self._plan[unit][1])

    @Slot()
    def _count(self) -> None:
        assert self._session.project is not None
        ids = self.chosen()
        planned = slips.planned_slips(self._session.project, self._wanted(ids)) if ids else {}
        self.go.setText(f"开出 {len(planned)} 份" if planned else "开出")
        self.go.setEnabled(bool(planned))
        self.told.setText(slips.planned_words(planned))

    @Slot()
    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "单据存放在哪里", self.folder.text())
        if name:
            self.folder.setText(name)

    @Slot()
    def _pick(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择本单位的模板", self.template.text(), "Word 文档 (*.docx)")
        if name:
            self.template.setText(name)

    @Slot()
    def _save_sample(self) -> None:
        kind = self.kind.currentText()
        suggested = Path(self.folder.text()).parent / f"{kind}模板.docx"
        target = dialogs.choose_new_file(self._tools, "导出样张", suggested, "Word 文档 (*.docx)")
        if target is not None:
            job = self._tools.jobs.process(slips.slip_sample_file, target, kind)
            job.done.connect(lambda path: Exported(path, self).open())
            job.failed.connect(self._fail)

    @Slot()
    def _write(self) -> None:
        path, folder = self._session.place, self.folder.text().strip()
        if path is None or not folder:
            self.told.setText("请先选择存放单据的文件夹。")
            return
        try:
            due = self.due.value()
        except PlanlensError as error:
            self.told.setText(error.message)
            return
        settings = self._tools.settings
        settings.set(_FOLDER, folder)
        settings.set(_SENDER, self.signed.text().strip())
        settings.set(_TEMPLATE.format(kind=self.kind.currentText()), self.template.text().strip())
        self._session.settle()
        self.go.setEnabled(False)
        self.told.setText("正在开出……")
        job = self._tools.jobs.process(slips.slips_of_file, path, Path(folder), self._wanted(self.chosen(), due))
        job.failed.connect(self._fail)
        job.done.connect(self._show)

    @Slot(object)
    def _fail(self, error: PlanlensError) -> None:
        self._count()
        self.told.setText(error.message)

    def _show(self, made: slips.MadeSlips) -> None:
        """Let the ledger remember what was written, and say it."""
        self._session.apply(made.edit)
        self._count()
        self.told.setText(f"已开出 {len(made.files)} 份，编号已记入台账，可以撤销。")
        self.open_folder.setVisible(True)
