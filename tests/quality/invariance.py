"""How much the score of a plan depends on the format of its file.

    python tests/quality/invariance.py                         # all documents in all formats, a table of differences
    python tests/quality/invariance.py --format pdf --only tianhe --misses 10
    python tests/quality/invariance.py --keep /tmp/plans       # keep the files for score.py --files … --suffix …

It needs ``../shared/eval``, the collection of marked plans.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "readers")]

from format_base import Format  # noqa: E402
from plan_items import items_of  # noqa: E402

from planlens.exports.json_plan import as_json  # noqa: E402
from planlens.workflow import read_plan  # noqa: E402

EVAL = HERE.parents[2] / "shared" / "eval"
ANCHOR = 12
"""Characters that have to be equal for two texts to be in step again."""
Figures = dict[str, float | None]


def all_formats() -> list[Format]:
    """Return the formats of all modules ``as_*.py``."""
    modules = [importlib.import_module(path.stem) for path in sorted(HERE.glob("as_*.py"))]
    return [item for module in modules for item in module.FORMATS]


@cache
def scorer() -> ModuleType:
    """Return ``score.py`` of the collection, with a quicker way to align two texts."""
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.offsets_in = offsets_in
    return module


def offsets_in(document: str, text: str) -> list[int]:
    """Return for every offset in *text* the matching count of non-blank characters of *document*.

    As ``score.py`` does, by anchors in place of a longest common subsequence, which takes minutes for a long plan.
    """
    wanted, have = "".join(document.split()), "".join(text.split())
    there, k, j = [], 0, 0
    while k < len(have):
        if j < len(wanted) and have[k] == wanted[j]:
            there.append(j)
            k, j = k + 1, j + 1
            continue
        step = _in_step(have, k, wanted, j)
        there += [j] * (step[0] - k)
        k, j = step
    there.append(j)
    offsets, seen = [], 0
    for character in text:
        blank = character.isspace()
        # A blank after a sentence is its end, also where the document has more there that this text has not.
        offsets.append(there[seen - 1] + 1 if blank and seen else there[seen])
        seen += not blank
    return [*offsets, there[seen]]


def _in_step(have: str, k: int, wanted: str, j: int) -> tuple[int, int]:
    """Return the next places at which the texts agree again, as near as possible."""
    for skip in range(3000):
        found = wanted.find(have[k + skip : k + skip + ANCHOR], j, j + 3000)
        if found >= 0 and k + skip + ANCHOR <= len(have):
            return k + skip, found
    return k + 1, j


@cache
def gold_of(name: str) -> dict[str, Any]:
    """Return the marks of a document."""
    gold: dict[str, Any] = json.loads((EVAL / "gold" / f"{name}.json").read_text("utf-8"))
    return gold


def figures_of(name: str, path: Path) -> tuple[Figures, list[str]]:
    """Return the scores of a file that holds the document of this name, and what was missed."""
    document = (EVAL / "docs" / f"{name}.txt").read_text("utf-8")
    figures, notes = scorer().score(gold_of(name), as_json(read_plan(path)), document)
    return figures, notes


def documents() -> list[str]:
    """Return the names of the marked documents."""
    return sorted(path.stem for path in (EVAL / "gold").glob("*.json"))


def written(names: Sequence[str], target: Format, folder: Path) -> Iterator[tuple[str, Path]]:
    """Write documents in a format and yield their names and files."""
    for name in names:
        path = folder / f"{name}{target.suffix}"
        items = items_of(EVAL / "docs" / f"{name}.txt", gold_of(name)["headings"])
        path.write_bytes(target.write(items, "某市规划"))
        yield name, path


def mean(rows: Sequence[Figures]) -> Figures:
    """Return the mean of each measure over the documents that have it."""
    result: Figures = {}
    for column in scorer().COLUMNS:
        values = [value for row in rows if (value := row[column]) is not None]
        result[column] = sum(values) / len(values) if values else None
    return result


def differences(figures: Figures, clean: Figures) -> dict[str, float]:
    """Return how far each measure lies above or below the clean text's."""
    return {key: (figures[key] or 0.0) - value for key, value in clean.items() if value is not None}


def _row(name: str, values: dict[str, float]) -> str:
    return f"{name:40}" + " ".join(f"{values.get(column, 0.0):+7.1f}" for column in scorer().COLUMNS)


def _main() -> None:
    parser = argparse.ArgumentParser(description="Compare the scores of plans in all formats.")
    parser.add_argument("--format", action="append", default=[], help="only formats whose name contains this")
    parser.add_argument("--only", action="append", default=[], help="only documents whose name contains this")
    parser.add_argument("--misses", type=int, default=0, help="print what a format misses and the text does not")
    parser.add_argument("--keep", type=Path, help="write the files into folders here and leave them")
    chosen = parser.parse_args()
    names = [name for name in documents() if not chosen.only or any(part in name for part in chosen.only)]
    clean = {name: figures_of(name, EVAL / "docs" / f"{name}.txt") for name in names}
    print(f"{'difference from the clean text':40}" + " ".join(f"{column[:7]:>7}" for column in scorer().COLUMNS))
    for target in all_formats():
        if chosen.format and not any(part == target.name or part in target.name for part in chosen.format):
            continue
        if not target.available:
            print(f"{target.name:40} cannot be written on this machine")
            continue
        with tempfile.TemporaryDirectory() as temporary:
            folder = (chosen.keep or Path(temporary)) / target.name.replace(", ", "-").replace(" ", "-")
            folder.mkdir(parents=True, exist_ok=True)
            rows = []
            for name, path in written(names, target, folder):
                figures, notes = figures_of(name, path)
                rows.append(figures)
                if any(abs(value) > 0.05 for value in differences(figures, clean[name][0]).values()):
                    print(_row(f"  {name}", differences(figures, clean[name][0])))
                for note in [note for note in notes if note not in clean[name][1]][: chosen.misses]:
                    print("     ", note)
        print(_row(target.name, differences(mean(rows), mean([clean[name][0] for name in names]))), flush=True)


if __name__ == "__main__":
    _main()
