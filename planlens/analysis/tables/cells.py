"""The text of one cell of a table: its lines, its units, its percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from planlens.analysis.flow import Flow, joined
from planlens.analysis.notes.units import is_unit
from planlens.analysis.outline.markers import marker_of
from planlens.language.words import cut

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?[%％]")  # 完成65%
_NUMBER = re.compile(r"\d+(?:\.\d+)?")  # 65
_SLASH = re.compile(r"(?<=[\u4e00-\u9fff）)])[/／\\|｜](?=[\u4e00-\u9fff])")  # 市科技局/市财政局
_GLUED = re.compile(r"(?<=[处科室股站队办部委局组会段校团])(?=各[\u4e00-\u9fff]{1,3}(?:[处科室股站队部局组段校]|$|、))")
"""Between units whose border was lost: 各处室各年段."""
_IN_BRACKETS = re.compile(r"[（(][^（）()]{2,8}[)）]")  # （牵头单位）
_LABEL = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,10}(?:[（(][^（()）]*[)）])?)[:：](?P<rest>.*)")
"""``预期目标：``, ``验收要点：1.工作总结；``."""
_PROOF = re.compile(r"验收|考核|成果|佐证|材料|标志|指标|要点|备注|说明|依据|评价|证明")
"""Labels of what shows that the work was done, or of remarks on it."""
_OPEN = "、，,和与及的对为在以把将等至到（(《“—-"
"""Ends of a line that goes on: 推进教育、."""
_CLOSED = "、，。；：！？）)》”%％"
_LEAST = 3
"""Characters of a line that can be an item; shorter ones are the end of the line before."""
_WORD = 8
"""Characters on both sides of a line break in which a word is looked for that it cuts."""
_NAME_END = re.compile(r"[、，,；;]")  # 市科技局、


def _gaps(cell: Flow) -> Iterator[int]:
    """Yield where the characters of a cell do not follow each other in the document: at blanks and line breaks."""
    return (k for k in range(1, len(cell)) if cell.at[k] != cell.at[k - 1] + 1)


def lines_of(cell: Flow, text: str) -> list[Flow]:
    """Return the lines of a cell, as its paragraphs or the breaks in them part it.

    Args:
        cell: the cell.
        text: the document's text.
    """
    if cell.at and cell.at[-1] - cell.at[0] == len(cell.at) - 1:
        return [cell]
    # a line end inside a cell
    breaks = [k for k in _gaps(cell) if re.search(r"[\n\r\v]", text[cell.at[k - 1] + 1 : cell.at[k]])]
    edges = [0, *breaks, len(cell)]
    lines = (cell.part(start, end) for start, end in pairwise(edges))
    return [line for line in lines if len(line)]


def items_of(cell: Flow, text: str) -> list[Flow]:
    """Return the items of a cell that says what is to be done: its paragraphs, without titles and lists of proofs.

    A line begins an item unless its break is that of a narrow column: within a word, or within a phrase. Where lines
    are labels (预期目标：, 验收要点：), what stands above the first of them is the cell's title, and what stands below
    labels of proofs is no part of the work.
    """
    items: list[list[Flow]] = []
    for line in _work(lines_of(cell, text)):
        if items and _goes_on(items[-1][-1].text, line.text):
            items[-1].append(line)
        else:
            items.append([line])
    return [joined(item) for item in items]


def _work(lines: list[Flow]) -> list[Flow]:
    """Return the lines that say what is to be done."""
    labels = [_LABEL.fullmatch(line.text) for line in lines]
    proofs = [label is not None and _PROOF.search(label["label"]) is not None for label in labels]
    opens = [label is not None and (not label["rest"] or proof) for label, proof in zip(labels, proofs, strict=True)]
    if len(lines) < 2 or not any(opens):
        return lines
    kept: list[Flow] = []
    first, proving = opens.index(True), False
    for place, line in enumerate(lines):
        if opens[place]:
            proving = proofs[place]
        elif (place > first and not proving) or line.text[-1] in "。；;！":  # above the labels stands a title
            kept += [] if proving else [line]
    return kept


def _goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with the line before it, which only a narrow column has broken."""
    if before[-1] in "。；;！？!?：:" or marker_of(line) is not None:
        return False
    # （含园区）
    if before[-1] in _OPEN or line[0] in _CLOSED or re.fullmatch(r"[（(][^（()）]*[)）]", line) or len(line) < _LEAST:
        return True
    tail, head = before[-_WORD:], line[:_WORD]
    at = 0
    for word in cut(tail + head):
        if at < len(tail) < at + len(word):
            return True
        at += len(word)
    return False


def listed_units(cell: Flow, *, persons: bool = False) -> str:
    """Return the text of a cell of units with 、 where only a blank, a line break or a slash parts two of them.

    Args:
        cell: the cell.
        persons: whether the cell also names persons, in brackets or on lines of their own; they are left out.
    """
    edges = [0, *_gaps(cell), len(cell)]
    pieces = [cell.text[start:end] for start, end in pairwise(edges)]
    if persons:
        pieces = [_IN_BRACKETS.sub("", piece) for piece in pieces]
        return "、".join(piece for piece in pieces if any(map(_is_office, _NAME_END.split(piece))))
    listed = pieces[0] if pieces else ""
    for piece in pieces[1:]:
        before, after = _NAME_END.split(listed)[-1], _NAME_END.split(piece)[0]
        listed += ("、" if _is_office(before) and (_is_office(after) or after.startswith("各")) else "") + piece
    return _GLUED.sub("、", _SLASH.sub("、", listed))


def _is_office(name: str) -> bool:
    """Whether a name, behind a label or not, is a unit's, or in a column of units that of an office within one."""
    name = re.split(r"[:：]", name)[-1]  # 牵头单位：市科技局
    return is_unit(name) or re.fullmatch(r"[\u4e00-\u9fff]{1,10}[处科室股所站队]", name) is not None  # 规划处


def percents(texts: list[str]) -> list[float | None]:
    """Return the percentages that the cells of one column state, None for those that state none.

    A column of bare numbers of at most 1 holds fractions, as cells without their format do.
    """
    bare = [float(text) if _NUMBER.fullmatch(text) else None for text in texts]
    numbers = [number for number in bare if number is not None]
    factor = 100.0 if numbers and max(numbers) <= 1 else 1.0
    found: list[float | None] = []
    for text, number in zip(texts, bare, strict=True):
        signed = _PERCENT.search(text)
        found.append(float(signed[1]) if signed else None if number is None else round(number * factor, 4))
    return found
