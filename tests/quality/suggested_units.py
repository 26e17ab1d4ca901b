"""How often suggested units are right: ``python -m tests.quality.suggested_units [--docs DIR …] [--misses N]``.

The units that documents do name are hidden and suggested; every document is measured by a table of duties that says
nothing of it, so each is one left out. A suggestion is right if the document's note names that office, at whatever
level and by whatever of its names. Notes that name no office of the table (各有关部门) do not count.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planlens.analysis.notes.gazetteer import offices
from planlens.analysis.steps import suggest
from planlens.language.unit_names import bare_name
from planlens.model import Origin, Plan
from planlens.workflow import read_plan

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT.parent / "shared" / "eval" / "docs", ROOT.parent / "shared" / "corpus" / "text")
FEWEST = 3
"""A document with fewer notes tells too little."""


@dataclass
class Tally:
    """Notes: how many there are, how many got a suggestion, of how many the first or one of the three is right."""

    notes: int = 0
    spoken: int = 0
    first: int = 0
    three: int = 0

    def add(self, other: Tally) -> None:
        """Add the figures of another document."""
        self.notes += other.notes
        self.spoken += other.spoken
        self.first += other.first
        self.three += other.three

    def __str__(self) -> str:
        said = self.spoken or 1
        return (
            f"{self.notes:5} notes, suggestions for {self.spoken / (self.notes or 1):4.0%}: "
            f"first right {self.first / said:5.1%}, within three {self.three / said:5.1%}"
        )


@cache
def _keys() -> dict[str, str]:
    """Return the office that a name without its level means."""
    found: dict[str, str] = {}
    for office in offices():
        for name in (*(name for names in office.names.values() for name in names), *office.aliases):
            found.setdefault(name, office.key)
            found.setdefault(bare_name(name), office.key)
    return found


def office_of(name: str) -> str | None:
    """Return the key of the office that a unit's name means, None if the table has none."""
    plain = name.split("（", 1)[0]
    return _keys().get(plain) or _keys().get(bare_name(plain))


def measured(plan: Plan) -> Iterator[tuple[set[str], list[str]]]:
    """Yield, for each note of a plan, the offices that it names and those suggested for the first task it covers."""
    stated: dict[tuple[int, int], tuple[str, set[str]]] = {}
    for task in plan.tasks:
        units = [unit for unit in task.assignments if unit.origin is Origin.STATED and unit.span is not None]
        named = {key for unit in units if (key := office_of(unit.name)) is not None}
        if named and units[0].span is not None:
            stated.setdefault((units[0].span.start, units[0].span.end), (task.id, named))
    found = suggest.suggestions(plan) if stated else {}
    for task_id, named in stated.values():
        yield named, [key for name, _ in found[task_id] if (key := office_of(name)) is not None]


def tally(plan: Plan) -> Tally:
    """Return the figures of one plan."""
    result = Tally()
    for named, suggested in measured(plan):
        result.notes += 1
        result.spoken += bool(suggested)
        result.first += bool(suggested) and suggested[0] in named
        result.three += any(key in named for key in suggested)
    return result


def main() -> None:
    """Print the figures of every document with notes, and of all together."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.suggested_units", description=__doc__)
    parser.add_argument("--docs", action="append", type=Path, help="a folder of texts")
    parser.add_argument("--misses", action="store_true", help="print what was suggested wrongly")
    options = parser.parse_args()
    files = {path.stem: path for folder in options.docs or FOLDERS for path in sorted(folder.glob("*.txt"))}
    together = Tally()
    for name, path in sorted(files.items()):
        plan = read_plan(path)
        figures = tally(plan)
        if figures.notes >= FEWEST:
            together.add(figures)
            print(f"{name:32}{figures}", flush=True)
            for named, suggested in measured(plan) if options.misses else ():
                if suggested and suggested[0] not in named:
                    print(f"    {'、'.join(suggested)}, not {'、'.join(sorted(named))}")
    print(f"{'together':32}{together}")


if __name__ == "__main__":
    main()
