"""What a field is: a thing told of tasks (or targets), described once for everything that shows or takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from functools import cached_property
from typing import Any, Generic, TypeVar

from planlens.model import PlanlensError
from planlens.project.project import Edit
from planlens.views.cells import Cell, Column, lines
from planlens.views.fields.answers import Desk, Merge

S = TypeVar("S")
"""What a field is told of: a task as it is seen, a target."""


class Use(Enum):
    """Where fields are shown.

    The tree of tasks, the table of a page, a plan's table, a project's ledger, data for programs, and the history.
    """

    TREE = auto()
    PAGE = auto()
    TABLE = auto()
    LEDGER = auto()
    JSON = auto()
    FRAME = auto()
    LIST = auto()
    HISTORY = auto()


EVERYWHERE = frozenset(Use)
TABLES = frozenset({Use.TABLE, Use.LEDGER})
DATA = frozenset({Use.FRAME, Use.LIST})


class Kind(StrEnum):
    """What a field's value is; the word is the type of its column in a data frame."""

    TEXT = "string"
    NUMBER = "float64"
    COUNT = "int64"
    YEAR = "Int64"
    FLAG = "bool"
    DAY = "datetime64[ns]"
    LIST = "object"


def plain(value: Any) -> str:
    """Return a value as people read it: a number without needless zeros, 是 for true, nothing for none and false."""
    match value:
        case None | False:
            return ""
        case True:
            return "是"
        case float():
            return f"{value:.10g}"
        case list() | tuple():
            return "、".join(map(plain, value))
    return str(value)


def by_pinyin(text: str) -> bytes | None:
    """Return what sorts Chinese texts as dictionaries do: common characters stand in GB 2312 by their pinyin."""
    return text.encode("gb18030", "replace") if text else None


@dataclass(frozen=True, slots=True)
class Field(Generic[S]):
    """A field. Only *key*, *title* and *value* must be given; all else follows from these where it is not said.

    Attributes:
        key: short English name, by which it is remembered, and its name in data.
        title: what people call it.
        value: what machines read: JSON-ready, None for nothing. It says the same in every language.
        kind: what the value is.
        says: how a value reads.
        lines: what people read, as the lines of a table's cell; by default what the value says.
        brief: the same for a narrow cell of one line; by default the lines one after the other.
        assumed: returns what holds as long as nothing is said, which windows show in grey; by default nothing.
        order: a value that sorts by this field, None where there is none, which comes last; by default the pinyin of
            the words, or the value where it is no text.
        searched: returns the words that a search finds; True: those that people read, False: none.
        filtered: whether tasks can be filtered by its words.
        edit: the edit of tasks (their ids) that typed text means, None where it would change nothing; raises
            :class:`~planlens.model.PlanlensError` with a message for the user where the text is not understood. A field
            without it cannot be typed.
        to_type: the text that typing begins with; by default what people read in one line.
        options: what it can have, where that is one of a few words.
        hint: how it is typed.
        sections: whether it can be typed for headings too.
        unique: whether each has its own, so that one is not filled down to others.
        merge: what happens where two people have answered differently.
        uses: where it can be shown.
        width: how wide it wants to be in a window, in Chinese characters.
        weight: the same on paper, in millimetres of a type area 225 mm wide.
        filled: that weight where a project tells its content, None for the same.
        named: its key in tables and exported JSON, where that has always been another one.
        titles: its title in some uses, where that is another one.
        centered, merged, numeric, separator: see :class:`~planlens.views.cells.Column`.
    """

    key: str
    title: str
    value: Callable[[S], Any]
    kind: Kind = Kind.TEXT
    says: Callable[[Any], str] = plain
    lines: Callable[[S], Cell] | None = None
    brief: Callable[[S], str] | None = None
    assumed: Callable[[S], str] | None = None
    order: Callable[[S], Any] | None = None
    searched: Callable[[S], Iterable[str]] | bool = True
    filtered: bool = False
    edit: Callable[[Desk, tuple[str, ...], str], Edit | None] | None = None
    to_type: Callable[[S], str] | None = None
    options: tuple[str, ...] = ()
    hint: str = ""
    sections: bool = False
    unique: bool = False
    merge: Merge = Merge.CHOOSE
    uses: frozenset[Use] = EVERYWHERE
    width: float = 6.0
    weight: float = 20.0
    filled: float | None = None
    named: str = ""
    titles: Mapping[Use, str] = field(default_factory=dict)
    centered: bool = False
    merged: bool = False
    numeric: bool = False
    separator: str = "；"

    def cell(self, seen: S) -> Cell:
        """Return what people read in a table."""
        return lines([self.says(self.value(seen))]) if self.lines is None else self.lines(seen)

    def words(self, seen: S) -> str:
        """Return what people read in one line of a narrow cell."""
        if self.brief is not None:
            return self.brief(seen)
        if self.lines is None:
            return self.says(self.value(seen))
        return self.separator.join(line.text for line in self.lines(seen))

    def shown(self, seen: S) -> tuple[str, bool]:
        """Return the words of a window's cell, and whether they only tell what holds as long as nothing is said."""
        words = self.words(seen)
        if words or self.assumed is None:
            return words, False
        words = self.assumed(seen)
        return words, bool(words)

    def typing(self, seen: S) -> str:
        """Return the text that typing begins with."""
        return self.words(seen) if self.to_type is None else self.to_type(seen)

    def sort_value(self, seen: S) -> Any:
        """Return a value that sorts by this field, None where there is none."""
        if self.order is not None:
            return self.order(seen)
        return by_pinyin(self.words(seen)) if self.kind in {Kind.TEXT, Kind.LIST} else self.value(seen)

    def found_by(self, seen: S) -> Iterable[str]:
        """Return the words that a search finds."""
        if isinstance(self.searched, bool):
            return [self.words(seen)] if self.searched else []
        return self.searched(seen)

    def title_in(self, use: Use) -> str:
        """Return its title in a use."""
        return self.titles.get(use, self.title)

    def column(self, use: Use) -> Column:
        """Return it as a column of a table."""
        weight = self.filled if self.filled is not None and use is Use.LEDGER else self.weight
        how = (self.centered, self.merged, self.numeric, self.separator)
        return Column(self.named or self.key, self.title_in(use), weight, *how)


