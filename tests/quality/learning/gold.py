"""Marked documents: the text, what planlens reads of it, and what people say is right.

A marked document is ``gold/NAME.json`` in a folder, beside ``docs/NAME.txt`` or with its text in the corpus. Its spans
count characters without white space. Marks may lack titles, quotes and texts: spans and labels are enough. Those in
``gold/roles`` say only what sections are for.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planlens.analysis import READING
from planlens.analysis.draft import Draft
from planlens.model import Span
from planlens.readers.txt import READER

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
FOLDERS = (SHARED / "eval", ROOT / "tests" / "quality")
CORPUS = SHARED / "corpus" / "text"
MEASURING = frozenset(
    {
        "cn-elderly-digital-2023",
        "fgf-tasks-2020",
        "logistics-145",
        "nmpa-smart-supervision-2019",
        "qingdao-ai-2024",
        "sx-edu-145",
    }
)
"""Documents that nothing is learnt from: they only measure."""


@dataclass(frozen=True)
class Marked:
    """A marked document.

    Attributes:
        name: the stem of its file.
        file: its text.
        marks: ``headings``, ``tasks``, ``notes``, ``targets`` as the gold has them, spans in offsets of the text.
        whole: whether all of it is marked, not the roles of its sections alone.
    """

    name: str
    file: Path
    marks: dict[str, list[dict]]
    whole: bool = True

    def draft(self, until: Callable[[Draft], None] | None = None) -> Draft:
        """Return what the steps of the analysis read of it, all of them or those before the step *until*."""
        draft = Draft(READER.read(self.file.read_bytes(), self.file.name))
        for _, step in READING:
            if step is until:
                break
            step(draft)
        return draft


def marked(folders: Sequence[Path] = FOLDERS, *, measuring: bool = False) -> list[Marked]:
    """Return the marked documents of some folders; those that only measure where *measuring* is set."""
    found = {}
    for folder in folders:
        for gold in sorted([*(folder / "gold").glob("*.json"), *(folder / "gold" / "roles").glob("*.json")]):
            beside = folder / "docs" / f"{gold.stem}.txt"
            file = beside if beside.exists() else CORPUS / f"{gold.stem}.txt"
            if (gold.stem in MEASURING) is measuring and file.exists():
                found[gold.stem] = Marked(gold.stem, file, _marks(gold, file), gold.parent.name != "roles")
    return list(found.values())


def _marks(gold: Path, file: Path) -> dict[str, list[dict]]:
    text = READER.read(file.read_bytes(), file.name).text
    places = [index for index, character in enumerate(text) if not character.isspace()]
    marks = json.loads(gold.read_text("utf-8"))
    for kind in ("headings", "tasks", "notes", "targets"):
        marks[kind] = [
            {**item, "start": places[item["start"]], "end": places[item["end"] - 1] + 1} for item in marks.get(kind, [])
        ]
    return marks


class Spans:
    """Marks of one kind, to be asked which of them a span that was found is."""

    def __init__(self, marks: Sequence[dict]):
        self._marks = sorted(marks, key=lambda mark: mark["start"])
        self._ends = [mark["end"] for mark in self._marks]

    def at(self, span: Span, least: float = 0.7) -> dict | None:
        """Return the mark that shares at least this part of the range that both cover together, the best one."""
        best, found = 0.0, None
        for mark in self._marks[bisect_left(self._ends, span.start) :]:
            if mark["start"] >= span.end:
                break
            common = min(mark["end"], span.end) - max(mark["start"], span.start)
            share = common / (max(mark["end"], span.end) - min(mark["start"], span.start))
            if share >= least and share > best:
                best, found = share, mark
        return found
