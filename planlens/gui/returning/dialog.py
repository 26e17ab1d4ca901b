"""Returned files against the ledger: chosen, read in the background, decided on, taken as one action."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QPushButton,
)

from planlens.exchange.comparing import Replies, ReplyState
from planlens.exchange.taking import taken
from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.returning.reading import Reading
from planlens.gui.returning.view import ReplyView
from planlens.gui.widgets.empty import EmptyNote
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import DialogButtons, waiting_bar, wrapped_label
from planlens.gui.widgets.sizes import fit
from planlens.model import PlanlensError
from planlens.project.rows import TaskRow
from planlens.workflow.circle import last_sent

if TYPE_CHECKING:
    from planlens.views.fields.answers import Desk

_FOLDER = "returning/folder"
_KINDS = "填报表 (*.xlsx *.xlsm *.xls *.et *.docx *.doc *.wps *.csv *.pdf *.ofd *.html *.htm *.zip);;所有文件 (*)"
_FIRST = "请选择单位报回的文件，可一次选多个，也可选整个文件夹或 zip 压缩包。文件只读取，不会被改动。"
_HINT = (
    "也可以把文件、文件夹或压缩包拖到这里。\n\n"
    "读完后逐格列出“发出时、台账现有、单位报回”，采纳与否由您决定；\n"
    "读不了的文件、没有填的任务、没有收到的单位列在一处。"
)


class ReturningDialog(QDialog):
    """Asks for files, shows what they would change, and takes what has been accepted."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.window)
        self.setWindowTitle("收回填报")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        fit(self, 1180, 680)
        self._tools = tools
        self._answers: Desk | None = None
        self.reading = Reading(tools, self)
        self.files = QPushButton("选择文件(&F)…")
        self.folder = QPushButton("选择文件夹(&D)…")
        self.summary = wrapped_label(self._first())
        self.bar = waiting_bar()
        self.view = ReplyView(self._text_of)
        self.view.setVisible(False)
        self.hint = EmptyNote()
        self.hint.say(_HINT)
        self._lay_out()
        self._connect()
        self._count()

    def _lay_out(self) -> None:
        row = in_row((self.summary, 1))
        for button in (self.files, self.folder):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.buttons = DialogButtons(self, "收取", self._take)
        self.take = self.buttons.yes
        self.take.setAutoDefault(False)
        self.buttons.no.setAutoDefault(False)
        in_column(row, self.bar, (self.view, 1), (self.hint, 1), self.buttons, on=self)

    def _connect(self) -> None:
        self.files.clicked.connect(self._choose_files)
        self.folder.clicked.connect(self._choose_folder)
        self.reading.progressed.connect(self._progressed)
        self.reading.done.connect(self._show)
        self.reading.failed.connect(self._fail)
        self.view.decided.connect(self._count)

    def _first(self) -> str:
        project = self._tools.session.project
        period = last_sent(project) if project is not None else ""
        return f"{_FIRST}最近一次发出的是{period}。" if period else _FIRST

    def _text_of(self, task: str) -> str:
        session = self._tools.session
        row = session.state.find(task) or session.sentences.find(task)
        return row.text if isinstance(row, TaskRow) else ""

    def _start_folder(self) -> str:
        kept = str(self._tools.settings.get(_FOLDER, ""))
        return kept if kept and Path(kept).is_dir() else str(self._tools.session.folder)

    @Slot()
    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选择报回的文件", self._start_folder(), _KINDS)
        if names:
            self._tools.settings.set(_FOLDER, str(Path(names[0]).parent))
            self.read([Path(name) for name in names])

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "选择报回文件所在的文件夹", self._start_folder())
        if name:
            self._tools.settings.set(_FOLDER, name)
            self.read([Path(name)])

    def read(self, paths: Sequence[Path]) -> None:
        """Read files, folders and zips; what was decided before is asked about first."""
        question = "已作出的选择还没有收取，重新读取文件会丢掉它们。"
        if self.view.decisions.accepted and not dialogs.ask(self, "重新读取？", question, "重新读取"):
            return
        self.view.setVisible(False)
        self.hint.setVisible(True)
        self.bar.setValue(0)
        self.bar.setVisible(True)
        self.summary.setText("正在读取……")
        self._answers = None
        self.reading.read(paths)
        self._count()

    @Slot(float, str)
    def _progressed(self, fraction: float, text: str) -> None:
        self.bar.setValue(round(fraction * 100))
        self.summary.setText(f"{text}……")

    @Slot(object)
    def _fail(self, error: PlanlensError) -> None:
        self.bar.setVisible(False)
        self.summary.setText(error.message)

    @Slot(object)
    def _show(self, outcome: tuple[Replies, Desk]) -> None:
        replies, self._answers = outcome
        self.bar.setVisible(False)
        self.summary.setText(summary_text(replies))
        self.hint.setVisible(False)
        self.view.setVisible(True)
        self.view.show_replies(replies)
        self._count()

    @Slot()
    def _count(self) -> None:
        count = len(self.view.decisions.accepted) if self._answers is not None else 0
        self.take.setText(f"收取已采纳的 {count} 处" if count else "收取")
        self.take.setEnabled(count > 0)

    def _take(self) -> None:
        """Take what is accepted, as one action; where that is not possible the dialog stays with all decisions."""
        if self._answers is None:
            return
        edit = taken(self.view.decisions.accepted, self._answers)
        if edit is not None and self._tools.session.apply(edit) is not None:
            self._answers = None
            self.accept()

    def reject(self) -> None:
        """Close; what has been accepted and not taken is asked about."""
        question = f"已采纳的 {len(self.view.decisions.accepted)} 处还没有收取进台账。"
        open_ = self._answers is not None and self.view.decisions.accepted
        if not open_ or dialogs.ask(self, "不收取就关闭？", question, "关闭", "返回"):
            super().reject()

    def done(self, result: int) -> None:
        """Read no more once the dialog closes."""
        self.reading.stop()
        super().done(result)

    def dragEnterEvent(self, event: object) -> None:  # noqa: N802 (Qt's name)
        """Take files that are dragged here."""
        data = event.mimeData()  # type: ignore[attr-defined]
        if any(url.isLocalFile() for url in data.urls()):
            event.acceptProposedAction()  # type: ignore[attr-defined]

    def dropEvent(self, event: object) -> None:  # noqa: N802 (Qt's name)
        """Read files that are dropped here."""
        data = event.mimeData()  # type: ignore[attr-defined]
        self.read([Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()])


def summary_text(replies: Replies) -> str:
    """Return what came back, in a line or two."""
    counts = [f"{state.label} {len(found)} 处" for state in ReplyState if (found := replies.of(state))]
    answered = f"{len(replies.answered)} 个单位" if replies.answered else "没有认出单位"
    missing = f"，还有 {len(replies.missing)} 个单位没有收到" if replies.missing else ""
    head = f"读取 {replies.files} 份文件，{answered}{missing}。"
    if not counts:
        return f"{head}没有与台账不同的内容。" + ("原因见“问题和未报”。" if replies.problems else "")
    more = "有冲突的请逐条选择，待核实的请向单位问清后在任务页填写。" if len(counts) > 1 else ""
    return f"{head}{'，'.join(counts)}。{more}"
