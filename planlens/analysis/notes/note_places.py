"""Where the unit notes of a text stand: in brackets, or behind a label that opens a sentence (责任单位：市教育局)."""

from __future__ import annotations

import re
from functools import lru_cache

from planlens.analysis.notes.note_grammar import Reading, read, without_convention
from planlens.analysis.notes.note_words import Kind, labels, verb_pattern
from planlens.analysis.notes.units import is_office, is_unit, names
from planlens.language.sentences import depths, split

Place = tuple[int, int, Reading]
"""A note: where it begins and ends in the text, brackets included, and what it says."""

_BRACKETS = re.compile(r"[（(【〔\[）)】〕\]]")  # （责任单位：市科技局）
_OPENERS = "（(【〔["
# 含市政府大楼, 详见附件, 原市卫生局: a bracket that explains
_EXPLAINS = re.compile(r"含|包括|包含|如|例如|见|详见|即|指|除|不含|另|注|原|以下|简称|下称|其中")
# 【责任单位】市科技局, 责任单位：市科技局
_LABEL_OPENS = re.compile(
    r"\s*(?:[【〔\[]\s?[\u4e00-\u9fff、]{2,14}\s?[】〕\]]\s?[:：]?|[\u4e00-\u9fff、]{2,14}(?:（[^（）]*）)?\s?[:：])"
)
# 市科技局, 市政府办公室, 各县管委会: endings of offices that stand in bare lists
_DEPARTMENT = re.compile(r"(局|委|办|厅|部|署|室|政府|办公室|管委会|委员会|中心)$")
_STOPPED = tuple("。；！;!")


@lru_cache(maxsize=2048)
def notes_in(text: str) -> tuple[Place, ...]:
    """Return every unit note of *text*, in its order."""
    found = _in_brackets(text)
    inside = {index for start, end, _ in found for index in range(start, end)}
    found += [place for place in _behind_labels(text) if place[0] not in inside]
    return tuple(sorted(found, key=lambda place: place[:2]))


def _in_brackets(text: str) -> list[Place]:
    found: list[Place] = []
    start = None
    level = depths(text)
    for mark in _BRACKETS.finditer(text):
        index = mark.start()
        if level[index] != 1:
            continue
        if text[index] in _OPENERS:
            start = start if index and text[index - 1] in "《“‘" else index
        elif start is not None:
            reading = _bracket_reading(text[start + 1 : index], closing=text[start - 1 : start] in _STOPPED)
            if reading is not None:
                found.append((start, index + 1, reading))
            start = None
    return found


def _bracket_reading(content: str, *, closing: bool) -> Reading | None:
    """Read the inside of a bracket as a note.

    It is one if it has a label with units or a time limit, units with a verb behind them, or nothing but units; behind
    a full stop, mostly units are enough, also offices inside a unit.
    """
    content = without_convention(content).strip("，,；; ")
    if len(content) < 3 or _EXPLAINS.match(content):
        return None
    reading = read(content)
    if reading is None:
        return None
    marks = labels(content)
    if any(mark.kind is Kind.TIME for mark in marks):
        return reading
    if not reading.units:
        return None
    offices = sum(is_office(name) for name, _ in reading.units)
    if any(mark.sure for mark in marks):
        return reading if offices or closing or len(reading.units) > 1 else None
    if marks or verb_pattern().search(content):
        return reading if offices * 2 > len(reading.units) else None
    return reading if _listed_units(content, closing=closing, timed=bool(reading.until)) else None


def _listed_units(content: str, *, closing: bool, timed: bool) -> bool:
    """Whether a bracket without label and verb is a list of units, one of them with the ending of a department."""
    found = names(content)
    units = sum(map(is_office if closing else is_unit, found))
    if not found or (units < len(found) and not timed and not (closing and units * 2 > len(found) > 1)):
        return False
    if closing and all(2 <= len(name) <= 12 for name in found):
        return True
    listed = len(found) > 1 or timed or re.match(r"[省市区县各]", found[0]) is not None  # 市科技局
    return listed and any(_DEPARTMENT.search(name) for name in found)


def _behind_labels(text: str) -> list[Place]:
    """Return the notes without brackets: runs of sentences that each begin with a label or go on with its list."""
    if not _LABEL_OPENS.search(text):
        return []
    found: list[Place] = []
    run: list[tuple[int, int]] = []
    for begin, end in (*split(text, frozenset(_STOPPED)), (len(text), len(text))):
        piece = text[begin:end]
        if _LABEL_OPENS.match(piece) or (run and piece and _only_units(piece)):
            run.append((begin, end))
            continue
        place = _open_note(text, run[0][0], run[-1][1]) if run else None
        found += [place] if place is not None else []
        run = []
    return found


def _only_units(piece: str) -> bool:
    found = names(piece.rstrip("。；！;!"))
    return bool(found) and all(map(is_office, found))


def _open_note(text: str, start: int, end: int) -> Place | None:
    """Read sentences that begin with labels as a note, if the first one is sure or they are all there is."""
    content = text[start:end]
    reading = read(content)
    marks = labels(content.replace("】", "：").replace("〕", "："))
    if reading is None or not marks or marks[0].kind is Kind.OTHER:
        return None
    alone = not text[:start].strip() and not text[end:].strip()
    if not reading.units:
        return (start, end, reading) if alone and marks[0].kind is Kind.TIME and len(text) <= 40 else None
    offices = sum(is_office(name) for name, _ in reading.units)
    short = alone and marks[0].sure and all(len(name) <= 12 for name, _ in reading.units)
    likely = offices * 2 > len(reading.units) and (marks[0].sure or marks[0].kind is Kind.TIME or alone)
    return (start, end, reading) if likely or short else None


def closing_note(text: str) -> int | None:
    """Return where the unit notes that close *text* begin, None if none does."""
    start: int | None = None
    limit = len(text)
    for begin, end, _ in reversed(notes_in(text)):
        if text[end:limit].strip("。；;. "):
            break
        start = limit = begin
    return start


def is_note(text: str) -> bool:
    """Whether a paragraph is nothing but a note: brackets with units, or a line 责任单位：…."""
    return closing_note(text) == 0
