"""The detail panel: all fields of what is chosen, edited in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QWidget

from planlens.gui.app.parts import Area, Panel, Tools
from planlens.gui.detail.deadline import DeadlineSection
from planlens.gui.detail.evidence import EvidenceSection
from planlens.gui.detail.head import HeadSection, WaitingSection
from planlens.gui.detail.history import HistorySection
from planlens.gui.detail.more import MoreSection
from planlens.gui.detail.notes import NotesSection
from planlens.gui.detail.own_values import own_values_section, stages_section
from planlens.gui.detail.plan_time import PlanTimeSection
from planlens.gui.detail.records import nodes_section, people_section
from planlens.gui.detail.rereading import RereadingSection
from planlens.gui.detail.rolled import RolledSection
from planlens.gui.detail.section import Chosen, DetailPart, chosen
from planlens.gui.detail.standing import StandingSection
from planlens.gui.detail.targets import TargetSection, TargetsSection
from planlens.gui.detail.units import UnitsSection
from planlens.gui.detail.words import WordsSection
from planlens.gui.widgets.fold import Fold
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import in_column

SECTIONS: tuple[Callable[[Tools], DetailPart], ...] = (
    HeadSection,
    WaitingSection,
    WordsSection,
    RereadingSection,
    RolledSection,
    PlanTimeSection,
    StandingSection,
    UnitsSection,
    DeadlineSection,
    nodes_section,
    NotesSection,
    people_section,
    own_values_section,
    stages_section,
    TargetSection,
    TargetsSection,
    EvidenceSection,
    MoreSection,
    HistorySection,
)
"""The sections from top to bottom."""

FOLDED = "detail/folded"
FOLDED_AT_FIRST = ["权重与依据", "修改记录"]
NOTHING = "在任务表中选择任务、章节或目标，在这里查看和修改它的各项内容。"


class DetailPanel(LateWidget):
    """Shows the chosen items; filled only while it is seen."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._session = tools.session
        self._shown: tuple[str, ...] = ()
        self.sections = [make(tools) for make in SECTIONS]
        self._evidence = next(each for each in self.sections if isinstance(each, EvidenceSection))
        self.folds: dict[str, Fold] = {}
        self.nothing = QLabel(NOTHING)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        body = QWidget()
        layout = in_column(self.nothing, margins=(8, 6, 8, 8), spacing=6, on=body)
        for section in self.sections:
            layout.addWidget(self._folded(section) if section.title else section)
        layout.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        in_column(self.area, margins=0, on=self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAcceptDrops(True)
        self._connect()

    def _folded(self, section: DetailPart) -> Fold:
        fold = Fold(section.title, section)
        folded = self._tools.settings.get(FOLDED, FOLDED_AT_FIRST)
        fold.unfold(on=section.title not in folded)
        section.on_summary = fold.set_summary
        fold.toggled.connect(self._keep_folded)
        self.folds[section.title] = fold
        return fold

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self.mark_stale)
        session.closed.connect(self.mark_stale)
        session.changed.connect(self.mark_stale)
        session.busy_changed.connect(self.mark_stale)
        session.selection_changed.connect(self._select)
        session.settling.connect(self.settle)

    def settle(self) -> None:
        """Send whatever is half typed."""
        state = self._session.state
        for section in self.sections:
            if section.ids and all(key in state for key in section.ids):
                section.settle()

    def _select(self) -> None:
        """Send what is half typed of the items before; their fields go."""
        self._leave()
        self.mark_stale()

    def _leave(self) -> None:
        self.settle()
        self._shown = ()
        for section in self.sections:
            section.leave()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Welcome files of evidence, wherever they are dragged to."""
        self._evidence.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep files of evidence."""
        self._evidence.take(event)

    def refresh(self) -> None:
        """Show what is chosen."""
        session = self._session
        kind, ids = chosen(session)
        if ids != self._shown:
            self._leave()
            self._shown = ids
            self.area.verticalScrollBar().setValue(0)
        writable = session.project is not None and not session.read_only and not session.busy
        self.nothing.setVisible(kind is Chosen.NOTHING)
        self.nothing.setText(_none_text(len(session.selected)))
        for section in self.sections:
            suits = kind in section.kinds and bool(ids) and section.useful()
            fold = self.folds.get(section.title)
            (fold or section).setVisible(suits)
            if suits:
                section.show_items(kind, ids, writable=writable)
        self._focus_first(kind)

    def _focus_first(self, kind: Chosen) -> None:
        """Let the keyboard go to the field that is worked on most, once the panel is given it."""
        wanted: dict[Chosen, type[DetailPart]] = {
            Chosen.TASK: WordsSection,
            Chosen.SECTION: WordsSection,
            Chosen.TARGET: TargetSection,
        }
        first = next((section for section in self.sections if type(section) is wanted.get(kind)), None)
        self.setFocusProxy(first or self.area)

    def _keep_folded(self) -> None:
        folded = [title for title, fold in self.folds.items() if not fold.unfolded]
        self._tools.settings.set(FOLDED, folded)
        self.mark_stale()


def _none_text(count: int) -> str:
    return f"已选 {count} 项，其中没有任务，不能一起修改。" if count > 1 else NOTHING


PANEL = Panel("detail", "详情", Area.SIDE, 10, DetailPanel)
