"""The text of one cell of a table: its lines, its units, its percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from planlens.analysis.flow import Flow
from planlens.analysis.markers import marker_of
from planlens.analysis.units import is_unit

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?[%％]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SLASH = re.compile(r"(?<=[\u4e00-\u9fff）)])[/／\\|｜](?=[\u4e00-\u9fff])")
_IN_BRACKETS = re.compile(r"[（(][^（）()]{2,8}[)）]")
_NAME_END = re.compile(r"[、，,；;]")


def _gaps(cell: Flow) -> Iterator[int]:
    """Yield where the characters of a cell do not follow each other in the document: at blanks and line breaks."""
    return (k for k in range(1, len(cell)) if cell.at[k] != cell.at[k - 1] + 1)


def lines_of(cell: Flow, text: str) -> list[Flow]:
    """Return the lines of a cell, as its paragraphs or the breaks in them part it.

    Args:
        cell: the cell.
        text: the document's text.
    """
    breaks = [k for k in _gaps(cell) if re.search(r"[\n\r\v]", text[cell.at[k - 1] + 1 : cell.at[k]])]
    edges = [0, *breaks, len(cell)]
    lines = (cell.part(start, end) for start, end in pairwise(edges))
    return [line for line in lines if len(line)]


def items_of(cell: Flow, text: str) -> list[Flow]:
    """Return the paragraphs of a cell: a line that opens with a mark, or follows a stop, begins one.

    Other line breaks are taken for those of a narrow column.
    """
    items: list[list[Flow]] = []
    for line in lines_of(cell, text):
        if items and marker_of(line.text) is None and items[-1][-1].text[-1] not in "。；;！？":
            items[-1].append(line)
        else:
            items.append([line])
    return [Flow("".join(p.text for p in item), tuple(at for p in item for at in p.at)) for item in items]


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
    return _SLASH.sub("、", listed)


def _is_office(name: str) -> bool:
    """Whether a name, behind a label or not, is a unit's, or in a column of units that of an office within one."""
    name = re.split(r"[:：]", name)[-1]
    return is_unit(name) or re.fullmatch(r"[\u4e00-\u9fff]{1,10}[处科室股所站队]", name) is not None


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
