"""Random edits: saved and loaded is the same, an edit and its inverse is the same, undoing all is the start."""

from __future__ import annotations

import math
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from project_builder import TEXT, plan_of_text

from planlens.insight.matching import match
from planlens.model import (
    FieldKind,
    LifeStage,
    LinkKind,
    Node,
    Person,
    PersonKind,
    PlanlensError,
    Role,
    SlipKind,
    UnitRole,
)
from planlens.model.tracking import Status
from planlens.project import edits
from planlens.project.files import new_project, open_project
from planlens.project.project import Edit, Project
from planlens.project.rows import (
    DismissedRow,
    DocumentRow,
    FieldRow,
    NodeRow,
    NoteRow,
    PeriodRow,
    PersonRow,
    Row,
    SectionRow,
    TargetRow,
    TaskRow,
    UnitRow,
)
from planlens.project.soundness import sound_rows
from planlens.project.sqlite.store import SqliteStore
from planlens.project.state import State
from planlens.project.versions import deleted, found_plan, work_of

EXAMPLES = int(os.environ.get("PLANLENS_EXAMPLES", "12"))
"""How many random histories are tried; thousands by hand."""

PLAN, DATA = plan_of_text(TEXT)
NEXT = (
    TEXT.replace("3000", "4000").replace("推进千兆光网进村入户", "加快算力中心建设").replace("（二）优化政务服务\n", "")
)
VERSIONS = [(PLAN, DATA), plan_of_text(NEXT)]
WORDS = st.sampled_from(["推进改革。", "市水务局", "“引号”与\n换行", "𠮷", " "])
NUMBERS = st.floats(allow_nan=True, allow_infinity=True, width=32) | st.floats(0, 100)


def tree(state: State) -> list[Any]:
    """All that a user sees of the tree: ids, words, units, deadlines, states, with their depths."""
    shown: list[Any] = []
    for depth, item in state.walk():
        fields = ("id", "number", "title", "text", "deadline", "status", "progress", "orphan", "start", "end")
        targets = [(row.id, row.text) for row in state.children(item.id, TargetRow)]
        units = [(row.name, row.role, row.decision) for row in state.children(item.id, UnitRow)]
        shown.append((depth, [getattr(item, name, None) for name in fields], units, targets))
    return shown


