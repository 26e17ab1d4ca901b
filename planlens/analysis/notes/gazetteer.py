"""The offices that plans speak of: their names at every level, other names and duties, from ``units/duties.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from planlens.analysis.notes.places import Level, Place
from planlens.language.lexicon import table
from planlens.language.unit_names import KnownUnit
from planlens.model import PlanlensError

FILE = "units/duties.tsv"
_LEVELS = (Level.NATION, Level.PROVINCE, Level.CITY, Level.DISTRICT, Level.COUNTY)
_COLUMNS = 8
_USUAL_WORD = {Level.PROVINCE: "省", Level.CITY: "市", Level.DISTRICT: "区", Level.COUNTY: "县"}


@dataclass(frozen=True, slots=True)
class Office:
    """An office as it is found, under various names, at the levels of government.

    Attributes:
        key: its row in the table (``发展改革``).
        names: its usual names at each level that has it, the first for suggestions, level prefix included (市财政局).
        aliases: further names without a level prefix (发改委).
        duties: what it does, in the vocabulary of plans; "" if it is only to be recognised, never suggested.
    """

    key: str
    names: Mapping[Level, tuple[str, ...]]
    aliases: tuple[str, ...]
    duties: str

    def name_at(self, place: Place) -> str | None:
        """Return its name in documents of *place*, None where that level has no such office.

        The word for the kind of place is put in: 省教育厅 is 自治区教育厅 and 县教育局 is 旗教育局 where they belong.
        """
        if not (names := self.names.get(place.level)):
            return None
        usual = _USUAL_WORD.get(place.level, "")
        if place.word == usual:
            return names[0]
        if place.word == "自治区" and names[0].startswith("省委"):
            return "自治区党委" + names[0].removeprefix("省委")
        return names[0].replace(usual, place.word, 1)


@cache
def offices() -> tuple[Office, ...]:
    """Return every office of the table, in its order.

    Raises:
        PlanlensError: ``duties-table`` where a row has not eight columns or a key comes twice.
    """
    found: dict[str, Office] = {}
    for row in table(FILE):
        if len(row) != _COLUMNS or row[0] in found:
            message = f"机构职责表 {FILE} 中“{row[0]}”一行有误：应为八列，列间用制表符隔开，代号不得重复。"
            raise PlanlensError("duties-table", message)
        found[row[0]] = _office(row)
    return tuple(found.values())


def _office(row: tuple[str, ...]) -> Office:
    key, *levels, aliases, duties = row
    names = {level: _listed(cell) for level, cell in zip(_LEVELS, levels, strict=True) if cell != "-"}
    return Office(key, names, _listed(aliases), "" if duties == "-" else duties)


def _listed(cell: str) -> tuple[str, ...]:
    """Return the names in a cell, separated by 、; ``-`` stands for none."""
    return tuple(name.strip() for name in cell.split("、") if name.strip() not in {"", "-"})


@cache
def bare_names() -> frozenset[str]:
    """Return every name and alias without its level prefix (市财政局 as 财政局), for recognising units in a text."""
    bare: set[str] = set()
    for office in offices():
        bare.update(office.aliases)
        for level, names in office.names.items():
            bare.update(name.removeprefix(_USUAL_WORD.get(level, "")) for name in names)
    return frozenset(bare)


@cache
def national_names() -> frozenset[str]:
    """Return the names that only offices of the nation have (市场监管总局, 银保监会): no level is put before them."""
    names = (name for office in offices() for name in office.names.get(Level.NATION, ()))
    lower = {name for office in offices() for level in _LEVELS[1:] for name in office.names.get(level, ())}
    bare = {name.removeprefix(word) for name in lower for word in _USUAL_WORD.values()}
    return frozenset(name for name in names if name not in bare)


@cache
def beginnings() -> frozenset[str]:
    """Return the first two characters of every office's name without a level: what a bare name can begin with."""
    return frozenset(name[:2] for name in bare_names())


@cache
def all_duties() -> str:
    """Return what all offices do, as one text: the words that their names are made of."""
    return "\n".join(office.duties for office in offices())


def known_units(place: Place) -> tuple[KnownUnit, ...]:
    """Return the units that people of *place* may name: its own offices, found by all their names, then all others."""
    found: dict[str, KnownUnit] = {}
    for office in offices():
        if (name := office.name_at(place)) is not None:
            same = (*office.names.get(place.level, ()), *office.aliases)
            found.setdefault(name, KnownUnit(name, tuple(other for other in same if other != name), office.duties))
    for level in _LEVELS:
        for office in offices():
            for name in office.names.get(level, ()) if level is not place.level else ():
                found.setdefault(name, KnownUnit(name))
    return tuple(found.values())
