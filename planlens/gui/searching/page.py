"""Words, a folder, and the sentences that fit them best; the folder is read on in the background meanwhile."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QTextBrowser

from planlens.gui.app import dialogs
from planlens.gui.app.jobs import Newest
from planlens.gui.app.parts import Tools
from planlens.gui.exporting.exported import open_with_system
from planlens.gui.exporting.saving import save_tables
from planlens.gui.ledger.answers import AnswerTable, go_to
from planlens.gui.ledger.window import show_window
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import plain_button, plain_tip, wrapped_label
from planlens.gui.widgets.search_line import SearchLine
from planlens.model import PlanlensError
from planlens.paths import projects_folder
from planlens.project.office.address import Place
from planlens.project.rows import TaskRow
from planlens.workflow import searching
from planlens.workflow.search_store import Renewed

_FOLDER = "search/folder"
_TYPING = 120
"""Milliseconds after the last letter until what is typed is searched for."""
_MORE = 1.5
"""How many times as many files must have been read until the sentences are made ready anew."""
_PAUSE = 800
"""Milliseconds that edits may follow each other before the project is read anew."""


class SearchPage(LateWidget):
    """Asks as one types; of what is asked meanwhile only the newest is answered."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(_PAUSE)
        self._tools, self._session = tools, tools.session
        self.found: searching.Found | None = None
        self._stamp = ""
        self._ready = 0
        self._like = ""
        self.line = SearchLine("输入要找的词，可用空格隔开几个词")
        self.change = plain_button("更换文件夹…", run=self._choose)
        self.state = wrapped_label()
        self.answers = AnswerTable(tools, "检索到的句子")
        self.whole = QTextBrowser()
        self.whole.setAccessibleName("选中的句子")
        self.whole.setMaximumHeight(110)
        self.go = plain_button("转到（Enter）", "本项目的转到任务；其他项目和文件打开它", self._go)
        self.export = plain_button("导出…", "存为 Excel、Word 等格式的表", self._export)
        self.reading, self.asking = Newest(self), Newest(self)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._edits = 0
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = in_row((self.line, 1), self.change, self.go, self.export)
        in_column(head, self.state, (self.answers, 1), self.whole, margins=0, on=self)
        self.setFocusProxy(self.line)

    def _connect(self) -> None:
        self._session.opened.connect(self._count_edit)
        self._session.changed.connect(self._count_edit)
        self.line.textChanged.connect(self._type)
        self._typed.timeout.connect(self._ask)
        self.reading.answered.connect(self._take_state)
        self.asking.answered.connect(self._take)
        for asking in (self.reading, self.asking):
            asking.failed.connect(self._fail)
        self.answers.table.selectionModel().selectionChanged.connect(self._tell)
        self.answers.wanted.connect(self._go)

    @property
    def folder(self) -> Path:
        """The folder that is searched: the chosen one, else where the project is."""
        kept = str(self._tools.settings.get(_FOLDER, ""))
        if kept and Path(kept).is_dir():
            return Path(kept)
        path = self._session.path
        return path.parent if path is not None else projects_folder() or Path.cwd()

    def begin_find(self) -> None:
        """Bring the keyboard to the line."""
        self.line.setFocus()
        self.line.selectAll()

    def find_similar(self) -> None:
        """Show what is about the same as the chosen task."""
        row = self._session.state.find(self._session.current)
        if not isinstance(row, TaskRow):
            self._session.notice.emit("请先在任务页选中一项任务，再找相似任务。")
            return
        self.line.clear()
        self._like = row.text
        self._ask()

    def refresh(self) -> None:
        """Read what is new in the folder."""
        folder = self.folder
        self.reading.ask(lambda: self._tools.jobs.process(searching.index_folder, folder))

    @Slot(object)
    def _take_state(self, state: Renewed) -> None:
        """Say how far the folder is read, and go on; what was asked is asked anew where there is more to find."""
        self._say_state(state)
        read = state.files - state.left
        if state.stamp != self._stamp and (not state.left or read >= _MORE * self._ready):
            self._stamp, self._ready = state.stamp, read
            self._ask()
        if state.left and self.isVisible():
            self.refresh()

    def _say_state(self, state: Renewed) -> None:
        done = (
            f"已读 {state.files - state.left}/{state.files} 份，正在继续……"
            if state.left
            else f"共 {state.files} 份文件"
        )
        failed = f"，{len(state.failed)} 份不能读取" if state.failed else ""
        where = f"“{self.folder}”" + (f"和台账“{searching.source_name(str(self._ledger))}”" if self._ledger else "")
        self.state.setText(f"在{where}中检索：{done}{failed}{'' if state.left else '。'}")
        self.state.setToolTip(plain_tip("\n".join(f"{Path(path).name}：{why}" for path, why in state.failed[:20])))

    def _count_edit(self) -> None:
        """What was read of an office's ledger is no longer what it says."""
        self._edits += 1

    def _type(self) -> None:
        self._like = ""
        self._typed.start(_TYPING)

    def _ask(self) -> None:
        stamp, asked = self._stamp, self._like or self.line.text().strip()
        if not stamp:
            return  # asked as soon as something is read
        if not asked:
            self._take(searching.Found(""))
            return
        folder, like, ledger = self.folder, bool(self._like), self._ledger
        stamp = f"{stamp} {self._edits}" if ledger else stamp
        self.asking.ask(
            lambda: self._tools.jobs.process(
                searching.find_in, folder, asked, stamp, most=100, like=like, ledger=ledger
            )
        )

    @property
    def _ledger(self) -> Place | None:
        """The office's ledger that is open: it stands in no folder."""
        return self._session.place if self._session.path is None else None

    @Slot(object)
    def _take(self, found: searching.Found) -> None:
        self.found = found
        like = f"与“{self._like[:30]}”相似的任务" if self._like else f"“{found.asked}”"
        none = f"没有找到{like}。" if found.asked else "输入词语，边输入边检索。"
        told = f"{like}：{len(found.hits)} 句，最贴切的在前。双击或按 Enter 转到。" if found.hits else none
        self.answers.show_table(searching.found_table(found), told)
        self.answers.give_room(0, most=11)
        self.answers.table.selectRow(0)
        self._tell()

    def _fail(self, error: PlanlensError) -> None:
        self.state.setText(error.message)

    def _place(self) -> int | None:
        """Return the place of the chosen sentence."""
        key = self.answers.current
        return int(key) if key and self.found is not None and int(key) < len(self.found.hits) else None

    def _tell(self) -> None:
        """Show the chosen sentence whole, with the words that were asked for in bold."""
        place, found = self._place(), self.found
        self.go.setEnabled(place is not None)
        self.export.setEnabled(bool(found and found.hits))
        if place is None or found is None:
            self.whole.setHtml("")
            return
        hit = found.hits[place].found
        wanted = found.words[place] if self._like else (*found.asked.split(), *found.words[place])
        where = escape(" › ".join(filter(None, (searching.source_name(hit.source), hit.place))))
        self.whole.setHtml(f"<p>{where}</p><p>{_bold(hit.text, wanted)}</p>")

    def _go(self) -> None:
        """Go to the sentence: in this project to its row, else to the project or the file that it stands in."""
        place, found = self._place(), self.found
        if place is None or found is None:
            return
        hit = found.hits[place].found
        path = Path(hit.source)
        if hit.source == str(self._session.place):
            go_to(self._tools, hit.item)
        elif path.suffix.lower() == ".planlens":
            if dialogs.ask(self, "打开另一个项目？", f"这句话在项目“{path.stem}”中。", "打开"):
                self._tools.open_paths([path])
        else:
            open_with_system(path)

    @Slot()
    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "在哪个文件夹中检索（包括其中的子文件夹）", str(self.folder))
        if name:
            self.search_in(Path(name))

    def search_in(self, folder: Path) -> None:
        """Search another folder."""
        self._tools.settings.set(_FOLDER, str(folder))
        self._stamp, self._ready = "", 0
        self.state.setText(f"正在读取“{folder}”……")
        self.refresh()

    def _export(self) -> None:
        if self.found is not None:
            save_tables(self._tools, [searching.found_table(self.found)])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's)
        """The arrows go to the sentences from the line too."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.line.hasFocus():
            self.answers.table.setFocus()
        else:
            super().keyPressEvent(event)


def _bold(text: str, words: tuple[str, ...]) -> str:
    """Return a text as HTML with words in bold, in whatever letters they are written."""
    wanted = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True) if word)
    if not wanted:
        return escape(text)
    parts = re.split(f"({wanted})", text, flags=re.IGNORECASE)
    return "".join(f"<b>{escape(part)}</b>" if place % 2 else escape(part) for place, part in enumerate(parts))


def show_search(tools: Tools) -> SearchPage:
    """Bring the search to the front."""
    page = show_window(tools, "跨文件检索", SearchPage).page
    assert isinstance(page, SearchPage)
    return page