@dataclass(frozen=True)
class Fields(Generic[S]):
    """Fields in their order, and which of them are shown at first in each use, by their keys."""

    all: tuple[Field[S], ...]
    usual: Mapping[Use, tuple[str, ...]]

    def __iter__(self) -> Iterator[Field[S]]:
        return iter(self.all)

    def __getitem__(self, key: str) -> Field[S]:
        """Return the field with a key.

        Raises:
            KeyError: there is none.
        """
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def adding(self, added: Field[S], *usual: Use) -> Fields[S]:
        """Return these fields with one more, shown at first in these uses."""
        more = {use: (*keys, added.key) if use in usual else keys for use, keys in self.usual.items()}
        return Fields((*self.all, added), more)

    def of(self, use: Use) -> tuple[Field[S], ...]:
        """Return the fields of a use: first those that are usual there."""
        return self._by_use[use]

    def columns(self, use: Use) -> tuple[Column, ...]:
        """Return all columns that a table can have, the usual ones first."""
        return tuple(item.column(use) for item in self.of(use))

    def chosen(self, use: Use, keys: Sequence[str] | None) -> tuple[Field[S], ...]:
        """Return the fields of a table's columns.

        Args:
            use: the kind of table.
            keys: the keys of the columns in the wanted order, None for the usual ones.

        Raises:
            PlanlensError: ``unknown-column``: a key is unknown, or none is given.
        """
        if keys is None:
            return tuple(map(self._by_key.__getitem__, self.usual[use]))
        known = {item.named or item.key: item for item in self.of(use)}
        wanted = tuple(dict.fromkeys(keys))
        unknown = [key for key in wanted if key not in known]
        if unknown or not wanted:
            what = f"没有这样的列：{'、'.join(unknown)}" if unknown else "没有选择任何列"
            names = "、".join(f"{column.key}（{column.title}）" for column in self.columns(Use.LEDGER))
            raise PlanlensError("unknown-column", f"{what}。可选的列：{names}。")
        return tuple(known[key] for key in wanted)

    @cached_property
    def _by_key(self) -> dict[str, Field[S]]:
        return {item.key: item for item in self.all}

    @cached_property
    def _by_use(self) -> dict[Use, tuple[Field[S], ...]]:
        found = {}
        for use in Use:
            usual = self.usual.get(use, ())
            rest = (item for item in self.all if use in item.uses and item.key not in usual)
            found[use] = (*map(self._by_key.__getitem__, usual), *rest)
        return found
