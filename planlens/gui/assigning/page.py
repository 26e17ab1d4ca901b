"""Proposed units beside their tasks with the reasons; what is accepted is assigned as one action, and remembered."""

from __future__ import annotations

from PySide6.QtCore import Slot

from planlens.gui.app import dialogs
from planlens.gui.app.jobs import Newest
from planlens.gui.app.parts import Tools
from planlens.gui.ledger.answers import go_to
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import STRETCH, in_column, in_row
from planlens.gui.widgets.plain import plain_button, wrapped_label
from planlens.gui.widgets.proposals.choices import ChoiceModel, ChoiceTable, choice_buttons
from planlens.model import PlanlensError, UnitRole
from planlens.project.edits import Assign, Together, Unassign
from planlens.project.project import Edit
from planlens.project.rows import TaskRow, UnitRow
from planlens.workflow import assigning, memory

_PAUSE = 600
"""Milliseconds that edits may follow each other before units are proposed anew."""

_ASKED = "memory/asked"
"""The setting that says that the user has been asked whether decisions are to be remembered."""

_TITLES = ("任务", "建议单位", "分工", "匹配", "依据")
_QUESTION = (
    "要记住已确认的分工和对识别结果的更正，用于今后的文件吗？\n"
    "只在本机保存任务文字、单位名称和更正的次数，不会上传；随时可以在“设置 → 推荐记忆”中查看、导出或清空。"
)


class AssigningPage(LateWidget):
    """Asks in the background process whenever the project has changed and the page is seen; decisions stay."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(_PAUSE)
        self._tools, self._session = tools, tools.session
        self.found: assigning.Proposals | None = None
        self._made: dict[tuple[str, str], bool] = {}
        self.summary = wrapped_label("正在比较……")
        self.model = ChoiceModel(_TITLES, self)
        self.table = ChoiceTable("建议的责任单位", self.model, {1: 150, 2: 52, 3: 64})
        self.table.sound = lambda place: self.found is not None and self.found.found[place].first
        self.words = wrapped_label()
        self.take = plain_button(
            "确定分工", "采纳的单位成为任务的责任单位，不采纳的不再建议；是一步操作，可以撤销", self._take
        )
        self.asking = Newest(self)
        foot = in_row(STRETCH, *(*choice_buttons(self.table, "采纳其余首选"), self.take))
        in_column(self.summary, (self.table, 1), self.words, foot, margins=0, on=self)
        self.setFocusProxy(self.table)
        self.asking.answered.connect(self._show)
        self.asking.failed.connect(lambda error: self.summary.setText(error.message))
        self.table.decided.connect(self._count)
        self.table.chosen.connect(self._tell)
        self.table.wanted.connect(self._go)

    def refresh(self) -> None:
        """Propose units for the tasks as they are now."""
        place = self._session.place
        if place is not None:
            self.asking.ask(lambda: self._tools.jobs.process(assigning.suggest_file, place))

    @Slot(object)
    def _show(self, found: assigning.Proposals) -> None:
        self.found = found
        self.summary.setText(found.words)
        made = {place: self._made[key] for place, key in enumerate(self._keys()) if key in self._made}
        self.model.show_rows(map(self._row, found.found), made)
        self.table.begin()
        self._count()

    def _keys(self) -> list[tuple[str, str]]:
        return [(item.task, item.unit) for item in self.found.found] if self.found else []

    def _text(self, key: str) -> str:
        row = self._session.sentences.find(key)
        return row.text if isinstance(row, TaskRow) else "（任务已经删除）"

    def _row(self, item: assigning.Proposal) -> tuple[str, ...]:
        return self._text(item.task), item.unit, "牵头" if item.first else "配合", item.label, item.reason

    def _tell(self, place: int) -> None:
        words = self.model.rows[place] if 0 <= place < len(self.model.rows) else ()
        self.words.setText(f"{words[0]}\n{words[1]}：{words[4]}。" if words else "")

    def _go(self) -> None:
        place = self.table.currentIndex().row()
        if self.found is not None and 0 <= place < len(self.found.found):
            go_to(self._tools, self.found.found[place].task)

    def _count(self) -> None:
        keys = self._keys()
        self._made = {keys[place]: yes for place, yes in self.model.made.items()}
        tasks = len({key for (key, _), yes in self._made.items() if yes})
        self.take.setText(f"确定 {tasks} 项任务的分工" if tasks else "确定分工")
        self.take.setEnabled(bool(self._made) and not self._session.read_only)

    def _take(self) -> None:
        """Assign what is accepted and reject what is not, as one action; it is remembered where that is wanted."""
        if self.found is None:
            return
        edits: list[Edit] = []
        led: set[str] = set()
        for item in self.found.found:
            made = self._made.get((item.task, item.unit))
            if item.task not in self._session.sentences or made is None:
                continue
            if made:
                role = UnitRole.SUPPORT if item.task in led else UnitRole.LEAD
                led.add(item.task)
                edits.append(Assign((item.task,), item.unit, role))
            elif self._is_suggested(item.task, item.unit):
                edits.append(Unassign((item.task,), item.unit))
        self._made = {}
        if edits and self._session.apply(Together(tuple(edits), f"采纳推荐的责任单位，共{len(led)}项任务")) is None:
            return
        if led:
            self._remember()
        else:
            self.mark_stale()

    def _is_suggested(self, task: str, unit: str) -> bool:
        return any(row.name == unit and row.is_proposed for row in self._session.sentences.children(task, UnitRow))

    def _remember(self) -> None:
        """Keep the project's decisions for others to come; whether that is wanted is asked once."""
        settings, place = self._tools.settings, self._session.place
        try:
            if not memory.remembers() and not settings.get(_ASKED):
                settings.set(_ASKED, value=True)
                if dialogs.ask(self, "记住分工？", _QUESTION, "记住", "不记"):
                    memory.begin()
            if memory.remembers() and place is not None:
                memory.remember(memory.name_of(place), self._session.sentences)
        except PlanlensError as error:
            self._session.problem.emit(error)
