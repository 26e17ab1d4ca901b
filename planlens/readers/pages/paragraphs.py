"""Whole paragraphs from lines: by right edge, indent, size, distance and page.

The evidence, the strongest first: the font size, the indent, whether the line above is full, the distance, the mark
that opens the line. A line that is not full ends its paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planlens.model import Span
from planlens.readers.pages.frames import Frame
from planlens.readers.pages.lines import LEADS_ONLY, Line

_CANNOT_OPEN = "。，、；：！？）》】」』”’.,;:!?)]%％"


def paragraphs_of(lines: Sequence[Line], frame: Callable[[Line], Frame]) -> list[list[Line]]:
    """Group lines in reading order into paragraphs.

    Args:
        lines: the lines, over all pages.
        frame: gives the text column that a line stands in.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if groups and continues(groups[-1], line, frame(groups[-1][-1]), frame(line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def continues(group: Sequence[Line], line: Line, above: Frame, frame: Frame) -> bool:
    """Whether *line* goes on with the paragraph that *group* began, in the frames of the line above and its own."""
    last = group[-1]
    if _entry_goes_on(last, line, above):
        return True
    if last.leads or line.leads or not 0.88 < line.size / last.size < 1.14:
        return False
    if frame.centered(line) or above.centered(last):
        return _title_goes_on(group, line, above, frame)
    if _apart(last, line, frame):
        return False
    full = above.full(last, line)
    if frame.indented(line):
        same = abs(line.left - last.left) < 0.5 * line.size and abs(above.left - frame.left) < line.size
        hangs = len(group) > 1 or group[0].left < line.left - 0.5 * line.size
        return (
            same and full and not last.final and not line.opens
            if same and hangs
            else frame.hangs and _hangs(group, line, full)
        )
    if not full:
        return line.text[0] in _CANNOT_OPEN and above.right - last.right < 3 * last.size
    near = frame.spaced and line.page == last.page and line.baseline > last.baseline
    return frame.indents or near or _open_bracket(group) or not (last.final or line.opens)


def _entry_goes_on(last: Line, line: Line, above: Frame) -> bool:
    """Whether a line is the rest of an entry of a table of contents that fills the line above."""
    if last.leads or not line.leads or line.page != last.page:
        return False
    return LEADS_ONLY.fullmatch(line.text) is not None or (last.opens and not line.opens and above.full(last, line))


def _open_bracket(group: Sequence[Line]) -> bool:
    """Whether the last line ends inside brackets, as notes that name units do (（牵头单位：甲；乙）)."""
    text = "".join(line.text for line in group[-3:])
    opened, closed = (sum(text.count(sign) for sign in signs) for signs in ("（(", "）)"))
    return opened > closed


def _hangs(group: Sequence[Line], line: Line, full: bool) -> bool:
    """Whether an indented line is the second one of an item whose number hangs at its left."""
    first = group[0]
    return full and first.opens and 0 < line.left - first.left < 4 * line.size and not line.opens and len(group) == 1


def _apart(last: Line, line: Line, frame: Frame) -> bool:
    below = line.page == last.page and line.baseline > last.baseline
    wide = 1.2 if frame.spaced else 1.7
    return below and frame.pitch > 0 and line.baseline - last.baseline > wide * frame.pitch


def _title_goes_on(group: Sequence[Line], line: Line, above: Frame, frame: Frame) -> bool:
    """Whether two centred lines are one: a large title's, a note's in brackets, or those of a narrow cell."""
    last = group[-1]
    if line.page != last.page or not 0 < line.baseline - last.baseline < 2.2 * line.size:
        return False
    if abs(line.size - last.size) >= 0.5:
        return False
    if frame.walled:
        return above.full(last, line) and not last.final and not line.opens
    if _open_bracket(group):
        return frame.centered(line)
    both = frame.centered(line) and last.left > above.left - 1 and line.size > 1.1 * frame.size
    return both and line.text[0] not in "（(—-"


def joined(group: Sequence[Line]) -> tuple[str, tuple[Span, ...]]:
    """Return a paragraph's text and its raised marks; a blank stands only between two Latin words."""
    parts: list[str] = []
    marks: list[Span] = []
    length = 0
    for line in group:
        text = line.text.rstrip()
        if parts and _word(parts[-1][-1:]) and _word(text[:1]):
            parts.append(" ")
            length += 1
        lead = 0 if not parts else len(text) - len(text.lstrip())
        marks += [Span(length + mark.start - lead, length + mark.end - lead) for mark in line.raised]
        text = text[lead:]
        parts.append(text)
        length += len(text)
    return "".join(parts), tuple(marks)


def _word(character: str) -> bool:
    return character.isascii() and character.isalpha()
