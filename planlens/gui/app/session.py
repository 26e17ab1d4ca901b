"""The open project and what the user looks at, with a signal for whatever changes: the wiring of the window."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from planlens.gui.app.jobs import Job, Jobs
from planlens.model import PlanlensError
from planlens.project.changes import Changes, merged
from planlens.project.office.address import Place
from planlens.project.office.clashes import Met
from planlens.project.project import Edit, Project
from planlens.project.rows import FieldRow, NodeRow, PersonRow, SectionRow, SettingRow, TaskRow
from planlens.project.state import State
from planlens.views.fields.field import Fields
from planlens.views.fields.ledger import fields_in
from planlens.views.fields.seen import Seen
from planlens.views.fields.seen_targets import SeenTarget
from planlens.views.fields.targets import TARGETS
from planlens.views.fields.tasks import TASKS
from planlens.views.items import ShownRows, meant
from planlens.views.overview import Overview
from planlens.views.tree.possible import tasks_of


class Session(QObject):
    """Holds the project. Panels read :attr:`state`, send edits to :meth:`apply` and follow the signals.

    Args:
        today: returns the day that warning lights and judgements are computed for.
        fields: what is told of tasks.

    Attributes:
        tasks_in_filter: returns the tasks that the filter of the tree shows, None without one; the tree's to set.
        busy_with: what the session is busy with, in Chinese; "" where nobody says.

    Signals:
        opened: a project has been opened; panels show it from the beginning.
        closed: there is no project any more.
        changed: an edit, an undo or a redo has happened; carries its :class:`Changes`.
        current_changed: the item that the panels show has changed; carries its id, "" for none.
        selection_changed: the selected ids have changed; carries them as a tuple, the current one first.
        filter_requested: a panel wants the tree to show only some tasks; carries a filter of the tree.
        edit_requested: the current task is to be typed into; carries what: ``text``, ``lead`` or ``deadline``.
        source_requested: a place of a document is to be shown; carries the document's id, start and end.
        others_acted: somebody else has done something at an office's ledger; carries what, in words.
        problem: something could not be done; carries the :class:`PlanlensError`.
        notice: something worth a line in the status bar was done.
        busy_changed: a long piece of work on the project has begun (True) or ended; edits are refused meanwhile.
        settling: something is about to be done with the whole project; who has a half-typed text sends it now.
    """

    opened = Signal()
    closed = Signal()
    changed = Signal(object)
    current_changed = Signal(str)
    selection_changed = Signal(object)
    filter_requested = Signal(object)
    edit_requested = Signal(str)
    source_requested = Signal(str, int, int)
    others_acted = Signal(object)
    problem = Signal(object)
    notice = Signal(str)
    busy_changed = Signal(bool)
    settling = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
        fields: Fields[Seen] = TASKS,
        target_fields: Fields[SeenTarget] = TARGETS,
    ) -> None:
        super().__init__(parent)
        self.today = today
        self._usual = fields
        self._fields: Fields[Seen] | None = None
        self.target_fields = target_fields
        self.tasks_in_filter: Callable[[], list[str] | None] = lambda: None
        self._project: Project | None = None
        self.rows = ShownRows(State())
        self._overview = Overview(State(), today())
        self._selected: tuple[str, ...] = ()
        self._busy = False
        self._refused: tuple[Callable[[Project], Changes], str] | None = None
        self.busy_with = ""

    @property
    def project(self) -> Project | None:
        """The open project, None if there is none."""
        return self._project

    @property
    def fields(self) -> Fields[Seen]:
        """What is told of tasks: the usual fields and the project's own."""
        if self._fields is None:
            self._fields = fields_in(self.state, self._usual)
        return self._fields

    @property
    def state(self) -> State:
        """The rows of the project as they are shown, an item as one task where its users want that; empty without one.

        Edits are made for these: :meth:`apply` does them to what is behind.
        """
        return self.rows.state

    @property
    def sentences(self) -> State:
        """The rows of the project as they are kept."""
        return self.rows.sentences

    @property
    def overview(self) -> Overview:
        """Where everything stands today: up to date before :attr:`changed` is told."""
        if self._overview.today != self.today():
            self._overview = Overview(self.state, self.today())
        return self._overview

    @property
    def path(self) -> Path | None:
        """The project's file."""
        return self._project.store.path if self._project else None

    @property
    def folder(self) -> Path:
        """Where files that are made of the project are put by itself: beside its file, for a ledger the user's home."""
        return self.path.parent if self.path else Path.home()

    @property
    def place(self) -> Place | None:
        """Where the project is: its file, or the address of an office's ledger."""
        return self._project.store.place if self._project else None

    @property
    def read_only(self) -> bool:
        """Whether the project can only be looked at."""
        return bool(self._project and self._project.store.read_only)

    @property
    def shared(self) -> bool:
        """Whether others may write at the same time."""
        return bool(self._project and self._project.store.shared)

    @property
    def busy(self) -> bool:
        """Whether a long piece of work on the project is under way."""
        return self._busy

    @busy.setter
    def busy(self, on: bool) -> None:
        if on != self._busy:
            self._busy = on
            self.busy_with = self.busy_with if on else ""
            self.busy_changed.emit(on)

    def begin(self, words: str) -> None:
        """Be busy with something that takes a while, and say so: 正在打开“…”…."""
        self.busy_with = words
        self.busy = True

    @property
    def current(self) -> str:
        """The id of the item that panels show, "" for none."""
        return self._selected[0] if self._selected else ""

    @property
    def selected(self) -> tuple[str, ...]:
        """The selected ids, the current one first."""
        return self._selected

    def take(self, project: Project, rows: ShownRows | None = None, overview: Overview | None = None) -> None:
        """Show a project that has been opened, with what is made of it already; the one before is closed."""
        self.close()
        self._project, self._fields = project, None
        project.met = self._meet
        self.rows = rows or ShownRows(project.state)
        self._overview = overview or Overview(self.state, self.today())
        gc.freeze()  # looking through ten thousand rows for garbage would hold up the window for a tenth of a second
        self.opened.emit()

    def take_next(self, project: Project, rows: ShownRows, overview: Overview) -> None:
        """Show a project that a job has opened, and be busy no more: in a turn of its own.

        What a job tells comes as a posted event, and everything that is painted because of it would come in one go with
        it; after a timer the user's events have their turn in between.
        """

        def take() -> None:
            self.busy = False
            self.take(project, rows, overview)

        QTimer.singleShot(0, self, take)

    def close(self) -> None:
        """Close the project, if there is one."""
        if self._project is None:
            return
        self.settle()
        project, self._project = self._project, None
        self._fields, self.rows = None, ShownRows(State())
        self._overview = Overview(State(), self.today())
        self.select()
        self.closed.emit()
        project.close()
        gc.unfreeze()

    def apply(self, edit: Edit) -> Changes | None:
        """Do an edit; None where it was not possible, which :attr:`problem` has told."""
        return self._act(lambda project: project.apply(meant(edit, self.rows)))

    def attempt(self, edit: Edit) -> bool:
        """Do an edit; False where the session is busy, which is told.

        Raises:
            PlanlensError: it is not possible: for who tells that beside the field where it was typed.
        """
        if self._project is None or self._busy:
            return self.apply(edit) is not None
        changes = self._project.apply(meant(edit, self.rows))
        if changes:
            self.told(changes)
        return True

    def undo(self) -> Changes | None:
        """Take back the newest action."""
        self.settle()
        return self._act(lambda project: project.undo(), "已撤销：")

    def undo_some(self, count: int) -> Changes | None:
        """Take back several actions; everyone is told of them as one."""
        self.settle()
        return self._act(lambda project: merged([project.undo() for _ in range(count)]), "已撤销：")

    def redo(self) -> Changes | None:
        """Do again what was taken back last."""
        self.settle()
        return self._act(lambda project: project.redo(), "已重做：")

    def tasks_meant(self, keys: Sequence[str] | None = None) -> list[str]:
        """Return the tasks that a choice means, by default the selection: none that a filter hides, unless chosen."""
        return tasks_of(self.state, self._selected if keys is None else keys, self.tasks_in_filter())

    def settle(self) -> None:
        """Have every half-typed text sent, before something is done with the whole project."""
        if self._project is not None:
            self.settling.emit()

    def _act(self, action: Callable[[Project], Changes], verb: str = "") -> Changes | None:
        if self._project is None:
            return None
        if self._busy:
            self.notice.emit("正在处理，请稍候。")
            return None
        try:
            changes = action(self._project)
        except PlanlensError as error:
            self._refused = (action, verb) if error.clashes else None
            self.problem.emit(error)
            return None
        return self.told(changes, verb) if changes else changes

    def insist(self) -> Changes | None:
        """Do again what was refused because somebody else had just changed the same, now that it was seen."""
        refused, self._refused = self._refused, None
        return self._act(*refused) if refused else None

    def _meet(self, met: Met) -> None:
        """Tell everyone of what others have done at an office's ledger; the state shows it already."""
        label = met.deeds[-1] if met.deeds else "其他人更新了台账"
        if met.rows:
            self.told(Changes(label, met.rows))
        self.others_acted.emit(met.deeds or (label,))

    def _show_returned(self, changes: Changes) -> None:
        """Choose what an undo or redo has brought back: it comes into view, in spite of a filter."""
        new = [change.after for change in changes.rows if change.before is None and change.after is not None]
        items = [row for row in new if isinstance(row, SectionRow | TaskRow)]
        back = {row.id for row in items}
        highest = [row.id for row in items if row.owner not in back]
        if highest:
            self.select(highest)

    def apply_long(self, make: Callable[[], Edit], jobs: Jobs) -> Job | None:
        """Do an edit that takes long (a whole document) in the job thread; None where nothing can be done now.

        The session is busy meanwhile. Never cancel the job: what is kept has to be shown. Its ``done`` reaches those
        who connect to it after everyone has been told of the changes.

        Args:
            make: returns the edit, in the job thread.
            jobs: runs it.
        """
        project = self._project
        if project is None or self._busy:
            return None
        self.busy = True
        return jobs.run(lambda report: project.prepare(meant(make(), self.rows))).then(self._show, self._refuse)

    @Slot(object)
    def _show(self, show: Callable[[], Changes]) -> None:
        changes = show()
        self.busy = False
        if changes:
            self.told(changes)

    @Slot(object)
    def _refuse(self, error: PlanlensError) -> None:
        self.busy = False
        self.problem.emit(error)

    def told(self, kept: Changes, verb: str = "") -> Changes:
        """Tell everyone of changes that are kept already; return them as they are shown."""
        changes = self.rows.follow(kept)
        if self._overview.state is self.state:
            self._overview.update(changes)
        else:
            self._overview = Overview(self.state, self.today())
        if any(isinstance(change.row, FieldRow | PersonRow | NodeRow | SettingRow) for change in changes.rows):
            self._fields = None
        gone = [key for key in self._selected if key not in self.state]
        self.changed.emit(changes)
        if gone:
            self.select(self._selected)
        self.notice.emit(f"{verb}{changes.label}")
        if verb:
            self._show_returned(changes)
        return changes

    def select(self, ids: Sequence[str] = ()) -> None:
        """Select items everywhere, the current one first; what is gone is left out, a sentence means its item."""
        shown = dict.fromkeys(map(self.rows.shown_id, ids))
        before, self._selected = self._selected, tuple(key for key in shown if key in self.state)
        if before == self._selected:
            return
        self.selection_changed.emit(self._selected)
        if (before[0] if before else "") != self.current:
            self.current_changed.emit(self.current)
