"""Where the work stands on a day: completion, state and light of everything in the tree, and the counts of tasks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planlens.model import Light, LightRules, Signal, Status, rollup
from planlens.model.granularity import Granularity
from planlens.model.lights import Term, light_of, worst
from planlens.model.pace import Goal, Pace, Paced, paced, planned_by, reached_by
from planlens.model.rollup import Share
from planlens.model.tracking import Record
from planlens.project.changes import Changes
from planlens.project.ledger import node_day, nodes_of
from planlens.project.project import Project
from planlens.project.rows import DocumentRow, Item, NodeRow, Row, SectionRow, SettingRow, TaskRow
from planlens.project.settings import end_of, light_rules, pace_band, start_of, status_names
from planlens.project.state import State
from planlens.views.items.shown import as_shown

WHOLE = ""
"""The key of the whole project."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document, section or task stands.

    Attributes:
        completion: percent done, of a whole that of its parts by their weights.
        status: the task's own state, or what its parts say.
        light: the task's own light, or the worst among its parts.
        reason: why the light is on, in Chinese; of a whole how many tasks have which light.
        weight: how much it counts among its siblings: a task as much as was set (1), a section or document as much
            as all tasks in it, so that every task of a plan counts alike by default.
        tasks: the number of tasks in it, itself included, without those that are 已取消.
        done: how many of these are 已完成.
        red: how many of these have 红灯.
        yellow: how many of these have 黄灯.
        blue: how many of these have 蓝灯.
    """

    completion: float
    status: Status
    light: Light
    reason: str
    weight: float
    tasks: int = 0
    done: int = 0
    red: int = 0
    yellow: int = 0
    blue: int = 0

    @property
    def signal(self) -> Signal:
        """The light with its reason."""
        return Signal(self.light, self.reason)


_WORST = (Pace.BEHIND, Pace.ON, Pace.AHEAD, Pace.OTHER, Pace.DONE)

NOTHING = Standing(0.0, Status.NOT_STARTED, Light.NONE, "没有任务", 0.0)


class Overview:
    """Where everything in a state stands on a day; reckoned once, and again where something has changed.

    Args:
        state: the project's rows; :meth:`update` has to be told of every change of them.
        today: the day that lights are reckoned for.
        rules: the office's rules for lights, by default those that the project keeps.
    """

    def __init__(self, state: State, today: date, rules: LightRules | None = None) -> None:
        self.state = state
        self.today = today
        self._given = rules
        self._build()

    def __getitem__(self, key: str) -> Standing:
        """Return where a document, section or task stands, :data:`WHOLE` for the project.

        Raises:
            KeyError: there is none with this id.
        """
        return self._standings[key]

    def get(self, key: str) -> Standing:
        """Return where something stands, :data:`NOTHING` where there is none with this id."""
        return self._standings.get(key, NOTHING)

    def __contains__(self, key: object) -> bool:
        return key in self._standings

    def __iter__(self) -> Iterator[str]:
        return iter(self._standings)

    def update(self, changes: Changes) -> frozenset[str]:
        """Reckon again what changes of the state touch; return the ids that stand otherwise now, gone ones too."""
        rows = [row for change in changes.rows for row in (change.before, change.after) if row is not None]
        if any(isinstance(row, SettingRow | DocumentRow) for row in rows):
            before = self._standings
            self._build()
            return _different(before, self._standings)
        nodes = {row.owner for row in rows if isinstance(row, NodeRow)}
        self._has_nodes |= bool(nodes)
        items = [row for row in rows if isinstance(row, SectionRow | TaskRow)]
        items += [row for key in nodes if isinstance(row := self.state.find(key), TaskRow)]
        touched = self._touched(items)
        before = {key: self._standings[key] for key in touched if key in self._standings}
        for key in touched:
            self._renew(key)
        return _different(before, {key: self._standings[key] for key in touched if key in self._standings})

    def _touched(self, rows: Iterable[Item]) -> list[str]:
        """Return the ids of rows and of all above them, before and after the changes, the deepest first."""
        depths: dict[str, int] = {}
        for row in rows:
            for start in (row.id, row.owner):
                depths |= {key: depth for depth, key in enumerate(reversed(self._line(start)))}
        return sorted(depths, key=depths.__getitem__, reverse=True)

    def _line(self, key: str) -> list[str]:
        """Return an id and those above it, the project last."""
        line = [key]
        while (row := self.state.find(line[-1])) is not None and row.owner:
            line.append(row.owner)
        return [*line, WHOLE]

    def _renew(self, key: str) -> None:
        row = self.state.find(key)
        if key == WHOLE:
            self._standings[key] = self._whole(self.state.documents())
        elif row is None:
            self._standings.pop(key, None)
        else:
            self._standings[key] = self._reckon(row)

    def _build(self) -> None:
        self.rules = self._given or light_rules(self.state)
        self._standings: dict[str, Standing] = {}
        self._alike: dict[tuple[object, ...], Standing] = {}
        self._paces: dict[tuple[object, ...], Paced] = {}
        documents = self.state.documents()
        self.starts = {row.id: start_of(self.state, row.id) for row in documents}
        self.ends = {row.id: end_of(self.state, row.id) for row in documents}
        self.band = pace_band(self.state)
        self._has_nodes = any(isinstance(row, NodeRow) for row in self.state)
        self._names = status_names(self.state)
        for document in documents:
            for _, item in reversed(list(self.state.walk(document.id))):
                self._standings[item.id] = self._reckon(item)
            self._standings[document.id] = self._reckon(document)
        self._standings[WHOLE] = self._whole(documents)

    def _reckon(self, row: Row) -> Standing:
        below = self.state.items(row.id)
        if not isinstance(row, TaskRow):
            return self._whole(below)
        return self._parent(row, below) if below else self._task(row)

    def _task(self, row: TaskRow) -> Standing:
        """Reckon a task without sub-tasks."""
        if parts := self.state.parts.get(row.id):
            return self._joined(row, parts)
        return self._alone(row, self.term_of(row))

    def _alone(self, row: TaskRow, term: Term) -> Standing:
        """Reckon a task by itself; tasks that are alike in all that matters share what is found."""
        key = (row.status, row.progress, row.deadline, row.document, row.weight, term.planned, term.reached)
        if key not in self._alike:
            status = Status(row.status)
            signal = self._signal(term, status, row.progress)
            self._alike[key] = _standing(row, status, signal, Record(status, row.progress).completion, ())
        return self._alike[key]

    def _joined(self, row: TaskRow, parts: Sequence[TaskRow]) -> Standing:
        """Reckon a task that several are shown as: its light is the worst of theirs, with the reason of that one.

        Its nodes are nodes of all of them.
        """
        status = Status(row.status)
        signals = [self._alone(part, self._limits_of(part)).signal for part in parts]
        if self.goals_of(row.id):
            signals.append(self._signal(self.term_of(row), status, row.progress))
        light = worst(signal.light for signal in signals)
        signal = next(signal for signal in signals if signal.light is light)
        return _standing(row, status, signal, Record(status, row.progress).completion, ())

    def term_of(self, row: TaskRow) -> Term:
        """Return the time that a task has, and what its nodes say of the day."""
        goals, term = self.goals_of(row.id), self._limits_of(row)
        return replace(term, planned=planned_by(goals, self.today), reached=reached_by(goals)) if goals else term

    def _limits_of(self, row: TaskRow) -> Term:
        return Term(row.deadline, self.starts.get(row.document), self.ends.get(row.document))

    def goals_of(self, task: str) -> list[Goal]:
        """Return the nodes of a task as its pace sees them."""
        if not self._has_nodes:
            return []
        return [Goal(node_day(row), row.done is not None, row.percent) for row in nodes_of(self.state, task)]

    def paced_of(self, row: TaskRow) -> Paced:
        """Return how a task keeps up with its plan; one with sub-tasks by what they come to together.

        Tasks that are alike in all that matters share what is found; where several are shown as one, the one that is
        worst off says how it keeps up.
        """
        parts = self.state.parts.get(row.id)
        if parts and not self.goals_of(row.id):
            found = [self._paced(part, self._alone(part, self._limits_of(part))) for part in parts]
            return min(found, key=lambda item: _WORST.index(item.pace))
        return self._paced(row, self[row.id])

    def _paced(self, row: TaskRow, standing: Standing) -> Paced:
        term = self.term_of(row)
        progress = standing.completion if self.state.items(row.id) else row.progress
        key = (standing.status, progress, row.deadline, row.document, term.planned, term.reached)
        if key not in self._paces:
            due = term.last_day(self.rules)
            self._paces[key] = paced(standing.status, progress, term, due, self.today, self.band)
        return self._paces[key]

    def _signal(self, term: Term, status: Status, progress: float | None) -> Signal:
        return light_of(status, progress, term, self.today, self.rules, self._names)

    def _parent(self, row: TaskRow, below: Sequence[Row]) -> Standing:
        """Reckon a task with sub-tasks: its own word stands where it says more than that work is under way."""
        standings = [self._standings[item.id] for item in below]
        parts = [_part(item) for item in standings]
        own = Status(row.status)
        status = own if own in rollup.OWN_WORD else rollup.status(parts) or own
        rolled = rollup.completion(parts)
        completion = Record(status, row.progress if rolled is None else rolled).completion
        signal = self._signal(self.term_of(row), status, completion)
        lights = rollup.light(parts)
        if status not in {Status.DONE, *self.rules.off} and worst([signal.light, lights]) is not signal.light:
            signal = Signal(lights, f"下级任务{_lights_text(standings)}")
        return _standing(row, status, signal, completion, standings)

    def _whole(self, below: Sequence[Row]) -> Standing:
        """Reckon a section, a document or the project; parts of it without tasks do not count."""
        standings = [found for item in below if (found := self._standings[item.id]) is not NOTHING]
        if not standings:
            return NOTHING
        parts = [_part(item) for item in standings]
        status = rollup.status(parts) or Status.NOT_STARTED
        weights = [part.weight for part in parts if part.status is not Status.CANCELLED or status is part.status]
        return Standing(
            rollup.completion(parts) or 0.0,
            status,
            rollup.light(parts),
            _lights_text(standings),
            sum(weights),
            sum(item.tasks for item in standings),
            sum(item.done for item in standings),
            sum(item.red for item in standings),
            sum(item.yellow for item in standings),
            sum(item.blue for item in standings),
        )


def overview_on(
    project: Project,
    day: date | None = None,
    today: date | None = None,
    by: Granularity | None = None,
    only: Collection[str] | None = None,
) -> Overview:
    """Return the overview of a day: the one meaning that 截至 has in every window, command and export.

    Args:
        project: the open project.
        day: the day, whose end it is: the ledger **as it was** then, with its tasks, states, notes and rules, and the
            lights and judgements of that day. None: the ledger of now.
        today: the day of now, by default the computer's.
        by: whether a row is a sentence or an item (条), by default what each document is set to.
        only: the sentences that items are made of, None for all.
    """
    state = project.state if day is None else project.as_of(day.isoformat())
    return Overview(as_shown(state, by, only), day or today or date.today())


def _different(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> frozenset[str]:
    return frozenset(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def _standing(row: TaskRow, status: Status, signal: Signal, completion: float, below: Sequence[Standing]) -> Standing:
    what = (completion, status, signal.light, signal.reason, row.weight)
    if status is Status.CANCELLED:  # and all below it
        return Standing(*what)
    return Standing(
        *what,
        1 + sum(item.tasks for item in below),
        (status is Status.DONE) + sum(item.done for item in below),
        (signal.light is Light.RED) + sum(item.red for item in below),
        (signal.light is Light.YELLOW) + sum(item.yellow for item in below),
        (signal.light is Light.BLUE) + sum(item.blue for item in below),
    )


def _part(item: Standing) -> Share:
    return Share(item.status, item.completion, item.weight, item.light)


def _lights_text(standings: Sequence[Standing]) -> str:
    found = (
        (Light.RED, sum(item.red for item in standings)),
        (Light.YELLOW, sum(item.yellow for item in standings)),
        (Light.BLUE, sum(item.blue for item in standings)),
    )
    counts = [f"{light.label}{count}项" for light, count in found if count]
    return "、".join(counts) or "没有预警"
