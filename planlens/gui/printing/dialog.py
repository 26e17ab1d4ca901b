"""What to print, and whether on paper or as a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QRadioButton,
    QWidget,
)

from planlens.exports.table import target_table, task_table
from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.exporting.scope import Scope
from planlens.gui.printing.printing import Paint, paint_tables, printer, write_pdf
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.sizes import fit
from planlens.model import PlanlensError
from planlens.views.cells import Table
from planlens.views.fields.unit_work import unit_table
from planlens.views.fields.work import Tracking
from planlens.views.tracking import plan_to_export, tracking_of
from planlens.views.tree.printed import tree_table

TASKS, LEDGER, TREE, TARGETS, UNITS = "tasks", "ledger", "tree", "targets", "units"
_CONTENTS = (
    (TASKS, "任务分解表", "每项任务一行：举措、目标、牵头和配合单位、完成时限"),
    (LEDGER, "督办台账", "任务分解表加上状态、进度、预警灯、进展情况、存在问题和下一步措施"),
    (TREE, "任务树", "按章节缩进：责任单位、完成时限、状态、进度、预警灯"),
    (TARGETS, "目标指标表", "不属于任何一项任务的目标，和填报了实际值的目标"),
    (UNITS, "责任单位任务统计表", "每个单位一行：牵头、配合的任务数，完成率，超期和预警灯"),
)


class PrintDialog(QDialog):
    """Chooses what to print."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.window)
        self._tools = tools
        self.setWindowTitle("打印")
        layout = in_column(QLabel("打印内容（A4 横向，每页重复表头）："), on=self)
        self.choices = QButtonGroup(self)
        for place, (_, name, what) in enumerate(_CONTENTS):
            button = QRadioButton(f"{name}：{what}")
            self.choices.addButton(button, place)
            layout.addWidget(button)
        self.choices.buttons()[0].setChecked(True)
        layout.addWidget(QLabel("打印范围："))
        self.scope = Scope(tools.session)
        self._fields = QWidget()
        form = QFormLayout(self._fields)
        form.setContentsMargins(0, 0, 0, 0)
        self.scope.add_to(form)
        layout.addWidget(self._fields)
        self.choices.idToggled.connect(self._refresh)
        self.scope.changed.connect(self._refresh)
        buttons = QDialogButtonBox()
        preview = buttons.addButton("预览并打印…", QDialogButtonBox.ButtonRole.AcceptRole)
        pdf = buttons.addButton("保存为 PDF…", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._printing = (preview, pdf)
        preview.clicked.connect(self._preview)
        pdf.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._refresh()

    def _refresh(self, *_: object) -> None:
        """Let be chosen what the contents depend on; where no task is chosen there is nothing to print."""
        of_tasks = self._chosen in {TASKS, LEDGER, TREE}
        self._fields.setEnabled(of_tasks)
        for button in self._printing:
            button.setEnabled(not of_tasks or self.scope.rows is None or bool(self.scope.rows))

    @property
    def _chosen(self) -> str:
        return _CONTENTS[self.choices.checkedId()][0]

    def tables(self) -> list[Table]:
        """Return the tables that are chosen."""
        session, chosen, scope = self._tools.session, self._chosen, self.scope
        name = session.place.stem if session.place else ""
        if chosen == TREE:
            return [tree_table(session.overview, name, session.fields, scope.document, scope.rows)]
        if chosen == UNITS:
            return [unit_table(session.overview, name)]
        tracking = self._tracking()
        if chosen == TARGETS:
            table = target_table(plan_to_export(session.state), tracking)
            return [] if table is None else [table]
        plan = plan_to_export(session.state, scope.document, scope.rows)
        return [task_table(plan, tracking=tracking if chosen == LEDGER else None)]

    def _tracking(self) -> Tracking:
        session = self._tools.session
        return tracking_of(session.overview, session.fields, target_fields=session.target_fields)

    def _paint(self) -> Paint | None:
        tables = self.tables()
        if not tables:
            self._tools.session.notice.emit("没有可以打印的目标指标。")
            return None
        return paint_tables(tables)

    def _preview(self) -> None:
        paint = self._paint()
        if paint is not None:
            self.accept()
            preview(self._tools, paint)

    def _save(self) -> None:
        paint = self._paint()
        if paint is not None and save_pdf(self._tools, paint, _CONTENTS[self.choices.checkedId()][1]):
            self.accept()


def preview(tools: Tools, paint: Paint) -> None:
    """Show what will be printed; the dialog prints it."""
    target = printer()
    dialog = QPrintPreviewDialog(target, tools.window, Qt.WindowType.Window)
    dialog.setWindowTitle("打印预览")
    fit(dialog, 1100, 680)

    def painted(asked: QPrinter) -> None:
        try:
            paint(asked)
        except PlanlensError as error:
            tools.session.problem.emit(error)

    dialog.paintRequested.connect(painted)
    dialog.exec()


def save_pdf(tools: Tools, paint: Paint, name: str) -> bool:
    """Ask where to save a PDF and write it; False where that was cancelled or failed."""
    project, file = tools.session.place, tools.session.path
    folder = Path(str(tools.settings.get("folder", "")) or (file.parent if file else "."))
    stem = f"{project.stem}-{name}" if project else name
    path = dialogs.choose_new_file(tools, "保存为 PDF", folder / f"{stem}.pdf", "PDF 文件 (*.pdf)")
    if path is None:
        return False
    if path.suffix.lower() != ".pdf":
        path = path.with_name(path.name + ".pdf")
    try:
        write_pdf(path, paint)
    except PlanlensError as error:
        tools.session.problem.emit(error)
        return False
    tools.session.notice.emit(f"已保存 {path}")
    return True
