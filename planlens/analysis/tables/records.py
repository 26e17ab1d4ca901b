"""Ledgers written as text: an item, and below it labels and values (进展情况：……) instead of a table's columns.

Such records are read as the rows of a table whose heads are the labels. Without a label of progress they stay text:
units and time limits below an item are notes; unless all items are titles with nothing but labels below them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from planlens.analysis.draft import Paragraph
from planlens.analysis.flow import Flow, joined
from planlens.analysis.tables.grid import Grid
from planlens.analysis.tables.heads import PROGRESS, UNITS, Kind, kind_of
from planlens.model import Span

_LABEL = re.compile(r"([\u4e00-\u9fff]{2,8})[:：]")
"""进展情况：已完成设计。存在问题：用地未批。"""
_KINDS = {*UNITS, *PROGRESS, Kind.TIME, Kind.TARGET}
_LEAST = 2
"""Records of a ledger, and labels of each."""
_TITLE = 40
"""Characters of an item that is a title."""


@dataclass(slots=True)
class _Record:
    """An item and what its labels say: the label, the value."""

    item: Paragraph
    cells: list[tuple[Flow, Flow]] = field(default_factory=list)
    taken: int = 1
    longer: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a title with nothing but labels below it."""
        text = self.item.text
        # a title has no stop
        return not self.longer and len(text) <= _TITLE and not re.search(r"[。；：]", text)


def records_of(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Grid]]:
    """Return the paragraphs that are no records, and the records as tables."""
    labelled = [_cells(paragraph) for paragraph in paragraphs]
    if sum(map(bool, labelled)) < _LEAST:
        return list(paragraphs), []
    left: list[Paragraph] = []
    grids: list[Grid] = []
    index = 0
    while index < len(paragraphs):
        run = _run(paragraphs, labelled, index)
        if len(run) >= _LEAST and (_tells_progress(run) or all(record.bare for record in run)):
            grids.append(_grid(run, len(left)))
            index += sum(record.taken for record in run)
        else:
            left.append(paragraphs[index])
            index += 1
    return left, grids


def _tells_progress(run: Sequence[_Record]) -> bool:
    return any(kind_of(label.text) in PROGRESS for record in run for label, _ in record.cells)


def _run(paragraphs: Sequence[Paragraph], labelled: Sequence[Sequence[tuple[Flow, Flow]]], start: int) -> list[_Record]:
    """Return the records that follow each other from a paragraph on."""
    run: list[_Record] = []
    index = start
    while index + 1 < len(paragraphs) and not labelled[index] and labelled[index + 1]:
        record = _Record(paragraphs[index])
        index += 1
        while index < len(paragraphs) and (labelled[index] or _goes_on(paragraphs, labelled, index)):
            if labelled[index]:
                record.cells += labelled[index]
            else:
                label, value = record.cells[-1]
                record.cells[-1] = (label, joined([value, paragraphs[index].flow]))
                record.longer = True
            record.taken += 1
            index += 1
        if len(record.cells) < _LEAST:
            break
        run.append(record)
    return run


def _goes_on(paragraphs: Sequence[Paragraph], labelled: Sequence[Sequence[tuple[Flow, Flow]]], index: int) -> bool:
    """Whether a paragraph goes on with the value above it: it has no mark, and no labels stand below it."""
    opens = index + 1 < len(paragraphs) and bool(labelled[index + 1]) and paragraphs[index].text[-1] not in "。；"
    return paragraphs[index].marker is None and not opens and len(paragraphs[index].flow) > _LEAST


def _cells(paragraph: Paragraph) -> list[tuple[Flow, Flow]]:
    """Return the labels of a paragraph with their values; none if it does not open with a label."""
    flow = paragraph.flow
    places = []
    for colon in re.finditer(r"[:：]", flow.text):  # 责任单位：
        found = _LABEL.fullmatch(flow.text, _begins(flow, colon.start()), colon.end())
        if found is not None and kind_of(found[1]) in _KINDS:
            places.append(found)
    if not places or places[0].start() > 0:
        return []
    ends = [*(found.start() for found in places[1:]), len(paragraph.flow)]
    return [(flow.part(*found.span(1)), flow.part(found.end(), end)) for found, end in zip(places, ends, strict=True)]


def _begins(flow: Flow, colon: int) -> int:
    """Return where the words before a colon begin: behind a mark, or behind a blank of the file."""
    start = colon
    while start > 0 and "\u4e00" <= flow.text[start - 1] <= "\u9fff":
        start -= 1
        if start and flow.at[start] - flow.at[start - 1] > 1:
            break
    return start


def _grid(run: Sequence[_Record], before: int) -> Grid:
    """Return records as a table: the item first, then a column for each label."""
    heads: dict[str, Flow] = {}
    for record in run:
        for label, _ in record.cells:
            heads.setdefault(label.text, label)
    first = run[0].item.flow
    rows = []
    for record in run:
        values = {label.text: value for label, value in record.cells}
        marker = record.item.marker
        rows.append(
            (
                record.item.flow.part(marker.end if marker is not None else 0),
                *(values.get(name) or None for name in heads),
            )
        )
    last = run[-1].cells[-1]
    end = (last[1] if len(last[1]) else last[0]).span.end
    task = Flow("任务", first.at[:1] * 2)
    return Grid("", (task, *heads.values()), tuple(rows), True, Span(first.span.start, end), before, ruled=True)
