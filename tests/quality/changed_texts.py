"""How much the score of a plan depends on wording and form that its readers would hardly notice.

    python tests/quality/changed_texts.py                      # all marked documents, a table of differences
    python tests/quality/changed_texts.py --change labels --only tianhe --misses 10

A change takes a text apart into characters that know where they came from and puts them together again, so that the
marks of the text follow. The marks are those of ``../shared/eval``; for a sample, what planlens finds in it unchanged.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "readers")]

from invariance import EVAL, Figures, differences, documents, gold_of, mean, scorer  # noqa: E402

from planlens.exports.json_plan import as_json  # noqa: E402
from planlens.paths import samples  # noqa: E402
from planlens.workflow import read_plan  # noqa: E402

Gold = dict[str, Any]
Piece = tuple[str, int | None]
"""A character and the offset in the old text that it came from, None where a change put it in."""
Pieces = list[Piece]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks, whose places count characters without white space."""

    text: str
    gold: Gold

    def offsets(self) -> list[int]:
        """Return the offset in the text of every character that is no white space."""
        return [k for k, character in enumerate(self.text) if not character.isspace()]

    def headings(self) -> list[tuple[int, int, Gold]]:
        """Return the headings with their place in the text."""
        at = self.offsets()
        return [(at[h["start"]], at[h["end"] - 1] + 1, h) for h in self.gold["headings"]]

    def titles(self) -> set[int]:
        """Return the offsets of all characters of headings."""
        return {k for start, end, _ in self.headings() for k in range(start, end)}

    def lines(self) -> Iterable[tuple[int, int]]:
        """Yield where each line begins and ends, without its line break."""
        start = 0
        for line in self.text.splitlines(keepends=True):
            yield start, start + len(line.rstrip("\r\n"))
            start += len(line)

    def pieces(self) -> Pieces:
        """Return the text in characters."""
        return [(character, k) for k, character in enumerate(self.text)]


def put_together(marked: Marked, pieces: Pieces, words: dict[str, str]) -> Marked:
    """Return the changed text with the marks where they are now; marks that lost their first character are gone.

    Args:
        marked: the text before.
        pieces: the text after.
        words: what was replaced, for the words of the marks themselves.
    """
    text = "".join(character for character, _ in pieces)
    now: dict[int, int] = {}
    seen = 0
    for character, origin in pieces:
        if origin is not None:
            now[origin] = seen
        seen += not character.isspace()
    at = marked.offsets()
    gold: Gold = {"notes": _renamed(marked.gold["notes"], words)}
    for kind in ("headings", "tasks", "targets"):
        kept = []
        for item in _renamed(marked.gold[kind], words):
            first, last = now.get(at[item["start"]]), now.get(at[item["end"] - 1])
            if first is not None and last is not None and first <= last:
                kept.append({**item, "start": first, "end": last + 1})
        gold[kind] = sorted(kept, key=lambda item: (item["start"], item["end"]))
    return Marked(text, gold)


def _renamed(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, str):
        for old, new in words.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, list):
        return [_renamed(item, words) for item in value]
    return {key: _renamed(item, words) for key, item in value.items()} if isinstance(value, dict) else value


def _edited(marked: Marked, edits: Iterable[tuple[int, int, str]], words: dict[str, str] | None = None) -> Marked:
    """Return the text with some stretches replaced: (start, end, the new characters), in order.

    What begins or ends with a replaced stretch begins or ends with its new characters; an empty one is gone.
    """
    pieces: Pieces = []
    done = 0
    for start, end, new in edits:
        pieces += [(marked.text[k], k) for k in range(done, start)]
        origins: list[int | None] = [None] * len(new)
        if new and end > start:
            origins[0], origins[-1] = start, end - 1
        pieces += zip(new, origins, strict=True)
        done = end
    pieces += [(marked.text[k], k) for k in range(done, len(marked.text))]
    return put_together(marked, pieces, words or {})


def _replaced(marked: Marked, words: dict[str, str]) -> Marked:
    old = re.compile("|".join(map(re.escape, words)))
    return _edited(marked, ((f.start(), f.end(), words[f[0]]) for f in old.finditer(marked.text)), words)


def labels(marked: Marked) -> Marked:
    """Name the units by other labels."""
    words = {"责任单位": "主管部门", "牵头单位": "领办单位", "配合单位": "协同部门", "责任部门": "承办处室"}
    return _replaced(marked, words)


def titles(marked: Marked) -> Marked:
    """Call the usual chapters by other names, in headings and in running text alike."""
    words = {"主要目标": "建设目标", "发展目标": "预期目标", "总体目标": "奋斗目标", "重点任务": "主攻任务"}
    return _replaced(marked, words | {"主要任务": "工作任务", "保障措施": "推进保障", "总体要求": "总体考虑"})


