"""Files kept as evidence of a task's progress: dropped or chosen, looked at, saved elsewhere, deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from planlens.exports.saving import save
from planlens.gui.app import dialogs
from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import ClickLabel, DetailPart, clear, muted, small_button
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import plain_button, plain_tip
from planlens.model import PlanlensError
from planlens.project import evidence as files
from planlens.project.changes import Changes
from planlens.project.edits import Attach, Delete, Together
from planlens.project.edits.tracking import MAX_EVIDENCE
from planlens.project.lock import TemporaryFolder
from planlens.project.rows import AttachmentRow

SMALL = 2 * 1024 * 1024
"""Bytes that are kept at once; more are kept in the thread, while the window goes on."""


class EvidenceSection(DetailPart):
    """The files of one task."""

    title = "佐证材料"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._drawn: object = None
        self._folder: TemporaryFolder | None = None
        self._jobs: list[Job] = []
        self.add = plain_button("＋ 添加文件…", run=self._choose)
        self.hint = muted(f"也可以把文件拖进来；文件存入项目，每个不超过 {MAX_EVIDENCE // 1024 // 1024} MB")
        self.list = QWidget()
        QVBoxLayout(self.list).setContentsMargins(0, 0, 0, 0)
        in_column(self.list, in_row(self.add, (self.hint, 1)), margins=0, on=self)
        self.session.closed.connect(self._forget_copies)

    @property
    def busy(self) -> bool:
        """Whether a file is being kept, opened or saved."""
        return bool(self._jobs)

    def fill(self, *, anew: bool) -> None:
        """Show the files."""
        rows = self.session.state.children(self.ids[0], AttachmentRow)
        drawn = (tuple(rows), self.writable)
        if anew or drawn != self._drawn:
            self._drawn = drawn
            layout = self.list.layout()
            assert layout is not None
            clear(layout)
            for row in rows:
                layout.addWidget(self._line(row))
        self.list.setVisible(bool(rows))
        self.add.setVisible(self.writable)
        self.hint.setVisible(self.writable)
        self.on_summary(f"{len(rows)}" if rows else "")

    def _line(self, row: AttachmentRow) -> QWidget:
        line = QWidget()
        name = ClickLabel()
        name.setText(row.name)
        name.setToolTip(plain_tip(f"打开 {row.name}"))
        name.clicked.connect(partial(self.open, row))
        layout = in_row((name, 1), margins=0, on=line)
        facts = muted(f"{files.size_text(row.size)}　{row.added}")
        facts.setWordWrap(False)
        layout.addWidget(facts)
        for text, tip, run in (
            ("打开", f"打开 {row.name}", partial(self.open, row)),
            ("另存", f"将 {row.name} 另存为…", partial(self._save_as, row)),
            ("删除", f"删除 {row.name}", partial(self.send, Delete((row.id,)))),
        ):
            button = small_button(text, tip, run)
            button.setVisible(self.writable or text != "删除")
            layout.addWidget(button)
        return line

    # Adding

    def welcome(self, event: QDragEnterEvent) -> None:
        """Accept files that are dragged over the panel, while a task is shown that can be changed."""
        if self.writable and self.ids and event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def take(self, event: QDropEvent) -> None:
        """Keep files that were dropped on the panel."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.keep(paths)

    def _choose(self) -> None:
        folder = str(self.tools.settings.get("evidence-folder", ""))
        names, _ = QFileDialog.getOpenFileNames(self.window(), "选择佐证材料", folder, "所有文件 (*)")
        if names:
            self.tools.settings.set("evidence-folder", str(Path(names[0]).parent))
            self.keep([Path(name) for name in names])

    def keep(self, paths: Sequence[Path]) -> None:
        """Copy files into the project, in the thread."""
        if self.session.busy:
            self.session.notice.emit("正在处理，请稍候。")
            return
        task = self.ids[0]
        known = {row.sha256 for row in self.session.state.children(task, AttachmentRow)}
        job = self.tools.jobs.run(files.read_files, paths, known)

        def done(found: files.ReadFiles) -> None:
            self._attach(task, found)

        self._follow(job, done)

    def _attach(self, task: str, found: files.ReadFiles) -> None:
        if found.refused:
            lines = "\n".join(found.refused)
            self.session.problem.emit(PlanlensError("not-attached", f"以下文件没有添加：\n{lines}"))
        if not found.files or task not in self.session.state:
            return
        edit = Together(tuple(Attach(task, name, data) for name, data in found.files))
        if sum(len(data) for _, data in found.files) <= SMALL:
            self.send(edit)
        else:
            self._apply_behind(edit)

    def _apply_behind(self, edit: Together) -> None:
        """Keep big files in the thread; the session takes no other edit meanwhile."""
        session, project = self.session, self.session.project
        if project is None or session.busy:
            session.notice.emit("正在处理，请稍后再添加。")
            return
        session.busy = True
        session.notice.emit("正在把文件存入项目…")

        def apply(_report: Callable[[float, str], None]) -> Changes:
            return project.apply(edit)

        def done(changes: Changes) -> None:
            session.busy = False
            if session.project is project:
                session.told(changes)

        job = self.tools.jobs.run(apply)
        self._follow(job, done)
        job.ended.connect(self._free)

    def _free(self) -> None:
        self.session.busy = False

    def _follow(self, job: Job, done: Callable[..., None]) -> None:
        self._jobs.append(job)
        job.done.connect(done)
        job.failed.connect(self.session.problem.emit)
        job.ended.connect(lambda: self._jobs.remove(job))

    # Looking

    def _with_data(self, row: AttachmentRow, use: Callable[[bytes], Path]) -> Job | None:
        """Read a file of the project and use its bytes, both in the thread."""
        project = self.session.project
        if project is None:
            return None
        return self.tools.jobs.run(lambda _report: use(project.store.file(row.sha256)))

    def open(self, row: AttachmentRow) -> None:
        """Show a copy of a file in the system's viewer."""
        if not files.is_viewed(row.name):
            text = f"{row.name} 可能是程序、脚本或链接，为安全起见不直接打开。请用“另存”保存，查毒后再打开。"
            self.session.problem.emit(PlanlensError("is-program", text))
            return
        if self._folder is None:
            self._folder = TemporaryFolder()
        folder = self._folder.path
        job = self._with_data(row, lambda data: files.write_copy(folder, row.name, data))
        if job is not None:
            self._follow(job, self._show)

    def _show(self, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.session.notice.emit("打开的是副本，在其中修改不会存入项目。")
        else:
            text = f"系统没有能打开 {path.name} 的程序。请用“另存”保存后再打开。"
            self.session.problem.emit(PlanlensError("no-viewer", text))

    def _save_as(self, row: AttachmentRow) -> None:
        folder = Path(self.tools.settings.get("evidence-folder", ""))
        path = dialogs.choose_new_file(self.tools, "另存佐证材料", folder / files.safe_name(row.name), "所有文件 (*)")
        if path is not None:
            self.save(row, path)

    def save(self, row: AttachmentRow, path: Path) -> None:
        """Write a file of the project to *path*."""

        def use(data: bytes) -> Path:
            save(path, lambda: data)
            return path

        job = self._with_data(row, use)
        if job is not None:
            self._follow(job, lambda saved: self.session.notice.emit(f"已保存：{saved}"))

    def _forget_copies(self) -> None:
        if self._folder is not None:
            self._folder.remove()
            self._folder = None
