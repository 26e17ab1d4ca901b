"""Whether a line goes on with the paragraph above it, or opens one of its own.

In a file that wraps its lines the evidence is their width; in one that does not, a break inside a sentence is an
accident (the end of a page, a figure or a word in another face on the web, a copy), and the two lines are weighed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from planlens.analysis.notes.labels import label_of
from planlens.analysis.outline.candidates import LONGEST_TITLE
from planlens.analysis.outline.glue import tail_of
from planlens.analysis.outline.lines import Line, display_width, standing_alone
from planlens.analysis.outline.markers import Marker, Style, marker_of
from planlens.language.words import cut

_CANNOT_OPEN = "。，、；：！？）》】”’．.%％,;)"
_SCRAP = re.compile(r"[A-Za-z]{0,2}\d{0,2}(\.\d{1,2})?[+-]?(?<=.)")
"""PM, 2.5, CO2: a raised or lowered figure that a page on the web set on a line of its own."""
_LABEL = re.compile(r"第[一二三四五六七八九十]{1,2}[，、]|[^，。；：]{2,8}：")
"""第一，继续调整…, 改造目标：建成…: what opens a paragraph of its own."""
_TITLE = re.compile(r"[^，。；：！？、,;:]{5,30}[^，。；：！？、,;:）]")
"""建设骨干水网: the rest of a broken paragraph would have stops, or one at its end."""
_LONG = 20
"""Characters of a line that can be broken by accident; shorter ones are titles and the like."""
_BROKEN = 2
"""How much must speak for an accident."""


class Breaks:
    """Tells for the lines of a file which of its breaks are inside paragraphs.

    Args:
        lines: all lines of the file.
        width: where the file wraps its lines, None if it does not.
        labels: the words that are marks in it (see :mod:`planlens.analysis.notes.labels`).
    """

    def __init__(self, lines: Sequence[Line], width: int | None, labels: Set[str] = frozenset()) -> None:
        self._labels = labels
        long = [line for line in lines if line.width > 40 and not line.noise]
        firsts = sum(line.indented for line in long)
        self._indents = firsts >= 3 and firsts >= 0.3 * len(long)
        self._width = width
        self._alone = standing_alone(lines, width)
        self._unstopped = width is None and _leaves_out_stops(lines)

    def inside(self, group: Sequence[Line], line: Line) -> bool:
        """Whether *line* goes on with the paragraph that the lines of *group* began."""
        last = group[-1]
        if last.block.cell != line.block.cell or line.block.style_level is not None or line.block.number:
            return False
        if line.text[0] in _CANNOT_OPEN and not (line.text[0] == "”" and last.final):
            return True
        marker = self._mark(last.text) if len(group) == 1 else None
        if marker is not None and marker.end == len(last.text) and marker.style is not Style.ATTACHMENT:
            return self._mark(line.text) is None
        if group[0].indented and not line.indented and not last.final and max(len(last.text), len(line.text)) <= 12:
            return self._mark("".join(part.text for part in group)) is not None and self._mark(line.text) is None
        return self._by_accident(group, line) if self._width is None else self._wrapped(group, line, self._width)

    def _mark(self, text: str) -> Marker | None:
        return marker_of(text) or label_of(text, self._labels)

    def _wrapped(self, group: Sequence[Line], line: Line, width: int) -> bool:
        last = group[-1]
        marker = self._mark(last.text) if len(group) == 1 else None
        # （一）加强领导 has none of these
        titled = marker is not None and marker.style in self._alone and not re.search(r"[。；：]", last.text)
        if titled and line.width >= width - 5:
            return False
        opens = self._mark(line.text)
        if opens is not None and opens.style is Style.ORDINAL and not last.final:
            opens = None
        if opens is not None and opens.style is not Style.BULLET and not (opens.value > 60 and not last.final):
            return False
        if opens is not None and opens.style is Style.BULLET and last.final:
            return False
        lost_indent = 4 if len(group) == 1 and not self._indents and marker is None and line.width >= width - 5 else 0
        full = display_width(tail_of(last.text)) + lost_indent
        # 建设平台，完善
        running = not last.final and last.width >= 0.6 * width and re.search(r"[，。；]", last.text) is not None
        return (
            (running or full >= width - 5 or full + _first_word(line) > width)
            and (not last.final or last.text[-1] in "；;：:")
            and not (self._indents and line.indented)
        )

    def _by_accident(self, group: Sequence[Line], line: Line) -> bool:
        last = group[-1]
        if len(group) > 1 and _SCRAP.fullmatch(last.text):
            return not line.indented
        if _SCRAP.fullmatch(line.text):
            return not last.final and len(last.text) >= _LONG
        if self._mark(line.text) is not None or line.indented:
            return False
        tail = tail_of(last.text)
        if len(last.text) == 1 and not last.final:
            return True
        if tail[-1] in "、，":
            return len(last.text) >= _LONG
        if tail[-1] == "的" or (line.text.startswith("是：") and not last.final):
            return True
        return not last.final and tail[-1] not in "）”》】" and self._evidence(tail, line.text) >= _BROKEN

    def _evidence(self, above: str, below: str) -> int:
        """Weigh what says that a paragraph was broken between two lines, and what says that it ended unstopped."""
        if len(above) < _LONG or "\t" in above + below:
            return 0
        titled = "。" not in above and len(above) <= LONGEST_TITLE
        sums = {
            "a sentence is begun after another": 2 if re.search(r"[。；]", above) else 0,  # 建设平台。完善
            "several clauses": 1 if "，" in above else 0,
            "the line below ends a sentence": 1 if below[-1] in "。；" or "。" in below else 0,
            "the line below is a scrap": {1: 4, 2: 2}.get(len(below), 0),
            "a word is cut in two": 2 if _cuts_word(above, below) else 0,
            "a title above its text": -2 if titled else 0,
            "the line below is like a title": -2 if _TITLE.fullmatch(below) else 0,
            "the line below has a label": -3 if _LABEL.match(below) else 0,
            "full stops are left out": -2 if self._unstopped else 0,
        }
        return sum(sums.values())


def _leaves_out_stops(lines: Sequence[Line]) -> bool:
    """Whether a file ends its paragraphs without full stops: most long lines above a mark or a short line."""
    kept = [line for line in lines if not line.noise and not line.table]
    ends = [
        line.final or line.text[-1] in "）”》】"
        for line, below in pairwise(kept)
        if len(line.text) >= 2 * _LONG and (marker_of(below.text) is not None or len(below.text) < _LONG)
    ]
    return len(ends) >= 3 and sum(ends) < 0.5 * len(ends)


def _cuts_word(above: str, below: str) -> bool:
    """Whether a word of the dictionary stands across the border of two lines (应用引 / 领区)."""
    end = len(above[-6:])
    for word in cut(above[-6:] + below[:6]):
        if 0 < end < len(word):
            return True
        end -= len(word)
        if end <= 0:
            return False
    return False


def _first_word(line: Line) -> int:
    """Return the width of what cannot be broken at a line's start: a number or a Latin word."""
    found = re.match(r"[\x21-\x7e]+", line.text)  # 5G of 5G基站
    return display_width(found[0]) if found is not None else 0
