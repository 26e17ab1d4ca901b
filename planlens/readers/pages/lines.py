"""Text lines: the runs that share a baseline, with blanks where the gaps are wide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from planlens.model import Span
from planlens.readers.pages.model import Run

LEADERS = re.compile(r"([.．…·•。﹒‧]\s?){4}")
"""第一章 发展基础………3."""
LEADS_ONLY = re.compile(r"([.．…·•。﹒‧]\s?){4,}[-—]?\s?\d{0,3}\s?[-—]?")
"""………3: the rest of an entry that fills its line."""
_MARK = re.compile(r"\d{1,3}|[①-⑳]|[\[［〔(（]\d{1,3}[\]］〕)）]|[*＊]")  # ①, [3]
_LABEL = re.compile(
    r"[（(]?([一二三四五六七八九十]{1,3}|\d{1,3})([)）]|[、．.](?!\d))|第[一二三四五六七八九十百\d]{1,4}[章节条篇编]|[①-⑳●■□◆▲•]"
)
"""``（一）``, ``3.``, ``第二章``, ``①``, ``●``: what begins an item."""


@dataclass(slots=True)
class Line:
    """A line of text.

    Attributes:
        text: its characters, with blanks where gaps are wide.
        left: its left edge.
        right: its right edge.
        baseline: the baseline of its largest characters.
        size: their font size.
        raised: ranges of *text* that stand small and high, as note marks do.
        page: the page's number from 0.
        column: the text column on the page from 0.
        leads: whether dots or a wide gap lead to a page number, as in a table of contents.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    raised: list[Span] = field(default_factory=list)
    page: int = 0
    column: int = 0
    leads: bool = False

    @property
    def opens(self) -> bool:
        """Whether it begins with a number or a bullet as items do."""
        return _LABEL.match(self.text) is not None

    @property
    def final(self) -> bool:
        """Whether it ends with a stop or a colon."""
        return self.text.rstrip("”’）)》」")[-1:] in tuple("。！？；：!?;:")


def rows_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Group runs into rows from top to bottom; within a row they stand from left to right.

    A run belongs to the row whose band of large characters holds its middle, so that raised and lowered small
    characters stay in their line.
    """
    rows: list[list[Run]] = []
    mains: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.baseline, run.left)):
        for at in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            main = mains[at]
            large = max(main.size, run.size)
            if abs(main.baseline - run.baseline) < (0.3 if main.size == run.size else 0.45) * large:
                rows[at].append(run)
                mains[at] = run if run.size > main.size else main
                break
        else:
            rows.append([run])
            mains.append(run)
    for row in rows:
        row.sort(key=lambda run: run.left)
    return rows


def line_of(row: Sequence[Run], page: int = 0, column: int = 0) -> Line:
    """Join the runs of one row; runs printed twice at one place (bold by double print) are taken once."""
    if len(row) == 1:
        run = row[0]
        leads = LEADERS.search(run.text) is not None
        return Line(run.text, run.left, run.right, run.baseline, run.size, [], page, column, leads)
    row = _untangled(row)
    size = max(run.size for run in row)
    baseline = max((run for run in row if run.size == size), key=lambda run: len(run.text)).baseline
    parts: list[str] = []
    raised: list[Span] = []
    length, last = 0, None
    for run in row:
        if last is not None and run.text == last.text and abs(run.left - last.left) < 0.25 * run.size:
            continue
        text = (_gap(last, run) if last is not None else "") + run.text
        if run.size < 0.8 * size and run.baseline < baseline - 0.12 * size and _MARK.fullmatch(run.text.strip()):
            start = length + len(text) - len(run.text.lstrip())
            raised.append(Span(start, start + len(run.text.strip())))
        parts.append(text)
        length += len(text)
        last = run
    whole = "".join(parts).rstrip()
    leads = _is_entry(row) or LEADERS.search(whole) is not None
    return Line(whole, row[0].left, max(run.right for run in row), baseline, size, raised, page, column, leads)


def _is_entry(row: Sequence[Run]) -> bool:
    """Whether a page number stands at least three em behind the text before it."""
    # — 3 —
    number = len(row) > 1 and re.fullmatch(r"[-—]?\s?\d{1,3}\s?[-—]?", row[-1].text) is not None
    return number and row[-1].left - row[-2].right > 3 * row[-1].size


def _untangled(row: Sequence[Run]) -> Sequence[Run]:
    """Return the runs from left to right; those that overlap (another font fills their gaps) are taken apart."""
    if all(after.left > before.right - 0.3 * before.size for before, after in pairwise(row)):
        return row
    single = [run.part(index, index + 1) for run in row for index in range(len(run.text))]
    return sorted(single, key=lambda run: run.left)


def _gap(before: Run, after: Run) -> str:
    gap = (after.left - before.right) / max(before.size, after.size, 1)
    words = _is_word(before.text[-1]) and _is_word(after.text[0])
    return " " if gap > (0.18 if words else 0.75) else ""


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def merged(runs: Sequence[Run], gap: float) -> list[Run]:
    """Join neighbouring runs of a row into segments; a gap of more than *gap* em parts them. Positions only."""
    groups: list[list[Run]] = []
    right = 0.0
    for run in runs:
        if groups and run.left - right <= gap * max(run.size, groups[-1][0].size):
            groups[-1].append(run)
            right = max(right, run.right)
        else:
            groups.append([run])
            right = run.right
    return [_segment(group) for group in groups]


def _segment(group: Sequence[Run]) -> Run:
    lefts = [left for run in group for left in run.lefts]
    return Run("".join(run.text for run in group), lefts, max(run.right for run in group), 0, group[0].size)


def pitch_of(lines: Sequence[Line]) -> float:
    """Return the usual distance of two baselines, 0 when there are no two lines."""
    steps = sorted(
        below.baseline - line.baseline
        for line, below in pairwise(lines)
        if line.page == below.page and line.baseline < below.baseline
    )
    return steps[len(steps) // 2] if steps else 0.0
