"""Turns a clean source text into what one gets by copying a plan out of a PDF.

Markup of a source, line by line: ``@head`` names the running head, the lines after it are the cover; ``@toc`` stands
for the table of contents and begins the body; ``# `` and ``## `` are headings, ``#- `` is a second-level heading whose
number is lost on its page; ``| `` is a line printed as it stands; every other line is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE_WIDTH = 28  # full-width characters in a line, as GB/T 9704-2012 has it
PAGE_LINES = 22
SPACED_EVERY = 3  # every third paragraph comes out with blanks around its numbers

_HEADING = re.compile(r"(?P<marks>#{1,2}-?) (?P<text>.+)")
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
_UNBREAKABLE = re.compile(r"[0-9A-Za-z.%≥]+|.")
_NOT_AT_LINE_START = "，。、；：）》”！？%"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, and the entry it makes in the table of contents, if it is a heading."""

    text: str
    contents_entry: str = ""
    contents_level: int = 0


def copied_from_pdf(source: str) -> str:
    """Return *source* as broken lines with page numbers, running heads, a table of contents and stray blanks."""
    front, body = source.split("@toc\n")
    head, *cover = front.splitlines()
    pages = _pages(_body_lines(body.splitlines()))
    printed = [text.removeprefix("|").strip() for text in cover]
    printed += ["目 录", *_contents(pages), "I"]
    for number, page in enumerate(pages, start=1):
        printed.append(head.removeprefix("@head "))
        printed += [line.text for line in page]
        printed.append(str(number) if number % 2 == 0 else f"- {number} -")
    return "\n".join(printed) + "\n"


def _body_lines(source_lines: list[str]) -> list[Line]:
    lines: list[Line] = []
    for position, text in enumerate(source_lines):
        heading = _HEADING.fullmatch(text)
        if heading:
            lines.append(_heading_line(heading["marks"], heading["text"]))
        elif text.startswith("|"):
            lines.append(Line(text.removeprefix("|").strip()))
        else:
            lines += map(Line, _wrapped(_with_blanks(text) if position % SPACED_EVERY == 0 else text))
    return lines


def _heading_line(marks: str, text: str) -> Line:
    if marks.endswith("-"):
        return Line(_NUMBER.sub("", text), text, 2)
    return Line(text, text, len(marks))


def _with_blanks(text: str) -> str:
    """Set a blank on both sides of every number inside the text, as many PDF viewers do."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(\d[\d.]*%?)(?=[\u4e00-\u9fff])", r" \1 ", text)


def _wrapped(text: str) -> list[str]:
    """Break a paragraph into lines of a fixed width; the first is two characters shorter for its lost indent."""
    lines, line, room = [], "", LINE_WIDTH - 2.0
    for piece in _UNBREAKABLE.findall(text):
        width = sum(0.5 if char.isascii() else 1.0 for char in piece)
        if width > room and piece not in _NOT_AT_LINE_START:
            lines.append(line)
            line, room = "", float(LINE_WIDTH)
        line += piece
        room -= width
    return [*lines, line]


def _pages(lines: list[Line]) -> list[list[Line]]:
    return [lines[start : start + PAGE_LINES] for start in range(0, len(lines), PAGE_LINES)]


def _contents(pages: list[list[Line]]) -> list[str]:
    return [
        f"{line.contents_entry} {'.' * (56 - 2 * len(line.contents_entry) - 2 * line.contents_level)} {number}"
        for number, page in enumerate(pages, start=1)
        for line in page
        if line.contents_level
    ]