def half_width(marked: Marked) -> Marked:
    """Type brackets, commas, colons and percent signs as a Western keyboard does."""
    return _replaced(marked, dict(zip("（），：；％", "(),:;%", strict=True)))


def broken_lines(marked: Marked) -> Marked:
    """Break every eighth long paragraph in the middle, as copying does."""
    breaks, long = [], 0
    headed = marked.titles()
    for start, end in marked.lines():
        middle = (start + end) // 2
        if end - start < 80 or "\t" in marked.text[start:end]:
            continue
        long += 1
        if long % 8 == 0:
            while middle < end - 3 and (middle in headed or marked.text[middle - 1] in "。；！？;!?"):
                middle += 1
            breaks.append((middle, middle, "\n"))
    return _edited(marked, breaks)


def _chapters(marked: Marked) -> list[tuple[int, int, Gold]]:
    return [found for found in marked.headings() if found[2]["level"] == 1]


def _number_end(marked: Marked, start: int, number: str) -> int:
    """Return where the number of a heading ends that begins at *start*."""
    left = len("".join(number.split()))
    while left:
        left -= not marked.text[start].isspace()
        start += 1
    return start


def number_lost(marked: Marked) -> Marked:
    """Take the number off the second chapter."""
    for start, _, heading in _chapters(marked)[1:2]:
        length = len("".join(heading["number"].split()))
        bare = [
            {**h, "number": "", "start": h["start"] + length} if h is heading else h for h in marked.gold["headings"]
        ]
        edits = [(start, _number_end(marked, start, heading["number"]), "")]
        return _edited(Marked(marked.text, {**marked.gold, "headings": bare}), edits)
    return marked


def heading_lost(marked: Marked) -> Marked:
    """Take out the line of the second chapter, where it stands alone on it."""
    for start, end, _ in _chapters(marked)[1:2]:
        for first, last in marked.lines():
            if first <= start and end <= last and not marked.text[end:last].strip(" 。：:\u3000"):
                return _edited(marked, [(first, last, "")])
    return marked


def renumbered(marked: Marked) -> Marked:
    """Write 第一章 for 一、."""
    edits, headings = [], []
    chapters = {id(heading): start for start, _, heading in _chapters(marked)}
    for heading in marked.gold["headings"]:
        found = re.fullmatch(r"([一二三四五六七八九十]+)、", heading["number"])  # 十二、
        headings.append(heading)
        if found is not None and id(heading) in chapters:
            start = chapters[id(heading)]
            edits.append((start, _number_end(marked, start, found[0]), f"第{found[1]}章\u3000"))
            headings[-1] = {**heading, "number": f"第{found[1]}章"}
    return _edited(Marked(marked.text, {**marked.gold, "headings": headings}), edits)


def footers(marked: Marked) -> Marked:
    """Add what a web page writes below a document."""
    below = "\n【原文下载】\n相关附件\n附件1.docx\n打印本页\u3000关闭窗口\n"
    return put_together(marked, marked.pieces() + [(character, None) for character in below], {})


def places(marked: Marked) -> Marked:
    """Move the document to another province and city."""
    words = {
        "山东": "岚东",
        "青岛": "澄屿",
        "浙江": "浦南",
        "包头": "云泽",
        "上海": "沧浦",
        "广州": "霁城",
        "天河": "望溪",
    }
    return _replaced(marked, words)


def _without_end(block: Pieces) -> Pieces:
    """Return a stretch of a text without the white space at its end."""
    end = len(block)
    while end and block[end - 1][0].isspace():
        end -= 1
    return block[:end]


def shuffled(marked: Marked) -> Marked:
    """Change the order of the sections of level two inside each chapter, each under the number that stood there.

    The white space between two sections stays where it is: what began the row of a table still begins it.
    """
    headings = [(start, h) for start, _, h in marked.headings() if h["level"] <= 2]
    groups: list[list[int]] = []
    for k, (_, heading) in enumerate(headings):
        if heading["level"] == 1:
            groups.append([])
        elif groups and heading["role"] in ("task", "safeguard"):
            groups[-1].append(k)
    ends = [start for start, _ in headings[1:]] + [len(marked.text)]
    order = list(range(len(headings)))
    for group in groups:
        mixed = group[:]
        random.Random(7).shuffle(mixed)
        for place, member in zip(group, mixed, strict=True):
            order[place] = member
    pieces: Pieces = marked.pieces()[: headings[0][0]] if headings else marked.pieces()
    for place, member in enumerate(order):
        block = _without_end(marked.pieces()[headings[member][0] : ends[member]])
        own, there = headings[member][1]["number"], headings[place][1]["number"]
        if place != member and len(own) == len(there):
            block = [(c, k) for c, (_, k) in zip(there, block, strict=False)] + block[len(own) :]
        there_all = marked.pieces()[headings[place][0] : ends[place]]
        between = [(c, None) for c, _ in there_all[len(_without_end(there_all)) :]]
        pieces += block + (between or ([("\n", None)] if place != member and place + 1 < len(order) else []))
    return put_together(marked, pieces, {})


