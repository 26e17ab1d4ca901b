"""Footnotes: small lines at the page's foot, below a short line or beginning with a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planlens.readers.pages.lines import Line
from planlens.readers.pages.model import Rule

LABEL = re.compile(r"\s*([①-⑳]|[\[［〔]\d{1,3}[\]］〕]|\d{1,3}|[*＊])\s*[.、．]?\s*")  # ① 指规模以上企业


def split_notes(
    lines: Sequence[Line], rules: Sequence[Rule], size: float, height: float
) -> tuple[list[Line], list[Line]]:
    """Return a page's body lines and its footnote lines.

    Args:
        lines: the page's lines without running feet.
        rules: its ruling lines outside tables.
        size: the body's font size.
        height: the page's height in points.
    """
    foot = sorted(lines, key=lambda line: line.baseline)
    start = len(foot)
    while start and foot[start - 1].size < 0.9 * size:
        start -= 1
    below = foot[start:]
    if not below:
        return list(lines), []
    top = below[0].baseline - below[0].size * 1.2
    ruled = any(
        rule.horizontal and rule.at > 0.35 * height and -3 <= top - rule.at < 3 * size and rule.end - rule.start < 330
        for rule in rules
    )
    above_text = start > 0 and foot[start - 1].baseline < below[0].baseline
    marked = bool(below[0].raised) and below[0].raised[0].start == 0
    # ① 指常住人口。 and [1] 指常住人口。
    marked = marked or re.match(r"\s*([①-⑳]|[\[［]\d)", below[0].text) is not None
    if not above_text or not ((ruled and LABEL.match(below[0].text)) or (marked and below[-1].baseline > 0.7 * height)):
        return list(lines), []
    own = {id(line) for line in below}
    return [line for line in lines if id(line) not in own], below


def notes_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Group footnote lines into notes: each begins with a mark at the left edge."""
    groups: list[list[Line]] = []
    for line in lines:
        own = LABEL.match(line.text)
        opens = own is not None and own.end() < len(line.text)
        if opens and own is not None and own[1].isdigit() and groups and not line.raised:
            opens = own[1] == str(_number(groups[-1][0]) + 1)
        if opens or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _number(line: Line) -> int:
    found = LABEL.match(line.text)
    return int(found[1]) if found is not None and found[1].isdigit() and found[1].isascii() else 0