class RandomEdits(RuleBasedStateMachine):
    """A project that anything may be done to."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.project = self.make()
        self.project.apply(edits.AdoptDocument(PLAN, DATA))

    def make(self) -> Project:
        """Make the project."""
        return new_project(self.folder / "p.planlens", "甲")

    def teardown(self) -> None:
        """Undo all: nothing is left but the empty project."""
        while self.project.undo_label:
            self.project.undo()
        assert self.project.state == State()
        self.project.close()
        shutil.rmtree(self.folder)

    def pick(self, data: st.DataObject, *kinds: type[Row]) -> str:
        """Return the id of some row of these kinds, or of none."""
        rows = [row for row in self.project.state if isinstance(row, kinds or Row)]
        keys = [row.id for row in rows if not isinstance(row, DismissedRow)]  # nobody sees these
        return data.draw(st.sampled_from([*sorted(keys), "t999"]))

    def attempt(self, edit: Edit) -> None:
        """Do an edit; taking it back and doing it again must lead to the same states."""
        before = self.project.state.copy()
        try:
            changes = self.project.apply(edit)
        except PlanlensError:
            assert self.project.state == before
            return
        if not changes:
            assert self.project.state == before
            return
        after = self.project.state.copy()
        self.project.undo()
        assert self.project.state == before
        self.project.redo()
        assert self.project.state == after

    @rule(data=st.data(), text=WORDS, flag=st.booleans())
    def change_tree(self, data: st.DataObject, text: str, flag: bool) -> None:
        """Add, delete, move, indent, outdent, split or merge."""
        one, two = self.pick(data), self.pick(data, TaskRow, SectionRow)
        choice = data.draw(st.integers(0, 8))
        self.attempt(
            [
                edits.AddTask(one, text, two if flag else None),
                edits.AddSection(one, text, two if flag else None),
                edits.Delete((one,)),
                edits.Move((two, self.pick(data, TaskRow)), one, self.pick(data, TaskRow) if flag else None),
                edits.Indent((two,)),
                edits.Outdent((two,)),
                edits.Split(two, data.draw(st.integers(-3, 20))),
                edits.Merge((two, self.pick(data, TaskRow))),
                edits.Together((edits.Indent((two,)), edits.Outdent((two,)), edits.SetText(two, text))),
            ][choice]
        )

    @rule(data=st.data(), text=WORDS, number=NUMBERS)
    def change_fields(self, data: st.DataObject, text: str, number: float) -> None:
        """Change a field of something."""
        task, target = self.pick(data, TaskRow), self.pick(data, TargetRow)
        item = self.pick(data, TaskRow, SectionRow)
        choice = data.draw(st.integers(0, 12))
        self.attempt(
            [
                edits.SetText(item, text),
                edits.SetNumber(item, text),
                edits.SetRole(item, data.draw(st.sampled_from(Role))),
                edits.SetDeadline((task,), data.draw(st.sampled_from(["2025", "2025-13", "ongoing", None]))),
                edits.SetTarget(target, "base", None if math.isnan(number) else number),
                edits.SetActual(target, 2025, number),
                edits.SetSetting("name", text),
                edits.Assign((task,), text, data.draw(st.sampled_from(UnitRole))),
                edits.Unassign((task,), "市通信管理局"),
                edits.SetStatus((task,), data.draw(st.sampled_from(Status))),
                edits.SetProgress((task,), number),
                edits.AddNote(task, text, date="2025-01-01"),
                edits.Attach(task, "证明.txt", text.encode()),
            ][choice]
        )

    @rule(data=st.data(), text=WORDS)
    def change_more(self, data: st.DataObject, text: str) -> None:
        """Change notes, targets, places, units' names and settings."""
        note, item = self.pick(data, NoteRow), self.pick(data)
        unit = next((row.name for row in self.project.state.all(UnitRow)), "无")
        start = data.draw(st.none() | st.integers(0, 300))
        choice = data.draw(st.integers(0, 6))
        self.attempt(
            [
                edits.EditNote(note, problems=text),
                edits.AddTarget(item, text, "就业", value="5", year="2027"),
                edits.SetPlace(item, "d1", start, None if start is None else start + 3),
                edits.RenameUnit(unit, data.draw(st.sampled_from(["市水务局", "市教育局", " "]))),
                edits.SetSetting("lights", {"yellow_days": 10}),
                edits.Delete((note,)),
                edits.LeadFirst((item,)),
            ][choice]
        )

    @rule(data=st.data(), text=WORDS, flag=st.booleans(), number=NUMBERS)
    def change_ledger(self, data: st.DataObject, text: str, flag: bool, number: float) -> None:
        """Change people, nodes, own fields, limits, stages, periods, slips, links or waived findings."""
        task, other = self.pick(data, TaskRow), self.pick(data, TaskRow)
        person, node, field = self.pick(data, PersonRow), self.pick(data, NodeRow), self.pick(data, FieldRow)
        day = data.draw(st.sampled_from(["2026-03-31", "2026-06", "2026", "6月底", "2027-01-05"]))
        period = self.pick(data, PeriodRow)
        who = Person(text, data.draw(st.sampled_from(PersonKind)), "局长", unit="市水务局" if flag else "")
        step = Node(day, text, day if flag else None, percent=None if math.isnan(number) else number)
        choice = data.draw(st.integers(0, 20))
        self.attempt(
            [
                edits.AddPerson((task,) if flag else (), who),
                edits.EditPerson(person, name=text),
                edits.SetPeople((task, other), who.kind, (who, who) if flag else (who,)),
                edits.AddNode((task, other), step),
                edits.EditNode(node, step),
                edits.SetNodes((task, other), (step,)),
                edits.MarkNodes((node,), day),
                edits.AddField(text, data.draw(st.sampled_from(FieldKind)), (text, "是")),
                edits.EditField(field, kind=data.draw(st.sampled_from(FieldKind)), after=self.pick(data, FieldRow)),
                edits.SetValue((task, other), field, data.draw(st.sampled_from([text, "12", day, "是", ""]))),
                edits.MoveLimit((task,), day, text, "分管副市长", day if flag else ""),
                edits.SetStage((task,), data.draw(st.sampled_from(LifeStage)), day if flag else None),
                edits.ClosePeriod(text, day, "2026-03-31", "2026-03-25", "2026-04-01" if flag else ""),
                edits.ReopenPeriod(period),
                edits.Delete((period if flag else field,)),
                edits.MakeSlip((task, other), data.draw(st.sampled_from(SlipKind)), text, day, due=day),
                edits.LinkTasks(task, other, data.draw(st.sampled_from(LinkKind))),
                edits.UnlinkTasks(task, other),
                edits.WaiveFinding("no-unit", (task, other)),
                edits.UnwaiveFinding("no-unit", (task, other)),
                edits.SetSetting("reporting", {"every": "month", "by": 25, "grace": 2} if flag else text),
            ][choice]
        )

    @rule(which=st.integers(0, 1))
    def adopt_version(self, which: int) -> None:
        """Adopt a version: nothing that was worked on is lost, and the same version again changes nothing."""
        if "d1" not in self.project.state:
            return
        plan, data = VERSIONS[which]
        for _ in range(2):
            state = self.project.state
            before, work = tree(state), work_of(state, "d1")
            same = state.get("d1", DocumentRow).text == plan.document.text
            matching = match(found_plan(state, "d1"), plan, also=work.corrected, deleted=deleted(state, "d1"))
            self.attempt(edits.AdoptVersion("d1", plan, data, matching))
            assert {*work.worked_on, *work.by_hand} <= {row.id for row in self.project.state}
            assert not same or tree(self.project.state) == before

    @rule(data=st.data(), on=st.booleans())
    def settle_sentences(self, data: st.DataObject, on: bool) -> None:
        """Say of sentences that they are no tasks, or take that back."""
        document = self.pick(data, DocumentRow, TaskRow)
        sentences = data.draw(st.lists(st.sampled_from(["市教育局 牵头。", "健全机制。", "", " \n"]), max_size=3))
        self.attempt((edits.SettleSentences if on else edits.UnsettleSentences)(document, tuple(sentences)))

    @rule(data=st.data(), accept=st.booleans())
    def review(self, data: st.DataObject, accept: bool) -> None:
        """Accept or reject something."""
        keys = (self.pick(data, UnitRow, TaskRow), self.pick(data, UnitRow))
        self.attempt(edits.Accept(keys) if accept else edits.Reject(keys))

    @precondition(lambda self: self.project.undo_label)
    @rule()
    def undo(self) -> None:
        """Take the newest action back, also the first."""
        self.project.undo()

    @precondition(lambda self: self.project.redo_label)
    @rule()
    def redo(self) -> None:
        """Do it again."""
        self.project.redo()

    @rule()
    def restart(self) -> None:
        """Close the project and open it again."""
        state, undo, redo = self.project.state, self.project.undo_label, self.project.redo_label
        self.reopen()
        assert (self.project.state, self.project.undo_label, self.project.redo_label) == (state, undo, redo)

    def reopen(self) -> None:
        """Open the project anew."""
        self.project.close()
        self.project = open_project(self.folder / "p.planlens", "乙")

    def saved(self) -> list[tuple[Row, ...]]:
        """Return the rows of every store that the project is kept in."""
        reader = SqliteStore(self.folder / "p.planlens", read_only=True)
        rows = reader.load().rows
        reader.close()
        return [rows]

    @invariant()
    def saved_is_the_same(self) -> None:
        """What is on disk is what is in memory, and every row hangs on another one."""
        assert all(State(rows) == self.project.state for rows in self.saved())
        state = self.project.state
        assert all(row.owner in state for row in state if row.owner)
        tree = {item.id for _, item in state.walk()}
        assert tree == {row.id for row in state if isinstance(row, TaskRow | SectionRow)}

    @invariant()
    def nothing_was_changed_behind_it(self) -> None:
        """The rows are those that the history leads to, and the chain holds."""
        assert self.project.store.verify().problems == ()

    @invariant()
    def every_row_is_sound(self) -> None:
        """What edits write is what a file may hold."""
        assert sound_rows(self.project.state)[1] == []


TestRandomEdits = RandomEdits.TestCase
TestRandomEdits.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
