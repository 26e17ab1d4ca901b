"""A report is chosen and read in the background; what it says of tasks is accepted one by one and becomes notes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QSplitter,
    QTabWidget,
    QWidget,
)

from planlens.gui.app import dialogs
from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.gui.ledger.answers import go_to
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.gui.widgets.plain import plain_button, read_text, waiting_bar, wrapped_label
from planlens.gui.widgets.proposals.choices import ChoiceModel, ChoiceTable, choice_buttons
from planlens.gui.widgets.proposals.line_list import LineList, key_of
from planlens.model import PlanlensError
from planlens.project.rows import TargetRow, TaskRow
from planlens.workflow import asking

if TYPE_CHECKING:
    from planlens.insight.mentions import Mention, Reading

_FIRST = "请选择工作总结、政府工作报告或单位报送的材料。软件逐句对照任务，认出的句子可以逐条记入进展。"
_TITLES = ("任务", "报告中的话", "说的是", "进度", "指标数值")


class MentionsPage(LateWidget):
    """Sentences beside tasks, the tasks that are not mentioned, and the sentences that speak of none."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools, self._session = tools, tools.session
        self._job: Job | None = None
        self.reading: Reading | None = None
        self.source = ""
        self.offered: list[Mention] = []
        self.files = plain_button("选择报告(&F)…", run=self._choose)
        self.summary = wrapped_label(_FIRST)
        self.bar = waiting_bar()
        self.model = ChoiceModel(_TITLES, self)
        self.table = ChoiceTable("报告提到的任务", self.model, {2: 64, 3: 52, 4: 120})
        self.task, self.sentence = read_text("任务", 54), read_text("报告中的话", 54)
        self.why = wrapped_label()
        self.unmentioned, self.others = LineList("报告没有提到的任务"), LineList("没有说到任务的句子")
        self.progress = QCheckBox("句中写明进度的，同时填入任务的进度")
        self.take = plain_button("记入进展", run=self._take)
        self.tabs = QTabWidget()
        self._lay_out()
        self._connect()
        self._count()

    def _lay_out(self) -> None:
        head = in_row((self.summary, 1), self.files)
        foot = in_row(self.progress, STRETCH, *(*choice_buttons(self.table, "采纳其余全部"), self.take))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._chosen())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        offered = QWidget()
        in_column((split, 1), foot, on=offered)
        for widget in (offered, self.unmentioned, self.others):
            self.tabs.addTab(widget, "")
        self.tabs.setVisible(False)
        layout = in_column(head, self.bar, (self.tabs, 1), margins=0, on=self)
        layout.addStretch(0)
        self.setFocusProxy(self.files)

    def _chosen(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 0, 0)
        for place, (name, text) in enumerate((("任务", self.task), ("报告中的话", self.sentence))):
            grid.addWidget(QLabel(name), 0, place)
            grid.addWidget(text, 1, place)
        grid.addWidget(self.why, 2, 0, 1, 2)
        return holder

    def _connect(self) -> None:
        self.table.decided.connect(self._count)
        self.table.chosen.connect(self._tell)
        self.table.wanted.connect(self._go)
        self.unmentioned.itemActivated.connect(lambda item: go_to(self._tools, key_of(item)))

    def refresh(self) -> None:
        """Tell the tasks as they are called now; what has been decided stays."""
        if self.reading is not None:
            self._list_rows(self.model.made)

    @Slot()
    def _choose(self) -> None:
        if paths := dialogs.choose_documents(self._tools, "选择报告", many=False):
            self.read(paths[0])

    def read(self, path: Path) -> None:
        """Read a report; what was decided about the one before and not taken is asked about first."""
        project = self._session.place
        question = "已采纳的内容还没有记入进展，读取另一份报告会丢掉它们。"
        if project is None or (self.model.accepted and not dialogs.ask(self, "读取另一份报告？", question, "读取")):
            return
        self.stop()
        self.source = path.name
        self.tabs.setVisible(False)
        self.bar.setValue(0)
        self.bar.setVisible(True)
        self.summary.setText("正在读取……")
        self._job = self._tools.jobs.process(asking.read_report_file, project, path).then(
            self._show, self._fail, progressed=self._progressed
        )

    @property
    def busy(self) -> bool:
        """Whether a report is being read."""
        return self._job is not None

    def stop(self) -> None:
        """Read no more."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    @Slot(float, str)
    def _progressed(self, fraction: float, text: str) -> None:
        self.bar.setValue(round(fraction * 100))
        self.summary.setText(f"{text}……")

    @Slot(object)
    def _fail(self, error: PlanlensError) -> None:
        self._job = None
        self.bar.setVisible(False)
        self.summary.setText(error.message)

    @Slot(object)
    def _show(self, reading: Reading) -> None:
        self._job, self.reading = None, reading
        self.bar.setVisible(False)
        order = {task.id: place for place, task in enumerate(self._session.sentences.tasks())}
        self.offered = sorted(reading.mentions, key=lambda item: (order.get(item.task, 0), item.sentence))
        self.summary.setText(asking.reading_words(reading, self.source))
        self.tabs.setVisible(True)
        self._list_rows({})
        self.tabs.setCurrentIndex(0 if self.offered else 1)
        self.table.begin()

    def _list_rows(self, made: dict[int, bool]) -> None:
        reading = self.reading
        if reading is None:
            return
        self.model.show_rows((self._words(item, reading) for item in self.offered), made)
        spoken = {item.sentence for item in self.offered}
        silent = [sentence.text for place, sentence in enumerate(reading.sentences) if place not in spoken]
        left = [(key, row.text) for key in reading.unmentioned if isinstance(row := self._row(key), TaskRow)]
        self.unmentioned.show_lines(left)
        self.others.show_lines([("", text) for text in silent])
        names = ("可记入进展", "没有提到的任务", "没有说到任务的句子")
        for place, (name, count) in enumerate(zip(names, (len(self.offered), len(left), len(silent)), strict=True)):
            self.tabs.setTabText(place, f"{name}（{count}）")
        self._count()

    def _row(self, key: str) -> object:
        return self._session.sentences.find(key)

    def _words(self, item: Mention, reading: Reading) -> tuple[str, ...]:
        row = self._row(item.task)
        figures = [
            f"{target.indicator} {found.value}{found.unit}"
            for found in item.figures
            if isinstance(target := self._row(found.target), TargetRow)
        ]
        text = row.text if isinstance(row, TaskRow) else "（任务已经删除）"
        percent = "" if item.percent is None else f"{item.percent:g}%"
        return text, reading.sentences[item.sentence].text, item.claim.label, percent, "；".join(figures)

    def _tell(self, place: int) -> None:
        """Show the task and the sentence of a row whole, with what they have in common."""
        item = self.offered[place] if 0 <= place < len(self.offered) else None
        if item is None or self.reading is None:
            for text in (self.task, self.sentence):
                text.setPlainText("")
            self.why.setText("")
            return
        words, sentence = self._words(item, self.reading), self.reading.sentences[item.sentence]
        self.task.setPlainText(words[0])
        self.sentence.setPlainText(f"{sentence.heading}\n{sentence.text}" if sentence.heading else sentence.text)
        more = f"；{words[4]}" if words[4] else ""
        self.why.setText(f"依据：两边都说到 {'、'.join(item.words[:8])}{more}")

    def _go(self) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.offered):
            go_to(self._tools, self.offered[place].task)

    def _count(self) -> None:
        accepted, writable = self.model.accepted, not self._session.read_only
        tasks = len({self.offered[place].task for place in accepted})
        self.take.setText(f"记入 {tasks} 项任务的进展" if tasks else "记入进展")
        self.take.setEnabled(bool(tasks) and writable)

    def _take(self) -> None:
        """Take what is accepted as one action; what is taken is offered no longer."""
        if self.reading is None:
            return
        chosen = [self.offered[place] for place in self.model.accepted]
        edit = asking.mentions_taken(
            self._session.sentences, self.reading, self.source, chosen, progress=self.progress.isChecked()
        )
        if edit is None:
            self._session.notice.emit("这些话已经记在任务的进展里，没有新的可记。")
        elif self._session.apply(edit) is None:
            return
        kept = [(item, self.model.made.get(place)) for place, item in enumerate(self.offered)]
        kept = [(item, made) for item, made in kept if not made]
        self.offered = [item for item, _ in kept]
        self._list_rows({place: made for place, (_, made) in enumerate(kept) if made is not None})
        self.table.begin()
