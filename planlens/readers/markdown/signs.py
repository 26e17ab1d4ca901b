"""Whether a text is Markdown, told from several of its marks; one ``#`` is none."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S", re.MULTILINE)
"""## 二、重点任务."""
_DELIMITERS = re.compile(r"^ {0,3}\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?$", re.MULTILINE)
"""| --- | :---: |."""
_BOLD = re.compile(r"(?:^|[\s。；：、（(|>])\*\*[^\s*，。、；][^*\n]*\*\*(?!\*)", re.MULTILINE)
"""1. **更新管网。** 改造…"""
_FENCE = re.compile(r"^ {0,3}```[\w-]*[ \t]*$", re.MULTILINE)
"""```markdown."""
_LINK = re.compile(r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)")
"""[附件](list.xlsx)."""
_FRONT = re.compile(r"\s*---[ \t]*\n(?:\w[\w-]*[ \t]*:.*\n|[ \t].*\n|- .*\n)+---[ \t]*(?:\n|$)")
"""title: 行动计划, between two lines of dashes at the very start."""


def looks_like_markdown(text: str) -> bool:
    """Whether a text is Markdown whatever its file is called.

    A table's line of dashes is enough, as are headings of which one is below the first level, or three words in bold;
    else two kinds of marks are needed.
    """
    headings = [len(found[1]) for found in _HEADING.finditer(text)]
    bold = sum(1 for _ in _BOLD.finditer(text))
    if _DELIMITERS.search(text) or (len(headings) > 1 and max(headings) > 1) or bold >= 3:
        return True
    fences = sum(1 for _ in _FENCE.finditer(text))
    kinds = (bool(headings), bold > 0, fences >= 2, _LINK.search(text) is not None, _FRONT.match(text) is not None)
    return sum(kinds) >= 2
