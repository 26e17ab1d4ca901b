"""What the actions of the tree share: what is chosen, and sending edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planlens.gui.app.session import Session
from planlens.gui.app.unit_book import UnitBook
from planlens.gui.tasks.tree_model import TreeModel
from planlens.gui.tasks.view import TaskTree
from planlens.project.changes import Changes
from planlens.project.project import Edit
from planlens.project.state import State
from planlens.views.tree.possible import topmost


class TreeWork:
    """The tree, what it shows, and where its edits go.

    Args:
        session: gets the edits.
        model: what the tree shows.
        tree: whose selection the actions are for.
        book: knows what abbreviations of units stand for.
    """

    def __init__(self, session: Session, model: TreeModel, tree: TaskTree, book: UnitBook) -> None:
        self.book = book
        self.session = session
        self.model = model
        self.tree = tree

    @property
    def state(self) -> State:
        """The rows of the project."""
        return self.session.state

    @property
    def current(self) -> str:
        """The id of the current item, "" for none."""
        return self.model.key(self.tree.currentIndex())

    def chosen(self) -> list[str]:
        """Return the selected sections and tasks as they stand, without those below other selected ones."""
        return topmost(self.state, self.tree.selected())

    def tasks(self, key: str = "") -> tuple[str, ...]:
        """Return the tasks that an action is for: the selected ones, of a section all in it that are shown.

        With *key*: that task alone, unless it is one of those selected.
        """
        chosen = self.tree.selected()
        if key and key not in chosen:
            chosen = [key]
        return tuple(self.session.tasks_meant(chosen))

    def apply(self, edit: Edit) -> Changes | None:
        """Send an edit; None where it was not possible."""
        changes = self.session.apply(edit)
        if changes is not None and not changes:
            self.say("本来就是这样，没有变化。")
        return changes

    def say(self, text: str) -> None:
        """Say something in the status bar."""
        self.session.notice.emit(text)

    def for_tasks(self, edit: Callable[[tuple[str, ...]], Edit | None]) -> None:
        """Send the edit that is made for the tasks that are meant."""
        tasks = self.tasks()
        if not tasks:
            self.say("请先选择任务。")
        elif (found := edit(tasks)) is not None:
            self.apply(found)

    def choose(self, keys: Sequence[str]) -> None:
        """Select items here and everywhere."""
        if keys:
            self.session.select(keys)
            self.tree.select(keys)
