"""The project: the only object of planlens that changes, and only by edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from types import TracebackType
from typing import Protocol

from planlens.model import PlanlensError
from planlens.paths import user_name
from planlens.project.changes import Change, Changes, Entry, loads, restored
from planlens.project.office.clashes import Met, gone_error, must_be_untouched, must_not_clash, take_in
from planlens.project.soundness import problem_of
from planlens.project.state import Draft, State
from planlens.project.store import News, Store, Turn, no_collecting


class Edit(Protocol):
    """One thing that a user can do: a frozen dataclass."""

    def run(self, draft: Draft) -> str:
        """Change the rows and return the action's name in Chinese.

        Raises:
            PlanlensError: it cannot be done; the project stays as it was.
        """
        ...


def now() -> str:
    """Return the time of now as ISO text with the zone's offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


class Project:
    """Plans with the work on them, kept in a store; whatever a method does is durable when it returns.

    Args:
        store: where it is kept; :attr:`problems` says in Chinese what in it cannot be used, :attr:`differences` what
            was changed by something else than an action.
        who: the user's name, for the history, where the store itself does not know it; the system's name for the user
            by default.
        clock: returns the time as ISO text with the zone's offset; by default the store's own time where it has one.

    Attributes:
        met: told of what others have done, as soon as :attr:`state` has it.
    """

    def __init__(self, store: Store, who: str | None = None, clock: Callable[[], str] | None = None) -> None:
        self.store = store
        self.clock = clock
        with no_collecting():
            loaded = store.load()
            self.state = State(loaded.rows)
        self.who = loaded.who or (user_name() if who is None else who)
        self.problems = loaded.problems
        self.differences = loaded.differences
        self.met: Callable[[Met], None] = lambda met: None
        self._seq = loaded.seq
        self._last = loaded.last
        self._labels: dict[int, str] = {}

    def __enter__(self) -> Project:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def apply(self, edit: Edit) -> Changes:
        """Do an edit and keep it.

        Returns:
            What changed; nothing is kept of an edit that changes nothing.

        Raises:
            PlanlensError: the edit is not possible or could not be kept; the project stays as it was.
        """
        with self.store.turn(self._seq) as turn:
            met = self._see(turn.news)
            draft = self._draft(self.state, turn)
            try:
                return self._done(edit, draft, turn, met)
            except BaseException:
                draft.rollback()
                raise

    def prepare(self, edit: Edit) -> Callable[[], Changes]:
        """Do a long edit on a copy of the state and keep it, from another thread, while nobody acts on the project.

        Returns:
            What makes :attr:`state` show the edit, to be called in the thread that reads the state: it is quick, and
            returns what changed.

        Raises:
            PlanlensError: as :meth:`apply`.
        """
        state = self.state.copy()
        with self.store.turn(self._seq) as turn:
            met = take_in(state, turn.news) if turn.news else Met()
            changes = self._done(edit, self._draft(state, turn), turn, met)

        def show() -> Changes:
            self.state.apply(met.rows)
            if met.rows:
                self.met(met)
            self.state.apply(changes.rows)
            return changes

        return show

    def catch_up(self, news: News | None = None) -> bool:
        """Take in what others have done, asked from the store where it is not given; return whether there was any.

        News of what is known already, or that begins later than this user has seen, is left alone.

        Raises:
            PlanlensError: the store cannot be reached.
        """
        found = self.store.since(self._seq) if news is None else news
        if found is None or found.seq <= self._seq:
            return False
        if found.rows is None and found.entries[0][0].seq > self._seq + 1:
            return self.catch_up()
        self._see(found)
        return True

    @property
    def seen(self) -> int:
        """The number of the newest action that :attr:`state` shows."""
        return self._seq

    def _see(self, news: News | None) -> Met:
        """Make the state show what others have done, and tell."""
        if news is None:
            return Met()
        new = tuple(pair for pair in news.entries if pair[0].seq > self._seq)
        met = take_in(self.state, News(news.seq, new, news.rows))
        self._note(news)
        self.met(met)
        return met

    def _note(self, news: News) -> None:
        """Remember how far the state goes, and where undo stands: this user may work in two windows."""
        self._seq = news.seq
        for entry, _ in news.entries:
            if entry.who == self.who:
                self._last = entry

    def _draft(self, state: State, turn: Turn) -> Draft:
        return Draft(state, dict(turn.counters), self._now(turn), self.who, turn.seq)

    def _now(self, turn: Turn) -> str:
        return self.clock() if self.clock is not None else turn.now or now()

    def _done(self, edit: Edit, draft: Draft, turn: Turn, met: Met) -> Changes:
        try:
            label = edit.run(draft)
        except PlanlensError as error:
            raise gone_error(error, met) from error
        changes = Changes(label, draft.changes())
        must_not_clash(draft.state, changes.rows, met)
        if changes:
            last = self._newest(turn.news)
            stacks = (turn.seq, 0, last.undo if last else 0)
            self._keep(changes, "do", type(edit).__name__, stacks, turn, draft)
        return changes

    def _newest(self, news: News | None) -> Entry | None:
        """Return the entry that tells where undo and redo stand, news not yet seen among it."""
        own = [entry for entry, _ in (news.entries if news else ()) if entry.who == self.who]
        return own[-1] if own and (self._last is None or own[-1].seq > self._last.seq) else self._last

    def undo(self) -> Changes:
        """Take back the newest action that stands, where several share the store the newest of one's own.

        Raises:
            PlanlensError: ``nothing-to-undo``, ``built-on`` (others have changed the same since), or it could not be
                kept.
        """
        with self.store.turn(self._seq) as turn:
            self._see(turn.news)
            if not self._last or not self._last.undo:
                raise PlanlensError("nothing-to-undo", "没有可以撤销的操作。")
            entry, changes = self.store.entry(self._last.undo)
            return self._take_back(entry, changes, "undo", (entry.below, turn.seq, self._last.redo), turn)

    def redo(self) -> Changes:
        """Do again what was taken back last.

        Raises:
            PlanlensError: ``nothing-to-redo``, ``built-on``, or it could not be kept.
        """
        with self.store.turn(self._seq) as turn:
            self._see(turn.news)
            if not self._last or not self._last.redo:
                raise PlanlensError("nothing-to-redo", "没有可以重做的操作。")
            entry, changes = self.store.entry(self._last.redo)
            return self._take_back(entry, changes, "redo", (turn.seq, entry.below, self._last.undo), turn)

    @property
    def undo_label(self) -> str | None:
        """The name of what :meth:`undo` would take back, None for nothing."""
        return self._label(self._last.undo if self._last else 0)

    @property
    def redo_label(self) -> str | None:
        """The name of what :meth:`redo` would do again, None for nothing."""
        return self._label(self._last.redo if self._last else 0)

    def _label(self, seq: int) -> str | None:
        """Return the name of an entry, read once: windows ask after every action."""
        if not seq:
            return None
        if seq not in self._labels:
            try:
                self._labels[seq] = self.store.label(seq)
            except PlanlensError:
                if not self.store.shared:
                    raise
                return None  # the server cannot be asked now
        return self._labels[seq]

    @property
    def warning(self) -> str | None:
        """What to tell where a part of the project cannot be used or was changed, None where all is sound."""
        found = self.problems or self.differences
        if not found:
            return None
        few = f"{'；'.join(found[:3])}{'……' if len(found) > 3 else ''}"
        if self.problems:
            advice = "要继续使用，请从备份恢复，或另存完好部分。"
            return f"项目文件中有 {len(found)} 处内容损坏或被改动，已略过，只能查看：{few}。{advice}"
        return (
            f"项目文件中有 {len(found)} 处内容与操作历史不同，可能已损坏或在 planlens 以外被改动：{few}。"
            "请核对这些内容，或从备份恢复。"
        )

    def history(self, item: str | None = None, newest: int | None = None) -> Iterator[Entry]:
        """Yield what was done, the newest first: all, or what touched one item; at most *newest* entries."""
        return self.store.history(item, newest)

    def as_of(self, time: str, copy: State | None = None) -> State:
        """Return the state as it was at a time (ISO text; a date means its end, in the zone of the entries).

        Args:
            time: the time.
            copy: a copy of the state of now, which becomes the result: for other threads than that of the edits.
        """
        until = time if len(time) > 10 else f"{time}T24"
        state = self.state.copy() if copy is None else copy
        for _ in self.backwards(state, until):
            pass
        return state

    def as_of_action(self, seq: int) -> State:
        """Return the state as it was after the action with this number: a closed period keeps such a number."""
        state = self.state.copy()
        for _ in self.backwards(state, after=seq):
            pass
        return state

    def backwards(self, state: State, since: str = "", after: int = 0) -> Iterator[tuple[str, Changes]]:
        """Take back one action after another, the newest first, on a copy of the state of now.

        Args:
            state: the copy; when an action is yielded it is taken back already.
            since: only what was done after this time (ISO text).
            after: only what was done after the action with this number.

        Yields:
            The time of an action, and the changes that took it back.
        """
        for time, text in self.store.changes(since=since, after=after):
            rows = _backwards(state, text)
            state.apply(rows)
            yield time, Changes("", rows)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def _take_back(self, entry: Entry, text: str, kind: str, stacks: tuple[int, int, int], turn: Turn) -> Changes:
        if self.store.shared:
            items = loads(text)
            touched = {item["id"] for item in items}
            for item in items:
                must_be_untouched(self.state, item, touched)
        rows = _backwards(self.state, text)
        # What is shown is what was done, whether that was undone or done again.
        changes = Changes(entry.label, rows)
        self._keep(changes, kind, entry.edit, stacks, turn, None)
        self.state.apply(rows)
        return changes

    def _keep(
        self, changes: Changes, kind: str, edit: str, stacks: tuple[int, int, int], turn: Turn, draft: Draft | None
    ) -> None:
        items = f" {' '.join(sorted(changes.ids))} "
        time = draft.now if draft else self._now(turn)
        entry = Entry(turn.seq, time, self.who, kind, changes.label, edit, items, *stacks)
        self.store.append(entry, changes.rows, draft.files if draft else {}, draft.counters if draft else {})
        self._seq, self._last = entry.seq, entry
        self._labels[entry.seq] = entry.label


def _backwards(state: State, text: str) -> tuple[Change, ...]:
    """Return the changes that take kept ones back, on a state that stands just after them.

    Raises:
        PlanlensError: ``unsound-history``, what was kept is not what planlens keeps.
    """
    try:
        found = [(state.find(item["id"]), item) for item in loads(text)]
        changes = tuple(Change(current, restored(item, current)) for current, item in found)
        # A row that could not be used, and was left out, is not there before either.
        changes = tuple(change for change in changes if change.before is not None or change.after is not None)
        sound = all(change.after is None or problem_of(change.after) is None for change in changes)
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError, AssertionError, StopIteration):
        sound = False
    if not sound:
        raise PlanlensError("unsound-history", "项目的操作历史已损坏或被改动，不能据此撤销、重做或查看以前的情况。")
    return changes
