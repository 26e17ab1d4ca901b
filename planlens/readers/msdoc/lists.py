"""The lists of a binary Word document: definitions, levels and overrides ([MS-DOC] §2.9.131–2.9.150)."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from planlens.readers.msdoc.fib import TablePart, Word
from planlens.readers.msdoc.formatting import character_look
from planlens.readers.word.counting import LEVELS, LONGEST_TEXT, ListLevel, NumberedList
from planlens.readers.word.lines import joined
from planlens.readers.word.numcodes import number_format
from planlens.readers.word.symbols import bullet

_DEFINITION = 28
_OVERRIDE = 16
_NO_STYLE = 0xFFF


@dataclass(frozen=True, slots=True)
class _Definition:
    """One LSTF with its levels."""

    levels: Mapping[int, ListLevel]
    single: bool


@dataclass(slots=True)
class ListTables:
    """The lists by their numbers, which count from 1 in the order of the overrides (LFO).

    Args:
        word: the document.
        fonts: the fonts' names by their numbers.

    Raises:
        struct.error, IndexError: the tables are damaged.
    """

    word: Word
    fonts: Sequence[str]
    _lists: dict[int, NumberedList] = field(default_factory=dict)

    def __post_init__(self) -> None:
        definitions = self._definitions()
        data = self.word.part(TablePart.LIST_OVERRIDES)
        if not data or not definitions:
            return
        (count,) = struct.unpack_from("<I", data)
        if count > (len(data) - 4) // _OVERRIDE:
            raise IndexError("overrides are missing")
        cursor = _Cursor(data, 4 + _OVERRIDE * count, self.fonts)
        for index in range(count):
            key, _, _, changed = struct.unpack_from("<iIIB", data, 4 + _OVERRIDE * index)
            found = definitions.get(key, _Definition({}, single=True))
            levels = dict(found.levels)
            starts = cursor.overrides(changed, levels)
            self._lists[index + 1] = NumberedList(str(key), levels, starts, found.single)

    def list_of(self, num_id: int) -> NumberedList | None:
        """Return the list with this number, None for 0 and for numbers without a list."""
        return self._lists.get(num_id)

    def _definitions(self) -> dict[int, _Definition]:
        """Read the definitions; their levels follow them, outside the size that the FIB names."""
        start, length = self.word.place(TablePart.LISTS)
        data = self.word.table[start:]
        if not length or len(data) < 2:
            return {}
        (count,) = struct.unpack_from("<H", data)
        if count > (length - 2) // _DEFINITION:
            raise IndexError("definitions are missing")
        cursor = _Cursor(data, 2 + _DEFINITION * count, self.fonts)
        found: dict[int, _Definition] = {}
        for index in range(count):
            key, _, *styles, flags, _ = struct.unpack_from("<iI9HBB", data, 2 + _DEFINITION * index)
            single = bool(flags & 1)
            levels = {}
            for place in range(1 if single else LEVELS):
                style = None if styles[place] == _NO_STYLE else str(styles[place])
                levels[place] = replace(cursor.level(), style=style)
            found.setdefault(key, _Definition(levels, single))
        return found


@dataclass(slots=True)
class _Cursor:
    """A place in the tables, where levels stand one after another."""

    data: bytes
    place: int
    fonts: Sequence[str]

    def overrides(self, count: int, levels: dict[int, ListLevel]) -> dict[int, int]:
        """Read the overrides of one list (§2.9.132), change its levels and return the numbers that it starts from."""
        self.place += 4
        starts: dict[int, int] = {}
        for _ in range(count):
            start, flags = struct.unpack_from("<iI", self.data, self.place)
            self.place += 8
            level = flags & 0xF
            if flags & 0x20:
                old = levels.get(level, ListLevel())
                levels[level] = replace(self.level(), style=old.style)
                start = levels[level].start
            if flags & 0x10:
                starts[level] = start
        return starts

    def level(self) -> ListLevel:
        """Read one LVL (§2.9.147)."""
        start, code, flags, *places = struct.unpack_from("<iBB9B", self.data, self.place)
        follow, characters, paragraphs, limit = struct.unpack_from("<B8xBBB", self.data, self.place + 15)
        at = self.place + _DEFINITION + paragraphs
        look = character_look(self.data[at : at + characters])
        at += characters
        (length,) = struct.unpack_from("<H", self.data, at)
        self.place = at + 2 + 2 * length
        units = self.data[at + 2 : self.place].decode("utf-16-le", "surrogatepass")[:LONGEST_TEXT]
        name = number_format(code)
        text = joined(_template(units, places))
        return ListLevel(
            start=start,
            number_format=name,
            text=bullet(text, self._font(look.font)) if name == "bullet" else text,
            tight=follow == 2,
            restart=limit if flags & 8 else None,
            legal=bool(flags & 4),
        )

    def _font(self, index: int | None) -> str:
        return self.fonts[index] if index is not None and index < len(self.fonts) else ""


def _template(units: str, places: list[int]) -> str:
    """Return a level's text with %1 … %9 for the numbers of the levels; in the file they are the characters 0 … 8."""
    marked = {place - 1 for place in places if place}
    return "".join(_shown(unit, is_number=place in marked) for place, unit in enumerate(units))


def _shown(unit: str, *, is_number: bool) -> str:
    if is_number and ord(unit) < LEVELS:
        return f"%{ord(unit) + 1}"
    return unit if unit >= " " else " "
