"""Sections that are lists of small records: nodes and people of tasks."""

from __future__ import annotations

from typing import ClassVar

from planlens.gui.app.parts import Tools
from planlens.gui.detail.section import Chosen, DetailPart
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.records.bench import SessionBench
from planlens.gui.widgets.records.record_list import RecordList
from planlens.views.records.nodes import NodeRecords
from planlens.views.records.people import PeopleRecords
from planlens.views.records.record import Records


class RecordsSection(DetailPart):
    """The records of the chosen tasks.

    Args:
        tools: the window's.
        title: the section's heading.
        records: what the list is of.
    """

    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK, Chosen.MANY})

    def __init__(self, tools: Tools, title: str, records: Records) -> None:
        super().__init__(tools)
        self.title = title
        self.list = RecordList(SessionBench(tools.session), records)
        self.list.counted.connect(self._count)
        in_column(self.list, margins=0, on=self)
        self.setFocusProxy(self.list.field)

    def fill(self, *, anew: bool) -> None:
        """Show the records of all tasks."""
        self.list.show_keys(self.ids, writable=self.writable)

    def settle(self) -> None:
        """Send what is half typed."""
        if self.ids:
            self.list.settle()

    def leave(self) -> None:
        """Forget the items."""
        super().leave()
        self.list.show_keys((), writable=False)

    def _count(self, count: int) -> None:
        self.on_summary(str(count) if count else "")


def nodes_section(tools: Tools) -> DetailPart:
    """Return the section of what should be reached by when."""
    return RecordsSection(tools, "节点", NodeRecords())


def people_section(tools: Tools) -> DetailPart:
    """Return the section of 牵头领导, 分管领导, 责任人, 联系人."""
    return RecordsSection(tools, "人员", PeopleRecords())
