"""Two versions of a document as one tree, side by side, with the words that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSplitter, QTextBrowser, QWidget

from planlens.gui.app.parts import Tools
from planlens.gui.app.theme import colours
from planlens.gui.comparing.two import TwoPlansBar
from planlens.gui.exporting.saving import save_tables
from planlens.gui.ledger.answers import AnswerTable, go_to
from planlens.gui.versions.text_differences import as_html
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.gui.widgets.plain import choice_box, plain_button, wrapped_label
from planlens.views.cells import Table
from planlens.workflow import beside

if TYPE_CHECKING:
    from planlens.insight.side_by_side import SideRow

_HINT = "选择同一份文件的两个版本，从头到尾对照。可以是项目中的文件，也可以是任何能读取的文件；只对照，不改动项目。"
_TEXTS = (2, 3)
"""The columns of both texts."""
_HIDDEN = "marks"


class ComparePage(LateWidget):
    """The rows of both versions, those that differ first of all; the chosen one word by word."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.found: beside.TwoVersions | None = None
        self.shown: list[SideRow] = []
        self.two = TwoPlansBar(tools, ("原版本", "新版本"), beside.compare_at, _HINT)
        self.kinds = choice_box("只看一类变化")
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.answers = AnswerTable(tools, "两个版本对照")
        self.old, self.new = _browser("原版本"), _browser("新版本")
        self.details = wrapped_label()
        self.export = plain_button("导出对照表…", "存为 Excel、Word 等格式，改动处用〔删〕〔增〕标出", self._export)
        self.body = QWidget()
        self.body.setVisible(False)
        self._lay_out()
        self.two.done.connect(self._take)
        self.two.begun.connect(lambda: self.body.setVisible(False))
        self.kinds.activated.connect(self._show)
        self.answers.table.selectionModel().selectionChanged.connect(self._tell)
        self.answers.wanted.connect(self._go)

    def _lay_out(self) -> None:
        bar = in_row(self.kinds, STRETCH, self.export)
        texts = QWidget()
        grid = QGridLayout(texts)
        grid.setContentsMargins(0, 4, 0, 0)
        for place, (title, browser) in enumerate((("原版本", self.old), ("新版本", self.new))):
            grid.addWidget(QLabel(title), 0, place)
            grid.addWidget(browser, 1, place)
        grid.addWidget(self.details, 2, 0, 1, 2)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.answers)
        split.addWidget(texts)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        in_column(bar, (split, 1), margins=0, on=self.body)
        layout = in_column(self.two, (self.body, 1), margins=0, on=self)
        layout.addStretch(0)
        self.setFocusProxy(self.two.choosers[0])

    def refresh(self) -> None:
        """Show the comparison; it is of the moment when it was made."""

    @Slot(object)
    def _take(self, found: beside.TwoVersions) -> None:
        self.found = found
        counts = {kind.value: (kind.label, n) for kind, n in beside.kinds_of(found.rows).items()}
        same = counts.pop("same", ("", 0))[1]
        changed = len(found.rows) - same
        self.kinds.clear()
        self.kinds.addItem(f"全部变化（{changed}）", "")
        for kind, (label, count) in counts.items():
            self.kinds.addItem(f"{label}（{count}）", kind)
        self.kinds.addItem(f"整份对照（{len(found.rows)}）", "all")
        self.kinds.setCurrentIndex(0 if changed else self.kinds.count() - 1)
        self.body.setVisible(True)
        self._show()

    def _show(self) -> None:
        if self.found is None:
            return
        kind = self.kinds.currentData()
        self.shown = [row for row in self.found.rows if kind in {"all", row.kind} or (not kind and row.kind != "same")]
        self.answers.show_table(_numbered(self._table(indented=True)), "双击一行转到任务页。")
        self.answers.give_room(*_TEXTS, most=9)
        self.answers.table.selectRow(0)
        self._tell()

    def _table(self, *, indented: bool) -> Table:
        found = self.found
        assert found is not None
        return beside.beside_table(self.shown, found.old, found.new, everything=True, indented=indented)

    def _chosen(self) -> SideRow | None:
        key = self.answers.current
        return self.shown[int(key)] if key and int(key) < len(self.shown) else None

    def _tell(self) -> None:
        row = self._chosen()
        sides: list[list[tuple[str, bool]]] = [[], []]
        if row is not None and row.marks:
            sides = [[(mark.text, bool(mark.sign)) for mark in row.marks if mark.sign in {"", s}] for s in "-+"]
        elif row is not None:
            sides = [[(text, row.kind != "same" and not other)] for text, other in _texts(row)]
        self.old.setHtml(as_html(sides[0], colours(), gone=True))
        self.new.setHtml(as_html(sides[1], colours(), gone=False))
        told = () if row is None else (*row.details, *(move.words for move in row.targets))
        self.details.setText("；".join(told))

    def _go(self) -> None:
        """Go to the row's task, where one of the versions is a document of the project."""
        row = self._chosen()
        if row is None:
            return
        for key, place in zip((row.new, row.old), reversed(self.two.places), strict=True):
            if key and place is not None and place.document:
                go_to(self._tools, key)
                return
        self._tools.session.notice.emit("这两份都不是项目中的文件，没有可以转到的任务。")

    def _export(self) -> None:
        save_tables(self._tools, [self._table(indented=False)])


def _texts(row: SideRow) -> tuple[tuple[str, str], tuple[str, str]]:
    return (row.old_text, row.new_text), (row.new_text, row.old_text)


def _numbered(table: Table) -> Table:
    """Return a table whose rows are known by their places, without the words as they would be printed."""
    left = [place for place, column in enumerate(table.columns) if column.key != _HIDDEN]
    columns = tuple(table.columns[place] for place in left)
    rows = tuple(
        type(row)(str(number), row.group, tuple(row.cells[place] for place in left))
        for number, row in enumerate(table.rows)
    )
    return Table(table.name, table.title, table.notes, columns, rows)


def _browser(name: str) -> QTextBrowser:
    browser = QTextBrowser()
    browser.setAccessibleName(name)
    browser.setMinimumHeight(70)
    return browser
