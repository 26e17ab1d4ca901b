"""The report page: the report of a period as it stands, edited where it is read, written as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Area, Panel, Tools
from planlens.gui.exporting.exported import Exported
from planlens.gui.importing.making import file_name
from planlens.gui.monthly.passage import PassageField
from planlens.gui.monthly.sections import SectionsDialog
from planlens.gui.monthly.shown import ChartPicture, counted_table
from planlens.gui.widgets.fields import LineField
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.plain import plain_label, wrapped_label
from planlens.model import PlanlensError
from planlens.views.monthly.parts import TITLE, Counted, Head, Part, Shown, Told
from planlens.views.monthly.sections import sections_of
from planlens.workflow import monthly

_SENDER, _FOLDER = "sending/sender", "report/folder"


class ReportPanel(LateWidget):
    """The report of the chosen day, reckoned in the background process whenever the project changes."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(delay=400)
        self._tools, self._session = tools, tools.session
        self.draft: monthly.ReportDraft | None = None
        self.title = LineField("报告的标题")
        self.passages: dict[str, PassageField] = {}
        self._layout_of: tuple[object, ...] = ()
        self._asked: monthly.ReportAsked | None = None
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName("截至日期")
        self.signed = QLineEdit(str(tools.settings.get(_SENDER, "")))
        self.signed.setAccessibleName("落款单位")
        self.signed.setPlaceholderText("落款单位，可以不填")
        self.sections = QPushButton("章节…")
        self.sections.setToolTip("哪些章节写进报告，按什么次序")
        self.write = QPushButton("生成报告…")
        self.write.setToolTip("写成 Word 文件（公文格式，GB/T 9704）")
        self.standing = wrapped_label("正在汇总……")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lay_out()
        self._session.opened.connect(self._start)
        self._session.changed.connect(self.mark_stale)
        self._session.settling.connect(self._settle)
        self.day.dateChanged.connect(self._day_chosen)
        self.write.clicked.connect(self._write)
        self.sections.clicked.connect(self._ask_sections)
        self._start()

    def _lay_out(self) -> None:
        bar = in_row(QLabel("截至日期"), self.day, QLabel("落款"), self.signed)
        self.signed.setMinimumWidth(180)
        bar.addStretch(1)
        bar.addWidget(self.sections)
        bar.addWidget(self.write)
        in_column(bar, self.standing, (self._scroll, 1), margins=(6, 6, 6, 6), on=self)

    def _start(self) -> None:
        today = self._session.today()
        self.draft, self._layout_of = None, ()
        self.write.setEnabled(False)
        self.sections.setEnabled(not self._session.read_only)
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(self.day.maximumDate())
        self.mark_stale()

    def asked(self) -> monthly.ReportAsked:
        """Return which report is shown."""
        day = self.day.date().toPython()
        assert isinstance(day, date)
        return monthly.ReportAsked(day, today=self._session.today())

    def _day_chosen(self) -> None:
        self._settle()
        self.mark_stale()

    def refresh(self) -> None:
        """Have the report reckoned anew, in the background process."""
        if self._session.place is None:
            return
        self._asked = self.asked()
        job = self._tools.jobs.process(monthly.draft_of_file, self._session.place, self._asked)
        asked, project = self._asked, self._session.project
        job.done.connect(lambda draft: self._show(draft) if self._waits_for(asked, project) else None)
        job.failed.connect(self._fail)

    def _waits_for(self, asked: object, project: object) -> bool:
        return asked is self._asked and project is self._session.project

    def _fail(self, error: PlanlensError) -> None:
        self.standing.setText(error.message)

    def _show(self, draft: monthly.ReportDraft) -> None:
        """Show a report: in the fields that are there where it is made of the same passages."""
        self.draft = draft
        self.write.setEnabled(True)
        self.standing.setText(" ".join(filter(None, (draft.report.standing, draft.lacking))))
        only_words = tuple(part.key if isinstance(part, Told) else part for part in draft.report.parts)
        layout = (*only_words, draft.pictures, self._session.read_only)
        if layout == self._layout_of:
            self.title.show_value(draft.report.title)
            for told in draft.report.passages:
                self.passages[told.key].show_told(told)
            return
        self._layout_of = layout
        place = self._scroll.verticalScrollBar().value()
        typed = {key: passage for key, passage in self.passages.items() if passage.field.dirty}
        self._build(draft)
        for key, passage in typed.items():
            if key in self.passages:
                self.passages[key].field.setPlainText(passage.field.toPlainText())
        self._scroll.verticalScrollBar().setValue(place)

    def _build(self, draft: monthly.ReportDraft) -> None:
        page = QWidget()
        page.setMaximumWidth(1000)
        column = QVBoxLayout(page)
        self.title = LineField("报告的标题")
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title.setReadOnly(self._session.read_only)
        self.title.committed.connect(lambda text: self._keep(TITLE, text))
        self.title.show_value(draft.report.title)
        column.addWidget(self.title)
        self.passages, heading = {}, ""
        for part in draft.report.parts:
            heading = part.text if isinstance(part, Head) else heading
            widget = self._widget(part, draft, heading)
            if widget is not None:
                column.addWidget(widget)
        column.addStretch(1)
        self._scroll.setWidget(page)

    def _widget(self, part: Part, draft: monthly.ReportDraft, heading: str) -> QWidget | None:
        match part:
            case Head(level=level, text=text):
                label = plain_label(text)
                label.setStyleSheet("font-weight: bold" if level == 1 else "")
                return label
            case Counted():
                return counted_table(part)
            case Shown(chart=chart):
                found = draft.pictures[chart : chart + 1]
                return ChartPicture(*found[0]) if found else None
        passage = PassageField(part, heading, writable=not self._session.read_only)
        passage.worded.connect(self._keep)
        self.passages[part.key] = passage
        return passage

    def _keep(self, key: str, text: str) -> None:
        """Keep a writer's words; the report is reckoned anew because the project has changed."""
        if self.draft is None:
            return
        edit = monthly.words_edit(self._session.state, self.draft.report, {key: text})
        field = self.title if key == TITLE else self.passages[key].field
        if edit is None:
            field.show_value(self.draft.report.title if key == TITLE else self.passages[key].told.text, anew=True)
        elif self._session.apply(edit) is None:
            field.refused()

    def _ask_sections(self) -> None:
        """Ask which sections reports have; the report is reckoned anew because the project has changed."""
        self._session.settle()
        dialog = SectionsDialog(sections_of(self._session.state), self._tools.window)
        dialog.accepted.connect(lambda: self._choose(dialog.sections.chosen))
        dialog.open()

    def _choose(self, keys: Sequence[str]) -> None:
        if (edit := monthly.sections_edit(self._session.state, keys)) is not None:
            self._session.apply(edit)

    def _settle(self) -> None:
        self.title.settle()
        for passage in self.passages.values():
            passage.field.settle()

    # Writing

    def _write(self) -> None:
        """Ask where to, and whether to write it in spite of figures that do not hold."""
        self._session.settle()
        path = self._session.place
        if self.draft is None or path is None:
            return
        stale = bool(self.draft.report.stale)
        question = f"{self.draft.report.standing}不符的句子在报告中标红。仍要生成吗？"
        if stale and not dialogs.ask(self, "有数字与台账不符", question, "仍要生成", "先去修改"):
            return
        folder = Path(str(self._tools.settings.get(_FOLDER, "")) or self._session.folder)
        name = f"{file_name(self.draft.report.title)}.docx"
        target = dialogs.choose_new_file(
            self._tools, "生成报告", (folder if folder.is_dir() else self._session.folder) / name, "Word 文档 (*.docx)"
        )
        if target is None:
            return
        self._tools.settings.set(_FOLDER, str(target.parent))
        self._tools.settings.set(_SENDER, self.signed.text().strip())
        job = self._tools.jobs.process(
            monthly.write_of_file, path, self.asked(), target, self.signed.text().strip(), stale
        )
        job.done.connect(lambda found: Exported(found[0], self._tools.window).open())
        job.failed.connect(self._session.problem)
        self._tools.follow(job)


PANEL = Panel("monthly", "报告", Area.PAGE, 60, ReportPanel, wide=True)
