"""What a list of small records is: lines to read, and the edits that typing, filling in and ticking mean.

One widget of the window shows any of them; what a list is of, :class:`Records` says. Its items are called *keys*: the
ids of tasks, or names of units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planlens.model import PlanlensError
from planlens.project.edits import Delete, Together
from planlens.project.project import Edit
from planlens.views.fields.answers import Desk


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list.

    Attributes:
        ids: the rows that it stands for: one, or the same record of several tasks.
        words: how it reads, and is typed.
        head: what stands before it, such as 联系人.
        note: what is said of it besides.
        done: whether it is ticked, None where it cannot be.
        late: whether it should have been ticked by now.
        fixed: whether it belongs to something else and is only shown here.
    """

    ids: tuple[str, ...]
    words: str
    head: str = ""
    note: str = ""
    done: bool | None = None
    late: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a record's form: its key, its title, what stands in it, what can be chosen (value and words)."""

    key: str
    title: str
    text: str = ""
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


class Records:
    """A list of small records of some items; all that it refuses is a PlanlensError with a message in Chinese.

    Attributes:
        name: what one of them is called.
        hint: how one is typed, in a few words, "" where it can only be filled in.
        advice: the same at length.
        kinds: of which kinds a typed one can be, with their words.
        filling: what the button says that opens the form for a new one, "" for no such button.
        ordered: whether their order is the user's.
    """

    name = ""
    hint = ""
    advice = ""
    kinds: tuple[tuple[str, str], ...] = ()
    filling = ""
    ordered = False

    def shown(self, desk: Desk, keys: Sequence[str]) -> list[Listed]:
        """Return the records of these items."""
        raise NotImplementedError

    def added(self, desk: Desk, keys: Sequence[str], text: str, kind: str) -> Edit | None:
        """Return the edit that adds what is typed; None where it would change nothing."""
        raise NotImplementedError

    def retyped(self, desk: Desk, record: Listed, text: str) -> Edit | None:
        """Return the edit that makes a record what is typed; None where it would change nothing."""
        raise NotImplementedError

    def usual(self, desk: Desk, keys: Sequence[str], kind: str) -> list[str]:
        """Return what is often typed."""
        del desk, keys, kind
        return []

    def parts(self, desk: Desk, keys: Sequence[str], record: Listed | None) -> tuple[Part, ...]:
        """Return the fields of the form for a record, or for a new one; none where there is no form."""
        del desk, keys, record
        return ()

    def filled(self, desk: Desk, keys: Sequence[str], record: Listed | None, values: Mapping[str, str]) -> Edit | None:
        """Return the edit that makes a record, or a new one, what a form says."""
        raise NotImplementedError

    def removed(self, record: Listed) -> Edit:
        """Return the edit that takes a record away."""
        return Delete(record.ids)

    def doubt(self, desk: Desk, record: Listed) -> str:
        """Return what to ask before a record is taken away, "" for nothing."""
        del desk, record
        return ""

    def marked(self, desk: Desk, record: Listed, *, done: bool) -> Edit:
        """Return the edit that ticks a record, or takes that back."""
        raise NotImplementedError

    def raised(self, desk: Desk, record: Listed) -> Edit | None:
        """Return the edit that puts a record before the one above it, None for the first."""
        raise NotImplementedError


def shared(count: int, keys: Sequence[str]) -> str:
    """Return how many of several tasks have a record, "" for all."""
    return f"{count}/{len(keys)}项" if count < len(keys) else ""


def together(edits: Iterable[Edit]) -> Edit | None:
    """Return edits as one, None for none."""
    found = tuple(edits)
    return found[0] if len(found) == 1 else Together(found) if found else None


def only(found: Sequence[object], text: str, name: str) -> None:
    """Refuse a line that says more than one record.

    Raises:
        PlanlensError: ``not-one``.
    """
    if len(found) != 1:
        raise PlanlensError(
            "not-one", f"这里只能写一个{name}，现在是“{text.strip()[:30]}”。要添加请写在下面的添加栏中。"
        )
