"""Shows a plan before it becomes a project: numbers, outline, doubts, what was passed over, what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QRadioButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from planlens.gui.widgets.layouts import FlowLayout, in_column
from planlens.gui.widgets.plain import plain_tip
from planlens.model.granularity import Granularity
from planlens.views.summary import Summary
from planlens.views.wording import role_text

_SHOWN = 500
"""Lines that a list shows; who has more doubts than that reads them in the review."""


class Preview(QWidget):
    """The summary of one document, or what went wrong with it.

    Signals:
        by_chosen: how fine the rows shall be has been chosen; carries a
            :class:`~planlens.model.granularity.Granularity`.
    """

    by_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        self.title.setFont(font)
        self.numbers = QLabel()
        for label in (self.title, self.numbers):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.tabs = QTabWidget()
        column = in_column(self.title, self.numbers, self._fineness(), (self.tabs, 1), margins=(8, 0, 0, 0), on=self)
        self.spare = QWidget()
        column.addWidget(self.spare, 1)
        self.show_message("", "")

    def _fineness(self) -> QWidget:
        """Return the choice between a row a sentence and a row an item."""
        self.by = {by: QRadioButton() for by in Granularity}
        self.fineness = QWidget()
        row = FlowLayout(self.fineness)
        row.addWidget(QLabel("任务表一行："))
        for by, button in self.by.items():
            button.setToolTip(_FINE[by])
            button.clicked.connect(partial(self.by_chosen.emit, by))
            row.addWidget(button)
        return self.fineness

    def show_message(self, title: str, message: str) -> None:
        """Show a line instead of a plan."""
        self.title.setText(title)
        self.numbers.setText(message)
        self.tabs.setVisible(False)
        self.fineness.setVisible(False)
        self.spare.setVisible(True)

    def show_summary(self, summary: Summary, by: Granularity) -> None:
        """Show a plan, whose rows shall be so fine."""
        for each, button in self.by.items():
            button.setText(summary.rows.words(each))
            button.setChecked(each is by)
        self.fineness.setVisible(summary.tasks > 0)
        self.title.setText(summary.title)
        self.numbers.setText(numbers_text(summary))
        self.tabs.clear()
        self.tabs.addTab(_outline(summary), "提纲")
        if summary.doubts:
            doubts = [(doubt.kind, f"{doubt.confidence:.0%}", doubt.text) for doubt in summary.doubts]
            self._add_list(f"拿不准的（{len(doubts)}）", ("当作", "把握", "内容"), doubts)
        if summary.passed:
            rows = [(text,) for text in summary.passed]
            self._add_list(f"未识别的段落（{len(rows)}）", ("正文中没有归入任务、目标的段落",), rows)
        if summary.warnings:
            rows = [(text,) for text in summary.warnings]
            self._add_list(f"读取说明（{len(rows)}）", ("文件中未能读取的内容",), rows)
        self.tabs.setVisible(True)
        self.spare.setVisible(False)

    def _add_list(self, title: str, header: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        self.tabs.addTab(_table(title, header, rows), title)


_FINE = {
    Granularity.SENTENCE: "原文一句话一行，单位、时限分得最细",
    Granularity.ITEM: "同一编号或同一小节的各句合为一行，督办台账多用这种",
}
"""What the two ways are for; the view menu changes it at any time."""


def numbers_text(summary: Summary) -> str:
    """Return the numbers of a plan in one line."""
    units = f"原文写明的责任单位 {summary.units} 个" if summary.units else "原文未写明责任单位"
    suggested = f"推荐了责任单位的任务 {summary.suggested} 项" if summary.suggested else ""
    parts = [
        f"{summary.characters:,} 字",
        f"任务 {summary.tasks} 项",
        f"目标 {summary.targets} 个",
        units,
        suggested,
        f"有完成时限的任务 {summary.deadlines} 项",
    ]
    return "　".join(filter(None, parts))


def _tree(name: str, header: Sequence[str]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName(name)
    tree.setHeaderLabels(list(header))
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    return tree


def _table(name: str, header: Sequence[str], rows: Sequence[tuple[str, ...]]) -> QTreeWidget:
    tree = _tree(name, header)
    tree.setRootIsDecorated(False)
    tree.addTopLevelItems([_line(row) for row in rows[:_SHOWN]])
    if len(rows) > _SHOWN:
        tree.addTopLevelItem(QTreeWidgetItem(["…"] * (len(header) - 1) + [f"还有 {len(rows) - _SHOWN} 条"]))
    for column in range(len(header) - 1):
        tree.setColumnWidth(column, 64)
    return tree


def _line(texts: Iterable[str]) -> QTreeWidgetItem:
    texts = [" ".join(text.split()) for text in texts]
    item = QTreeWidgetItem(texts)
    item.setToolTip(len(texts) - 1, plain_tip(texts[-1]))
    return item


def _outline(summary: Summary) -> QTreeWidget:
    tree = _tree("提纲", ("标题", "类别", "任务", "目标"))
    items: list[QTreeWidgetItem] = []
    tops: list[QTreeWidgetItem] = []
    for heading in summary.outline:
        counts = [str(count) if count else "" for count in (heading.tasks, heading.targets)]
        item = QTreeWidgetItem([heading.text, role_text(heading.role), *counts])
        item.setToolTip(0, plain_tip(heading.text))
        for column in (2, 3):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        items.append(item)
        if heading.above is None:
            tops.append(item)
        else:
            items[heading.above].addChild(item)
    tree.addTopLevelItems(tops or [QTreeWidgetItem(["没有识别出标题"])])
    tree.expandAll()
    tree.header().setStretchLastSection(False)
    for column, width in enumerate((380, 84, 52, 52)):
        tree.setColumnWidth(column, width)
    tree.header().setSectionResizeMode(0, tree.header().ResizeMode.Stretch)
    return tree