@dataclass(frozen=True, slots=True)
class Change:
    """A way to change a text, by how many points each figure may fall, and the figures that it may touch."""

    make: Callable[[Marked], Marked]
    allowance: float = 1.0
    spared: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return its name, for people and for ``--change``."""
        return self.make.__name__


CHANGES = (
    Change(labels),
    Change(titles),
    Change(half_width),
    Change(broken_lines),
    Change(number_lost, 2.0),
    Change(heading_lost, 2.0, spared=("tree",)),
    Change(renumbered),
    Change(shuffled),
    Change(footers),
    Change(places),
)


def marked_document(name: str) -> Marked:
    """Return a document of the collection."""
    return Marked((EVAL / "docs" / f"{name}.txt").read_text("utf-8"), gold_of(name))


def marked_sample(path: Path) -> Marked:
    """Return a sample in plain text with what planlens finds in it as its marks."""
    plan = as_json(read_plan(path))
    counted, seen = [], 0
    for character in plan["text"]:
        counted.append(seen)
        seen += not character.isspace()
    counted.append(seen)
    spans = {
        kind: [{**item, "start": counted[item["start"]], "end": counted[item["end"]]} for item in plan[kind]]
        for kind in ("sections", "tasks", "targets")
    }
    notes = [{"units": [unit for unit in task["units"] if unit["origin"] == "stated"]} for task in spans["tasks"]]
    tasks = [{**task, "note": k if notes[k]["units"] else None} for k, task in enumerate(spans["tasks"])]
    gold = {"headings": spans["sections"], "tasks": tasks, "targets": spans["targets"], "notes": notes}
    return Marked(plan["text"], gold)


def sample_texts() -> list[Path]:
    """Return the samples in plain text."""
    return sorted(samples().glob("*.txt"))


def figures_of(marked: Marked) -> tuple[Figures, list[str]]:
    """Return the scores of a text against its marks, and what was missed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "某市规划.txt"
        path.write_text(marked.text, "utf-8")
        figures, notes = scorer().score(marked.gold, as_json(read_plan(path)), marked.text)
    return figures, notes


def _row(name: str, values: dict[str, float]) -> str:
    return f"{name:34}" + " ".join(f"{values.get(column, 0.0):+7.1f}" for column in scorer().COLUMNS)


def lost(changed: Sequence[Figures], clean: Sequence[Figures]) -> dict[str, float]:
    """Return by how many points each measure's mean differs, over the documents that have it before and after."""
    pairs = [
        ({key: b[key] if f[key] is not None else None for key in b}, f) for f, b in zip(changed, clean, strict=True)
    ]
    return differences(mean([f for _, f in pairs]), mean([b for b, _ in pairs]))


def _main() -> None:
    parser = argparse.ArgumentParser(description="Compare the scores of plans after changes that hardly matter.")
    parser.add_argument("--change", action="append", default=[], help="only changes whose name contains this")
    parser.add_argument("--only", action="append", default=[], help="only documents whose name contains this")
    parser.add_argument("--misses", type=int, default=0, help="print what is missed after a change and not before")
    chosen = parser.parse_args()
    names = [name for name in documents() if not chosen.only or any(part in name for part in chosen.only)]
    before = {name: figures_of(marked_document(name)) for name in names}
    print(f"{'difference from the text as it was':34}" + " ".join(f"{c[:7]:>7}" for c in scorer().COLUMNS))
    for change in CHANGES:
        if chosen.change and not any(part in change.name for part in chosen.change):
            continue
        rows = []
        for name in names:
            figures, notes = figures_of(change.make(marked_document(name)))
            rows.append(figures)
            gap = lost([figures], [before[name][0]])
            if any(abs(value) > 1 for value in gap.values()):
                print(_row(f"  {name}", gap))
            for note in [note for note in notes if note not in before[name][1]][: chosen.misses]:
                print("     ", note)
        print(_row(change.name, lost(rows, [before[name][0] for name in names])), flush=True)


if __name__ == "__main__":
    _main()
