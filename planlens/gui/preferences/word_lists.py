"""Word lists and tables of ``resources/``: the user's own take the place of the shipped ones, with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
)

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.app.unit_book import unit_book
from planlens.gui.preferences.page import SettingsPage
from planlens.gui.preferences.sheet import TableEditor
from planlens.gui.preferences.sheet_model import heads_of
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.language.lexicon import table
from planlens.language.offices import OFFICES, problem_in
from planlens.model import PlanlensError
from planlens.model.file_errors import reason
from planlens.paths import own_resources, resource, shipped_resource
from planlens.project.lock import beside, put_in_place, swept

OWN_MARK = "（已修改）"
AFTER = "今后导入的文件按新词库识别；已有项目可用“采用新版本”重新识别。"


class WordListsPage(SettingsPage):
    """Edits the lists in place: plain text, one entry a line, and as a grid a table that names its columns."""

    title = "词库与单位表"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._edited: dict[str, str] = {}
        self._shown = ""
        self.files = QListWidget()
        self.files.setAccessibleName("词库文件")
        self.files.setMinimumWidth(270)
        self.files.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("词库内容")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.sheet = TableEditor()
        self.editors = QStackedWidget()
        self.editors.addWidget(self.text)
        self.editors.addWidget(self.sheet)
        self.back = QPushButton("恢复默认")
        self.back.clicked.connect(self._restore)
        for path, what in table("index.tsv"):
            item = QListWidgetItem(what)
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(path)
            self.files.addItem(item)
        self._mark()
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        right = in_column(self.hint, self.editors)
        right.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        in_row(self.files, (right, 1), on=self)
        self.files.currentItemChanged.connect(self._show)
        self.files.setCurrentRow(0)

    def save(self) -> bool:
        """Write the lists that have been changed; what equals the shipped list is no longer the user's own."""
        self._keep()
        changed = False
        for name, text in self._edited.items():
            if text == _read(resource(name)):
                continue
            try:
                _check(name, text)
                write_own(name, text)
            except PlanlensError as error:
                self._bring(name)
                dialogs.show_problem(self, error)
                return False
            changed = True
        if changed:
            table.cache_clear()
            self.tools.jobs.renew()
            unit_book(self.tools).forget_offices()
        return True

    def show_units(self, names: Sequence[str], others: Sequence[str]) -> None:
        """Bring the table of offices to the front, with rows for units that it does not name; nothing is kept yet.

        Args:
            names: the units.
            others: all units of the project, which tell the level of a name that does not say it.
        """
        self._bring(OFFICES)
        added = self.sheet.show_units(names, others)
        todo = f"新增了 {added} 行：请核对名称，补写别名和职责，再点“确定”保存。" if added else "表中已有这个单位。"
        self.hint.setText(f"{todo}写了职责的单位才会推荐给任务。{AFTER}")

    def _bring(self, name: str) -> None:
        """Show a list."""
        rows = range(self.files.count())
        paths = [self.files.item(row).data(Qt.ItemDataRole.UserRole) for row in rows]
        self.files.setCurrentRow(paths.index(name))

    def _show(self, item: QListWidgetItem | None) -> None:
        self._keep()
        if item is None:
            return
        self._shown = item.data(Qt.ItemDataRole.UserRole)
        self._show_text(self._edited.get(self._shown, _read(resource(self._shown))))
        self.back.setEnabled(True)

    def _show_text(self, text: str) -> None:
        shipped = _read(shipped_resource(self._shown))
        if heads_of(shipped):
            self.sheet.show_text(text, shipped)
            self.editors.setCurrentWidget(self.sheet)
            self.hint.setText(f"粗体是改动过的；同一格的几个名称用顿号隔开，没有的留空。{AFTER}")
        else:
            self.text.setPlainText(text)
            self.editors.setCurrentWidget(self.text)
            self.hint.setText(f"每行一条；# 之后是说明。{AFTER}")

    def _keep(self) -> None:
        if self._shown:
            grid = self.editors.currentWidget() is self.sheet
            self._edited[self._shown] = self.sheet.text() if grid else self.text.toPlainText()

    def _restore(self) -> None:
        self._show_text(_read(shipped_resource(self._shown)))

    def _mark(self) -> None:
        for row in range(self.files.count()):
            item = self.files.item(row)
            if (own_resources() / item.data(Qt.ItemDataRole.UserRole)).is_file():
                item.setText(item.text() + OWN_MARK)


def _check(name: str, text: str) -> None:
    """Refuse a table of offices that cannot be used.

    Raises:
        PlanlensError: ``bad-table``.
    """
    problem = problem_in(text, _read(shipped_resource(name))) if name == OFFICES else ""
    if problem:
        raise PlanlensError("bad-table", problem)


def write_own(name: str, text: str) -> None:
    """Keep a list as the user's own; one that says what the shipped list says is removed instead.

    Raises:
        PlanlensError: ``not-written``.
    """
    target = own_resources() / name
    try:
        if text == _read(shipped_resource(name)):
            target.unlink(missing_ok=True)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        swept(target.parent)
        unfinished = beside(target)
        try:
            unfinished.write_text(text, encoding="utf-8")
            put_in_place(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        message = f"无法保存词库：{target}（{reason(error)}）。请检查磁盘空间和权限后再试。"
        raise PlanlensError("not-written", message) from error


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace")
