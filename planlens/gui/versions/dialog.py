"""A new version of a document: compared in the background process, looked at, and adopted as one action."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QProgressBar

from planlens import workflow
from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.gui.versions.view import VersionView
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import DialogButtons, plain_label, plain_tip, wrapped_label
from planlens.gui.widgets.sizes import fit
from planlens.model import PlanlensError
from planlens.model.versions import Comparison, Differing, NewVersion
from planlens.project.edits import AdoptVersion


class VersionDialog(QDialog):
    """Compares as soon as it is shown.

    Args:
        tools: the window's.
        path: the file of the new version.
        document: the id of the document that it is a version of, "" where that is to be found out.
    """

    def __init__(self, tools: Tools, path: Path, document: str = "") -> None:
        super().__init__(tools.window)
        self.setWindowTitle("采用新版本")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, 980, 620)
        self._tools, self._path = tools, path
        self._job: Job | None = None
        self.version: NewVersion | None = None
        self.documents = QComboBox()
        rows = tools.session.state.documents()
        if len(rows) > 1:
            self.documents.addItem("按标题和文件名自动判断", None)
        for row in rows:
            self.documents.addItem(row.title or row.name, row.id)
        self.documents.setCurrentIndex(max(0, self.documents.findData(document)))
        self.documents.currentIndexChanged.connect(self._compare)
        self.summary = wrapped_label()
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.view = VersionView()
        self._lay_out()
        self._compare()

    def _lay_out(self) -> None:
        form = QFormLayout()
        name = plain_label(self._path.name)
        name.setToolTip(plain_tip(str(self._path)))
        form.addRow("新版本：", name)
        form.addRow("替换项目中的：", self.documents)
        buttons = DialogButtons(self, "采用新版本", self._adopt)
        self.adopt = buttons.yes
        in_column(form, self.bar, self.summary, (self.view, 1), buttons, on=self)

    @property
    def busy(self) -> bool:
        """Whether the versions are being compared."""
        return self._job is not None

    @Slot()
    def _compare(self) -> None:
        project = self._tools.session.place
        if project is None:
            return
        self._drop()
        self.version = None
        self.adopt.setEnabled(False)
        self.view.setVisible(False)
        self.bar.setValue(0)
        self.bar.setVisible(True)
        self.summary.setText("正在读取并比较……")
        self._job = self._tools.jobs.process(
            workflow.compare_file, project, self._path, self.documents.currentData()
        ).then(self._show, self._failed, progressed=self._progressed)

    @Slot(float, str)
    def _progressed(self, fraction: float, text: str) -> None:
        self.bar.setValue(round(fraction * 100))
        self.summary.setText(f"{text}……")

    @Slot(object)
    def _show(self, version: NewVersion) -> None:
        self._job, self.version = None, version
        self.bar.setVisible(False)
        self.documents.blockSignals(True)
        self.documents.setCurrentIndex(self.documents.findData(version.document))
        self.documents.blockSignals(False)
        self.summary.setText(summary_text(version))
        self.view.show_comparison(version.comparison)
        self.view.setVisible(bool(version.comparison.differences))
        self.adopt.setEnabled(not version.told)

    @Slot(object)
    def _failed(self, error: PlanlensError) -> None:
        self._job = None
        self.bar.setVisible(False)
        choose = "项目中有多份文件，请在上面选择要替换哪一份。"
        self.summary.setText(choose if error.code == "which-document" else error.message)

    def _adopt(self) -> None:
        version, session = self.version, self._tools.session
        if version is None:
            return

        chosen = self.view.as_printed

        def make() -> AdoptVersion:
            return AdoptVersion(version.document, version.plan, version.data, version.comparison.matching, chosen)

        job = session.apply_long(make, self._tools.jobs)
        if job is not None:
            self.setEnabled(False)
            job.done.connect(self.accept)
            job.failed.connect(self.reject)

    def _drop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def done(self, result: int) -> None:
        """Stop comparing when the dialog closes."""
        self._drop()
        super().done(result)


def summary_text(version: NewVersion) -> str:
    """Return what a new version brings, in a few lines."""
    comparison = version.comparison
    if not comparison.differences:
        return version.note or "新版本与项目中的版本没有差别。采用后，项目改用这份文件。"
    tasks = _counts(comparison, "task")
    lines = [*([version.note] if version.note else [])]
    lines.append(f"任务：{'，'.join([*tasks, f'未变 {comparison.unchanged} 项'])}。")
    others = [f"{name}{'、'.join(found)}" for name, item in _OTHERS if (found := _counts(comparison, item))]
    if others:
        lines.append(f"{'；'.join(others)}。")
    lost = sum(bool(found.details) for found in comparison.of(Differing.REMOVED))
    if lost:
        lines.append(f"其中 {lost} 项任务已有进展而新版本没有：予以保留，并标注“新版文件已无此项”。")
    asked = sum(bool(found.conflicts) for found in comparison.differences)
    if asked:
        lines.append(f"其中 {asked} 项人工改过而新版本也改了：请选择保留现有还是按新版本。")
    lines.append("已填写的状态、进度、进展、佐证和其余人工修改都会保留；采用后可以撤销。")
    return "\n".join(lines)


_OTHERS = (("标题", "section"), ("目标", "target"))


def _counts(comparison: Comparison, item: str) -> list[str]:
    kinds = (Differing.ADDED, Differing.CHANGED, Differing.REMOVED)
    return [f"{kind.label} {len(found)} 项" for kind in kinds if (found := comparison.of(kind, item))]
