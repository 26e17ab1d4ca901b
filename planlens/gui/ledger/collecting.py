"""Who owes a report for a period, who has answered and how late; what is missing, to be asked for; closing it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QWidget

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.exporting.saving import save_tables
from planlens.gui.ledger.answers import AnswerTable, go_to
from planlens.gui.ledger.rhythm import RhythmDialog
from planlens.gui.widgets.empty import EmptyNote
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import choice_box, plain_button, plain_label, wrapped_label
from planlens.model.reporting import ReportingPeriod
from planlens.project.edits import ClosePeriod, ReopenPeriod
from planlens.project.ledger import closed_period, closed_periods
from planlens.project.settings import rhythm_of
from planlens.views.ledger.periods import NO_RHYTHM, Collected, collected, collected_in, periods, reminder, rhythms_in
from planlens.views.ledger.statistics import WHOLE
from planlens.views.ledger.tables import NO_UNIT, missing_table, owed_table, replies_table
from planlens.views.task_filter import TaskFilter
from planlens.views.wording import day_text

_CLOSE = (
    "封存后，本期的报送情况以现在为准，不再随以后的填报变动，封存日以前的进展不能再补填或修改。需要时可以解除封存。"
)


class CollectingPage(LateWidget):
    """A period, its units, and the tasks of the chosen unit."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(200)
        self._tools, self._session = tools, tools.session
        self.found: Collected | None = None
        self._periods: dict[str, ReportingPeriod] = {}
        self.period = choice_box("报告期")
        self.document = choice_box("文件", room=12)
        self.rhythm = plain_label()
        self.standing = wrapped_label()
        self.units = AnswerTable(tools, "各单位报送情况", filled=True)
        self.tasks = AnswerTable(tools, "各任务报送情况")
        self.nothing = EmptyNote()
        self.nothing.wanted.connect(self.set_rhythm)
        self._make_buttons()
        self._lay_out()
        for box in (self.document, self.period):
            box.activated.connect(self.mark_stale)
        self.units.table.selectionModel().selectionChanged.connect(self._show_unit)
        self.units.wanted.connect(lambda name: self.show_missing())
        self.tasks.wanted.connect(lambda key: go_to(tools, key))

    def _make_buttons(self) -> None:
        self.setting = plain_button("报送周期…", "设置多久报送一次、报送期限、节假日")
        self.missing = plain_button("查看未填任务", "在任务页只看本期未填的任务；选中了单位就只看它的")
        self.remind = plain_button("复制催报文字", "复制给所选单位的催报文字；没有选中单位时为全部未报送的单位")
        self.export = plain_button("导出…", "把各单位报送统计和未报送清单存为文件")
        self.close_period = plain_button("封存本期…", "本期的报送情况不再变动")
        for button, run in (
            (self.setting, self.set_rhythm),
            (self.missing, self.show_missing),
            (self.remind, self.copy_reminder),
            (self.export, self._export),
            (self.close_period, self._close_or_open),
        ):
            button.clicked.connect(run)

    def _lay_out(self) -> None:
        bar, below = QHBoxLayout(), QHBoxLayout()
        for widget in (self.document, QLabel("报告期"), self.period, self.rhythm):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.setting)
        for button in (self.missing, self.remind, self.export):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.close_period)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.units)
        both.addWidget(self.tasks)
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 1)
        both.setSizes([500, 500])
        whole = QWidget()
        in_column(bar, self.standing, (both, 1), below, margins=0, on=whole)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(whole)
        in_column(self.stack, margins=0, on=self)

    # Showing

    def refresh(self) -> None:
        """Show the chosen period as it stands today; a closed one is looked up as it was kept."""
        project, state, today = self._session.project, self._session.state, self._session.today()
        if project is None:
            return
        self._offer_documents(rhythms_in(state))
        if not self.document.count():
            self.found = None
            self.nothing.say(NO_RHYTHM, "" if self._session.read_only else "设置报送周期…")
            self.stack.setCurrentIndex(0)
            return
        self.stack.setCurrentIndex(1)
        document = self._document()
        known = periods(state, today, document)
        self._offer(known)
        period = self._periods[self.period.currentText()]
        if closed_period(state, period) is None:
            self._take(collected(state, period, today, document))
            return
        job = self._tools.jobs.run(lambda report: collected_in(project, period, today, document, state.copy()))
        job.done.connect(self._take)
        job.failed.connect(self._session.problem)

    def _offer_documents(self, known: Mapping[str, str]) -> None:
        """Offer whose reports can be looked at: the project's, and those of documents with a rhythm of their own."""
        if {
            self.document.itemData(place): self.document.itemText(place) for place in range(self.document.count())
        } != known:
            chosen = self._document()
            self.document.clear()
            for key, words in known.items():
                self.document.addItem(words, key)
            self.document.setCurrentIndex(max(0, self.document.findData(chosen)))
        self.document.setVisible(len(known) > 1)

    def _document(self) -> str:
        """Return the id of the document whose reports are shown, "" for the project's."""
        return str(self.document.currentData() or "")

    def _offer(self, known: list[ReportingPeriod]) -> None:
        """Offer the periods, the newest first; the chosen one stays chosen."""
        chosen = self.period.currentText()
        self._periods = {period.name: period for period in reversed(known)}
        if [self.period.itemText(place) for place in range(self.period.count())] != list(self._periods):
            self.period.clear()
            self.period.addItems(list(self._periods))
            self.period.setCurrentIndex(max(0, self.period.findText(chosen)))
        rhythm = rhythm_of(self._session.state, self._document())
        self.rhythm.setText(f"{rhythm.words}报送" if rhythm else "")

    def _take(self, found: Collected) -> None:
        if found.period.name != self.period.currentText():  # another one is wanted by now
            return
        self.found = found
        table = replies_table(found)
        self.units.show_table(table)
        self._show_unit()
        self.standing.setText(self._words(found))
        writable = not self._session.read_only
        newest = closed_periods(self._session.state)
        closed = self._closed_id()
        self.close_period.setText("解除封存…" if closed else "封存本期…")
        self.close_period.setEnabled(writable and (not closed or newest[-1].id == closed))
        self.missing.setEnabled(bool(found.missing))
        self.remind.setEnabled(bool(found.missing))
        self.setting.setEnabled(writable)

    def _words(self, found: Collected) -> str:
        closed = next((row for row in closed_periods(self._session.state) if row.id == self._closed_id()), None)
        late = f"，已逾期{found.overdue}天" if found.overdue and found.missing else ""
        until = day_text(found.period.limit.isoformat())
        grace = f"（含宽限至{until}）" if found.period.limit != found.period.due else ""
        counts = (
            f"应报{len(found.owed)}项：按时{len(found.in_time)}项，迟报{len(found.late)}项，未报{len(found.missing)}项"
        )
        kept = f"已于{day_text(closed.closed)}封存。" if closed else ""
        return f"{kept}报送期限{day_text(found.period.due.isoformat())}{grace}{late}。{counts}。"

    def _closed_id(self) -> str:
        row = closed_period(self._session.state, self.found.period) if self.found else None
        return row.id if row else ""

    def _unit(self) -> str | None:
        """Return the chosen unit ("" for that of tasks without one), None for none or all."""
        rows = self.units.table.selectionModel().selectedRows()
        name = self.units.model.lines[rows[0].row()].id if rows else WHOLE
        known = {unit.name for unit in self.found.units} if self.found else set()
        return name if name in known else None

    def _show_unit(self) -> None:
        if self.found is not None:
            unit = self._unit()
            table = owed_table(self._session.state, self.found, unit)
            self.tasks.show_table(table, " ".join(note.removeprefix("注：") for note in table.notes))

    # What can be done

    def set_rhythm(self) -> None:
        """Let the rhythm be set."""
        RhythmDialog(self._tools, self).exec()

    def _lacking(self) -> tuple[str, ...]:
        """Return the tasks that have not been reported on, of the chosen unit or of all."""
        if self.found is None:
            return ()
        unit = self._unit()
        return next((item.missing for item in self.found.units if item.name == unit), self.found.missing)

    def show_missing(self) -> None:
        """Show in the tree only what has not been reported on."""
        keys, unit = self._lacking(), self._unit()
        if self.found is None or not keys:
            self._session.notice.emit("没有未填报的任务。")
            return
        whose = f"（{unit or NO_UNIT}）" if unit is not None else ""
        name = f"{self.found.period.name}未填报{whose}"
        self._session.filter_requested.emit(TaskFilter(ids=frozenset(keys), name=name))
        self._tools.show_panel("tasks")
        self._tools.window.activateWindow()

    def copy_reminder(self) -> None:
        """Copy what to send to the chosen unit, or to all that owe."""
        if self.found is None:
            return
        unit = self._unit()
        names = [item.name for item in self.found.units if item.missing and unit in {None, item.name}]
        texts = [reminder(self._session.state, self.found, name, self._document()) for name in names]
        if not texts:
            self._session.notice.emit("这个单位本期已全部报送，不用催报。")
            return
        QGuiApplication.clipboard().setText("\n\n".join(texts))
        self._session.notice.emit(f"已复制给{len(texts)}个单位的催报文字，可粘贴发送。")

    def _export(self) -> None:
        if self.found is not None:
            save_tables(self._tools, [replies_table(self.found), missing_table(self._session.state, self.found)])

    def _close_or_open(self) -> None:
        if self.found is None:
            return
        closed, period = self._closed_id(), self.found.period
        if closed:
            question = f"解除后，{period.name}的报送情况会随以后的填报变动。"
            if dialogs.ask(self, "解除封存？", question, "解除封存"):
                self._session.apply(ReopenPeriod(closed))
            return
        lacking = f"还有{len(self.found.missing)}项任务没有报送。" if self.found.missing else ""
        if dialogs.ask(self, f"封存{period.name}？", lacking + _CLOSE, "封存"):
            days = (period.start.isoformat(), period.end.isoformat(), period.due.isoformat())
            self._session.settle()
            self._session.apply(ClosePeriod(period.name, *days, self._session.today().isoformat()))
