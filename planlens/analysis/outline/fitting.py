"""The outline that fits a document best: which of the lines that may be headings are, and how high they stand.

A numbered heading stands where its number says. A line without a number has several readings, one of which is that it
is no heading; each reading costs something by itself (how much speaks against it), and each heading costs what its
number says against its place: 三、 after 一、, 3.1 below 二、, （一） twice in one section. The cheapest outline of all
is taken. A heading without a number may be one of a series whose number is lost: it takes the next number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from planlens.analysis.outline.candidates import Candidate
from planlens.analysis.outline.markers import Style

AGAIN = 3.0
"""What it costs that a number comes again in its section (（一） after （二）), or that 3.1 stands below 二、."""
GAP = 1.5
"""What it costs that a number is left out (三、 after 一、)."""
LATE = 2.0
"""What it costs that a section's numbers do not begin with one."""
LONELY = 0.6
"""What it costs that a series ends with its first number: 一、 and no 二、."""
THROUGH = 0.3
"""What it costs that they go on from the section before."""
_WIDTH = 6
"""Outlines that are kept at every line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a line: as a heading, or as none (*heading* is None), and what speaks against it.

    Attributes:
        counts: whether a heading without a number is one of a series that has numbers.
    """

    heading: Candidate | None
    cost: float
    counts: bool = True


Open = tuple[int, int, Candidate]
"""An open heading: its rank, its number (one that it lost put back), itself."""


@dataclass(slots=True)
class _Outline:
    cost: float
    open: tuple[Open, ...] = ()
    last: Mapping[int, int] = field(default_factory=dict)
    chosen: _Chosen | None = None


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A heading chosen, its line, its number, whether that fits, and what was chosen before: outlines share chains."""

    before: _Chosen | None
    index: int
    heading: Candidate
    number: int
    strays: bool


def best(readings: Mapping[int, Sequence[Reading]]) -> dict[int, Candidate]:
    """Return the headings of the outline that fits best, by line, with the numbers they lost.

    Args:
        readings: the ways to read each line that may be a heading; lines with one way are read so.
    """
    outlines = [_Outline(0.0)]
    for index in sorted(readings):
        grown: dict[tuple[tuple[int, int], ...], _Outline] = {}
        for outline in outlines:
            for reading in readings[index]:
                new = _grown(outline, index, reading)
                key = tuple((entry[0], entry[1]) for entry in new.open)
                if key not in grown or new.cost < grown[key].cost:
                    grown[key] = new
        outlines = sorted(grown.values(), key=lambda outline: outline.cost)[:_WIDTH]
    result: dict[int, Candidate] = {}
    chain = min(outlines, key=lambda outline: outline.cost + sum(map(lonely, outline.open))).chosen
    while chain is not None:
        result[chain.index] = replace(chain.heading, value=chain.number, strays=chain.strays)
        chain = chain.before
    return result


def _grown(outline: _Outline, index: int, reading: Reading) -> _Outline:
    """Return an outline with one more line read."""
    heading = reading.heading
    if heading is None:
        return _Outline(outline.cost + reading.cost, outline.open, outline.last, outline.chosen)
    if heading.swallowed or heading.style is Style.BOX or heading.style is Style.BULLET:
        chosen = _Chosen(outline.chosen, index, heading, heading.value, strays=False)
        return _Outline(outline.cost + reading.cost, outline.open, outline.last, chosen)
    keep = 0
    while keep < len(outline.open) and outline.open[keep][0] < heading.rank:
        keep += 1
    above = outline.open[:keep]
    beside = outline.open[keep] if keep < len(outline.open) and outline.open[keep][0] == heading.rank else None
    number, misfit = heading.value, 0.0
    if heading.style is None:
        number = (beside[1] if beside else 0) + reading.counts
    else:
        misfit = misfit_of(heading, above, beside, outline.last)
    chosen = _Chosen(outline.chosen, index, heading, number, strays=misfit >= AGAIN)
    misfit += sum(map(lonely, outline.open[keep + (beside is not None) :]))
    grown = (*above, (heading.rank, number, heading))
    return _Outline(outline.cost + reading.cost + misfit, grown, {**outline.last, heading.rank: number}, chosen)


def lonely(closed: Open) -> float:
    """Return what speaks against a series that ends with this heading: it is the first, and its number is printed."""
    _, number, heading = closed
    return LONELY if number == 1 and heading.style is not None and 0 < heading.rank < Style.BOX else 0.0


def misfit_of(heading: Candidate, above: Sequence[Open], beside: Open | None, last: Mapping[int, int]) -> float:
    """Return what a heading's number says against its place.

    Args:
        heading: a heading with a number.
        above: the headings above it, the highest first.
        beside: the last of its section before it in its rank.
        last: the last number in each rank, in whatever section.
    """
    value = heading.value
    if len(heading.path) > 1 and above and above[-1][1] != heading.path[-2] and above[-1][2].rank < Style.BOX:
        return AGAIN
    if beside is None:
        if value == 1 or heading.rank == 0:
            return 0.0
        return THROUGH if last.get(heading.rank) == value - 1 else LATE
    return 0.0 if value == beside[1] + 1 else GAP if value > beside[1] else AGAIN
