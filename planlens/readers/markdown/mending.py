"""What writers of Markdown get wrong and readers understand all the same; the lines of code blocks stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([\w-]*)[^`]*$")
"""```markdown."""
_GLUED = re.compile(r"( {0,3}(?:#{2,6}(?=[^\s#])|#(?=[\u4e00-\u9fff（《])))(?![^#\n]*#)")
"""##二、重点任务: the blank is missing; #话题# and #1楼 are no headings."""
_ROW = re.compile(r"\s*\|.*\|\s*")
"""| 1 | 修订办法 | 市水务局 |."""
_DELIMITER = re.compile(r"\s*:?-+:?\s*")
"""---."""
_CELLS = re.compile(r"(?<!\\)\|")
"""``| 序号 | 任务 \\| 举措 |``: the first, second and fourth."""
_INDENT = re.compile(r"[ \t\u3000\xa0]*\u3000[ \t\u3000\xa0]*|(?:&emsp;|&nbsp;|&ensp;)+")
"""　　各县区: an indent of wide blanks."""


def mended(text: str) -> str:
    """Return the source with what is plainly meant."""
    lines = _outside_code(_unwrapped(text.splitlines()))
    return "\n".join(_tables([(_line(line), True) if free else (line, False) for line, free in lines]))


def _unwrapped(lines: Sequence[str]) -> Sequence[str]:
    """Return what stands in one code block around the whole text, as assistants answer."""
    full = [number for number, line in enumerate(lines) if line.strip()]
    if len(full) < 3:
        return lines
    first, last = _FENCE.match(lines[full[0]]), lines[full[-1]].strip()
    if first is None or first[2].lower() not in ("markdown", "md") or last != first[1]:
        return lines
    return lines[full[0] + 1 : full[-1]]


def _outside_code(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield the lines, and whether they stand outside code blocks."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            if mark is not None and mark[1].startswith(fence) and not mark[2]:
                fence = ""
            yield line, False
        else:
            fence = mark[1] if mark is not None else ""
            yield line, mark is None


def _line(line: str) -> str:
    indent = _INDENT.match(line)
    line = line[indent.end() :] if indent is not None else line
    return "" if line.strip().upper() == "[TOC]" else _GLUED.sub(r"\1 ", line)


def _tables(lines: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """Yield the lines; rows that stand together get a line of dashes as wide as they are, which makes them a table."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end][1] and _ROW.fullmatch(lines[end][0]):
            end += 1
        if end - at < 2:
            yield lines[at][0]
            at += 1
            continue
        rows = [row for row, _ in lines[at:end] if not all(map(_DELIMITER.fullmatch, _cells(row)))]
        width = max((len(_cells(row)) for row in rows), default=0)
        if rows:
            first = rows[0].rstrip() + " |" * (width - len(_cells(rows[0])))
            yield from ("", first, "|" + " --- |" * width, *rows[1:], "")
        at = end


def _cells(row: str) -> list[str]:
    return _CELLS.split(row.strip())[1:-1]
