"""A list of small records with a field to add more: what it is a list of, :mod:`planlens.views.records` says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QToolButton, QWidget

from planlens.gui.app import dialogs
from planlens.gui.widgets.fields import WheelGuard
from planlens.gui.widgets.layouts import in_column, in_row
from planlens.gui.widgets.records.aside import Aside
from planlens.gui.widgets.records.bench import Bench
from planlens.gui.widgets.records.entry import EntryField
from planlens.gui.widgets.records.form import RecordForm
from planlens.gui.widgets.records.line import RecordLine
from planlens.model import PlanlensError
from planlens.project.project import Edit
from planlens.views.records.record import Listed, Records

_Draft = tuple[tuple[str, ...], tuple[str, ...]]
"""The items, and the rows of the record, that words were typed for."""


class RecordList(QWidget):
    """The records of some items.

    What is typed and cannot be kept is told below, and comes back when the same items are shown again.

    Attributes:
        fill: opens the form for a new one; where none can be typed, the owner of the list has a place for it.

    Signals:
        counted: how many records there are; those that are only shown are left out.
    """

    counted = Signal(int)

    def __init__(self, bench: Bench, records: Records) -> None:
        super().__init__()
        self._bench, self._records = bench, records
        self._keys: tuple[str, ...] = ()
        self._writable = False
        self._drafts: dict[_Draft, tuple[str, str]] = {}
        self.lines: list[RecordLine] = []
        self._rows = in_column(spacing=1)
        self.problem = Aside()
        self.adder = self._make_adder()
        in_column(self._rows, self.adder, self.problem, margins=0, spacing=3, on=self)

    def _make_adder(self) -> QWidget:
        records = self._records
        found = QWidget()
        row = in_row(margins=0, spacing=3, on=found)
        self.kind = QComboBox(found)
        self.kind.setAccessibleName(f"{records.name}的类别")
        self.kind.installEventFilter(WheelGuard(self.kind))
        for value, words in records.kinds:
            self.kind.addItem(words, value)
        self.kind.setVisible(bool(records.kinds))
        self.field = EntryField(f"添加{records.name}", found)
        self.field.setPlaceholderText(f"添加，如 {records.hint}")
        self.field.setToolTip(f"{records.advice}。回车添加")
        self.field.committed.connect(self._add)
        self.field.setVisible(bool(records.hint))
        self.often = self._button(found, "常用 ▾", f"常用的{records.name}", self._open_usual)
        self.often.setVisible(bool(records.hint) and type(records).usual is not Records.usual)
        self.fill = self._button(found, records.filling or "填表…", f"填表添加{records.name}", self._open_new)
        self.fill.setVisible(bool(records.filling and records.hint))
        row.addWidget(self.kind)
        row.addWidget(self.field, 1)
        row.addWidget(self.often)
        if records.hint:
            row.addWidget(self.fill)
        return found

    @staticmethod
    def _button(parent: QWidget, text: str, tip: str, run: Callable[[], None]) -> QToolButton:
        button = QToolButton(parent)  # without one, it would be shown as a window
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(run)
        return button

    # Showing

    def show_keys(self, keys: Sequence[str], *, writable: bool) -> None:
        """Show the records of some items; lines of the same records stay, with what is being typed in them."""
        anew = tuple(keys) != self._keys
        self._keys, self._writable = tuple(keys), writable
        if anew:
            self.problem.say("")
        found = self._records.shown(self._bench.desk(), self._keys) if keys else []
        kept = {} if anew else {line.record.ids: line for line in self.lines if line.record is not None}
        lines = [kept[record.ids] if record.ids in kept else self._line() for record in found]
        for line in self.lines:
            self._rows.removeWidget(line)
            if line not in lines:
                line.hide()
                line.deleteLater()
        self.lines = lines
        for line, record in zip(lines, found, strict=True):
            self._rows.addWidget(line)
            self._show_line(line, record, anew=anew)
        self._line_up()
        self.adder.setVisible(writable and bool(self._records.hint))
        self.fill.setEnabled(writable)
        if anew:
            self.field.show_value("", anew=True)
            self._restore(self.field, ())
        self.counted.emit(sum(not record.fixed for record in found))

    def _show_line(self, line: RecordLine, record: Listed, *, anew: bool) -> None:
        records, desk = self._records, self._bench.desk()
        form = not record.fixed and bool(records.parts(desk, self._keys, record))
        how = {"typed": bool(records.hint), "form": form, "ordered": records.ordered}
        line.show_record(record, writable=self._writable, **how)
        if anew:
            self._restore(line.field, record.ids)

    def _restore(self, field: EntryField, ids: tuple[str, ...]) -> None:
        typed, problem = self._drafts.pop((self._keys, ids), ("", ""))
        if typed:
            field.setPlainText(typed)
            self.problem.say(problem, wrong=True)

    def _line_up(self) -> None:
        """Let words of several kinds begin in one column."""
        widest = max((line.head.sizeHint().width() for line in self.lines), default=0)
        for line in self.lines:
            line.head.setMinimumWidth(widest)

    def _line(self) -> RecordLine:
        line = RecordLine(self._records.name)
        line.ticked.connect(lambda on: self._with(line, lambda record: self._mark(record, on=on)))
        line.typed.connect(lambda text: self._with(line, lambda record: self._retype(line, record, text)))
        line.form_wanted.connect(lambda: self._with(line, self._open))
        line.removed.connect(lambda: self._with(line, self._remove))
        line.raised.connect(lambda: self._with(line, self._raise))
        return line

    @staticmethod
    def _with(line: RecordLine, run: Callable[[Listed], object]) -> None:
        if line.record is not None:
            run(line.record)

    # What the user does

    def settle(self) -> None:
        """Send what is half typed."""
        for field in (self.field, *(line.field for line in self.lines)):
            field.settle()

    def _do(self, make: Callable[[], Edit | None]) -> bool:
        """Do the edit that something means; False where it could not be done, which is told."""
        try:
            edit = make()
            done = edit is None or self._bench.apply(edit)
        except PlanlensError as error:
            self.problem.say(error.message, wrong=True)
            return False
        if done:
            self.problem.say("")
            self.show_keys(self._keys, writable=self._writable)
        return done

    def _add(self, text: str) -> None:
        self._drafts.pop((self._keys, ()), None)
        if not text.strip():
            self.field.show_value("", anew=True)
            return
        keys, kind = self._keys, str(self.kind.currentData())
        if self._do(lambda: self._records.added(self._bench.desk(), keys, text, kind)):
            self.field.show_value("", anew=True)
        else:
            self.field.refused()
            self._drafts[keys, ()] = (text, self.problem.text())

    def _retype(self, line: RecordLine, record: Listed, text: str) -> None:
        self._drafts.pop((self._keys, record.ids), None)
        if not text.strip():
            line.field.revert()
            self._remove(record)
        elif not self._do(lambda: self._records.retyped(self._bench.desk(), record, text)):
            line.field.refused()
            self._drafts[self._keys, record.ids] = (text, self.problem.text())

    def _remove(self, record: Listed) -> None:
        doubt = self._records.doubt(self._bench.desk(), record)
        if not doubt or dialogs.ask(self, f"删除{self._records.name}？", doubt, "删除"):
            self._do(lambda: self._records.removed(record))

    def _mark(self, record: Listed, *, on: bool) -> None:
        if not self._do(lambda: self._records.marked(self._bench.desk(), record, done=on)):
            self.show_keys(self._keys, writable=self._writable)

    def _raise(self, record: Listed) -> None:
        self._do(lambda: self._records.raised(self._bench.desk(), record))

    def _open_new(self) -> None:
        self._open(None)

    def _open(self, record: Listed | None) -> None:
        records, keys = self._records, self._keys

        def keep(values: Mapping[str, str]) -> bool:
            edit = records.filled(self._bench.desk(), keys, record, values)
            return edit is None or self._bench.apply(edit)

        parts = records.parts(self._bench.desk(), keys, record)
        title = records.filling.strip("…") if record is None and not records.hint else records.name
        several = f"（{len(keys)}项任务）" if len(keys) > 1 else ""
        if RecordForm(self, f"{title}{several}", parts, keep).exec():
            self.problem.say("")
            self.show_keys(self._keys, writable=self._writable)

    def _open_usual(self) -> None:
        menu = QMenu(self)
        usual = self._records.usual(self._bench.desk(), self._keys, str(self.kind.currentData()))
        for words in usual:
            menu.addAction(words.replace("&", "&&")).triggered.connect(self._taker(words))
        if not usual:
            menu.addAction(f"还没有其他{self._records.name}").setEnabled(False)
        menu.popup(self.often.mapToGlobal(QPoint(0, self.often.height())))

    def _taker(self, words: str) -> Callable[[], None]:
        def run() -> None:
            self._add(words)

        return run
