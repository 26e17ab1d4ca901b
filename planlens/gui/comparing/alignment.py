"""Whether two plans fit together: pairs to be kept as links, what has no counterpart, targets that disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QHeaderView,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planlens.gui.app.parts import Tools
from planlens.gui.comparing.two import TwoPlansBar
from planlens.gui.exporting.saving import save_tables
from planlens.gui.ledger.answers import go_to
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.gui.widgets.plain import plain_button, wrapped_label
from planlens.gui.widgets.proposals.choices import ChoiceModel, ChoiceTable, choice_buttons
from planlens.gui.widgets.proposals.line_list import LineList, key_of
from planlens.gui.widgets.sizes import grown
from planlens.project.rows import LinkRow
from planlens.views.links import carried_out
from planlens.workflow import beside

if TYPE_CHECKING:
    from planlens.insight.alignment import Counterpart

_HINT = "选择上级规划和本级规划（或五年规划和年度要点）：看上级任务是否都有安排、本级任务有没有依据、指标是否一致。"


class AlignPage(LateWidget):
    """Pairs of tasks first; what is decided about them is kept in the ledger where both plans are in the project."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools, self._session = tools, tools.session
        self.found: beside.TwoPlans | None = None
        self.pairs: list[Counterpart] = []
        self._made: dict[tuple[str, str], bool] = {}
        self.two = TwoPlansBar(tools, ("上级", "本级"), beside.align_at, _HINT)
        self.model = ChoiceModel(("上级任务", "本级任务", "依据"), self)
        self.table = ChoiceTable("对应的任务", self.model, {2: 180})
        self.whole = plain_button("看全部对应", run=self._list_all)
        self.whole.setVisible(False)
        self.keep = plain_button("记入台账", "采纳的记为“落实上级任务”，不采纳的取消；可以撤销", self._keep)
        self.uncovered, self.unbased = LineList("本级未安排的上级任务"), LineList("没有上级依据的本级任务")
        self.disputes = _disputes()
        self.matrix = QWidget()
        self.heat: Any = None
        self.words = wrapped_label()
        self.tabs = QTabWidget()
        self.tabs.setVisible(False)
        self.export = plain_button("导出…", "对应关系、未安排、无依据、指标不一致、章节对应数，各一张表", self._export)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        foot = in_row(self.whole, STRETCH, *(*choice_buttons(self.table, "采纳其余全部"), self.keep))
        pairs = QWidget()
        in_column((self.table, 1), self.words, foot, on=pairs)
        self._around = QVBoxLayout(self.matrix)
        for widget in (pairs, self.uncovered, self.unbased, self.disputes, self.matrix):
            self.tabs.addTab(widget, "")
        self.tabs.setCornerWidget(self.export)
        layout = in_column(self.two, (self.tabs, 1), margins=0, on=self)
        layout.addStretch(0)
        self.setFocusProxy(self.two.choosers[0])

    def _connect(self) -> None:
        self.two.done.connect(self._take)
        self.two.begun.connect(self._hide)
        self.table.decided.connect(self._count)
        self.table.chosen.connect(self._tell)
        self.table.wanted.connect(self._go)
        for found in (self.uncovered, self.unbased):
            found.itemActivated.connect(lambda item: self._show_item(key_of(item)))

    def _hide(self) -> None:
        self.found = None
        self.tabs.setVisible(False)

    def refresh(self) -> None:
        """Wear the colours of now; the comparison is of the moment when it was made."""
        if self.found is not None and self.heat is not None:
            self._draw(self.found)

    @Slot(object)
    def _take(self, found: beside.TwoPlans) -> None:
        self.found = found
        self._made = {(row.owner, row.to): True for row in self._session.sentences.all(LinkRow)}
        told = found.found
        upper, own = found.texts
        self.uncovered.show_lines([(key, upper[key]) for key in told.uncovered])
        self.unbased.show_lines([(key, own[key]) for key in told.unbased])
        self.disputes.clear()
        for item in told.disagreements:
            QTreeWidgetItem(self.disputes, [item.kind.label, item.words])
        names = ("对应关系", "本级未安排", "上级无依据", "指标不一致", "章节对应图")
        counts = (len(told.pairs), len(told.uncovered), len(told.unbased), len(told.disagreements), None)
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            self.tabs.setTabText(place, name if count is None else f"{name}（{count}）")
        self._draw(found)
        self.tabs.setVisible(True)
        self._list_pairs()

    def _draw(self, found: beside.TwoPlans) -> None:
        """Draw the chapters against each other; pyqtgraph is loaded when it is wanted first."""
        from planlens.gui.overview.heat import HeatMap  # noqa: PLC0415 (a third of a second)

        if self.heat is None:
            self.heat = HeatMap("上级章节（左）与本级章节（下）之间对应的任务数")
            self.heat.picked.connect(self._narrow)
            self._around.addWidget(self.heat)
        rows, columns = found.chapters
        at = [{key: place for place, (key, _) in enumerate(side)} for side in found.chapters]
        counts = {
            (at[0][above], at[1][below]): count
            for (above, below), count in found.found.matrix.items()
            if above in at[0] and below in at[1]
        }
        self.heat.show_counts([title for _, title in rows], [title for _, title in columns], counts)

    def _narrow(self, row: int, column: int) -> None:
        """Show only the pairs between two chapters."""
        if self.found is not None:
            self._list_pairs((self.found.chapters[0][row][0], self.found.chapters[1][column][0]))
            self.tabs.setCurrentIndex(0)

    def _list_pairs(self, cell: tuple[str, str] | None = None) -> None:
        found = self.found
        if found is None:
            return
        self.pairs = [pair for pair in found.found.pairs if cell is None or found.cell_of(pair) == cell]
        upper, own = found.texts
        rows = [(upper[pair.upper], own[pair.own], "、".join(pair.words[:6])) for pair in self.pairs]
        links = map(self._link, self.pairs)
        self.model.show_rows(rows, {place: self._made[link] for place, link in enumerate(links) if link in self._made})
        self.whole.setVisible(cell is not None)
        self.table.begin()
        self._count()

    def _list_all(self) -> None:
        self._list_pairs()

    @staticmethod
    def _link(pair: Counterpart) -> tuple[str, str]:
        return pair.own, pair.upper

    @property
    def in_project(self) -> bool:
        """Whether both plans are in the project, so that links can be kept."""
        return all(place is not None and place.document for place in self.two.places)

    def _tell(self, place: int) -> None:
        words = self.model.rows[place] if 0 <= place < len(self.model.rows) else ("", "", "")
        carried = (
            carried_out(self._session.sentences).get(self.pairs[place].upper) if words[0] and self.in_project else None
        )
        more = f"\n台账：{carried.words}" if carried is not None else ""
        self.words.setText(f"上级：{words[0]}\n本级：{words[1]}{more}" if words[0] else "")

    def _go(self) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.pairs):
            self._show_item(self.pairs[place].own)

    def _show_item(self, key: str) -> None:
        if self.in_project:
            go_to(self._tools, key)
        else:
            self._tools.session.notice.emit("两份规划都在项目中时，才能转到任务。")

    def _count(self) -> None:
        self._made |= {self._link(self.pairs[place]): yes for place, yes in self.model.made.items()}
        made = sum(self._made.values())
        self.keep.setText(f"记入台账（{made} 处）" if made else "记入台账")
        allowed = self.in_project and not self._session.read_only
        self.keep.setEnabled(allowed and bool(self._made))
        self.keep.setToolTip(
            "采纳的记为“落实上级任务”，不采纳的取消；可以撤销"
            if allowed
            else "两份规划都加入项目后，对应关系才能记入台账（文件 → 向项目添加文件）"
        )

    def _keep(self) -> None:
        """Keep the accepted pairs as links and take the rejected ones back, as one action."""
        kept = [link for link, yes in self._made.items() if yes]
        dropped = [link for link, yes in self._made.items() if not yes]
        edit = beside.links_settled(self._session.sentences, kept, dropped)
        if edit is None:
            self._session.notice.emit("这些对应关系已经记在台账里，没有变化。")
        else:
            self._session.apply(edit)
            self._tell(self.table.currentIndex().row())

    def _export(self) -> None:
        if self.found is not None:
            save_tables(self._tools, list(self.found.tables))


def _disputes() -> QTreeWidget:
    found = QTreeWidget()
    found.setHeaderLabels(["问题", "说明"])
    found.setRootIsDecorated(False)
    found.setWordWrap(True)
    found.setAlternatingRowColors(True)
    found.setAccessibleName("不一致的指标")
    found.setColumnWidth(0, grown(130, found))
    found.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
    return found
