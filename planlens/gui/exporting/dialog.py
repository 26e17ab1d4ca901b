"""The export: which format, which tasks, which columns, where to; built from what the exporters declare."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from planlens import workflow
from planlens.exports.choice import ExportChoice, Look
from planlens.gui.app import dialogs
from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.gui.app.theme import colours
from planlens.gui.checking.line import CheckupLine
from planlens.gui.exporting.exported import Exported
from planlens.gui.exporting.scope import Scope
from planlens.gui.importing.making import file_name
from planlens.gui.widgets.column_list import ColumnList
from planlens.gui.widgets.layouts import held, in_column, in_row
from planlens.gui.widgets.plain import DialogButtons, choice_box, plain_button, plain_label, waiting_bar
from planlens.gui.widgets.sizes import fit, scrolled
from planlens.model import FileFormat, PlanlensError
from planlens.model.granularity import Granularity
from planlens.views.fields.field import Use
from planlens.views.fields.ledger import LEDGER_FIELDS
from planlens.workflow import several, templates

_FORMAT, _COLUMNS, _SUGGESTED, _FOLDER = "export/format", "export/columns", "export/suggested", "export/folder"
_PAPER, _BY = "export/paper", "export/by"
_FIRST = "xlsx"
"""The format that is proposed to somebody who has not exported yet."""

_ROWS = {
    "按各文件的设置": "",
    "按句：一句一行": Granularity.SENTENCE.value,
    "按条：同一编号、同一小节的各句合为一行": Granularity.ITEM.value,
}
"""What a row can be, by what it is called."""
_PAPERS = {"自动（列多时用 A3）": "", "A4 横向": "A4", "A3 横向": "A3"}
"""The papers, by what they are called."""


class ExportDialog(QDialog):
    """Asks, exports in the background process, and offers to open what was written."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.window)
        self.setWindowTitle("导出")
        fit(self, 620, 560)
        self._tools = tools
        self._job: Job | None = None
        self._formats = sorted(tools.formats().written, key=lambda item: item.key != _FIRST)
        self._asked: Path | None = None
        self._make_fields()
        self._lay_out()
        self._restore()
        self._refresh()

    def _make_fields(self) -> None:
        settings = self._tools.settings
        self.format = choice_box("", [(f"{item.label}（{item.extensions[0]}）", item.key) for item in self._formats])
        self.scope = Scope(self._tools.session)
        fields = self._tools.session.fields
        known = [(item, item.column(Use.LEDGER)) for item in fields.of(Use.LEDGER)]
        used = fields.usual[Use.LEDGER]  # people and nodes are there once any task has some
        ticked = [column.key for item, column in known if item.key in used or item not in LEDGER_FIELDS]
        named = [(column.key, column.title) for _, column in known]
        self.columns = ColumnList(named, "要导出的列，打勾为导出", ticked)
        self.suggested = QCheckBox("包含程序推荐的责任单位（标明“建议”）")
        self.suggested.setChecked(bool(settings.get(_SUGGESTED, True)))
        self.by = _choice("一行写什么", _ROWS.items())
        shares = ((f"每{'个' if what == several.UNIT else '位'}{what}一份", what) for what in several.EACH)
        self.each = _choice("写成几份", [("一份文件", ""), *shares])
        self.title = _line("表的标题", "按文件标题自动拟定，可在此改写")
        self.paper = _choice("纸张", _PAPERS.items())
        self.template = _line("本单位的空表", "按本单位的空表填写：选一份 .xlsx 或 .docx；不选则按上面的列")
        self.pick = plain_button("选择(&M)…", run=self._pick)
        self.path = _line("导出文件的位置和名称")
        self.browse = plain_button("浏览(&B)…", run=self._browse)
        self.warning = plain_label()
        self.warning.setStyleSheet(f"color: {colours().red}")
        self.checkup = CheckupLine(self._tools)
        self.checkup.left.connect(self.reject)
        self.bar = waiting_bar()
        self._connect()

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self._format_changed)
        self.columns.changed.connect(self._refresh)
        self.scope.changed.connect(self._refresh)
        self.path.textChanged.connect(self._refresh)
        self.path.textEdited.connect(self._follow_ending)
        self.template.textChanged.connect(self._template_chosen)

    def _lay_out(self) -> None:
        fields = QWidget()
        form = QFormLayout(fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("格式(&F)：", self.format)
        self.scope.add_to(form)
        form.addRow("一行(&R)：", self.by)
        form.addRow("份数(&N)：", self.each)
        form.addRow("列：", self.columns)
        form.addRow("", self.suggested)
        form.addRow("标题(&L)：", self.title)
        form.addRow("纸张(&P)：", self.paper)
        form.addRow("空表模板：", held(in_row((self.template, 1), self.pick, margins=0)))
        form.addRow("保存到(&S)：", held(in_row((self.path, 1), self.browse, margins=0)))
        form.addRow("", self.warning)
        self.buttons = DialogButtons(self, "导出", self._export)
        self.go = self.buttons.yes
        column = in_column((scrolled(fields), 1), self.bar, on=self)
        foot = in_row((self.checkup, 1), self.buttons)
        column.addLayout(foot)

    def _restore(self) -> None:
        settings = self._tools.settings
        self.format.setCurrentIndex(max(0, self.format.findData(settings.get(_FORMAT, _FIRST))))
        self.columns.choose(settings.get(_COLUMNS))
        self.paper.setCurrentIndex(max(0, self.paper.findData(settings.get(_PAPER, ""))))
        self.by.setCurrentIndex(max(0, self.by.findData(settings.get(_BY, ""))))
        place = self._tools.session.place
        project = self._tools.session.path or Path(file_name(f"{place.stem if place else '任务'}.planlens"))
        folder = Path(settings.get(_FOLDER) or project.parent)
        if not folder.is_dir():
            folder = project.parent
        name = file_name(f"{project.stem}任务分解表")
        self.path.setText(str(folder / f"{name}{self._chosen.extensions[0]}"))

    @property
    def _chosen(self) -> FileFormat:
        return self._formats[max(0, self.format.currentIndex())]

    def _by_template(self) -> Path | None:
        """Return the office's own table that is to be filled, None for none."""
        name = self.template.text().strip()
        return Path(name) if name else None

    def _pick(self) -> None:
        wanted = "表格 (*.xlsx *.docx)"
        name, _ = QFileDialog.getOpenFileName(
            self, "选择本单位的空表", self.template.text() or self.path.text(), wanted
        )
        if name:
            self.template.setText(name)

    def _template_chosen(self) -> None:
        """Let the format be that of the office's own table."""
        template = self._by_template()
        if template is not None:
            place = self.format.findData(template.suffix.lower().removeprefix("."))
            self.format.setCurrentIndex(place if place >= 0 else self.format.currentIndex())
        self._format_changed()

    def _format_changed(self) -> None:
        path = Path(self.path.text())
        if any(path.suffix.lower() in item.extensions for item in self._formats):
            self.path.setText(str(path.with_suffix(self._chosen.extensions[0])))
        self._refresh()

    def _follow_ending(self, text: str) -> None:
        """Choose the format that a typed ending names."""
        ending = Path(text.strip()).suffix.lower()
        place = next((k for k, item in enumerate(self._formats) if ending in item.extensions), None)
        if place is not None:
            self.format.setCurrentIndex(place)

    def target(self) -> Path:
        """Return the path to write, with the format's ending."""
        path, ending = Path(self.path.text().strip()), self._chosen.extensions[0]
        return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

    def problem(self) -> str:
        """Return why nothing can be exported, "" where it can."""
        template = self._by_template()
        if template is not None and template.suffix.lower() not in {".xlsx", ".docx"}:
            return "空表模板应是 .xlsx 或 .docx 文件。"
        if template is not None and template == self.target():
            return "导出会覆盖模板，请换一个文件名。"
        if template is None and self._chosen.has_columns and not self.columns.chosen:
            return "请至少选择一列。"
        if self.scope.tasks is not None and not self.scope.tasks:
            return "没有要导出的任务。"
        if not Path(self.path.text().strip()).name:
            return "请填写文件的位置和名称。"
        if not self.target().parent.is_dir():
            return "文件夹不存在，请先建好，或换一个位置。"
        return ""

    def _refresh(self) -> None:
        free = self._by_template() is None
        self.format.setEnabled(free)
        self.each.setEnabled(free)
        self.columns.setEnabled(free and self._chosen.has_columns)
        for field in (self.title, self.paper):
            field.setEnabled(free and self._chosen.has_paper)
        self.warning.setText(self.problem())
        self.go.setEnabled(not self.problem() and self._job is None)

    def _browse(self) -> None:
        kinds = [f"{item.label} (*{item.extensions[0]})" for item in self._formats]
        now = kinds[self.format.currentIndex()]
        name, kind = QFileDialog.getSaveFileName(self, "导出到", self.path.text(), ";;".join(kinds), now)
        if name:
            self.format.setCurrentIndex(kinds.index(kind) if kind in kinds else self.format.currentIndex())
            self.path.setText(name)
            self._asked = self.target()

    def choice(self) -> ExportChoice:
        """Return what has been chosen."""
        columns = self.columns.chosen if self._chosen.has_columns else None
        tasks = self.scope.tasks
        chosen = None if tasks is None else frozenset(tasks)
        fine = self.by.currentData()
        look = Look(self.title.text().strip(), self.paper.currentData()) if self._chosen.has_paper else Look()
        return ExportChoice(
            *(self._chosen.key, self.scope.document, chosen, columns, self.suggested.isChecked()),
            by=Granularity(fine) if fine else None,
            look=look,
        )

    def _export(self) -> None:
        target, project = self.target(), self._tools.session.place
        if project is None or not self.go.isEnabled():
            return
        if not self._may_replace(target):
            return
        self._remember(target)
        today, template = self._tools.session.today(), self._by_template()
        each = self.each.currentData()
        if template is None and each:
            self._job = self._tools.jobs.process(
                several.export_each_of_file, project, target, each, self.choice(), today
            )
        elif template is None:
            self._job = self._tools.jobs.process(workflow.export_file, project, target, self.choice(), today)
        else:
            self._job = self._tools.jobs.process(
                templates.fill_template_of_file, project, template, target, self.choice(), today
            )
        self._job.progressed.connect(lambda fraction, _: self.bar.setValue(round(fraction * 100)))
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)
        self.bar.setVisible(True)
        self._refresh()

    def _may_replace(self, target: Path) -> bool:
        """Whether nothing is there that would be replaced, or the user agrees."""
        if self.each.currentData() and self._by_template() is None:
            older = [*target.parent.glob(f"{glob.escape(target.stem)}_*{target.suffix}")]
            question = f"文件夹里已有 {target.stem}_…{target.suffix} 共 {len(older)} 份，同名的要替换吗？"
        else:
            older = [target] if target.exists() and target != self._asked else []
            question = f"{target.name} 已存在，要替换它吗？"
        return not older or dialogs.ask(self, "替换文件？", question, "替换")

    def _remember(self, target: Path) -> None:
        settings = self._tools.settings
        settings.set(_FORMAT, self._chosen.key)
        settings.set(_COLUMNS, list(self.columns.chosen))
        settings.set(_SUGGESTED, self.suggested.isChecked())
        settings.set(_FOLDER, str(target.parent))
        settings.set(_PAPER, self.paper.currentData())
        settings.set(_BY, self.by.currentData())

    def _done(self, found: Path | templates.FilledTemplate | dict[str, Path]) -> None:
        self._job = None
        self.accept()
        if isinstance(found, dict):
            first = next(iter(found.values()))
            Exported(first, self._tools.window, f"共 {len(found)} 份，文件名后面是名称：{'、'.join(found)}。").open()
            return
        if isinstance(found, templates.FilledTemplate):
            Exported(found.path, self._tools.window, found.words).open()
            return
        path = found
        self._tools.session.notice.emit(f"已导出：{path.name}")
        Exported(path, self._tools.window).open()

    def _failed(self, error: PlanlensError) -> None:
        self._job = None
        self.bar.setVisible(False)
        self._refresh()
        dialogs.show_problem(self, error)

    def reject(self) -> None:
        """Close; an export that is under way is stopped."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()


def _choice(name: str, items: Iterable[tuple[str, object]]) -> QComboBox:
    """Return a box to choose from: words, and what they stand for; *name* is read out."""
    return choice_box(name, items)


def _line(name: str, hint: str = "") -> QLineEdit:
    """Return a line to type into; *name* is read out."""
    found = QLineEdit()
    found.setAccessibleName(name)
    found.setPlaceholderText(hint)
    return found
